"""What History says of a scale, and what it does not say."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.insight.compared import LEAST_EACH, compared, told
from selfcare.core.insight.told import sentences
from tests.core.insight.numbers import PAIN, SLEEP, STRESS, day, days

COURSE = days([6, 7, 6, 5, 6, 7, 6, *[6, 6, 5, 5, None, 5, 5], *[5, 4, 4, None, 5, 4, 4], *[4, 4, None, 4, 3, 5, 4]])


def test_a_course_is_told_from_its_start_to_now() -> None:
    assert sentences("pain", PAIN, COURSE, day(27), first_visit=day(7)) == [
        "pain, 7-day median 4 (6 of 7 days), 6 at the start",
        "2 lower than at the start (33 %): clear change",
        "bands for pain: Salaffi 2004 and Farrar 2001, based on groups, may not fit you",
    ]


def test_without_an_agreed_band_none_is_told() -> None:
    assert sentences("stress", STRESS, COURSE, day(27), first_visit=day(7))[1:] == ["2 lower than at the start (33 %)"]


def test_too_few_days_are_told_as_such() -> None:
    assert sentences("pain", PAIN, days([6, 5, 5]), day(2)) == [
        "pain, 7-day median 5 (3 of 7 days)",
        "no change is told: too few days with an answer for a change (3 of the last 7)",
    ]
    assert sentences("pain", PAIN, [], day(2)) == []
    assert sentences("pain", PAIN, days([6]), day(40)) == ["pain, last answered 40 days ago"]


def test_days_with_practice_are_set_beside_days_without() -> None:
    practised = {day(number) for number in range(0, 28, 2)}
    values = [3 if number % 2 == 0 else 6 for number in range(28)]
    groups = compared(days(values), practised)
    assert groups
    said = told(groups, "practice", "stress")
    assert said[0] == "stress on 14 days with practice: median 3; on 14 days without: 6"
    assert said[-1].startswith("lower stress went together with practice; shuffled days would differ as much less than")
    assert said[-1].endswith("It cannot say what caused what.")


def test_a_group_of_four_days_is_not_compared() -> None:
    few = {day(number) for number in range(LEAST_EACH - 1)}
    assert compared(days([3] * 28), few) is None
    assert compared(days([3] * 28), set()) is None


@given(st.lists(st.none() | st.integers(0, 10), max_size=60), st.integers(0, 60), st.sets(st.integers(0, 60)))
def test_no_word_of_cause_or_of_blame_and_no_p_value(values: list[int | None], visit: int, practised: set[int]) -> None:
    for field in (PAIN, SLEEP):
        groups = compared(days(values), {day(number) for number in practised})
        said = sentences("it", field, days(values), day(60), first_visit=day(visit))
        text = " ".join([*said, *(told(groups, "practice", "it") if groups else [])])
        assert not re.search(r"better|worse|because|caused by|p =|p <|significan|streak|fail|!|nan|inf", text)


def test_a_day_without_an_answer_changes_nothing() -> None:
    answered = [6, None, 7, 6, 5, 6, 7, None, 4, 4, 4, 5, None, 4]
    said = sentences("pain", PAIN, days(answered), day(13), first_visit=day(7))
    assert sentences("pain", PAIN, days([None, None, *answered], day(-2)), day(13), first_visit=day(7)) == said
    assert said[1] == "2 lower than at the start (33 %): clear change"
