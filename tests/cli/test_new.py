"""`selfcare plan new`: what is asked, what is written, and what is never written over."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.plan import Plan
from tests.cli.shell import Shell

ASKED = 17
"""Questions of a plan for an appointment and days, where nobody has one of their own, but for the file's name."""


def written(path: str) -> Plan:
    found = planfile.check(path)
    assert [problem for problem in found.problems if problem.severity != "note"] == []
    assert found.plan is not None
    return found.plan


def test_enter_all_the_way_writes_a_plan_with_what_was_suggested(selfcare: Shell) -> None:
    selfcare.sits(*[""] * ASKED, "")
    done = selfcare("plan", "new")
    assert done.code == 0, done
    assert done.err == "selfcare: wrote getting-ready-visit.toml, and plan.schema.json for editors\n"
    assert done.out.splitlines()[-4:] == [
        "  selfcare plan check getting-ready-visit.toml",
        "  selfcare plan test getting-ready-visit.toml",
        "  selfcare plan preview getting-ready-visit.toml",
        '  selfcare plan handout getting-ready-visit.toml --appointment "tomorrow 14:30" -o getting-ready-visit.html',
    ]
    plan = written("getting-ready-visit.toml")
    assert plan.tags == ("acupuncture",)
    assert Path("plan.schema.json").read_text(encoding="utf-8") == planfile.language_schema()
    selfcare.works("plan", "check", "getting-ready-visit.toml")


def test_what_is_answered_is_written(selfcare: Shell) -> None:
    answers = ["Before your massage", "Mara Fields", "mara.example", "1", "1", "", "Massage", "1 h"]
    answers += ["caffeine 3 hours, phone", "", "1 2", "", "1", "", "How stiff is your neck?", "Neck", "loose", "", ""]
    answers += ["", "no", "yes", "river"]
    selfcare.sits(*answers)
    done = selfcare("plan", "new")
    assert done.code == 0, done
    plan = written("river.toml")
    assert (plan.title, plan.author, plan.contact, plan.licence) == (
        "Before your massage",
        "Mara Fields",
        "mara.example",
        "CC BY 4.0",
    )
    assert (plan.appointment.title, plan.tags, plan.settings) == ("Massage", (), {})
    assert "phone" not in plan.checklists["prep"].items
    assert 'from     = "3h before"' in Path("river.toml").read_text(encoding="utf-8")
    assert "pain" not in plan.logs
    assert plan.logs["neck"].fields["level"].ask == "How stiff is your neck?"
    assert not plan.routines.get("practice")


def test_a_question_mark_explains_and_back_goes_back(selfcare: Shell) -> None:
    selfcare.sits("?", "back", "First", "back", "Second", *[""] * 6, "10?", "99?", "x", *[""] * 11)
    done = selfcare("plan", "new")
    assert "Say what they do" in done.out
    assert "This is the first question." in done.out
    assert "longer can itself bring on a headache" in " ".join(done.out.split())
    assert "'99' is none of them; type a number from 1 to 17" in done.out
    assert written("second.toml").title == "Second"


def test_the_name_of_the_file_is_a_question_like_the_others(selfcare: Shell) -> None:
    selfcare.sits(*[""] * ASKED, "?", "nowhere/x", "back", "yes", "river")
    done = selfcare("plan", "new")
    assert done.code == 0, done
    assert "never written over" in done.out
    assert "there is no folder nowhere" in done.out
    assert "  selfcare plan check river.toml" in done.out
    assert {path.name for path in Path().iterdir()} == {"river.toml", "plan.schema.json"}
    assert written("river.toml").licence == "CC BY 4.0"


def test_an_answer_that_cannot_stand_is_asked_for_again(selfcare: Shell) -> None:
    answers = ["{brackets}", "Quiet minutes", "", "", "7", "2", "", "", "", "soon", "8 pm", *[""] * 6]
    selfcare.sits(*answers)
    done = selfcare("plan", "new", "quiet.toml")
    assert done.code == 0, done
    assert "{brackets} stands for a setting" in done.out
    assert "'7' is none of them; type one of 1 (appointment), 2 (daily), 3 (both)" in done.out
    assert "'soon' is not" in done.out
    routine = written("quiet.toml").routines["practice"]
    assert routine.at == "20:00"


def test_hours_that_would_harm_are_refused_with_the_reason(selfcare: Shell) -> None:
    told = selfcare.refused(2, "plan", "new", "--answer", "before=caffeine 9h", "--yes")
    assert told == "before: 'Coffee, strong tea, cola or energy drinks' may be 1h to 4h; 'caffeine?' says why"
    assert list(Path().glob("*.toml")) == []


def test_the_count_of_questions_holds_and_numbers_are_no_question_of_ones_own(selfcare: Shell) -> None:
    selfcare.sits(*[""] * 12, "1 3", "How stiff is it?", *[""] * 9)
    done = selfcare("plan", "new", "--title", "Before your back treatment")
    assert done.code == 0, done
    assert "a question has words" in done.out
    counts = [int(line.split()[0].split("/")[1]) for line in done.out.splitlines() if line[:1].isdigit()]
    assert len(set(counts[4:])) == 1
    assert "before-back-treatment.toml" in done.err


def test_leaving_leaves_nothing(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    selfcare.sits()

    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    done = selfcare("plan", "new")
    assert done.code == 130
    assert done.out.endswith("Left; nothing was written.\n")
    assert list(Path().iterdir()) == []
    selfcare.sits("", "")
    assert selfcare("plan", "new").code == 2
    assert list(Path().iterdir()) == []


# without a terminal


def test_without_a_terminal_one_sentence_says_what_to_add(selfcare: Shell) -> None:
    told = selfcare.refused(2, "plan", "new")
    assert told == "nobody can be asked here; add --yes to take what is suggested, with --title and --kind"


def test_options_answer_beforehand(selfcare: Shell) -> None:
    said = ("--title", "Calm", "--kind", "daily", "--author", "M", "--answer", "days=mon fri")
    selfcare.works("plan", "new", "calm.toml", *said, "--yes")
    plan = written("calm.toml")
    assert (plan.id, plan.title, plan.author) == ("calm", "Calm", "M")
    assert 'every  = "mon fri"' in Path("calm.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer", "colour=red"), "there is no question 'colour'; there are: title, author"),
        (("--answer", "colour"), "'colour' is no answer; write QUESTION=ANSWER"),
        (
            ("--kind", "daily", "--answer", "practice=", "--answer", "scales="),
            "scales: there is nothing to do day by day",
        ),
        (("--title", "Acupuncture for back pain"), "title: this reads as a promise"),
        (
            ("--from", "acupuncture-prep", "--kind", "daily"),
            "there is no question 'kind'; there are: title",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(selfcare: Shell, words: tuple[str, ...], said: str) -> None:
    assert selfcare.refused(2, "plan", "new", "x.toml", *words, "--yes").startswith(said)
    assert list(Path().iterdir()) == []


# files


def test_nothing_is_written_over(selfcare: Shell) -> None:
    Path("mine.toml").write_text("mine", encoding="utf-8")
    told = selfcare.refused(2, "plan", "new", "mine.toml", "--yes")
    assert told == "mine.toml is there already, and a plan is never written over; give another name"
    assert Path("mine.toml").read_text(encoding="utf-8") == "mine"
    selfcare.works("plan", "new", "--title", "Mine", "--yes")
    assert Path("mine-2.toml").exists()
    Path("plan.schema.json").write_text("{}", encoding="utf-8")
    done = selfcare("plan", "new", "other.toml", "--yes")
    assert "of another version" in done.err
    assert Path("plan.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_plan_is_a_document_others_may_read(selfcare: Shell) -> None:
    selfcare.works("plan", "new", "open.toml", "--yes")
    assert stat.S_IMODE(Path("open.toml").stat().st_mode) == 0o644


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(selfcare: Shell) -> None:
    assert "make it first" in selfcare.refused(3, "plan", "new", "nowhere/x.toml", "--yes")
    Path("here").mkdir()
    assert "is a folder" in selfcare.refused(2, "plan", "new", "here", "--yes")


# on top of another


def test_a_plan_can_build_on_one_of_the_library(selfcare: Shell) -> None:
    selfcare.sits("River Clinic", "", "", "")
    assert selfcare("plan", "new", "--from", "acupuncture-prep").code == 0
    plan = written("river-clinic.toml")
    assert plan.title == "River Clinic"
    assert "caffeine" in plan.checklists["prep"].items
    assert "# [checklist.prep.caffeine]" in Path("river-clinic.toml").read_text(encoding="utf-8")


def test_a_plan_can_build_on_a_file_of_its_folder(selfcare: Shell) -> None:
    selfcare.works("plan", "new", "first.toml", "--yes")
    selfcare.works("plan", "new", "second.toml", "--from", "./first.toml", "--yes")
    assert 'extends = "first.toml"' in Path("second.toml").read_text(encoding="utf-8")
    Path("far").mkdir()
    told = selfcare.refused(2, "plan", "new", "far/third.toml", "--from", "./first.toml", "--yes")
    assert told.startswith("a plan can build on a file in its own folder")
    assert selfcare("plan", "new", "x.toml", "--from", "no-such", "--yes").code == 4


def test_its_own_examples_come_out(selfcare: Shell) -> None:
    for kind in ("appointment", "daily", "both"):
        selfcare.works("plan", "new", f"{kind}.toml", "--kind", kind, "--yes")
        selfcare.works("plan", "test", f"{kind}.toml")


def test_words_in_braces_are_refused_since_a_plan_would_fill_them_in(selfcare: Shell) -> None:
    told = selfcare.refused(2, "plan", "new", "mine.toml", "--yes", "--contact", "write to {caffeine}")
    assert "{caffeine} stands for a setting; write the words without braces" in told
