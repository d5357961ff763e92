"""`selfcare export` and `selfcare doctor`: everything out, and whether it is sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell


def test_an_export_holds_every_event_with_its_hash(selfcare: Shell) -> None:
    name = selfcare("log", "pain", "3").id
    selfcare.works("undo")
    first, *rest = [json.loads(line) for line in selfcare.works("export", "--format", "jsonl").splitlines()]
    assert first == {"selfcare-journal": 1}
    assert [event["kind"] for event in rest] == ["entry.recorded", "undone"]
    assert rest[0]["id"] == rest[1]["supersedes"] == name
    assert all(len(event["hash"]) == 64 for event in rest)


def test_an_export_to_a_file_is_whole_and_never_in_the_place_of_another(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3")
    text = selfcare.works("export")
    done = selfcare("export", "-o", "out.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "selfcare: wrote out.jsonl\n")
    assert Path("out.jsonl").read_text() == text
    Path("out.jsonl").write_text("mine")
    assert "out.jsonl is there already" in selfcare.refused(2, "export", "-o", "out.jsonl")
    assert Path("out.jsonl").read_text() == "mine"
    selfcare.works("export", "-o", "out.jsonl", "--force")
    assert Path("out.jsonl").read_text() == text
    assert "is a folder" in selfcare.refused(2, "export", "--force", "-o", ".")
    assert "none/out cannot be written" in selfcare.refused(3, "export", "-o", "none/out")
    assert "--format takes one of" in selfcare.refused(2, "export", "--format", "pdf")


def test_doctor_says_where_everything_is_and_changes_nothing(selfcare: Shell) -> None:
    out = selfcare.works("doctor")
    assert not selfcare.home.exists()
    names = [line.split("  ")[0] for line in out.splitlines()]
    assert names == [
        "version",
        "journal",
        "size",
        "for",
        "copies",
        "free",
        "settings",
        "state",
        "cache",
        "terminal",
        "face",
        "colours",
        "sound",
        "health",
    ]
    assert f"journal   {selfcare.home}/data/journal.db\n" in out
    assert "size      none yet\n" in out
    assert "terminal  none, " in out
    selfcare.works("log", "pain", "3")
    assert ", 1 event\n" in selfcare.works("doctor")
    assert selfcare.works("doctor", "--verify").endswith("health    whole; every page and event was read\n")


def test_doctor_tells_what_the_faces_go_by(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    selfcare.sits()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    out = selfcare.works("doctor")
    assert "terminal  xterm, 100x" in out
    assert "colours   none (NO_COLOR)\n" in out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("COLORTERM", "truecolor\x1b")
    monkeypatch.setenv("TERM", "")
    out = selfcare.works("doctor")
    assert "terminal  TERM is not set, 100x" in out
    assert "colours   truecolor\ufffd\n" in out


def test_doctor_tells_when_others_can_look_in(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3")
    (selfcare.home / "data" / "journal.db").chmod(0o644)
    done = selfcare("doctor")
    assert done.code == 3
    assert "for       others too (mode 644)\n" in done.out
    assert "others on this computer may look into" in done.err


@pytest.mark.parametrize("form", ["jsonl", "csv", "toml", "fhir"])
def test_nothing_leaves_that_is_not_as_it_was_written(form: str, selfcare: Shell) -> None:
    selfcare.works("log", "pain", "5", "--note", "needle")
    selfcare.works("export", "--format", form)
    file = selfcare.home / "data" / "journal.db"
    file.write_bytes(file.read_bytes().replace(b"needle", b"noodle"))
    done = selfcare("export", "--format", form)
    assert done.code == 3
    assert "is damaged" in done.err
    assert "noodle" not in done.out
