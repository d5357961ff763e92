from __future__ import annotations

from io import StringIO

from selfcare import linear
from selfcare.core.plan import Check
from tests.linear import sample
from tests.linear.hearing import guided
from tests.tui.fakes import World
from tests.tui.samples import of_the_pictures


def spoken(world: World) -> str:
    out = StringIO()
    linear.today(world.env, out)
    return out.getvalue()


def test_today_is_said_in_the_order_it_matters() -> None:
    lines = spoken(of_the_pictures(World())).splitlines()
    assert lines[0] == "Thu 3 Dec, 10:42."
    assert lines[1].endswith("min.")
    assert lines[2].startswith("Acupuncture at 14:30, in 3 h 48 min")
    assert lines[3] == ""
    assert lines[5].startswith("Why: ")
    assert sum(line.startswith("Why: ") for line in lines) == 1


def test_states_are_words_and_nothing_is_a_mark() -> None:
    text = spoken(of_the_pictures(World()))
    assert "open, until" in text and "to come" in text
    assert text.isascii()
    assert all(len(line) <= 72 for line in text.splitlines())


def test_times_are_said_as_the_person_writes_them() -> None:
    world = of_the_pictures(World())
    world.preferences.words["hours"] = "12"
    assert spoken(world).startswith("Thu 3 Dec, 10:42 am.")


def test_a_day_without_plans_is_one_sentence() -> None:
    assert spoken(World()) == "Thu 3 Dec, 10:42.\nNothing more for today.\n"


def test_a_walk_that_was_left_is_mentioned() -> None:
    world = World()
    start = sample.walk(Check("One"))
    world.shelf.used = [start.plan]
    guided(world, start, "q")
    assert "You were in the middle of: All of it." in " ".join(spoken(world).split())
