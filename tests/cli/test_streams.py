"""Odd terminals, streams, locales and clocks, in processes of their own: a sentence and its exit code, or it works."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Done, child, command, environment


def in_shell(home: Path, line: str) -> Done:
    """The outcome of a line for `sh`, in which `$S` is the program."""
    more = {"S": f"{sys.executable} -m selfcare"}
    done = subprocess.run(
        ["sh", "-c", line], env=environment(home, more), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    return Done(done.returncode, out, err)


def saved(home: Path) -> int:
    """How many entries there are."""
    return child(home, "history", "--json").out.count('"log": "pain"')


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        ("$S log pain 5 >&-", 0, ""),
        ("$S log pain 5 2>&-", 0, ""),
        ("$S log pain 5 <&-", 0, ""),
        ("$S log pain 5 --note - <&-", 0, ""),
        ("$S nope 2>&-", 2, ""),
        ("$S nope 2>/dev/full", 2, ""),
        ("$S log pain 5 >&- 2>&- <&-", 0, ""),
        ("$S log --stdin <&-", 0, ""),
        ("$S today --line >&-", 0, ""),
        ("$S log pain 5 >/dev/full", 3, "no space left on device"),
        ("$S today --json >/dev/full", 3, "no space left on device"),
        ("$S --help >/dev/full", 3, "no space left on device"),
    ],
)
def test_streams_that_are_closed_or_full(tmp_path: Path, line: str, code: int, err: str) -> None:
    done = in_shell(tmp_path, line)
    assert done.code == code
    assert done.out[:6] in ("", "saved ")
    assert err in done.err
    assert done.err.count("\n") == bool(err)
    assert saved(tmp_path) == ("log pain" in line)


@pytest.mark.parametrize("words", ["export", "today --json", "history --json", "--help"])
def test_a_reader_that_leaves_is_left_in_peace(tmp_path: Path, words: str) -> None:
    child(tmp_path, "log", "pain", "3")
    done = in_shell(tmp_path, f"{{ $S {words}; echo $? >&2; }} | true")
    assert done.err in ("141\n", "0\n")  # 0 where the output fitted into the pipe before its reader left


def test_a_reader_that_has_left_before_is_told_by_the_exit_code(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    for words in (("export",), ("today", "--line")):
        done = subprocess.run(
            command(*words), env=environment(tmp_path), stdout=writes, stderr=subprocess.PIPE, check=False
        )
        assert (done.returncode, done.stderr) == (141, b"")
    os.close(writes)


@pytest.mark.parametrize("more", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_any_locale_is_printed_to(tmp_path: Path, more: dict[str, str]) -> None:
    child(tmp_path, "log", "pain", "3", "--note", "smörgås 🙂")
    child(tmp_path, "appointment", "add", "14:30")
    for words in (("today",), ("history",), ("history", "--json"), ("plans",)):
        done = child(tmp_path, *words, more=more)
        assert (done.code, done.err) == (0, "")
        assert done.out.strip()
    assert "smörgås 🙂" in child(tmp_path, "export", more=more).out
    assert "sm\\u00f6rg\\u00e5s" in child(tmp_path, "history", "--json", more=more).out


def test_a_fresh_line_that_the_locale_cannot_show_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    child(tmp_path, "use", "acupuncture-prep", more={"SELFCARE_NOW": ""})
    child(tmp_path, "appointment", "add", "tomorrow 14:30", more={"SELFCARE_NOW": ""})
    line = child(tmp_path, "today", "--line", more={"SELFCARE_NOW": ""}).out
    assert " · Acupuncture" in line
    narrow = child(tmp_path, "today", "--line", more={"SELFCARE_NOW": "", "PYTHONIOENCODING": "ascii"})
    assert (narrow.code, narrow.err) == (0, "")
    assert " ? Acupuncture" in narrow.out


def test_arguments_that_are_no_text(tmp_path: Path) -> None:
    assert child(tmp_path, "log", "pain", "3", "--note", b"caf\xe9").code == 0
    assert "caf\ufffd" in child(tmp_path, "history").out
    for words, code in (
        ([b"\xff"], 2),
        (["log", b"\xff", "3"], 4),
        (["log", "pain", b"\xff"], 2),
        (["log", "pain", b"\xff=3"], 2),
        (["use", b"\xff"], 4),
        (["plan", "check", b"./\xff.toml"], 3),
        (["appointment", "add", b"\xff"], 2),
        (["appointment", "cancel", b"\xff"], 4),
        (["run", "daily-stress", b"\xff"], 4),
        (["breathe", b"\xff"], 4),
        (["breathe", "--for", b"\xff"], 2),
        (["meditate", b"\xff"], 4),
        (["export", "-o", b"none/\xff"], 3),
    ):
        done = child(tmp_path, *words)
        assert (done.code, done.out) == (code, ""), words
        assert done.err.count("\n") == 1
        assert not set(done.err) & set("\udcff\xff")
    done = child(tmp_path, "export", "-o", os.fsencode(tmp_path) + b"/\xff.jsonl")
    assert done.code == 0
    assert Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl")).is_file()


@pytest.mark.parametrize(
    "now",
    [
        "nonsense",
        "2026-12-03",
        "2026-12-03T11:00:00",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
        "2026-12-03T11:00:00-08:00[Nowhere/Town]",
        "2026-12-03T11:00:00-08:00[../../etc/passwd]",
        "\x1b[2J",
    ],
)
def test_a_clock_that_is_no_clock_is_refused(tmp_path: Path, now: str) -> None:
    for words in (("today",), ("today", "--line"), ("log", "pain", "3")):
        done = child(tmp_path, *words, more={"SELFCARE_NOW": now})
        assert (done.code, done.out) == (2, "")
        assert done.err == "selfcare: SELFCARE_NOW is not an instant; write it as 2026-12-03T11:00:00-08:00\n"


def test_all_that_is_made_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    line = f"umask 0; cd {tmp_path}; $S use daily-stress && $S log pain 3 && $S today && $S export -o out.jsonl"
    assert in_shell(home, line).code == 0
    found = [home.parent, home, *home.rglob("*"), tmp_path / "out.jsonl"]
    assert len(found) > 10
    for path in found:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    line = f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir {tmp_path}/gone; "
    assert in_shell(home, line + "$S log pain 3").code == 0
    assert in_shell(home, line + "$S today --line").code == 0
    for words in ("today", "today --line", "doctor"):
        done = in_shell(home, line + f"SELFCARE_HOME=beside $S {words}")
        assert (done.code, done.err.count("\n")) == (3, 1), done


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    more = {"SELFCARE_HOME": "", "HOME": f"{tmp_path}/home"}
    more |= dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), "")
    done = child(tmp_path, "log", "pain", "3", more=more)
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)


def test_control_c_ends_with_130_and_no_words(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("log", "pain", "3", "--note", "-"),
        env=environment(tmp_path, {"PYTHONUNBUFFERED": "1"}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as asking:
        while not (tmp_path / "data" / "journal.mark").exists():
            assert asking.poll() is None
        asking.send_signal(signal.SIGINT)
        out, err = asking.communicate()
    assert (asking.returncode, out, err) == (130, b"", b"")
    assert saved(tmp_path) == 0


def at_terminal(home: Path, *words: str, more: dict[str, str], typed: bytes = b"") -> Done:
    """The outcome of a command whose three streams are a terminal, on which `typed` is typed ahead."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*words), env=environment(home, more), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as running:
        os.close(theirs)
        os.write(ours, typed)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return Done(running.returncode, shown.decode(errors="replace").replace("\r\n", "\n"), "")


@pytest.mark.parametrize("more", [{"TERM": "dumb"}, {"TERM": ""}])
def test_a_dumb_terminal_gets_plain_lines(tmp_path: Path, more: dict[str, str]) -> None:
    for words in ((), ("today",)):
        done = at_terminal(tmp_path, *words, more=more)
        assert done.code == 0
        assert done.out.startswith("Thu 3 Dec, 10:42.\n")
        assert "\x1b" not in done.out
    done = at_terminal(tmp_path, "log", "pain", more=more, typed=b"4\n")
    assert (done.code, "\x1b" in done.out) == (0, False)
    assert saved(tmp_path) == 1
    assert "Which log? (1 to " in at_terminal(tmp_path, "log", more=more, typed=b"\x04").out


def test_exports_to_a_terminal_hold_nothing_it_would_act_on(tmp_path: Path) -> None:
    plan = tmp_path / "my.toml"
    plan.write_text('selfcare = 1 # \u202e\x9b\n[plan]\ntitle = "a"\n[routine.a]\nsteps = [{ read = "x" }]\n', "utf-8")
    assert child(tmp_path, "use", str(plan)).code == 0
    shown = at_terminal(tmp_path, "export", more={"TERM": "dumb"})
    assert shown.code == 0
    assert not set(shown.out) & set("\u202e\x9b\x1b")
    assert "\u202e\x9b" in child(tmp_path, "export").out
