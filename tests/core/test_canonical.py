"""Canonical JSON against the examples of RFC 8785 and against the standard library's reader."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.canonical import canonical, read
from selfcare.core.event import Json


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (4.0, "4"),
        (-1.5, "-1.5"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (999999999999999900000.0, "999999999999999900000"),
        (1e21, "1e+21"),
        (1e23, "1e+23"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (0.000001, "0.000001"),
        (0.0000035, "0.0000035"),
        (1e-7, "1e-7"),
        (1.25e-9, "1.25e-9"),
        (333333333.33333325, "333333333.33333325"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.2, "1424953923781206.2"),
        (100.0, "100"),
    ],
)
def test_numbers_are_written_as_ecmascript_writes_them(number: float, written: str) -> None:
    assert canonical(number) == written


def test_the_members_of_an_object_are_sorted_by_utf_16() -> None:
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    order = list(json.loads(canonical(dict.fromkeys(names))))
    assert order == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_strings_escape_what_they_must_and_no_more() -> None:
    assert canonical('\u20ac$\u000f\nA\'B"\\\\"/\u007f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"'


def test_words_and_lists_have_no_blanks() -> None:
    assert canonical([None, True, False, {"b": [], "a": {}}]) == '[null,true,false,{"a":{},"b":[]}]'


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 2**53, -(2**53)])
def test_what_json_cannot_carry_exactly_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="number"):
        canonical(value)


def json_values() -> st.SearchStrategy[Json]:
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | text
    )
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4))


@settings(max_examples=200)
@given(json_values())
def test_reading_gives_back_the_value_and_the_same_spelling(value: Json) -> None:
    spelling = canonical(value)
    assert read(spelling) == value
    assert canonical(read(spelling)) == spelling
