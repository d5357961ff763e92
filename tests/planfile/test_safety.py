"""The rules that protect people: what each lets through, what it catches, and that none of them ever fails."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planfile.samples import DIARY, PREP
from tests.planfile.test_mutants import SLIPS

from selfcare import planfile
from selfcare.planfile import explain
from selfcare.planfile.lint import (
    before,
    breath,
    expected,
    medicine,
    needles,
    overbreathing,
    red_flags,
    sittings,
    tags,
    times,
)
from selfcare.planfile.problem import Problem

HERE = Path(__file__).parent
OURS = (times, medicine, before, expected, needles, red_flags, tags, breath, overbreathing, sittings)
SAFETY = [code for module in OURS for code in module.CODES]
WITH_A_PLAN = {code.word for code in SAFETY} - {"safety/script"}
GOOD = sorted(path for path in (HERE / "good").glob("safety-*.toml"))
ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "plans").rglob("*.toml"))


def code_of(stem: str) -> str:
    """The code that the name of a file begins with."""
    return max((code.word for code in explain.known() if stem.startswith(code.word.replace("/", "-") + "-")), key=len)


def found(text: str, folder: Path | None = None, *, strict: bool = False) -> list[Problem]:
    return list(planfile.check_text(text, folder=folder, strict=strict).problems)


def codes(text: str) -> set[str]:
    return {problem.code for problem in found(text)}


def plan(body: str, header: str = "") -> str:
    return f'selfcare = 1\n\n[plan]\ntitle = "Before your session"\n{header}\n\n{body}\n'


def item(words: str, key: str = "check", window: str = 'from = "2h before"') -> str:
    written = words.replace("\\", "\\\\").replace('"', '\\"')
    return plan(f'[checklist.prep.this]\n{key} = "{written}"\n{window}')


# twins


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_twin_has_no_problem_at_all(path: Path) -> None:
    checked = planfile.check(path)
    assert not checked.problems, planfile.as_text(checked.problems, checked.texts)


def test_every_rule_has_a_bad_plan_and_a_good_twin_of_its_name() -> None:
    stems = {path.stem for path in GOOD}
    assert {code_of(stem) for stem in stems} >= WITH_A_PLAN
    assert all((HERE / "bad" / f"{stem}.toml").is_file() for stem in stems)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_bad_twin_is_bad_in_that_way_only(path: Path) -> None:
    bad = (HERE / "bad" / path.name).read_text(encoding="utf-8")
    assert {code for code in codes(bad) if code.startswith("safety/")} == {code_of(path.stem)}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_breaks_no_rule(path: Path) -> None:
    assert [
        problem for problem in planfile.check(path, strict=True).problems if problem.code.startswith("safety/")
    ] == []


def test_the_smallest_plan_is_told_nothing() -> None:
    small = '[checklist.prep.caffeine]\navoid = "Coffee, tea, cola and energy drinks"\nfrom = "2h before"\n\n'
    assert codes(plan(f'{small}[checklist.prep.meal]\ncheck = "Eat a light meal"\nat = "2h before"')) == set()


def test_what_protects_people_is_not_waived() -> None:
    severities: dict[str, set[str]] = {}
    for path in (HERE / "bad").glob("safety-*.toml"):
        for problem in found(path.read_text(encoding="utf-8"), HERE / "bad"):
            severities.setdefault(problem.code, set()).add(problem.severity)
    for code in SAFETY:
        told = severities.get(code.word, {"warning"})
        assert code.waivable == ("warning" in told and "error" not in told), code.word


def test_every_rule_tells_why_and_where_it_comes_from() -> None:
    for code in SAFETY:
        assert code.reason and code.source and code.aliases and code.right and code.wrong


def test_every_rule_of_the_clinical_page_has_a_code() -> None:
    count = {"ST-0": (2, 3, 4, 5, 6, 8, 9), "PR-0": range(1, 9), "RF-L": range(1, 11), "BL-0": range(1, 10)}
    count |= {"ML-0": range(1, 6), "CL-0": (6,), "ST-": (10,)}
    wanted = {f"{prefix}{number}" for prefix, numbers in count.items() for number in numbers}
    assert wanted <= {alias for code in explain.known() for alias in code.aliases}


# words


CAUGHT: dict[str, list[str]] = {
    "safety/medicine": [
        "Skip your inhaler that morning",
        "Leave out blood thinners that morning",
        "Stop taking warfarin two days before",
        "Halve your dose the evening before",
        "Wean off your antidepressants",
        "Do not take your tablets that morning",
        "Leave your tablets out on the day",
        "Cut your pills in half",
        "No insulin on the day of the visit",
        "Stop your blood thinner if your acupuncturist says so",
        "Do not worry, skip your inhaler today",
        "Do not eat heavily, and stop your insulin",
        "Take a break from your medicines",
        "Skip coffee, breakfast and your inhaler",
        "Stop your warfarin and tell your doctor",
        "Leave your inhaler at home",
        "Skip your insulin\u2019s evening dose",
        "It is fine to miss a dose",
        "Take half your dose",
        "Never take aspirin before needles",
        "Stop antibiotics once you feel better",
        "Put off your insulin until after the visit",
    ],
    "safety/aid": [
        "Try walking without your stick",
        "Give up your brace",
        "Leave your walking stick at home",
        "Stop wearing your knee brace",
        "You may no longer need your glasses",
        "Throw away your crutches",
        "Manage without a sling",
        "Do not use your stick on the way",
        "Get rid of the walker",
        "Walk a few steps without a cane every day",
    ],
    "safety/fasting": [
        "Come on an empty stomach",
        "Do not eat for two hours before",
        "Nothing to eat from now on",
        "Fast for 12 hours",
        "No breakfast that day",
        "Skip lunch",
        "Go without food before your visit",
        "Please fast from midnight",
        "Stop eating at 6 in the morning",
        "Do not eat or drink before the needles",
        "Don\u2019t eat anything.",
        "Arrive fasting",
        "Do not have any food before your visit",
        "Leave out dinner",
    ],
    "safety/needles-at-home": [
        "Put a needle into your hand",
        "Needles in ST36 and SP-6",
        "Use cupping at home twice a week",
        "Light the moxa stick and hold it near",
        "Try dry needling yourself",
        "Insert two fine needles at the wrist",
        "Needles go 2 cm deep",
        "Half an hour of self-needling",
        "Cup your own back",
        "Your practitioner needles Zusanli",
        "Acupuncture at home",
        "Burn a moxa cone on the point",
        "Use the suction cups yourself",
    ],
    "safety/hyperventilation": [
        "Wim Hof breathing wakes you up",
        "Practise kapalabhati for a minute",
        "Hold your breath as long as you can",
        "Hold until you cannot any more",
        "Bhastrika, three rounds",
        "Hyperventilate for 30 breaths",
        "Now some breath of fire",
        "Breathe as fast as you can",
    ],
    "safety/phone": [
        "Call 999 now",
        "Ring 911 or go there",
        "Dial 112",
        "Call the clinic on 020 7946 0958",
        "Call +44 20 7946 0958",
        "Text (555) 123-4567",
        "The Samaritans: 116 123",
        "Lifeline is 13 11 14",
        "Phone 1-800-555-0199",
    ],
    "safety/eyes": [
        "Close your eyes.",
        "Sit down and close your eyes",
        "Sit with eyes closed",
        "With your eyes shut, rest",
    ],
}
LET_THROUGH: dict[str, list[str]] = {
    "safety/medicine": [
        "Do not stop your medicine",
        "Keep taking your prescribed medicines as normal. Do not stop any for this visit.",
        "Talk to your prescriber before you stop a medicine",
        "Never skip, stop or halve a dose",
        "Do not change or stop any medicine because of this plan",
        "Stopping some medicines, like blood thinners, can be dangerous.",
        "None of them is a reason to stop a medicine.",
        "Do not let anyone tell you to stop your medicines",
        "Did you skip your tablets today?",
        "If you miss a dose, follow the leaflet",
        "Only stop a medicine if your prescriber says so",
        "Write down every medicine, herb and supplement you take",
        "Stop and sit down, take your inhaler",
        "Skip the sauna and keep taking your tablets",
        "Stop using your tablet an hour before bed, and your phone",
        "See your prescriber. Do not stop suddenly on your own.",
        "Take extra care if you use blood thinners.",
        "Do not take more painkillers than the packet says",
        "Never stop or delay a prescribed medicine because of this plan.",
        "No medicine was taken",
        "Your doctor may ask you to stop your blood thinner",
        "Skip this step if you take blood thinners",
        "Please do not, for any reason, stop your warfarin",
        "It is dangerous to stop blood thinners suddenly",
        "To stop blood thinners can be dangerous",
        "Cut down on coffee, not on tablets",
        "The clinic never asks anybody to stop a medicine",
    ],
    "safety/aid": [
        "Keep your stick or frame with you",
        "Do not leave your stick at home",
        "Take off your glasses for the needles",
        "Never walk without your stick",
        "Skip two glasses of wine",
        "Ask your physio before you give up the stick",
        "Can you walk without a stick?",
        "Stick to the plan",
        "If you walk without a stick, take care",
    ],
    "safety/fasting": [
        "Do not come on an empty stomach",
        "On an empty stomach, fainting is more likely.",
        "Do not skip meals",
        "Do not eat a heavy meal",
        "Skip big or heavy meals",
        "Never fast before a visit",
        "There is no need to fast",
        "A bruise that grows fast",
        "4-7-8, fast count",
        "If you are fasting, tell your practitioner",
        "Do not eat coloured sweets",
        "If you have had no food, have a snack now",
        "Eat slowly, not fast",
        "Not eating makes fainting more likely",
        "Do not drive on an empty stomach",
    ],
    "safety/needles-at-home": [
        "Keep needle spots clean",
        "A needle was left in or broke. Do not push it.",
        "Needles stay in for 10 to 30 minutes",
        "Ask how deep and why",
        "Press PC6 with your thumb",
        "Do not use needles at home",
        "Have two cups of tea",
        "Never needle yourself",
        "Check that your practitioner uses new sterile needles",
        "Say if heat, cups or pulses feel too strong",
        "A walk of 2 km, or stretch 10 cm",
        "Do you use new needles each time?",
        "The needle is put in by your practitioner",
        "After needles, give yourself time",
        "Hold still while needles are in",
    ],
    "safety/hyperventilation": [
        "Do not hyperventilate",
        "You may be hyperventilating: breathe as normal",
        "Never hold your breath as long as you can",
        "Hold the rail as you sit down",
        "Stay as long as you like",
        "Hold a warm cup",
        "No fast or very deep breaths",
        "This is not Wim Hof breathing",
    ],
    "safety/phone": [
        "In 39 trials, 20,827 people took part",
        "Between 2015 and 2020",
        "On 2026-05-04 at 14:30",
        "Trials gave 8 to 15 visits over 4 to 12 weeks",
        "Call your emergency number now",
        "Stay for 112 minutes",
        "PMID 34489268",
        "About 0.5 of 1 in 10,000",
        "Call 10 minutes before",
    ],
    "safety/eyes": [
        "Close your eyes, or leave them open.",
        "Eyes open or closed.",
        "If you close your eyes, sit first",
        "Close your eyes if you like",
        "Do not close your eyes",
    ],
}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, texts in CAUGHT.items() for words in texts])
def test_a_rule_about_words_catches(code: str, words: str) -> None:
    assert code in codes(item(words))


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, texts in LET_THROUGH.items() for words in texts])
def test_a_rule_about_words_lets_through(code: str, words: str) -> None:
    assert code not in codes(item(words))


@pytest.mark.parametrize("words", ["Aspirin and ibuprofen", "Alcohol and painkillers", "Taking your blood thinners"])
def test_a_medicine_is_nothing_to_leave_out(words: str) -> None:
    assert "safety/medicine" in codes(item(words, "avoid"))


@pytest.mark.parametrize(
    "words", ["Stopping any medicine", "Alcohol if you take blood thinners", "Driving after strong painkillers"]
)
def test_leaving_out_something_else_is_about_no_medicine(words: str) -> None:
    assert "safety/medicine" not in codes(item(words, "avoid"))


def test_an_answer_that_people_may_give_is_no_advice() -> None:
    body = (
        '[log.day]\n[log.day.what]\nchoice = "What was it?"\noptions = ["Skip a dose", "Skip lunch", "Skipped a meal"]'
    )
    assert codes(plan(body)) == set()


def test_a_plan_in_another_language_is_not_judged_by_english_words() -> None:
    assert "safety/medicine" not in codes(item("Skip your inhaler").replace("title =", 'language = "nl"\ntitle ='))


def test_a_word_written_with_escapes_is_found_all_the_same() -> None:
    assert "safety/medicine" in codes(
        plan('[checklist.prep.this]\ncheck = "Skip your insul\\u0069n"\nat = "2h before"')
    )


def test_the_place_is_that_of_the_words_on_their_line() -> None:
    text = plan('[checklist.prep.this]\ncheck = """Rest.\nThen skip your inhaler."""\nat = "2h before"')
    (problem,) = (one for one in found(text) if one.code == "safety/medicine")
    assert (
        text.split("\n")[problem.place.line - 1][problem.place.column - 1 :][: problem.place.length]
        == "skip your inhaler"
    )


# windows and lists


def test_a_rule_by_the_clock_is_measured_for_a_late_appointment() -> None:
    assert "safety/no-food" in codes(item("Food", "avoid", 'from = "same day at 07:00"'))
    assert "safety/no-food" not in codes(item("Food", "avoid", 'from = "2h before"'))


def test_a_rest_of_the_day_that_nobody_wrote_is_not_counted() -> None:
    assert codes(item("Coffee", "avoid", 'from = "end"')) == set()
    assert codes(item("Coffee", "avoid", 'until = "6h after"')) == {"safety/caffeine-hours"}
    assert codes(item("Coffee", "avoid", 'from = "12h before"\nuntil = "6h after"')) == {"safety/caffeine"}


def test_an_evening_after_the_visit_is_no_window_across_it() -> None:
    assert codes(item("Rate your pain", "check", 'from = "same day at 07:00"\nuntil = "end"')) == set()


def test_a_clinic_is_told_of_its_own_changes_only(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(item("Skip your inhaler").replace("title =", 'id = "base"\ntitle ='))
    child = 'selfcare = 1\n\n[plan]\ntitle = "Ours"\nextends = "base.toml"\n\n[checklist.prep.other]\ncheck = "Rest"\n'
    problems = found(child + 'at = "1h before"\n', tmp_path)
    assert [problem for problem in problems if problem.place.file == "plan.toml"] == []


def test_what_the_plan_that_is_extended_says_counts() -> None:
    parking = '[checklist.prep.parking]\ncheck = "Pay for parking"\nat = "20m before"'
    assert codes(plan(parking, 'extends = "acupuncture-prep"')) == set()


def test_the_missing_warnings_are_written_behind_the_last_one() -> None:
    (problem,) = found(plan("", 'tags = ["headache"]\nwarnings = [\n  "thunder",\n  \'stroke\',\n]'))
    assert problem.replacement == "stroke', 'mening', 'gca', 'headinj', 'headnew', 'moh"


def test_the_warnings_that_stay_in_sight_are_pinned_in_the_library() -> None:
    pinned = {name for name, warning in red_flags.library().items() if warning.pinned}
    assert pinned == {"chest", "cauda-equina"}


def test_every_warning_that_a_tag_needs_is_in_the_library() -> None:
    assert {name for _, names in red_flags.NEEDED for name in names} <= set(red_flags.library())


def test_the_librarys_words_are_known_whatever_the_spaces() -> None:
    say = red_flags.library()["dvt"].say.replace(" ", "  ")
    body = f'[warning.calf]\nlevel = "soon"\nsay = "{say}"'
    (problem,) = found(plan(body, 'warnings = ["calf"]\nreviewer = "another clinic"'))
    assert (problem.code, problem.replacement) == ("safety/red-flag-text", "today")


def test_cautions_are_an_error_only_in_a_plan_that_is_published() -> None:
    text = plan('[breath.slow]\ncycle = ["in 4s", "out 6s"]\n\n[[routine.calm.steps]]\nbreathe = "slow"')
    assert [(problem.code, problem.severity) for problem in found(text)] == [("safety/stop-if-dizzy", "note")]
    strict = [problem for problem in found(text, strict=True) if problem.code == "safety/stop-if-dizzy"]
    assert [problem.severity for problem in strict] == ["error"]


# scripts


def test_eight_words_of_a_published_script_are_found_by_their_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "let the river carry every leaf past you"
    monkeypatch.setattr(sittings, "scripts", lambda: frozenset({sittings.run_hash(words.split())}))
    body = (
        '[sitting.river]\ntitle = "River"\nfor = "5m"\ncues = ["1:00  Now let the river carry every leaf, past you."]'
    )
    text = plan(body + '\n\n[[routine.calm.steps]]\nmeditate = "river"')
    (problem,) = found(text)
    assert (problem.code, problem.severity) == ("safety/script", "warning")
    line = text.split("\n")[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("let the river carry every leaf, past you")
    assert codes(text.replace("leaf", "branch")) == set()


def test_the_list_of_scripts_can_be_read() -> None:
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in sittings.scripts())


# robustness


PLANS = [PREP, DIARY, *((HERE / "bad" / path.name).read_text(encoding="utf-8") for path in GOOD)]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_no_rule_fails_on_a_plan_with_a_slip(slip: Callable[[str, random.Random], tuple[str, int]]) -> None:
    chance = random.Random(11)
    for text in PLANS:
        try:
            broken, _ = slip(text, chance)
        except IndexError:
            continue  # nothing in it to slip at
        found(broken)


VALUES = ["3", "true", '"x"', "[]", "{}", '["x", 3]', "[{}]", "1.5", '"{nothing}"', '"2h before"', '{ a = "b" }']


@given(st.sampled_from(PLANS), st.randoms(use_true_random=False), st.sampled_from(VALUES))
def test_no_rule_fails_where_a_value_is_of_another_kind(text: str, chance: random.Random, value: str) -> None:
    lines = text.split("\n")
    holding = [number for number, line in enumerate(lines) if " = " in line and not line.startswith(("#", "selfcare"))]
    number = chance.choice(holding)
    lines[number] = lines[number].partition(" = ")[0] + f" = {value}"
    found("\n".join(lines))


@given(st.text(max_size=80), st.sampled_from(["check", "avoid", "read"]))
def test_no_rule_fails_on_any_words(words: str, key: str) -> None:
    found(item("".join(each for each in words if each.isprintable()) or "x", key))
