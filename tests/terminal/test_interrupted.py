"""`kill -9`, a hang-up, a stop in the middle of a breath: the next start offers it at its second."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from selfcare.cli.marks import FileMarks
from selfcare.core.mark import Mark
from tests.terminal.child import ENTER, UP, Child, selfcare
from tests.terminal.launch import JOB, LONE
from tests.terminal.sample import focus, follow, plan_file

NOON = "2026-12-03T12:00:00-08:00[America/Los_Angeles]"
"""When it is started again."""
PLACES = ("0:01", "0:02", "0:03")
"""A second more or less than where it was ended."""


def marks(home: Path) -> FileMarks:
    return FileMarks(lambda: str(home / "state" / "practices"))


def held(home: Path) -> Mark | None:
    """What a living process is in the middle of."""
    return next(iter(marks(home).living()), None)


def left(home: Path) -> Mark:
    (mark,) = marks(home).left()
    return mark


def is_there(home: Path, mark: Mark) -> bool:
    """Also while somebody sees to it, who is not done yet."""
    here = marks(home)
    return any(each.started == mark.started for each in (*here.left(), *here.living()))


def in_a_breath(home: Path, *options: str, how: str = "") -> Child:
    """Two seconds into it."""
    child = Child(home, "breathe", "long-exhale", "--quiet", *options, how=how)
    if "--linear" in options:
        child.shows("Enter to begin").type(ENTER)
    return child.waits_for(lambda: (mark := held(home)) is not None and mark.elapsed >= 2.0)


def again(home: Path, *options: str) -> Child:
    return Child(home, "breathe", "long-exhale", "--quiet", *options, SELFCARE_NOW=NOON).shows("in the middle of")


def place(child: Child) -> str:
    """Where it is said to stand."""
    words = " ".join(child.screen.text.split())
    return words.partition("stands at ")[2][:4]


def sessions(home: Path) -> list[dict[str, object]]:
    past = json.loads(selfcare(home, "history", "--json", SELFCARE_NOW=NOON))
    found: list[dict[str, object]] = past["sessions"]
    return found


def killed(app: Child) -> None:
    app.kill()


def hung_up(app: Child) -> None:
    app.hang_up()
    assert app.end().code == 128 + signal.SIGHUP


def told(app: Child) -> None:
    assert app.signal(signal.SIGTERM).end().code == 128 + signal.SIGTERM


@pytest.mark.parametrize("face", ["", "--linear"])
@pytest.mark.parametrize("end", [killed, hung_up, told], ids=lambda end: end.__name__)
def test_a_breath_that_was_ended_is_offered_at_its_second(
    end: Callable[[Child], None], face: str, tmp_path: Path
) -> None:
    options = tuple(filter(None, [face]))
    with in_a_breath(tmp_path, *options, how=LONE if end is hung_up else "") as app:
        end(app)
    assert sessions(tmp_path) == []
    assert 2.0 <= left(tmp_path).elapsed < 4.0
    with again(tmp_path, *options) as app:
        assert place(app) in PLACES, app.describe()
        app.kill()


def test_going_on_takes_it_up_where_it_was(tmp_path: Path) -> None:
    with in_a_breath(tmp_path) as app:
        app.kill()
    before = left(tmp_path)
    with again(tmp_path) as app:
        app.type(ENTER).shows("Breathe")
        app.waits_for(lambda: held(tmp_path) is not None)
        mark = held(tmp_path)
        assert mark is not None and (mark.started, mark.gaps) == (before.started, 1)
        assert 0 <= mark.elapsed - before.elapsed < 2
        assert marks(tmp_path).left() == []
        app.type(b"q").end()
    (session,) = sessions(tmp_path)
    assert (session["started"], session["outcome"]) == ("2026-12-03T10:42:00-08:00", "stopped")
    receipt = session["receipt"]
    assert isinstance(receipt, dict) and (receipt["planned"], receipt["gaps"]) == (60, 1)
    assert receipt["cues"] >= len(before.late) >= 1
    assert marks(tmp_path).left() == []


@pytest.mark.parametrize("face", ["", "--linear"])
def test_counting_records_what_was_done(face: str, tmp_path: Path) -> None:
    options = tuple(filter(None, [face]))
    with in_a_breath(tmp_path, *options) as app:
        app.kill()
    mark = left(tmp_path)
    with again(tmp_path, *options) as app:
        app.type(b"c\r" if face else b"c")
        app.waits_for(lambda: not is_there(tmp_path, mark))
        app.kill()
    session = sessions(tmp_path)[0]
    assert session["seconds"] == pytest.approx(mark.elapsed, abs=0.001)
    assert (session["started"], session["outcome"]) == ("2026-12-03T10:42:00-08:00", "stopped")
    receipt = session["receipt"]
    assert isinstance(receipt, dict) and receipt["cues"] == len(mark.late) >= 1
    assert (receipt["planned"], receipt["pauses"], receipt["gaps"]) == (60, 0, 1)


@pytest.mark.parametrize("face", ["", "--linear"])
def test_letting_go_leaves_nothing(face: str, tmp_path: Path) -> None:
    options = tuple(filter(None, [face]))
    with in_a_breath(tmp_path, *options) as app:
        app.kill()
    with again(tmp_path, *options) as app:
        app.type(b"l\r" if face else b"l")
        app.waits_for(lambda: not any(mark.elapsed > 2 for mark in marks(tmp_path).left()))
        app.kill()
    assert sessions(tmp_path) == []


def test_today_offers_it_and_names_it(tmp_path: Path) -> None:
    follow(tmp_path)
    with in_a_breath(tmp_path) as app:
        app.kill()
    assert "You were in the middle of: Longer out-breath" in selfcare(tmp_path, "today", SELFCARE_NOW=NOON)
    with Child(tmp_path, SELFCARE_NOW=NOON) as app:
        app.shows("Today", "interrupted")
        focus(app, "Longer out-breath", UP).type(ENTER).shows("count what was done").type(b"2")
        app.waits_for(lambda: not marks(tmp_path).left()).shows("counted")
        app.quit()
    assert len(sessions(tmp_path)) == 1


@pytest.mark.parametrize("how", ["key", "signal"])
def test_what_is_killed_while_it_is_stopped_loses_nothing(how: str, tmp_path: Path) -> None:
    with in_a_breath(tmp_path) as app:
        app.type(b"\x1a") if how == "key" else app.signal(signal.SIGTSTP)
        app.waits_for(lambda: is_stopped(app))
        mark = held(tmp_path)
        assert mark is not None and mark.gaps == 1 and 2.0 <= mark.elapsed < 4.0
        app.settle(1.2, 1.2)
        app.kill()
    assert left(tmp_path) == mark


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the state of a process is read from /proc")
def test_in_plain_lines_a_stop_is_exact_too_however_short(tmp_path: Path) -> None:
    with in_a_breath(tmp_path, "--linear", how=JOB) as app:
        (file,) = (tmp_path / "state" / "practices").iterdir()
        job = int(file.name.partition("-")[0])
        app.type(b"\x1a").waits_for(lambda: state(job) == "T")
        mark = held(tmp_path)
        assert mark is not None and mark.gaps == 1 and 2.0 <= mark.elapsed < 4.0
        app.settle(1.2, 1.2)
        os.kill(job, signal.SIGCONT)
        app.shows("The clock stopped while you were away.", "Enter to go on:")
        assert held(tmp_path) == mark
        os.kill(job, signal.SIGKILL)
        app.end()
    assert left(tmp_path) == mark


def state(process: int) -> str:
    """`T`: it is stopped."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_a_killed_walk_is_taken_up_inside_its_step(tmp_path: Path) -> None:
    follow(tmp_path)
    command = ("run", str(plan_file(tmp_path)), "breathe")
    with Child(tmp_path, *command) as app:
        app.waits_for(lambda: (mark := held(tmp_path)) is not None and mark.elapsed >= 2.0)
        app.kill()
    with Child(tmp_path, SELFCARE_NOW=NOON) as app:
        app.shows("Today", "Slow breaths")
        focus(app, "Slow breaths", UP).type(ENTER).shows("in the middle of")
        assert place(app) in PLACES, app.describe()
        app.type(b"c").shows("Done")
        app.kill()
    (session,) = sessions(tmp_path)
    assert session["outcome"] == "stopped" and marks(tmp_path).left() == []


def test_a_second_window_is_told_and_both_are_kept(tmp_path: Path) -> None:
    with in_a_breath(tmp_path) as one, Child(tmp_path, "meditate", "--linear", "--quiet") as other:
        other.shows("Enter to begin").type(ENTER).shows("Another selfcare window", "Both are counted.")
        other.waits_for(lambda: len(marks(tmp_path).living()) == 2)
        one.kill()
        other.kill()
    assert sorted(mark.path for mark in marks(tmp_path).left()) in (
        ["breath.long-exhale"],
        ["breath.long-exhale", "sitting.silence"],
    )


def is_stopped(app: Child) -> bool:
    process, status = os.waitpid(app.process, os.WUNTRACED | os.WNOHANG)
    return bool(process) and os.WIFSTOPPED(status)
