"""Appointments and reminders as a calendar file (iCalendar, RFC 5545). Called by `selfcare export --format ics`.

Instants are written in UTC, which every calendar shows at the right hour, and no table of time zones can be wrong.
What comes again at a time of day is written without a zone: it comes at that time wherever the person is, before and
after the clocks change, as it does in the app. So the file needs no VTIMEZONE.

What an event is called by (its UID) hangs on the appointment, or on the plan, the item and what that is counted from.
A file that is brought in again therefore moves what was moved, and its higher SEQUENCE says that it is the newer one.

Other people may see a calendar: events are marked private, titles are the author's short words, and `discreet` leaves
those out too. Reasons, notes, answers and the practitioner's name stay here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from selfcare.core.planned import Alarm, Planned
from selfcare.core.text import plain
from selfcare.core.when import Span
from selfcare.share import uuids

OCTETS = 75
"""The longest line, in octets of UTF-8, without its end (RFC 5545, 3.1)."""

TITLE = 200
"""The longest title, in characters."""


def lines(
    planned: Iterable[Planned], now: datetime, revision: int, *, version: str, discreet: bool = False
) -> Iterator[str]:
    """The file's lines, each with its line end. `revision` grows with whatever may have changed since the last file."""
    for line in _calendar(planned, now, revision, version, discreet):
        yield from _folded(line)


def _calendar(planned: Iterable[Planned], now: datetime, revision: int, version: str, discreet: bool) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//selfcare//selfcare {version}//EN"
    yield "CALSCALE:GREGORIAN"
    if not discreet:
        yield "X-WR-CALNAME:selfcare"
    for one in planned:
        yield from _event(one, now, revision, discreet)
    yield "END:VCALENDAR"


def _event(one: Planned, now: datetime, revision: int, discreet: bool) -> Iterator[str]:
    is_appointment = not one.path
    hidden = "Appointment" if is_appointment else "Reminder"
    title = hidden if discreet else _escaped(one.title) or hidden
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(one)}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{revision}"
    yield f"DTSTART{_moment(one.starts)}"
    if ends := _ends(one):
        yield f"DTEND{_moment(ends)}"
    if one.rule:
        yield f"RRULE:{one.rule}"
    yield f"SUMMARY:{title}"
    yield "CLASS:PRIVATE"
    yield f"TRANSP:{'OPAQUE' if is_appointment else 'TRANSPARENT'}"
    yield f"STATUS:{'CANCELLED' if one.is_cancelled else 'CONFIRMED'}"
    for alarm in one.alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", f"TRIGGER{_trigger(alarm)}", "END:VALARM")
    yield "END:VEVENT"


def uid(one: Planned) -> str:
    """What the event is called by in every file, whenever and wherever it is written."""
    return uuids.of("event", one.plan, one.path, one.occurrence) if one.path else uuids.kept(one.occurrence)


def _ends(one: Planned) -> datetime | date | None:
    """Where it ends. A day's end is written only for an alarm that counts from it (RFC 5545, 3.8.6.3)."""
    if one.ends is None and any(alarm.of == "end" for alarm in one.alarms):
        return one.starts + timedelta(days=1)
    return one.ends


def _moment(at: datetime | date) -> str:
    """The end of a property's line: an instant, a time of day without a zone, or a day."""
    if not isinstance(at, datetime):
        return f";VALUE=DATE:{_day(at)}"
    return f":{_utc(at)}" if at.tzinfo else f":{_day(at)}T{at:%H%M%S}"


def _utc(instant: datetime) -> str:
    there = instant.astimezone(UTC)
    return f"{_day(there)}T{there:%H%M%S}Z"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _trigger(alarm: Alarm) -> str:
    related = ";RELATED=END" if alarm.of == "end" else ""
    sign = "-" if alarm.side == "before" and alarm.span.length else ""
    return f"{related}:{sign}{_duration(alarm.span)}"


def _duration(span: Span) -> str:
    """`P1DT2H`: days are calendar days there too."""
    minutes, seconds = divmod(round(span.seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days = f"{span.days}D" if span.days else ""
    clock = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if count)
    return f"P{days}T{clock}" if clock else f"P{days}" if days else "PT0S"


def _escaped(words: str) -> str:
    """Words as a TEXT value on one line (RFC 5545, 3.3.11), with nothing in it that acts."""
    told = plain(words).strip()
    if len(told) > TITLE:
        told = f"{told[: TITLE - 1].rstrip()}…"
    for character in "\\;,":
        told = told.replace(character, f"\\{character}")
    return told


def _folded(line: str) -> Iterator[str]:
    """In pieces of 75 octets that cut no character in two; what goes on begins with a space."""
    piece, room = "", OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            yield f"{piece}\r\n"
            piece, room = " ", OCTETS - 1
        piece += character
        room -= size
    yield f"{piece}\r\n"
