"""Times and lengths as people type them at a prompt or in a form: `14:30`, `tomorrow 2pm`, `2026-12-03 14:30`, `5m`.

The command line and the screens call it. The forms are a closed list: what is not of it, or names a time that the
clocks leave out or show twice that day, is refused with what to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from selfcare.core import grammar, when
from selfcare.core.grammar import FULL_WEEKDAYS, WEEKDAYS, GrammarError, quoted
from selfcare.errors import UsageError

YEARS = range(1970, 2200)
"""Years that a date may be of."""

_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}

_TIME = re.compile("(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z]+) )?(?P<clock>[0-9][0-9:]* ?(?:[ap]m)?)")

_MINUTE = timedelta(minutes=1)


def instant(text: str, now: datetime) -> datetime:
    """When that is, in the zone of `now`; of a clock time or a weekday by itself, the next. Raises `UsageError`.

    The day may be a date, `today`, `tomorrow`, `yesterday` or a weekday; the time is `14:30`, `2:30pm` or `2 pm`.
    """
    return _instant(text, now, direction=1)


def past_instant(text: str, now: datetime) -> datetime:
    """When that was, in the zone of `now`; of a clock time or a weekday by itself, the latest.

    Raises `UsageError`, for a time that is still to come too.
    """
    found = _instant(text, now, direction=-1)
    if _is_after(found, now):
        raise UsageError(f"{quoted(text)} is still to come; write a time up to now, such as today {now:%H:%M}")
    return found


def up_to_now(text: str, now: datetime) -> datetime:
    """As `past_instant`; `now` is a word for this instant, and so is nothing at all. Raises `UsageError`."""
    return now if text.strip().casefold() in ("", "now") else past_instant(text, now)


def seconds(text: str) -> float:
    """A length such as `5m` or `1h30m`, at most a day, in seconds. Raises `UsageError`."""
    try:
        return grammar.seconds(text.strip())
    except GrammarError as error:
        raise UsageError(f"{error.message}; write {error.suggestion}" if error.suggestion else error.message) from None


def _instant(text: str, now: datetime, direction: int) -> datetime:
    """The instant; one that may be on several days is looked for from now on (direction 1) or backwards (-1)."""
    match = _TIME.fullmatch(" ".join(text.lower().split()))
    clock_time = _clock_time(match["clock"]) if match else None
    days = _days(match["day"] or "", now.date(), direction) if match else []
    if clock_time is None or not days:
        raise UsageError(f"{quoted(text)} is not a time; write {_what_to_write(text, now)}")
    candidates = [datetime.combine(day, clock_time, now.tzinfo) for day in days]
    chosen = next((moment for moment in candidates[:-1] if _lies(moment, now, direction)), candidates[-1])
    return _checked(chosen)


def _days(word: str, today: date, direction: int) -> list[date]:
    """The days that `word` may mean, the likeliest first; none if it means nothing."""
    if not word:
        return [today, today + timedelta(days=direction)]
    if word in _WORDS:
        return [today + timedelta(days=_WORDS[word])]
    for weekday, names in enumerate(zip(WEEKDAYS, FULL_WEEKDAYS, strict=True)):
        if word in names:
            first = today + timedelta(days=direction * ((weekday - today.weekday()) * direction % 7))
            return [first, first + timedelta(days=7 * direction)]
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return []
    return [day] if day.year in YEARS else []


def _clock_time(text: str) -> time | None:
    """`14:30`, `9:30`, `2:30pm`, `2 pm`; None for what is none."""
    match = re.fullmatch("([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)?", text)
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _lies(moment: datetime, now: datetime, direction: int) -> bool:
    """Whether it is after now (direction 1), or not after now (-1)."""
    return _is_after(moment, now) == (direction > 0)


def _is_after(moment: datetime, now: datetime) -> bool:
    return when.utc(moment) > when.utc(now)


def _checked(moment: datetime) -> datetime:
    """`moment`, if the clocks show it once."""
    if not when.exists(moment):
        odd, sentence = _is_left_out, "does not exist on {day}, when the clocks go forward"
    elif when.exists_twice(moment):
        odd, sentence = when.exists_twice, "comes twice on {day}, when the clocks go back"
    else:
        return moment
    before, after = _edge(moment, -_MINUTE, odd), _edge(moment, _MINUTE, odd)
    what = f"{moment:%H:%M} " + sentence.format(day=moment.date().isoformat())
    raise UsageError(f"{what}; write a time up to {before:%H:%M} or from {after:%H:%M} on")


def _is_left_out(moment: datetime) -> bool:
    return not when.exists(moment)


def _edge(moment: datetime, step: timedelta, odd: Callable[[datetime], bool]) -> datetime:
    """The first local time in the direction of `step` that is not odd."""
    while odd(moment):
        moment += step
    return moment


def _what_to_write(text: str, now: datetime) -> str:
    """The near miss that was meant, else one example of each form."""
    simplified = re.sub("(?<=[0-9])t(?=[0-9])| at |,| the ", " ", " ".join(text.lower().split())[:80])
    first, _, rest = simplified.partition(" ")
    for day, clock_text in ((first, rest.strip() or "14:30"), ("", simplified)):
        meant = f"{day} {_meant_clock(clock_text)}".strip()
        match = _TIME.fullmatch(meant)
        if match and _clock_time(match["clock"]) and _days(match["day"] or "", now.date(), 1):
            return meant
    return f"14:30, tomorrow 14:30, fri 14:30 or {now.date() + timedelta(days=7)} 14:30"


def _meant_clock(text: str) -> str:
    try:
        return f"{grammar.clock(text):%H:%M}"
    except GrammarError as error:
        return error.suggestion
