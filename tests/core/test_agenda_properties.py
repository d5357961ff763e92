"""Whatever the appointment, the hour and the records: the agenda never contradicts itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selfcare.core import agenda as agendas
from selfcare.core import prepclock, today, when, words
from selfcare.core.agenda import Agenda
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment, Mark, MarkKind
from selfcare.core.plan import Avoid, Check, Plan, Routine
from selfcare.core.ports import InUse
from selfcare.core.question import Log
from selfcare.core.repeat import Repeat
from selfcare.core.when import DayTime, Offset, Span, Window
from tests.core.day import after, before, item, prep, window

ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")]
DAYS = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 6, 1)]
"""Days on which the clocks change in one of the zones, and one on which they do not."""

PLAN = prep(
    item("list", Check("Write a list"), window(1440, 120)),
    item("ride", Check("Plan the way home"), Window(at=DayTime(-1, time(19)))),
    item("wine", Avoid("Wine"), window(720)),
    item("coffee", Avoid("Coffee"), window(120)),
    item("tongue", Avoid("Brush"), Window(opens=DayTime(0, time(5)))),
    item("meal", Check("Eat"), window(120, 60)),
    item("arrive", Check("Arrive"), Window(at=before(15))),
    item("rest", Check("Rest"), Window(opens=after(0), closes=after(120))),
    item("sport", Avoid("Sport"), Window(opens=before(30), closes=Offset(Span(days=1), "after"))),
    item("any", Check("Any time")),
    routines=[Routine("calm", "Calm", (), every=Repeat(), at="02:30")],
    logs=[Log("day", "Your day", {}, per="day")],
)
PATHS = [f"checklist.prep.{name}" for name in PLAN.checklists["prep"].items]

zones = st.sampled_from(ZONES)
minutes = st.integers(-4 * 1440, 4 * 1440)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Appointment, list[Mark], datetime]:
    """An appointment on a day when clocks may change, answers around it, and a moment within four days of it."""
    zone, day = draw(zones), draw(st.sampled_from(DAYS))
    starts = when.local(day, time(draw(st.integers(0, 23)), draw(st.integers(0, 59))), zone)

    def around() -> datetime:
        return datetime.fromtimestamp(starts.timestamp() + draw(minutes) * 60, zone)

    made = starts - timedelta(days=9)
    moved = draw(st.none() | st.builds(around))
    status = draw(st.sampled_from(["standing", "standing", "done", "cancelled"]))
    appointment = Appointment("visit", starts, None, status=status, made=made, moved=moved)  # type: ignore[arg-type]
    marks = []
    for index in range(draw(st.integers(0, 6))):
        about, answered = around(), around()
        marks.append(
            Mark(
                f"m{index}",
                draw(st.sampled_from(get_args(MarkKind))),
                "p",
                draw(st.sampled_from(PATHS)),
                "visit",
                draw(st.sampled_from([about, answered])),
                answered,
                until=draw(st.none() | st.builds(around)),
            )
        )
    return appointment, sorted(marks, key=lambda mark: (mark.answered.timestamp(), mark.id)), around()


def look(appointment: Appointment, marks: list[Mark], now: datetime, plan: Plan = PLAN) -> Agenda:
    since = when.earlier(appointment.starts, Span(days=20))
    return agendas.agenda([InUse(plan, since)], [appointment], marks, [], now)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_agenda_is_consistent(case: tuple[Appointment, list[Mark], datetime]) -> None:
    appointment, marks, now = case
    shown = look(appointment, marks, now)
    paths = [(line.path, line.occurrence) for line in (*shown.lines, *shown.unshown)]
    assert len(paths) == len(set(paths))
    for line in shown.lines:
        assert line.state not in ("hidden", "cancelled")
        assert line.opens is not None
        assert line.closes is not None
        opens, closes = line.opens.timestamp(), line.closes.timestamp()
        assert opens <= closes
        match line.state:
            case "open":
                assert opens <= now.timestamp() < closes
                assert line.answered is None
            case "upcoming":
                assert now.timestamp() < (line.until or line.opens).timestamp() <= closes
                assert line.answered is None
            case "missed" | "unasked":
                assert closes <= now.timestamp()
                assert line.answered is None
            case _:
                assert line.answered is not None
        assert line.kind == "avoid" or line.state not in ("kept", "unasked")
        assert line.kind != "avoid" or line.state not in ("done", "late", "missed")
        assert not line.to_ask or (line.kind == "avoid" and line.state in ("unasked", "open"))
    assert shown.to_ask == tuple(line for line in shown.lines if line.to_ask)
    assert all(line.to_ask for line in shown.lines if line.state == "unasked")


@settings(max_examples=100, deadline=None)
@given(cases())
def test_open_comes_before_what_is_to_come_and_that_before_what_is_over(
    case: tuple[Appointment, list[Mark], datetime],
) -> None:
    shown = look(*case)
    ranks = [{"open": 0, "upcoming": 1, "unasked": 2}.get(line.state, 3) for line in shown.lines]
    assert ranks == sorted(ranks)
    closing = [line.closes.timestamp() for line in shown.lines if line.state == "open" and line.closes]
    assert closing == sorted(closing)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_next_change_lies_ahead_and_nothing_changes_before_it(
    case: tuple[Appointment, list[Mark], datetime],
) -> None:
    appointment, marks, now = case
    assume(appointment.moved is None or appointment.moved.timestamp() <= now.timestamp())  # a move yet to be made
    shown = look(appointment, marks, now)
    if shown.next is None:
        assert all(line.state not in ("open", "upcoming") for line in shown.lines)
        return
    assert shown.next.at.timestamp() > now.timestamp()
    just_before = datetime.fromtimestamp(shown.next.at.timestamp() - 1, now.tzinfo)
    # as the visit begins, what is for afterwards appears
    begins = now.timestamp() < appointment.starts.timestamp() <= just_before.timestamp()
    if just_before.date() == now.date() and just_before.timestamp() > now.timestamp() and not begins:
        later = look(appointment, marks, just_before)
        assert [(line.path, line.state) for line in later.lines] == [(line.path, line.state) for line in shown.lines]


@settings(max_examples=100, deadline=None)
@given(cases(), minutes)
def test_moving_an_appointment_and_its_records_together_changes_nothing(
    case: tuple[Appointment, list[Mark], datetime], shift: int
) -> None:
    """Where no clock changes and windows are counted in hours, only the distance to the appointment counts."""
    appointment, marks, now = case
    utc, by = ZoneInfo("UTC"), timedelta(minutes=shift)
    items = PLAN.checklists["prep"].items
    plan = prep(*(items[name] for name in ("list", "wine", "coffee", "meal")))

    def states(by: timedelta) -> dict[str, str]:
        def moved(instant: datetime) -> datetime:
            return instant.astimezone(utc) + by

        there = replace(appointment, starts=moved(appointment.starts), made=None, moved=None)
        said = [replace(mark, about=moved(mark.about), answered=moved(mark.answered), until=None) for mark in marks]
        found = look(there, said, moved(now), plan)
        return {line.path: line.state for line in found.lines if line.state in ("open", "upcoming", "unasked")}

    assert states(timedelta()) == states(by)


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 48 * 60 - 1))
def test_the_lines_ahead_say_what_the_agenda_will_say(
    case: tuple[Appointment, list[Mark], datetime], later: int
) -> None:
    appointment, marks, now = case
    ahead = today.transitions(lambda instant: look(appointment, marks, instant), now)
    assert ahead.until == int(now.timestamp()) + today.AHEAD
    then = datetime.fromtimestamp(int(now.timestamp()) + later * 60, now.tzinfo)
    (*_, told) = [line for second, line in ahead.lines if second <= then.timestamp()]
    assert told == today.as_line(look(appointment, marks, then))
    for (_, said), (second, following) in pairwise(ahead.lines):
        at_it, just_before = (datetime.fromtimestamp(each, now.tzinfo) for each in (second, second - 1))
        assert following == today.as_line(look(appointment, marks, at_it))
        assert said == today.as_line(look(appointment, marks, just_before))


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(20, 140), st.none() | st.integers(0, 30), st.sampled_from(["24", "12"]))
def test_whatever_is_drawn_or_said_fits(
    case: tuple[Appointment, list[Mark], datetime], width: int, rows: int | None, hours: words.Hours
) -> None:
    shown = look(*case)
    for glyphs in (prepclock.FULL, prepclock.COLOURLESS, prepclock.PLAIN):
        clock = prepclock.layout(shown, width, rows, glyphs=glyphs, hours=hours)
        assert rows is None or len(clock) <= rows
        page = min(width, prepclock.WIDEST)
        assert {sum(len(piece.text) for piece in row) for row in clock} <= {page - 2 * prepclock.margin(page)}
        assert all(len(row) <= max(width, 20) for row in today.as_text(shown, width, glyphs=glyphs))
    assert str(words.sentence(shown, hours))
    for line in shown.lines:
        assert words.times(line, shown.now, hours)
        assert words.state(line)
        assert words.row(line)
