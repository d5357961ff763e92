"""A mark that is written can be read again; what is no mark is none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core import marktext
from selfcare.core.breath import Phase
from selfcare.core.mark import Mark
from selfcare.core.sitting import Bell

BEGUN = datetime(2026, 10, 25, 2, 30, 1, 250_000, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
"""In the hour that comes twice, the second time."""

numbers = st.floats(0, 86400, allow_nan=False).map(lambda seconds: round(seconds, 6))
marks = st.builds(
    Mark,
    title=st.text("abc äö“[]", max_size=9),
    started=st.just(BEGUN),
    path=st.sampled_from(["", "breath.box", "sitting.breath"]),
    total=numbers,
    elapsed=numbers,
    pauses=st.integers(0, 99),
    gaps=st.integers(0, 99),
    planned=st.integers(0, 999),
    run=st.sampled_from(["", "0190-run"]),
    stop=st.sampled_from(["", "routine.morning.2"]),
    plan=st.sampled_from(["", "calm"]),
    seconds=st.none() | numbers,
    rounds=st.none() | st.integers(1, 99),
    bells=st.none() | st.lists(st.builds(Bell, st.sampled_from(marktext.BELLS), numbers), max_size=3).map(tuple),
    late=st.lists(st.integers(0, 99_999).map(lambda tenths: tenths / 10 / 1000), max_size=9).map(tuple),
    cycle=st.lists(st.builds(Phase, st.sampled_from(["in", "hold", "out", "rest"]), numbers, st.text("xy"))).map(tuple),
)


def text(mark: Mark) -> str:
    counted = marktext.tally(mark.elapsed, mark.pauses, mark.gaps)
    return f"{counted}{marktext.written(mark)}\n{marktext.lateness(mark.late)}"


@given(marks)
def test_what_is_written_is_read_again(mark: Mark) -> None:
    found = marktext.read(text(mark))
    assert found == mark
    assert found.started.isoformat() == BEGUN.isoformat() and str(found.started.tzinfo) == "Europe/Berlin"


@given(numbers, st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_line_that_changes_is_always_as_long(elapsed: float, pauses: int, gaps: int) -> None:
    assert len(marktext.tally(elapsed, pauses, gaps)) == len(marktext.tally(0, 0, 0))


GOOD = marktext.written(Mark("Box", BEGUN, "breath.box", 64))


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("", ""),
        ("{}", "0 0 0"),
        ("[1]", "0 0 0"),
        (GOOD, "0 0"),
        (GOOD, "x 0 0"),
        (GOOD, "nan 0 0"),
        (GOOD, "-1 0 0"),
        (GOOD[:-9], "1 0 0"),
        (GOOD.replace("64", '"64"'), "1 0 0"),
        (GOOD.replace("64", "1e999"), "1 0 0"),
        (GOOD.replace("+01:00[Europe/Berlin]", ""), "1 0 0"),
        (GOOD.replace("[]", '[["sideways", 1, ""]]'), "1 0 0"),
        (GOOD.replace("[]", "[1]"), "1 0 0"),
        (GOOD.replace('"Box"', "7"), "1 0 0"),
        ("[" * 5000, "1 0 0"),
    ],
)
def test_what_is_damaged_is_no_mark(line: str, counted: str) -> None:
    assert line != GOOD or counted != "1 0 0"
    assert marktext.read(f"{counted}\n{line}\n") is None


@pytest.mark.parametrize(
    ("late", "found"),
    [("12.0 3.5 ", (0.012, 0.0035)), ("12.0 3.", (0.012,)), ("12.0 -1 4.0 ", (0.012,)), ("inf ", ()), ("\x00\x00", ())],
)
def test_of_how_late_signs_were_what_is_cut_off_is_left_out(late: str, found: tuple[float, ...]) -> None:
    mark = marktext.read(f"1 0 0\n{GOOD}\n{late}")
    assert mark is not None and mark.late == found


def test_a_zone_that_is_not_known_here_leaves_the_instant() -> None:
    found = marktext.read("1 0 0\n" + GOOD.replace("Europe/Berlin", "Nowhere/Town"))
    assert found is not None and found.started.utcoffset() == BEGUN.utcoffset()
    assert found.started.isoformat() == BEGUN.isoformat()


def test_a_title_from_a_file_does_nothing_to_a_terminal() -> None:
    found = marktext.read("1 0 0\n" + GOOD.replace("Box", "\\u001b[2J"))
    assert found is not None and found.title.isprintable()
