"""When a practice begins on a line to a terminal, and what becomes of it on a slow one."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from selfcare.core.plan import Rest
from selfcare.tui.line import Meter
from selfcare.tui.screens.run_line import PATIENCE, SILENT, LineWatch
from selfcare.tui.stages.reading import Reading, Resting
from selfcare.tui.stages.stage import Stage


@dataclass
class Line:
    """A line that answers when it is told to, on a clock of its own."""

    now: float = 100.0
    asked: int = 0
    dropped: int = 0
    meter: Meter = field(init=False)

    def __post_init__(self) -> None:
        self.meter = Meter(lambda: self.now)

    def write(self, data: str) -> None:
        self.meter.hand()

    def write_now(self, text: str) -> bool:
        self.meter.hand()
        return True

    def ask(self) -> None:
        self.asked += 1
        self.meter.ask()

    def drop_waiting(self) -> None:
        self.dropped += 1


def rest() -> Resting:
    return Resting(Rest(60).seconds)


def answering() -> Line:
    """A line whose terminal has answered once."""
    line = Line()
    line.ask()
    line.meter.answer()
    line.asked = 0
    return line


def test_a_practice_waits_until_its_first_picture_was_seen() -> None:
    line, watch, stage = answering(), LineWatch(), rest()
    assert watch.holds(line, stage, 100)
    line.write("the first picture")
    assert watch.holds(line, stage, 100.05) and watch.wants_little
    assert line.asked == 1
    line.meter.take(1)
    assert watch.holds(line, stage, 103)
    line.meter.answer()
    assert not watch.holds(line, stage, 106)
    assert not watch.wants_little


def test_it_begins_all_the_same_where_no_answer_comes() -> None:
    line, watch, stage = answering(), LineWatch(), rest()
    watch.holds(line, stage, 100)
    assert watch.holds(line, stage, 100 + PATIENCE - 1)
    assert not watch.holds(line, stage, 100 + 2 * PATIENCE)


def test_a_terminal_that_never_answered_is_waited_for_a_second() -> None:
    line, watch, stage = Line(), LineWatch(), rest()
    assert not watch.holds(line, stage, 100)
    line.ask()
    assert watch.holds(line, stage, 100)
    assert watch.holds(line, stage, 100 + SILENT / 2)
    assert not watch.holds(line, stage, 100 + SILENT)


@pytest.mark.parametrize("stage", [Reading("Read", "A word."), rest()])
def test_nothing_waits_without_a_line_and_nothing_but_a_practice_does(stage: Stage) -> None:
    assert not LineWatch().holds(None, stage, 100)
    if isinstance(stage, Reading):
        assert not LineWatch().holds(answering(), stage, 100)


def test_a_slow_line_is_found_once_and_relieved_of_what_waits() -> None:
    line, watch, stage = answering(), LineWatch(), rest()
    line.write("a picture")
    assert not watch.turns_slow(line, stage, 100)
    line.now += 2
    assert watch.turns_slow(line, stage, 102)
    assert (line.dropped, watch.is_slow, watch.wants_little) == (1, True, True)
    assert not watch.turns_slow(line, stage, 103)
    assert not LineWatch().turns_slow(line, Reading("Read", "A word."), 103)
