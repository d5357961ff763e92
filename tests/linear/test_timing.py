from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core import cautions, script
from selfcare.core.breath import Pattern, Phase, total_seconds
from selfcare.core.frozen import replace
from selfcare.core.plan import Breathe, Meditate, Plan, Rest
from selfcare.core.question import Value
from selfcare.core.sitting import STROKE_GAP, Sitting
from selfcare.linear import signs
from selfcare.linear.ear import Leave
from tests.linear import sample
from tests.linear.hearing import guided
from tests.tui.fakes import World

PHASE = re.compile(r"^(in|hold|out|rest), [\d.]+$", re.MULTILINE)


def said(text: str) -> list[str]:
    return PHASE.findall(text)


def test_each_phase_is_one_short_line_with_its_seconds() -> None:
    practice = signs.spoken(script.breathing(sample.PATTERNS["box"]))
    assert [line.words for line in practice.lines[:5]] == ["in, 4", "hold, 4", "out, 4", "rest, 4", "in, 4"]
    assert [line.at for line in practice.lines[:5]] == [0, 4, 8, 12, 16]


def test_unpaced_breath_and_rest_tell_the_minutes_left() -> None:
    natural = signs.spoken(script.breathing(sample.PATTERNS["natural"]))
    assert [(line.at, line.words) for line in natural.lines] == [
        (0.0, "Breathe as it comes."),
        (30, "2 minutes left"),
        (90, "1 minute left"),
    ]
    assert [line.words for line in signs.spoken(script.resting(Rest(60))).lines] == ["Rest now."]
    assert natural.standing(149) == "1 second left"


@pytest.mark.parametrize(
    ("seconds", "words"), [(45, "45 seconds"), (60, "1 minute"), (300, "5 minutes"), (5400, "1 h 30 min")]
)
def test_lengths_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert signs.spoken(script.resting(Rest(seconds))).lead == ("", f"{words}.")


def test_bells_are_words_in_their_place() -> None:
    practice = signs.spoken(script.sitting_still(sample.SITTINGS["cued"]))
    assert [(line.at, line.words) for line in practice.lines] == [
        (0, "bell"),
        (20, "Feel your hands."),
        (30, "bell"),
        (60, "two bells"),
    ]


def test_a_practice_takes_exactly_its_time_and_says_everything_once() -> None:
    world = World()
    code, text = guided(world, sample.walk(Breathe("long-exhale")))
    assert (code, said(text)) == (0, ["in", "out"] * 3)
    assert world.clock.elapsed == pytest.approx(1030)
    assert "all 6 cues within 5 ms" in text


@settings(max_examples=50)
@given(st.lists(st.sampled_from([0.3, 1.0, 2.5, 4.0]), min_size=1, max_size=4), st.integers(1, 4))
def test_every_sign_is_said_once_and_in_time_whatever_the_pattern(seconds: list[float], rounds: int) -> None:
    cycle = tuple(Phase("in" if number % 2 else "out", length) for number, length in enumerate(seconds))
    pattern = Pattern("p", "P", cycle, rounds=rounds)
    world = World()
    start = sample.alone(Plan("", "P", patterns={"p": pattern}), Breathe("p"))
    _, text = guided(world, start)
    planned = rounds * len(cycle)
    assert (f"all {planned} cues within 5 ms" if planned > 1 else "1 cue within 5 ms") in text
    assert world.clock.elapsed - 1000 == pytest.approx(total_seconds(pattern), abs=1e-3)


def test_a_pause_is_not_counted_and_the_breath_goes_on_where_it_was() -> None:
    world = World()
    start = sample.walk(Breathe("long-exhale"))
    code, text = guided(world, start, "", "", live=True, presses=[(55.0, "")], thinks=50)
    assert code == 0
    assert "Paused. Enter to go on, s to end this step here: " in text
    assert said(text) == ["in", "out", "out", "in", "out", "in", "out"]
    assert "out, 5" in text
    session = next(each for each in world.journal.rows.values() if each.kind == "session.recorded")
    assert session.values["seconds"] == 30


def test_s_while_time_passes_ends_the_step_there() -> None:
    world = World()
    _, text = guided(world, sample.walk(Breathe("long-exhale")), "", live=True, presses=[(12.0, "s")])
    session = next(each for each in world.journal.rows.values() if each.kind == "session.recorded")
    assert (session.values["seconds"], session.values["outcome"]) == (12, "stopped")
    assert "Finished." not in text


def test_b_while_time_passes_goes_back() -> None:
    world = World()
    from selfcare.core.plan import Check

    start = sample.walk(Check("Sit"), Breathe("long-exhale"))
    _, text = guided(world, start, "", "", "", "", live=True, presses=[(3.0, "b")])
    assert text.count("1 of 2. Sit") == 2
    assert world.journal.kinds.count("session.recorded") == 1


def test_help_while_time_passes_pauses_first() -> None:
    world = World()
    _, text = guided(world, sample.walk(Breathe("long-exhale")), "", "nonsense", "", live=True, presses=[(3.0, "?")])
    assert "s: end this step here." in text
    assert "Here you can type enter, s, b, q, w or ?." in text


def test_time_asleep_does_not_count() -> None:
    world = World()

    class Sleeper(list[tuple[float, str | Leave]]):
        """The machine sleeps for an hour, once, five seconds in."""

        def __bool__(self) -> bool:
            if world.clock.elapsed == 1005.0:
                world.clock.advance(3600)
            return False

    from io import StringIO

    from selfcare import linear
    from tests.linear.hearing import Person

    for is_live in (False, True):
        world.clock.elapsed, out = 1000.0, StringIO()
        person = Person(world.clock, ["", "", ""], Sleeper(), is_live, out=out)
        linear.run(world.env, sample.walk(Breathe("long-exhale")), StringIO(), out, ear=person)
        assert "The clock stopped while you were away." in out.getvalue()
        assert ("Enter to go on: " in out.getvalue()) is is_live
        assert world.clock.elapsed == pytest.approx(1000 + 30 + 3600, abs=1.1)


def test_a_rehearsal_goes_faster_and_leaves_nothing() -> None:
    world = World()
    world.journal.fault = None
    start = replace(sample.walk(*sample.EVERY_ACTION, rate="log.mood.level"), speed=20.0)
    code, text = guided(world, start, "3", "", "", "2", "", "", "n", "x", "", "5")
    assert code == 0
    assert "This is a rehearsal at 20 times the speed. Nothing is saved." in text
    assert (world.journal.rows, world.journal.kept, world.glance.written) == ({}, {}, 0)
    assert world.clock.elapsed == pytest.approx(1000 + (70 + 20 + 60 + STROKE_GAP) / 20)


def test_a_rehearsal_that_is_left_keeps_nothing_either() -> None:
    world = World()
    code, text = guided(world, replace(sample.walk(*sample.EVERY_ACTION), speed=20.0), "", "q")
    assert (code, world.journal.rows, world.journal.kept) == (0, {}, {})
    assert text.endswith("The rehearsal ends here. Nothing was saved.\n")


@pytest.mark.parametrize(
    ("quiet", "sound", "bells"), [(False, "on", 4), (False, "bells", 4), (True, "on", 0), (False, "off", 0)]
)
def test_bells_ring_unless_it_shall_be_quiet(quiet: bool, sound: str, bells: int) -> None:
    world = World()
    world.preferences.words["sound"] = sound
    _, text = guided(world, replace(sample.walk(Meditate("cued")), quiet=quiet))
    assert world.sound.bells == bells
    assert "bell\nFeel your hands.\nbell\ntwo bells\n" in text


def test_the_safety_line_of_sittings_is_said_before_the_first_one_only() -> None:
    world = World()
    start = sample.alone(Plan("", "S", sittings={"s": Sitting("s", "S", 30)}), Meditate("s"))
    assert "Eyes open is fine" in guided(world, start)[1]
    assert "Eyes open is fine" not in guided(world, start)[1]


def test_holds_come_after_their_cautions_and_a_gentler_breath_is_at_hand() -> None:
    world = World()
    world.shelf.breaths = dict(sample.PATTERNS)
    _, text = guided(world, sample.walk(Breathe("box", rounds=1)), "g")
    assert text.index("Heart disease, chest pain") < text.index("in, 4")
    assert "hold" not in said(text)
    assert "This is Longer out-breath." in text
    session = next(each for each in world.journal.rows.values() if each.kind == "session.recorded")
    assert session.values["receipt"] == {
        "planned": 4,
        "cues": 4,
        "median_ms": 0.0,
        "p99_ms": 0.0,
        "max_ms": 0.0,
        "pauses": 0,
        "gaps": 0,
    }
    assert (session.path, session.values["planned"]) == ("breath.long-exhale", 20.0)
    assert "Longer out-breath, under a minute." in text


def test_holds_begin_once_nothing_speaks_against_them() -> None:
    assert said(guided(World(), sample.walk(Breathe("box")), "")[1]).count("hold") == 2


def test_without_an_answer_holds_do_not_begin() -> None:
    assert said(guided(World(), sample.walk(Breathe("box")))[1]) == []
    assert said(guided(World(), sample.walk(Breathe("box")), "s")[1]) == []


def test_what_was_said_about_the_heart_takes_holds_away() -> None:
    world = World()
    world.shelf.said = {"heart": True}
    _, text = guided(world, sample.walk(Breathe("box", seconds=30)))
    because = "You said that your heart or blood pressure needs care."
    assert f"{because} So this is Longer out-breath in place of Box." in " ".join(text.split())
    assert "hold" not in said(text)
    assert "Longer out-breath, under a minute." in text.partition("Finished.")[2]


def test_somebody_at_a_terminal_says_when_it_begins() -> None:
    world = World()
    _, text = guided(world, sample.walk(Rest(5)), "b", "s", live=True)
    assert "Enter to begin, and later to pause; s to skip: " in text
    assert world.clock.elapsed == 1000


def test_a_single_practice_is_named_once() -> None:
    _, text = guided(World(), sample.walk(Breathe("long-exhale")))
    assert text.count("Type ?") == 1
    of = replace(sample.plan(), id="", title="Longer out-breath")
    _, text = guided(World(), sample.alone(of, Breathe("long-exhale")))
    assert text.startswith("Longer out-breath. Type ? at any prompt for help.\n\nSit or lie down.")
    assert text.endswith("Finished.\n\nLonger out-breath, under a minute.\nTiming: all 6 cues within 5 ms.\n")


@pytest.mark.parametrize("tag", cautions.TEXTS)
def test_before_a_pattern_of_the_library_stand_the_cautions_or_a_gentler_one(tag: str) -> None:
    patterns = planfile.built_in_patterns()
    for name, pattern in patterns.items():
        world = World()
        world.shelf.breaths, world.shelf.said = patterns, {tag: True}
        of = replace(sample.plan(), id="", title=pattern.title, patterns=patterns)
        _, text = guided(world, sample.alone(of, Breathe(name, seconds=30)))
        is_hidden, asks = "You said that" in text, "is one of these true for you?" in text
        assert is_hidden is (tag in pattern.unsafe_for), name
        assert asks is (cautions.has_holds(pattern) and not is_hidden), name


def test_when_to_stop_is_told_by_a_question_mark_while_breathing_and_nowhere_else() -> None:
    told = "Stop if you feel dizzy, tingly or short of breath."
    _, text = guided(World(), sample.walk(Breathe("long-exhale")), "", presses=[(3, "?")], live=True)
    paused = " ".join(text.partition("in, 4")[2].split())
    assert told in paused
    _, text = guided(World(), sample.walk(Rest(30)), "", "", presses=[(3, "?")], live=True)
    assert "dizzy" not in text


@pytest.mark.parametrize("said", [{}, {"heart": True}], ids=["asked for", "said in Settings"])
def test_something_gentler_lasts_as_long_as_the_rounds_that_were_asked_for(said: dict[str, Value]) -> None:
    world, patterns = World(), planfile.built_in_patterns()
    world.shelf.breaths, world.shelf.said = patterns, said
    of = replace(sample.plan(), id="", title="Box", patterns=patterns)
    guided(world, sample.alone(of, Breathe("box", rounds=4)), *(() if said else ("g",)))
    [session] = world.journal.events(("session.recorded",))
    assert session.path != "breath.box"
    assert session.values["planned"] == world.clock.elapsed - 1000 == pytest.approx(4 * 16, abs=5)
