"""How well the line keeps up is told by what waits and by how late the terminal answers."""

from __future__ import annotations

import io
from threading import Event

from selfcare.tui.line import Meter
from selfcare.tui.terminal import PatientWriter
from tests.tui.fakes import FakeClock


def slow(meter: Meter) -> bool:
    return meter.is_slow


def through(meter: Meter) -> bool:
    return meter.is_through


def busy(meter: Meter) -> bool:
    return meter.is_busy


def test_a_line_that_takes_everything_at_once_is_not_slow() -> None:
    clock = FakeClock()
    meter = Meter(clock.monotonic)
    for _ in range(100):
        meter.hand()
        clock.advance(0.01)
        meter.take(1)
        clock.advance(1)
    assert not slow(meter) and not busy(meter) and meter.waits == 0


def test_text_that_waits_half_a_second_makes_the_line_slow_for_good() -> None:
    clock = FakeClock()
    meter = Meter(clock.monotonic)
    meter.hand()
    clock.advance(0.1)
    assert busy(meter) and not slow(meter)
    meter.hand()
    clock.advance(0.5)
    assert slow(meter)
    meter.take(2)
    assert slow(meter) and not busy(meter)


def test_an_answer_that_takes_a_second_makes_the_line_slow() -> None:
    clock = FakeClock()
    meter = Meter(clock.monotonic)
    meter.ask()
    meter.answer()
    meter.ask()
    clock.advance(0.9)
    assert not slow(meter)
    clock.advance(0.2)
    assert slow(meter)


def test_a_terminal_that_never_answers_is_not_called_slow() -> None:
    clock = FakeClock()
    meter = Meter(clock.monotonic)
    meter.ask()
    clock.advance(60)
    assert not slow(meter) and not meter.answers


def test_an_answer_is_to_the_oldest_question() -> None:
    meter = Meter(FakeClock().monotonic)
    meter.hand()
    meter.ask()
    meter.ask()
    meter.answer()
    assert meter.is_asked and not through(meter)
    meter.answer()
    assert through(meter)
    meter.hand()
    assert not through(meter), "something was written since"


class Full(io.StringIO):
    """A terminal that takes nothing until it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = Event()

    def flush(self) -> None:
        self.let.wait(20)


def test_the_writer_tells_what_waits() -> None:
    clock, file = FakeClock(), Full()
    writer = PatientWriter(file, clock.monotonic)
    writer.start()
    writer.write("a frame")
    clock.advance(1)
    assert busy(writer.meter) and slow(writer.meter)
    file.let.set()
    writer.stop()
    assert not busy(writer.meter)
    assert file.getvalue() == "a frame"
