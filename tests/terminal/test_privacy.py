"""What a sitting leaves behind: no connection, nothing that others may read, no file that the guide does not name; and
after a bug in the midst of it, no answer in what is told and kept of the bug."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.child import SOURCE, Child, environment, selfcare
from tests.terminal.sample import STOPS, answer, begin, follow

GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"
NEEDLE = "needlework"
LEAVES = b"\x1b[?1049l"
"""What a terminal is told when the app is over: from there on it shows what stays."""

EARS = f"""
import os, sys
handle = os.open(os.environ["HEARD"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
def hear(name, arguments):
    if name.startswith("socket.") or name in ("subprocess.Popen", "os.posix_spawn", "os.system"):
        told = int(arguments[1]) if name == "socket.__new__" else arguments[0]
        os.write(handle, f"{{name}} {{told}}\\n".encode())
sys.addaudithook(hear)
if os.environ.get("BREAKS"):
    from selfcare.journal.store import Store
    append = Store.append
    def fail(store, *events):
        if {NEEDLE!r} in repr(events):
            raise RuntimeError("a bug with " + repr(events))
        append(store, *events)
    Store.append = fail
"""
"""Runs in the child before anything of ours: says which sockets and programs are begun, and has a bug if asked."""


def told_of(folder: Path) -> dict[str, str]:
    """Surroundings in which the child is listened to."""
    ears = folder / "ears"
    ears.mkdir()
    (ears / "sitecustomize.py").write_text(EARS)
    (folder / "temp").mkdir()
    return {
        "PYTHONPATH": os.pathsep.join([str(ears), str(SOURCE)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HEARD": str(folder / "heard"),
        "TMPDIR": str(folder / "temp"),
    }


def listened(home: Path, more: dict[str, str], *words: str) -> Child:
    return Child(home, *words, how="", rows=30, columns=100, **more)


def test_a_sitting_opens_no_connection_and_leaves_what_the_guide_names_to_its_owner_alone(tmp_path: Path) -> None:
    more, home = told_of(tmp_path), tmp_path / "home"
    before = os.umask(0)
    try:
        follow(home)
        with listened(home, more) as app:
            begin(app)
            for index in range(len(STOPS)):
                answer(app, index)
            app.quit()
        with listened(home, more, "breathe", "long-exhale") as app:
            app.shows("Longer out-breath").settle(1.0)
            app.kill()
        selfcare(home, "log", "pain", "3", **more)
        selfcare(home, "backup", **more)
        selfcare(home, "restore", "2026-12-03", "--yes", **more)
    finally:
        os.umask(before)
    heard = (tmp_path / "heard").read_text().split("\n")
    assert any(line.startswith("socket.__new__") for line in heard)  # asyncio's own, within the process
    assert set(heard) <= {f"socket.__new__ {int(socket.AF_UNIX)}", ""}
    assert list((tmp_path / "temp").iterdir()) == []
    named = re.findall(r"^\| `([^`]+)` \|", GUIDE.read_text().partition("## Your data")[2], re.MULTILINE)
    for path in home.rglob("*"):
        if path.name == "walk.toml":  # the plan's own file, which the test wrote
            continue
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
        kept = path.relative_to(home)
        assert path.is_dir() or any(kept.match(name) for name in named), f"{kept} is not in the guide"


def remains(home: Path) -> list[str]:
    """The files outside the journal that hold the needle."""
    outside = [path for path in home.parent.rglob("*") if path.is_file() and path.parts[-2] not in ("data", "copies")]
    return [str(path) for path in outside if NEEDLE.encode() in path.read_bytes() and path.name != "sitecustomize.py"]


def test_a_bug_in_the_app_shows_and_keeps_no_answer(tmp_path: Path) -> None:
    more, home = told_of(tmp_path), tmp_path / "home"
    follow(home)
    with listened(home, {**more, "BREAKS": "1"}) as app:
        begin(app)
        for index in range(3):
            answer(app, index)
        app.type(NEEDLE.encode()).shows(NEEDLE).settle(2.5, 3.0)  # long enough for a draft
        app.type(b"\r")
        ended = app.end()
        app.assert_restored()
        after = bytes(app.wire).rpartition(LEAVES)[2]
    assert ended.code == 70
    assert b"went wrong inside selfcare (RuntimeError)" in b" ".join(after.split())
    assert NEEDLE.encode() not in after and b"Traceback" not in after
    assert "RuntimeError" in (home / "state" / "crash.txt").read_text()
    assert remains(home) == []


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("run", "walk", "walk", "--linear"), f"\n7\n3\n{NEEDLE}\n\n"),
        (("log", "pain", "3", "--note", "-"), NEEDLE),
        (("log", "--stdin"), f'{{"log": "pain", "values": {{"level": 3}}, "note": "{NEEDLE}"}}'),
    ],
)
def test_a_bug_in_plain_lines_tells_and_keeps_no_answer(tmp_path: Path, words: tuple[str, ...], typed: str) -> None:
    more, home = told_of(tmp_path), tmp_path / "home"
    follow(home)
    done = subprocess.run(
        [sys.executable, "-m", "selfcare", *words],
        env=environment(home, **more, BREAKS="1"),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 70, done
    assert "went wrong inside selfcare (RuntimeError)" in done.stderr
    assert NEEDLE not in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert remains(home) == []
