"""`selfcare report`: seen before it is written, chosen from, never over another file; what is kept until the visit."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from selfcare.cli.papers import FilePapers
from selfcare.errors import UsageError
from tests.cli.shell import Shell
from tests.share.pages import month
from tests.tui.fakes import FakePreferences

PAIN = ("log", "pain", "6")


@pytest.fixture
def followed(selfcare: Shell) -> Shell:
    """Somebody with a plan, an appointment on 10 December and one entry."""
    selfcare.works("use", "acupuncture-prep")
    selfcare.works("appointment", "add", "2026-12-10 14:30")
    selfcare.works(*PAIN)
    return selfcare


def test_without_a_file_the_page_is_printed_as_text(followed: Shell) -> None:
    shown = followed.works("report")
    assert shown.startswith("SELFCARE REPORT  ")
    assert "NEEDS ATTENTION" in shown
    assert "This page cannot say" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) <= 60


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "SELFCARE"), ("md", "# "), ("html", "<!doctype html>"), ("json", "{")]
)
def test_each_form_can_be_asked_for_or_named_by_the_file(followed: Shell, form: str, begins: str) -> None:
    printed = followed.works("report", "--format", form)
    assert printed.startswith(begins)
    path = Path(f"page.{form}")
    done = followed("report", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"selfcare: wrote {path}")
    assert path.read_text(encoding="utf-8") == printed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_only_replaced_by_force(followed: Shell) -> None:
    path = Path("page.txt")
    path.write_text("mine", encoding="utf-8")
    assert "is there already" in followed.refused(2, "report", "-o", str(path))
    assert path.read_text(encoding="utf-8") == "mine"
    followed.works("report", "-o", str(path), "--force")
    assert path.read_text(encoding="utf-8").startswith("SELFCARE REPORT")


def test_nobody_is_asked_about_a_file_that_cannot_be_written(followed: Shell) -> None:
    Path("page.txt").write_text("mine", encoding="utf-8")
    followed.sits("y")
    assert "is there already" in followed.refused(2, "report", "-o", "page.txt")


def test_the_app_writes_where_nothing_is_and_names_no_option_it_does_not_have(tmp_path: Path) -> None:
    papers, path = FilePapers(FakePreferences()), tmp_path / "page.md"
    assert papers.write(month(), f" {path} ") == str(path)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("# Back pain")
    for name, says in ((str(path), "is there already and stays as it is"), (str(tmp_path), "folder"), (" ", "a name")):
        with pytest.raises(UsageError, match=says) as refused:
            papers.write(month(), name)
        assert "--" not in str(refused.value)
    assert path.read_text(encoding="utf-8") == written


def test_somebody_at_a_terminal_sees_the_page_and_decides(followed: Shell) -> None:
    followed.sits("n")
    done = followed("report", "-o", "page.html")
    assert done.out.startswith("SELFCARE REPORT")
    assert done.err == "selfcare: nothing was written\n"
    assert not Path("page.html").exists()
    followed.sits("what?", "q", "Can I swim?", "m", "my sleep", "y")
    done = followed("report", "-o", "page.html")
    assert "1  Can I swim?" in done.out
    assert "<bdi>Can I swim?</bdi>" in Path("page.html").read_text(encoding="utf-8")
    assert "<bdi>my sleep</bdi>" in Path("page.html").read_text(encoding="utf-8")


def test_a_question_is_kept_until_the_visit_has_been_and_the_label_longer(followed: Shell) -> None:
    followed.works(
        "report", "--question", "Can I swim?", "--question", "And dive?", "--label", "R.K.", "--matters", "x"
    )
    document = json.loads(followed.works("report", "--format", "json"))
    assert document["questions"] == ["Can I swim?", "And dive?"]
    assert (document["label"], document["matters_most"]) == ("R.K.", "x")
    followed.works("report", "--question", "Only this?")
    assert json.loads(followed.works("report", "--format", "json"))["questions"] == ["Only this?"]
    followed.at("2026-12-10T20:00:00-08:00[America/Los_Angeles]")
    document = json.loads(followed.works("report", "--format", "json"))
    assert (document["questions"], document["matters_most"], document["label"]) == ([], "", "R.K.")


def test_what_is_kept_already_is_not_written_anew(followed: Shell) -> None:
    def kept() -> list[tuple[str, str]]:
        with closing(sqlite3.connect(followed.home / "data" / "journal.db")) as journal:
            return journal.execute("SELECT key, text FROM draft").fetchall()

    followed.works("report")
    assert not kept()
    followed.works("report", "--question", "Can I swim?")
    before = kept()
    followed.at("2026-12-04T09:00:00-08:00[America/Los_Angeles]")
    followed.works("report")
    followed.works("report", "--question", " Can I swim? ")
    assert kept() == before
    followed.works("report", "--matters", "sleep")
    assert kept() != before


def test_empty_words_take_back_what_was_kept(followed: Shell) -> None:
    followed.works("report", "--question", "Can I swim?", "--label", "R.K.")
    document = json.loads(followed.works("report", "--question", "", "--label", "", "--format", "json"))
    assert (document["questions"], document["label"]) == ([], "")


def test_parts_are_left_out_by_name(followed: Shell) -> None:
    document = json.loads(followed.works("report", "--without", "notes", "--without", "done", "--format", "json"))
    assert document["left_out"] == ["adherence", "notes"]
    assert "notes" not in document
    only = json.loads(followed.works("report", "--only", "goal", "--format", "json"))
    assert set(only["left_out"]) == {"scores", "visits", "adherence", "medicines", "notes", "questions"}
    assert "attention" in only
    assert "not both" in followed.refused(2, "report", "--only", "goal", "--without", "notes")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--since", "soon"), 2, "--since takes last-appointment, all, a span such as 28d, or a date"),
        (("--since", "2030-01-01"), 2, "is still to come"),
        (("--since", "9999999999d"), 2, "--since takes"),
        (("--without", "attention"), 2, "--without takes one of"),
        (("no-such-plan",), 4, "there is no plan"),
        (("-o", "."), 2, "is a folder"),
        (("--question", "1", "--question", "2", "--question", "3", "--question", "4"), 2, "room for 3 questions"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(followed: Shell, words: tuple[str, ...], code: int, says: str) -> None:
    assert says in followed.refused(code, "report", *words)


def test_the_first_day_can_be_chosen(followed: Shell) -> None:
    for word, first in (("28d", "2026-11-06"), ("12h", "2026-12-03"), ("2026-11-20", "2026-11-20")):
        document = json.loads(followed.works("report", "--since", word, "--format", "json"))
        assert document["range"]["first"] == first
        assert document["range"]["last"] == "2026-12-03"


def test_a_page_about_nothing_is_still_a_page(selfcare: Shell) -> None:
    shown = selfcare.works("report")
    assert "No scale was answered." in shown
    assert "This page cannot say" in shown


def test_hostile_words_come_out_harmless(followed: Shell) -> None:
    note = "\x1b[2J<script>alert(1)</script>\u202e"
    followed.works("log", "pain", "9", "--note", note)
    followed.works("report", "--question", note)
    for form in ("text", "md", "html", "json"):
        shown = followed.works("report", "--since", "all", "--format", form)
        assert not set("\x1b\u202e") & set(shown)
        assert "<script>" not in shown or form in ("text", "json")
