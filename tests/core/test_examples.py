"""`[[test]]` of a plan: what comes out, what does not, and why, in words an author can act on."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.core.frozen import replace
from selfcare.core.plan import ScriptedAnswer
from selfcare.core.simulation.examples import differences

PLAN = """selfcare = 1
[plan]
title = "x"

[setting.late]
yes-no  = "Late?"
default = false

[checklist.prep.coffee]
avoid = "Coffee"
from  = "2h before"

[checklist.prep.arrive]
check = "Arrive"
at    = "15m before"

[checklist.prep.any]
check = "Any time"

[checklist.prep.late]
check = "Only if late"
from  = "2h before"
if    = "setting.late == yes and setting.pregnant == yes"

[checklist.after]
anchor = "log.attack"

[checklist.after.rest]
check = "Rest"
from  = "1h after"
until = "2h after"

[routine.calm]
title = "Calm"
every = "day"
at    = "08:00"

[[routine.calm.steps]]
check = "Sit"

[log.attack]
title = "Attack"
per   = "episode"

[log.attack.level]
scale = "How bad?"

[log.attack.since]
time = "Since when?"

[log.visit]
title = "Visit"
per   = "visit"

[log.visit.how]
scale = "How was it?"
"""


def said(body: str, appointment: bool = True) -> list[str]:
    """The hints and helps of a test that does not come out."""
    when = "appointment = 2026-12-03T14:30:00\n" if appointment else ""
    tried = planfile.try_out_text(f'{PLAN}[[test]]\nname = "One"\n{when}{body}\n')
    assert tried.is_plan, planfile.as_text(tried.problems, tried.texts)
    return [f"{problem.hint} | {problem.help}" if problem.hint else problem.message for problem in tried.problems]


@pytest.mark.parametrize(
    "body",
    [
        'now = "90m before"\nexpect = { open = ["checklist.prep.coffee", "checklist.prep.any", "routine.calm"] }',
        'now = "90m before"\nanswers = [{ at = "100m before", tick = "routine.calm" }]\n'
        'expect = { open = ["checklist.prep.coffee", "checklist.prep.any"] }',
        'now = "90m before"\nanswers = [{ at = "100m before", skip = "routine.calm" }]\n'
        'expect = { skipped = ["routine.calm"] }',
        'now = "3h before"\nanswers = [{ at = "1h before", slip = "checklist.prep.coffee" }]\n'
        'expect = { slipped = [], next = "checklist.prep.coffee" }',
        'now = "10m after"\nanswers = [{ at = "5m after", tick = "checklist.prep.coffee" }]\n'
        'expect = { kept = ["checklist.prep.coffee"] }',
        "now = 2026-12-02T12:30:00\n"
        'answers = [{ at = 2026-12-02T11:00:00, log = "attack", values = { level = 5, since = "9:30" } }]\n'
        'expect = { open = ["checklist.after.rest", "checklist.prep.any", "routine.calm"] }',
        'now = "90m before"\nanswers = [{ at = "1d before", move = "2d after at 10:00" }]\n'
        'expect = { next = "checklist.prep.arrive" }',
        'now = "90m before"\nsettings = { late = true, pregnant = true }\nexpect = { open = [\n'
        '"checklist.prep.coffee", "checklist.prep.any", "checklist.prep.late", "routine.calm"] }',
        'now = "start"\nanswers = [{ at = "1h before", log = "log.visit", values = { how = 3 } }]\n'
        "expect = { alerts = [] }",
        "expect = { slipped = [] }",
    ],
)
def test_what_is_so_comes_out(body: str) -> None:
    assert said(body) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            'now = "1h before"\nexpect = { open = ["checklist.prep.arrive"] }',
            "expected open, found to come | it is at Thu 3 Dec 14:15, and may be done until 14:30",
        ),
        (
            'now = "1h before"\nexpect = { kept = ["checklist.prep.coffee"] }',
            "expected kept, found open | its window is Thu 3 Dec 12:30 to 14:30",
        ),
        (
            'now = "90m before"\nexpect = { slipped = ["checklist.prep.late"] }',
            "expected slipped, found not for that day | its `if` is not met then, or its window was over before; "
            "its window is Thu 3 Dec 12:30 to 14:30",
        ),
        (
            'now = "90m before"\nexpect = { skipped = ["checklist.after.rest"] }',
            "expected skipped, found not on Today | ",
        ),
        (
            'now = "20d before at 10:00"\nexpect = { skipped = ["checklist.prep.any"] }',
            "expected skipped, found not on Today | ",
        ),
        (
            'now = "20d before at 09:00"\nexpect = { skipped = ["checklist.prep.coffee"] }',
            "expected skipped, found not on Today | its window is Thu 3 Dec 12:30 to 14:30",
        ),
        (
            'now = "20d after at 09:00"\nanswers = [{ at = "20d after at 08:30", tick = "routine.calm" }]\n'
            'expect = { next = "routine.calm" }',
            "expected routine.calm, found nothing more | "
            "it is at Wed 23 Dec 08:00, and may be done until Thu 24 Dec 00:00",
        ),
        (
            'now = "90m before"\nanswers = [{ at = "100m before", tick = "checklist.prep.late" }]',
            "'One' cannot be played: checklist.prep.late is not for that day, so nobody can answer it",
        ),
    ],
)
def test_what_is_not_is_told_with_what_is_and_why(body: str, told: str) -> None:
    assert said(body)[:1] == [told]


def test_many_that_are_not_expected_are_told_together() -> None:
    assert said('now = "90m before"\nsettings = { late = true, pregnant = true }\nexpect = { open = [] }') == [
        "found checklist.prep.any and checklist.prep.coffee and checklist.prep.late and routine.calm as well | "
        "checklist.prep.any: its window is Thu 19 Nov 14:30 to Thu 3 Dec 14:30"
    ]


def test_a_move_without_an_appointment_has_nothing_to_move() -> None:
    body = "now = 2026-12-03T12:00:00\nanswers = [{ at = 2026-12-03T11:00:00, move = 2026-12-04T11:00:00 }]"
    assert said(body, appointment=False) == [
        "'One' cannot be played: there is no appointment that this could count from"
    ]


def test_an_answer_that_no_compiler_has_seen_is_refused_too() -> None:
    plan = planfile.check_text(f'{PLAN}[[test]]\nname = "One"\nappointment = 2026-12-03T14:30:00\n').plan
    assert plan is not None
    for answer, reason in (
        (ScriptedAnswer(plan.tests[0].appointment, "log", "nothing"), "there is no log 'nothing'"),  # type: ignore[arg-type]
        (ScriptedAnswer(plan.tests[0].appointment, "log", "visit", {"x": 1}), "has no question of that name"),  # type: ignore[arg-type]
        (ScriptedAnswer(plan.tests[0].appointment, "move", "soon"), "no appointment that this could count from"),  # type: ignore[arg-type]
    ):
        told = differences(plan, replace(plan.tests[0], answers=(answer,)))
        assert reason in told[0].message
