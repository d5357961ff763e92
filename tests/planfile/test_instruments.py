"""The instruments of the library: which there are, whose words they are, and what a plan that names one takes over."""

from __future__ import annotations

import tomllib

import pytest

from selfcare import planfile
from selfcare.core import scoring
from selfcare.core.question import Choice, Log
from selfcare.planfile import library
from selfcare.planfile.lint import registry

HEAD = 'selfcare = 1\n[plan]\ntitle = "A plan"\nwarnings = ["crisis"]\n'
LOGS = planfile.built_in_logs()


def of_plan(text: str) -> dict[str, Log]:
    checked = planfile.check_text(HEAD + text)
    assert checked.plan is not None
    return dict(checked.plan.logs)


def codes(text: str) -> set[str]:
    return {problem.code for problem in planfile.check_text(HEAD + text).problems}


def test_everything_that_anybody_may_ship_is_there() -> None:
    assert set(LOGS) == {
        *("pain", "pain-week", "stress", "sleep", "daily", "function", "goal", "pgic"),
        *("headache", "after-session", "gad-2", "gad-7", "phq-2"),
    }


@pytest.mark.parametrize("name", ["gad-2", "gad-7", "phq-2", "pgic"])
def test_the_words_are_those_that_were_published(name: str) -> None:
    one = registry.by_name()[name]
    kept = tomllib.loads((registry.DATA / "instruments.toml").read_text())[name]
    fields = list(LOGS[name].fields.values())
    assert [registry.exact(field.ask) for field in fields] == [item.exact for item in one.items]
    if "items" in kept:
        assert [f"{registry.loose(field.ask)}:{registry.exact(field.ask)}" for field in fields] == kept["items"]
    for field in fields:
        assert isinstance(field.kind, Choice)
        assert registry.exact(registry.answers(dict(field.kind.options))) == one.options
    assert all(words in LOGS[name].permission for words in one.credit)


def test_no_wording_that_takes_a_licence_is_shipped() -> None:
    text = library.text("library/instruments.toml") or ""
    assert not [one.id for one in registry.instruments() if one.licensed and one.id in LOGS]
    assert not [name for name in registry.any_name().findall(text) if (one := registry.named(name)) and one.licensed]
    assert not any(field.code == "loinc:44260-8" for log in LOGS.values() for field in log.fields.values())


@pytest.mark.parametrize(("name", "most", "line"), [("gad-2", 6, 3), ("gad-7", 21, 10), ("phq-2", 6, 3)])
def test_scores_are_sums_with_a_line_from_which_on_a_doctor_is_named(name: str, most: int, line: int) -> None:
    log = LOGS[name]
    assert (scoring.bounds(log), log.share_from, log.scored) == ((0, most), line, tuple(log.fields))
    assert scoring.told(log, dict.fromkeys(log.fields, "3")) == (
        f"Score {most}, on a scale from 0 to {most}. A number on a scale is no diagnosis. Share this with a doctor."
    )


@pytest.mark.parametrize("name", ["function", "goal", "pgic", "daily", "pain", "headache"])
def test_what_was_never_tested_as_a_sum_has_no_score(name: str) -> None:
    assert (LOGS[name].score, LOGS[name].scored) == ("", ())


def test_a_plan_that_names_an_instrument_takes_over_all_that_belongs_to_it() -> None:
    named = of_plan('[log.worry]\ninstrument = "gad-7"\n')["worry"]
    own = LOGS["gad-7"]
    for part in ("title", "summary", "permission", "score", "scored", "share_from"):
        assert getattr(named, part) == getattr(own, part), part
    assert of_plan('[log.head]\ninstrument = "headache"\n')["head"].per == "episode"


def test_what_a_plan_says_itself_goes_first_and_what_it_adds_does_not_count() -> None:
    text = """[log.worry]
instrument = "gad-2"
title = "Worry"
per = "day"
[log.worry.sleep]
scale = "How was your sleep?"
"""
    log = of_plan(text)["worry"]
    assert (log.title, log.per, log.scored) == ("Worry", "day", ("nervous", "control"))
    assert scoring.score(log, {"nervous": "1", "control": "1", "sleep": 9}) == 2


def test_a_line_without_a_score_can_never_be_reached() -> None:
    log = '[log.one]\nshare-from = 3\n[log.one.level]\nscale = "How is it?"\n'
    assert "never" in codes(log)
    assert "instrument/cut-off" in codes(log.replace("share", 'score = "sum"\nshare'))
    assert "never" in codes('[log.one]\nscore = "sum"\n[log.one.word]\ntext = "A word?"\n')


def test_questions_about_mood_are_not_asked_without_the_warning_for_a_crisis() -> None:
    text = HEAD.replace('warnings = ["crisis"]\n', "") + '[log.mood]\ninstrument = "phq-2"\n'
    assert "safety/crisis" in {problem.code for problem in planfile.check_text(text).problems}
