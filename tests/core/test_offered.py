"""What a plan asks of a day, how the day goes, and what goes with it."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.core.offered import Load, amounts, companions, merged, offer
from selfcare.core.plan import Plan

ORDINARY = """selfcare = 1
[plan]
title = "Every day"
[setting.how]
choice = "How?"
default = "long"
options = { long = "Long", short = "Short" }
[routine.calm]
every = "day"
at = "07:30"
rate = "log.mood.now"
[[routine.calm.steps]]
rest = "10m"
if = "setting.how == 'long'"
[[routine.calm.steps]]
rest = "2m"
if = "setting.how == 'short'"
[routine.week]
every = "sun"
[[routine.week.steps]]
log = "mood"
[log.mood.now]
scale = "How is it?"
[log.mood.more]
text = "More?"
if = "now >= 5"
[log.evening]
every = "day"
at = "20:00"
[log.evening.one]
scale = "One?"
[log.evening.two]
scale = "Two?"
"""
VISIT = """selfcare = 1
[plan]
title = "A visit"
tags = ["acupuncture"]
[checklist.prep.meal]
check = "Eat"
from = "2h before"
until = "1h before"
[checklist.prep.coffee]
avoid = "Coffee"
from = "2h before"
[checklist.after.rest]
rest = "5m"
from = "end"
until = "1h after"
"""


def plan(text: str) -> Plan:
    return planfile.load({"plan.toml": text})


def test_an_ordinary_day_counts_what_the_settings_leave_in_and_a_seventh_of_the_week() -> None:
    found = offer(plan(ORDINARY))
    assert found.ordinary == Load(10, pytest.approx(2 + 2 + 1 / 7), 0)  # type: ignore[arg-type]
    assert found.visit is None
    assert [(row.when, row.words) for row in found.day][-2:] == [("07:30", "Calm"), ("20:00", "Evening")]


def test_the_day_of_a_visit_has_what_comes_before_and_what_comes_after() -> None:
    found = offer(plan(VISIT))
    assert found.ordinary == Load(0, 0, 0)
    assert found.visit == Load(5, 0, 2)
    assert [(row.when, row.words) for row in found.day] == [
        ("12:30", "Eat"), ("12:30", "leave out: Coffee"), ("15:30", "Rest"),
    ]  # fmt: skip


def test_amounts_are_told_in_words() -> None:
    assert amounts(Load(10.4, 1, 0)) == "10 min and 1 question"
    assert amounts(Load(3, 2, 12)) == "3 min, 2 questions and 12 things"
    assert amounts(Load(0, 0.2, 0)) == "nothing"


def test_care_after_a_visit_goes_with_whatever_prepares_for_one() -> None:
    assert companions(plan(VISIT)) == ("aftercare",)
    assert companions(plan(VISIT.replace("[checklist.prep", "[checklist.x").replace('["acupuncture"]', "[]"))) == ()
    assert companions(plan('selfcare = 1\n[plan]\ntitle = "x"\ntags = ["acupuncture"]')) == (
        "acupuncture-prep",
        "aftercare",
    )
    aftercare = planfile.check_shipped("aftercare").plan
    assert aftercare is not None
    assert companions(aftercare) == ()


def test_what_two_plans_both_ask_is_told_as_one_row() -> None:
    other = plan(
        VISIT.replace('title = "A visit"', 'title = "Another"\nid = "other"').replace("2h before", "3h before")
    )
    assert merged([plan(VISIT), other]) == ["What several of them ask stands in one row: no coffee, eat and rest."]
    assert merged([plan(VISIT)]) == ["Nothing in them is asked twice."]
