"""`selfcare plans`, `use`, `drop` and `plan check`: plans are followed as they were when they were taken up."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.plans import write
from tests.cli.shell import Shell


def items(selfcare: Shell) -> list[str]:
    return [item["text"] for item in json.loads(selfcare.works("today", "--json"))["items"]]


@pytest.fixture
def file(selfcare: Shell) -> Path:
    """A plan file in the current folder."""
    return write(Path("my.toml"))


def test_plans_lists_the_library_and_what_is_in_use(selfcare: Shell, file: Path) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("use", "my.toml")
    lines = selfcare.works("plans").splitlines()
    assert "acupuncture-prep  library  Getting ready for an acupuncture visit" in lines
    assert "daily-stress      in use   Ten calm minutes a day" in lines
    assert lines[-1] == "my-prep           in use   My preparation"
    found = json.loads(selfcare.works("plans", "--json"))
    assert list(found) == ["format", "plans"]
    assert found["plans"][-1] == {
        "id": "my-prep",
        "title": "My preparation",
        "summary": "",
        "version": "1",
        "author": "the clinic",
        "origin": "yours",
        "in_use": True,
    }


def test_use_takes_a_snapshot_that_later_edits_do_not_change(selfcare: Shell, file: Path) -> None:
    done = selfcare("use", "./my.toml")
    assert (done.code, done.out) == (0, "following my-prep: My preparation\n")
    assert "`selfcare appointment add" in done.err
    selfcare.works("appointment", "add", "14:30")
    write(file, check="Write another list", version="2")
    assert "Write a list" in items(selfcare)
    changed = selfcare.works("use", "./my.toml")
    assert (
        "To do and to leave out\n  “Write another list”: the words: “Write another list”, was “Write a list”\n"
        in changed
    )
    assert "This counts from Thu 3 Dec 10:42. What was answered until then keeps its meaning.\n" in changed
    assert changed.endswith("following my-prep as it is now: My preparation\n")
    assert "Write another list" in items(selfcare)
    assert selfcare.works("undo") == "took back the start of the plan my-prep\n"
    assert "Write a list" in items(selfcare)
    file.unlink()
    assert "Write a list" in items(selfcare)


def test_a_new_version_is_shown_and_taken_only_if_it_is_wanted(selfcare: Shell, file: Path) -> None:
    selfcare.works("use", "my.toml")
    selfcare.works("appointment", "add", "14:30")
    write(file, check="Write another list", version="2")
    selfcare.sits("n")
    declined = selfcare("use", "my.toml")
    assert (declined.code, declined.err) == (1, "selfcare: nothing was changed\n")
    assert "was “Write a list”" in declined.out
    assert "Write a list" in items(selfcare)
    assert "nothing changes" not in selfcare.works("plan", "diff", "my.toml")
    selfcare.sits("y")
    selfcare.works("use", "my.toml")
    assert "Write another list" in items(selfcare)
    assert "nothing changes for the person" in selfcare("plan", "diff", "my.toml").err
    write(file, check="Write a third list", version="3")
    selfcare.sits()
    selfcare.works("use", "--yes", "my.toml")
    assert "Write a third list" in items(selfcare)


def test_a_plan_that_nobody_uses_has_nothing_to_be_compared_with(selfcare: Shell, file: Path) -> None:
    assert "'my-prep' is not in use" in selfcare.refused(4, "plan", "diff", "my.toml")
    assert selfcare("plan", "diff", "my.toml", "my.toml").out == ""


def test_a_change_under_the_same_version_is_told_so(selfcare: Shell, file: Path) -> None:
    write(file.with_name("new.toml"), check="Write another list")
    told = "both are version 1; give the new one another `version`, so that people can tell them apart"
    assert selfcare("plan", "diff", "my.toml", "new.toml").err == f"selfcare: {told}\n"
    write(file.with_name("new.toml"), check="Write another list", version="2")
    assert selfcare("plan", "diff", "my.toml", "new.toml").err == ""


def test_what_was_answered_keeps_its_words_under_a_new_version(selfcare: Shell, tmp_path: Path) -> None:
    mood = 'selfcare = 1\n[plan]\ntitle = "Mood"\n[log.mood.now]\nchoice = "How is it?"\n'
    path = tmp_path / "mood.toml"
    path.write_text(f'{mood}options = {{ low = "Gloomy", high = "Bright" }}\n', encoding="utf-8")
    selfcare.works("use", str(path))
    selfcare.works("log", "mood", "now=low")
    path.write_text(f'{mood}options = {{ low = "Not so good", fine = "Fine" }}\n', encoding="utf-8")
    told = selfcare.works("use", str(path))
    assert "“Bright” can no longer be chosen; earlier answers stay as they were given" in told
    selfcare.works("log", "mood", "now=low")
    assert ["Gloomy" in line for line in selfcare.works("history").splitlines()] == [True, False]


def test_use_of_the_same_file_again_records_nothing(selfcare: Shell, file: Path) -> None:
    selfcare.works("use", "my.toml")
    before = selfcare.works("export")
    assert selfcare.works("use", "my.toml") == "following my-prep already: My preparation\n"
    assert selfcare.works("export") == before


@pytest.mark.parametrize("other", [{"title": "Another plan"}, {"author": "somebody else"}])
def test_another_plan_of_the_same_id_is_refused_unless_it_may_replace(
    selfcare: Shell, file: Path, other: dict[str, str]
) -> None:
    selfcare.works("use", "my.toml")
    write(Path("other.toml"), **other)
    told = selfcare.refused(2, "use", "other.toml")
    assert "'my-prep' is already the id of 'My preparation'" in told
    assert "`selfcare use other.toml --replace`" in told
    assert "My preparation" in selfcare.works("plans")
    selfcare.works("use", "other.toml", "--replace")
    assert other.get("title", "My preparation") in selfcare.works("plans")


def test_drop_ends_a_plan_and_keeps_what_was_recorded(selfcare: Shell, file: Path) -> None:
    selfcare.works("use", "my.toml")
    selfcare.works("log", "ache", "3")
    assert selfcare.works("drop", "my-prep") == "no longer following my-prep; what was recorded stays\n"
    assert "my-prep" not in selfcare.works("plans")
    assert "Ache: level 3" in selfcare.works("history")
    assert "'my-prep' is not in use" in selfcare.refused(4, "drop", "my-prep")
    assert "'\ufffd' is not in use" in selfcare.refused(4, "drop", "\udcff")
    selfcare.works("undo")
    assert "my-prep           in use" in selfcare.works("plans")


def spoil(kind: str) -> str:
    """A file that is no plan, as the argument that names it."""
    path = Path("bad.toml")
    match kind:
        case "missing":
            pass
        case "folder":
            path.mkdir()
        case "unreadable":
            path.symlink_to(path)
        case "empty":
            path.touch()
        case "huge":
            with path.open("wb") as file:
                file.truncate(100_000_000)
        case "binary":
            path.write_bytes(bytes(range(256)) * 4)
        case "utf-16":
            path.write_bytes("selfcare = 1".encode("utf-16"))
        case "deep":
            path.write_text("selfcare = 1\na = " + "[" * 500 + "]" * 500)
        case "dotted":
            path.write_text("selfcare = 1\n" + ".".join(["a"] * 10_000) + " = 1")
        case "fifo":
            os.mkfifo(path)
        case "no plan":
            return "nope"
        case "control":
            return "\udcff\x1b[2J"
    return "./bad.toml"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("missing", 3),
        ("folder", 3),
        ("unreadable", 3),
        ("fifo", 3),
        ("empty", 1),
        ("huge", 1),
        ("binary", 1),
        ("utf-16", 1),
        ("deep", 1),
        ("dotted", 1),
        ("no plan", 4),
        ("control", 4),
    ],
)
def test_what_is_no_plan_is_refused_by_every_command_that_takes_one(selfcare: Shell, kind: str, code: int) -> None:
    selfcare.works("log", "pain", "3")
    before = selfcare.works("export")
    name = spoil(kind)
    for words in (("use",), ("run",), ("appointment", "add", "14:30", "--plan")):
        told = selfcare.refused(code, *words, name)
        assert "\x1b" not in told
        assert len(told) < 300
    checked = selfcare("plan", "check", name)
    assert checked.code == code
    assert "\x1b" not in checked.out + checked.err
    assert bool(checked.out) == (code == 1)
    assert selfcare.works("export") == before


def test_plan_check_has_no_words_for_a_plan_that_is_right(selfcare: Shell, file: Path) -> None:
    file.write_text(file.read_text().replace('author = "the clinic"\n', ""))
    assert selfcare.works("plan", "check", "my.toml") == "no problems\n"
    assert selfcare.works("plan", "check", "acupuncture-prep", "aftercare", "daily-stress") == "no problems\n"
    assert json.loads(selfcare.works("plan", "check", "my.toml", "--format", "json")) == []


def test_plan_check_counts_the_age_of_a_review_from_today(selfcare: Shell, file: Path) -> None:
    file.write_text(file.read_text().replace("[plan]\n", "[plan]\nreviewed = 2001-02-03\n"))
    done = selfcare("plan", "check", "my.toml")
    assert done.code == 1
    assert "error[header/review]: this plan was checked " in done.out


def test_plan_check_names_place_and_way_out_and_ends_with_one(selfcare: Shell, file: Path) -> None:
    file.write_text(file.read_text().replace("check =", "chek =").replace("min = ", "mim = "))
    done = selfcare("plan", "check", "my.toml", "aftercare")
    assert (done.code, done.err) == (1, "")
    assert "my.toml:" in done.out
    assert done.out.count("error[") >= 2
    assert "^^^^" in done.out
    found = json.loads(selfcare("plan", "check", "--format", "json", "my.toml").out)
    keys = ["code", "severity", "file", "line", "column", "length", "message", "help", "replacement"]
    assert [list(problem) for problem in found] == [keys] * len(found)
    wrong = {number for number, line in enumerate(file.read_text().splitlines(), 1) if line[:4] in ("chek", "mim ")}
    assert {problem["line"] for problem in found if problem["severity"] == "error"} >= wrong


def test_a_plan_with_errors_cannot_be_run_or_used(selfcare: Shell, file: Path) -> None:
    file.write_text(file.read_text().replace("check =", "chek ="))
    for command in ("run", "use"):
        told = selfcare.refused(1, command, "my.toml")
        assert told.startswith("this plan cannot be used: ")
        assert "my.toml, line 3" in told
    assert selfcare.works("plans").count("in use") == 0


def test_settings_are_the_plans_own(selfcare: Shell, file: Path) -> None:
    from selfcare.cli.compose import environment
    from selfcare.errors import NotFoundError, UsageError

    selfcare.works("use", "my.toml")
    selfcare.works("appointment", "add", "14:30")
    with environment() as env:
        env.shelf.choose("my-prep", "lead", "3h")
        with pytest.raises(NotFoundError, match="has no setting 'nope'"):
            env.shelf.choose("my-prep", "nope", 1)
        with pytest.raises(UsageError):
            env.shelf.choose("my-prep", "lead", "9h")
        env.shelf.choose("", "pregnant", True)
        assert env.shelf.cautions()["pregnant"] is True
    assert selfcare.works("today", "--line").startswith("last coffee 11:30")


def test_a_plan_that_its_journal_no_longer_explains_is_left_out(
    selfcare: Shell, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selfcare.errors import StorageError
    from selfcare.journal.store import Store

    selfcare.works("use", "my.toml")
    selfcare.works("use", "daily-stress")

    def lost(store: Store, name: str) -> dict[str, str]:
        raise StorageError("it is gone")

    monkeypatch.setattr(Store, "closure", lost)
    shutil.rmtree(selfcare.home / "cache")
    done = selfcare("today")
    assert done.code == 0
    assert done.err.startswith("selfcare: 'my-prep' cannot be opened and is left out: it is gone\n")


def test_a_translation_is_taken_by_the_locale_or_by_choice(
    selfcare: Shell, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("my.fr.toml").write_text(
        'selfcare = 1\n[translation]\nlanguage = "fr"\nof = "my-prep"\nversion = "1"\n[plan]\ntitle = "Ma visite"\n'
    )
    from selfcare.cli.compose import environment, language

    selfcare.works("use", "my.toml")

    def title() -> str:
        with environment() as env:
            return env.shelf.open("my-prep").title

    assert title() == "My preparation"
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert (language(), title()) == ("fr-CA", "Ma visite")
    (selfcare.home / "config").mkdir()
    (selfcare.home / "config" / "config.toml").write_text('language = "en"\n')
    assert (language(), title()) == ("en", "My preparation")
