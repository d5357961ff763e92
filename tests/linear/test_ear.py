from __future__ import annotations

import io
import os
import pty
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

import pytest

from selfcare.linear.ear import LONGEST, UNENDING, Leave, StreamEar, listening_to_signals


@contextmanager
def terminal() -> Iterator[tuple[int, TextIO]]:
    """Our end, and a terminal to read from."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as source:
        try:
            yield ours, source
        finally:
            os.close(ours)


def test_a_pipe_gives_plain_lines_and_ends() -> None:
    ear = StreamEar(io.StringIO("one\x1b[2J\r\n  two\t\nlast"))
    assert [ear.line(), ear.line(), ear.line()] == ["one\ufffd[2J", "two", "last"]
    assert not ear.is_terminal
    with pytest.raises(Leave) as left:
        ear.line()
    assert left.value.code == 0


def test_a_wrong_byte_ends_nothing() -> None:
    ear = StreamEar(io.TextIOWrapper(io.BytesIO(b"a\xffb\nnext\n"), encoding="utf-8"))
    assert [ear.line(), ear.line()] == ["a\ufffdb", "next"]


def test_two_can_hear_one_stream_one_after_the_other() -> None:
    source = io.TextIOWrapper(io.BytesIO(b"one\ntwo\n"), encoding="utf-8")
    assert [StreamEar(source).line(), StreamEar(source).line()] == ["one", "two"]


def test_a_line_without_end_is_cut_and_one_without_any_end_is_no_input() -> None:
    ear = StreamEar(io.StringIO("x" * (LONGEST * 2) + "\nnext\n"))
    assert [len(ear.line()), ear.line()] == [LONGEST, "next"]
    with pytest.raises(Leave):
        StreamEar(io.StringIO("x" * (UNENDING + 2 * LONGEST))).line()


def test_time_passes_through_a_pipe() -> None:
    assert StreamEar(io.StringIO("unread\n")).wait(0.0) is None


def test_a_terminal_is_heard_while_time_passes() -> None:
    with terminal() as (ours, source):
        ear = StreamEar(source)
        assert ear.is_live
        assert ear.wait(0.0) is None
        os.write(ours, b"\n")
        assert ear.wait(10.0) == ""
        os.write(ours, b"more\n")
        assert ear.line() == "more"


def test_end_of_input_at_a_terminal_leaves() -> None:
    with terminal() as (ours, source):
        os.write(ours, b"\x04")
        with pytest.raises(Leave):
            StreamEar(source).line()


class HungUp(io.StringIO):
    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
        raise OSError(5, "input/output error")

    def isatty(self) -> bool:
        raise ValueError


def test_a_terminal_that_hung_up_is_the_end_of_input() -> None:
    with pytest.raises(Leave):
        StreamEar(HungUp()).line()


class Odd(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_that_cannot_be_polled_lets_time_pass() -> None:
    ear = StreamEar(Odd("a\n"))
    assert (ear.is_terminal, ear.is_live, ear.line()) == (True, False, "a")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_listening_that_is_going_on(number: signal.Signals) -> None:
    with terminal() as (_, source):
        ear = StreamEar(source)
        before = signal.getsignal(number)
        with listening_to_signals(ear), pytest.raises(Leave) as left:
            threading.Timer(0.0, os.kill, (os.getpid(), number)).start()
            ear.line()
        assert left.value.code == 128 + number
        assert signal.getsignal(number) == before


def test_a_signal_whose_leaving_was_lost_ends_the_listening_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfcare.linear.ear.LOOKS_UP", 0.01)

    class Lost(StreamEar):
        def told(self, number: int, frame: FrameType | None = None) -> None:
            with suppress(Leave):  # as when it comes while an object is taken apart: what is raised there goes nowhere
                super().told(number, frame)

    with terminal() as (_, source):
        ear = Lost(source)
        with listening_to_signals(ear), pytest.raises(Leave) as left:
            threading.Timer(0.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
            ear.line()
        assert left.value.code == 143


def test_a_signal_during_a_save_waits_for_the_next_listening() -> None:
    ear = StreamEar(io.StringIO("a\n"))
    with listening_to_signals(ear):
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Leave) as left:
            ear.wait(60.0)
    assert left.value.code == 143


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with listening_to_signals(StreamEar(io.StringIO())):
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_another_thread_signals_are_somebody_elses() -> None:
    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def listen() -> None:
        with listening_to_signals(StreamEar(io.StringIO())):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()
    assert seen == [before]
