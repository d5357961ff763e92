"""The page as a whole: what stands on it for the person who recorded a little, a lot, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import Course, Report
from selfcare.core.question import Choice, Field, Log, Number, Scale, Simple, Text
from selfcare.core.report.page import Figure, Page, Reading, Score, Source
from selfcare.core.when import Span
from selfcare.share import report_text
from tests.core.report.person import BUILT_IN, DAY, START, Person, plan

COURSE = (6, 7, 6, 5, 6, 7, 6, 6, 6, 5, 5, None, 5, 5, 5, 4, 4, None, 5, 4, 4, 4, 4, None, 4, 3, 5, 4)
"""Four weeks of pain; the visit is on the eighth day."""


def a_month() -> Person:
    person = Person(plan())
    person.visit(7)
    person.daily(COURSE)
    return person


def score(page: Page, path: str) -> Score:
    return next(each for each in page.scores if each.path == path)


# numbers


def test_a_course_is_told_from_the_week_before_the_first_visit_to_the_last_one() -> None:
    pain = score(a_month().page(27, since="all"), "log.day.pain")
    week = START + timedelta(days=21)
    assert [pain.baseline, pain.now] == [
        Figure(6, 7, START, START + timedelta(days=6)),
        Figure(4, 6, week, week + timedelta(days=6)),
    ]
    assert (pain.change, pain.band, pain.towards) == (-2, "clear change", "better")
    assert round(pain.percent or 0) == -33
    assert (pain.n, pain.possible, pain.per) == (25, 28, "days")
    assert list(pain.weeks) == [6, 5, 4, 4]
    assert (pain.raw, pain.missing) == ((), "")


def test_where_higher_is_better_more_is_better_and_no_band_is_made_up() -> None:
    person = Person(plan())
    person.visit(7)
    person.daily([4] * 7 + [5] * 21, field="sleep")
    sleep = score(person.page(27, since="all"), "log.day.sleep")
    assert (sleep.change, sleep.percent, sleep.towards, sleep.band) == (1, 25, "better", "no agreed band")


def test_a_plan_may_ask_for_a_longer_baseline() -> None:
    person = Person(plan(course=Course(baseline=Span(14))))
    person.visit(14)
    person.daily([8] * 10 + [4] * 18)
    found = score(person.page(27, since="all"), "log.day.pain").baseline
    assert found is not None
    assert (found.value, found.n, found.how) == (8, 14, "median of 14 days")


def test_two_answers_are_shown_as_they_are_and_no_change_is_told() -> None:
    person = Person(plan())
    person.daily([6, None, 5])
    pain = score(person.page(3), "log.day.pain")
    assert (pain.baseline, pain.now, pain.change, pain.percent, pain.band, pain.towards) == (None,) * 4 + ("", "")
    assert pain.raw == (Reading(START, 6), Reading(START + timedelta(days=2), 5))
    assert pain.missing == "too few days with an answer for a start"
    assert (pain.weeks, pain.days) == ((), ())


def test_without_a_visit_the_first_three_entries_are_the_start_and_it_says_so() -> None:
    person = Person(plan())
    person.daily([8, 7, 6] + [4] * 17)
    pain = score(person.page(19), "log.day.pain")
    assert pain.baseline is not None
    assert (pain.baseline.value, pain.baseline.how) == (7, "first 3 entries")


def test_no_course_is_drawn_under_fourteen_days() -> None:
    for count, is_drawn in ((13, False), (14, True)):
        person = Person(plan())
        person.daily([5] * count)
        pain = score(person.page(count - 1), "log.day.pain")
        assert (bool(pain.weeks), bool(pain.days)) == (is_drawn, is_drawn)


def test_a_visit_to_come_is_no_start_of_a_course() -> None:
    person = Person(plan())
    person.visit(30, status="standing")
    person.daily([8, 7, 6] + [4] * 17)
    found = score(person.page(19), "log.day.pain").baseline
    assert found is not None
    assert found.how == "first 3 entries"


def test_a_cancelled_visit_begins_no_course() -> None:
    person = Person(plan())
    person.visit(1, status="cancelled")
    person.visit(12)
    person.daily([9, 9, 9] + [None] * 9 + [3] * 7)
    found = score(person.page(18, since="all"), "log.day.pain").baseline
    assert found is not None
    assert (found.value, found.how) == (9, "first 3 entries")


def test_a_later_course_does_not_begin_with_the_answers_of_an_earlier_one() -> None:
    person = Person(plan())
    person.visit(7)
    person.daily([9] * 20)
    later = [replace(event, values={**event.values, "course": "c"}) for event in _visits(person, 203)]
    person.events += later
    person.daily([5, 5, 5], first=201)
    person.daily([3] * 7, first=210)
    found = score(person.page(216, since="all"), "log.day.pain").baseline
    assert found is not None
    assert (found.value, found.how) == (5, "first 3 entries")


def _visits(person: Person, day: int) -> list[Event]:
    before = len(person.events)
    person.visit(day)
    made = person.events[before:]
    del person.events[before:]
    return made


def test_a_renamed_question_keeps_its_history() -> None:
    before = Log("evening", "Evening", {"ache": replace(DAY.fields["pain"], name="ache")}, per="day")
    after = replace(DAY, was="evening", fields={"pain": replace(DAY.fields["pain"], was="ache")})
    person = Person(plan(after))
    for day in range(7):
        person.log("evening", day, by=plan(before), ache=8)
    person.daily([4] * 7, first=7)
    pain = score(person.page(13, since="all"), "log.day.pain")
    assert (pain.n, pain.change) == (14, -4)


def test_a_number_is_told_where_the_plan_draws_it_and_has_no_good_end() -> None:
    log = Log(
        "night", "Night", {"hours": Field("hours", "Hours?", Number("h")), "lay": Field("lay", "?", Simple("duration"))}
    )
    report = Report("r", "R", charts=("log.night.hours", "log.night.lay"))
    person = Person(plan(log, reports={"r": report}))
    for day in range(3):
        person.log("night", day, hours=7 + day, lay=1800)
    hours, lay = person.page(3).scores
    assert (hours.better, hours.low, hours.high, hours.unit) == ("", 0, 9, "h")
    assert (lay.raw[0].value, lay.unit) == (30, "min")
    assert person.page(3).scores[0].towards == ""


def test_headache_days_are_counted_by_four_weeks() -> None:
    attack = Log("attack", "Headache attack", {"worst": Field("worst", "How bad?", Scale())}, per="episode")
    person = Person(plan(attack, tags=("headache",)))
    person.visit(28)
    for day in (0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 40, 50, 55):
        person.log("attack", day, worst=7)
    found = score(person.page(55, since="all"), "log.attack")
    assert found.baseline is not None
    assert (found.name, found.baseline.value, found.change, found.band) == (
        "days with headache attack",
        10,
        -6,
        "half or fewer",
    )
    early = score(person.page(40, since="all"), "log.attack")
    assert (early.change, early.missing) == (None, "a change needs 28 days before and 28 days since")


# who has little, and who has much


def test_nothing_recorded_is_an_honest_empty_page() -> None:
    page = Person().page(0)
    assert (page.scores, page.visits, page.done, page.attention, page.asked_days) == ((), (), (), (), 0)
    assert (page.asked_signs, page.since, page.days) == (False, "the last 28 days", 28)
    assert Person(plan()).page(3).scores == ()


def test_two_plans_are_one_page_and_what_both_ask_is_counted_once() -> None:
    shared = BUILT_IN["pain"]
    one, other = plan(shared, name="one"), plan(shared, DAY, name="other", title="Other")
    person = Person(one, other)
    person.log("pain", 0, by=one, level=6)
    person.log("pain", 1, by=other, level=5)
    alone = replace(person.log("pain", 2, level=4), plan="")  # from before either plan
    person.events[-1] = alone
    page = person.page(3)
    assert page.plans == (Source("one", "Back pain", "1"), Source("other", "Other", "1"))
    assert [(each.path, each.n) for each in page.scores] == [("log.pain.level", 3)]


def test_scales_of_one_name_are_told_apart() -> None:
    person = Person(plan())
    person.daily([5])
    person.log("pain", 0, level=4)
    assert sorted(each.name for each in person.page(0).scores) == ["pain", "pain, the day"]


def test_the_order_in_which_events_come_changes_nothing() -> None:
    person = a_month()
    page = person.page(27)
    person.events.reverse()
    assert person.page(27) == page


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(0, 10)), max_size=12))
def test_what_other_plans_recorded_changes_nothing(others: list[tuple[int, int]]) -> None:
    person = a_month()
    page = person.page(27)
    for day, pain in others:
        person.log("day", day, by=plan(name="elsewhere"), pain=pain)
    assert person.page(27) == page


def test_three_years_are_one_page() -> None:
    person = Person(plan())
    for day in range(0, 1100, 50):
        person.visit(day)
    person.daily([day % 11 for day in range(1100)])
    page = person.page(1099, since="all")
    assert (page.days, len(page.scores[0].weeks)) == (1100, 158)
    assert len(report_text.lines(page)) <= 60


HOSTILE = "\x1b]0;x\x07[/red] <b>\u202eevil"


def test_nothing_that_a_terminal_could_act_on_comes_through() -> None:
    log = replace(DAY, fields={**DAY.fields, "more": Field("more", "Anything?", Text())})
    person = Person(plan(log))
    person.log("day", 0, note=HOSTILE, pain=5, more=HOSTILE)
    page = person.page(1, label=HOSTILE, matters=HOSTILE, questions=(HOSTILE,))
    texts = [page.label, page.matters, *page.questions, *(note.text for note in page.notes)]
    assert len(texts) == 5
    assert all("\x1b" not in text and "\u202e" not in text for text in texts)


def test_words_from_right_to_left_come_as_they_are() -> None:
    person = Person(plan())
    person.log("day", 0, note="כאב בגב", pain=5)
    assert person.page(1).notes[0].text == "כאב בגב"


# the range


def test_the_page_is_about_the_time_since_the_last_appointment() -> None:
    person = a_month()
    person.visit(21)
    page = person.page(27)
    assert (page.first, page.since) == (START + timedelta(days=21), "since the last appointment")
    assert score(page, "log.day.pain").n == 6
    assert score(person.page(28, "09:00"), "log.day.pain").possible == 7  # that day is not over
    assert score(page, "log.day.pain").change == -2  # from before the first visit all the same


def test_during_a_visit_it_is_about_the_time_since_the_one_before() -> None:
    person = a_month()
    person.visit(27, "14:30", status="standing")
    assert person.page(27, "14:40").first == START + timedelta(days=7)
    assert person.page(27, "16:00").first == START + timedelta(days=27)


@pytest.mark.parametrize(
    ("covers", "since", "first", "said"),
    [
        (Span(14), None, 14, "the last 14 days"),
        (Span(14), "appointment", 7, "since the last appointment"),
        (Span(14), "all", 0, "all that was recorded"),
        (Span(14), START + timedelta(days=20), 20, "as the patient chose"),
        (None, None, 7, "since the last appointment"),
    ],
)
def test_the_range_is_the_persons_choice_then_the_plans(covers: Span, since: object, first: int, said: str) -> None:
    person = a_month()
    person.plans = (replace(person.plans[0], reports={"r": Report("r", "R", covers)}),)
    page = person.page(27, since=since)
    assert ((page.first - START).days, page.since, page.title) == (first, said, "R")


def test_what_the_plan_names_is_on_the_page_in_its_order() -> None:
    other = Log("other", "Other", {"level": Field("level", "?", Scale())})
    report = Report("r", "R", None, ("log.day",), ("log.day.sleep",), ("What now?",), "For the clinic.")
    person = Person(plan(DAY, other, reports={"r": report}))
    person.log("day", 0, pain=5, sleep=6)
    person.log("other", 0, level=1)
    page = person.page(1)
    assert [each.path for each in page.scores] == ["log.day.sleep", "log.day.pain"]
    assert (page.plan_questions, page.summary) == (("What now?",), "For the clinic.")


# what is left out, and the small print


def test_blocks_can_be_left_out_but_not_what_needs_attention() -> None:
    page = a_month().page(27, without=("scores", "notes", "attention"))
    assert (page.scores, page.left_out) == ((), ("scores", "notes"))


def test_the_small_print_says_where_bands_come_from_only_where_one_is_shown() -> None:
    assert any("Salaffi 2004" in each for each in a_month().page(27).small_print)
    person = Person(plan())
    person.daily([5, 5], field="sleep")
    assert person.page(2).small_print == ('sleep: "How well did you sleep?"',)


def test_it_says_where_words_may_have_changed() -> None:
    person = a_month()
    person.log("day", 26, by=plan(version="0.9"), pain=4)
    assert person.page(27).small_print[-1] == (
        "Back pain: some answers were given under version 0.9; words may have changed."
    )


def test_days_without_any_answer_are_counted_once_the_day_is_over() -> None:
    person = a_month()
    for day, missing in ((27, 3), (28, 3), (29, 4)):
        page = person.page(day, since="all")
        assert (page.missing_days, page.asked_days) == (missing, 28 if day < 29 else 29)


def test_a_score_stands_for_its_questions_and_claims_no_direction_that_nobody_stated() -> None:
    options = Choice({"0": "Not at all", "3": "Nearly every day"})
    asked = {name: Field(name, name, options) for name in ("nervous", "control")}
    log = Log("worry", "Worry", asked, summary="How often?", score="sum", scored=("nervous", "control"))
    person = Person(plan(log))
    for day in range(3):
        person.log("worry", day, nervous="3", control="0")
    person.log("worry", 3, nervous="3")  # without all of them there is none
    (found,) = person.page(3).scores
    assert (found.path, found.name, found.ask, found.low, found.high) == ("log.worry", "worry", "How often?", 0, 6)
    assert (found.better, found.towards, found.n) == ("", "", 3)
    assert {each.value for each in found.raw} == {3}


def test_a_score_of_scales_has_their_direction() -> None:
    asked = {name: Field(name, name, Scale(better="high")) for name in ("one", "two")}
    log = Log("way", "Way", asked, score="mean", scored=("one", "two"))
    person = Person(plan(log))
    for day in range(14):
        person.log("way", day, one=4 if day < 7 else 6, two=6)
    (found,) = person.page(13).scores
    assert (found.better, found.change, found.towards) == ("high", 1, "better")
