"""How fast plain lines come, and what a person can choose of it."""

from __future__ import annotations

import random
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import linear
from selfcare.core import script
from selfcare.core.breath import Pattern, Phase, Ramp
from selfcare.core.frozen import replace
from selfcare.core.hearing import RINGS
from selfcare.core.plan import Meditate, Plan, Rest
from selfcare.core.script import Script, Sign
from selfcare.core.sitting import STROKE_GAP, Bell, Cue, Sitting
from selfcare.linear import signs
from selfcare.linear.signs import Words
from tests.core.test_breath import patterns
from tests.linear import sample
from tests.linear.hearing import Person, guided
from tests.tui.fakes import FakeClock, World

SIGH = Pattern("sighing", "Sighing", (Phase("in", 3), Phase("in", 1, "top up"), Phase("out", 7)), seconds=33)
BELLS = (Bell("start"), Bell("every", 300), Bell("half"), Bell("end"))
HOUR = Sitting("hour", "An hour", 3600, tuple(Cue(at, f"Cue at {at}.") for at in range(100, 3500, 170)), BELLS)


def lines(of: Script, words: Words = "phase") -> list[tuple[float, str]]:
    return [(line.at, line.words) for line in signs.spoken(of, words).lines]


def test_a_phase_that_is_over_too_soon_shares_the_line_before_it() -> None:
    assert lines(script.breathing(SIGH))[:3] == [(0, "in, 3, top up, 1"), (4, "out, 7"), (11, "in, 3, top up, 1")]


def test_where_a_breath_begins_with_a_short_phase_the_next_joins_it() -> None:
    snatched = script.breathing(Pattern("p", "P", (Phase("in", 1), Phase("out", 6)), rounds=2))
    assert lines(snatched) == [(0, "in, 1, out, 6"), (7, "in, 1, out, 6")]


def test_breaths_faster_than_any_display_are_told_together() -> None:
    panting = script.breathing(Pattern("p", "P", (Phase("in", 0.5), Phase("out", 0.5)), rounds=4))
    assert lines(panting) == [(0, "in, 0.5, out, 0.5, 2 times"), (2, "in, 0.5, out, 0.5, 2 times")]


def test_each_second_can_be_said_on_a_line_of_its_own() -> None:
    assert lines(script.breathing(SIGH), "second")[:8] == [
        (0, "in, 3"),
        (1, "2"),
        (2, "1"),
        (3, "top up, 1"),
        (4, "out, 7"),
        (5, "6"),
        (6, "5"),
        (7, "4"),
    ]


def test_halves_are_said_once_and_then_whole_seconds() -> None:
    half = script.breathing(Pattern("p", "P", (Phase("in", 5.5), Phase("out", 1.25, "sigh")), rounds=1))
    assert lines(half) == [(0, "in, 5.5, sigh, 1.25")]
    assert lines(half, "second") == [
        (0, "in, 5.5"),
        (1.5, "4"),
        (2.5, "3"),
        (3.5, "2"),
        (4.5, "1"),
        (5.5, "sigh, 1.25"),
    ]


def test_the_first_breath_can_be_all_that_is_said_of_it_besides_the_minutes() -> None:
    long = script.breathing(replace(SIGH, seconds=176))
    assert lines(long, "sparse") == [
        (0, "in, 3, top up, 1"),
        (4, "out, 7"),
        (56, "2 minutes left"),
        (116, "1 minute left"),
    ]


def test_a_pace_that_changes_is_told_again() -> None:
    slower = Pattern(
        "p", "P", (Phase("in", 4), Phase("out", 6)), 300, ramp=Ramp((Phase("in", 5), Phase("out", 7)), 100)
    )
    told = [words for _, words in lines(script.breathing(slower), "sparse")]
    assert told[:2] == ["in, 4", "out, 6"]
    assert told[2].startswith("4 minutes left; in, 4.")
    assert told[-1] == "1 minute left"
    assert sum("; in, 5, out, 7" in each for each in told) == 1


@settings(max_examples=80)
@given(patterns(), st.sampled_from(["phase", "second", "sparse"]), st.floats(20, 300))
def test_no_two_lines_are_closer_than_they_can_be_read(pattern: Pattern, words: Words, seconds: float) -> None:
    of = script.breathing(pattern, seconds=seconds)
    least = 1.0 if words == "second" else 1.5
    assert all(later.at - line.at >= least - 1e-5 for line, later in pairwise(signs.spoken(of, words).lines))


@pytest.mark.parametrize("words", ["phase", "second", "sparse"])
def test_a_rest_counts_its_minutes_and_where_wished_its_last_seconds(words: Words) -> None:
    told = lines(script.resting(Rest(130, "Lie down.")), words)
    assert told[:3] == [(0, "Lie down."), (10, "2 minutes left"), (70, "1 minute left")]
    assert [each for _, each in told[3:]] == ([str(left) for left in range(10, 0, -1)] if words == "second" else [])


def test_a_sitting_is_left_in_peace_until_its_last_minute() -> None:
    of = script.sitting_still(Sitting("s", "S", 300))
    assert lines(of) == [(0, "bell"), (240, "1 minute left"), (300, "two bells")]
    assert [words for _, words in lines(of, "second")][1:5] == [f"{n} minutes left" for n in (4, 3, 2)] + [
        "1 minute left"
    ]


def test_the_choice_of_the_walk_goes_before_the_preference() -> None:
    world = World()
    world.preferences.words["lines"] = "second"
    assert "in, 4\n3\n2\n1\nout, 6\n" in guided(world, sample.walk(sample.EVERY_ACTION[3]))[1]
    assert "in, 4\nout, 6\n" in guided(world, replace(sample.walk(sample.EVERY_ACTION[3]), words="phase"))[1]


def test_help_says_how_to_have_more_or_fewer_words() -> None:
    _, text = guided(World(), sample.walk(sample.EVERY_ACTION[3]), "?", "", live=True)
    assert "--words second counts them as well" in " ".join(text.split())
    assert "Enter stops the clock" in text


class Hostile(Person):
    """Wakes up early, late or at once, as it likes, and never when it was asked to."""

    def __init__(self, clock: FakeClock, out: StringIO, seed: int) -> None:
        super().__init__(clock, [], out=out)
        self.fate = random.Random(seed)

    def wait(self, seconds: float) -> str | None:
        self.clock.advance(max(1e-4, seconds * self.fate.choice([0.0, 0.3, 0.999, 1.0, 1.0]) + self.fate.choice(LATE)))
        return None


LATE = (0.0, 0.0, 0.002, 0.4, 1.7)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("words", ["phase", "second"])
def test_an_hour_says_everything_once_and_ends_on_time_whatever_the_waits(words: Words, seed: int) -> None:
    world, out = World(), StringIO()
    world.preferences.words |= {"lines": words, "sound": "bells"}
    start = sample.alone(Plan("", "S", sittings={"hour": HOUR}), Meditate("hour"))
    linear.run(world.env, start, StringIO(), out, ear=Hostile(world.clock, out, seed))
    said = out.getvalue().partition("1 h.\n")[2] or out.getvalue().partition("60 minutes.\n")[2]
    planned: list[Sign] = list(signs.spoken(script.sitting_still(HOUR), words).lines)
    assert said.partition("Finished.")[0].splitlines() == [line.words for line in planned]
    strokes = sum(sign.strokes for sign in script.sitting_still(HOUR).signs)
    assert world.sound.bells == strokes
    assert 0 <= world.clock.elapsed - 1000 - 3600 - STROKE_GAP <= RINGS + 2.8
    session = next(each for each in world.journal.rows.values() if each.kind == "session.recorded")
    assert (session.values["seconds"], session.values["outcome"]) == (3600, "done")
