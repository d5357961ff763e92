"""The terminal's bell never waits and never fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from selfcare.core.ports import Sound
from selfcare.core.script import Tone
from selfcare.sound import choose
from selfcare.sound.bell import Silent, TerminalBell


def test_the_preference_chooses_the_sound() -> None:
    sounds: list[Sound] = [choose("on"), choose("off"), choose("")]
    assert [type(sound) for sound in sounds] == [TerminalBell, Silent, Silent]


def test_a_bell_is_one_byte_to_the_terminal() -> None:
    ours, theirs = os.openpty()
    try:
        TerminalBell(os.ttyname(theirs)).play(Tone("bell"))
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
        TerminalBell(str(pipe)).play(Tone("bell"))
    finally:
        os.close(reader)
        os.close(writer)


def test_without_a_terminal_it_is_silent(tmp_path: Path) -> None:
    TerminalBell(str(tmp_path / "none")).play(Tone("bell"))
    Silent().play(Tone("bell"))
