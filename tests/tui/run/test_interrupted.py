"""Interruptions on the full screen: what is kept, what the cards offer, and who else is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui import samples
from tests.tui.fakes import MORNING, World
from tests.tui.open import opened
from tests.tui.run.plans import BOX, BREATH, BREATHE, CHECK, READ, REST, SLOW, Person, walk, walking
from tests.tui.screens import SIZES, Golden, screen_text

from selfcare.core import ledger
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.ledger import Session
from selfcare.core.mark import Mark
from selfcare.core.plan import Breathe
from selfcare.core.start import Walk
from selfcare.errors import StorageError
from selfcare.tui.walks import breathe, meditate

MARK = Mark("Slow breathing", MORNING, "breath.long-exhale", 180, 70.25, planned=36, cycle=SLOW.cycle)


def sessions(world: World) -> tuple[Session, ...]:
    return ledger.sessions(world.journal.rows.values())


def lives(world: World) -> tuple[str, float] | None:
    """What others see of this process: its walk, and the seconds of the practice in hand."""
    return (world.marks.held.run, world.marks.held.total) if world.marks.held else None


def run_of(world: World) -> str:
    return next(event.id for event in world.journal.rows.values() if event.kind == "run.started")


async def killed(world: World, start: Walk, after: float, *keys: str) -> None:
    """The process goes away so many seconds into the practice; nothing of its end is written."""
    async with walking(world, start) as person:
        await person.presses(*keys)
        await person.waits(after)
        rows, marks = dict(world.journal.rows), replace(world.marks.held) if world.marks.held else None
        person.app.exit()
    world.journal.rows = rows
    world.marks.held = marks
    world.marks.dies()


async def ended(person: Person, code: int) -> None:
    """A signal comes."""
    person.app.end(code)
    await person.pilot.pause()
    await person.pilot.pause()


async def test_a_breath_is_marked_once_a_second_and_let_go_of_once_it_is_saved(world: World) -> None:
    held: list[Mark | None] = []
    append = world.journal.append

    def appended(*events: Event) -> None:
        append(*events)
        held.append(world.marks.held)

    world.journal.append = appended  # type: ignore[method-assign]
    async with walking(world, breathe(replace(SLOW, seconds=30))) as person:
        mark = world.marks.held
        assert mark is not None and (mark.title, mark.total, mark.planned) == ("Slow breathing", 30, 6)
        await person.waits(12, step=0.25)
        assert [round(each, 3) for each in world.marks.beats] == [float(number) for number in range(13)]
        await person.waits(20)
        await person.pilot.pause()
        assert "Done" in person.sees()
    assert [mark and mark.elapsed for mark in held] == [30]
    assert world.marks.held is None


async def test_a_save_that_fails_keeps_the_mark(world: World) -> None:
    async with walking(world, breathe(replace(SLOW, seconds=10))) as person:
        world.journal.fault = StorageError("the disk is full")
        await person.waits(11)
        await person.pilot.pause()
        assert world.marks.held is not None
        world.journal.fault = None


async def test_a_pause_and_a_stop_are_noted_lastingly_and_where_they_were(world: World) -> None:
    async with walking(world, breathe(SLOW)) as person:
        await person.waits(2.5, step=0.5)
        await person.presses("space")
        mark = world.marks.held
        assert mark is not None and (mark.elapsed, mark.pauses, mark.gaps) == (2.5, 1, 0)
        assert world.marks.lasting == 1
        await person.presses("space")
        await person.waits(1.75, step=0.25)
        person.app.app_suspend_signal.publish(person.app)
        mark = world.marks.held
        assert mark is not None and (mark.elapsed, mark.pauses, mark.gaps) == (4.25, 1, 1)
        assert world.marks.lasting == 3


@pytest.mark.parametrize("code", [129, 130, 131, 143])
async def test_a_signal_leaves_the_mark_of_a_practice_and_records_nothing(world: World, code: int) -> None:
    async with walking(world, breathe(SLOW)) as person:
        await person.waits(12)
        world.clock.advance(0.25)
        await ended(person, code)
    assert world.journal.rows == {}
    assert world.marks.held is not None and world.marks.held.elapsed == 12.25


async def test_where_no_mark_can_be_kept_a_signal_records_what_was_done(world: World) -> None:
    world.marks.take = lambda mark: None  # type: ignore[method-assign]
    async with walking(world, breathe(SLOW)) as person:
        await person.waits(12)
        await ended(person, 143)
    (session,) = sessions(world)
    assert (session.seconds, session.outcome, session.started) == (12, "stopped", MORNING)
    assert session.receipt["cues"] == 3


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",), ("n", "enter")])
async def test_leaving_on_purpose_is_no_interruption(world: World, keys: tuple[str, ...]) -> None:
    async with walking(world, breathe(SLOW)) as person:
        await person.waits(12)
        await person.presses(*keys)
        await person.pilot.pause()
    (session,) = sessions(world)
    assert (session.seconds, session.outcome, session.receipt["gaps"]) == (12, "stopped", 0)
    assert session.receipt["planned"] == 36
    assert (world.marks.held, world.marks.kept) == (None, [])


async def test_a_rehearsal_leaves_no_mark(world: World) -> None:
    async with walking(world, walk(BREATHE, READ, speed=10)) as person:
        await person.waits(2)
    assert (world.marks.held, world.marks.beats) == (None, [])


# A practice by itself, offered again


def prepared(world: World) -> World:
    world.shelf.breaths = {"long-exhale": SLOW, "box": BOX}
    world.shelf.sits = {"breath": BREATH}
    return world


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_looks_as_it_was_looked_at(world: World, golden: Golden, size: tuple[int, int]) -> None:
    world.marks.kept = [MARK]
    async with walking(prepared(world), breathe(SLOW), size) as person:
        golden.check(person.app, "run-interrupted")


async def test_it_goes_on_at_its_second_before_anything_else_begins(world: World) -> None:
    prepared(world).marks.kept = [MARK]
    world.clock.advance(3600)
    async with walking(world, meditate(BREATH)) as person:
        assert "Slow breathing, begun 10:42. It stands at 1:10." in person.sees()
        await person.presses("enter")
        assert "cycle 8 of 18" in person.sees()
        assert world.marks.kept == []
        assert world.marks.held is not None and (world.marks.held.started, world.marks.held.gaps) == (MORNING, 1)
        await person.waits(110)
        await person.pilot.pause()
        assert "interrupted once" in person.sees()
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.outcome) == (MORNING, 180, "done")
    assert (session.receipt["gaps"], session.receipt["planned"], session.receipt["cues"]) == (1, 36, 21)


async def test_it_can_be_counted_and_the_new_one_begins(world: World) -> None:
    prepared(world).marks.kept = [MARK]
    async with walking(world, breathe(BOX)) as person:
        await person.presses("c")
        assert "Box breathing" in person.sees()
        (session,) = sessions(world)
        assert (session.started, session.seconds, session.outcome) == (MORNING, 70.25, "stopped")
        assert session.receipt == {"planned": 36, "cues": 0, "pauses": 0, "gaps": 1}
        assert world.marks.kept == []


async def test_it_can_be_let_go_and_the_new_one_begins(world: World) -> None:
    prepared(world).marks.kept = [MARK]
    async with walking(world, breathe(BOX)) as person:
        await person.presses("l")
        assert "Box breathing" in person.sees()
    assert (world.marks.kept, sessions(world)) == ([], ())


@pytest.mark.parametrize("answer", ["enter", "c", "l"])
async def test_what_another_window_sees_to_is_told_of_and_not_counted_twice(world: World, answer: str) -> None:
    prepared(world).marks.kept = [MARK]
    world.marks.elsewhere = [MARK]
    async with walking(world, breathe(BOX)) as person:
        await person.presses(answer)
        assert "seen to in another window" in " ".join(person.sees().split())
        assert "Box breathing" in person.sees()
    assert (world.marks.kept, sessions(world)) == ([MARK], ())


@pytest.mark.parametrize("answer", ["1", "2", "3"])
async def test_from_today_what_another_window_sees_to_is_told_of(world: World, answer: str) -> None:
    prepared(samples.of_the_pictures(world)).marks.kept = [MARK]
    world.marks.elsewhere = [MARK]
    async with opened(world) as pilot:
        for key in ("enter", answer):
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
        assert "That was seen to in another window." in screen_text(pilot.app)
    assert (world.marks.kept, sessions(world)) == ([MARK], ())


async def test_the_receipt_of_what_a_signal_ended_is_of_the_whole(world: World) -> None:
    async with walking(prepared(world), breathe(SLOW)) as person:
        await person.waits(72)
        await ended(person, 143)
    world.marks.dies()
    assert [len(mark.late) for mark in world.marks.kept] == [15]
    async with walking(world, breathe(SLOW)) as person:
        await person.presses("enter")
        await person.waits(110)
        await person.pilot.pause()
        assert "36 cues" in person.sees()
    (session,) = sessions(world)
    assert (session.receipt["planned"], session.receipt["cues"], session.receipt["gaps"]) == (36, 36, 1)


async def test_leaving_the_card_leaves_the_offer(world: World) -> None:
    prepared(world).marks.kept = [MARK]
    async with walking(world, breathe(BOX)) as person:
        await person.presses("n", "q")
    assert (world.marks.kept, world.journal.rows) == ([MARK], {})


async def test_a_count_that_cannot_be_saved_stays_offered(world: World) -> None:
    prepared(world).marks.kept = [MARK]
    world.journal.fault = StorageError("the disk is full")
    async with walking(world, breathe(BOX)) as person:
        await person.presses("c")
        assert world.marks.kept == [MARK]
        world.journal.fault = None


async def test_today_offers_it_on_top_and_its_sheet_has_the_three_ways(world: World) -> None:
    prepared(samples.of_the_pictures(world)).marks.kept = [MARK]
    async with opened(world) as pilot:
        assert "Go on with “Slow breathing” at 1:10" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        seen = screen_text(pilot.app)
        assert "Slow breathing, begun 10:42" in seen
        assert "go on at 1:10" in seen and "count what was done" in seen and "let it go" in seen
        await pilot.press("2")
        await pilot.pause()
        await pilot.pause()
        assert "at 1:10" not in screen_text(pilot.app) and "counted" in screen_text(pilot.app)
    assert [session.seconds for session in sessions(world)] == [70.25]
    assert world.marks.kept == []


async def test_from_today_it_goes_on_without_another_question(world: World) -> None:
    prepared(samples.of_the_pictures(world)).marks.kept = [MARK]
    async with opened(world) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
        assert "cycle 8 of 18" in screen_text(pilot.app)
    assert world.marks.kept == []


async def test_from_today_it_can_be_let_go(world: World) -> None:
    prepared(samples.of_the_pictures(world)).marks.kept = [MARK]
    async with opened(world) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        await pilot.pause()
        assert "let go" in screen_text(pilot.app)
    assert (world.marks.kept, sessions(world)) == ([], ())


async def test_what_nobody_knows_any_more_can_be_counted(world: World) -> None:
    world.marks.kept = [replace(MARK, path="sitting.gone", title="Gone", cycle=())]
    async with walking(prepared(world), breathe(SLOW)) as person:
        assert "Count what was done (enter), or let it go (l)." in person.sees()
        await person.presses("enter")
    assert [session.path for session in sessions(world)] == ["sitting.gone"]


# A step of a walk


async def test_a_killed_walk_is_taken_up_inside_its_step(world: World) -> None:
    await killed(world, walk(BREATHE, READ), 70)
    assert "run.paused" not in world.journal.kinds
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        assert "Slow breathing, begun 10:42. It stands at 1:10." in person.sees()
        await person.presses("enter")
        assert "cycle 8 of 18" in person.sees()
        assert world.marks.kept == []
        await person.waits(110)
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.receipt["gaps"]) == (MORNING, 180, 1)


async def test_of_a_step_what_was_done_can_be_counted(world: World) -> None:
    await killed(world, walk(BREATHE, READ), 70)
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        await person.presses("c")
        assert "what would you like help with" in " ".join(person.sees().split())
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.outcome) == (MORNING, 70, "stopped")
    receipt = dict(session.receipt)
    assert receipt.pop("cues") == 14 and {"median_ms", "p99_ms", "max_ms"} < set(receipt)
    assert (receipt["planned"], receipt["gaps"]) == (36, 1)
    assert "step.done" in world.journal.kinds and world.marks.kept == []


async def test_a_step_can_be_begun_anew_or_left_out(world: World) -> None:
    await killed(world, walk(BREATHE, READ), 70)
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        await person.presses("a")
        assert "cycle 1 of 18" in person.sees()
        await person.waits(3)
        assert world.marks.held is not None and (world.marks.held.elapsed, world.marks.held.gaps) == (3, 0)
        await person.presses("q")
    assert not world.marks.is_kept and world.marks.left() == []
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        assert "It stands at 0:03." in person.sees()
        await person.presses("n")
        assert "what would you like help with" in " ".join(person.sees().split())
    assert (sessions(world), world.marks.kept) == ((), [])


@pytest.mark.parametrize("ending", ["q", "signal"])
async def test_a_step_that_is_left_keeps_its_first_instant_and_its_stops(world: World, ending: str) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(42)
        await (ended(person, 129) if ending == "signal" else person.presses("q"))
    assert (world.marks.held, world.marks.kept) == (None, [])
    world.clock.advance(7200)
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        await person.presses("enter")
        await person.waits(139)
        await person.pilot.pause()
    (session,) = sessions(world)
    assert (session.started, session.seconds) == (MORNING, 180)
    assert (session.receipt["pauses"], session.receipt["gaps"]) == ((0, 1) if ending == "signal" else (1, 0))
    assert session.receipt["cues"] == 36


async def test_leaving_the_question_loses_nothing(world: World) -> None:
    await killed(world, walk(BREATHE, READ), 70)
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        await person.presses("q")
    async with walking(world, walk(BREATHE, READ, run=run_of(world))) as person:
        assert "Slow breathing, begun 10:42. It stands at 1:10." in person.sees()


async def test_a_gentler_breath_goes_on_as_the_gentler_one(world: World) -> None:
    start = walk(Breathe("box", 64), READ)
    await killed(prepared(world), start, 12, "g")
    async with walking(world, replace(start, run=run_of(world))) as person:
        assert "Slow breathing" in person.sees()
        await person.presses("enter")
        await person.waits(1)
        assert "Box breathing" not in person.sees() and "cycle 2 of" in person.sees()
        await person.presses("n")
    assert [session.path for session in sessions(world)] == ["breath.long-exhale"]


async def test_a_rest_is_taken_up_too(world: World) -> None:
    await killed(world, walk(REST, READ), 7)
    async with walking(world, walk(REST, READ, run=run_of(world))) as person:
        assert "It stands at 0:07." in person.sees()
        await person.presses("enter")
        assert "0:13" in person.sees()


# Who else is there


async def test_another_window_in_a_practice_is_told_of(world: World) -> None:
    world.marks.others = [replace(MARK, title="Silence", started=MORNING - timedelta(minutes=3))]
    async with walking(world, breathe(SLOW)) as person:
        assert "Silence is under way in another window. Both are counted." in person.sees()
        assert "Sit or lie down. Stop if dizzy." in person.sees()
        assert "Breathe in" in person.sees()
        await person.waits(7)
        assert "another window" not in person.sees()
    async with walking(world, breathe(SLOW), (40, 20)) as person:
        assert "window. Both are counted." in person.sees()
        rows = person.sees().splitlines()
        word = next(y for y, row in enumerate(rows) if "Breathe in" in row)
        assert rows[word + 1].split() == ["4"] and "in  " in rows[word + 3]


async def test_a_walk_that_is_open_elsewhere_is_told_of_and_the_person_chooses(world: World) -> None:
    async with walking(world, walk(CHECK, READ)) as person:
        await person.presses("enter", "q")
    run, before = run_of(world), len(world.journal.rows)
    world.marks.others = [Mark("Arrive calmly", MORNING, "", 0.0, run=run)]
    async with walking(world, walk(CHECK, READ, run=run)) as person:
        assert "This is open in another selfcare window" in person.sees()
        await person.presses("n", "q")
    assert len(world.journal.rows) == before
    async with walking(world, walk(CHECK, READ, run=run)) as person:
        await person.presses("enter")
        assert "what would you like help with" in " ".join(person.sees().split())


async def test_a_walk_lives_for_others_while_it_is_gone_through(world: World) -> None:
    async with walking(world, walk(CHECK, BREATHE, READ)) as person:
        assert lives(world) == (run_of(world), 0)
        await person.presses("enter")
        assert lives(world) == (run_of(world), 180)
        await person.waits(181)
        assert lives(world) == (run_of(world), 0)
        await person.presses("enter", "enter")
        assert lives(world) is None


# Clocks that jump


@pytest.mark.parametrize("hours", [-25, -1, 1, 25])
async def test_a_wall_clock_that_is_set_changes_nothing_about_a_practice(world: World, hours: int) -> None:
    async with walking(world, breathe(replace(SLOW, seconds=30))) as person:
        await person.waits(12)
        world.clock.instant += timedelta(hours=hours)
        await person.waits(18)
        await person.pilot.pause()
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.receipt["gaps"]) == (MORNING, 30, 0)


async def test_a_machine_that_slept_is_counted_as_a_gap_at_the_last_tick(world: World) -> None:
    async with walking(world, breathe(SLOW)) as person:
        await person.waits(7)
        world.clock.advance(3600)
        person.run.tick()
        assert "stopped while you were away" in person.sees()
        mark = world.marks.held
        assert mark is not None and (mark.elapsed, mark.gaps) == (7, 1)
