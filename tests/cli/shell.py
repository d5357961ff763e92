"""A shell for tests: commands in this process, and in a process of their own where that is what matters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from selfcare import glance
from selfcare.cli.main import main

NOW = "2026-12-03T10:42:00-08:00[America/Los_Angeles]"
"""Thursday 3 December, 10:42, in Los Angeles."""
SRC = Path(glance.__file__).parent.parent


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The id after `saved`, at the beginning of the first line."""
        word, name = self.out.split()[:2]
        assert word == "saved"
        return name


class Shell:
    """Runs commands in one home, on a clock that stands still until it is moved."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._patch = patch
        self._capture = capture
        for name in ("LC_ALL", "LC_TIME", "LC_MESSAGES", "NO_COLOR", "TZ", "COLUMNS"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("SELFCARE_HOME", str(home))
        patch.setenv("SELFCARE_NOW", NOW)
        patch.setenv("TERM", "xterm")

    def __call__(self, *words: str, typed: str | bytes = "") -> Done:
        """The outcome of `selfcare WORDS…` with `typed` on standard input."""
        given = typed.encode() if isinstance(typed, str) else typed
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        self._capture.readouterr()
        code = main(list(words))
        out, err = self._capture.readouterr()
        assert "Traceback" not in err
        return Done(code, out, err)

    def works(self, *words: str, typed: str = "") -> str:
        """What a command prints that has to work."""
        done = self(*words, typed=typed)
        assert done.code == 0, done
        return done.out

    def refused(self, code: int, *words: str, typed: str | bytes = "") -> str:
        """The one sentence of a command that has to end with `code`, and to print nothing else."""
        done = self(*words, typed=typed)
        assert (done.code, done.out) == (code, ""), done
        assert done.err.startswith("selfcare: ")
        assert done.err.count("\n") == 1
        assert "went wrong inside" not in done.err
        return done.err.removeprefix("selfcare: ").rstrip("\n")

    def at(self, instant: str) -> None:
        """Move the clock."""
        self._patch.setenv("SELFCARE_NOW", instant)

    def sits(self, *answers: str) -> None:
        """Somebody sits at a terminal and types these answers; then the input ends."""
        left = list(answers)

        def answer(prompt: str = "") -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        self._patch.setattr("selfcare.cli.terminal.is_terminal", lambda: True)
        self._patch.setattr("builtins.input", answer)


def child(home: Path, *words: str | bytes, more: Mapping[str, str] | None = None, typed: bytes = b"") -> Done:
    """The outcome of a command in a process of its own."""
    done = subprocess.run(command(*words), env=environment(home, more), input=typed, capture_output=True, check=False)
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def command(*words: str | bytes) -> list[str | bytes]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "selfcare", *words]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a process of its own, in which no lines are counted: that makes each start slow."""
    left = ("PYTHONIO", "LC_", "LANG", "COVERAGE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left)}
    return {**kept, "PYTHONPATH": str(SRC), "SELFCARE_HOME": str(home), "SELFCARE_NOW": NOW, **(more or {})}
