"""The value grammars: what is read, what is refused, where the mistake is marked, and what is suggested instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import grammar
from selfcare.core.breath import Phase
from selfcare.core.grammar import GrammarError
from selfcare.core.repeat import Repeat
from selfcare.core.sitting import Bell, Cue
from selfcare.core.when import DayTime, Moment, Offset, Span

PARSERS: dict[str, Callable[[str], object]] = {
    "span": grammar.span,
    "days_span": grammar.days_span,
    "seconds": grammar.seconds,
    "clock": grammar.clock,
    "moment": grammar.moment,
    "repeat": grammar.repeat,
    "phase": grammar.phase,
    "cue": grammar.cue,
    "bell": grammar.bell,
}

NEAR_MISSES: dict[str, dict[str, str]] = {
    "span": {
        "5 min": "5m",
        "5 minutes": "5m",
        "5min.": "5m",
        "1,5 h": "1h30m",
        "1.5h": "1h30m",
        "1½ h": "1h30m",
        "1:30": "1m30s",
        "1:30:00": "1h30m",
        "-4h": "4h",
        "5": "5m",
        "90 min": "90m",
        "1h 30": "1h30m",
        "1h30": "1h30m",
        "1 hour and 30 minutes": "1h30m",
        "1 hr, 30 min": "1h30m",
        "half an hour": "30m",
        "an hour and a half": "1h30m",
        "two hours": "2h",
        "hour": "1h",
        "5M": "5m",
        "500ms": "0.5s",
        "1.2345s": "1.234s",
        "1.5d": "1d12h",
        "1 month": "30d",
        "30s5m": "5m30s",
        "5m5m": "10m",
        "about 5 min": "5m",
        "a fortnight": "2w",
        "": "",
        "soon": "",
        "1.2.3": "",
        "99999w": "",
        "4000d": "",
    },
    "days_span": {
        "24h": "1d",
        "2 weeks": "2w",
        "a month": "30d",
        "30": "30d",
        "1h": "",
        "0d": "",
        "5 min": "",
    },
    "seconds": {"5 min": "5m", "1d": "24h", "0s": "", "25h": "", "2d": ""},
    "clock": {
        "7.15": "07:15",
        "7:15": "07:15",
        "7:15 pm": "19:15",
        "7 p.m.": "19:00",
        "8pm": "20:00",
        "12am": "00:00",
        "12 pm": "12:00",
        "7h15": "07:15",
        "7": "07:00",
        "1915": "19:15",
        "19:15:00": "19:15",
        "at 8": "08:00",
        "noon": "12:00",
        "midnight": "00:00",
        "24:00": "23:59",
        "8 in the evening": "20:00",
        "12 in the morning": "00:00",
        "7 o'clock": "07:00",
        "25:00": "",
        "7:60": "",
        "tea time": "",
    },
    "moment": {
        "-4h": "4h before",
        "+30m": "30m after",
        "2h": "2h before",
        "2h before the session": "2h before",
        "2 hours prior": "2h before",
        "2 hours prior to the appointment": "2h before",
        "30m later": "30m after",
        "before 2h": "2h before",
        "8pm": "same day at 20:00",
        "20:00": "same day at 20:00",
        "noon": "same day at 12:00",
        "same day 8pm": "same day at 20:00",
        "on the day at 7:15": "same day at 07:15",
        "1d before 19:00": "1d before at 19:00",
        "1 day before at 19:00": "1d before at 19:00",
        "the day before at 8pm": "1d before at 20:00",
        "-1d before at 8pm": "1d before at 20:00",
        "1w before at 19:00": "7d before at 19:00",
        "0d before at 19:00": "same day at 19:00",
        "evening before": "1d before",
        "at the start": "start",
        "end of the session": "end",
        "20": "",
        "1h before at 19:00": "",
        "tomorrow-ish": "",
        "2h during": "",
        "day before at tea": "",
    },
    "repeat": {
        "daily": "day",
        "every day": "day",
        "every morning": "day",
        "1 days": "day",
        "every other day": "2 days",
        "2d": "2 days",
        "2 day": "2 days",
        "two days": "2 days",
        "every 2 weeks": "2 weeks",
        "once a week": "week",
        "weekly": "week",
        "biweekly": "2 weeks",
        "each month": "month",
        "quarterly": "3 months",
        "weekdays": "weekday",
        "Monday, Friday": "mon fri",
        "every monday": "mon",
        "Mondays and Thursdays": "mon thu",
        "mo we fr": "mon wed fri",
        "mon mon": "mon",
        "tues/thurs": "tue thu",
        "mon-fri": "weekday",
        "mon to wed": "mon tue wed",
        "fri-mon": "mon fri sat sun",
        "mon-sun": "day",
        "0 days": "",
        "999 days": "",
        "105 weeks": "",
        "twice a day": "",
        "m": "",
        "": "",
    },
    "phase": {
        "inhale 4s": "in 4s",
        "Exhale 8": "out 8s",
        "out 8": "out 8s",
        "in 5.5": "in 5.5s",
        "4s in": "in 4s",
        "in: 4s": "in 4s",
        "breathe in for 4 seconds": "in 4s",
        "in 4 sec, slowly": "in 4s slowly",
        "out 8 s through the Mouth": "out 8s through the Mouth",
        "in 1m": "in 60s",
        "pause 4s": "",
        "in 0s": "",
        "in 301s": "",
        "in": "",
    },
    "cue": {
        "1.30 Notice your feet": "1:30  Notice your feet",
        "90s Notice your feet": "1:30  Notice your feet",
        "5m Sit": "5:00  Sit",
        "1:5 Feet": "1:05  Feet",
        "at 1:30, Feet": "1:30  Feet",
        "1:30:00 Feet": "90:00  Feet",
        "1:30": "",
        "Notice your feet": "",
    },
    "bell": {
        "halfway": "half",
        "the middle": "half",
        "beginning": "start",
        "at the end": "end",
        "each 5m": "every 5m",
        "5m": "5:00",
        "90s": "1:30",
        "at 5:00": "5:00",
        "5.00": "5:00",
        "1:00:00": "60:00",
        "every 0s": "",
        "every 2d": "",
        "gong": "",
    },
}

spans = st.builds(Span, st.integers(0, 3000), st.integers(0, 86_400_000).map(lambda milliseconds: milliseconds / 1000))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4h", Span(seconds=14400)),
        ("90s", Span(seconds=90)),
        ("5m30s", Span(seconds=330)),
        ("5.5s", Span(seconds=5.5)),
        ("2w", Span(14)),
        ("1w2d3h", Span(9, 10800)),
        ("0m", Span()),
        ("3660d", Span(3660)),
    ],
)
def test_a_duration_is_calendar_days_and_elapsed_seconds(text: str, value: Span) -> None:
    assert grammar.span(text) == value


@settings(max_examples=200)
@given(spans)
def test_a_duration_is_shown_as_it_is_read(span: Span) -> None:
    assert grammar.span(grammar.show_span(span)) == span


@pytest.mark.parametrize(
    ("text", "shown"),
    [("90m", "1h30m"), ("14d", "2w"), ("15d", "15d"), ("0h", "0s"), ("60s", "1m"), ("0.050s", "0.05s")],
)
def test_a_duration_has_one_canonical_form(text: str, shown: str) -> None:
    assert grammar.show_span(grammar.span(text)) == shown


def test_a_number_of_days_is_whole_and_at_least_one() -> None:
    assert grammar.days_span("30d") == Span(30)
    assert grammar.days_span("4w") == Span(28)


def test_a_timer_runs_for_at_most_a_day() -> None:
    assert grammar.seconds("24h") == 86_400
    assert grammar.seconds("0.5s") == 0.5


def test_a_clock_time_is_written_with_four_digits() -> None:
    assert grammar.clock("07:15") == time(7, 15)
    assert grammar.clock("23:59") == time(23, 59)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4h before", Offset(Span(seconds=14400), "before")),
        ("1d after", Offset(Span(1), "after")),
        ("start", Offset(Span(), "before")),
        ("end", Offset(Span(), "after")),
        ("1d before at 19:00", DayTime(-1, time(19))),
        ("2d after at 09:30", DayTime(2, time(9, 30))),
        ("same day at 05:00", DayTime(0, time(5))),
    ],
)
def test_a_moment_is_an_offset_or_a_time_on_a_day(text: str, value: Moment) -> None:
    assert grammar.moment(text) == value
    assert grammar.show_moment(value) == text


@settings(max_examples=100)
@given(
    st.builds(Offset, spans, st.sampled_from(["before", "after"]))
    | st.builds(DayTime, st.integers(-3660, 3660), st.builds(time, st.integers(0, 23), st.integers(0, 59)))
)
def test_a_moment_is_shown_as_it_is_read(moment: Offset | DayTime) -> None:
    assert grammar.moment(grammar.show_moment(moment)) == moment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("day", Repeat()),
        ("week", Repeat(1, "week")),
        ("month", Repeat(1, "month")),
        ("weekday", Repeat(1, "week", (0, 1, 2, 3, 4))),
        ("weekend", Repeat(1, "week", (5, 6))),
        ("2 days", Repeat(2, "day")),
        ("3 weeks", Repeat(3, "week")),
        ("24 months", Repeat(24, "month")),
        ("fri mon", Repeat(1, "week", (0, 4))),
    ],
)
def test_a_repeat_is_a_unit_or_weekdays(text: str, value: Repeat) -> None:
    assert grammar.repeat(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in 5.5s", Phase("in", 5.5)),
        ("hold 7s", Phase("hold", 7.0)),
        ("in 1s top up", Phase("in", 1.0, "top up")),
        ("out 8s through the mouth ", Phase("out", 8.0, "through the mouth")),
        ("rest 300s", Phase("rest", 300.0)),
    ],
)
def test_a_phase_is_a_kind_seconds_and_words(text: str, value: Phase) -> None:
    assert grammar.phase(text) == value


def test_a_cue_is_a_time_and_words() -> None:
    assert grammar.cue("1:30  Notice your feet") == Cue(90.0, "Notice your feet")
    assert grammar.cue("120:00 End") == Cue(7200.0, "End")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("start", Bell("start")),
        ("half", Bell("half")),
        ("end", Bell("end")),
        ("every 5m", Bell("every", 300.0)),
        ("7:30", Bell("at", 450.0)),
    ],
)
def test_a_bell_is_at_a_mark_every_so_often_or_at_a_time(text: str, value: Bell) -> None:
    assert grammar.bell(text) == value


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [(name, text, meant) for name, cases in NEAR_MISSES.items() for text, meant in cases.items()],
)
def test_a_near_miss_is_answered_with_what_to_write(name: str, text: str, meant: str) -> None:
    with pytest.raises(GrammarError) as caught:
        PARSERS[name](text)
    assert caught.value.suggestion == meant
    if meant:
        assert PARSERS[name](caught.value.mend(text)) == PARSERS[name](meant)


@pytest.mark.parametrize(
    ("name", "text", "marked", "meant"),
    [
        ("moment", "1d before at 8pm", "8pm", "20:00"),
        ("moment", "5 min before", "5 min", "5m"),
        ("moment", "same day at 7", "7", "07:00"),
        ("moment", "2 hours before", "2 hours", "2h"),
        ("bell", "every 5 min", "5 min", "5m"),
        ("moment", "foo before", "foo", ""),
        ("phase", "in 0s slowly", "0s", ""),
        ("bell", "every 0s", "0s", ""),
    ],
)
def test_the_part_that_is_wrong_is_marked(name: str, text: str, marked: str, meant: str) -> None:
    with pytest.raises(GrammarError) as caught:
        PARSERS[name](text)
    error = caught.value
    assert text[error.start : error.start + error.length] == marked
    assert error.suggestion == meant


@pytest.mark.parametrize("name", PARSERS)
def test_without_a_suggestion_the_sentence_says_what_may_be_written(name: str) -> None:
    with pytest.raises(GrammarError, match=r"^'#' is not a.*; write ") as caught:
        PARSERS[name]("#")
    assert caught.value.message == str(caught.value)


def test_a_sentence_quotes_hostile_text_cleaned_and_shortened() -> None:
    with pytest.raises(GrammarError, match=r"^'\ufffd\[31mx+…' is not") as caught:
        grammar.span("\x1b[31m" + "x" * 100_000)
    assert caught.value.length == 100_005
    assert len(caught.value.message) < 100


@pytest.mark.parametrize("text", ["in 4s " + "x" * 500, "1:30 " + "x" * 500])
def test_words_have_a_limit(text: str) -> None:
    with pytest.raises(GrammarError):
        (grammar.phase if text.startswith("in") else grammar.cue)(text)


@pytest.mark.parametrize("text", ["٤h", "4h\n", " 4h", "4 h", "1e3s", "infs", "nans", "1.s", "4H"])
def test_only_the_one_way_is_read(text: str) -> None:
    with pytest.raises(GrammarError):
        grammar.span(text)


WORDS = (
    "1 5 90 1,5 1.5 h m s d w min hours 8pm 19:00 7.15 before after at start end same day every daily mon friday - + "
    "in hold inhale exhale for the a half an hour 2 other week month and of ½ # words to"
)
wordings = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=7,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))


@settings(max_examples=200)
@given(st.sampled_from(sorted(PARSERS)), wordings | st.text(max_size=30))
def test_a_suggestion_is_of_its_grammar_and_nothing_else_is_ever_raised(name: str, text: str) -> None:
    try:
        PARSERS[name](text)
    except GrammarError as error:
        assert 0 <= error.start <= error.start + error.length <= len(text)
        if error.suggestion:
            PARSERS[name](error.mend(text))
