from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planfile.samples import CORNERS, PREP, VALID, walk

from selfcare.planfile.problem import Place, Problems
from selfcare.planfile.toml import source
from selfcare.planfile.toml.source import Source


def read(text: str) -> Source:
    """The source of a text that is right."""
    problems = Problems()
    found = source.read(text, "my-plan.toml", problems)
    assert not problems.found
    return found


def literal(text: str, place: Place) -> str:
    """What stands at a place of one line."""
    return text.split("\n")[place.line - 1][place.column - 1 :][: place.length]


def check_every_value(text: str) -> None:
    """Each value of the data is what its own literal says, and each of its characters stands where the map says."""
    found = read(text)
    for location, value in walk(found.data):
        if not location:
            continue
        entry = found._map.entry(location)
        assert entry is not None
        if entry.value is not None:
            stretch = text[entry.value.start : entry.value.end]
            assert repr(tomllib.loads(f"k = {stretch}")["k"]) == repr(value)
        if isinstance(location[-1], str):
            name = literal(text, found.key(location))
            assert list(tomllib.loads(f"{name} = 0")) == [location[-1]]
        if isinstance(value, str):
            check_characters(found, location, value)
    assert found._map.entry(("nowhere",)) is None  # (and so everything was read)
    assert set(found._map.entries) == {location for location, _ in walk(found.data) if location}


def check_characters(found: Source, location: tuple[str | int, ...], value: str) -> None:
    for position, character in enumerate(value[:60]):
        stands = literal(found.text, found.value(location, position, 1))
        if character not in "\r\n" and not stands.startswith("\\"):
            assert stands == character


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_every_value_is_what_stands_at_its_place(text: str) -> None:
    check_every_value(text)


names = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True) | st.text(min_size=1, max_size=4)
texts = st.text(st.characters(codec="utf-8"), max_size=12)
scalars = (
    texts
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates(date(1, 1, 1))
    | st.times().map(lambda moment: moment.replace(microsecond=0))
    | st.datetimes(datetime(1, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=12
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, values, max_size=5), st.booleans())
def test_every_value_of_any_data_is_found(data: dict[str, Any], multiline: bool) -> None:
    check_every_value(tomli_w.dumps(data, multiline_strings=multiline))


def test_a_part_of_a_text_is_found_through_escapes() -> None:
    found = read('at = "caf\\u00e9 \\"8pm\\""')
    assert found.value(("at",), 6, 3) == Place("my-plan.toml", 1, 19, 3)
    assert found.value(("at",), 3, 1) == Place("my-plan.toml", 1, 10, 6)


def test_a_part_of_a_text_is_found_in_several_lines() -> None:
    found = read(CORNERS)
    where = CORNERS[: CORNERS.index("two")].count("\n") + 1
    assert found.value(("long",), 4, 3) == Place("my-plan.toml", where, 4, 3)
    assert found.value(("long",)).line == where - 1


def test_a_place_behind_the_last_character_is_the_closing_quote() -> None:
    found = read('a = "x"')
    assert found.value(("a",), 1, 1) == Place("my-plan.toml", 1, 7, 0)
    assert found.value(("a",), 9, 4) == Place("my-plan.toml", 1, 7, 0)
    assert found.value(("a",), 0, 0) == Place("my-plan.toml", 1, 6, 1)


def test_quotes_are_left_out_of_a_value_but_not_of_an_empty_one() -> None:
    found = read("a = 'x y'\nb = \"\"\nc = 12\nd = [1, 'q']")
    assert [found.value((name,)).column for name in "abcd"] == [6, 5, 5, 5]
    assert [found.value((name,)).length for name in "abcd"] == [3, 2, 2, 8]
    assert found.value(("c",), 1, 1) == Place("my-plan.toml", 3, 6, 1)


def test_a_header_is_found_whole_and_by_name() -> None:
    found = read(PREP)
    line = PREP[: PREP.index("[checklist.prep.ride]")].count("\n") + 1
    assert found.header(("checklist", "prep", "ride")) == Place("my-plan.toml", line, 1, 21)
    assert found.key(("checklist", "prep", "ride")) == Place("my-plan.toml", line, 17, 4)
    assert found.value(("checklist", "prep", "ride")) == found.header(("checklist", "prep", "ride"))


def test_a_table_without_a_header_is_found_where_it_is_first_named() -> None:
    found = read("[log.stress]\na.b = { c = 1 }")
    assert found.header(("log",)) == found.key(("log",)) == Place("my-plan.toml", 1, 2, 3)
    assert found.header(("log", "stress", "a")) == Place("my-plan.toml", 2, 1, 1)
    assert found.key(("log", "stress", "a", "b", "c")) == Place("my-plan.toml", 2, 9, 1)


def test_each_table_of_a_series_has_its_own_header() -> None:
    found = read("[[test]]\n[[test]]\nname = 1\n[test.answers]\nx = 1")
    assert [found.header(("test", number)).line for number in (0, 1)] == [1, 2]
    assert found.header(("test", 1, "answers")).line == 4
    assert found.key(("test",)) == Place("my-plan.toml", 1, 3, 4)


def test_what_does_not_stand_anywhere_is_at_its_nearest_parent() -> None:
    found = read("[plan]\ntitle = 'x'")
    assert found.key(("plan", "summary")) == found.key(("plan",)) == Place("my-plan.toml", 1, 2, 4)
    assert found.value(("plan", "title", "deeper")) == found.key(("plan", "title"))
    assert found.key(("nowhere",)) == found.key(()) == Place("my-plan.toml")
    assert not found.has_gap(("plan",))


def test_a_time_of_day_alone_is_a_value() -> None:
    assert read("a = 07:15:00").data == {"a": time(7, 15)}


SCATTERED = """\
[a.b]
one = 1

[[rows]]
name = "first"

[a]
two = 2

[[rows]]
name = "second"
"""


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("a",), 7),  # (line 1 implies it, line 7 is its own header)
        (("a", "b"), 1),
        (("a", "b", "one"), 2),
        (("rows", 1, "name"), 11),
        (("rows",), 4),
    ],
)
def test_a_place_is_the_same_whatever_was_asked_before(location: tuple[str | int, ...], line: int) -> None:
    fresh, asked = read(SCATTERED), read(SCATTERED)
    asked.key(("nowhere",))
    assert fresh.header(location).line == line
    assert fresh.header(location) == asked.header(location)
    assert fresh.lines_of(location) == asked.lines_of(location)
