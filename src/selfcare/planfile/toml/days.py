"""Tells what is wrong with a date, and how TOML writes the one that was meant.

Called by `words` for dates without quotes, and for dates in quotes by who looks for one there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<sign>[-/.])[ ]?(?P<second>\d{1,2})(?P=sign)[ ]?(?P<last>\d{4}))"
    r"(?:(?:[Tt]|,?[ ]+)(?P<clock>(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{1,2})(?:[:.](?P<seconds>\d{1,2}(?:\.\d+)?))?)?[ ]?(?P<half>[AaPp]\.?[Mm]\.?)?)"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
ORDER = "a date is written year-month-day"


class Meant(NamedTuple):
    """A date that is not written as TOML writes it, or that there is not."""

    message: str
    help: str = ""
    written: str | None = None
    """The date that was meant, where that is certain."""


def meant(word: str) -> Meant | None:
    """What is wrong with a word that looks like a date, with a time or without; None if nothing is, or it is none."""
    found = _WRITTEN.fullmatch(word)
    if found is None:
        return None
    time = _time(found)
    if isinstance(time, Meant):
        return time
    if found["year"]:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    else:
        year, (day, month) = int(found["last"]), (int(found["first"]), int(found["second"]))
        if found["sign"] != "." and day != month:
            if 0 < day <= 12 and 0 < month <= 12:
                either = f"{_iso(year, month, day)}{time} or {_iso(year, day, month)}{time}"
                return Meant(ORDER, f"write {either}, whichever is meant")
            if month > 12:
                day, month = month, day
    if wrong := _no_such_day(year, month, day, time):
        return wrong
    right = f"{_iso(year, month, day)}{time}"
    as_toml = word.upper().replace(" ", "T", 1)
    return None if as_toml == right.upper() else Meant(_form(found), written=right)


def _time(found: re.Match[str]) -> str | Meant:
    """The time behind the day, as TOML writes it; empty if there is none."""
    if found["clock"] is None:
        return ""
    hour, minute, seconds = int(found["hour"]), int(found["minute"] or 0), found["seconds"] or "00"
    if half := found["half"]:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59 or float(seconds) >= 60:
        return Meant("there is no such time of day", "hours go from 00 to 23, minutes and seconds from 00 to 59")
    offset = found["offset"] or ""
    if offset[1:] and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    zero = "0" if seconds[1:2] in ("", ".") else ""
    return f"T{hour:02}:{minute:02}:{zero}{seconds}{offset}"


def _no_such_day(year: int, month: int, day: int, time: str) -> Meant | None:
    if not 1 <= month <= 12:
        other = _exists(year, day, month)
        help = "the month comes before the day: " if other else "the month is the middle number, from 01 to 12"
        return Meant(f"there is no month {month}", f"{help}{_iso(year, day, month)}{time}" if other else help)
    if not 1 <= year <= 9999:
        return Meant("there is no such year")
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return None
    return Meant("there is no such day", f"the last day of that month is {_iso(year, month, last)}" if day else "")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _form(found: re.Match[str]) -> str:
    """What is wrong with how a date that exists is written."""
    if not found["year"] or found["mark"] != "-":
        return ORDER
    is_loose = found["half"] or (found["clock"] and not found["minute"])
    if not is_loose and min(map(len, (found["month"], found["day"], found["hour"] or "00"))) < 2:
        return "month, day and hour have two digits each"
    if not is_loose and found["clock"] and not found["seconds"]:
        return "a time beside a date has seconds"
    return "a time beside a date is written hours:minutes:seconds"


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
