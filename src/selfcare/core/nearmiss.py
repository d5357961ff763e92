"""What somebody meant who did not quite write the plan language: "5 min", "1,5 h", "8pm", "daily", "inhale 4s".

`grammar` asks when a text is not of its grammar, and offers the guess only if it would be accepted. Every guess is a
whole value in the one way to write it, or empty. What could mean two things ("pause 4s") is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from selfcare.core.grammar import FULL_WEEKDAYS, WEEKDAYS, show_span
from selfcare.core.when import Span


def _spellings(meanings: Mapping[str, str]) -> dict[str, str]:
    """From what is meant and all its spellings, to each spelling and what it means."""
    return {spelling: meaning for meaning, spellings in meanings.items() for spelling in spellings.split(",")}


_DAY = 86_400.0

_SECONDS = {
    "w": 7 * _DAY,
    "d": _DAY,
    "h": 3600.0,
    "m": 60.0,
    "s": 1.0,
    "ms": 0.001,
    "month": 30 * _DAY,
    "year": 365 * _DAY,
}
"""Seconds of each unit people use; the first five, biggest first, are those of the language."""

_LANGUAGE = "wdhms"

_UNITS = _spellings(
    {
        "w": "w,wk,wks,week,weeks",
        "d": "d,day,days",
        "h": "h,hr,hrs,hour,hours",
        "m": "m,min,mins,minute,minutes",
        "s": "s,sec,secs,second,seconds",
        "ms": "ms",
        "month": "month,months",
        "year": "year,years",
    }
)

_NUMBERS = _spellings(
    {
        "1": "a,an,one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
    }
    | {"10": "ten", "12": "twelve", "15": "fifteen", "20": "twenty", "30": "thirty", "40": "forty", "45": "forty-five"}
)

_AMOUNTS = {
    "a quarter of an hour": "15m",
    "quarter of an hour": "15m",
    "an hour and a half": "1h30m",
    "half an hour": "30m",
    "half hour": "30m",
    "a fortnight": "2w",
    "½": ".5",
}

_AMOUNT = re.compile(r"([0-9]{0,6}[.,]?[0-9]{1,6})?[ -]?(?:([a-z]+)\.?)?[ ,&+]*(?:and )?")
"""One number with its unit, and what separates it from the next."""

_TIME_OF_DAY = re.compile(
    r"([0-9]{1,2})(?: ?[:.,h] ?([0-9]{2}))?(?::[0-9]{2})? ?"
    r"(?:(?P<half>[ap])\.? ?m\.?|o'?clock|h|hrs|in the (?P<part>morning|afternoon|evening))?"
)

_TIMES_OF_DAY = {"noon": "12:00", "midday": "12:00", "midnight": "00:00", "24:00": "23:59"}

_EDGES = _spellings({"start": "start,starts,begin,begins,beginning", "end": "end,ends,ending,finish"})

_OCCASION = re.compile(r"\b(before|after) (?:the |my |your )?(?:start|end|session|appointment|visit|treatment|it)$")

_SIDES = _spellings({"before": "prior to,prior,ahead of,ahead,earlier", "after": "later,afterwards,afterward"})

_REPEATS = _spellings(
    {
        "day": "daily,everyday,nightly,morning,evening,night,mornings,evenings,nights",
        "week": "weekly",
        "month": "monthly",
        "weekday": "weekday,weekdays,workday,workdays",
        "weekend": "weekend,weekends",
        "2 weeks": "biweekly,fortnight,fortnightly",
        "3 months": "quarter,quarterly",
        "12 months": "year,yearly,annually",
    }
)

_PERIODS = _spellings({"day": "d,day,days", "week": "w,week,weeks", "month": "month,months"})

_ORDINALS = {"": "1", "other": "2", "second": "2", "2nd": "2", "third": "3", "3rd": "3"}

_PHASES = _spellings(
    {
        "in": "in,inhale,inhalation,breath in,breathe in",
        "hold": "hold,keep,retain",
        "out": "out,exhale,exhalation,breath out,breathe out",
        "rest": "rest",
    }
)
"""Not `pause`: it does not say whether the breath is in or out."""

_LENGTH = r"(?P<length>[0-9][0-9.,]* ?(?:ms|s|secs?|seconds?|m|mins?|minutes?)?)\.?"

_PHASE_FORMS = (
    re.compile(rf"(?P<kind>[a-z ]+?)(?: for|:)? ?{_LENGTH}(?:[,:]? (?P<words>.*))?", re.IGNORECASE),
    re.compile(rf"{_LENGTH} (?P<kind>[a-z ]+)(?P<words>)", re.IGNORECASE),
)

_ONLY_NUMBERS = re.compile(r"[0-9.]+(?: ?[-–/:,x ] ?[0-9.]+){1,3}")
"""`4-4-4-4`, `4/6`, `4 7 8`: seconds of the phases in their usual order."""

_NUMBERED: Mapping[int, tuple[str, ...]] = {
    2: ("in", "out"),
    3: ("in", "hold", "out"),
    4: ("in", "hold", "out", "rest"),
}

_BETWEEN_PHASES = re.compile(
    r" ?(?:[,;/+]|->|→|\bthen\b|\band\b) ?"
    r"|(?<!breath)(?<!breathe) (?=(?:in|hold|out|rest|inhale|exhale|breathe|breath)\b)"
)

_CUE = re.compile(rf"(?:at )?(?P<at>[0-9:.]+|{_LENGTH})[:,]? (?:[–-] )?(?P<words>.+)", re.IGNORECASE)

_BELLS = _spellings(
    {
        "start": "start,begin,beginning",
        "half": "half,halfway,half way,half-way,middle,mid,midpoint",
        "end": "end,ending,finish",
    }
)


def _amounts(text: str, bare: str) -> list[tuple[float, str]]:
    """Numbers with their units; empty if anything is not understood.

    A number without a unit is of the unit below the one before it, else `bare`; a unit alone is one of it.
    """
    for words, meaning in _AMOUNTS.items():
        text = text.replace(words, meaning)
    text = re.sub(r"[a-z-]+(?= )", lambda word: _NUMBERS.get(word[0], word[0]), text)
    amounts: list[tuple[float, str]] = []
    position = 0
    below = bare
    while position < len(text):
        match = _AMOUNT.match(text, position)
        if match is None or not (match[1] or len(match[2] or "") > 2):
            return []
        unit = _UNITS.get(match[2] or below)
        if unit is None:
            return []
        below = _LANGUAGE[_LANGUAGE.find(unit) + 1 :][:1] if match[2] else ""
        amounts.append((round(float((match[1] or "1").replace(",", ".")), 3), unit))
        position = match.end()
    return amounts


def _duration(text: str, bare: str = "m") -> str:
    """A duration; the author's own units are kept where they can be."""
    text = re.sub("^(?:for|about|around|approx|every) ", "", _simplified(text).lstrip("+-~ "))
    if match := re.fullmatch("(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})", text):
        return show_span(Span(seconds=int(match[1] or 0) * 3600.0 + int(match[2]) * 60.0 + int(match[3])))
    amounts = _amounts(text, bare)
    units = [unit for _, unit in amounts]
    in_order = units == [unit for unit in _LANGUAGE if unit in units]
    if in_order and all(unit == "s" or number.is_integer() for number, unit in amounts):
        return "".join(f"{number:.3f}".rstrip("0").rstrip(".") + unit for number, unit in amounts)
    days = int(sum(number * _SECONDS[unit] for number, unit in amounts if _SECONDS[unit] >= _DAY) // _DAY)
    return show_span(Span(days, _total(amounts) - days * _DAY))


def _total(amounts: list[tuple[float, str]]) -> float:
    return sum(number * _SECONDS[unit] for number, unit in amounts)


def _days(text: str) -> str:
    """A whole number of days."""
    duration = _duration(text, bare="d")
    days, rest = divmod(_total(_amounts(duration, "d")), _DAY)
    return duration if duration[-1:] in ("d", "w") else f"{days:g}d" if days and not rest else ""


def _timer(text: str) -> str:
    """A duration that needs no calendar."""
    duration = _duration(text)
    return show_span(Span(seconds=_total(_amounts(duration, "m")))) if re.search("[wd]", duration) else duration


def _clock(text: str) -> str:
    text = _simplified(text).removeprefix("at ")
    if text in _TIMES_OF_DAY:
        return _TIMES_OF_DAY[text]
    if re.fullmatch("[0-9]{4}", text):
        return f"{text[:2]}:{text[2:]}"
    match = _TIME_OF_DAY.fullmatch(text)
    if match is None:
        return ""
    hour = int(match[1])
    if hour == 12 and (match["half"] == "a" or match["part"] == "morning"):
        hour = 0
    elif hour < 12 and (match["half"] == "p" or match["part"] in ("afternoon", "evening")):
        hour += 12
    return f"{hour:02}:{match[2] or '00'}"


def _moment(text: str) -> str:
    text = _simplified(text)
    for spelling, side in _SIDES.items():
        text = re.sub(rf"\b{spelling}\b", side, text)
    text = _OCCASION.sub(r"\1", text)
    edge = re.fullmatch(r"(?:at )?(?:the )?([a-z]+)(?: of (?:the )?\w+)?", text)
    if edge and edge[1] in _EDGES:
        return _EDGES[edge[1]]
    if match := re.fullmatch("(.+?) (before|after),?(?: at| @)? (.+)", text):
        return _on_a_day(match[1], match[2], match[3])
    if match := re.fullmatch("(?:on )?(?:the )?(?:same day|day of|day|that day|today),?(?: at| @)? (.+)", text):
        return f"same day at {_clock(match[1])}"
    if match := re.fullmatch("(before|after) (.+)|(.+) (before|after)", text):
        amount = match[2] or match[3]
        return f"{_named_day(amount) or _duration(amount)} {match[1] or match[4]}"
    if text.isdecimal():
        return ""
    amount = "" if ":" in text else _duration(text)
    return f"{amount} {'after' if text[:1] == '+' else 'before'}" if amount else f"same day at {_clock(text)}"


def _on_a_day(amount: str, side: str, clock: str) -> str:
    match = re.fullmatch("([0-9]{1,4})([dw])", _named_day(amount) or _duration(amount))
    if match is None:
        return ""
    days = int(match[1]) * (7 if match[2] == "w" else 1)
    return f"{days}d {side} at {_clock(clock)}" if days else f"same day at {_clock(clock)}"


def _named_day(text: str) -> str:
    """`1d` for "the day", "the evening"."""
    return "1d" if re.fullmatch("(?:the |a |one )?(?:day|evening|night|morning)", text) else ""


def _repeat(text: str) -> str:
    text = re.sub("^(?:once )?(?:every|each|per|on|a) ", "", _simplified(text))
    if text in _REPEATS:
        return _REPEATS[text]
    word, _, period = re.sub("^([0-9]+)(?=[a-z])", r"\1 ", text).rpartition(" ")
    number = (_ORDINALS | _NUMBERS).get(word, word)
    if period in _PERIODS and number.isdecimal():
        return _PERIODS[period] if number == "1" else f"{number} {_PERIODS[period]}s"
    return _weekdays(text)


def _weekdays(text: str) -> str:
    """Weekdays in any usual spelling and with any separators, in the order of the week."""
    found: set[int] = set()
    for part in re.split("(?: and |[ ,;/&+])+", re.sub(r" ?(?:-|–|\bto\b|\buntil\b) ?", "-", text)):
        first, _, last = part.partition("-")
        start, stop = _weekday(first), _weekday(last or first)
        if start is None or stop is None:
            return ""
        found.update((start + step) % 7 for step in range((stop - start) % 7 + 1))
    if found == {0, 1, 2, 3, 4}:
        return "weekday"
    return "day" if len(found) == 7 else " ".join(WEEKDAYS[day] for day in sorted(found))


def _weekday(word: str) -> int | None:
    spellings = (word, word.rstrip("."), word.removesuffix("s"))
    return next(
        (
            day
            for day, name in enumerate(FULL_WEEKDAYS)
            for word in spellings
            if len(word) >= 2 and name.startswith(word)
        ),
        None,
    )


def _phase(text: str) -> str:
    for form in _PHASE_FORMS:
        match = form.fullmatch(" ".join(text.split()))
        kind = _PHASES.get(match["kind"].lower()) if match else None
        amounts = _amounts(match["length"].lower(), "s") if match else []
        if match and kind and amounts:
            return f"{kind} {_total(amounts):g}s {match['words'] or ''}".rstrip()
    return ""


def _cycle(text: str) -> str:
    text = _simplified(text)
    if _ONLY_NUMBERS.fullmatch(text):
        numbers = [float(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)]
        named = zip(_NUMBERED.get(len(numbers), ()), numbers, strict=False)
        return ", ".join(f"{kind} {number:g}s" for kind, number in named if number)
    phases = [_phase(part) for part in _BETWEEN_PHASES.split(text) if part]
    return ", ".join(phases) if all(phases) else ""


def _cue(text: str) -> str:
    match = _CUE.fullmatch(" ".join(text.split()))
    at = _bell(match["at"]) if match else ""
    return f"{at}  {match['words']}" if match and at else ""


def _bell(text: str) -> str:
    text = re.sub("^(?:at )?(?:the )?", "", _simplified(text))
    if text in _BELLS:
        return _BELLS[text]
    if match := re.fullmatch("(?:every|each) ?(.+)", text):
        return f"every {_timer(match[1])}"
    if match := re.fullmatch("(?:([0-9]{1,2})[:.])?([0-9]{1,3})[:.]([0-9]{1,2})", text):
        return f"{int(match[1] or 0) * 60 + int(match[2])}:{int(match[3]):02}"
    total = _total(_amounts(text, "m"))
    return f"{total // 60:g}:{total % 60:02g}" if total else ""


def _simplified(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


GUESS: Mapping[str, Callable[[str], str]] = {
    "span": _duration,
    "days_span": _days,
    "seconds": _timer,
    "clock": _clock,
    "moment": _moment,
    "repeat": _repeat,
    "phase": _phase,
    "cycle": _cycle,
    "cue": _cue,
    "bell": _bell,
}
"""By the name of the grammar's reader."""
