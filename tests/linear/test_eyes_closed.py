"""Plain lines with eyes closed: sound leads, and a step is a line."""

from __future__ import annotations

from selfcare.core.frozen import replace
from selfcare.core.hearing import MOMENT, RINGS
from selfcare.core.plan import Breathe, Check, Meditate, Rest
from selfcare.core.script import Tone
from selfcare.core.sitting import STROKE_GAP
from tests.linear import sample
from tests.linear.hearing import guided
from tests.tui.fakes import World


def kinds(world: World) -> str:
    return " ".join(tone.kind for tone in world.sound.tones)


def test_a_step_is_one_line_and_sound_does_the_rest() -> None:
    world = World()
    start = replace(sample.walk(Check("Sit down"), Breathe("long-exhale")), eyes_closed=True)
    code, text = guided(world, start, "")
    assert code == 0
    assert "2 of 2. Longer out-breath, 30 seconds.\n" in text
    assert "in, 4" not in text and "18 breaths" not in text and "Finished." not in text
    assert kinds(world) == "ask in out in out in out count count count end"


def test_it_can_be_quiet_and_is_then_said_in_words() -> None:
    world = World()
    start = replace(sample.walk(Breathe("long-exhale")), eyes_closed=True, quiet=True)
    assert "in, 4\nout, 6\n" in guided(world, start)[1]
    assert (world.sound.tones, world.sound.prepared) == ([], set())


def test_a_pause_hushes_calls_and_tells_when_time_goes_on() -> None:
    world = World()
    start = replace(sample.walk(Breathe("long-exhale")), eyes_closed=True)
    guided(world, start, "", "", live=True, presses=[(5.0, "")])
    assert kinds(world).startswith("ask in out ask begin in out")
    assert world.sound.hushed == 1


def test_what_will_be_heard_is_prepared_before_it_begins() -> None:
    world = World()
    world.preferences.words["sound"] = "on"
    guided(world, sample.walk(Breathe("long-exhale")))
    assert world.sound.prepared == {Tone("in", 4), Tone("out", 6)} == set(world.sound.tones)


def test_leaving_hushes() -> None:
    world = World()
    guided(world, sample.walk(Breathe("long-exhale")), "", live=True, presses=[(5.0, "q")])
    assert world.sound.hushed >= 1


def test_the_end_is_heard_before_the_next_step_begins() -> None:
    world = World()
    guided(world, replace(sample.walk(Rest(30), Meditate("cued")), eyes_closed=True))
    assert kinds(world) == "begin count count count end bell bell count count count bell bell"
    assert world.clock.elapsed == 1000 + 30 + MOMENT + 60 + STROKE_GAP + MOMENT + RINGS
