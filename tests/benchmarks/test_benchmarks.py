"""The measures measure. What they find is nobody's verdict here: a machine that runs tests is no place for figures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.figures import delays, percentile, ratio, table
from benchmarks.terminal import is_changed, textual_shows, words

from benchmarks import corpus
from selfcare import planfile

ROOT = Path(__file__).parent.parent.parent


def measured(*options: str) -> str:
    command = (sys.executable, "-m", "benchmarks", "--quick", "--pairs", "1", *options)
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout


def test_a_row_that_is_asked_for_is_measured_and_no_other() -> None:
    heading, row = measured("--rows", "4").splitlines()
    assert heading.split()[:3] == ["row", "what", "ours"]
    assert row.startswith("4 ") and "today --line" in row
    assert row.endswith(("meets", "misses"))


def test_a_plan_to_check_has_nothing_wrong_in_it() -> None:
    assert "checking 150 lines" in measured("--rows", "9")


@pytest.mark.parametrize(("limit", "verdict"), [(2.0, "meets"), (1.9, "misses")])
def test_a_ratio_is_the_middle_one_of_the_pairs(limit: float, verdict: str) -> None:
    figure = ratio("1", "x", [(4.0, 2.0), (9.0, 3.0), (1.0, 1.0)], limit)
    assert figure.ratio == "2.00; 1.00–3.00"
    assert figure.verdict == verdict


def test_one_key_in_a_hundred_may_be_late() -> None:
    assert percentile([*range(1, 101)], 0.99) == 99
    assert percentile([7.0], 0.99) == 7.0


def test_a_median_below_its_limit_does_not_hide_late_keys() -> None:
    assert not delays("7", "x", [0.001, 0.001, 0.9], (), (16, 50)).is_met


def test_a_table_stands_in_columns() -> None:
    heading, row = table([ratio("1", "a long name of a figure", [(1.0, 1.0)], 1.0)]).splitlines()
    assert heading.index("ours") == row.index("1000.0 ms")


def test_what_was_shown_before_textual_is_not_textuals() -> None:
    early, frame = b"Acupuncture", b"\x1b[?2026$p\x1b[1;1H\x1b[38;5;247mToday\x1b[0m"
    assert not textual_shows("Acupuncture")(early + frame)
    assert textual_shows("Today")(early + frame)


def test_only_a_whole_frame_is_a_changed_screen() -> None:
    assert not is_changed(b"\x1b[?2026h\x1b[1;1Hhalf a fr")
    assert not is_changed(b"\x1b[?2026h\x1b[?25l\x1b[?2026l")
    assert is_changed(b"\x1b[?2026h\x1b[1;1Hwhole\x1b[?2026l")


def test_words_are_what_eyes_see() -> None:
    assert words(b"\x1b]22;default\x07\x1b[1;38;5;231ma\x1b[0m\r\n\xc2\xb7") == "a·"


def test_the_plans_of_the_corpus_are_right_and_have_names_of_their_own(tmp_path: Path) -> None:
    plans = [planfile.check(path).plan for path in sorted(corpus.written(tmp_path / "many", 7).iterdir())]
    assert len({plan.id for plan in plans if plan}) == 7


def test_what_is_started_with_one_processor_has_one() -> None:
    before = os.sched_getaffinity(0)
    with corpus.one_processor():
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before
