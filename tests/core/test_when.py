"""Windows and instants: elapsed time is elapsed, days are calendar days, whatever the clocks do in between."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import when
from selfcare.core.when import Anchor, DayTime, Moment, Offset, Span, Window

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/Los_Angeles",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/St_Johns",
        "Africa/Cairo",
        "UTC",
    )
]
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 10, tzinfo=UTC),
    datetime(2026, 11, 1, 9, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2026, 4, 23, 22, tzinfo=UTC),
    datetime(2026, 10, 29, 21, tzinfo=UTC),
]
"""Clock changes of those zones."""

zones = st.sampled_from(ZONES)
instants = st.builds(
    lambda change, minutes, zone: (change + timedelta(minutes=minutes)).astimezone(zone),
    st.sampled_from(CHANGES),
    st.integers(-3000, 3000),
    zones,
)
clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spans = st.builds(Span, st.integers(0, 10), st.integers(0, 200_000).map(float))
moments: st.SearchStrategy[Moment] = st.one_of(
    st.builds(Offset, spans, st.sampled_from(["before", "after"])),
    st.builds(DayTime, st.integers(-5, 5), clock_times),
)
anchors = st.builds(
    lambda starts, minutes: Anchor(starts, when.later(starts, Span(seconds=minutes * 60))),
    instants,
    st.integers(0, 300),
)


def berlin(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def at_half_past_two(starts: str = "2026-06-10 14:30") -> Anchor:
    """An appointment of an hour."""
    return Anchor(berlin(starts), when.later(berlin(starts), Span(seconds=3600)))


def same(left: datetime, right: datetime) -> bool:
    return when.utc(left) == when.utc(right) and left.tzinfo is right.tzinfo


@settings(max_examples=150)
@given(instants, st.integers(0, 400_000))
def test_hours_and_seconds_are_elapsed_time(instant: datetime, seconds: int) -> None:
    later = when.later(instant, Span(seconds=seconds))
    assert when.elapsed(instant, later) == seconds
    assert when.elapsed(when.earlier(instant, Span(seconds=seconds)), instant) == seconds
    assert later.tzinfo is instant.tzinfo


@settings(max_examples=150)
@given(instants, st.integers(1, 400))
def test_a_day_later_the_clocks_show_the_same_time_if_they_can(instant: datetime, days: int) -> None:
    for found, day in (
        (when.later(instant, Span(days)), instant.date() + timedelta(days=days)),
        (when.earlier(instant, Span(days)), instant.date() - timedelta(days=days)),
    ):
        wished = datetime.combine(day, instant.time(), instant.tzinfo).replace(fold=0)
        if when.exists(wished):
            assert (found.date(), found.time()) == (day, wished.time())
        else:
            assert found.replace(tzinfo=None) > wished.replace(tzinfo=None)


@settings(max_examples=200)
@given(instants, clock_times)
def test_a_local_time_is_the_first_instant_at_which_the_clocks_show_it_or_more(instant: datetime, clock: time) -> None:
    zone = instant.tzinfo
    assert zone is not None
    found = when.local(instant.date(), clock, zone)
    minute_before = (when.utc(found) - timedelta(minutes=1)).astimezone(zone)
    wished = datetime.combine(instant.date(), clock)
    assert when.exists(found)
    assert found.replace(tzinfo=None) >= wished
    assert minute_before.replace(tzinfo=None) < wished


@pytest.mark.parametrize(
    ("zone", "day", "clock", "utc"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        ("America/Los_Angeles", date(2026, 3, 8), time(2, 0), "2026-03-08T10:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45"),
        ("America/St_Johns", date(2026, 3, 8), time(2, 59), "2026-03-08T05:30"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 0), "2026-04-23T22:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(12, 0), "2011-12-30T10:00"),
    ],
)
def test_a_time_in_a_gap_moves_to_its_end_and_one_in_a_fold_is_the_first(
    zone: str, day: date, clock: time, utc: str
) -> None:
    found = when.local(day, clock, ZoneInfo(zone))
    assert when.utc(found) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_seconds_do_not_carry_over_the_end_of_a_gap() -> None:
    assert when.later(berlin("2026-03-28 02:30:17"), Span(1)) == berlin("2026-03-29 03:00:00")


def test_no_days_keep_the_second_of_two_equal_times() -> None:
    second = berlin("2026-10-25 02:30", fold=1)
    assert when.utc(when.later(second, Span())) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert when.elapsed(berlin("2026-10-25 02:30"), second) == 3600


def test_times_that_are_left_out_or_come_twice_are_known() -> None:
    assert not when.exists(berlin("2026-03-29 02:30"))
    assert not when.exists_twice(berlin("2026-03-29 02:30"))
    assert when.exists_twice(berlin("2026-10-25 02:30"))
    assert not when.exists_twice(berlin("2026-10-25 03:30"))


def test_before_counts_from_the_start_and_after_from_the_end() -> None:
    anchor = at_half_past_two()
    assert when.resolve(Offset(Span(seconds=7200), "before"), anchor) == berlin("2026-06-10 12:30")
    assert when.resolve(Offset(Span(seconds=1800), "after"), anchor) == berlin("2026-06-10 16:00")
    assert when.resolve(Offset(Span(), "before"), anchor) == anchor.starts
    assert when.resolve(Offset(Span(), "after"), anchor) == anchor.ends


def test_hours_before_an_appointment_are_hours_even_when_the_clocks_change_in_between() -> None:
    anchor = at_half_past_two("2026-03-29 08:00")
    assert when.resolve(Offset(Span(seconds=8 * 3600), "before"), anchor) == berlin("2026-03-28 23:00")
    assert when.resolve(Offset(Span(days=1), "before"), anchor) == berlin("2026-03-28 08:00")


def test_a_day_and_a_clock_time_are_wall_time() -> None:
    anchor = at_half_past_two()
    assert when.resolve(DayTime(-1, time(19)), anchor) == berlin("2026-06-09 19:00")
    assert when.resolve(DayTime(0, time(5)), anchor) == berlin("2026-06-10 05:00")
    assert when.resolve(DayTime(1, time(9)), anchor) == berlin("2026-06-11 09:00")


def test_an_appointment_across_midnight_has_its_days_before_from_the_start_and_after_from_the_end() -> None:
    anchor = Anchor(berlin("2026-06-10 23:30"), berlin("2026-06-11 00:30"))
    assert when.resolve(DayTime(-1, time(19)), anchor) == berlin("2026-06-09 19:00")
    assert when.resolve(DayTime(0, time(19)), anchor) == berlin("2026-06-10 19:00")
    assert when.resolve(DayTime(1, time(9)), anchor) == berlin("2026-06-12 09:00")


HOURS_BEFORE = Offset(Span(seconds=7200), "before")
HALF_HOUR_BEFORE = Offset(Span(seconds=1800), "before")
HALF_HOUR_AFTER = Offset(Span(seconds=1800), "after")


@pytest.mark.parametrize(
    ("window", "opens", "closes"),
    [
        (Window(opens=HOURS_BEFORE), "12:30", "14:30"),
        (Window(opens=HOURS_BEFORE, closes=HALF_HOUR_BEFORE), "12:30", "14:00"),
        (Window(opens=HOURS_BEFORE, closes=HALF_HOUR_AFTER), "12:30", "16:00"),
        (Window(closes=HALF_HOUR_AFTER), "15:30", "16:00"),
        (Window(closes=Offset(Span(), "after")), "14:30", "15:30"),
        (Window(closes=DayTime(0, time(15))), "14:30", "15:00"),
        (Window(closes=HALF_HOUR_BEFORE), "00:00", "14:00"),
        (Window(at=HOURS_BEFORE), "12:30", "14:30"),
        (Window(), "14:30", "24:00"),
        (Window(at=Offset(Span(), "before")), "14:30", "24:00"),
        (Window(opens=HALF_HOUR_AFTER), "16:00", "24:00"),
        (Window(at=HALF_HOUR_AFTER), "16:00", "24:00"),
        (Window(at=DayTime(0, time(23))), "23:00", "25:00"),
    ],
)
def test_what_a_window_leaves_open_is_filled_in(window: Window, opens: str, closes: str) -> None:
    def clock(text: str) -> datetime:
        hours, minutes = map(int, text.split(":"))
        return berlin("2026-06-10 00:00") + timedelta(hours=hours, minutes=minutes)

    found = when.interval(window, at_half_past_two())
    assert (found.opens, found.closes) == (clock(opens), clock(closes))
    assert found.at == (found.opens if window.at else None)


def test_a_window_whose_ends_cross_is_empty_when_it_closes() -> None:
    window = Window(opens=DayTime(0, time(5)), closes=HOURS_BEFORE)
    found = when.interval(window, at_half_past_two("2026-06-10 06:00"))
    assert found.opens == found.closes == berlin("2026-06-10 04:00")


def test_an_interval_in_the_repeated_hour_is_ordered_by_instants() -> None:
    starts = berlin("2026-10-25 02:15", fold=1)
    anchor = Anchor(starts, when.later(starts, Span(seconds=3600)))
    found = when.interval(Window(opens=Offset(Span(seconds=1800), "before")), anchor)
    assert (found.opens, found.opens.fold) == (berlin("2026-10-25 02:45"), 0)
    assert when.elapsed(found.opens, found.closes) == 1800


@settings(max_examples=200)
@given(anchors, st.none() | moments, st.none() | moments)
def test_no_window_closes_before_it_opens(anchor: Anchor, opens: Moment | None, closes: Moment | None) -> None:
    found = when.interval(Window(opens=opens, closes=closes), anchor)
    assert when.elapsed(found.opens, found.closes) >= 0
    assert found.opens.tzinfo is found.closes.tzinfo is anchor.starts.tzinfo


@settings(max_examples=200)
@given(anchors, moments)
def test_a_moment_stays_open_until_the_start_or_for_two_hours_at_least(anchor: Anchor, at: Moment) -> None:
    found = when.interval(Window(at=at), anchor)
    assert found.at == found.opens == when.resolve(at, anchor)
    if when.elapsed(found.opens, anchor.starts) > 0:
        assert same(found.closes, anchor.starts)
    else:
        assert when.elapsed(found.opens, found.closes) >= 7200
        assert found.closes.date() > found.opens.date()


@settings(max_examples=100)
@given(anchors, st.integers(-100_000, 100_000), st.integers(0, 90_000))
def test_a_moved_appointment_takes_its_hours_along(anchor: Anchor, moved_by: int, seconds: int) -> None:
    window = Window(opens=Offset(Span(seconds=seconds), "before"))

    def moved(instant: datetime) -> datetime:
        return (when.utc(instant) + timedelta(seconds=moved_by)).astimezone(instant.tzinfo)

    before = when.interval(window, anchor)
    after = when.interval(window, Anchor(moved(anchor.starts), moved(anchor.ends)))
    assert when.elapsed(before.opens, after.opens) == moved_by
    if seconds:
        assert when.elapsed(before.closes, after.closes) == moved_by


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        when.later(datetime(2026, 6, 10), Span(1))
