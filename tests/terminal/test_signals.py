"""Ending from outside: the terminal is given back within two seconds, and what was half done is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from selfcare.journal.store import open_store
from tests.terminal.child import Child
from tests.terminal.launch import LONE
from tests.terminal.sample import STOPS, TEXT_STOP, answer, begin, follow, plan_file

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
SOON = 2.0
"""Seconds a program may take to end."""


def at_today(home: Path, how: str = "") -> Child:
    return Child(home, how=how).shows("Today", "Eight stops", "? help")


def in_a_breath(home: Path, how: str = "") -> Child:
    return Child(home, "run", str(plan_file(home)), "breathe", how=how).shows("Breathe in")


def in_a_question(home: Path, how: str = "") -> Child:
    child = Child(home, how=how)
    begin(child)
    for index in range(TEXT_STOP):
        answer(child, index)
    return child.shows(STOPS[TEXT_STOP][0]).type(b"half a wo").shows("half a wo")


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
@pytest.mark.parametrize("moment", [at_today, in_a_breath, in_a_question], ids=lambda moment: moment.__name__)
def test_a_signal_ends_it_and_gives_the_terminal_back(
    moment: Callable[..., Child], number: signal.Signals, tmp_path: Path
) -> None:
    follow(tmp_path)
    with moment(tmp_path) as app:
        ended = app.signal(number).end()
        assert ended.code == 128 + number, app.describe()
        assert ended.took < SOON
        app.assert_restored()
    if moment is in_a_question:
        assert any("half a wo" in text for text in drafts(tmp_path))


def drafts(home: Path) -> list[str]:
    with open_store(home / "data") as journal:
        return list(journal.drafts().values())


@pytest.mark.parametrize("moment", [at_today, in_a_breath], ids=lambda moment: moment.__name__)
def test_it_ends_when_the_terminal_goes_away_and_nobody_says_so(moment: Callable[..., Child], tmp_path: Path) -> None:
    follow(tmp_path)
    with moment(tmp_path, LONE) as app:
        before = app.settle(0.2, 0.5).cpu
        app.hang_up()
        ended = app.end()
        assert ended.code == 128 + signal.SIGHUP
        assert ended.took < SOON
        assert ended.cpu - before < SOON / 2


def test_time_does_not_pass_while_it_is_stopped(tmp_path: Path) -> None:
    follow(tmp_path)
    with in_a_breath(tmp_path) as app:
        app.until(lambda: seconds_left(app) == 3)
        app.type(b"\x1a")
        app.waits_for(lambda: is_stopped(app)).assert_restored()
        app.settle(1.5, 1.5)
        app.signal(signal.SIGCONT).shows("Paused", "the clock stopped while you were away", "cycle 1 of 18")
        app.type(b" ").until(lambda: seconds_left(app) is not None)
        assert seconds_left(app) in (2, 3), app.describe()
        app.quit()


def is_stopped(app: Child) -> bool:
    process, status = os.waitpid(app.process, os.WUNTRACED | os.WNOHANG)
    return bool(process) and os.WIFSTOPPED(status)


def seconds_left(app: Child) -> int | None:
    """What stands under the word of the breath."""
    rows = [row.strip() for row in app.screen.text.splitlines()]
    return next((int(row) for row in rows if row.isdigit()), None)
