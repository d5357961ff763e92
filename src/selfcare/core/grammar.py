"""The value grammars of the plan language: durations, moments, repeats, clock times, phases, cues and bells.

One way to write a thing: whatever else is refused, with the place of the mistake inside the text and, for a near miss,
the exact words to put there (`nearmiss` guesses them; a guess that would not be accepted is withheld). The compiler of
plans, `condition` and `typed` call it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from selfcare.core.text import plain
from selfcare.core.when import DayTime, Moment, Offset, Span

if TYPE_CHECKING:
    from selfcare.core.breath import Phase
    from selfcare.core.repeat import Repeat, Unit
    from selfcare.core.sitting import Bell, Cue

T = TypeVar("T")

LONGEST_DAYS = 3660
"""Ten years: no duration and no moment reaches further."""

LONGEST_SECONDS = 24 * 3600
"""A day: no timer runs longer."""

LONGEST_PHASE = 300
"""Seconds. What is safe to hold is for the lint rules; this only refuses slips of the pen."""

LONGEST_TEXT = 500
"""Characters of one value, words of a cue included."""

LONGEST_GUESSED = 80
"""Characters of a text that a suggestion is looked for."""

MOST_KEPT = 200
"""Short texts of each grammar whose value is kept: plans say the same few over and over."""

MOST = {"day": 366, "week": 104, "month": 24}
"""The longest repeat of each unit: about a year, two years, two years."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Not of the language; people write them."""

_NUMBER = "[0-9]{1,6}"
_SECONDS = rf"{_NUMBER}(?:\.[0-9]{{1,3}})?"
_SPAN = rf"(?:({_NUMBER})w)?(?:({_NUMBER})d)?(?:({_NUMBER})h)?(?:({_NUMBER})m)?(?:({_SECONDS})s)?"


class GrammarError(ValueError):
    """A text that is not of its grammar. `str(error)` is a sentence; the place is in characters of that text."""

    def __init__(self, message: str, start: int, length: int, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.length = length
        self.suggestion = suggestion
        """What to write instead of the marked stretch, or empty; the text is then of its grammar."""

    def mend(self, text: str) -> str:
        """`text` with the suggestion in its place."""
        return text[: self.start] + self.suggestion + text[self.start + self.length :]


def _grammar(noun: str, examples: str) -> Callable[[Callable[[str], T | None]], Callable[[str], T]]:
    """A parser from a reader that answers None to a text it does not know.

    A refusal of the parser has a sentence, and a suggestion if one can be made that the reader knows.
    """

    def decorate(read: Callable[[str], T | None]) -> Callable[[str], T]:
        kept = lru_cache(maxsize=MOST_KEPT)(read)

        def reads(text: str) -> bool:
            try:
                return read(text) is not None
            except GrammarError:
                return False

        @wraps(read)
        def parse(text: str) -> T:
            refusal = None
            try:
                value = kept(text) if len(text) <= LONGEST_GUESSED else read(text)
            except GrammarError as error:
                refusal = error
            else:
                if value is not None:
                    return value
            if refusal and refusal.suggestion and reads(refusal.mend(text)):
                raise refusal
            guess = _guess(text, read.__name__)
            if guess and reads(guess):
                raise GrammarError(f"{quoted(text)} is not {noun}", 0, len(text), guess)
            if refusal and not refusal.suggestion:
                raise refusal
            raise GrammarError(f"{quoted(text)} is not {noun}; write {examples}", 0, len(text))

        return parse

    return decorate


def _guess(text: str, grammar: str) -> str:
    """What was probably meant, or empty."""
    from selfcare.core import nearmiss

    return nearmiss.GUESS[grammar](text) if len(text) <= LONGEST_GUESSED else ""


@_grammar("a duration", "5m or 1h30m")
def span(text: str) -> Span | None:
    """A duration: `4h`, `90s`, `5m30s`, `5.5s`, `2w`; units `w d h m s`, biggest first. It may be nothing (`0m`)."""
    match = re.fullmatch(_SPAN, text)
    if not text or match is None:
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in match.groups()[:4])
    milliseconds = (hours * 60 + minutes) * 60_000 + round(float(match[5] or 0) * 1000)
    value = Span(weeks * 7 + days, milliseconds / 1000)
    if value.days + value.seconds / 86400 > LONGEST_DAYS:
        raise GrammarError(f"{quoted(text)} is longer than ten years", 0, len(text))
    return value


def show_span(span: Span) -> str:
    """The canonical form: `1h30m`, `2w`, `0s`. What it writes reads back as the same value."""
    weeks, days = divmod(span.days, 7) if span.days % 7 == 0 else (0, span.days)
    minutes, milliseconds = divmod(round(span.seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{milliseconds // 1000}.{milliseconds % 1000:03}".rstrip("0").rstrip(".")
    parts = ((str(weeks), "w"), (str(days), "d"), (str(hours), "h"), (str(minutes), "m"), (seconds, "s"))
    return "".join(number + unit for number, unit in parts if number != "0") or "0s"


@_grammar("a number of days", "7d or 4w")
def days_span(text: str) -> Span | None:
    """A duration of whole calendar days, one or more: `30d`, `4w`."""
    value = span(text)
    return value if value.days and not value.seconds else None


@_grammar("a length for a timer", "5m or 1h30m, at most 24h")
def seconds(text: str) -> float | None:
    """The length of a timer, in seconds: a duration in `h m s`, longer than nothing and at most a day."""
    value = span(text)
    return value.seconds if not value.days and 0 < value.seconds <= LONGEST_SECONDS else None


@_grammar("a time of day", "07:15 or 19:30")
def clock(text: str) -> time | None:
    """A time of day, `HH:MM`, from `00:00` to `23:59`."""
    if not re.fullmatch("(?:[01][0-9]|2[0-3]):[0-5][0-9]", text):
        return None
    return time(int(text[:2]), int(text[3:]))


@_grammar("a moment", "2h before, 30m after, 1d before at 19:00, same day at 07:15, start or end")
def moment(text: str) -> Moment | None:
    """A moment around an appointment.

    `4h before`, `30m after`, `1d before at 19:00`, `1d after at 09:00`, `same day at 05:00`, `start`, `end`.
    """
    if text in ("start", "end"):
        return Offset(Span(), "before" if text == "start" else "after")
    if match := re.fullmatch("(same day|([1-9][0-9]{0,3})d (before|after)) at (.+)", text):
        at = _part(clock, text, match.start(4))
        days = min(int(match[2] or 0), LONGEST_DAYS)
        return DayTime(-days if match[3] == "before" else days, at)
    if match := re.fullmatch("(.+) (before|after)", text):
        return Offset(span(match[1]), "before" if match[2] == "before" else "after")
    return None


def show_moment(moment: Moment) -> str:
    """The canonical form. What it writes reads back as the same value."""
    if isinstance(moment, Offset):
        if moment.span == Span():
            return "start" if moment.side == "before" else "end"
        return f"{show_span(moment.span)} {moment.side}"
    day = f"{abs(moment.days)}d {'before' if moment.days < 0 else 'after'}" if moment.days else "same day"
    return f"{day} at {moment.at:%H:%M}"


@_grammar("a way to repeat", "day, weekday, weekend, week, month, 2 days or mon wed fri")
def repeat(text: str) -> Repeat | None:
    """A recurrence: `day`, `weekday`, `weekend`, `week`, `month`, `2 days`, `3 weeks`, `2 months`, `mon wed fri`."""
    from selfcare.core.repeat import Repeat

    units: dict[str, Unit] = {"day": "day", "week": "week", "month": "month"}
    if text in units:
        return Repeat(1, units[text])
    if text in ("weekday", "weekend"):
        return Repeat(1, "week", (0, 1, 2, 3, 4) if text == "weekday" else (5, 6))
    names = text.split(" ")
    if set(names) <= set(WEEKDAYS) and len(names) == len(set(names)):
        return Repeat(1, "week", tuple(sorted(map(WEEKDAYS.index, names))))
    match = re.fullmatch("([1-9][0-9]{0,2}) (day|week|month)s", text)
    if match is None or match[1] == "1":
        return None
    if int(match[1]) > MOST[match[2]]:
        raise GrammarError(f"{quoted(text)} is too long; write at most {MOST[match[2]]} {match[2]}s", 0, len(text))
    return Repeat(int(match[1]), units[match[2]])


@_grammar("a phase of a breath", "in 4s, hold 2s, out 6s or rest 1s")
def phase(text: str) -> Phase | None:
    """One phase of a cycle: `in`, `hold`, `out` or `rest`, seconds, and words if wanted (`out 8s by mouth`)."""
    from selfcare.core.breath import Phase, PhaseKind

    kinds: dict[str, PhaseKind] = {"in": "in", "hold": "hold", "out": "out", "rest": "rest"}
    match = re.fullmatch(rf"(in|hold|out|rest) ({_SECONDS})s(?: +(\S.*))?", text.rstrip())
    if match is None or len(text) > LONGEST_TEXT:
        return None
    length = float(match[2])
    if not 0 < length <= LONGEST_PHASE:
        message = f"a phase lasts longer than nothing and at most {LONGEST_PHASE}s"
        raise GrammarError(message, match.start(2), match.end(2) + 1 - match.start(2))
    return Phase(kinds[match[1]], length, match[3] or "")


@_grammar("a breath", "in 4s, hold 2s, out 6s")
def cycle(text: str) -> tuple[Phase, ...] | None:
    """The phases of a breath in one line, with commas between: `in 4s, hold 2s, out 6s`.

    Words of a phase have no digits here, so that none of `in 4s hold 2s` is taken for words.
    """
    if len(text) > LONGEST_TEXT:
        return None
    phases, start = [], 0
    for part in text.split(","):
        try:
            phases.append(phase(part.strip()))
        except GrammarError as error:
            at = start + len(part) - len(part.lstrip()) + error.start
            suggestion = "" if _tells_more(error.suggestion) else error.suggestion
            raise GrammarError(error.message, at, error.length, suggestion) from None
        if _tells_more(part.strip()):
            return None
        start += len(part) + 1
    return tuple(phases)


def _tells_more(phase: str) -> bool:
    """Whether there are digits behind the seconds."""
    return bool(re.search("[0-9]", phase.partition("s ")[2]))


@_grammar("a cue", "minutes and seconds, then words: 1:30  Notice your feet")
def cue(text: str) -> Cue | None:
    """Words at a time of a sitting, minutes and seconds from its start: `1:30  Notice your feet`."""
    from selfcare.core.sitting import Cue

    match = re.fullmatch(r"([0-9]{1,3}):([0-5][0-9]) +(\S.*)", text.rstrip())
    if match is None or len(text) > LONGEST_TEXT:
        return None
    return Cue(60.0 * int(match[1]) + int(match[2]), match[3])


@_grammar("a bell", "start, half, end, every 5m or 7:30")
def bell(text: str) -> Bell | None:
    """A bell of a sitting: `start`, `half`, `end`, `every 5m`, or minutes and seconds from the start, `7:30`."""
    from selfcare.core.sitting import Bell

    marks = {"start": Bell("start"), "half": Bell("half"), "end": Bell("end")}
    if text in marks:
        return marks[text]
    if text.startswith("every "):
        return Bell("every", _part(seconds, text, len("every ")))
    match = re.fullmatch("([0-9]{1,3}):([0-5][0-9])", text)
    return Bell("at", 60.0 * int(match[1]) + int(match[2])) if match else None


def quoted(text: str) -> str:
    """`text` as it may stand in a sentence: cleaned, short, in quotes."""
    cleaned = plain(text)
    return f"'{cleaned if len(cleaned) <= 40 else cleaned[:39] + '…'}'"


def _part(parse: Callable[[str], T], text: str, start: int) -> T:
    """What `parse` reads from `start` on; its mistakes are placed in the whole text."""
    try:
        return parse(text[start:])
    except GrammarError as error:
        raise GrammarError(error.message, start + error.start, error.length, error.suggestion) from None
