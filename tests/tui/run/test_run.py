"""A run from the outside: keys in, screens and events out, on a clock that stands still until it is told to move."""

from __future__ import annotations

import pytest
from tests.tui.fakes import World
from tests.tui.run.plans import (
    BREATHE,
    CHECK,
    EVERY_KIND,
    FOLLOW,
    PAIN_STEP,
    READ,
    REST,
    SIT,
    SLOW,
    Person,
    walk,
    walking,
)
from tests.tui.screens import SIZES, Golden, screen_text
from textual.geometry import Region
from textual.widgets import TextArea

from selfcare.core.plan import Action, Ask, Avoid, Breathe, Checklist, Item, Plan, Read, Routine, Step
from selfcare.core.question import Choice, Field, Log, Scale, Text
from selfcare.core.start import Walk
from selfcare.errors import StorageError

BOX_STEP = Breathe("box")
EVERYTHING_STEP = Ask("everything")

HOSTILE = [
    "[/nope]",
    "[@click=app.quit]x[/]",
    "Dose [mg]",
    "[b]x[/i]",
    "a [b",
    "{x} $y %s",
    "\x1b[31mred\x07",
    "\u202egnp.exe",
    "深呼吸 👩‍⚕️",
    "z" * 3000,
    "line\nline\nline",
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "action", "keys", "seconds"),
    [
        ("check", CHECK, (), 0),
        ("read", READ, (), 0),
        ("rest", REST, (), 6),
        ("breathe", BREATHE, (), 2),
        ("breathe-paused", BREATHE, ("space",), 0),
        ("cautions", BOX_STEP, (), 0),
        ("sitting", SIT, ("enter",), 3),
        ("scale", PAIN_STEP, (), 0),
        ("scale-chosen", PAIN_STEP, ("4",), 0),
        ("body", EVERYTHING_STEP, ("down", "space"), 0),
        ("several", EVERYTHING_STEP, ("enter", "space"), 0),
        ("own-words", EVERYTHING_STEP, ("enter", "3", "h", "m"), 0),
        ("one", EVERYTHING_STEP, ("enter", "enter", "2"), 0),
        ("yes-no", EVERYTHING_STEP, ("enter", "enter", "enter", "y"), 0),
        ("number", EVERYTHING_STEP, ("enter", "enter", "enter", "n", "enter", "9", "9", "enter"), 0),
        ("text", EVERYTHING_STEP, ("enter", "enter", "enter", "n", "enter", "enter", "h", "i", "enter", "q"), 0),
    ],
)
async def test_each_step_looks_as_it_was_looked_at(
    world: World,
    golden: Golden,
    size: tuple[int, int],
    name: str,
    action: Action,
    keys: tuple[str, ...],
    seconds: float,
) -> None:
    async with walking(world, walk(action, READ), size) as person:
        await person.presses(*keys)
        await person.waits(seconds)
        golden.check(person.app, f"run-{name}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("glyphs", ["full", "blocks", "plain"])
async def test_the_wave_looks_as_it_was_looked_at(
    world: World, golden: Golden, size: tuple[int, int], glyphs: str
) -> None:
    world.preferences.words |= {"shape": "wave", "glyphs": glyphs}
    async with walking(world, walk(BREATHE, READ), size) as person:
        await person.waits(2)
        golden.check(person.app, f"run-wave-{glyphs}")


@pytest.mark.parametrize("lines", [1, 3])
async def test_a_box_that_was_taken_away_is_painted_as_nothing(world: World, lines: int) -> None:
    log = Log("l", "Log", {"a": Field("a", "What?", Text(lines=lines))})
    routine = Routine("r", "R", (Step("1", Ask("l")),))
    async with walking(world, Walk(Plan("p", "P", routines={"r": routine}, logs={"l": log}), routine)) as person:
        box = person.run.query_one("Word, Words")
        await box.remove()
        assert {strip.text for strip in box.render_lines(Region(0, 0, 4, 2))} == {"    "}


async def test_the_arrival_routine_is_walked_and_every_step_is_saved(world: World) -> None:
    async with walking(world, walk(BREATHE, SIT, READ, PAIN_STEP)) as person:
        assert "Breathe in" in person.sees()
        await person.waits(181)
        assert "Eyes open is fine" in person.sees()
        await person.presses("enter")
        await person.waits(5)
        assert "Feel one breath" in person.sees()
        await person.waits(98)
        assert "what would you like help with" in " ".join(person.sees().split())
        await person.presses("enter")
        assert "How strong is your pain" in person.sees()
        await person.presses("4", "enter")
        assert "get in your way" in person.sees()
        await person.presses("t", "enter")
        seen = person.sees()
        assert "Slow breathing, 3 minutes" in seen and "Pain: 4, 10" in seen and "cues" in seen
    assert world.journal.kinds == [
        "run.started",
        "session.recorded",
        "step.done",
        "session.recorded",
        "step.done",
        "step.done",
        "entry.recorded",
        "step.done",
        "run.finished",
    ]
    session, sitting = world.journal.events(("session.recorded",))
    assert session.values["seconds"] == pytest.approx(180)
    assert session.values["outcome"] == "done"
    receipt = session.values["receipt"]
    assert isinstance(receipt, dict) and receipt["cues"] == 36
    assert sitting.path == "sitting.breath"
    assert world.journal.events(("entry.recorded",))[0].values == {"level": 4, "way": 10}
    assert world.sound.bells == 3


async def test_a_killed_run_goes_on_where_it_stood(world: World) -> None:
    async with walking(world, walk(CHECK, EVERYTHING_STEP, READ)) as person:
        await person.presses("enter", "enter", "2", "enter", "1")
        person.run.keep_drafts()
        await person.app.workers.wait_for_complete()
    run = world.journal.events(("run.started",))[0].id
    async with walking(world, walk(CHECK, EVERYTHING_STEP, READ, run=run)) as person:
        seen = person.sees()
        assert "What does it feel like?" in seen and "3 of 6" in seen and "kept from before" in seen
        assert "●  Pulsing" in seen
        await person.presses("enter", "n", "enter", "enter", "enter")
    assert world.journal.events(("entry.recorded",))[0].values == {
        "what": ["light"],
        "quality": "pulsing",
        "took": False,
    }
    assert not any(world.journal.kept.values())


async def test_leaving_asks_nothing_and_coming_back_asks_once(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(42)
        await person.presses("q")
    paused = world.journal.events(("run.paused",))[-1]
    assert paused.values["elapsed"] == pytest.approx(42)
    async with walking(world, walk(BREATHE, READ, run=str(paused.values["run"]))) as person:
        assert "Go on at 0:42 (enter)" in person.sees()
        await person.presses("enter")
        await person.waits(1)
        assert "cycle 5 of 18" in person.sees()


async def test_every_step_can_be_passed_over_without_a_word(world: World) -> None:
    async with walking(world, walk(*EVERY_KIND)) as person:
        for _ in range(9):
            await person.presses("n")
        assert "Done" in person.sees()
    assert world.journal.kinds[-1] == "run.finished"
    assert world.journal.kinds.count("step.skipped") == 8


async def test_a_routine_that_runs_another_is_one_walk(world: World) -> None:
    async with walking(world, walk(FOLLOW, READ)) as person:
        assert "Sit down" in person.sees() and "1 of 3" in person.sees()
        await person.presses("enter")
        assert "Feet on the floor" in person.sees()


async def test_a_rating_is_asked_before_and_after(world: World) -> None:
    async with walking(world, walk(READ, rate="log.pain.level")) as person:
        await person.presses("6")
        assert "0-9" not in person.sees()
        assert "next  How strong is your pain right now?" in person.sees()  # not what is being rated, which is here
        await person.presses("enter")
        assert "0-9" in person.sees()
        await person.presses("3")
        assert "Pain 6 before, 3 after" in " ".join(person.sees().split())
        assert "Pain: " not in person.sees()
    assert [event.values for event in world.journal.events(("entry.recorded",))] == [{"level": 6}, {"level": 3}]


async def test_space_pauses_and_a_pause_is_not_counted(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        await person.presses("space")
        await person.waits(300)
        assert "Paused" in person.sees()
        await person.presses("space")
        await person.waits(1)
        assert "cycle 1 of 18" in person.sees()


async def test_a_sleeping_machine_is_noticed(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        await person.waits(3600, step=3600)
        assert "stopped while you were away" in person.sees()


async def test_time_does_not_pass_behind_another_screen(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        await person.presses("R")
        world.clock.advance(2)
        await person.presses("q")
        assert "Paused" in person.sees()
        await person.presses("space")
        await person.waits(1)
        assert "Breathe in" in person.sees()


async def test_a_stopped_program_stands_still(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        person.app.app_suspend_signal.publish(person.app)
        await person.pilot.pause()
        assert "Paused" in person.sees()


async def test_before_a_breath_with_holds_stand_the_cautions(world: World) -> None:
    world.shelf.breaths = {"long-exhale": SLOW}
    async with walking(world, walk(BOX_STEP, READ)) as person:
        assert "skip breath holds" in person.sees()
        await person.presses("g")
        assert "Slow breathing" in person.sees() and "Breathe in" in person.sees()
    async with walking(world, walk(BOX_STEP, READ)) as person:
        await person.presses("enter", "enter")
        assert "Box breathing" in person.sees() and "Breathe in" in person.sees()


async def test_a_breath_that_does_not_suit_is_replaced_and_that_is_said(world: World) -> None:
    world.shelf.said = {"heart": True}
    async with walking(world, walk(BOX_STEP, READ)) as person:
        assert "You said that your heart or blood pressure needs care." in " ".join(person.sees().split())
        assert "Slow breathing in place of Box breathing" in " ".join(person.sees().split())
        await person.presses("enter")
        assert "cycle 1 of" in person.sees() and "Slow breathing" in person.sees()
        await person.waits(5)
        await person.presses("n")
    [session] = world.journal.events(("session.recorded",))
    assert session.path == "breath.long-exhale"


async def test_an_answer_that_matters_is_met_at_once_red_flags_first(world: World) -> None:
    async with walking(world, walk(PAIN_STEP, READ)) as person:
        await person.presses("9", "enter", "enter")
        seen = person.sees()
        assert "Get emergency help now" in seen and "Chest pain that does not go away" in seen
        await person.presses("enter")
        assert "Please tell your practitioner" in person.sees() and "Tell them first." in person.sees()
        await person.presses("enter")
        assert "what would you like help with" in " ".join(person.sees().split())
    assert world.journal.kinds.count("step.done") == 1


async def test_going_back_shows_the_answer_again(world: World) -> None:
    async with walking(world, walk(PAIN_STEP, READ)) as person:
        await person.presses("4", "enter", "shift+tab")
        assert "How strong is your pain" in person.sees()
        await person.presses("enter", "enter")
    assert world.journal.events(("entry.recorded",))[0].values == {"level": 4}


async def test_a_question_whose_condition_is_not_met_is_not_asked(world: World) -> None:
    async with walking(world, walk(EVERYTHING_STEP, READ)) as person:
        await person.presses("enter", "enter", "enter", "n", "enter")
        assert "Hours slept" in person.sees()
        await person.presses("shift+tab", "y", "enter")
        assert "What and how much?" in person.sees()


async def test_a_single_log_is_over_when_it_is_saved(world: World) -> None:
    async with walking(world, walk(PAIN_STEP)) as person:
        await person.presses("4", "enter", "enter")
        await person.pilot.pause()
        assert person.app._exit
    assert world.journal.kinds[-1] == "run.finished"


async def test_what_cannot_be_saved_is_said_and_tried_again(world: World) -> None:
    async with walking(world, walk(CHECK, READ)) as person:
        world.journal.fault = StorageError("the disk is full; make room and try again")
        await person.presses("enter")
        assert "the disk is full" in person.sees()
        world.journal.fault = None
        await person.presses("enter")
        assert "what would you like help with" in " ".join(person.sees().split())
    assert world.journal.kinds == ["run.started", "step.done", "run.paused"] or world.journal.kinds == [
        "run.started",
        "step.done",
    ]


async def test_a_rehearsal_is_faster_and_leaves_nothing(world: World) -> None:
    async with walking(world, walk(BREATHE, PAIN_STEP, speed=60)) as person:
        await person.waits(3.1, step=0.1)
        assert "How strong is your pain" in person.sees()
        await person.presses("4", "enter", "enter")
    assert world.journal.kinds == []


async def test_a_practice_of_its_own_leaves_its_session_alone(world: World) -> None:
    routine = Routine("breathe", "Breathe", (Step("1", BREATHE),))
    alone = Plan("", "Breathe", patterns={"long-exhale": SLOW})
    async with walking(world, Walk(alone, routine)) as person:
        await person.waits(30)
        await person.presses("q")
    assert world.journal.kinds == ["session.recorded"]
    assert world.journal.events(("session.recorded",))[0].values["outcome"] == "stopped"


async def test_a_log_asked_by_itself_comes_back_half_filled_in(world: World) -> None:
    made = walk(PAIN_STEP).plan
    once = Walk(made, Routine("log", "Pain", (Step("1", PAIN_STEP),)))
    async with walking(world, once) as person:
        await person.presses("4", "enter", "6", "q")
    async with walking(world, once) as person:
        seen = person.sees()
        assert "2 of 2" in seen and "kept from before" in seen
        await person.presses("enter")
    assert world.journal.kinds == ["entry.recorded"]
    assert world.journal.events()[0].values == {"level": 4, "way": 6}
    assert not any(world.journal.kept.values())


async def test_the_closing_bell_rings_twice_however_late_the_clock_is_read(world: World) -> None:
    async with walking(world, walk(SIT, READ)) as person:
        await person.presses("enter")
        await person.waits(89.9, step=0.7)
        assert world.sound.bells == 1
        for rung in (2, 3):
            await person.waits(2.9, step=2.9)
            assert world.sound.bells == rung
        await person.waits(9)
        assert "what would you like help with" in " ".join(person.sees().split())
    assert world.sound.bells == 3


async def test_a_sitting_that_is_left_while_its_last_bell_fades_is_done(world: World) -> None:
    async with walking(world, walk(SIT, READ)) as person:
        await person.presses("enter")
        await person.waits(91)
        await person.presses("n")
    assert world.journal.events(("session.recorded",))[0].values["outcome"] == "done"
    assert "step.done" in world.journal.kinds


async def test_sound_is_off_where_it_is_not_wished(world: World) -> None:
    world.preferences.words["sound"] = "off"
    async with walking(world, walk(SIT, READ)) as person:
        await person.presses("enter")
        await person.waits(3)
        await person.presses("s")
        assert "bells alone" in person.sees()
    assert world.sound.bells == 0


async def test_a_slip_is_noted_and_nothing_else_is_said(world: World) -> None:
    made = walk(READ).plan
    items = {"coffee": Item("coffee", Avoid("Coffee")), "tea": Item("tea", Avoid("Tea"))}
    async with walking(world, Walk(made, Checklist("prep", "Before", items), "visit")) as person:
        assert "Did you leave this out?" in person.sees()
        await person.presses("n")
        assert "noted for your practitioner" in person.sees()
        await person.presses("y")
    assert [event.path for event in world.journal.events(("item.slipped",))] == ["checklist.prep.coffee"]
    assert [event.path for event in world.journal.events(("item.kept",))] == ["checklist.prep.tea"]


async def test_keys_of_places_do_not_leave_a_question(world: World) -> None:
    async with walking(world, walk(PAIN_STEP, READ)) as person:
        await person.presses("3")
        assert "How strong is your pain" in person.sees() and "━" in person.sees()


async def test_everything_can_be_done_with_the_mouse(world: World) -> None:
    async with walking(world, walk(CHECK, PAIN_STEP, BREATHE)) as person:
        await click(person, "enter done")
        await click(person, "5")
        await click(person, "enter save")
        assert "get in your way" in person.sees()
        await click(person, "enter leave out")
        await click(person, "space pause")
        assert "Paused" in person.sees()
    assert world.journal.events(("entry.recorded",))[0].values == {"level": 5}


async def click(person: Person, words: str) -> None:
    rows = screen_text(person.app).split("\n")
    y = next(at for at, row in enumerate(rows) if words in row)
    await person.pilot.click(offset=(rows[y].index(words), y))
    await person.pilot.pause()


@pytest.mark.parametrize("text", HOSTILE)
async def test_text_from_outside_is_shown_and_never_obeyed(world: World, text: str) -> None:
    fields = {
        "a": Field("a", text, Scale(labels={0: text, 5: text, 10: text}), help=text),
        "b": Field("b", text, Choice({"x": text, "y": text}, other=True)),
        "c": Field("c", text, Text(lines=3)),
    }
    log = Log("l", text, fields, permission=text)
    steps = (
        Step("1", Read(text), title=text, why=text, note=text),
        Step("2", Breathe("p", 20, say=text)),
        Step("3", Ask("l")),
    )
    routine = Routine("r", text, steps)
    pattern = Pattern_with(text)
    hostile = Plan("h", text, routines={"r": routine}, patterns={"p": pattern}, logs={"l": log})
    async with walking(world, Walk(hostile, routine), (60, 20)) as person:
        head = "".join(person.sees().split())
        if text.isprintable() and len(text) < 40:
            assert "".join(text.split()) in head
        await person.presses("n")
        await person.waits(2)
        person.sees()
        await person.presses("n")
        person.sees()
        await person.presses("4", "enter", "1", "enter", "h", "tab")
        person.sees()
    assert world.journal.kinds[-1] == "run.finished"


def Pattern_with(text: str):  # type: ignore[no-untyped-def]  # noqa: N802
    from selfcare.core.breath import Phase
    from selfcare.core.frozen import replace

    return replace(SLOW, name="p", title=text, cycle=(Phase("in", 4, text), Phase("out", 6, text)), cautions=(text,))


@pytest.mark.parametrize("typed", ["[/nope]", "\x1b[31m", "深呼吸", "\u202eabc"])
async def test_what_is_typed_is_kept_as_it_may_be_shown(world: World, typed: str) -> None:
    async with walking(world, walk(EVERYTHING_STEP, READ)) as person:
        await person.presses("enter", "enter", "enter", "n", "enter", "enter")
        person.run.query_one(TextArea).text = typed
        await person.presses("tab")
    note = world.journal.events(("entry.recorded",))[0].values["note"]
    assert isinstance(note, str) and "\x1b" not in note and "\u202e" not in note


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (300, 80), (36, 12), (59, 19)])
async def test_every_step_lives_at_any_size(world: World, size: tuple[int, int]) -> None:
    async with walking(world, walk(*EVERY_KIND, BOX_STEP, EVERYTHING_STEP), size) as person:
        for _ in range(14):
            await person.waits(1)
            person.sees()
            await person.presses("n")
    assert "step.skipped" in world.journal.kinds


async def test_at_20_by_5_a_breath_can_still_be_followed(world: World) -> None:
    async with walking(world, walk(BREATHE, READ), (20, 5)) as person:
        await person.waits(2)
        seen = person.sees()
        assert "Breathe in" in seen and "2" in seen and "█" in seen


async def test_a_resize_keeps_the_place(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        for size in ((120, 40), (40, 20), (20, 5), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.pilot.pause()
        assert "Breathe in" in person.sees()


async def test_without_colour_every_sign_is_a_shape_or_a_word(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(world, walk(BREATHE, PAIN_STEP)) as person:
        await person.waits(2)
        seen = person.sees()
        assert "Breathe in" in seen and "━" in seen and "█" in seen
        await person.presses("n", "4")
        colours = {
            (segment.style.color, segment.style.reverse)
            for row in person.app.screen._compositor.render_strips()
            for segment in row
            if segment.style
        }
        assert any(reverse for _, reverse in colours)
        assert all(colour is None or colour.is_default for colour, _ in colours)


async def test_without_colour_the_place_where_one_types_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(world, walk(EVERYTHING_STEP, READ)) as person:
        await person.presses("enter", "enter", "enter", "n", "enter")
        assert "Hours slept" in person.sees()
        rows = person.app.screen._compositor.render_strips()
        assert any(segment.style and segment.style.reverse for row in rows for segment in row)


async def test_no_motion_is_one_picture_a_phase(world: World) -> None:
    world.preferences.words["motion"] = "reduced"
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(0.5)
        first = person.sees()
        await person.waits(0.4)
        assert person.sees() == first


async def test_plain_signs_need_no_blocks(world: World) -> None:
    world.preferences.words["glyphs"] = "plain"
    async with walking(world, walk(BREATHE, PAIN_STEP)) as person:
        await person.waits(2)
        assert not set("█▀▄━─╌●") & set(person.sees())
        await person.presses("n", "4")
        assert not set("█▀▄━─╌●┬") & set(person.sees())


async def test_the_bar_stands_where_it_is_wished(world: World) -> None:
    world.preferences.words["shape"] = "bar"
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(2)
        assert "█" * 10 in person.sees()
        assert "⡇" not in person.sees()


async def test_looking_at_the_keys_is_a_pause_and_no_interruption(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(3)
        await person.presses("question_mark")
        await person.waits(2)
        await person.presses("q")
        assert "Paused" in person.sees() and "while you were away" not in person.sees()
        await person.presses("n")
    receipt = world.journal.events(("session.recorded",))[0].values["receipt"]
    assert isinstance(receipt, dict) and (receipt["pauses"], receipt["gaps"]) == (1, 0)
