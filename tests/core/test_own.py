"""Breathing patterns of one's own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from selfcare import planfile
from selfcare.core import acts, own
from selfcare.core.acts import Stamp
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.liveness import Link, ended
from selfcare.errors import UsageError

NOW = datetime(2026, 12, 3, 10, 42, tzinfo=ZoneInfo("Europe/Berlin"))


def stamp(number: int) -> Stamp:
    return Stamp(f"0190aaaa-0000-7000-8000-{number:012x}", "device-a", NOW)


def test_phases_in_one_line_are_read_as_the_plan_language_reads_them() -> None:
    cycle = own.read("in 4s, hold 2s, out 6.5s through the mouth")
    assert own.written(cycle) == ["in 4s", "hold 2s", "out 6.5s through the mouth"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("4-6", "in 4s, out 6s"),
        ("4 – 6", "in 4s, out 6s"),
        ("in 4, out 6", "in 4s, out 6s"),
        ("IN 4S, OUT 6.25S by mouth", "in 4s, out 6.25s by mouth"),
        ("in 3, in 1, out 6", "in 3s, in 1s, out 6s"),
        ("4-4-4-4", "in 4s, hold 4s, out 4s, rest 4s"),
        ("4/7/8", "in 4s, hold 7s, out 8s"),
        ("5.5 5.5", "in 5.5s, out 5.5s"),
        ("4-0-6-0", "in 4s, out 6s"),
        ("inhale 4s, exhale 6", "in 4s, out 6s"),
        ("in 4 hold 2 out 6", "in 4s, hold 2s, out 6s"),
        ("in 4s hold 2s out 6s", "in 4s, hold 2s, out 6s"),
        ("breathe in 4 then breathe out 6", "in 4s, out 6s"),
        ("In 4s; Out 6s", "in 4s, out 6s"),
        ("in 4s, out 6s,", "in 4s, out 6s"),
    ],
)
def test_a_breath_is_read_as_people_spell_it_and_written_in_one_way(words: str, meant: str) -> None:
    assert own.is_meant(words)
    assert ", ".join(own.written(own.read(words))) == meant
    assert own.read(meant) == own.read(words)


@pytest.mark.parametrize(
    "words",
    [
        *("4", "4s", "4.6", "4,6", "4,5-6", "4-6-", "4-4-4-4-4", "in 4,5s, out 6s", "in 4 min out 6 min"),
        *("in 4, pause 2, out 6", "pause 4", "in4 out6", "in 0s, out 6s", "in -4, out 6", "4-6 breaths"),
        *("out 4s", "in 4", "hold 4", "0-6", "in 4s out"),
    ],
)
def test_what_could_mean_two_things_or_is_no_breath_is_answered_with_what_to_write(words: str) -> None:
    assert own.is_meant(words)
    with pytest.raises(UsageError) as refused:
        own.read(words)
    sentence, _, example = str(refused.value).partition("; write ")
    assert "; " not in sentence
    assert own.read(example.removeprefix("for example ").removesuffix(" or rest 1s"))


@pytest.mark.parametrize("words", ["box", "4-7-8-gentle", "box breathing", "evn", "", "my-own"])
def test_a_name_is_not_taken_for_phases(words: str) -> None:
    assert not own.is_meant(words)


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("in 4s, hold 1s, out 4s", ("pregnant", "heart", "lung", "seizure", "panic", "eye")),
        ("in 4s, out 4s, rest 0.5s", ("pregnant", "heart", "lung", "seizure", "panic", "eye")),
        ("in 3s, out 4s", ()),
        ("in 3s, out 4.5s", ("lung",)),
        ("in 3s, out 4s, in 3s, out 4s", ()),
    ],
)
def test_whom_it_is_not_for_follows_from_its_shape(words: str, tags: tuple[str, ...]) -> None:
    assert own.unsafe_for(own.read(words)) == tags


def test_holds_of_ones_own_are_not_for_whom_box_is_not_for() -> None:
    assert own.unsafe_for(own.read("in 4s, hold 4s, out 4s, rest 4s")) == planfile.built_in_patterns()["box"].unsafe_for


def test_without_a_name_it_is_called_after_its_shape() -> None:
    mine = own.pattern(own.read("in 4.5s, hold 2s, out 6s"))
    assert (mine.name, mine.title, mine.seconds) == ("in-4p5-hold-2-out-6", "in 4.5, hold 2, out 6", 300)
    assert own.in_short(own.read("in 4s, out 6.25s")) == "in 4, out 6.25"
    assert own.NAME.fullmatch(own.shape(own.read("in 1.25s, out 2.25s, " * 5 + "in 1s, out 4s")))


def kept(*events: Event) -> dict[str, object]:
    over = ended(Link(event.id, event.kind, event.supersedes) for event in events)
    return dict(own.kept(event for event in events if event.id not in over))


def test_what_is_kept_is_found_again_and_can_be_replaced_dropped_and_brought_back() -> None:
    first = own.pattern(own.read("in 4s, out 6s"), "evening", seconds=180)
    second = own.pattern(own.read("in 4s, hold 2s, out 6s slowly"), "evening", rounds=6)
    keep, again = acts.keep_pattern(first, stamp(1)), acts.keep_pattern(second, stamp(2))
    drop = acts.drop_pattern("evening", stamp(3))
    assert kept(keep) == {"evening": first}
    assert kept(again, keep) == {"evening": second}
    assert kept(keep, again, drop) == {}
    assert kept(keep, again, drop, acts.undo(drop, stamp(4))) == {"evening": second}
    assert kept(keep, again, acts.undo(again, stamp(4))) == {"evening": first}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"cycle": "in 4s"},
        {"cycle": []},
        {"cycle": [4, None]},
        {"cycle": ["in 4s", "hold 60s", "out 4s"]},
        {"cycle": ["in 4s", "nonsense"]},
        {"cycle": ["in 4s", "out 6s"], "seconds": 86400},
        {"cycle": ["in 4s", "out 6s"], "rounds": 10**9},
        {"cycle": ["in 1s", "out 1s"] * 40},
    ],
)
def test_what_somebody_else_kept_and_would_do_harm_is_passed_over(values: dict[str, Json]) -> None:
    good = acts.keep_pattern(own.pattern(own.read("in 4s, out 6s"), "evening"), stamp(1))
    assert kept(replace(good, values=values)) == {}
    assert kept(replace(good, path="breath.Not a name")) == {}


@pytest.mark.parametrize("name", ["", "Evening", "my breath", "-x", "x" * 41, "a.b"])
def test_a_name_is_as_in_the_plan_language(name: str) -> None:
    with pytest.raises(UsageError, match="is not a name"):
        own.check_name(name)
