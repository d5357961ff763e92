"""Every step of every shipped plan, and everything built in, can be reached and finished in every face."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from selfcare import planfile
from selfcare.core import script
from selfcare.core.handout import handout
from selfcare.core.plan import Action, Ask, Breathe, Meditate, Plan, Rest, Routine, Step
from selfcare.core.script import Script
from selfcare.core.start import Walk
from selfcare.core.stops import lay_out
from selfcare.share import handout_text
from selfcare.tui.screens.run import Run
from tests.faces import FACES, Listening, course_of, courses, plan, unconditional
from tests.tui.fakes import World


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "SELF_TICKING", False)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("plan_id", "name"), list(courses()))
def test_every_step_of_every_plan_can_be_reached_and_finished(plan_id: str, name: str, face: str) -> None:
    of = unconditional(plan(plan_id))
    course = course_of(of, name)
    stops = lay_out(of, course)
    world = FACES[face](Walk(of, course))
    finished = [event.path for event in world.journal.rows.values() if event.kind == "step.done"]
    skipped = [event.path for event in world.journal.rows.values() if event.kind == "step.skipped"]
    asked = [stop.path for stop in stops if getattr(stop.action, "log", "")]
    if face == "eyes closed":  # a question may be left out with any key
        assert set(skipped) <= set(asked)
        assert sorted(finished + skipped) == sorted(stop.path for stop in stops)
    else:
        assert finished == [stop.path for stop in stops]
    assert world.journal.kinds[-1] == "run.finished"
    if "closed" in face:
        timed = [
            script.of_action(of, stop.action) for stop in stops if isinstance(stop.action, Breathe | Meditate | Rest)
        ]
        assert_guided(world, timed, calls=len(stops) - len(timed))
    else:
        for event in world.journal.rows.values():
            if event.kind == "entry.recorded" and "rate-" not in " ".join(finished):
                assert set(event.values) == set(of.logs[event.path.removeprefix("log.")].fields)


@pytest.mark.parametrize(("plan_id", "name"), list(courses()))
def test_every_step_of_every_plan_is_on_the_page(plan_id: str, name: str) -> None:
    of = plan(plan_id)
    text = " ".join(" ".join(handout_text.lines(handout(of))).replace("[ ]", " ").split())
    for stop in lay_out(of, course_of(of, name)):
        match stop.action:
            case Breathe(pattern=pattern):
                assert of.patterns[pattern].title in text
            case Meditate(sitting=sitting):
                assert of.sittings[sitting].title in text
            case Ask(log=log):
                assert all(field.ask in text for field in of.logs[log].fields.values())
            case Rest():
                assert "Rest for" in text
            case action:
                assert " ".join(getattr(action, "words", "").split()) in text


def assert_guided(world: World, timed: list[Script], calls: int) -> None:
    """All that is heard: each practice begins and ends with a tone and each phase has one, and what waits calls."""
    assert isinstance(world.sound, Listening)
    kinds = [tone.kind for _, tone in world.sound.heard]
    assert [kind for kind in kinds if kind != "ask"] == [each.tone.kind for of in timed for each in of.sounds]
    assert kinds.count("ask") >= calls
    assert {tone for _, tone in world.sound.heard} <= world.sound.prepared | {script.Tone("ask")}
    for of in timed:
        assert of.sounds[0].at == 0.0 and of.sounds[-1].at >= of.total
        phases = [sign.phase.kind for sign in of.signs if sign.phase]
        assert [each.tone.kind for each in of.sounds if each.tone.seconds] == phases


def built_in() -> Iterator[tuple[str, Plan, Action]]:
    for name, pattern in planfile.built_in_patterns().items():
        yield name, Plan(id="", title=pattern.title, patterns={name: pattern}), Breathe(name)
    for name, sitting in planfile.built_in_sittings().items():
        yield name, Plan(id="", title=sitting.title, sittings={name: sitting}), Meditate(name)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("of", "action"), [pytest.param(of, action, id=name) for name, of, action in built_in()])
def test_everything_built_in_can_be_done_by_itself(of: Plan, action: Breathe | Meditate, face: str) -> None:
    routine = Routine("practice", of.title, (Step("1", action, title=of.title),))
    timed = script.of_action(of, action)
    world = FACES[face](Walk(of, routine))
    sessions = [event for event in world.journal.rows.values() if event.kind == "session.recorded"]
    assert [(event.path, event.values["outcome"]) for event in sessions] == [(timed.path, "done")]
    assert sessions[0].values["seconds"] == pytest.approx(timed.total)
    if "closed" in face:
        assert_guided(world, [timed], calls=0)
