"""Marks on disk: what a living process holds, what a dead one left, and that nothing of it ever stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from selfcare.cli import marks as module
from selfcare.cli.marks import FileMarks
from selfcare.core.frozen import replace
from selfcare.core.mark import Mark
from tests.tui.fakes import MORNING

BOX = Mark("Box", MORNING, "breath.box", 64, planned=16)
LATER = replace(BOX, title="Silence", path="sitting.silence", started=MORNING + timedelta(minutes=5))
ROOT = Path(__file__).parents[2]

HOLDS = """
import sys
from tests.cli.test_marks import BOX
from selfcare.cli.marks import FileMarks
marks = FileMarks(lambda: sys.argv[1])
marks.take(BOX)
marks.beat(12.25, 1, 2)
print("held", flush=True)
sys.stdin.read()
"""


def place(home: Path) -> Path:
    return home / "state" / "practices"


def marks(home: Path) -> FileMarks:
    return FileMarks(lambda: str(place(home)))


@contextmanager
def another(home: Path, holds: str = HOLDS) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a mark until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(place(home))],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        try:
            yield other
        finally:
            other.kill()


def left_behind(home: Path, mark: Mark, elapsed: float) -> None:
    """What a process leaves that ends without a word."""
    gone = marks(home)
    gone.take(mark)
    gone.beat(elapsed)
    gone.close()


def test_without_a_mark_there_is_nothing_and_nothing_is_made(tmp_path: Path) -> None:
    here = marks(tmp_path)
    assert (here.left(), here.living(), here.is_kept) == ([], [], False)
    here.beat(1)
    here.let_go()
    assert list(tmp_path.iterdir()) == []


def test_what_lives_is_told_and_what_was_killed_is_left_to_the_second(tmp_path: Path) -> None:
    here = marks(tmp_path)
    with another(tmp_path) as other:
        assert here.left() == []
        assert here.living() == [replace(BOX, elapsed=12.25, pauses=1, gaps=2)]
        told = here.take(LATER)
        assert told is not None and told.title == "Box"
        assert here.is_kept
        other.kill()
        other.wait()
        assert here.living() == []
        assert here.left() == [replace(BOX, elapsed=12.25, pauses=1, gaps=2)]
    here.drop(here.left()[0])
    assert here.left() == [] and here.is_kept
    here.let_go()


def test_the_latest_is_offered_first_and_each_is_dropped_by_itself(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    left_behind(tmp_path, LATER, 6)
    here = marks(tmp_path)
    assert [(mark.title, mark.elapsed) for mark in here.left()] == [("Silence", 6), ("Box", 5)]
    here.drop(LATER)
    assert [mark.title for mark in here.left()] == ["Box"]


def test_nothing_is_left_after_it_was_let_go_and_another_can_be_taken(tmp_path: Path) -> None:
    here = marks(tmp_path)
    here.take(BOX)
    here.let_go()
    assert marks(tmp_path).left() == [] and not here.is_kept
    here.take(replace(LATER, title="A much longer title than before"))
    here.take(LATER)
    assert [mark.title for mark in marks(tmp_path).living()] == ["Silence"]
    here.let_go()


def test_a_walk_without_a_practice_in_hand_lives_and_leaves_nothing(tmp_path: Path) -> None:
    here, other = marks(tmp_path), marks(tmp_path)
    here.take(Mark("Morning", MORNING, "", 0.0, run="r1"))
    assert [mark.run for mark in other.living()] == ["r1"]
    assert other.take(BOX) is None
    other.let_go()
    here.close()
    assert other.left() == [] == other.living()
    assert list(place(tmp_path).iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    here = marks(tmp_path)
    here.take(BOX)
    (file,) = place(tmp_path).iterdir()
    assert place(tmp_path).stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    here.let_go()


@pytest.mark.parametrize("content", [b"nonsense", b"\xff\xfe", b"1 0 0\n{}", b"\x00" * 3000])
def test_a_damaged_file_is_set_aside_whole(content: bytes, tmp_path: Path) -> None:
    place(tmp_path).mkdir(parents=True)
    (place(tmp_path) / "1-ab").write_bytes(content)
    (place(tmp_path) / "sub").mkdir()
    here = marks(tmp_path)
    assert (here.left(), here.living(), here.take(BOX)) == ([], [], None)
    here.let_go()
    assert sorted(each.name for each in place(tmp_path).iterdir()) == ["1-ab.damaged", "sub"]
    assert (place(tmp_path) / "1-ab.damaged").read_bytes() == content
    assert module.damaged(str(place(tmp_path))) == [str(place(tmp_path) / "1-ab.damaged")]
    assert (here.left(), here.living()) == ([], [])


def test_a_file_that_holds_nothing_goes_and_one_that_is_no_mark_of_ours_stays(tmp_path: Path) -> None:
    place(tmp_path).mkdir(parents=True)
    (place(tmp_path) / "1-ab").touch()
    (place(tmp_path) / ".DS_Store").write_bytes(b"x")
    here = marks(tmp_path)
    assert (here.left(), module.damaged(str(place(tmp_path)))) == ([], [])
    assert [each.name for each in place(tmp_path).iterdir()] == [".DS_Store"]


def test_a_mark_that_is_being_written_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    (file,) = place(tmp_path).iterdir()
    with file.open("r+b") as held:
        fcntl = pytest.importorskip("fcntl")
        fcntl.flock(held, fcntl.LOCK_EX)
        held.truncate(9)
        assert (marks(tmp_path).left(), module.damaged(str(place(tmp_path)))) == ([], [])
        assert list(place(tmp_path).iterdir()) == [file]


def test_a_new_mark_is_kept_also_where_its_empty_file_was_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fcntl")
    here, lock = marks(tmp_path), module._lock
    gone: list[Path] = []

    def late(file: int, *, waits: bool, is_shared: bool = False) -> bool:
        if waits and not gone:
            (empty,) = place(tmp_path).iterdir()
            gone.append(empty)
            empty.unlink()
        return lock(file, waits=waits, is_shared=is_shared)

    monkeypatch.setattr(module, "_lock", late)
    here.take(BOX)
    assert gone and marks(tmp_path).living() == [BOX]
    here.let_go()


# Seen to once


def test_what_one_window_sees_to_no_other_can(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    here, other = marks(tmp_path), marks(tmp_path)
    mark = replace(BOX, elapsed=5.0)
    assert here.claim(mark) and here.claim(mark)
    assert not other.claim(mark)
    assert (here.left(), other.left(), other.living()) == ([mark], [], [mark])
    here.drop(mark)
    assert not here.claim(mark) and not other.claim(mark)
    assert list(place(tmp_path).iterdir()) == []


def test_what_is_waived_is_everybodys_again(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    here, other = marks(tmp_path), marks(tmp_path)
    assert here.claim(BOX)
    here.waive()
    assert [mark.title for mark in other.left()] == ["Box"] and other.claim(BOX)
    other.waive()


def test_what_another_window_has_gone_on_with_is_seen_to(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    here, other = marks(tmp_path), marks(tmp_path)
    here.take(replace(BOX, gaps=1))
    assert not other.claim(BOX)
    here.drop(BOX)
    assert not other.claim(BOX) and other.left() == []
    here.let_go()


def test_who_waited_for_the_lock_finds_that_it_was_seen_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fcntl")
    left_behind(tmp_path, BOX, 5)
    here, other = marks(tmp_path), marks(tmp_path)
    opened = module._locked

    def meanwhile(path: str) -> int | None:
        file = os.open(path, os.O_RDWR)
        monkeypatch.setattr(module, "_locked", opened)
        here.drop(BOX)
        assert module._lock(file, waits=False)
        return file

    monkeypatch.setattr(module, "_locked", meanwhile)
    assert not other.claim(BOX)


def test_of_many_who_answer_at_once_one_alone_sees_to_it(tmp_path: Path) -> None:
    for _ in range(5):
        left_behind(tmp_path, BOX, 5)
        windows, start = [marks(tmp_path) for _ in range(6)], Barrier(6)

        def answers(window: FileMarks, start: Barrier = start) -> bool:
            start.wait()
            return window.claim(BOX)

        with ThreadPoolExecutor(6) as threads:
            assert sum(threads.map(answers, windows)) == 1
        for window in windows:
            window.drop(BOX)
        assert marks(tmp_path).left() == []


CLAIMS = """
import sys
from tests.cli.test_marks import BOX
from selfcare.cli.marks import FileMarks
marks = FileMarks(lambda: sys.argv[1])
assert marks.claim(BOX)
print("held", flush=True)
sys.stdin.read()
"""


def test_who_is_killed_between_seeing_to_it_and_the_save_leaves_it_to_the_next(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    here = marks(tmp_path)
    with another(tmp_path, CLAIMS) as other:
        assert not here.claim(BOX) and here.left() == []
        other.kill()
        other.wait()
        assert here.left() == [replace(BOX, elapsed=5.0)]
        assert here.claim(BOX)
    here.drop(BOX)
    assert here.left() == []


# How late its signs came


def test_how_late_signs_came_is_added_to_and_outlives_the_process(tmp_path: Path) -> None:
    gone = marks(tmp_path)
    gone.take(replace(BOX, late=(0.0012,)))
    for count in range(1, 5):
        gone.beat(count, 0, 0, [0.0012, 0.0123, 0.0045, 0.2][:count])
    assert [mark.late for mark in marks(tmp_path).living()] == [(0.0012, 0.0123, 0.0045, 0.2)]
    gone.take(LATER)
    gone.beat(1, 0, 0, [0.003])
    gone.close()
    assert [(mark.title, mark.late) for mark in marks(tmp_path).left()] == [("Silence", (0.003,))]


def test_a_very_long_practice_stays_readable(tmp_path: Path) -> None:
    gone = marks(tmp_path)
    gone.take(BOX)
    gone.beat(9, 0, 0, [0.0123] * 50_000)
    gone.close()
    (mark,) = marks(tmp_path).left()
    assert (mark.elapsed, len(mark.late)) == (9, module.SIGNS)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed here")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    left_behind(tmp_path, BOX, 5)
    (file,) = place(tmp_path).iterdir()
    (tmp_path / "elsewhere").write_bytes(file.read_bytes())
    file.unlink()
    (place(tmp_path) / "1-ab").symlink_to(tmp_path / "elsewhere")
    assert marks(tmp_path).left() == []


def test_where_nothing_can_be_kept_a_practice_goes_on_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file stands where the folder would be")
    here = marks(tmp_path)
    assert here.take(BOX) is None
    assert not here.is_kept
    here.beat(1, lasting=True)
    assert here.left() == [] == here.living()
    here.let_go()


def test_a_disk_that_is_full_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = marks(tmp_path)
    here.take(BOX)
    here.beat(3)

    def full(*given: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        here.beat(4, lasting=True)
    assert [mark.elapsed for mark in marks(tmp_path).living()] == [3]
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        here.take(LATER)
    assert not here.is_kept and marks(tmp_path).living() == []
