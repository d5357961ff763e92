"""Several plans, one body: rules that agree are one, the strictest; what cannot both be is told with both reasons."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core import several, today
from selfcare.core.agenda import Agenda, Line, agenda
from selfcare.core.burden import too_much
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment, Mark
from selfcare.core.plan import Avoid, Check, Checklist, Item, Plan
from selfcare.core.ports import InUse
from selfcare.core.start import offered
from selfcare.core.when import Offset, Span, Window
from selfcare.linear.day import spoken
from tests.core.day import NOW, SINCE, at, prep, window

VISIT = Appointment("v", at("14:30"), 3000, made=SINCE)


def plan(name: str, *items: Item) -> Plan:
    return replace(prep(*items), id=name, title=name.capitalize())


def avoid(minutes: float, until: float = 0, about: str = "caffeine", why: str = "") -> Item:
    return Item(about, Avoid(f"Any {about}"), window(minutes, until), about=about, short=about, why=why)


def check(minutes: float, until: float = 0, about: str = "meal", why: str = "") -> Item:
    return Item(about, Check(f"Have a {about}"), window(minutes, until), about=about, why=why)


def of(*plans: Plan, now: datetime = NOW, marks: tuple[Mark, ...] = ()) -> Agenda:
    return agenda([InUse(each, SINCE) for each in plans], [VISIT], marks, [], now)


def said(plan: str, path: str, kind: str, clock: str) -> Mark:
    return Mark(f"m-{plan}-{clock}", kind, plan, path, "v", at(clock), at(clock))  # type: ignore[arg-type]


def test_rules_that_agree_are_one_line_the_strictest_with_both_reasons() -> None:
    found = of(plan("one", avoid(120, why="Tense.")), plan("two", avoid(240, about="coffee", why="Sleep.")))
    (line,) = found.lines
    assert (line.opens, line.closes, line.state) == (at("10:30"), at("14:30"), "open")
    assert [each.plan for each in line.also] == ["one", "two"]
    assert line.why == (
        "“One”: no any caffeine, from 2 h before until the start. Tense. "
        "“Two”: no any coffee, from 4 h before until the start. Sleep."
    )
    assert found.disputes == ()


def test_a_reason_that_both_plans_give_is_said_once() -> None:
    (line,) = of(plan("one", avoid(120, why="Tense.")), plan("two", avoid(120, why="Tense."))).lines
    assert line.why == "“One” and “Two”: no any caffeine, from 2 h before until the start. Tense."


def test_something_to_do_for_both_is_done_where_both_windows_are_open() -> None:
    (line,) = of(plan("one", check(180, 60)), plan("two", check(120, 30, about="snack"))).lines
    assert (line.opens, line.closes) == (at("12:30"), at("13:30"))


def test_windows_that_never_meet_stay_two_things_to_do() -> None:
    assert len(of(plan("one", check(180, 120)), plan("two", check(60, 30))).lines) == 2


@pytest.mark.parametrize("plan_id", ["one", "two"])
def test_what_is_said_of_one_counts_for_both(plan_id: str) -> None:
    plans = plan("one", avoid(120)), plan("two", avoid(240))
    slip = said(plan_id, "checklist.prep.caffeine", "slipped", "13:00")
    (line,) = of(*plans, marks=(slip,), now=at("13:10")).lines
    assert (line.state, line.answered) == ("slipped", at("13:00"))
    kept = said(plan_id, "checklist.prep.caffeine", "kept", "14:31")
    later = of(*plans, marks=(kept,), now=at("14:40"))
    assert [line.state for line in later.lines] == ["kept"]
    assert later.to_ask == ()


def test_the_question_about_what_was_left_out_is_asked_once() -> None:
    assert len(of(plan("one", avoid(120)), plan("two", avoid(240)), now=at("14:40")).to_ask) == 1


def test_what_cannot_both_be_is_told_with_both_reasons_and_the_question_to_ask() -> None:
    found = of(plan("one", check(90, 30, why="You may faint.")), plan("two", avoid(120, about="food", why="A custom.")))
    (dispute,) = found.disputes
    assert dispute.topic == "food"
    ((headline, texts),) = several.told(found.disputes, found.titles)
    assert headline == "Two of your plans differ about food"
    assert texts == [
        "“One”: have a meal, from 1 h 30 min before until 30 min before. You may faint.",
        "“Two”: no any food, from 2 h before until the start. A custom.",
        "Ask your practitioner which of the two holds for you: “Have a meal”, or no “Any food”.",
    ]
    assert sorted(line.plan for line in found.lines) == ["one", "two"]
    assert all(not line.also for line in found.lines)
    for shown in ("\n".join(today.as_text(found)), "\n".join(spoken(found))):
        assert "Two of your plans differ" in shown
        assert "You may faint." in " ".join(shown.split()) and "A custom." in " ".join(shown.split())


def test_a_window_is_shortened_by_what_another_plan_leaves_out() -> None:
    found = of(plan("one", check(180, 30)), plan("two", avoid(120, about="food")))
    assert found.disputes == ()
    shorter = next(line for line in found.lines if line.kind == "check")
    assert (shorter.opens, shorter.closes) == (at("11:30"), at("12:30"))
    assert [each.plan for each in shorter.also] == ["one", "two"]


def test_each_of_several_rules_shortens_what_the_others_left() -> None:
    plans = (
        plan("one", check(240, 0)),
        plan("two", avoid(60, about="food")),
        plan("three", avoid(240, 180, about="meal")),
    )
    shorter = next(line for line in of(*plans).lines if line.kind == "check")
    assert (shorter.opens, shorter.closes) == (at("11:30"), at("13:30"))
    assert [each.plan for each in shorter.also] == ["one", "two", "three"]
    assert of(*plans).disputes == ()


def test_what_is_over_is_in_dispute_no_more() -> None:
    plans = plan("one", check(90, 30)), plan("two", avoid(120, about="food"))
    assert of(*plans, now=at("15:00")).disputes == ()


def test_one_plan_is_never_compared_with_itself() -> None:
    found = of(
        plan("one", avoid(120), replace(avoid(60), name="again"), replace(check(60, about="caffeine"), name="cup"))
    )
    assert len(found.lines) == 3
    assert found.disputes == () and found.titles == {}


def test_rules_for_different_visits_have_nothing_to_do_with_each_other() -> None:
    other = replace(VISIT, id="w", starts=at("16:30"), plan="two")
    mine = replace(VISIT, plan="one")
    plans = [InUse(plan("one", check(90, 30)), SINCE), InUse(plan("two", avoid(600, about="food")), SINCE)]
    assert agenda(plans, [mine, other], [], [], NOW).disputes == ()


def test_a_walk_of_the_second_plan_finds_what_is_open_of_it() -> None:
    one, two = plan("one", check(180, 60)), plan("two", check(180, 30))
    (walk,) = offered(two, of(one, two, now=at("12:00")))
    assert isinstance(walk.course, Checklist)
    assert list(walk.course.items) == ["meal"]


def test_json_names_the_parts_and_what_is_in_dispute() -> None:
    merged = today.as_json(of(plan("one", avoid(120)), plan("two", avoid(240))))
    paths = [{"plan": name, "path": "checklist.prep.caffeine"} for name in ("one", "two")]
    assert merged["items"][0]["also"] == paths  # type: ignore[index, call-overload]
    assert "disputes" not in merged
    found = today.as_json(of(plan("one", check(90, 30)), plan("two", avoid(120, about="meal"))))
    assert found["disputes"][0]["sides"][0] == {"plan": "one", "path": "checklist.prep.meal"}  # type: ignore[index, call-overload]


MINUTES = st.integers(0, 300)


@given(st.lists(st.tuples(st.booleans(), MINUTES, MINUTES), min_size=2, max_size=4))
def test_no_rule_is_lost_and_none_is_made_weaker(rules: list[tuple[bool, int, int]]) -> None:
    plans = []
    for number, (is_avoid, one, two) in enumerate(rules):
        make = avoid if is_avoid else check
        plans.append(plan(f"p{number}", make(max(one, two) + 1, min(one, two), about="meal")))
    alone = [line for each in plans for line in of(each, now=at("08:00")).lines]
    together = of(*plans, now=at("08:00"))
    covered = {each.plan for line in together.lines for each in line.also or (line,)}
    assert covered == {line.plan for line in alone}
    for line in alone:
        if line.kind == "avoid":
            stricter = [each for each in together.lines if each.kind == "avoid" and _covers(each, line)]
            assert stricter, "what one plan leaves out is left out for at least as long"


def _covers(whole: Line, part: Line) -> bool:
    assert whole.opens and whole.closes and part.opens and part.closes
    return whole.opens <= part.opens and part.closes <= whole.closes


def test_two_disputes_about_one_topic_are_told_together() -> None:
    snack = replace(check(60, 30, about="snack"), name="snack")
    found = of(plan("one", check(90, 70), snack), plan("two", avoid(120, about="food")))
    assert len(found.disputes) == 2
    ((_, texts),) = several.told(found.disputes, found.titles)
    assert [text.split(":")[0] for text in texts[:3]] == ["“One”", "“Two”", "“One”"]
    assert len(texts) == 5, "three sides, two questions"


def test_more_than_twelve_things_of_the_same_hour_are_told() -> None:
    many = [Item(f"i{number}", Check(f"Thing {number}"), window(60, number), about=f"t{number}") for number in range(8)]
    assert of(plan("one", *many), plan("two", *many)).burdens == (), "agreeing rules count once"
    others = [replace(each, about=f"other {each.name}") for each in many]
    (burden,) = of(plan("one", *many), plan("two", *others)).burdens
    assert burden.startswith("Together your plans ask 16 things that can only be done between 13:30 and 14:30.")
    longer = [replace(each, window=window(180, 0)) for each in others]
    assert of(plan("one", *many), plan("two", *longer)).burdens == (), "what has three hours is not of one"
    assert list(too_much([], {}, NOW)) == []


def test_after_a_visit_too_what_is_left_out_longest_holds() -> None:
    later = [
        Item("beer", Avoid("Beer"), Window(closes=Offset(Span(seconds=hours * 3600), "after")), about="alcohol")
        for hours in (6, 12)
    ]
    (line,) = of(plan("one", later[0]), plan("two", later[1]), now=at("15:30")).lines
    assert line.closes == at("15:20").replace(day=4, hour=3)
