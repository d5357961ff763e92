"""A missing sound card writes not one byte to the terminal, whatever the libraries and programs have to say of it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from selfcare.sound import players
from tests.sound.playing import FAILS, HANGS, PATIENCE, Heard, program
from tests.sound.test_child import LIBRARY

APP = """
import os, sys, threading
os.login_tty(0)
from selfcare.core.script import Tone
from selfcare.sound import choose, worker
worker.QUICK = worker.LATE_BELL = 60.0  # on a busy machine a program takes its time to fail
speaker = choose(sys.argv[1], {"volume": "middle", "player": "auto"}.__getitem__)
speaker.prepare([Tone("bell")])
speaker.play(Tone("bell"))
until = threading.Event()
while len(speaker.given_up) < int(sys.argv[2]) or not speaker.played_by:
    until.wait(0.01)
until.wait(0.2)
speaker.close()
"""


def written(tmp_path: Path, given_up: int, **more: str) -> bytes:
    """All that a terminal gets of an app that plays one bell and ends when so many players were given up."""
    ours, theirs = os.openpty()
    kept = {name: value for name, value in os.environ.items() if "COVERAGE" in name}
    environment = {**kept, "PATH": str(tmp_path / "programs"), "PYTHONPATH": str(SRC), "CARD": "none", **more}
    child = subprocess.Popen(
        [sys.executable, "-c", APP, str(tmp_path / "cache"), str(given_up)], stdin=theirs, env=environment
    )
    os.close(theirs)
    try:
        seen = b""
        while select.select([ours], [], [], PATIENCE)[0]:
            try:
                seen += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
        assert child.wait(PATIENCE) == 0
        return seen
    finally:
        child.kill()
        child.wait()
        os.close(ours)


SRC = Path(players.__file__).parents[2]


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return Heard(tmp_path / "heard")


def test_programs_that_fail_leave_the_screen_alone(tmp_path: Path, heard: Heard) -> None:
    for name in ("pw-play", "paplay", "aplay"):
        program(tmp_path / "programs", name, FAILS, heard)
    assert written(tmp_path, 3) == b"\a"


def test_a_program_that_plays_leaves_the_screen_alone(tmp_path: Path, heard: Heard) -> None:
    program(tmp_path / "programs", "aplay", HANGS, heard)
    assert written(tmp_path, 0) == b""
    assert heard.line().startswith("aplay ")
    assert heard.line() == "aplay ended"


def test_a_library_that_fails_leaves_the_screen_alone(tmp_path: Path, heard: Heard) -> None:
    (tmp_path / "miniaudio.py").write_text(LIBRARY)
    assert written(tmp_path, 1, PYTHONPATH=f"{SRC}:{tmp_path}") == b"\a"
