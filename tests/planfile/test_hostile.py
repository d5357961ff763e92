"""Whatever stands in a plan: it comes out plain, or is refused with a place. Nothing else happens.

The generated plans here are a thousand in all.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planfile.payloads import HOSTILE

from selfcare import planfile
from selfcare.core.frozen import fields
from selfcare.core.text import plain
from selfcare.errors import PlanError
from selfcare.planfile import translate
from selfcare.planfile.document import at
from selfcare.planfile.known import ROOT_KEYS, SINGLE, TABLES, Key, Table, keys_of
from selfcare.planfile.problem import Problems
from selfcare.planfile.stages import Checked

GROUPS = 7
"""A different share of the texts is hostile each time."""
EVERYTHING = Path(__file__).parent / "good" / "everything.toml"


def texts(value: Any) -> Iterator[str]:
    """Every text in a compiled value."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "__match_args__"):
        for inside in fields(value).values():
            yield from texts(inside)
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from texts(key)
            yield from texts(inside)
    elif isinstance(value, tuple | list):
        for inside in value:
            yield from texts(inside)


def told(checked: Checked) -> Iterator[str]:
    """Everything that a diagnostic shows."""
    for problem in checked.problems:
        yield from (problem.code, problem.message, problem.hint, problem.help, problem.place.file)
    yield planfile.as_text(checked.problems, checked.texts).replace("\n", "")


def words(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every text of TOML data: what holds it, and its key."""
    for key, value in list(data.items()) if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from words(value)
        elif isinstance(value, str):
            yield data, key


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_comes_out_plain_or_is_refused(payload: str) -> None:
    for group in range(GROUPS):
        data = tomllib.loads(EVERYTHING.read_text())
        for inside, key in list(words(data))[group::GROUPS]:
            inside[key] = payload
        checked = planfile.check_text(tomli_w.dumps(data))
        assert checked.plan is not None or checked.problems
        for text in (*texts(checked.plan), *told(checked)):
            assert text == plain(text, multiline=True)


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_for_people_is_shown_and_harms_nothing(payload: str) -> None:
    data = tomllib.loads(EVERYTHING.read_text())
    for where in list(translate.texts(data)):
        if where[-2] not in ("cycle", "to", "cues", "options") and where[-1] not in ("short", "read"):
            at(data, where[:-1])[where[-1]] = payload
    checked = planfile.check_text(tomli_w.dumps(data))
    rules = ("safety/", "language/", "instrument/")
    meant = {problem.code for problem in checked.problems if not problem.code.startswith(rules)}
    assert meant <= {"value", "unknown-name", "unused"}
    for text in (*texts(checked.plan), *told(checked)):
        assert text == plain(text, multiline=True)


def test_markup_is_kept_as_it_is_written() -> None:
    for payload in HOSTILE[:6]:
        text = tomli_w.dumps({"selfcare": 1, "plan": {"title": payload}})
        plan = planfile.check_text(text).plan
        assert plan is not None
        assert plan.title == payload


ANYTHING = st.recursive(
    st.none().map(lambda _: "")
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(HOSTILE)
    | st.dates(date(1, 1, 1), date(9999, 12, 31))
    | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))
    | st.just(clock(7, 15))
    | st.sampled_from(
        ["2h", "2h before", "start", "log.mood.level >= 3", "day", "07:15", "in 4s", "box", "{gap}", "1:30  Now"]
    ),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("a"), inside, max_size=3)
    ),
    max_leaves=6,
)


def table(known: Table) -> st.SearchStrategy[dict[str, Any]]:
    """Something that looks like a table: some of its keys, with values that may be right."""
    keys = {key.name: key for kind in known.kinds or [""] for key in keys_of(known, kind).values()}
    inside = st.dictionaries(st.sampled_from([*keys, "zzz"]), ANYTHING, max_size=5)
    if known.member:
        members = st.dictionaries(
            st.sampled_from(["a", "b", "level", "Not A Name"]), table(TABLES[known.member]), max_size=2
        )
        return st.tuples(inside, members).map(lambda both: {**both[0], **both[1]})
    if known.name == "routine":
        steps = st.lists(table(TABLES["step"]), max_size=3)
        return st.tuples(inside, steps).map(lambda both: {**both[0], "steps": both[1]})
    return inside


def family(key: Key) -> st.SearchStrategy[Any]:
    if key.name == "selfcare":
        return st.just(1)
    if key.name in SINGLE:
        return table(TABLES[key.name])
    if key.name == "test":
        return st.lists(table(TABLES["test"]), max_size=2)
    return st.dictionaries(st.sampled_from(["a", "b", "calm", "mood"]), table(TABLES[key.name]), max_size=2)


PLANS = st.fixed_dictionaries({"selfcare": st.just(1)}, optional={key.name: family(key) for key in ROOT_KEYS[1:]})


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PLANS | st.dictionaries(st.sampled_from([key.name for key in ROOT_KEYS]), ANYTHING, max_size=5))
def test_any_data_is_a_plan_or_a_list_of_problems(data: dict[str, Any]) -> None:
    text = tomli_w.dumps(data)
    started = time.process_time()
    checked = planfile.check_text(text)
    assert time.process_time() - started < 2
    assert (checked.plan is None) == any(problem.severity == "error" for problem in checked.problems)
    for problem in checked.problems:
        assert problem.message
        assert problem.place.line >= 1 and problem.place.column >= 1
    for shown in (*texts(checked.plan), *told(checked)):
        assert shown == plain(shown, multiline=True)
    try:
        plan = planfile.load({"plan.toml": text}, problems=Problems())
    except PlanError as error:
        assert str(error) == plain(str(error))
    else:
        assert plan.title


@settings(max_examples=250, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_plan_or_a_list_of_problems(text: str) -> None:
    checked = planfile.check_text(text)
    assert checked.problems
    assert checked.plan is None


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 8000), st.text(max_size=3), st.integers(0, 40))
def test_a_plan_with_a_hole_is_a_plan_or_a_list_of_problems(start: int, put: str, length: int) -> None:
    whole = EVERYTHING.read_text(encoding="utf-8")
    checked = planfile.check_text(whole[:start] + put + whole[start + length :])
    assert (checked.plan is None) == any(problem.severity == "error" for problem in checked.problems)
