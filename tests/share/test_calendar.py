"""The calendar file, read back with icalendar and dateutil: the right hours, the same names, nothing said too much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import repeat, when
from selfcare.core.condition import parse
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment, Entry, Mark
from selfcare.core.plan import Avoid, Check, Checklist, Item, Plan, Routine, Setting
from selfcare.core.planned import Planned, planned
from selfcare.core.ports import InUse
from selfcare.core.question import Log, Value
from selfcare.core.repeat import Repeat, Unit
from selfcare.core.text import plain
from selfcare.core.when import Anchor, DayTime, Interval, Moment, Offset, Span, Window
from selfcare.share import calendar
from tests.core.day import NOW, PARIS, SINCE, after, at, before, entry, item, mark, prep, visit, window
from tests.planfile.payloads import HOSTILE

PLAN = prep(
    item("ride", Check("Plan an unhurried way home"), window(1440)),
    item("meal", Check("Eat a light meal or snack"), Window(at=before(120)), "light meal", remind=Span(seconds=1800)),
    item("caffeine", Avoid("Coffee, tea; cola"), window(120), "caffeine", remind=True),
    item("alcohol", Avoid("Alcohol"), window(720), remind=Span(days=1, seconds=1800)),
    item("rest", Check("Rest a little"), Window(at=after(30)), remind=True),
)


def plan_of(*things: Routine | Log | Item, **more: object) -> Plan:
    """A plan of these, in its checklist and beside it."""
    routines = [each for each in things if isinstance(each, Routine)]
    logs = [each for each in things if isinstance(each, Log)]
    items = [each for each in things if isinstance(each, Item)]
    return replace(prep(*items, routines=routines, logs=logs), **more)


def look(
    plan: Plan = PLAN,
    visits: Sequence[Appointment] = (),
    *,
    now: datetime = NOW,
    since: datetime = SINCE,
    marks: Sequence[Mark] = (),
    entries: Sequence[Entry] = (),
    cautions: Mapping[str, Value] | None = None,
) -> tuple[Planned, ...]:
    return planned([InUse(plan, since)], visits, marks, entries, now, cautions or {})


def text(found: Sequence[Planned], *, now: datetime = NOW, revision: int = 7, discreet: bool = False) -> str:
    return "".join(calendar.lines(found, now, revision, version="1.0", discreet=discreet))


def events(written: str) -> list[Any]:
    """The events of a file, which has to be whole."""
    whole = icalendar.Calendar.from_ical(written)
    assert not whole.errors
    found = list(whole.walk("VEVENT"))
    for event in found:
        assert not event.errors
    assert len({str(event["UID"]) for event in found}) == len(found)
    return found


def titled(written: str) -> dict[str, Any]:
    return {str(event["SUMMARY"]): event for event in events(written)}


def triggers(event: Any) -> list[tuple[str, timedelta]]:
    """Of each alarm: what it is counted from, and by how much."""
    alarms = [alarm["TRIGGER"] for alarm in event.walk("VALARM")]
    return [(alarm.params.get("RELATED", "START"), alarm.dt) for alarm in alarms]


# appointments and their items


def test_an_appointment_and_what_its_plan_reminds_of_stand_at_their_instants() -> None:
    found = titled(text(look(visits=[visit()])))
    times = {name: (event.decoded("DTSTART"), event.get("DTEND")) for name, event in found.items()}
    assert {name: start for name, (start, _) in times.items()} == {
        "Acupuncture": at("14:30"),
        "Light meal": at("12:30"),
        "No caffeine": at("12:30"),
        "No alcohol": at("02:30"),
        "Rest a little": at("15:50"),
    }
    ends = {name: end.dt for name, (_, end) in times.items() if end}
    assert ends == {"Acupuncture": at("15:20"), "No caffeine": at("14:30"), "No alcohol": at("14:30")}
    assert {str(event["TRANSP"]) for name, event in found.items() if name != "Acupuncture"} == {"TRANSPARENT"}
    assert str(found["Acupuncture"]["TRANSP"]) == "OPAQUE"


def test_alarms_ring_as_the_app_reminds() -> None:
    found = titled(text(look(visits=[visit()])))
    nothing, half = timedelta(), timedelta(minutes=30)
    assert triggers(found["Acupuncture"]) == [("START", -2 * half)]
    assert triggers(found["Light meal"]) == [("START", -half)]
    assert triggers(found["No caffeine"]) == [("START", nothing)]
    assert triggers(found["No alcohol"]) == [("START", nothing), ("END", -timedelta(days=1, minutes=30))]
    [alarm] = found["No caffeine"].walk("VALARM")
    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", "No caffeine")


def test_a_moved_appointment_moves_what_hangs_on_it() -> None:
    tomorrow = at("09:00", date(2026, 12, 4))
    first = titled(text(look(visits=[visit()]), revision=7))
    moved = titled(text(look(visits=[visit(tomorrow, moved=NOW)]), revision=8))
    assert {name: str(event["UID"]) for name, event in moved.items()} == {
        name: str(event["UID"]) for name, event in first.items()
    }
    assert {event["SEQUENCE"] for event in first.values()} == {7}
    assert {event["SEQUENCE"] for event in moved.values()} == {8}
    assert moved["Acupuncture"].decoded("DTSTART") == tomorrow
    assert moved["Light meal"].decoded("DTSTART") == tomorrow - timedelta(hours=2)


def test_what_a_move_left_no_time_for_goes_from_the_calendar() -> None:
    soon = at("11:00")
    moved = titled(text(look(visits=[visit(soon, moved=NOW)])))
    assert str(moved["Light meal"]["STATUS"]) == "CONFIRMED"  # its moment is past, its time is not
    plan = prep(item("meal", Check("Eat"), window(120, 60), remind=True))
    [_, meal] = events(text(look(plan, [visit(soon, moved=NOW)])))
    assert str(meal["STATUS"]) == "CANCELLED"
    assert [each.title for each in look(plan, [visit(soon, made=NOW)])] == ["Acupuncture"]


def test_a_cancelled_appointment_takes_its_items_along() -> None:
    found = events(text(look(visits=[visit(status="cancelled")])))
    assert {str(event["STATUS"]) for event in found} == {"CANCELLED"}
    assert not [alarm for event in found for alarm in event.walk("VALARM")]
    assert {str(event["UID"]) for event in found} == {
        str(event["UID"]) for event in events(text(look(visits=[visit()])))
    }


def test_what_was_done_stays_and_is_silent() -> None:
    marks = [mark("ticked", "checklist.prep.meal", NOW)]
    found = titled(text(look(visits=[visit()], marks=marks)))
    assert triggers(found["Light meal"]) == []
    assert str(found["Light meal"]["STATUS"]) == "CONFIRMED"


def test_a_visit_that_took_place_is_silent() -> None:
    [was] = events(text(look(prep(), [visit(status="done")])))
    assert (str(was["STATUS"]), triggers(was)) == ("CONFIRMED", [])


def test_what_was_put_off_rings_when_it_comes_back() -> None:
    late = at("13:15")
    plan = prep(item("meal", Check("Eat"), window(180, 60), remind=Span(seconds=600)))
    marks = [mark("snoozed", "checklist.prep.meal", at("12:00"), until=late)]
    meal = titled(text(look(plan, [visit()], marks=marks, now=at("12:01"))))["Eat"]
    assert meal.decoded("DTSTART") == late
    assert triggers(meal) == [("START", timedelta())]


def test_visits_far_ahead_are_in_it_and_long_past_ones_are_not() -> None:
    visits = [visit(NOW + timedelta(days=days), id=f"v{days}") for days in (-15, -13, 100)]
    found = look(visits=visits)
    assert [each.occurrence for each in found if not each.path] == ["v-13", "v100"]
    assert {each.occurrence for each in found if each.path.endswith("meal")} == {"v-13", "v100"}


def test_an_item_after_an_attack_is_counted_from_it() -> None:
    items = {"again": Item("again", Check("Look again"), Window(at=after(120)), remind=True)}
    plan = replace(
        prep(logs=[Log("attack", "Attack", {})]), checklists={"a": Checklist("a", "A", items, anchor="attack")}
    )
    [again] = events(text(look(plan, entries=[entry("attack", NOW)])))
    assert again.decoded("DTSTART") == NOW + timedelta(hours=2)


SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
"""The clocks of Paris go from 2:00 to 3:00, and from 3:00 back to 2:00."""


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_instants_are_right_on_the_days_the_clocks_change(day: date, hour: int) -> None:
    moments: dict[str, Moment] = {
        "elapsed": Offset(Span(seconds=4 * 3600), "before"),
        "wall": DayTime(-1, time(2, 30)),
        "same": DayTime(0, time(2, 30)),
        "a day": Offset(Span(days=1), "before"),
        "then": Offset(Span(seconds=3600), "after"),
    }
    plan = prep(
        *(item(name.replace(" ", "-"), Check(name), Window(at=at), remind=True) for name, at in moments.items())
    )
    starts = when.local(day, time(hour, 15), PARIS)
    made = starts - timedelta(days=5)
    found = titled(text(look(plan, [visit(starts, made=made)], now=made, since=made)))
    anchor = Anchor(starts, when.later(starts, Span(seconds=3000)))
    assert found["Acupuncture"].decoded("DTSTART").timestamp() == starts.timestamp()
    assert found["Acupuncture"].decoded("DTEND").timestamp() == anchor.ends.timestamp()
    for name, moment in moments.items():
        hours: Interval = when.interval(Window(at=moment), anchor)
        event = found.get(name.capitalize())
        if hours.closes.timestamp() > hours.opens.timestamp():
            assert event is not None
            assert event.decoded("DTSTART").timestamp() == hours.opens.timestamp()
            assert str(event["DTSTART"].dt.tzinfo) == "UTC"
    assert found["Elapsed"].decoded("DTSTART").timestamp() == starts.timestamp() - 4 * 3600


# series


REPEATS = st.builds(Repeat, st.integers(1, 4), st.sampled_from(["day", "month"])) | st.builds(
    lambda every, days: Repeat(every, "week", tuple(sorted(days))), st.integers(1, 3), st.sets(st.integers(0, 6))
)


@settings(max_examples=150)
@given(REPEATS, st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.booleans())
def test_the_days_of_a_series_are_those_of_the_app(every: Repeat, first: date, has_hour: bool) -> None:
    since = datetime.combine(first, time(23, 30), PARIS)
    plan = plan_of(Routine("calm", "Calm", (), every=every, at="07:15" if has_hour else "", remind=True))
    [series] = events(text(look(plan, now=since, since=since)))
    begins = series.decoded("DTSTART")
    hour = time(7, 15) if has_hour else time()
    start = datetime.combine(begins, time()) if not has_hour else begins
    assert start.tzinfo is None
    until = first + timedelta(days=400)
    expanded = rrulestr(series["RRULE"].to_ical().decode(), dtstart=start).between(
        datetime.combine(first, time()), datetime.combine(until, time.max), inc=True
    )
    assert expanded == [datetime.combine(day, hour) for day in repeat.days(every, first, first, until)]
    assert expanded[0] == start


def test_a_series_keeps_its_hour_when_the_clocks_change_and_where_the_person_goes() -> None:
    routine = Routine("calm", "Ten calm minutes", (), every=Repeat(), at="07:15", remind=Span(seconds=600))
    written = text(look(plan_of(routine)))
    assert "DTSTART:20261101T071500\r\n" in written
    [series] = events(written)
    assert triggers(series) == [("START", -timedelta(minutes=10))]


def test_a_day_without_an_hour_is_reminded_of_in_the_morning_or_before_it_ends() -> None:
    plan = plan_of(
        Log("day", "How was the day", {}, per="day", remind=True),
        Log("week", "The week", {}, every=Repeat(unit="week", days=(6,)), remind=Span(seconds=7200)),
    )
    found = titled(text(look(plan)))
    day, week = found["How was the day"], found["The week"]
    assert day.decoded("DTSTART") == SINCE.date()
    assert triggers(day) == [("START", timedelta(hours=9))]
    assert triggers(week) == [("END", -timedelta(hours=2))]
    assert (week.decoded("DTSTART"), week.decoded("DTEND")) == (date(2026, 11, 1), date(2026, 11, 2))
    assert "DTEND" not in day


def test_a_series_hangs_on_settings_and_never_on_an_answer_of_one_day() -> None:
    def titles(condition: str, *, sets: bool = True, **cautions: Value) -> list[str]:
        routine = Routine("calm", "Calm", (), at="07:15", remind=True, condition=parse(condition))
        setting = Setting("night", "yes-no", "At night?", default=False, value=sets)
        plan = plan_of(routine, settings={"night": setting})
        entries = [entry("stress", NOW, level=9)]
        return [each.title for each in look(plan, entries=entries, cautions=cautions)]

    assert titles("setting.night == yes") == ["Calm"]
    assert titles("setting.night == yes", sets=False) == []
    assert titles("setting.pregnant == no") == []
    assert titles("setting.pregnant == no", pregnant=False) == ["Calm"]
    assert titles("log.stress.level >= 7") == []
    assert titles("days(log.stress, 7d) < 3") == []


def test_nothing_is_in_it_that_no_plan_reminds_of() -> None:
    plan = plan_of(
        Routine("calm", "Calm", (), every=Repeat(), at="07:15"),
        Routine("whenever", "Whenever", (), remind=True),
        Log("stress", "Stress", {}, remind=True),
        item("ride", Check("Plan the way home"), window(60)),
    )
    assert [each.title for each in look(plan, [visit()])] == ["Acupuncture"]


# what others see


def test_nothing_but_short_words_is_told_and_to_nobody_else() -> None:
    secret = item(
        "meal", Check("Eat because of your illness"), window(60), "a meal", why="Secret", note="Secret", remind=True
    )
    written = text(look(prep(secret), [visit(practitioner="Dr Secret")]))
    assert "ecret" not in written
    assert "illness" not in written
    assert {str(event["CLASS"]) for event in events(written)} == {"PRIVATE"}


def test_a_discreet_calendar_has_no_words_of_a_plan() -> None:
    plan = replace(PLAN, routines={"calm": Routine("calm", "Calm", (), at="07:15", remind=True)})
    found = look(plan, [visit(title="Dr River")])
    open_, discreet = events(text(found)), events(text(found, discreet=True))
    assert [str(event["SUMMARY"]) for event in discreet] == ["Appointment", *["Reminder"] * 5]
    assert [event["UID"] for event in discreet] == [event["UID"] for event in open_]
    written = text(found, discreet=True)
    assert not [word for word in ("River", "meal", "caffeine", "Calm", "Alcohol", "CALNAME") if word in written]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_stay_words(payload: str) -> None:
    plan = prep(item("a", Check(payload), window(60), remind=True))
    written = text(look(plan, [visit(title=f"{payload}\nEND:VEVENT\r\nBEGIN:VALARM", id=payload)]))
    assert len(events(written)) == 2
    lines = written.split("\r\n")
    assert lines[-1] == ""
    assert not [sign for line in lines for sign in line if sign != plain(sign)]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert written.count("\n") == written.count("\r\n") == len(lines) - 1


@settings(max_examples=150)
@given(st.text(max_size=190))
def test_every_title_comes_back_as_it_was_shown(words: str) -> None:
    one = Planned("p", "routine.x", "", words, NOW)
    written = text([one])
    [event] = events(written)
    assert str(event["SUMMARY"]) == (plain(words).strip() or "Reminder")
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))


def test_a_long_title_is_cut() -> None:
    [event] = events(text([Planned("p", "routine.x", "", "word " * 100, NOW)]))
    assert len(event["SUMMARY"]) <= calendar.TITLE
    assert str(event["SUMMARY"]).endswith("word…")


def test_the_same_journal_gives_the_same_file() -> None:
    found = look(visits=[visit()])
    assert text(found) == text(look(visits=[visit()]))
    assert "DTSTAMP:20261203T094200Z\r\n" in text(found)
    assert text(found).startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//selfcare//selfcare 1.0//EN\r\n")


def test_an_empty_calendar_can_still_be_read() -> None:
    assert events(text(())) == []


def test_the_uid_of_an_appointment_is_its_id() -> None:
    name = "01912345-0000-7000-8000-000000000001"
    [event, *_] = events(text(look(visits=[visit(id=name)])))
    assert str(event["UID"]) == name


UNITS: tuple[Unit, ...] = ("day", "week", "month")


@pytest.mark.parametrize("unit", UNITS)
def test_a_series_has_one_name_whatever_its_days(unit: Unit) -> None:
    def name(every: Repeat, since: datetime) -> str:
        plan = plan_of(Routine("calm", "Calm", (), every=every, at="07:15", remind=True))
        return calendar.uid(look(plan, since=since)[0])

    assert name(Repeat(2, unit), SINCE) == name(Repeat(), datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Tokyo")))
