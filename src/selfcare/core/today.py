"""Today in print: as text, as one line, as JSON, and the lines of the coming two days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from math import ceil, floor
from typing import NamedTuple

from selfcare.core import prepclock, when, words
from selfcare.core.agenda import Agenda, Change, Episode
from selfcare.core.event import Json
from selfcare.core.ledger import Appointment
from selfcare.core.line import Line
from selfcare.core.occasions import ends
from selfcare.core.prepclock import COLOURLESS, PLAIN, Glyphs
from selfcare.core.words import Hours

MEASURE = 74
"""The widest list, in columns: beyond it the eye loses the row between words and time."""

LEAST = 16
"""The narrowest column of words."""

CLOCK = 20
"""The most rows a clock takes in text."""

AHEAD = 48 * 3600
"""For how many seconds ahead lines are worked out."""

MOST = 300
"""At most so many instants are looked at for them."""


class Ahead(NamedTuple):
    """Lines of the coming time: each holds from its epoch second to the next; from `until` on nothing is known."""

    lines: tuple[tuple[int, str], ...]
    until: int


def as_text(agenda: Agenda, width: int = 80, *, glyphs: Glyphs = COLOURLESS, hours: Hours = "24") -> list[str]:
    """The agenda for a terminal `width` columns wide or a pipe: the sentence, the prep clock, then every line."""
    room = max(LEAST, min(width - 2 * prepclock.margin(width), MEASURE))
    said = [str(words.sentence(agenda, hours)), words.second_line(agenda, hours)]
    clock = prepclock.layout(prepclock.soonest(agenda, CLOCK), width, CLOCK, glyphs=glyphs, hours=hours)
    blocks = [
        [f"{words.day(agenda.now.date())}, {words.clock_time(agenda.now, hours)}"],
        [row for text in said if text for row in _wrapped(text, room)],
        ["".join(piece.text for piece in row).rstrip() for row in clock],
        [row for each in agenda.episodes for row in _wrapped(f"{going_on(each, agenda.now, hours)}.", room)],
        [row for line in agenda.lines for row in _rows(line, agenda.now, room, glyphs, hours)],
        *_of_several(agenda, room),
        *(_wrapped(f"Warning sign: {sign}", room) for sign in agenda.signs),
    ]
    return [row for block in blocks if block for row in (*block, "")][:-1]


def going_on(episode: Episode, now: datetime, hours: Hours = "24") -> str:
    """`Headache since 14:10, how is it now? …`, with the command that ends it."""
    command = f"`selfcare log {episode.entry.log} --ended now`"
    return f"{since(episode, now, hours)}, how is it now? {command} says that it is over"


def since(episode: Episode, now: datetime, hours: Hours = "24") -> str:
    """`Headache since 14:10`."""
    return f"{episode.title} since {words.moment(episode.entry.about, now, hours)}"


def _of_several(agenda: Agenda, room: int) -> Iterator[list[str]]:
    """Where several plans are followed: what they differ about, both sides of it, and where they ask too much."""
    if agenda.disputes:
        from selfcare.core.several import told

        for headline, texts in told(agenda.disputes, agenda.titles):
            yield [headline, *(f"  {row}" for text in texts for row in _wrapped(text, room - 2))]
    for burden in agenda.burdens:
        yield _wrapped(burden, room)


def as_line(agenda: Agenda, width: int | None = None, *, hours: Hours = "24") -> str:
    """One short line for a prompt: `last caffeine 12:30 · Acupuncture 14:30`. Empty when there is nothing to say.

    It names times instead of counting down, so that it stays true until the agenda changes.
    """
    parts = [_change_in_short(agenda.next, agenda.now, hours)] if agenda.next else []
    for appointment in agenda.appointments:
        if appointment.starts.timestamp() > agenda.now.timestamp():
            parts.append(f"{appointment.title} {words.moment(appointment.starts, agenda.now, hours)}")
            break
    line = " · ".join(parts)
    return line if width is None or len(line) <= width else line[: max(0, width - 1)].rstrip() + "…"


def as_json(agenda: Agenda) -> dict[str, Json]:
    """`today --json`, format 1. Times are RFC 3339 with offset, in the person's zone."""
    coming = agenda.next
    return {
        "format": 1,
        "now": _rfc3339(agenda.now, agenda.now),
        "zone": str(agenda.now.tzinfo),
        "appointments": [_appointment(appointment, agenda.now) for appointment in agenda.appointments],
        "items": [_item(line, agenda.now) for line in (*agenda.lines, *agenda.unshown)],
        "next": {"at": _rfc3339(coming.at, agenda.now), "path": coming.line.path, "change": coming.change}
        if coming
        else None,
        **_members_of_several(agenda),
        **({"episodes": [_episode(each, agenda.now) for each in agenda.episodes]} if agenda.episodes else {}),
        **({"signs": [*agenda.signs]} if agenda.signs else {}),
    }


def _episode(episode: Episode, now: datetime) -> dict[str, Json]:
    entry = episode.entry
    return {
        "plan": entry.plan,
        "log": entry.log,
        "entry": entry.origin,
        "title": episode.title,
        "began": _rfc3339(entry.about, now),
    }


def _members_of_several(agenda: Agenda) -> dict[str, Json]:
    """Members that are there only where there is something to say: `disputes` and `burdens`."""
    disputes: list[Json] = [
        {"topic": each.topic, "sides": [{"plan": line.plan, "path": line.path} for line in (each.do, each.leave_out)]}
        for each in agenda.disputes
    ]
    burdens: list[Json] = [*agenda.burdens]
    return {name: found for name, found in (("disputes", disputes), ("burdens", burdens)) if found}


def transitions(at: Callable[[datetime], Agenda], now: datetime, *, hours: Hours = "24") -> Ahead:
    """What `as_line` will say for two days if nothing is recorded. `at` gives the agenda at an instant."""
    end = floor(now.timestamp()) + AHEAD
    found: list[tuple[int, str]] = []
    second, instant = floor(now.timestamp()), now
    for _ in range(MOST):
        agenda = at(instant)
        line = as_line(agenda, hours=hours)
        if not found or found[-1][1] != line:
            found.append((second, line))
        second = ceil(min(_instants(agenda)))
        if second >= end:
            return Ahead(tuple(found), end)
        instant = datetime.fromtimestamp(second, now.tzinfo)
    return Ahead(tuple(found), second)


def _instants(agenda: Agenda) -> Iterator[float]:
    """When the agenda can look different: edges of windows, appointments, midnight."""
    now = agenda.now
    edges = [
        edge for line in agenda.lines for edge in (line.opens, line.closes, line.at, line.until) if edge is not None
    ]
    starts = [appointment.starts for appointment in agenda.appointments]
    midnight = when.local(now.date() + timedelta(days=1), time(), now.tzinfo or UTC)
    for instant in (*edges, *starts, midnight):
        if instant.timestamp() > now.timestamp():
            yield instant.timestamp()


def _rows(line: Line, now: datetime, room: int, glyphs: Glyphs, hours: Hours) -> list[str]:
    """One line of the agenda: mark, words, time at the right. Long words go on below; so does a time without room."""
    told = words.times(line, now, hours, brief=room < MEASURE // 2)
    if line.state == "unasked":
        told = words.state(line)
    elif line.state in ("late", "kept", "slipped", "skipped"):
        told = f"{words.state(line)}, {told}"
    beside = room - 4 - len(told)
    if beside < LEAST:
        mark, *rows = _mark(line, glyphs), *_wrapped(words.row(line), room - 2), *_wrapped(told, room - 2)
    else:
        first, *rest = _wrapped(words.row(line), beside)
        mark, *rows = _mark(line, glyphs), f"{first.ljust(beside)}  {told}", *rest
    return [f"{lead} {row}" for lead, row in zip([mark, *" " * len(rows)], rows, strict=False)]


def _mark(line: Line, glyphs: Glyphs) -> str:
    full, plain = _MARKS[line.state]
    return plain if glyphs == PLAIN else full


_MARKS = {
    "open": ("●", "*"),
    "upcoming": ("○", "o"),
    "unasked": ("●", "*"),
    "done": ("✓", "x"),
    "late": ("✓", "x"),
    "kept": ("✓", "x"),
    "slipped": ("·", "."),
    "skipped": ("–", "-"),
    "missed": ("–", "-"),
    "hidden": (" ", " "),
    "cancelled": (" ", " "),
}
"""Marks of a row, and the same in plain signs."""


def _wrapped(text: str, room: int) -> list[str]:
    rows = [""]
    for word in text.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > room:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".lstrip()
    return rows


def _change_in_short(change: Change, now: datetime, hours: Hours) -> str:
    line, moment = change.line, words.moment(change.at, now, hours)
    match change.change:
        case "opens" if words.is_last_call(line):
            return f"last {words.left_out(line)} {moment}"
        case "closes" if words.is_of_the_day(line):
            return f"{line.short} today"
        case "closes":
            return f"{line.short} until {moment}"
        case "due":
            return f"{line.short} at {moment}"
        case _:
            return f"{line.short} from {moment}"


def _appointment(appointment: Appointment, now: datetime) -> dict[str, Json]:
    return {
        "id": appointment.id,
        "title": appointment.title,
        "with": appointment.practitioner,
        "plan": appointment.plan,
        "starts": _rfc3339(appointment.starts, now),
        "ends": _rfc3339(ends(appointment), now),
        "course": appointment.course,
        "number": appointment.number,
        "status": appointment.status,
    }


def _item(line: Line, now: datetime) -> dict[str, Json]:
    return {
        "plan": line.plan,
        "path": line.path,
        "kind": line.kind,
        "text": line.text,
        "state": line.state,
        "opens": _rfc3339(line.opens, now),
        "closes": _rfc3339(line.closes, now),
        "at": _rfc3339(line.at, now),
        "why": line.why,
        "strength": line.strength,
        **({"also": [{"plan": each.plan, "path": each.path} for each in line.also]} if line.also else {}),
    }


def _rfc3339(instant: datetime | None, now: datetime) -> str | None:
    return instant.astimezone(now.tzinfo).isoformat(timespec="seconds") if instant else None
