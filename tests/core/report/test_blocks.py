"""Visits, what was done of what was possible, medicines, and what the person wrote."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core import acts
from selfcare.core.condition import parse
from selfcare.core.event import Event, Json
from selfcare.core.plan import Ask, Avoid, Breathe, Check, Checklist, Item, Routine, Step
from selfcare.core.question import Choice, Field, Log, Number, Scale, Simple, Text
from selfcare.core.repeat import Repeat
from selfcare.core.report.page import Done, Goal, Medicines, Page, Slip, Words
from tests.core.day import window
from tests.core.report.person import DAY, START, Person, plan

ITEMS = (
    Item("meal", Check("Eat something light"), window(120, 30)),
    Item("coffee", Avoid("Coffee"), window(120), "caffeine"),
    Item("kit", Check("Bring your kit"), window(120), condition=parse("setting.diabetes == yes")),
    Item("walk", Check("Take a walk"), window(120), optional=True),
)
PREP = Checklist("prep", "Before the visit", {item.name: item for item in ITEMS})


def prep() -> Person:
    return Person(plan(checklists={"prep": PREP}))


def done(page: Page, name: str) -> Done:
    return next(each for each in page.done if each.name == name)


# visits


def test_visits_say_how_they_stand() -> None:
    person = prep()
    person.visit(1)
    person.visit(8, status="standing")
    person.visit(15, status="cancelled")
    moved = person.visit(17, status="standing")
    person.move(moved, 18, "14:30", person.at(16))
    person.visit(25, status="standing")
    page = person.page(17, since="all")
    assert [(each.number, each.status, each.moved) for each in page.visits] == [
        (1, "kept", False),
        (2, "unsaid", False),
        (None, "cancelled", False),
        (3, "planned", True),
    ]


def test_a_visit_has_the_nearest_answers_of_the_question_about_right_now() -> None:
    person = prep()
    person.visit(2)
    person.daily([7, 7, 3])
    person.log("pain", 2, "14:10", level=6)
    person.log("pain", 2, "15:45", level=5)
    page = person.page(3, since="all")
    assert [(each.before, each.after) for each in page.visits] == [(6, 5)]
    assert page.visit_scale == "pain"


def test_without_answers_around_visits_no_scale_is_named() -> None:
    person = prep()
    person.visit(2)
    page = person.page(3, since="all")
    assert [(each.before, each.after, page.visit_scale) for each in page.visits] == [(None, None, "")]


# what was done


def test_a_checklist_counts_what_could_be_done() -> None:
    person = prep()
    for day, status in ((2, "done"), (9, "cancelled"), (16, "done"), (23, "standing")):
        person.visit(day, status=status)
    visits = [event.id for event in person.events if event.kind == "appointment.made"]
    person.mark("item.ticked", "checklist.prep.meal", visits[0], 2, "13:30")
    person.mark("item.kept", "checklist.prep.coffee", visits[0], 2, "16:00")
    person.mark("item.ticked", "checklist.prep.walk", visits[2], 16, "13:30")
    assert person.page(17, since="all").slips == ()
    # two items of two visits and a walk; not the kit, the walk left out, the visit cancelled, that to come
    assert done(person.page(17, since="all"), "Before the visit") == Done(
        "checklist", "Before the visit", 3, 5, "items"
    )


def test_a_condition_is_asked_as_it_stood_then() -> None:
    item = Item("rest", Check("Rest"), window(120), condition=parse("log.day.pain >= 7"))
    person = Person(plan(checklists={"prep": Checklist("prep", "Before", {"rest": item})}))
    for day, pain in ((2, 8), (9, 3)):
        person.visit(day)
        person.log("day", day, "09:00", pain=pain)
    assert done(person.page(20, since="all"), "Before").of == 1


def test_what_was_over_before_the_plan_was_taken_up_was_nobodys() -> None:
    person = Person(plan(checklists={"prep": PREP}), since=5)
    person.visit(2)
    assert "Before the visit" not in [each.name for each in person.page(6, since="all").done]


def test_a_slip_is_a_line_and_a_moved_appointment_takes_it_back() -> None:
    person = prep()
    visit = person.visit(2, status="standing")
    person.mark("item.slipped", "checklist.prep.coffee", visit, 2, "13:15", "an espresso")
    person.mark("item.ticked", "checklist.prep.meal", visit, 2, "13:20")
    assert person.page(2, "14:45", since="all").slips == (Slip("caffeine", person.at(2, "13:15"), "an espresso", 1),)
    person.move(visit, 2, "18:00", person.at(2, "13:20"))
    assert person.page(2, "19:30", since="all").slips == ()


CALM = Routine("calm", "Ten calm minutes", (Step("sit", Breathe("belly")),), every=Repeat(), rate="log.stress.level")
STRESS = Log("stress", "Stress", {"level": Field("level", "Now?", Scale())})


def walk(person: Person, day: int, before: int, after: int, seconds: float = 300) -> None:
    asks = person.plans[0]
    run = person.add(acts.start_run("routine.calm", person.stamp(person.at(day, "08:00")), asks)).id
    for name, value in (("rate-before", before), ("sit", None), ("rate-after", after)):
        entry = person.log("stress", day, "08:05", level=value).id if value is not None else ""
        stamp = person.stamp(person.at(day, "08:05"))
        held: dict[str, Json] = {
            "run": run,
            "seconds": 0.0 if entry else seconds,
            **({"entry": entry} if entry else {}),
        }
        person.add(Event(stamp.id, "here", "step.done", stamp.now, asks.id, path=f"routine.calm.{name}", values=held))
    person.mark("run.finished", "routine.calm", (START + timedelta(days=day)).isoformat(), day, "08:06")


def test_practice_is_days_and_minutes_and_what_was_rated() -> None:
    person = Person(plan(STRESS, routines={"calm": CALM}))
    for day, before, after in ((0, 6, 4), (1, 5, 4), (3, 7, 3)):
        walk(person, day, before, after)
    found = done(person.page(3, since="all"), "Ten calm minutes")
    assert found == Done("practice", "Ten calm minutes", 3, 4, "days", 900, 3, 6, 4, "stress")
    assert done(person.page(4, since="all"), "Ten calm minutes").of == 4  # today is not over


def test_two_ratings_have_no_middle() -> None:
    person = Person(plan(STRESS, routines={"calm": CALM}))
    walk(person, 0, 6, 4)
    walk(person, 1, 6, 4)
    found = done(person.page(1, since="all"), "Ten calm minutes")
    assert (found.rated, found.before, found.after) == (0, None, None)


def test_days_on_which_a_condition_did_not_ask_are_excused() -> None:
    routine = Routine("calm", "Calm", (Step("1", Check("Rest")),), every=Repeat(), condition=parse("log.day.pain >= 7"))
    person = Person(plan(routines={"calm": routine}))
    person.daily([8, 3, 9, 2])
    person.mark("run.finished", "routine.calm", START.isoformat(), 0, "21:00")
    assert done(person.page(4, "10:00", since="all"), "Calm") == Done("practice", "Calm", 1, 2, "days")


def test_practice_without_a_plan_is_told_as_such() -> None:
    person = Person(plan())
    for day in (0, 0, 2):
        started = person.at(day, "08:00")
        person.add(acts.record_session("breath.box", started, 240, person.stamp(started)))
    person.add(acts.record_session("breath.box", person.at(2), 240, person.stamp(person.at(2)), plan=person.plans[0]))
    assert done(person.page(2), "practice on its own") == Done("practice", "practice on its own", 2, None, "days", 720)


def test_practice_on_a_journey_is_counted_by_the_days_of_where_the_person_is_now() -> None:
    person = Person(plan())
    away = person.at(1, "05:30").astimezone(ZoneInfo("America/New_York"))
    for started in (away, person.at(1, "08:00")):
        person.add(acts.record_session("breath.box", started, 240, person.stamp(started)))
    assert done(person.page(2, since="all"), "practice on its own").done == 1


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (Log("day", "The day", DAY.fields, per="day"), Done("log", "The day", 2, 4, "days")),
        (Log("day", "The day", DAY.fields, every=Repeat(2, "day")), Done("log", "The day", 2, 2, "times")),
        (Log("day", "The day", DAY.fields), Done("log", "The day", 2, None, "days")),
    ],
)
def test_a_log_is_counted_by_how_often_it_is_asked(log: Log, expected: Done) -> None:
    person = Person(plan(log))
    person.daily([5, None, 6])
    assert person.page(4, "09:00", since="all").done == (expected,)


def test_a_log_of_each_visit_is_counted_by_visits() -> None:
    log = Log("after", "After", {"sore": Field("sore", "Sore?", Simple("yes-no"))}, per="visit")
    person = Person(plan(log, checklists={"c": Checklist("c", "C", {"a": Item("a", Ask("after"), window(60))})}))
    person.log("after", 2, "18:00", occurrence=person.visit(2), sore=True)
    person.visit(9)
    person.visit(16, status="cancelled")
    person.visit(30, status="standing")
    assert done(person.page(20, since="all"), "After") == Done("log", "After", 1, 2, "visits")


def test_a_scale_of_each_visit_is_not_asked_at_the_visits_of_another_plan() -> None:
    log = Log("after", "After", {"sore": Field("sore", "How sore?", Scale())}, per="visit")
    one = plan(log, checklists={"c": Checklist("c", "C", {"a": Item("a", Ask("after"), window(60))})})
    person = Person(one, plan(name="neck"))
    person.log("after", 2, "18:00", occurrence=person.visit(2), sore=4)
    person.visit(9)
    for day in (3, 10, 11):
        person.add(acts.make_appointment(person.at(day, "14:30"), person.stamp(person.at(0, "08:00")), plan="neck"))
    page = person.page(20, since="all")
    (sore,) = page.scores
    assert (sore.n, sore.possible, sore.per) == (1, 2, "visits")
    assert done(page, "After") == Done("log", "After", 1, 2, "visits")


# medicines


def test_medicines_are_days_of_days_with_an_answer_and_the_persons_words() -> None:
    tablets = Choice({"none": "Nothing", "simple": "Paracetamol or similar"})
    fields = {
        "medicine": Field("medicine", "Did you take pain medicine?", Simple("yes-no")),
        "taken": Field("taken", "Which tablets did you take?", tablets),
        "count": Field("count", "How many painkillers?", Number()),
        "changed": Field("changed", "Did anything about your medicines change?", Text()),
    }
    person = Person(plan(Log("day", "The day", fields, per="day")))
    person.log("day", 0, medicine=True, taken="simple", count=2)
    person.log("day", 1, medicine=False, taken="none", count=0, changed="half the naproxen")
    person.log("day", 2, medicine=True)
    page = person.page(3)
    of_day = Medicines("medicines, the day", 1, 2)
    assert page.medicines == (Medicines("medicine", 2, 3), of_day, of_day)
    assert page.medicine_changes == (Words(START + timedelta(days=1), "half the naproxen", "The day"),)


def test_what_was_taken_in_words_is_a_day_with_medicine_and_no_note() -> None:
    taken = Field("taken", "What did you take for it?", Text())
    when = Field("taken-at", "When did you take it?", Simple("time"))
    person = Person(plan(Log("attack", "Headache", {"taken": taken, "taken-at": when}, per="episode")))
    for day, words in ((0, "ibuprofen, 400 mg"), (3, "Nothing"), (5, "a triptan")):
        person.log("attack", day, taken=words, taken_at="18:00")
    page = person.page(6)
    assert page.medicines == (Medicines("medicines, headache", 2, 3),)
    assert (page.notes, page.medicine_changes) == ((), ())


# words


def test_the_last_five_notes_are_told_and_the_rest_counted() -> None:
    person = Person(plan())
    for day in range(7):
        person.log("day", day, note=f"note {day}", pain=5)
    page = person.page(7)
    assert [each.text for each in page.notes] == ["note 2", "note 3", "note 4", "note 5", "note 6"]
    assert page.more_notes == 2


GOAL = Log(
    "goal",
    "Goal and questions",
    {
        "goal": Field("goal", "What do you want to do again?", Text()),
        "hard": Field("hard", "How hard is it?", Scale()),
        "first": Field("first", "A question", Text()),
        "second": Field("second", "Another one", Text()),
    },
)


def test_a_goal_is_as_it_was_last_put_with_how_hard_it_is() -> None:
    person = Person(plan(GOAL))
    person.log("goal", 0, goal="garden", hard=8)
    person.log("goal", 7, goal="Dig in the garden", hard=7)
    page = person.page(8)
    assert [(goal.words, goal.score and goal.score.name) for goal in page.goals] == [("Dig in the garden", "hard")]
    assert page.scores == ()
    assert page.notes == ()


def test_a_goal_without_a_number_stands_alone() -> None:
    person = Person(plan(GOAL))
    person.log("goal", 0, goal="garden")
    assert person.page(1).goals == (Goal("garden"),)


def test_questions_typed_now_come_before_those_written_for_the_visit() -> None:
    person = Person(plan(GOAL))
    person.log("goal", 0, first="An old one")
    person.log("goal", 5, goal="Swim", first="Can I swim?", second="How long?")
    assert person.page(6).questions == ("Can I swim?", "How long?")
    assert person.page(6, questions=("Me first?", "Can I swim?")).questions == ("Me first?", "Can I swim?", "How long?")
    assert len(person.page(6, questions=("1", "2", "3")).questions) == 3
