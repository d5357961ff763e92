"""Times and lengths as typed: the closed list of forms, and what to write for everything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import typed, when
from selfcare.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 10, 20, 14, 0, tzinfo=BERLIN)
"""A Tuesday; the clocks go back on the Sunday after."""


def refusal(read: Callable[[str, datetime], datetime], text: str, now: datetime = NOW) -> str:
    with pytest.raises(UsageError) as caught:
        read(text, now)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "coming", "gone"),
    [
        ("14:30", "2026-10-20 14:30", "2026-10-19 14:30"),
        ("14:00", "2026-10-21 14:00", "2026-10-20 14:00"),
        ("9:30", "2026-10-21 09:30", "2026-10-20 09:30"),
        ("2:30pm", "2026-10-20 14:30", "2026-10-19 14:30"),
        ("2 PM", "2026-10-21 14:00", "2026-10-20 14:00"),
        ("12am", "2026-10-21 00:00", "2026-10-20 00:00"),
        ("fri 14:30", "2026-10-23 14:30", "2026-10-16 14:30"),
        ("Friday 2pm", "2026-10-23 14:00", "2026-10-16 14:00"),
        ("tue 13:00", "2026-10-27 13:00", "2026-10-20 13:00"),
        ("tue 15:00", "2026-10-20 15:00", "2026-10-13 15:00"),
        ("mon 14:30", "2026-10-26 14:30", "2026-10-19 14:30"),
    ],
)
def test_a_time_without_a_date_is_the_next_or_the_latest(text: str, coming: str, gone: str) -> None:
    assert typed.instant(text, NOW) == datetime.fromisoformat(coming).replace(tzinfo=BERLIN)
    assert typed.past_instant(text, NOW) == datetime.fromisoformat(gone).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-03 14:30", "2026-12-03 14:30"),
        ("  2026-12-03   2:30 pm ", "2026-12-03 14:30"),
        ("today 09:00", "2026-10-20 09:00"),
        ("tomorrow 14:30", "2026-10-21 14:30"),
        ("yesterday 21:00", "2026-10-19 21:00"),
    ],
)
def test_a_day_is_taken_at_its_word(text: str, meant: str) -> None:
    assert typed.instant(text, NOW) == datetime.fromisoformat(meant).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("2026-12-03T14:30", "2026-12-03 14:30"),
        ("tomorrow at 14:30", "tomorrow 14:30"),
        ("tomorrow", "tomorrow 14:30"),
        ("fri, 2.30 pm", "fri 14:30"),
        ("14.30", "14:30"),
        ("at 1430", "14:30"),
        ("24:00", "23:59"),
        ("13pm", "13:00"),
        ("tomorrow-ish", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
        ("next friday", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
        ("2026-02-30 10:00", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
        ("2500-01-01 10:00", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
        ("٢٠٢٦-12-03 14:30", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
        ("14:75", "14:30, tomorrow 14:30, fri 14:30 or 2026-10-27 14:30"),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, write: str) -> None:
    for read in (typed.instant, typed.past_instant):
        assert refusal(read, text) == f"'{text}' is not a time; write {write}"


def test_what_is_said_holds_no_control_characters() -> None:
    assert refusal(typed.instant, "\x1b[31m").startswith("'\ufffd[31m' is not a time")


def test_a_time_that_is_left_out_is_refused() -> None:
    said = refusal(typed.instant, "2027-03-28 02:15")
    assert said == (
        "02:15 does not exist on 2027-03-28, when the clocks go forward; write a time up to 01:59 or from 03:00 on"
    )


def test_a_time_that_comes_twice_is_refused() -> None:
    said = refusal(typed.instant, "sun 02:30")
    assert said == "02:30 comes twice on 2026-10-25, when the clocks go back; write a time up to 01:59 or from 03:00 on"
    lord_howe = datetime(2026, 4, 4, 12, tzinfo=ZoneInfo("Australia/Lord_Howe"))
    assert refusal(typed.instant, "01:45", lord_howe).endswith("write a time up to 01:29 or from 02:00 on")


def test_what_was_done_was_not_done_in_the_future() -> None:
    for text in ("today 14:01", "tomorrow 09:00", "2026-12-03 14:30"):
        assert (
            refusal(typed.past_instant, text)
            == f"'{text}' is still to come; write a time up to now, such as today 14:00"
        )


def test_a_length_is_a_duration_of_the_plan_language() -> None:
    assert typed.seconds(" 1h30m ") == 5400
    for text, said in (
        ("5 min", "'5 min' is not a duration; write 5m"),
        ("0s", "'0s' is not a length for a timer; write 5m or 1h30m, at most 24h"),
        ("long", "'long' is not a duration; write 5m or 1h30m"),
    ):
        with pytest.raises(UsageError) as caught:
            typed.seconds(text)
        assert str(caught.value) == said


WORDS = "2026-12-03 today tomorrow fri friday 14:30 2:30 2 pm am 02:30 at 14.30 T , noon 24:00 next 30"
forms = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=4,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda now: now.replace(tzinfo=BERLIN))


@settings(max_examples=200)
@given(forms | st.text(max_size=20), NOWS)
def test_any_text_is_a_time_or_refused(text: str, now: datetime) -> None:
    for read in (typed.instant, typed.past_instant):
        try:
            found = read(text, now)
        except UsageError:
            continue
        assert found.tzinfo is BERLIN
        assert when.exists(found)
        assert read is typed.instant or when.elapsed(found, now) >= 0


@settings(max_examples=100)
@given(NOWS, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_within_a_day_of_now(now: datetime, hour: int, minute: int) -> None:
    for read, direction in ((typed.instant, 1), (typed.past_instant, -1)):
        try:
            away = when.elapsed(now, read(f"{hour:02}:{minute:02}", now)) * direction
        except UsageError as error:
            assert "the clocks go" in str(error)
            continue
        assert 0 <= away <= 25 * 3600
        assert away > 0 or direction < 0
