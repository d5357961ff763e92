"""The plans that are shipped say what they should: when, how surely, and what is never left out."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from selfcare import planfile
from selfcare.core.agenda import Line
from selfcare.core.frozen import replace
from selfcare.core.grammar import moment
from selfcare.core.plan import Avoid, Check, Follow
from selfcare.core.regions import BANNER
from selfcare.core.simulation.examples import differences
from selfcare.core.when import Offset, Span
from tests.plans.simulate import SHIPPED, checked, chosen, look

VISIT = datetime(2026, 12, 3, 14, 30, tzinfo=ZoneInfo("UTC"))

EXAMPLES = [(name, test.name) for name in SHIPPED for test in checked(name).tests]
TRIED = {name: planfile.try_out_shipped(name) for name in SHIPPED}

PREP = {
    "medicines": ("7d before", "start", "consensus"),
    "medicine-list": ("7d before", "2h before", "consensus"),
    "safety-list": ("7d before", "start", "consensus"),
    "unwell": ("24h before", "2h before", "consensus"),
    "goal": ("24h before", "30m before", "logistics"),
    "way-home": ("24h before", "2h before", "consensus"),
    "alcohol": ("12h before", "start", "consensus"),
    "clothes": ("3h before", "start", "logistics"),
    "light-meal": ("2h before", "1h before", "consensus"),
    "caffeine": ("2h before", "start", "tradition"),
    "heavy-meal": ("2h before", "start", "consensus"),
    "exercise": ("2h before", "start", "consensus"),
    "water": ("2h before", "30m before", "logistics"),
    "eaten": ("1h before", "20m before", "consensus"),
    "scores": ("1h before", "start", "logistics"),
    "jewellery": ("1h before", "start", "logistics"),
    "arrive": ("20m before", "10m before", "logistics"),
    "settle": ("20m before", "5m before", "review"),
    "toilet": ("15m before", "start", "logistics"),
    "phone": ("5m before", "start", "logistics"),
}
AFTER = {
    "sit-up": ("end", "10m after", "consensus"),
    "rest": ("end", "15m after", "logistics"),
    "driving": ("end", "1h after", "consensus"),
    "warning-list": ("end", "1h after", "review"),
    "pause": ("30m after", "3h after", "logistics"),
    "activity": ("end", "6h after", "consensus"),
    "meal": ("end", "3h after", "consensus"),
    "alcohol": ("end", "6h after", "consensus"),
    "needle-spots": ("end", "24h after", "review"),
    "medicines": ("end", "7d after", "consensus"),
    "next-visit": ("end", "2d after", "logistics"),
    "first-check": ("2h after", "4h after", "logistics"),
    "evening": ("same day at 20:00", "same day at 23:00", "logistics"),
    "next-day": ("20h after", "28h after", "logistics"),
    "warning-again": ("24h after", "28h after", "review"),
    "second-day": ("44h after", "52h after", "logistics"),
}
WINDOWS = [
    *(("acupuncture-prep", "prep", name, *rest) for name, rest in PREP.items()),
    ("acupuncture-prep", "after", "scores", "2h after", "4h after", "logistics"),
    *(("aftercare", "after", name, *rest) for name, rest in AFTER.items()),
]
TELL = "none thinner bleeding device pregnant valve fits diabetes immune lymph metal implant scared skin lung reaction"


def strength(plan: str, path: str) -> str:
    lines: dict[str, Line] = {}
    for now in ("20m before", "10m after", "3h after", "25h after", "45h after"):
        seen = look(chosen(plan), now, VISIT)
        lines |= {line.path: line for line in (*seen.lines, *seen.unshown)}
    return lines[path].strength


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_plan_is_clean_as_for_one_that_is_published_and_nothing_is_waived(name: str) -> None:
    checked = planfile.check_shipped(name, strict=True, today=date(2026, 11, 29))
    assert (checked.problems, checked.waived) == ((), 0)
    tried = planfile.try_out_shipped(name)
    assert len(tried.names) >= 6
    assert tried.failed == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_plan_says_what_it_is_not(name: str) -> None:
    plan = checked(name)
    assert plan.cautions[0] == BANNER
    assert any("while driving" in caution and "Stop if you feel dizzy" in caution for caution in plan.cautions)
    assert "crisis" in plan.shown_warnings


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_what_its_author_means_is_so(name: str, example: str) -> None:
    tried = TRIED[name]
    assert example in tried.names
    assert example not in tried.failed, planfile.as_text(tried.problems, tried.texts)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_plan_gives_examples_and_each_expects_something(name: str) -> None:
    tests = checked(name).tests
    assert len(tests) >= 6
    assert all(test.expect for test in tests)
    assert len({test.name for test in tests}) == len(tests)


def test_the_plans_tell_of_settings_of_a_moved_visit_and_of_the_nights_on_which_clocks_change() -> None:
    tests = [test for name in SHIPPED for test in checked(name).tests]
    assert any(test.settings for test in tests)
    assert any(answer.act == "move" for test in tests for answer in test.answers)
    assert any(test.zone != "UTC" for test in tests)


@pytest.mark.parametrize(("plan", "checklist", "name", "opens", "closes", "label"), WINDOWS)
def test_an_item_has_its_window_and_its_label(
    plan: str, checklist: str, name: str, opens: str, closes: str, label: str
) -> None:
    window = chosen(plan).checklists[checklist].items[name].window
    assert window is not None
    assert window.at is None
    assert window.opens == moment(opens)
    assert (window.closes or Offset(Span(), "before")) == moment(closes)
    assert strength(plan, f"checklist.{checklist}.{name}") == label


def test_nothing_else_is_on_the_checklists() -> None:
    assert set(chosen("acupuncture-prep").checklists["prep"].items) == set(PREP)
    assert set(chosen("aftercare").checklists["after"].items) == set(AFTER)
    assert chosen("daily-stress").checklists == {}


def test_caffeine_stops_two_hours_before_and_may_be_set_from_one_hour_to_four() -> None:
    setting = chosen("acupuncture-prep").settings["caffeine"]
    assert (setting.default, setting.low, setting.high) == ("2h", "1h", "4h")


@pytest.mark.parametrize("hours", ["1h", "4h"])
def test_the_chosen_caffeine_time_is_the_window(hours: str) -> None:
    window = chosen("acupuncture-prep", caffeine=hours).checklists["prep"].items["caffeine"].window
    assert window is not None
    assert window.opens == moment(f"{hours} before")


@pytest.mark.parametrize("name", ["acupuncture-prep", "aftercare"])
def test_medicines_go_on_and_no_setting_changes_that(name: str) -> None:
    plan = chosen(name)
    item = next(
        checklist.items["medicines"] for checklist in plan.checklists.values() if "medicines" in checklist.items
    )
    assert isinstance(item.action, Check)
    assert item.action.words.startswith("Keep taking your")
    assert "medicines" not in plan.settings


def test_nothing_is_left_out_for_longer_than_half_a_day() -> None:
    for name in ("acupuncture-prep", "aftercare"):
        for checklist in chosen(name).checklists.values():
            for item in checklist.items.values():
                if isinstance(item.action, Avoid) and item.window and isinstance(item.window.opens, Offset):
                    assert item.window.opens.span.days == 0
                    assert item.window.opens.span.seconds <= 12 * 3600


def test_nobody_is_asked_to_fast_or_to_drink_more_than_they_may() -> None:
    plan = chosen("acupuncture-prep")
    water = plan.checklists["prep"].items["water"].action
    assert isinstance(water, Check)
    assert "Keep to any fluid limit your doctor gave you." in water.words
    assert "If you have diabetes, keep your usual meals and medicines, and bring your glucose kit." in plan.cautions


def test_the_practitioner_is_told_all_fifteen_things() -> None:
    assert list(chosen("acupuncture-prep").logs["safety-list"].fields["facts"].kind.options) == TELL.split()  # type: ignore[union-attr]


def test_warning_signs_of_the_visit_stand_before_those_of_the_needles() -> None:
    shown = chosen("acupuncture-prep").shown_warnings
    assert shown[:3] == ("cauda-equina", "thunder", "stroke")
    assert set(shown[3:]) == {"chest", "infect", "bleed", "nerve", "allergy", "needle", "crisis"}


def test_the_lung_comes_first_after_needles_and_all_signs_come_up_at_the_end_and_a_day_later() -> None:
    plan = chosen("aftercare")
    shown, items = plan.shown_warnings, plan.checklists["after"].items
    assert shown == ("chest", "infect", "bleed", "nerve", "allergy", "needle", "faint", "preg", "crisis")
    assert isinstance(items["warning-list"].action, Follow)
    assert "warning signs" in plan.routines["warning-list"].title
    assert items["warning-again"].action == Check("Look at the warning signs once more. Press R to see them.")


@pytest.mark.parametrize(
    ("answer", "card"),
    [
        ("chest", "chest"),
        ("swollen", "allergy"),
        ("faint", "faint"),
        ("fever", "infect"),
        ("heavy", "bleed"),
        ("weak", "nerve"),
    ],
)
def test_an_answer_that_names_a_red_flag_shows_its_card(answer: str, card: str) -> None:
    alert = chosen("aftercare").alerts[card]
    assert (alert.warning, alert.level) == (card, "urgent")
    bruised = next(test for test in checked("aftercare").tests if test.name == "A bruise alone raises nothing")
    hurt = replace(bruised.answers[0], values={"effects": (answer,)})
    expected = replace(bruised, answers=(hurt,), expect={"shown": (f"warning.{card}",)})
    assert differences(chosen("aftercare"), expected) == []


def test_stress_is_watched_without_being_judged() -> None:
    plan = chosen("daily-stress")
    assert set(plan.shown_warnings) == {"crisis", "breath", "heart"}
    assert "Chest pain is not always stress." in plan.cautions
    assert "Stress that stops you working, sleeping or eating for two weeks: see a doctor." in plan.cautions
    assert plan.alerts == {}
    assert plan.settings["worry-questions"].default is False
    assert plan.settings["breath"].default == "long-exhale"


def test_aftercare_asks_nothing_on_days_without_a_visit() -> None:
    assert look(chosen("aftercare"), VISIT).lines == ()
