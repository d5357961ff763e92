"""Logs: which questions are asked, and an entry typed at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from selfcare.core.condition import Scope, parse
from selfcare.core.form import (
    EntryScope,
    accept_some,
    answer,
    asked,
    first_scale,
    missing,
    read_some,
    read_values,
    refuse_missing,
    renamed,
)
from selfcare.core.question import Choice, Field, Log, Scale, Text, Value
from selfcare.errors import UsageError

ATTACK = Log(
    "attack",
    "Headache attack",
    {
        "note": Field("note", "What happened?", Text()),
        "pain": Field("pain", "Pain right now", Scale(), required=True, was="level"),
        "medicine": Field("medicine", "Did you take something?", Choice({"none": "Nothing", "triptan": "A triptan"})),
        "dose": Field("dose", "How much?", Text(), required=True, condition=parse("medicine != 'none'")),
        "rest": Field("rest", "Room to rest?", Text(), condition=parse("setting.rests == yes")),
    },
)


class Outside:
    """A scope that knows one setting and remembers what it was asked about the past."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], int]] = []

    def value(self, name: str) -> Value | None:
        return True if name == "setting.rests" else None

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        self.asked.append((list(logs), days))
        return ()


def names(fields: Sequence[Field]) -> list[str]:
    return [field.name for field in fields]


def test_a_question_with_a_condition_is_asked_once_the_condition_is_met() -> None:
    assert names(asked(ATTACK, {})) == ["note", "pain", "medicine"]
    assert names(asked(ATTACK, {"medicine": "none"})) == ["note", "pain", "medicine"]
    assert names(asked(ATTACK, {"medicine": "triptan"})) == ["note", "pain", "medicine", "dose"]
    assert names(asked(ATTACK, {}, Outside())) == ["note", "pain", "medicine", "rest"]


def test_only_questions_that_are_asked_can_be_missing() -> None:
    assert names(missing(ATTACK, {})) == ["pain"]
    assert names(missing(ATTACK, {"pain": None, "medicine": "triptan"})) == ["pain", "dose"]
    assert names(missing(ATTACK, {"pain": 0, "medicine": "none"})) == []


def test_a_bare_value_is_for_the_first_scale() -> None:
    field = first_scale(ATTACK)
    assert field is ATTACK.fields["pain"]
    assert first_scale(Log("x", "X", {})) is None


def test_an_entry_is_read_in_the_order_of_its_log() -> None:
    typed = {"dose": "one", "medicine": "triptan", "pain": "7"}
    assert list(read_values(ATTACK, typed).items()) == [("pain", 7), ("medicine", "triptan"), ("dose", "one")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"pian": "7"},
            "attack has no question of that name; it asks note, pain, medicine, dose or rest; did you mean pain?",
        ),
        ({"zzz": "7"}, "attack has no question of that name; it asks note, pain, medicine, dose or rest"),
        ({"pain": "12"}, "pain goes from 0 to 10; 12 is off the scale"),
        ({"note": "x"}, "attack needs pain as well"),
        ({"medicine": "triptan"}, "attack needs pain and dose as well"),
    ],
)
def test_an_entry_that_cannot_be_kept_says_why(typed: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_values(ATTACK, typed)
    assert str(caught.value) == sentence


def test_an_entry_given_as_values_is_held_to_the_same() -> None:
    assert accept_some(ATTACK, {"medicine": "none", "pain": 7.0}) == {"pain": 7, "medicine": "none"}
    for given in ({"pain": "7"}, {"pian": 7}):
        with pytest.raises(UsageError):
            accept_some(ATTACK, given)
    with pytest.raises(UsageError, match="attack needs pain as well"):
        refuse_missing(ATTACK, accept_some(ATTACK, {"medicine": "none"}))


def test_some_answers_may_be_read_without_the_rest() -> None:
    assert read_some(ATTACK, {"note": "x"}) == {"note": "x"}


def test_inside_an_entry_names_mean_its_own_answers_and_the_rest_is_asked_outside() -> None:
    outside = Outside()
    scope = EntryScope(ATTACK, {"pain": 4}, outside)
    assert [scope.value(name) for name in ("pain", "log.attack.pain", "setting.rests", "log.day.pain")] == [
        4,
        4,
        True,
        None,
    ]
    scope.past(["", "day"], 7)
    assert outside.asked == [(["attack", "day"], 7)]
    assert EntryScope(ATTACK, {}).value("setting.rests") is None
    assert EntryScope(ATTACK, {}).past(["attack"], 7) == ()


@pytest.mark.parametrize("names_in_order", [("level", "pain"), ("pain", "level")])
def test_of_two_names_of_one_question_the_one_of_now_has_the_answer(names_in_order: tuple[str, str]) -> None:
    kept = {"level": 3, "pain": 5}
    assert renamed(ATTACK, {name: kept[name] for name in names_in_order}) == {"pain": 5}
    assert renamed(ATTACK, {"level": 3, "gone": "x"}) == {"pain": 3, "gone": "x"}


def test_an_answer_under_the_earlier_name_of_a_question_belongs_to_it() -> None:
    field = ATTACK.fields["pain"]
    assert answer(field, {"level": 3}) == 3
    assert answer(field, {"level": 3, "pain": 5}) == 5
    assert answer(ATTACK.fields["note"], {"level": 3}) is None
