"""The command itself, in a child process on a terminal that can do nothing: what a screen reader's user meets."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from selfcare.core.event import Event

pty = pytest.importorskip("pty")

COMMAND = [sys.executable, "-m", "selfcare", "run", "daily-stress", "begin", "--linear"]
PATIENCE = 60.0
"""Seconds after which a child that says nothing counts as hung."""


class Session:
    """A child on a terminal: what it wrote, and how it ended."""

    def __init__(self, child: subprocess.Popen[bytes], ours: int) -> None:
        self.child = child
        self.ours = ours
        self.text = b""

    def until(self, words: str, times: int = 1) -> None:
        """Read until `words` were written so many times."""
        while self.text.count(words.encode()) < times:
            assert self._read(), self.text.decode()

    def type(self, line: str) -> None:
        os.write(self.ours, f"{line}\n".encode())

    def ended(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        return self.child.wait(PATIENCE)

    def _read(self) -> bool:
        assert select.select([self.ours], [], [], PATIENCE)[0], self.text.decode()
        try:
            some = os.read(self.ours, 65536)
        except OSError:  # the child has closed its end
            return False
        self.text += some
        return bool(some)


@contextmanager
def session(home: Path) -> Iterator[Session]:
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "TERM": "dumb",
        "SELFCARE_HOME": str(home),
        "SELFCARE_NOW": "2026-12-03T11:00:00-08:00[America/Los_Angeles]",
    }
    child = subprocess.Popen(
        COMMAND, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    walk = Session(child, ours)
    try:
        yield walk
    finally:
        if walk.ours >= 0:
            os.close(walk.ours)
        child.kill()
        child.wait()


def recorded(home: Path) -> list[Event]:
    from datetime import UTC, datetime

    from selfcare.journal.store import open_store

    (file,) = home.rglob("journal.db")
    with open_store(file.parent, now=lambda: datetime(2026, 12, 3, 20, tzinfo=UTC)) as journal:
        return list(journal.events())


PROMPT = "? for help: "


def test_a_routine_is_walked_through_and_saved(tmp_path: Path) -> None:
    with session(tmp_path) as walk:
        for number in range(1, 5):
            walk.until(PROMPT, number)
            walk.type("" if number < 4 else "s")
        walk.until("Enter to go on: ")
        walk.type("")
        assert walk.ended() == 0
    text = walk.text.decode().replace("\r\n", "\n")
    assert text.startswith("To begin with. Type ? at any prompt for help.\n\n1 of 5. Pick a time and place\n")
    assert text.endswith("4 of 5 steps done, 1 left out.\n")
    assert not any(character < " " and character != "\n" for character in text)
    assert max(map(len, text.split("\n"))) <= 72
    assert [event.kind for event in recorded(tmp_path)][-1] == "run.finished"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_keeps_the_place_and_ends_with_its_number(tmp_path: Path, number: signal.Signals) -> None:
    with session(tmp_path) as walk:
        walk.until(PROMPT)
        walk.type("")
        walk.until(PROMPT, 2)
        walk.child.send_signal(number)
        assert walk.ended() == 128 + number
    assert walk.text.decode().endswith("Your place is kept. The same command goes on from here.\r\n")
    paused = recorded(tmp_path)[-1]
    assert (paused.kind, paused.path) == ("run.paused", "routine.begin.tell")


def test_the_same_command_goes_on_from_there(tmp_path: Path) -> None:
    with session(tmp_path) as walk:
        walk.until(PROMPT)
        walk.type("")
        walk.until(PROMPT, 2)
        walk.type("q")
        assert walk.ended() == 0
    with session(tmp_path) as walk:
        walk.until("Enter to go on, n to leave it and begin anew: ")
        walk.type("")
        walk.until(PROMPT)
        assert "Going on with: To begin with." in walk.text.decode()
        assert "2 of 5. Tell one person" in walk.text.decode()
        walk.type("q")
        assert walk.ended() == 0


def test_end_of_input_at_the_terminal_keeps_the_place(tmp_path: Path) -> None:
    with session(tmp_path) as walk:
        walk.until(PROMPT)
        os.write(walk.ours, b"\x04")
        assert walk.ended() == 0
    assert recorded(tmp_path)[-1].kind == "run.paused"


def test_a_terminal_that_goes_away_ends_the_walk_and_keeps_the_place(tmp_path: Path) -> None:
    with session(tmp_path) as walk:
        walk.until(PROMPT)
        os.close(walk.ours)
        walk.ours = -1
        assert walk.child.wait(PATIENCE) == 128 + signal.SIGHUP
    assert recorded(tmp_path)[-1].kind == "run.paused"


def test_wrong_bytes_and_letters_are_survived(tmp_path: Path) -> None:
    with session(tmp_path) as walk:
        walk.until(PROMPT)
        os.write(walk.ours, b"\xff\xfe\x80\n")
        walk.until("Here you can type")
        walk.type("q")
        assert walk.ended() == 0
