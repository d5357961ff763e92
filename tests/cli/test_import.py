"""`selfcare import`, and exports that a passphrase or a key opens: out of one home, into another."""

from __future__ import annotations

import io
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from selfcare.cli.main import main
from selfcare.cli.progress import Progress
from tests.cli.shell import Shell, child


@pytest.fixture
def move(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Goes to another home."""

    def to(name: str) -> None:
        selfcare.home = selfcare.home.with_name(name)
        monkeypatch.setenv("SELFCARE_HOME", str(selfcare.home))

    return to


def test_what_one_device_writes_another_takes_in_and_twice_changes_nothing(
    selfcare: Shell, move: Callable[[str], None]
) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("log", "stress", "4", "--note", "after lunch")
    selfcare.works("log", "pain", "3")
    selfcare.works("undo")
    selfcare.works("export", "-o", "a.jsonl")
    move("other")
    selfcare.works("log", "pain", "6")
    assert selfcare.works("import", "a.jsonl") == "5 new, 0 here already\n"
    assert selfcare.works("import", "a.jsonl") == "0 new, 5 here already\n"
    assert "after lunch" in selfcare.works("history")
    assert "daily-stress" in selfcare.works("plans")
    both = selfcare.works("export")
    move("home")
    assert selfcare.works("import", "-", typed=both) == "1 new, 5 here already\n"
    assert selfcare.works("export") == both
    selfcare.works("doctor", "--verify")


def test_a_file_that_is_not_whole_changes_nothing_and_is_refused_in_a_sentence(
    selfcare: Shell, move: Callable[[str], None]
) -> None:
    for level in range(3):
        selfcare.works("log", "pain", str(level))
    whole = selfcare.works("export")
    move("other")
    selfcare.works("log", "pain", "6")
    before = selfcare.works("export")
    Path("cut.jsonl").write_text(whole[:-40])
    assert "cut.jsonl, line 4: this is not JSON" in selfcare.refused(3, "import", "cut.jsonl")
    assert "what was handed over, line 2: this was changed" in selfcare.refused(
        3, "import", "-", typed=whole.replace("pain", "ache")
    )
    assert "none.jsonl cannot be read (no such file" in selfcare.refused(3, "import", "none.jsonl")
    assert "cannot be read (is a directory)" in selfcare.refused(3, "import", ".")
    assert "no journal that selfcare wrote" in selfcare.refused(3, "import", "-", typed=b"\x00\xff" * 1000)
    assert "is empty" in selfcare.refused(3, "import", "-")
    assert selfcare.works("export") == before
    assert not list((selfcare.home / "data" / "copies").glob("*import*"))


def test_what_ends_while_a_file_is_read_is_not_told_of_the_file(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    selfcare.works("log", "pain", "3")
    selfcare.works("export", "-o", "a.jsonl")

    def closed(_: Progress) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(Progress, "step", closed)
    monkeypatch.setattr("selfcare.cli.main.let_go", lambda _: None)  # this process is the tests'
    done = selfcare("import", "a.jsonl")
    assert (done.code, done.err) == (141, "")


def test_a_file_that_ends_in_a_fault_is_told(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    selfcare.works("log", "pain", "3")
    written = selfcare.works("export").encode()

    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().readline(size)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Failing(written), encoding="utf-8"))
    assert main(["import", "-"]) == 3
    assert "what was handed over cannot be read (input/output error)" in capsys.readouterr().err


def test_a_terminal_is_not_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    assert main(["import", "-"]) == 2
    assert "nothing is handed over; give the name of a file" in capsys.readouterr().err


def test_an_encrypted_export_is_opened_by_its_passphrase_only(
    selfcare: Shell, move: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    selfcare.works("log", "pain", "3", "--note", "needle in the hay")
    typed = ["a word", "another"]
    monkeypatch.setattr("getpass.getpass", lambda _: typed.pop(0))
    assert "not the same, so nothing was written" in selfcare.refused(2, "export", "--encrypt", "-o", "a.age")
    typed += ["a word", "a word"]
    selfcare.works("export", "--encrypt", "-o", "a.age")
    locked = Path("a.age").read_bytes()
    assert locked.startswith(b"age-encryption.org/v1\n")
    assert b"needle" not in locked
    assert stat.S_IMODE(Path("a.age").stat().st_mode) == 0o600
    assert sorted(path.name for path in Path().iterdir()) == ["a.age", "home"], "no plain text lies about"
    Path("wrong").write_text("no word\n")
    again = ("export", "--encrypt", "-o", "a.age", "--passphrase-file", "wrong")
    assert "is there already" in selfcare.refused(2, *again)
    assert Path("a.age").read_bytes() == locked
    typed.append("not asked for")
    assert "is there already" in selfcare.refused(2, "export", "--encrypt", "-o", "a.age")
    assert typed.pop() == "not asked for"
    move("other")
    typed.append("a word")
    assert selfcare.works("import", "a.age") == "1 new, 0 here already\n"
    assert "needle" in selfcare.works("history")
    assert "does not open the file" in selfcare.refused(3, "import", "a.age", "--passphrase-file", "wrong")


def test_an_export_for_a_key_is_opened_by_that_key_only(selfcare: Shell, move: Callable[[str], None]) -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    Path("mine.txt").write_text(f"# created: today\n{mine}\n")
    Path("other.txt").write_text(str(other))
    for level in range(4):
        selfcare.works("log", "pain", str(level))
    plain = selfcare.works("export")
    selfcare.works("export", "--encrypt", "--recipient", str(mine.to_public()), "-o", "a.age")
    assert pyrage.decrypt(Path("a.age").read_bytes(), [mine]).decode() == plain
    move("new")
    assert "this key does not open" in selfcare.refused(3, "import", "a.age", "--identity", "other.txt")
    assert selfcare.works("import", "a.age", "--identity", "mine.txt") == "4 new, 0 here already\n"
    assert selfcare.works("export") == plain
    Path("bad.age").write_bytes(Path("a.age").read_bytes()[:-20])
    assert "this key does not open the file, or the file was changed" in selfcare.refused(
        3, "import", "bad.age", "--identity", "mine.txt"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--encrypt", "--recipient", "me"], "'me' is nobody's public key"),
        (["--recipient", "me"], "add --encrypt"),
        (["--passphrase-file", "word"], "add --encrypt"),
        (["--encrypt", "--recipient", "me", "--passphrase-file", "word"], "not by both"),
        (["--encrypt", "--passphrase-file", "empty"], "the first line of empty is empty"),
    ],
)
def test_what_cannot_be_encrypted_is_said_before_anything_is_written(
    selfcare: Shell, words: list[str], said: str
) -> None:
    Path("empty").write_text("\n")
    assert said in selfcare.refused(2, "export", "-o", "out.age", *words)
    assert not Path("out.age").exists()


def test_where_nobody_can_type_unseen_no_passphrase_is_read(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", nobody)
    assert "give --passphrase-file FILE" in selfcare.refused(2, "export", "--encrypt", "-o", "a.age")
    monkeypatch.setattr("getpass.getpass", lambda _: "")
    assert "nothing was typed" in selfcare.refused(2, "export", "--encrypt", "-o", "a.age")
    assert "none cannot be read" in selfcare.refused(3, "export", "--encrypt", "--passphrase-file", "none")
    assert not Path("a.age").exists()


def test_without_the_extra_it_is_said_what_brings_it(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    Path("a.age").write_bytes(b"age-encryption.org/v1\n")
    Path("word").write_text("a word")
    for words in (["export", "--encrypt", "-o", "b.age"], ["import", "a.age", "--passphrase-file", "word"]):
        assert "pip install 'selfcare[share]' brings it" in selfcare.refused(2, *words)


def test_csv_and_toml_tell_what_stands_and_a_file_is_marked_for_spreadsheets(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3", "--note", "=1+1")
    selfcare.works("log", "pain", "9")
    selfcare.works("undo")
    header, row = selfcare.works("export", "--format", "csv").splitlines()
    assert header == "date,time,zone,kind,log,field,value,unit,scale,plan,version,note,id"
    assert row.startswith("2026-12-03,10:42,America/Los_Angeles,entry,pain,level,3,,0 to 10,,,'=1+1,")
    selfcare.works("export", "--format", "csv", "-o", "a.csv")
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,")
    told = selfcare.works("export", "--format", "toml")
    assert "[[day]]\ndate = 2026-12-03\n" in told
    assert '"How strong is your pain right now?" = 3\n' in told
    assert " = 9" not in told


def test_an_import_shows_the_plan_of_the_other_device_at_once_in_another_process(home: Path) -> None:
    assert child(home, "log", "pain", "3").code == 0
    written = child(home, "export").out
    other = home.with_name("other")
    done = child(other, "import", "-", typed=written.encode())
    assert (done.code, done.out) == (0, "1 new, 0 here already\n")
    with sqlite3.connect(other / "data" / "journal.db") as held:
        assert held.execute("SELECT count(*) FROM event").fetchone() == (1,)
    held.close()
