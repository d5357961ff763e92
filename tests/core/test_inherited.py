"""Rules that several plans have from one they extend: once, unless something about them or what listens differs."""

from __future__ import annotations

import pytest

from selfcare.core.agenda import Agenda, agenda
from selfcare.core.condition import parse
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry, Mark
from selfcare.core.plan import (
    Alert,
    Ask,
    Breathe,
    Check,
    Checklist,
    Follow,
    Item,
    Plan,
    Routine,
    Setting,
    Step,
    Warning,  # noqa: A004
)
from selfcare.core.ports import InUse
from selfcare.core.question import Field, Log, Scale
from selfcare.core.repeat import Repeat
from selfcare.core.start import offered
from tests.core.day import NOW, SINCE, at, prep, visit, window

PAIN = Log("pain", "Pain", {"level": Field("level", "How bad?", Scale())})
CALM = Routine(
    "calm",
    "Calm",
    (Step("1", Check("Sit")), Step("2", Breathe("slow"), condition=parse("setting.breath"))),
    every=Repeat(),
)
OTHER = Routine("other", "Other", (Step("1", Check("Sit")),))
RED = Alert("red", parse("log.pain.level >= 8"), warning="chest")
CHEST = Warning("chest", "Chest pain.", "emergency")
BASE = replace(
    prep(
        Item("rate", Ask("pain"), window(60)),
        Item("walk", Follow("calm"), window(60)),
        Item("bag", Check("Pack a bag"), window(60)),
        logs=[PAIN],
        routines=[CALM, OTHER],
    ),
    settings={"breath": Setting("breath", "yes-no", "With breathing?", False, False)},
    alerts={"red": RED},
    warnings={"chest": CHEST},
)
ONE, TWO = (replace(BASE, id=name, title=name.capitalize()) for name in ("one", "two"))
RATE, WALK, BAG, DAILY = "checklist.prep.rate", "checklist.prep.walk", "checklist.prep.bag", "routine.calm"


def of(*plans: Plan, marks: tuple[Mark, ...] = (), entries: tuple[Entry, ...] = ()) -> Agenda:
    return agenda([InUse(each, SINCE) for each in plans], [visit()], marks, entries, at("14:00"))


def paths(found: Agenda) -> list[str]:
    return sorted(line.path for line in found.lines)


def test_what_two_plans_have_from_one_is_one_line_with_both_in_it() -> None:
    found = of(ONE, TWO)
    assert paths(found) == sorted([RATE, WALK, BAG, DAILY])
    assert all([own.plan for own in line.also] == ["one", "two"] for line in found.lines)


@pytest.mark.parametrize("name", ["one", "two"])
def test_what_is_answered_once_counts_for_the_line(name: str) -> None:
    ticked = Mark("m", "ticked", name, BAG, "visit", at("13:50"), at("13:50"))
    rated = Entry("e", name, "1", "h", "pain", at("13:55"), at("13:55"), {"level": 3}, occurrence="visit")
    found = of(ONE, TWO, marks=(ticked,), entries=(rated,))
    assert {line.path: (line.plan, line.state) for line in found.lines if line.answered} == {
        BAG: (name, "done"),
        RATE: (name, "done"),
    }


OWN = replace(TWO, alerts={"red": RED, "mine": Alert("mine", parse("log.pain.level >= 5"), say="Rest.")})
LOUDER = replace(TWO, warnings={"chest": replace(CHEST, say="Call now.")})
COUNTED = replace(
    TWO,
    checklists={
        **TWO.checklists,
        "after": Checklist("after", "After", {"ice": Item("ice", Check("Ice"))}, anchor="log.pain"),
    },
)
LOOKING = replace(
    TWO,
    routines={
        **TWO.routines,
        "other": replace(OTHER, steps=(replace(OTHER.steps[0], condition=parse("days(log.pain, 7d) >= 3")),)),
    },
)
WORDED = replace(TWO, logs={"pain": replace(PAIN, title="Pain now")})


@pytest.mark.parametrize("plan", [OWN, LOUDER, COUNTED, LOOKING, WORDED])
def test_a_log_whose_answers_one_of_the_plans_listens_to_alone_is_asked_for_each(plan: Plan) -> None:
    assert paths(of(ONE, plan)).count(RATE) == 2
    assert paths(of(ONE, plan)).count(BAG) == 1


def test_a_routine_of_other_steps_is_another() -> None:
    longer = replace(TWO, routines={**TWO.routines, "calm": replace(CALM, steps=CALM.steps[:1])})
    assert paths(of(ONE, longer)).count(WALK) == 2


def test_a_routine_that_a_setting_makes_another_is_another() -> None:
    chosen = replace(TWO, settings={"breath": replace(TWO.settings["breath"], value=True)})
    assert paths(of(ONE, chosen)).count(WALK) == 2
    assert paths(of(ONE, chosen)).count(RATE) == 1


def test_a_walk_of_the_second_plan_finds_the_routine_that_is_due() -> None:
    one, two = (replace(plan, checklists={}) for plan in (ONE, TWO))
    (walk,) = offered(two, of(one, two))
    assert (walk.course.name, walk.occurrence) == ("calm", NOW.date().isoformat())


def test_lines_stay_in_the_order_of_the_plans() -> None:
    bag = Item("rate", Check("Pack a bag"), window(60))
    apart = replace(TWO, checklists={"prep": replace(TWO.checklists["prep"], items={"rate": bag})})
    found = [(line.plan, line.path) for line in of(ONE, apart).lines if line.path.startswith("checklist.prep.")]
    assert found == [("one", RATE), ("one", WALK), ("one", BAG), ("two", RATE)]
