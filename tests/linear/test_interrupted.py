"""Plain lines around interruptions: what is kept, what is offered again, and who else is there."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from selfcare import linear
from selfcare.core import ledger
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.ledger import Session
from selfcare.core.mark import Mark
from selfcare.core.plan import Breathe, Check, Meditate, Rest
from selfcare.core.start import Walk
from selfcare.linear.ear import Leave
from tests.linear import sample
from tests.linear.hearing import Person, guided
from tests.tui.fakes import MORNING, World

ALONE = sample.alone(replace(sample.plan(), id="", title="Longer out-breath"), Breathe("long-exhale"))
HANG_UP = Leave(129)
NONE_LATE = {"median_ms": 0.0, "p99_ms": 0.0, "max_ms": 0.0}
SO_FAR = {"planned": 6, "cues": 3, **NONE_LATE, "pauses": 0, "gaps": 1}
"""Of a breath that was killed 12.5 s into it."""


class Killed(BaseException):
    """What no program hears of."""


def killed(world: World, start: Walk, after: float, *lines: str) -> None:
    """The process goes away so many seconds into the practice."""

    class Power(Person):
        def wait(self, seconds: float) -> str | None:
            if self.clock.elapsed + seconds > self.began + after:
                raise Killed
            return super().wait(seconds)

    with pytest.raises(Killed):
        person = Power(world.clock, list(lines), [], is_live=True, began=world.clock.elapsed)
        linear.run(world.env, start, StringIO(), StringIO(), ear=person)
    world.marks.dies()


def asked(world: World, *lines: str, live: bool = True) -> tuple[Walk | None, str]:
    """What comes of the offer, and all that is said with it."""
    world.shelf.breaths = dict(sample.PATTERNS)
    world.shelf.sits = dict(sample.SITTINGS)
    out = StringIO()
    person = Person(world.clock, list(lines), is_live=live, out=out)
    return linear.left_over(world.env, StringIO(), out, ear=person), " ".join(out.getvalue().split())


def sessions(world: World) -> tuple[Session, ...]:
    return ledger.sessions(world.journal.rows.values())


def test_a_killed_practice_is_offered_at_its_second() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    assert world.journal.rows == {}
    found, text = asked(world, "what", "")
    assert "You were in the middle of: Longer out-breath, begun 10:42. It stands at 0:12." in text
    assert text.count("Enter to go on at 0:12, c to count what was done, l to let it go:") == 2
    assert found is not None
    code, said = guided(world, found, "", live=True)
    assert code == 0
    assert "in, 2\nout, 6\nin, 4\nout, 6\nFinished.\n" in said
    assert said.rstrip().endswith("all 6 cues within 5 ms, interrupted once.")
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.outcome) == (MORNING, 30, "done")
    assert (session.receipt["gaps"], session.receipt["pauses"], session.receipt["planned"]) == (1, 0, 6)
    assert (world.marks.held, world.marks.kept) == (None, [])


def test_it_can_be_counted() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    world.clock.advance(3600)
    found, text = asked(world, "Count it")
    assert found is None and text.endswith("Counted.")
    (session,) = sessions(world)
    assert (session.started, round(session.seconds), session.outcome) == (MORNING, 12, "stopped")
    assert session.receipt == SO_FAR
    assert world.marks.kept == [] and asked(world) == (None, "")


def test_it_can_be_let_go() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    assert asked(world, "let go")[0] is None
    assert (world.marks.kept, world.journal.rows) == ([], {})


@pytest.mark.parametrize("answer", ["", "c", "l"])
def test_what_another_window_sees_to_is_told_of_and_not_counted_twice(answer: str) -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    world.marks.elsewhere = list(world.marks.kept)
    found, text = asked(world, answer)
    assert found is None and text.endswith("That was seen to in another window.")
    assert world.journal.rows == {} and len(world.marks.kept) == 1


@pytest.mark.parametrize("answer", ["", "c"])
def test_what_was_saved_with_the_last_breath_of_a_process_is_not_counted_twice(answer: str) -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    kept = list(world.marks.kept)
    asked(world, "c")
    world.marks.kept = kept
    assert asked(world, answer)[0] is None
    assert len(sessions(world)) == 1 and world.marks.kept == []


def test_a_count_that_is_not_saved_is_offered_to_the_next() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")

    def dies(*events: Event) -> None:
        assert world.marks.claimed == world.marks.kept  # nobody else can see to it now
        raise Killed

    world.journal.append = dies  # type: ignore[method-assign]
    with pytest.raises(Killed):
        asked(world, "c")
    assert len(world.marks.kept) == 1


@pytest.mark.parametrize("end", [Leave(129), Leave(143), Leave()], ids=str)
def test_the_receipt_of_what_was_ended_and_gone_on_with_is_of_the_whole(end: Leave) -> None:
    world = World()
    guided(world, ALONE, "", live=True, presses=[(12.25, end)])
    world.marks.dies()
    world.marks.kept = [replace(mark, late=(*mark.late[1:], 0.25)) for mark in world.marks.kept]
    found, _ = asked(world, "")
    assert found is not None
    _, said = guided(world, found, "", live=True)
    (session,) = sessions(world)
    assert (session.receipt["planned"], session.receipt["cues"]) == (6, 6)
    assert (session.receipt["median_ms"], session.receipt["max_ms"]) == (0.0, 250.0)
    assert "all 6 cues within 500 ms, interrupted once." in " ".join(said.split())


def test_leaving_the_question_leaves_the_offer() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    with pytest.raises(SystemExit):
        asked(world, "q")
    assert len(world.marks.kept) == 1


def test_through_a_pipe_it_is_named_and_stays_offered() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    found, text = asked(world, live=False)
    assert found is None
    assert text.endswith("It is kept, and stays offered.")
    guided(world, ALONE)
    assert [mark.elapsed for mark in world.marks.kept] == [pytest.approx(12, abs=1)]


@pytest.mark.parametrize("end", [Leave(129), Leave(130), Leave(131), Leave(143), Leave()], ids=str)
def test_a_signal_or_a_dropped_line_leaves_the_mark_and_records_nothing(end: Leave) -> None:
    world = World()
    code, text = guided(world, ALONE, "", live=True, presses=[(12.25, end)])
    assert code == end.code
    assert text.endswith("Your place is kept. The same command offers to go on from here.\n")
    assert world.journal.rows == {}
    assert world.marks.held is not None and world.marks.held.elapsed == pytest.approx(12.25)
    assert world.marks.lasting >= 1


def test_where_no_mark_can_be_kept_a_signal_records_what_was_done() -> None:
    world = World()
    world.marks.take = lambda mark: None  # type: ignore[method-assign]
    _, text = guided(world, ALONE, "", live=True, presses=[(12.25, Leave(143))])
    (session,) = sessions(world)
    assert (session.seconds, session.outcome, session.started) == (12.25, "stopped", MORNING)
    assert session.receipt["cues"] == 3
    assert text.endswith("What you did so far is saved.\n")


def test_leaving_on_purpose_is_no_interruption() -> None:
    world = World()
    guided(world, ALONE, "", live=True, presses=[(12.0, "q")])
    (session,) = sessions(world)
    assert (session.seconds, session.outcome) == (12, "stopped")
    assert (session.receipt["pauses"], session.receipt["gaps"], session.receipt["cues"]) == (1, 0, 3)
    assert (world.marks.held, world.marks.kept) == (None, [])


def test_a_rehearsal_leaves_no_mark() -> None:
    world = World()
    guided(world, replace(ALONE, speed=5.0))
    assert (world.marks.held, world.marks.beats) == (None, [])


def test_it_is_noted_once_a_second_and_when_time_stands() -> None:
    world = World()
    guided(world, ALONE, "", "", live=True, presses=[(32.5, "")], thinks=20)
    gaps = [after - before for before, after in zip(world.marks.beats, world.marks.beats[1:], strict=False)]
    assert max(gaps) <= 1.0 + 1e-6
    assert 12.5 in world.marks.beats
    assert len(world.marks.beats) < 45
    assert world.marks.lasting == 2
    assert world.marks.held is None


def test_the_mark_goes_after_the_save_and_not_before() -> None:
    world = World()
    held: list[bool] = []
    append = world.journal.append

    def appended(*events: Event) -> None:
        append(*events)
        held.append(world.marks.held is not None)

    world.journal.append = appended  # type: ignore[method-assign]
    guided(world, ALONE)
    assert (held, world.marks.held) == ([True], None)
    assert world.marks.beats[-1] == pytest.approx(30)


# A step of a walk

TWO = sample.walk(Check("Sit"), Breathe("long-exhale"), Check("Stand"))


def again(world: World, start: Walk) -> Walk:
    run = next(event.id for event in world.journal.rows.values() if event.kind == "run.started")
    return replace(start, run=run)


def test_a_killed_walk_is_taken_up_inside_its_step() -> None:
    world = World()
    killed(world, TWO, 12.5, "", "")
    assert "run.paused" not in world.journal.kinds
    _, text = guided(world, again(world, TWO), "", "", live=True)
    assert "You were in the middle of: Longer out-breath, begun 10:42. It stands at 0:12." in " ".join(text.split())
    assert "in, 2\nout, 6\nin, 4\nout, 6\nFinished.\n" in text
    (session,) = sessions(world)
    assert (session.seconds, session.outcome, session.started) == (30, "done", MORNING)
    assert session.receipt["gaps"] == 1
    assert world.marks.kept == [] and world.marks.held is None


def test_what_was_done_of_a_step_can_be_counted_and_the_walk_goes_on() -> None:
    world = World()
    killed(world, TWO, 12.5, "", "")
    _, text = guided(world, again(world, TWO), "c", "", live=True)
    assert "3 of 3. Stand" in text
    (session,) = sessions(world)
    assert (round(session.seconds), session.outcome) == (12, "stopped")
    assert session.receipt == SO_FAR
    assert world.journal.kinds.count("step.done") == 3
    assert world.marks.kept == []


def test_a_step_can_be_begun_anew_or_left_out() -> None:
    world = World()
    killed(world, TWO, 12.5, "", "")
    _, text = guided(world, again(world, TWO), "a", "", "", live=True)
    assert text.count("in, 4\n") == 3
    (session,) = sessions(world)
    assert (session.seconds, session.receipt["gaps"], session.receipt["cues"]) == (30, 0, 6)
    world = World()
    killed(world, TWO, 12.5, "", "")
    guided(world, again(world, TWO), "s", "", live=True)
    assert (sessions(world), world.marks.kept) == ((), [])


@pytest.mark.parametrize(("end", "pauses", "gaps"), [("q", 1, 0), (Leave(129), 0, 1)])
def test_a_step_that_is_left_keeps_its_first_instant_and_its_stops(end: str | Leave, pauses: int, gaps: int) -> None:
    world = World()
    guided(world, TWO, "", "", live=True, presses=[(12.5, end)])
    assert (world.marks.held, world.marks.kept) == (None, [])
    world.clock.advance(7200)
    guided(world, again(world, TWO), "", "", live=True)
    (session,) = sessions(world)
    assert (session.started, session.seconds) == (MORNING, 30)
    assert (session.receipt["pauses"], session.receipt["gaps"]) == (pauses, gaps)
    assert session.receipt["cues"] == 6


def test_a_gentler_breath_goes_on_as_the_gentler_one() -> None:
    world = World()
    world.shelf.breaths = dict(sample.PATTERNS)
    start = sample.walk(Breathe("box", seconds=32))
    killed(world, start, 12.5, "g")
    _, text = guided(world, again(world, start), "", live=True)
    assert "hold" not in text.partition("It stands at")[2]
    (session,) = sessions(world)
    assert session.path == "breath.long-exhale"


def test_a_rest_is_taken_up_too() -> None:
    world = World()
    start = sample.walk(Rest(70, "Let go."), Check("Stand"))
    killed(world, start, 20.5, "")
    _, text = guided(world, again(world, start), "", "", live=True)
    assert "It stands at 0:20." in text
    assert sessions(world) == ()


# Who else is there


def test_another_window_in_a_practice_is_told_of_once() -> None:
    world = World()
    world.marks.others = [Mark("Silence", MORNING - timedelta(minutes=3), "sitting.silence", 600)]
    _, text = guided(world, ALONE)
    said = "Another selfcare window is in the middle of Silence since 10:39. Both are counted."
    assert " ".join(text.split()).count(said) == 1
    assert len(sessions(world)) == 1


def test_a_walk_that_is_open_elsewhere_is_told_of_and_the_person_chooses() -> None:
    world = World()
    guided(world, TWO, "", "q", live=True)
    start = again(world, TWO)
    world.marks.others = [Mark("All of it", MORNING, "", 0.0, run=start.run)]
    before = list(world.journal.kinds)
    code, text = guided(world, start, "q", live=True)
    assert "This is open in another selfcare window; it was there at 10:42." in " ".join(text.split())
    assert (code, world.journal.kinds) == (0, before)
    assert text.endswith("It goes on in the other window.\n")
    _, text = guided(world, start, "", "", "", live=True)
    assert world.journal.kinds[-1] == "run.finished"


def test_today_names_what_was_interrupted() -> None:
    world = World()
    killed(world, ALONE, 12.5, "")
    out = StringIO()
    linear.today(world.env, out)
    said = "You were in the middle of: Longer out-breath, begun 10:42. `selfcare breathe` goes on with it at 0:12."
    assert said in " ".join(out.getvalue().split())


# Clocks that jump


@pytest.mark.parametrize("hours", [-25, -1, 1, 25])
def test_a_wall_clock_that_is_set_changes_nothing_about_a_practice(hours: int) -> None:
    world = World()

    class Set(list[tuple[float, str | Leave]]):
        """The wall clock is set once, twelve seconds in; the other clock goes on."""

        done = False

        def __bool__(self) -> bool:
            if world.clock.elapsed >= 1012.0 and not self.done:
                self.done = True
                world.clock.instant += timedelta(hours=hours)
            return False

    out = StringIO()
    person = Person(world.clock, [""], Set(), is_live=True, out=out)
    linear.run(world.env, ALONE, StringIO(), out, ear=person)
    (session,) = sessions(world)
    assert (session.started, session.seconds, session.receipt["gaps"]) == (MORNING, 30, 0)
    assert world.clock.elapsed == pytest.approx(1030)


def test_another_zone_in_the_middle_leaves_the_session_on_its_day() -> None:
    world = World()
    world.clock.instant = MORNING.replace(hour=23, minute=59, second=45)
    guided(world, ALONE, "", live=True, presses=[(12.5, Leave(129))])
    world.marks.dies()
    world.clock.instant = world.clock.instant.astimezone(ZoneInfo("Asia/Tokyo"))
    found, _ = asked(world, "")
    assert found is not None
    guided(world, found, "", live=True)
    (session,) = sessions(world)
    assert session.started.isoformat() == "2026-12-03T23:59:45-08:00"
    assert session.seconds == 30


def test_a_sitting_goes_on_and_rings_no_bell_twice() -> None:
    world = World()
    start = sample.alone(replace(sample.plan(), id="", title="With words"), Meditate("cued"))
    killed(world, start, 40.5, "")
    rung = world.sound.bells
    found, _ = asked(world, "")
    assert found is not None
    _, text = guided(world, found, "", live=True)
    assert (rung, world.sound.bells) == (2, 4)
    assert "Feel your hands." not in text


def test_a_breath_without_pacing_has_a_receipt_of_its_stops() -> None:
    world = World()
    start = sample.alone(replace(sample.plan(), id="", title="Natural breath"), Breathe("natural"))
    guided(world, start, "", "", live=True, presses=[(20.0, "")])
    (session,) = sessions(world)
    assert session.receipt == {"planned": 0, "cues": 0, "pauses": 1, "gaps": 0}
