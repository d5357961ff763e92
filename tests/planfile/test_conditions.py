"""Conditions of a plan: which are understood, and which are refused because they could never be met."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.planfile.problem import Problem

PLAN = """
selfcare = 1
[plan]
title = "Plan"
[setting.gap]
duration = "How long?"
default  = "2h"
[setting.cups]
number  = "How many?"
default = 2
max     = 5
[setting.tea]
choice  = "Which?"
default = "green"
options = ["Green", "Black"]
[setting.who]
text    = "Who?"
default = "a friend"
[log.mood.level]
scale = "How?"
[log.mood.place]
choice  = "Where?"
options = { home = "At home", 0 = "None", yes = "Yes" }
[log.mood.other]
choice  = "Where else?"
options = ["Bed"]
other   = true
[log.mood.slept]
yes-no = "Slept?"
[log.mood.words]
text = "Words?"
[log.mood.where]
body    = "Where?"
regions = "head"
[log.mood.woke]
time = "When?"
[log.mood.since]
date = "Since?"
[log.mood.long]
duration = "How long?"
[log.mood.hours]
number = "Hours?"
min    = 0
[log.mood.last]
yes-no = "Last?"
if     = "IF"
[alert.one]
if  = "ALERT"
say = "Tell {gap} {cups} {tea} {who}."
"""


def problems(alert: str = "log.mood.slept", field: str = "slept") -> tuple[Problem, ...]:
    return planfile.check_text(PLAN.replace("ALERT", alert).replace("IF", field)).problems


@pytest.mark.parametrize(
    "condition",
    [
        "log.mood.slept",
        "not log.mood.slept == no",
        "log.mood.words",
        "log.mood.words == 'tired'",
        "log.mood.level >= 10",
        "log.mood.level != 3",
        "3 <= log.mood.level",
        "log.mood.level == log.mood.hours",
        "log.mood.level in [1, 2, 3]",
        "log.mood.place in ['home', '0']",
        "log.mood.other == 'anything at all'",
        "log.mood.where == 'left-ear'",
        "log.mood.woke > '06:30'",
        "log.mood.since >= '2026-01-01'",
        "log.mood.long >= 90m",
        "log.mood.hours > 24",
        "days(log.mood, 30d) >= 30",
        "count(log.mood, 7d) > 100",
        "days(log.mood.level > 3 and log.mood.slept, 7d) >= 2",
        "days(log.mood.slept, 7d) >= 2",
        "mean(log.mood.level, 7d) >= 6.5",
        "sum(log.mood.hours, 7d) < 20",
        "min(log.mood.level, 7d) < max(log.mood.hours, 7d)",
        "setting.pregnant",
        "setting.heart == yes or setting.region == 'uk'",
        "setting.gap >= 1h",
        "setting.cups > 3",
        "setting.tea == 'black'",
        "setting.who == 'nobody'",
        "(log.mood.level > 3) == yes",
        "yes",
        "days(log.pain, 7d) >= 3",
    ],
)
def test_a_condition_that_can_be_met_is_understood(condition: str) -> None:
    assert not problems(alert=condition), problems(alert=condition)


@pytest.mark.parametrize(
    "condition", ["level > 3", "slept", "words == 'x'", "log.mood.level > 3", "days(last, 7d) > 2"]
)
def test_a_question_may_depend_on_earlier_ones_and_on_the_past(condition: str) -> None:
    assert not problems(field=condition)


@pytest.mark.parametrize(
    ("condition", "code", "marked", "message"),
    [
        ("log.mood.level > 10", "never", "10", "`log.mood.level` goes from 0 to 10, so"),
        ("log.mood.level >= 11", "never", "11", "`log.mood.level` goes from 0 to 10, so"),
        ("log.mood.level < 0", "never", "0", "`log.mood.level` goes from 0 to 10, so"),
        ("log.mood.level <= -1", "never", "-1", "`log.mood.level` goes from 0 to 10, so"),
        ("log.mood.level == 2.5", "never", "2.5", "`log.mood.level` goes from 0 to 10 in steps of 1, so"),
        ("log.mood.level in [1, 12]", "never", "12", "`log.mood.level` goes from 0 to 10, so"),
        ("11 <= log.mood.level", "never", "11", "`log.mood.level` goes from 0 to 10, so"),
        ("log.mood.hours < 0", "never", "0", "`log.mood.hours` is at least 0, so"),
        ("mean(log.mood.level, 7d) > 10", "never", "10", "`mean(…)` goes from 0 to 10, so"),
        ("days(log.mood, 7d) > 7", "never", "7", "`days(…)` goes from 0 to 7, so"),
        ("setting.cups > 5", "never", "5", "`setting.cups` is at most 5, so"),
        ("setting.tea == 'white'", "never", "'white'", "'white' is not an answer of `setting.tea`, so"),
        ("log.mood.place == 'hom'", "never", "'hom'", "'hom' is not an answer of `log.mood.place`, so"),
        ("log.mood.place != 'hom'", "never", "'hom'", "'hom' is not an answer of `log.mood.place`"),
        ("log.mood.where == 'foot'", "never", "'foot'", "'foot' is not an answer of `log.mood.where`, so"),
        ("log.mood.level == 'high'", "value", "'high'", "`log.mood.level` is a number, and this is a word"),
        ("log.mood.slept == 'yes'", "value", "'yes'", "`log.mood.slept` is yes or no, and this is a word"),
        ("log.mood.slept == 1", "value", "1", "`log.mood.slept` is yes or no, and this is a number"),
        ("log.mood.level == yes", "value", "yes", "`log.mood.level` is a number, and this is yes or no"),
        ("log.mood.place == 0", "value", "0", "`log.mood.place` is one of its answers, and this is a number"),
        ("log.mood.place == yes", "value", "yes", "`log.mood.place` is one of its answers, and this is yes or no"),
        ("log.mood.place > 3", "value", "3", "`log.mood.place` is not a number"),
        ("log.mood.place > 'home'", "value", "'home'", "the answers of `log.mood.place` have no order"),
        ("log.mood.slept > no", "value", "no", "the answers of `log.mood.slept` have no order"),
        ("log.mood.woke > 'late'", "value", "'late'", "`log.mood.woke` is a time of day, and this is a word"),
        ("log.mood.since > 3", "value", "3", "`log.mood.since` is a date, and this is a number"),
        ("log.mood.level == log.mood.place", "value", "log.mood.place", "`log.mood.level` and `log.mood.place` cannot"),
        ("log.mood.level", "value", "log.mood.level", "`log.mood.level` is not a yes or no, so"),
        ("log.mood.place and log.mood.slept", "value", "log.mood.place", "`log.mood.place` is not a yes or no, so"),
        ("mean(log.mood.level, 7d)", "value", "mean", "`mean(…)` is not a yes or no, so"),
        (
            "mean(log.mood.slept, 7d) > 3",
            "value",
            "log.mood.slept",
            "`log.mood.slept` is not a number, so it has no mean",
        ),
        ("log.mood", "value", "log.mood", "`log.mood` is a log; a condition asks"),
        ("mean(log.mood, 7d) > 3", "value", "log.mood", "log.mood is not a number, so it has no mean"),
        ("level > 3", "unknown-name", "level", "there is nothing called 'level' here"),
        ("log.mood.levl > 3", "unknown-name", "levl", "there is no question in the log 'mood' called 'levl'"),
        ("log.mod.level > 3", "unknown-name", "mod", "there is no log 'mod'"),
        ("log.mood.level.x > 3", "unknown-name", "log.mood.level.x", "there is nothing called 'log.mood.level.x' here"),
        ("setting.cps > 3", "unknown-name", "cps", "there is no setting 'cps'"),
        ("days(log.mod, 7d) > 3", "unknown-name", "mod", "there is no log 'mod'"),
        ("log.mood.level = 3", "value", "=", "'=' does not belong in a condition"),
    ],
)
def test_a_condition_that_cannot_be_met_is_refused_where_it_stands(
    condition: str, code: str, marked: str, message: str
) -> None:
    (problem,) = problems(alert=condition)
    assert problem.code == code
    assert problem.message.startswith(message)
    start = problem.place.column - len('if  = "') - 1
    assert condition[start : start + problem.place.length] == marked


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("last", "`last` cannot depend on its own answer"),
        ("log.mood.last", "`last` cannot depend on its own answer"),
        ("setting.nobody", "there is no setting 'nobody'"),
    ],
)
def test_a_question_cannot_depend_on_itself(condition: str, message: str) -> None:
    (problem,) = problems(field=condition)
    assert problem.message == message


def test_names_are_spelled_out_for_the_core() -> None:
    plan = planfile.check_text(PLAN.replace("ALERT", "log.mood.slept").replace("IF", "days(level > 3, 7d) > 2")).plan
    assert plan is not None
    assert "name='log.mood.level'" in repr(plan.logs["mood"].fields["last"].condition)
