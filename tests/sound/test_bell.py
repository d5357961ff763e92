"""The terminal's bell never waits and never fails, and rings a tone so that it can be told what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcare.core.script import Tone, ToneKind
from selfcare.sound import bell
from selfcare.sound.bell import Beats, TerminalBell, ring


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be changed."""
    time = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: time[0])
    return time


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Something to ring at, and the end at which it is heard."""
    pipe = tmp_path / "line"
    os.mkfifo(pipe)
    heard = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    yield str(pipe), heard
    os.close(heard)


def rung(heard: int) -> int:
    try:
        return os.read(heard, 100).count(bell.BELL)
    except BlockingIOError:
        return 0


def test_a_bell_is_one_byte_to_the_terminal() -> None:
    ours, theirs = os.openpty()
    try:
        ring(os.ttyname(theirs))
        assert os.read(ours, 10) == b"\a"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_full_terminal_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(BlockingIOError):
            while True:
                os.write(writer, b"x" * 4096)
        ring(str(pipe))
    finally:
        os.close(reader)
        os.close(writer)


def test_without_a_terminal_it_is_silent(tmp_path: Path) -> None:
    ring(str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("kind", "bells"),
    [("in", 1), ("out", 2), ("hold", 3), ("rest", 3), ("bell", 1), ("count", 1), ("begin", 1), ("ask", 2), ("end", 2)],
)
def test_what_to_do_is_told_by_how_many_bells(
    kind: ToneKind, bells: int, now: list[float], line: tuple[str, int]
) -> None:
    terminal, heard = line
    sounding = TerminalBell(terminal).begin(None, Tone(kind))
    counted = rung(heard)
    assert counted == 1
    while sounding.look() is None:
        assert 0 < sounding.wakes() < 1
        now[0] += sounding.wakes()
        sounding.look()
        assert rung(heard) == 1
        counted += 1
    assert counted == bells


def test_bells_of_a_phase_are_a_fifth_of_a_second_apart(now: list[float], line: tuple[str, int]) -> None:
    terminal, heard = line
    sounding = Beats(Tone("out"), terminal)
    assert rung(heard) == 1
    now[0] += 0.19
    assert sounding.look() is None
    assert rung(heard) == 0
    now[0] += 0.02
    assert sounding.look() is True
    assert rung(heard) == 1


def test_one_that_is_ended_rings_no_more(now: list[float], line: tuple[str, int]) -> None:
    terminal, heard = line
    sounding = Beats(Tone("hold"), terminal)
    rung(heard)
    sounding.end()
    now[0] += 5
    assert sounding.look() is True
    assert rung(heard) == 0
