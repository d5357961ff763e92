"""Answers: what is accepted, how it is typed, how it is shown."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.body import MAPS, regions
from selfcare.core.question import (
    Answerable,
    Body,
    Choice,
    Field,
    Number,
    Scale,
    Simple,
    Text,
    Value,
    accept,
    listed,
    plain_number,
    read,
    show,
)
from selfcare.errors import UsageError

PLACES = {"home": "At home", "work": "At work", "on-the-way": "On the way"}
PAIN = Field("pain", "How much pain?", Scale())
SLEPT = Field("slept", "Hours slept", Number("h", 0, 24, 0.5))
PLACE = Field("place", "Where?", Choice(PLACES))
PLACES_MANY = Field("places", "Where?", Choice(PLACES, many=True, other=True))
OWN = Field("where", "Where?", Choice(PLACES, other=True))
WHERE = Field("where", "Where does it hurt?", Body("head"))
SIDE = Field("side", "Which hand?", Body("hands", many=False))
NOTE = Field("note", "Anything else?", Text())
DIARY = Field("diary", "And?", Text(lines=3))
ENOUGH = Field("enough", "Enough?", Simple("yes-no"))
AT = Field("at", "When?", Simple("time"))
ON = Field("on", "Which day?", Simple("date"))
LASTED = Field("lasted", "How long?", Simple("duration"))


def refusal(field: Field, typed: str) -> str:
    with pytest.raises(UsageError) as caught:
        read(field, typed)
    return str(caught.value)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (PAIN, "5", 5),
        (PAIN, " 10 ", 10),
        (PAIN, "5.0", 5),
        (SLEPT, "7,5", 7.5),
        (SLEPT, "7.5 h", 7.5),
        (SLEPT, "7h", 7),
        (PLACE, "home", "home"),
        (PLACE, "At WORK", "work"),
        (PLACE, "on the way", "on-the-way"),
        (PLACES_MANY, "work, home", ("home", "work")),
        (PLACES_MANY, "work, work", ("work",)),
        (PLACES_MANY, "home, other: a boat, at sea", ("home", "other: a boat, at sea")),
        (OWN, "other: a boat", "other: a boat"),
        (WHERE, "forehead, Left temple", ("forehead", "left-temple")),
        (SIDE, "left palm", "left-palm"),
        (NOTE, "  [ID] a\tb ", "[ID] a b"),
        (DIARY, "one\ntwo", "one\ntwo"),
        (ENOUGH, "Yes", True),
        (ENOUGH, "n", False),
        (AT, "07:15", "07:15"),
        (ON, "2026-12-03", "2026-12-03"),
        (LASTED, "1h30m", 5400),
        (LASTED, "1d", 86400),
    ],
)
def test_what_is_typed_becomes_a_value_that_is_accepted_again(field: Field, typed: str, value: Value) -> None:
    got = read(field, typed)
    assert got == value
    assert type(got) is type(value) or isinstance(value, int | float)
    assert accept(field, got) == got


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (PAIN, "11", "pain goes from 0 to 10; 11 is off the scale"),
        (PAIN, "-1", "pain goes from 0 to 10; -1 is off the scale"),
        (PAIN, "4.5", "pain goes from 0 to 10 in steps of 1"),
        (PAIN, "lots", "pain is a number from 0 to 10"),
        (PAIN, "", "pain is a number from 0 to 10"),
        (PAIN, "1_0", "pain is a number from 0 to 10"),
        (PAIN, "1e1", "pain is a number from 0 to 10"),
        (SLEPT, "25", "slept goes from 0 to 24 h; 25 is outside that"),
        (SLEPT, "7.2", "slept goes from 0 to 24 h in steps of 0.5"),
        (Field("steps", "?", Number()), "many", "steps is a number"),
        (Field("steps", "?", Number(high=9)), "10", "steps goes up to 9; 10 is outside that"),
        (Field("steps", "?", Number(low=1)), "0", "steps goes from 1; 0 is outside that"),
        (PLACE, "wrok", "place is one of home, work or on-the-way; did you mean work?"),
        (PLACE, "at hom", "place is one of home, work or on-the-way; did you mean home?"),
        (PLACE, "zzz", "place is one of home, work or on-the-way"),
        (PLACE, "", "place is one of home, work or on-the-way"),
        (PLACE, "home, work", "place is one of home, work or on-the-way"),
        (OWN, "zzz", 'where is one of home, work or on-the-way, or "other: your own words"'),
        (OWN, "other:  ", 'where is one of home, work or on-the-way, or "other: your own words"'),
        (NOTE, "  ", "note takes words of your own; it was empty"),
        (ENOUGH, "maybe", "enough takes yes or no"),
        (AT, "later", "at is a time of day: write 07:15 or 19:30"),
        (ON, "tomorrow", "on is a date: write it as 2026-12-03"),
        (ON, "20261203", "on is a date: write it as 2026-12-03"),
        (ON, "2026-02-30", "on is a date: write it as 2026-12-03"),
        (LASTED, "5 min", "lasted is a duration: write 90s, 30m or 1h30m; did you mean 5m?"),
        (LASTED, "long", "lasted is a duration: write 90s, 30m or 1h30m"),
    ],
)
def test_what_is_refused_is_refused_with_what_is_allowed(field: Field, typed: str, sentence: str) -> None:
    assert refusal(field, typed) == sentence


def test_a_refusal_never_repeats_a_persons_words() -> None:
    for field in (PLACE, OWN, WHERE, ENOUGH, AT, ON, LASTED, PAIN):
        assert "my secret" not in refusal(field, "my secret")


def test_a_long_list_of_options_is_cut() -> None:
    assert refusal(WHERE, "?").endswith("and 3 more")
    assert listed([]) == ""
    assert listed(["one"]) == "one"


@pytest.mark.parametrize(
    ("field", "given"),
    [
        (PAIN, True),
        (PAIN, "5"),
        (PAIN, nan),
        (PAIN, inf),
        (PAIN, None),
        (PLACE, 3),
        (PLACE, ("home", "work")),
        (PLACE, ()),
        (PLACE, "other: x"),
        (PLACES_MANY, ["home", 3]),
        (WHERE, ["nowhere"]),
        (NOTE, 5),
        (ENOUGH, 1),
        (AT, 715),
        (ON, 20261203),
        (LASTED, -1),
        (LASTED, True),
        (LASTED, "5m"),
    ],
)
def test_a_value_of_another_kind_is_refused(field: Field, given: object) -> None:
    with pytest.raises(UsageError):
        accept(field, given)


def test_lists_of_a_file_are_accepted_as_tuples() -> None:
    assert accept(PLACES_MANY, ["on-the-way", "home"]) == ("home", "on-the-way")
    assert accept(PLACE, ["home"]) == "home"


def test_control_characters_of_a_text_are_replaced() -> None:
    assert accept(NOTE, "a\x1b[31mb") == "a\ufffd[31mb"
    assert accept(OWN, "other: a\x1bb") == "other: a\ufffdb"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (PAIN, 5, "5"),
        (SLEPT, 7.5, "7.5 h"),
        (PLACE, "home", "At home"),
        (PLACE, "gone", "gone"),
        (PLACES_MANY, ("home", "other: a boat"), "At home, a boat"),
        (WHERE, ("left-temple",), "left temple"),
        (WHERE, ("gone",), "gone"),
        (ENOUGH, True, "yes"),
        (ENOUGH, False, "no"),
        (AT, "07:15", "07:15"),
        (LASTED, 5400.0, "1h30m"),
        (LASTED, "odd", "odd"),
        (NOTE, "[ID]", "[ID]"),
    ],
)
def test_a_value_is_shown_in_words(field: Field, value: Value, shown: str) -> None:
    assert show(field, value) == shown


def test_numbers_are_shown_without_exponents() -> None:
    assert [plain_number(number) for number in (0, 0.1, 10, 1e6, 2.5, -3)] == ["0", "0.1", "10", "1000000", "2.5", "-3"]


numeric: st.SearchStrategy[Answerable] = st.builds(
    lambda low, width, step: Scale(low, low + width * step, step),
    st.integers(-5, 5),
    st.integers(1, 20),
    st.sampled_from((0.1, 0.5, 1, 2)),
)


@given(numeric, st.integers(-10, 30))
def test_every_step_of_a_scale_is_accepted_and_nothing_beyond_it(kind: Scale, number: int) -> None:
    field = Field("x", "?", kind)
    value = round(kind.low + number * kind.step, 6)
    if number >= 0 and value <= kind.high:
        assert read(field, plain_number(value)) == pytest.approx(value)
    elif value < kind.low - 1e-9 or value > kind.high + 1e-9:
        assert "off the scale" in refusal(field, plain_number(value))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for field in (PAIN, SLEPT, PLACE, PLACES_MANY, OWN, WHERE, SIDE, NOTE, DIARY, ENOUGH, AT, ON, LASTED):
        try:
            assert accept(field, read(field, typed)) is not None
        except UsageError as error:
            assert "\n" not in str(error)


def test_every_map_of_the_body_has_names_and_words_of_its_own() -> None:
    for places in MAPS.values():
        assert len(set(places.values())) == len(places)
        assert all(name.replace("-", "").isalpha() and name.islower() for name in places)
    assert regions("unheard-of") == MAPS["body"]
