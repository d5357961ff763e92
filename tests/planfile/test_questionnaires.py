"""Published questionnaires in plans: wording by hashes, licences by name, self-harm, codes; and the data files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.plan import Evidence
from selfcare.planfile import library
from selfcare.planfile.lint import registry

GOOD = Path(__file__).parent / "good"
GAD = (GOOD / "instrument-altered-word.toml").read_text()
HEAD = 'selfcare = 1\n[plan]\ntitle = "A plan"\n'


def codes(text: str) -> set[str]:
    found = {problem.code for problem in planfile.check_text(text).problems}
    return {code for code in found if code.startswith("instrument/")}


def log(title: str, question: str, more: str = "", name: str = "one") -> str:
    return f'{HEAD}[log.{name}]\ntitle = "{title}"\n{more}\n[log.{name}.two]\nscale = "{question}"\n'


def test_the_wording_of_a_questionnaire_is_let_through_word_for_word() -> None:
    assert not codes(GAD)
    assert not codes(GAD.replace("Trouble relaxing", "Trouble   relaxing"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trouble relaxing", "trouble relaxing"),
        ("Trouble relaxing", "Trouble relaxing."),
        ("Trouble relaxing", "Problems with relaxing"),
        ('3 = "Nearly every day"', '3 = "Every day"'),
        ('0 = "Not at all", 1', '1 = "Not at all", 0'),
    ],
)
def test_a_wording_that_differs_is_another_questionnaire(old: str, new: str) -> None:
    assert codes(GAD.replace(old, new)) == {"instrument/altered"}


def test_gad_2_is_known_from_the_library_and_a_part_of_gad_7() -> None:
    gad_2, gad_7 = registry.by_name()["gad-2"], registry.by_name()["gad-7"]
    assert gad_2.items == gad_7.items[:2]
    assert gad_2.options == gad_7.options
    assert 'instrument = "gad-2"' in (GOOD / "instrument-part-some.toml").read_text()


LICENSED = (
    *("PSS-10", "PROMIS", "HIT-6", "Oswestry", "STarT Back", "NDI", "WOMAC", "KOOS", "MYMOP2", "PSFS", "SQS", "PEG"),
    *("WHO-5", "MIDAS", "Roland-Morris", "Perceived Stress Scale"),
)


@pytest.mark.parametrize("name", LICENSED)
def test_a_licensed_name_over_questions_takes_a_permission(name: str) -> None:
    assert codes(log(f"{name} today", "How is it?")) == {"instrument/name"}
    assert codes(log("Today", f"Your {name} answer")) == {"instrument/name"}
    permission = 'permission = "Licence no. 1, on screen"'
    assert not codes(log(f"{name} today", "How is it?", permission))
    assert codes(log(f"{name} today", "How is it?", 'permission = "Licence no. 1"')) == {"instrument/screen"}


ORDINARY = ("A peg on the wall", "Stress", "Start back at work", "Hit 6 targets", "Snap", "Podium", "Who 5 were there")


@pytest.mark.parametrize("title", ORDINARY)
def test_an_ordinary_word_is_no_licensed_name(title: str) -> None:
    assert not codes(log(title, "How is it?"))


@pytest.mark.parametrize("name", ["womac", "pss-10", "hit-6", "koos"])
def test_a_table_called_like_a_licensed_questionnaire_takes_a_permission(name: str) -> None:
    assert codes(log("Knee", "How is it?", name=name)) == {"instrument/licensed"}


SELF_HARM = (
    "Thoughts of hurting yourself",
    "Do you want to end your life?",
    "Have you thought about suicide?",
    "Any suicidal thoughts?",
    "Thoughts of self-harm",
    "Did you feel you would be better off dead?",
    "Do you want to die?",
    "Have you thought of killing yourself?",
)
NO_SELF_HARM = (
    "How much does it hurt?",
    "Did you hurt your knee?",
    "Do you enjoy yourself?",
    "Did your phone die?",
    "How did you take care of yourself?",
    "Does the pain end at night?",
    "Is your life full?",
    "Did you cut down on coffee?",
)


@pytest.mark.parametrize("question", SELF_HARM)
def test_a_question_about_self_harm_is_refused_without_somebody_who_reads_it(question: str) -> None:
    assert "instrument/self-harm" in codes(log("Mood", question))


@pytest.mark.parametrize("question", NO_SELF_HARM)
def test_a_question_about_something_else_is_let_through(question: str) -> None:
    assert "instrument/self-harm" not in codes(log("Mood", question))


def test_the_code_and_the_name_of_the_item_count_as_well() -> None:
    coded = log("Mood", "How is it?") + 'code = "loinc:44260-8"\n'
    assert "instrument/self-harm" in codes(coded)
    assert "instrument/self-harm" in codes(log("PHQ-9", "How is it?"))


def test_no_wording_of_a_licensed_questionnaire_is_in_the_registry() -> None:
    for one in registry.instruments():
        assert not (one.licensed and one.items), one.id
        assert one.owner or not one.licensed
    written = (registry.DATA / "instruments.toml").read_text(encoding="utf-8")
    listed = [item for table in tomllib.loads(written).values() for item in table.get("items", ())]
    assert listed
    assert all(re.fullmatch(r"[0-9a-f]{16}:[0-9a-f]{16}", item) for item in listed)


def test_every_code_of_the_shipped_scales_was_looked_up() -> None:
    text = library.text("library/instruments.toml") or ""
    assert set(re.findall(r"loinc:([\d-]+)", text)) <= set(registry.loinc())


def test_the_notice_of_loinc_stands_with_its_codes() -> None:
    written = (registry.DATA / "loinc.toml").read_text(encoding="utf-8")
    assert "Regenstrief Institute" in written
    assert "https://loinc.org/license" in written


def test_a_withdrawn_source_is_known_by_its_words_its_doi_or_its_number() -> None:
    by_number = registry.Withdrawn("withdrawn", "", doi="10.1000/x", pmid="123")
    assert by_number.means(Evidence("a", "A trial.", "trial", doi="10.1000/X"))
    assert by_number.means(Evidence("a", "A trial.", "trial", pmid="123"))
    assert not by_number.means(Evidence("a", "A trial.", "trial"))
    (old,) = (one for one in registry.withdrawn() if one.means(Evidence("a", "NICE CG88.", "guideline")))
    assert old.said == "replaced by a newer one"
    assert not any(one.means(Evidence("a", "NICE NG59 and CG880.", "guideline")) for one in registry.withdrawn())
    (slip,) = (one for one in registry.withdrawn() if one.said == "known to hold a slip")
    assert slip.means(
        Evidence("m", "McCulloch (2015).", "review", url="https://pmc.ncbi.nlm.nih.gov/articles/PMC4315381/")
    )


RECALL = [("day", "24h", False), ("day", "2d", True), ("week", "7d", False), ("mon thu", "7d", True)]


@pytest.mark.parametrize(("every", "recall", "caught"), RECALL)
def test_a_question_does_not_look_back_beyond_the_last_time(every: str, recall: str, caught: bool) -> None:
    text = log("Day", "How is it?", f'every = "{every}"') + f'recall = "{recall}"\n'
    assert ("instrument/recall" in codes(text)) == caught


def test_questions_of_a_daily_routine_count_as_well() -> None:
    fields = "".join(f'[log.one.q{letter}]\nscale = "How?"\n' for letter in "abcdefghi")
    routine = '[routine.r]\nevery = "{}"\nsteps = [{{ log = "one" }}]\n'
    assert "instrument/burden" in codes(HEAD + fields + routine.format("day"))
    assert "instrument/burden" not in codes(HEAD + fields + routine.format("week"))
