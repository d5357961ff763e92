"""Settings: what may be chosen, and what a choice changes in a plan."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.core.plan import Check, Plan, Setting
from selfcare.core.question import Value
from selfcare.core.when import DayTime, Offset, Span, Window
from selfcare.errors import UsageError
from selfcare.planfile.choices import accept, accepted, allowed, order, show

GAP = Setting("gap", "duration", "How long?", "2h", "2h", "1h", "4h")
MORNING = Setting("morning", "time", "When?", "07:15", "07:15", "05:00", None)
CUPS = Setting("cups", "number", "How many?", 2, 2, 0, 6.5)
WHO = Setting("who", "text", "Who?", "a friend", "a friend")
TEA = Setting("tea", "choice", "Which?", "green", "green", None, None, {"green": "green tea", "black": "black tea"})
NIGHTS = Setting("nights", "yes-no", "At night?", False, False)


@pytest.mark.parametrize(
    ("setting", "value", "kept"),
    [
        (GAP, "3h", "3h"),
        (GAP, "90m", "90m"),
        (GAP, " 1h ", "1h"),
        (MORNING, "08:00", "08:00"),
        (CUPS, 3, 3),
        (CUPS, "3", 3),
        (CUPS, "0.5", 0.5),
        (CUPS, 2.0, 2),
        (WHO, "my sister", "my sister"),
        (WHO, "a\x1bb", "a\ufffdb"),
        (TEA, "black", "black"),
        (NIGHTS, True, True),
        (NIGHTS, "yes", True),
        (NIGHTS, "no", False),
    ],
)
def test_what_may_be_chosen_is_kept(setting: Setting, value: Value, kept: Value) -> None:
    assert accept(setting, value) == kept
    assert type(accept(setting, value)) is type(kept)


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (GAP, "5h", "gap takes a duration such as 2h, at least 1h, at most 4h"),
        (GAP, "30m", "gap takes a duration such as 2h, at least 1h, at most 4h"),
        (GAP, "2 hours", "gap takes a duration such as 2h, at least 1h, at most 4h"),
        (GAP, 3, "gap takes a duration such as 2h, at least 1h, at most 4h"),
        (MORNING, "04:59", "morning takes a time such as 07:15, at least 05:00"),
        (MORNING, "8pm", "morning takes a time such as 07:15, at least 05:00"),
        (CUPS, 7, "cups takes a number, at least 0, at most 6.5"),
        (CUPS, "many", "cups takes a number, at least 0, at most 6.5"),
        (CUPS, float("nan"), "cups takes a number, at least 0, at most 6.5"),
        (CUPS, True, "cups takes a number, at least 0, at most 6.5"),
        (CUPS, ("1",), "cups takes a number, at least 0, at most 6.5"),
        (WHO, "", "who takes some words"),
        (WHO, "x" * 201, "who takes some words"),
        (TEA, "white", "tea takes one of green, black"),
        (NIGHTS, "perhaps", "nights takes yes or no"),
    ],
)
def test_what_may_not_be_chosen_is_refused_with_what_may(setting: Setting, value: Value, sentence: str) -> None:
    assert accepted(setting, value) is None
    with pytest.raises(UsageError) as raised:
        accept(setting, value)
    assert str(raised.value) == sentence
    assert allowed(setting) in sentence


def test_values_of_one_kind_have_an_order() -> None:
    assert order("duration", "1d") > order("duration", "23h") > order("duration", "90m")
    assert order("time", "10:00") > order("time", "09:59")
    assert order("number", 2) == 2


def test_a_choice_is_shown_in_words() -> None:
    assert [show(setting) for setting in (GAP, CUPS, TEA, NIGHTS)] == ["2h", "2", "green tea", "no"]
    assert show(Setting("nights", "yes-no", "At night?", True, True)) == "yes"


PLAN = """
selfcare = 1
[plan]
title = "Plan"
[setting.gap]
duration = "How long?"
default  = "2h"
min      = "1h"
max      = "1d"
[setting.evening]
time    = "When?"
default = "21:00"
[setting.nights]
yes-no  = "At night?"
default = false
[checklist.prep.tea]
check = "No tea for {gap}, {nights} {unknown"
from  = "{gap} before"
[checklist.prep.ride]
check = "Plan the ride"
at    = "1d before at {evening}"
if    = "setting.nights and setting.gap >= 3h"
[routine.wind-down]
at    = "{evening}"
every = "day"
steps = [{ rest = "30s", if = "setting.evening > '20:00'" }]
"""


def load(**choices: Value) -> Plan:
    return planfile.load({"plan.toml": PLAN}, choices=choices)


def test_a_choice_goes_into_texts_times_and_conditions() -> None:
    plan = load(gap="3h", evening="22:15", nights=True)
    tea, ride = plan.checklists["prep"].items.values()
    assert tea.action == Check("No tea for 3h, yes {unknown")
    assert tea.window == Window(opens=Offset(Span(seconds=10800), "before"))
    assert isinstance(ride.window and ride.window.at, DayTime)
    assert plan.routines["wind-down"].at == "22:15"
    assert "10800" in repr(ride.condition)
    assert plan.settings["gap"].value == "3h"
    assert plan.settings["gap"].default == "2h"


def test_a_day_that_is_chosen_is_a_calendar_day() -> None:
    assert load(gap="1d").checklists["prep"].items["tea"].window == Window(opens=Offset(Span(days=1), "before"))


def test_a_choice_that_is_no_longer_allowed_gives_way_to_the_default() -> None:
    for gap in ("30m", "2d", "x", 3, True, ("a",)):
        assert load(gap=gap).settings["gap"].value == "2h"


def test_a_choice_of_a_setting_that_is_gone_changes_nothing() -> None:
    assert load(other="1h") == load()
