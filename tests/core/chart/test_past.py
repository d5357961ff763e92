"""What is read for a chart: as much as is shown, where it began, and nothing of the rest of the journal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger
from selfcare.core.chart import past, weeks
from selfcare.core.chart.past import Measure
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Course
from selfcare.core.ports import Journal
from selfcare.core.question import Field, Log, Scale, Simple, Value
from selfcare.core.trend import DayMedian
from selfcare.core.when import Span
from tests.tui import samples
from tests.tui.fakes import World

PAIN = Field("level", "How strong is your pain?", Scale(), code="loinc:72514-3")
LOG = Log("pain", "Pain", {"level": PAIN})
AWAKE = Field("awake", "How long were you awake?", Simple("duration"))


def world(days: dict[int, Value], name: str = "level") -> World:
    """An answer so many days ago."""
    made = World()
    now = made.clock.instant
    for back, value in sorted(days.items(), reverse=True):
        made.clock.instant = now - timedelta(days=back)
        made.journal.append(acts.record_entry("pain", {name: value}, acts.stamp(made.env)))
    made.clock.instant = now
    return made


def test_a_range_shows_its_days_and_knows_where_it_all_began() -> None:
    made = world({400: 8, 399: 7, 398: 8, **dict.fromkeys(range(7), 4)})
    read = past.read(made.env, Measure(LOG, PAIN), 30)
    assert [each.median for each in read.chart.days] == [4] * 7
    assert (read.chart.first, read.chart.last) == (date(2026, 11, 4), date(2026, 12, 3))
    assert read.chart.band == (7.0, 9.0)
    assert "8 on the first three days" in read.sentences[0]
    assert "4 lower than at the start (50 %): clear change" in read.sentences


def test_all_days_begin_with_the_first_answer() -> None:
    read = past.read(world({3700: 8, 0: 4}).env, Measure(LOG, PAIN), None)
    assert read.chart.first == date(2026, 12, 3) - timedelta(days=3700)
    assert len(read.chart.days) == 2
    assert not past.read(World().env, Measure(LOG, PAIN), None).chart.days


def test_the_start_is_the_week_before_the_first_visit_of_the_plans_course() -> None:
    made = world({30: 9, 29: 9, 28: 9, 17: 6, 16: 6, 15: 6, 14: 6, **dict.fromkeys(range(5), 5)})
    samples.appointment(made, made.clock.instant - timedelta(days=10))
    plan = replace(samples.PREP, logs={"pain": LOG}, course=Course(baseline=Span(days=7)))
    assert "6 at the start" in past.read(made.env, Measure(LOG, PAIN, plan), 30).sentences[0]


def test_what_no_plan_asks_is_measured_from_visits_made_for_none() -> None:
    made = world({30: 9, 29: 9, 28: 9, 17: 6, 16: 6, 15: 6, 14: 6, **dict.fromkeys(range(5), 5)})
    samples.appointment(made, made.clock.instant - timedelta(days=10))
    assert "6 at the start" in past.read(made.env, Measure(LOG, PAIN), 30).sentences[0]


def test_a_visit_to_come_is_no_start() -> None:
    made = world({30: 9, 29: 9, 28: 9, **dict.fromkeys(range(7), 5)})
    samples.appointment(made, made.clock.instant + timedelta(days=1))
    plan = replace(samples.PREP, logs={"pain": LOG})
    assert "9 on the first three days" in past.read(made.env, Measure(LOG, PAIN, plan), 30).sentences[0]


def test_a_later_course_does_not_begin_with_the_answers_of_an_earlier_one() -> None:
    made = world({300: 9, 299: 9, 298: 9, 205: 5, 204: 5, 203: 5, **dict.fromkeys(range(7), 3)})
    for back, course in ((297, "a"), (202, "b")):
        starts = made.clock.instant - timedelta(days=back)
        made.journal.append(acts.make_appointment(starts, acts.stamp(made.env), course=course))
    read = past.read(made.env, Measure(LOG, PAIN), 30)
    assert "5 on the first three days" in read.sentences[0]
    assert read.chart.band == (4.0, 6.0)


def test_the_visits_of_a_plan_that_is_not_followed_begin_nothing_of_another() -> None:
    made = world({30: 9, 29: 9, 28: 9, 17: 6, 16: 6, 15: 6, 14: 6, **dict.fromkeys(range(5), 5)})
    made.shelf.used.append(samples.PREP)
    starts = made.clock.instant - timedelta(days=40)
    made.journal.append(acts.make_appointment(starts, acts.stamp(made.env), plan="dropped"))
    samples.appointment(made, made.clock.instant - timedelta(days=1))
    plan = replace(samples.PREP, logs={"pain": LOG})
    assert "9 on the first three days" in past.read(made.env, Measure(LOG, PAIN, plan), 30).sentences[0]


def test_after_a_long_silence_the_last_answer_is_told_and_not_one_of_the_first() -> None:
    made = world({400: 8, 399: 7, 398: 8, 200: 5, 150: 4})
    assert past.read(made.env, Measure(LOG, PAIN), 30).sentences[0] == "pain, last answered 150 days ago"
    assert past.read(made.env, Measure(LOG, PAIN), None).sentences[0] == "pain, last answered 150 days ago"


def test_reading_a_range_never_asks_for_the_whole_journal() -> None:
    made = world({900: 8, 899: 7, 898: 8, 0: 4})
    asked: list[tuple[date | None, int | None]] = []
    honest = made.journal.days

    def watched(
        log: Log, field: Field, *, since: date | None = None, until: date | None = None, first: int | None = None
    ) -> list[DayMedian]:
        asked.append((since, first))
        return honest(log, field, since=since, until=until, first=first)

    made.journal.days = watched  # type: ignore[method-assign]
    past.read(made.env, Measure(LOG, PAIN), 90)
    assert asked
    assert all(first is not None or (since and since >= date(2026, 8, 1)) for since, first in asked)


def test_durations_are_hours_or_minutes_everywhere() -> None:
    log = Log("pain", "Night", {"awake": AWAKE})
    night = past.read(world({0: 5.5 * 3600}, "awake").env, Measure(log, AWAKE), 7)
    assert ([each.median for each in night.chart.days], night.week.median) == ([5.5], 5.5)
    assert night.sentences[0] == "night, 7-day median 5.5 (1 of 7 days)"
    assert [each.median for each in past.read(world({0: 900}, "awake").env, Measure(log, AWAKE), 7).chart.days] == [15]


def test_no_sentence_has_more_decimals_than_two() -> None:
    log = Log("pain", "Night", {"awake": AWAKE})
    made = world({**dict.fromkeys(range(20, 30), 7900.0), **dict.fromkeys(range(7), 8500.0)}, "awake")
    now = made.clock.instant
    for back in range(28, -1, -2):
        made.clock.instant = now - timedelta(days=back)
        made.journal.append(acts.record_session("breath.even", made.clock.instant, 300.0, acts.stamp(made.env)))
    read = past.read(made.env, Measure(log, AWAKE), 30)
    assert [*read.sentences, *past.with_practice(read, "night")][:3] == [
        "night, 7-day median 2.36 (7 of 7 days), 2.19 on the first three days",
        "0.17 higher than at the start",
        "night on 9 days with practice: median 2.19; on 8 days without: 2.19",
    ]
    week = weeks.weeks(read.chart.first, read.chart.last)[0]
    assert weeks.told(week, {each.day: each for each in read.chart.days}, (), ()) == "median 2.36 on 4 of 4 days"


def test_practice_counts_by_the_local_day_it_began_and_cancelled_visits_do_not() -> None:
    made = world({0: 4})
    late = datetime(2026, 12, 1, 23, 50, tzinfo=ZoneInfo("America/Los_Angeles"))
    made.clock.instant = late + timedelta(minutes=20)
    made.journal.append(acts.record_session("breath.even", late, 1200.0, acts.stamp(made.env)))
    made.clock.instant = late + timedelta(days=1, hours=10)
    visit = samples.appointment(made, late - timedelta(days=3))
    gone = samples.appointment(made, late - timedelta(days=4))
    journal: Journal = made.journal
    cancelled = next(each for each in _appointments(journal) if each.id == gone.id)
    journal.append(acts.cancel(cancelled, acts.stamp(made.env)))
    read = past.read(made.env, Measure(LOG, PAIN), 30)
    assert read.practised == {date(2026, 12, 1)}
    stands = next(each for each in _appointments(journal) if each.id == visit.id)
    assert list(read.chart.visits) == [stands.starts.date()]


def _appointments(journal: Journal) -> tuple[Appointment, ...]:
    return ledger.appointments(journal.events(ledger.APPOINTMENT_KINDS))
