"""What comes first on the page, and that it always does."""

from __future__ import annotations

import pytest

from selfcare.core import acts
from selfcare.core.condition import parse
from selfcare.core.plan import Alert, Report, Warning  # noqa: A004
from selfcare.core.question import Choice, Field, Log, Scale, Simple, Text, Value
from selfcare.core.report.page import Attention, Page
from selfcare.core.self_harm import is_raised
from tests.core.report.person import DAY, Person, plan

EFFECTS = Choice({"none": "None of these", "bruise": "A bruise", "sore": "A sore spot", "fever": "Fever"}, many=True)
AFTER = Log(
    "after",
    "Since the visit",
    {
        "effects": Field("effects", "Did you notice any of these?", EFFECTS),
        "needed-care": Field("needed-care", "Did you need care from anyone for it?", Simple("yes-no")),
    },
    per="visit",
)
FEVER = Alert("infect", parse("log.after.effects == 'fever'"), warning="infect", level="urgent")
CARE = Alert("care", parse("log.after.needed-care == yes"), "Tell your practitioner.", level="tell")
INFECT = Warning("infect", "Fever after needles needs a doctor.", "today")
PLAN = plan(AFTER, DAY, alerts={"infect": FEVER, "care": CARE}, warnings={"infect": INFECT})

THOUGHTS = {"0": "Not at all", "1": "Several days", "2": "Nearly every day"}
HARM = Log("mood", "Mood", {"nine": Field("nine", "Thoughts of hurting yourself", Choice(THOUGHTS))})


def lines(page: Page) -> list[tuple[str, str]]:
    return [(each.kind, each.words) for each in page.attention]


def test_a_warning_sign_is_told_in_the_words_that_raised_it() -> None:
    person = Person(PLAN)
    person.visit(1)
    visit = person.visit(4)
    person.log("after", 5, "12:30", occurrence=visit, effects=("bruise", "fever"), needed_care=False)
    person.log("after", 6, "12:30", occurrence=visit, effects=("fever",), needed_care=False)
    assert person.page(7).attention == (Attention("warning sign", "fever", person.at(6, "12:30"), 2, 2),)


def test_a_side_effect_that_needed_care_is_told_and_one_that_did_not_is_a_note() -> None:
    person = Person(PLAN)
    person.log("after", 5, effects=("bruise", "sore"), needed_care=True)
    person.log("after", 6, effects=("bruise",), needed_care=False)
    person.log("after", 7, effects=("none",), needed_care=False)
    page = person.page(8)
    assert lines(page) == [("side effect", "a bruise, a sore spot")]
    assert [note.text for note in page.notes] == ["a bruise"]


def test_none_logged_is_not_none() -> None:
    person = Person(PLAN)
    person.log("day", 0, pain=3)
    assert (person.page(1).attention, person.page(1).asked_signs) == ((), True)
    nobody = Person(plan())
    nobody.log("day", 0, pain=3)
    assert (nobody.page(1).attention, nobody.page(1).asked_signs) == ((), False)


def test_what_the_page_does_not_show_is_looked_at_all_the_same() -> None:
    person = Person(
        plan(*PLAN.logs.values(), alerts=PLAN.alerts, reports={"r": Report("r", "R", include=("log.day",))})
    )
    person.log("after", 5, effects=("fever",), needed_care=True)
    page = person.page(6, without=("attention",))
    assert lines(page) == [("warning sign", "fever; needed care")]
    assert [each.name for each in page.done] == ["The day"]


def test_any_answer_above_not_at_all_to_a_question_on_self_harm_is_the_first_line() -> None:
    alert = Alert("crisis", parse("log.mood.nine != '0'"), warning="crisis", level="urgent")
    crisis = Warning("crisis", "Call now.", "emergency")
    both = plan(HARM, AFTER, alerts={"infect": FEVER, "crisis": alert}, warnings={"infect": INFECT, "crisis": crisis})
    person = Person(both)
    person.log("mood", 1, nine="0")
    person.log("after", 2, effects=("fever",))
    assert lines(person.page(3)) == [("warning sign", "fever")]
    person.log("mood", 1, "21:00", nine="1")
    assert lines(person.page(3)) == [
        ("self-harm", '"Thoughts of hurting yourself" Several days'),
        ("warning sign", "fever"),
    ]


@pytest.mark.parametrize(
    ("kind", "none", "some"),
    [
        (Scale(), 0, 1),
        (Scale(low=1), 1, 2),
        (Choice(THOUGHTS), "0", "2"),
        (Choice({"2": "Daily", "1": "Some days", "0": "Never"}), "0", "1"),
        (Choice({"never": "Never", "often": "Often"}), "never", "often"),
        (Choice({"yes": "Yes", "no": "No"}), "no", "yes"),
        (Simple("yes-no"), False, True),
    ],
)
def test_not_at_all_is_the_least_of_what_is_offered(kind: Scale | Choice | Simple, none: Value, some: Value) -> None:
    field = Field("nine", "Thoughts of hurting yourself", kind)
    assert not is_raised(field, none)
    assert is_raised(field, some)


def test_where_only_an_option_speaks_of_it_the_others_do_not_count() -> None:
    field = Field(
        "with", "What came with it?", Choice({"none": "Nothing", "sick": "Sick", "dark": "I want to die"}, many=True)
    )
    assert not is_raised(field, ("sick",))
    assert is_raised(field, ("sick", "dark"))


def test_to_be_told_is_every_fact_that_was_ticked() -> None:
    facts = Choice({"none": "None", "thinner": "I take a blood thinner", "fits": "I have had fits"}, many=True)
    log = Log("safety", "Safety list", {"facts": Field("facts", "Which are true?", facts)})
    tell = Alert("tell", parse("log.safety.facts != 'none'"), "Tell them.", level="tell")
    person = Person(plan(log, alerts={"tell": tell}))
    person.log("safety", 0, facts=("thinner", "fits"))
    assert lines(person.page(1)) == [("told", "I take a blood thinner, I have had fits")]


def test_an_alert_on_many_days_is_told_in_the_plans_words_once() -> None:
    often = Alert("often", parse("days(log.day.pain >= 7, 30d) >= 3"), "Three bad days.", level="tell")
    person = Person(plan(alerts={"often": often}))
    person.daily([8, 8, 8, 8])
    assert [(each.words, each.days) for each in person.page(4).attention] == [("Three bad days.", 2)]


def test_a_new_pregnancy_is_told_once_and_an_old_one_is_not() -> None:
    person = Person(PLAN)
    for day, said in ((1, True), (2, True), (3, False)):
        person.add(acts.choose("", "pregnant", said, person.stamp(person.at(day))))
    assert [each.at for each in person.page(5).attention] == [person.at(1)]
    person.visit(4)
    assert person.page(6).attention == ()


def test_a_pregnancy_that_a_log_asks_about_is_told() -> None:
    log = Log("changes", "Changes", {"pregnant": Field("pregnant", "Could you be pregnant?", Simple("yes-no"))})
    person = Person(plan(log))
    person.log("changes", 0, pregnant=False)
    person.log("changes", 1, pregnant=True)
    assert lines(person.page(2)) == [("pregnancy", "Could you be pregnant")]
    assert person.page(2).attention[0].at == person.at(1)


def test_what_was_written_because_medicines_changed_is_a_change_of_medicines() -> None:
    fields = {
        "any": Field("any", "Any new or changed medicines?", Simple("yes-no")),
        "which": Field("which", "Which?", Text(), condition=parse("any == yes")),
    }
    person = Person(plan(Log("changes", "Changes", fields)))
    person.log("changes", 1, any=True, which="no more naproxen")
    page = person.page(2)
    assert lines(page) == [("medicine", "Any new or changed medicines")]
    assert [each.text for each in page.medicine_changes] == ["no more naproxen"]
    assert (page.medicines, page.notes) == ((), ())


def test_a_new_medicine_is_told() -> None:
    log = Log("week", "The week", {"new": Field("new", "Did you start a new medicine?", Text())})
    person = Person(plan(log))
    person.log("week", 1, new="naproxen, 500 mg")
    page = person.page(2)
    assert lines(page) == [("medicine", "naproxen, 500 mg")]
    assert [each.text for each in page.medicine_changes] == ["naproxen, 500 mg"]
    assert page.notes == ()


def test_none_in_words_is_no_new_medicine() -> None:
    log = Log("week", "The week", {"new": Field("new", "Did you start a new medicine?", Text())})
    person = Person(plan(log))
    person.log("week", 1, new="None")
    assert lines(person.page(2)) == []
