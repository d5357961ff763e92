from __future__ import annotations

import json
from collections.abc import Sequence
from io import StringIO

import pytest

from selfcare import linear
from selfcare.core import agenda
from selfcare.core.condition import parse
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import Action, Alert, Ask, Breathe, Check, Plan, Read
from selfcare.core.question import Field, Log, Scale, Text
from selfcare.core.start import Walk
from selfcare.core.trail import draft_key
from selfcare.errors import StorageError
from selfcare.linear.ear import Leave
from tests.linear import sample
from tests.linear.hearing import Person, guided
from tests.tui.fakes import FakeJournal, World


def paths(world: World, kind: str) -> list[str]:
    return [event.path for event in world.journal.rows.values() if event.kind == kind]


def test_every_kind_of_step_can_be_done() -> None:
    world = World()
    code, text = guided(world, sample.walk(*sample.EVERY_ACTION, rate="log.mood.level"), "5", "", "", "7", "", "6")
    assert code == 0
    assert paths(world, "step.done") == [
        "routine.steps.rate-before",
        *(f"routine.steps.{number}" for number in range(1, 7)),
        "routine.steps.rate-after",
    ]
    assert world.journal.kinds[-1] == "run.finished"
    assert "8 of 8 steps done.\n" in text
    assert "Before you begin: Mood" in text and "Afterwards: Mood" in text


@pytest.mark.parametrize("action", sample.EVERY_ACTION, ids=lambda action: type(action).__name__)
def test_every_kind_of_step_can_be_skipped_at_a_terminal(action: Action) -> None:
    world = World()
    code, _ = guided(world, sample.walk(action), "s", live=True)
    assert (code, paths(world, "step.skipped")) == (0, ["routine.steps.1"])


@pytest.mark.parametrize("action", sample.EVERY_ACTION, ids=lambda action: type(action).__name__)
def test_every_kind_of_step_can_be_left_and_gone_on_with(action: Action) -> None:
    world = World()
    start = sample.walk(Check("First"), action, Check("Last"))
    code, text = guided(world, start, "", "q", live=True)
    assert code == 0
    assert text.endswith("Your place is kept. The same command goes on from here.\n")
    assert paths(world, "run.paused") == ["routine.steps.2"]
    run = next(event.id for event in world.journal.rows.values() if event.kind == "run.started")
    _, again = guided(world, replace(start, run=run), "s", "", live=True)
    assert "Going on with: All of it." in again
    assert "First" not in again
    assert paths(world, "step.done") == ["routine.steps.1", "routine.steps.3"]
    assert paths(world, "run.finished") == ["routine.steps"]


def test_an_item_to_leave_out_takes_yes_no_and_a_word() -> None:
    world = World()
    _, text = guided(world, sample.checklist(), "n", "one cup", "")
    assert "1 of 2. To leave out: Coffee\nWhy: It keeps you awake.\n" in text
    assert "Noted for your practitioner." in text
    assert "2 of 2, optional. Eat something\nA little is enough.\n" in text
    slip = next(event for event in world.journal.rows.values() if event.kind == "item.slipped")
    assert (slip.note, slip.path) == ("one cup", "checklist.prep.caffeine")
    assert "1 of 2 steps done, 1 noted for your practitioner." in text


@pytest.mark.parametrize(("typed", "kind"), [("", "item.kept"), ("y", "item.kept"), ("s", "item.skipped")])
def test_an_item_to_leave_out_is_kept_or_skipped(typed: str, kind: str) -> None:
    world = World()
    guided(world, sample.checklist(), typed, "")
    assert paths(world, kind) == ["checklist.prep.caffeine"]


def test_a_long_text_is_read_page_by_page() -> None:
    world = World()
    words = "\n".join(f"line {number}" for number in range(25))
    _, text = guided(world, sample.walk(Read(words)), "", "", "")
    assert text.count("Enter for the next page, s to skip: ") == 2
    assert "line 24\nEnter to go on: " in text
    assert "line 20" not in guided(World(), sample.walk(Read(words)), "s")[1]


def test_going_back_over_a_step_and_on_again_changes_nothing() -> None:
    world = World()
    _, text = guided(world, sample.walk(Check("One"), Check("Two")), "b", "", "b", "s", "")
    assert "This is the first one." in text
    assert "1 of 2. One\nThis is behind you already. s goes on.\n" in text
    assert paths(world, "step.skipped") == []
    assert paths(world, "step.done") == ["routine.steps.1", "routine.steps.2"]


def test_a_log_that_was_gone_back_to_is_corrected() -> None:
    world = World()
    guided(world, sample.walk(Ask("mood"), Check("Two")), "7", "", "b", "2", "")
    assert [event.kind for event in world.journal.rows.values() if event.path == "log.mood"] == [
        "entry.recorded",
        "entry.corrected",
    ]
    (entry,) = (event for event in world.journal.events() if event.path == "log.mood")
    assert dict(entry.values) == {"level": 7, "places": ["work"]}


def test_warning_signs_and_numbers_are_one_letter_away() -> None:
    world = World()
    world.shelf.said = {"region": "uk"}
    for letter in ("w", "R"):
        _, text = guided(world, sample.walk(Check("One")), letter, "")
        assert "emergency: 999\n" in text
        assert "Get medical help today:\nYou feel very low. Talk to somebody today.\n" in text


def test_an_answer_that_raises_something_is_met_at_once_red_flags_first() -> None:
    world = World()
    world.shelf.said = {"region": "us"}
    _, text = guided(world, sample.walk(Ask("mood"), Check("Next")), "2", "", "", "", "", live=True)
    said = [line for line in text.splitlines() if line]
    at = said.index("Saved.")
    assert said[at + 1 : at + 5] == [
        "Get medical help today.",
        "You feel very low. Talk to somebody today.",
        "emergency: 911",
        "crisis line: 988",
    ]
    assert said[at + 5] == "Enter when you have read this: "
    assert said[at + 6] == "Please tell your practitioner."
    assert text.index("Tell your practitioner about it.") < text.index("2 of 2. Next")


def test_a_walk_with_nothing_to_do_says_so() -> None:
    start = sample.walk(Check("One"))
    steps = tuple(replace(step, condition=parse("setting.pregnant == yes")) for step in start.course.steps)  # type: ignore[union-attr]
    code, text = guided(World(), replace(start, course=replace(start.course, steps=steps)))
    assert (code, "There is nothing to do here now." in text) == (0, True)


class Failing(FakeJournal):
    """Fails at the first `times` appends."""

    times = 1

    def append(self, *events: Event) -> None:
        if self.times:
            self.times -= 1
            raise StorageError("the disk is full; make room and try again")
        super().append(*events)

    def save_draft(self, key: str, text: str) -> None:
        if self.times:
            raise StorageError("the disk is full; make room and try again")
        super().save_draft(key, text)


def test_a_failed_save_says_its_sentence_and_tries_again() -> None:
    world = World(journal=Failing())
    code, text = guided(world, sample.walk(Ask("mood")), "", "8", "")
    assert code == 0
    assert text.index("Not saved yet.\nThe disk is full; make room and try again.\n") < text.index("Saved.")
    assert paths(world, "run.finished") == ["routine.steps"]


def test_saved_is_said_after_the_append_only() -> None:
    world = World()
    out = StringIO()

    class Watched(FakeJournal):
        def append(self, *events: Event) -> None:
            assert "aved" not in out.getvalue()
            super().append(*events)

    world.journal = Watched()
    person = Person(world.clock, ["4"], out=out)
    linear.run(world.env, sample.asking(sample.EVERY_KIND["scale"][0]), StringIO(), out, ear=person)
    assert "saved 0190" in out.getvalue()


def test_leaving_with_something_unsaved_ends_in_its_sentence() -> None:
    world = World(journal=Failing())
    Failing.times, before = 99, Failing.times
    try:
        with pytest.raises(StorageError):
            guided(world, sample.walk(Check("One")), "q")
        with pytest.raises(StorageError):
            guided(World(journal=_fails_later()), sample.walk(Check("One"), Check("Two")), "", "q")
        code, text = guided(World(journal=_fails_later()), sample.walk(Check("One"), Check("Two")), "", Leave(143))
    finally:
        Failing.times = before
    assert code == 143
    assert text.endswith("The disk is full; make room and try again.\n")


def _fails_later() -> FakeJournal:
    """The run begins, then nothing can be saved any more."""

    class Later(FakeJournal):
        def append(self, *events: Event) -> None:
            if self.rows:
                raise StorageError("the disk is full; make room and try again")
            super().append(*events)

    return Later()


@pytest.mark.parametrize("code", [0, 129, 130, 143])
def test_a_signal_keeps_the_place_and_the_answers(code: int) -> None:
    world = World()
    start = sample.walk(Check("One"), Ask("mood"))
    ended, _ = guided(world, start, "", "7", Leave(code))
    assert ended == code
    assert paths(world, "run.paused") == ["routine.steps.2"]
    run = next(event.id for event in world.journal.rows.values() if event.kind == "run.started")
    assert json.loads(world.journal.kept[draft_key(run)]) == {"routine.steps.2": {"level": 7}}
    assert world.glance.written == 1
    _, again = guided(world, replace(start, run=run), "1")
    assert "How are you?" not in again
    assert world.journal.kept[draft_key(run)] == ""
    (entry,) = (event for event in world.journal.events() if event.path == "log.mood")
    assert dict(entry.values) == {"level": 7, "places": ["home"]}


def test_a_killed_walk_goes_on_with_the_answers_of_its_draft() -> None:
    world = World()
    start = sample.walk(Ask("mood"))

    class Killed(BaseException):
        pass

    class Gone(Person):
        def line(self) -> str:
            if not self.lines:
                raise Killed
            return super().line()

    with pytest.raises(Killed):
        linear.run(world.env, start, StringIO(), StringIO(), ear=Gone(world.clock, ["7"]))
    assert world.journal.kinds == ["run.started"]
    found = linear.offer(_using(world, start).env, StringIO(), StringIO(), ear=Person(world.clock, []))
    assert found is not None
    guided(world, found, "1")
    (entry,) = (event for event in world.journal.events() if event.path == "log.mood")
    assert dict(entry.values) == {"level": 7, "places": ["home"]}


def test_a_practice_goes_on_where_it_rested() -> None:
    world = World()
    start = sample.walk(Breathe("long-exhale"))
    guided(world, start, "", live=True, presses=[(12.0, "q")])
    run = next(event.id for event in world.journal.rows.values() if event.kind == "run.started")
    assert next(event for event in world.journal.events() if event.kind == "run.paused").values["elapsed"] == 12
    _, text = guided(world, replace(start, run=run), "", live=True)
    assert "Enter to go on at 0:12, c to count it, a to begin anew, s to skip: " in " ".join(text.split("\n"))
    assert "in, 2\nout, 6\nin, 4\nout, 6\nFinished.\n" in text
    session = next(each for each in world.journal.rows.values() if each.kind == "session.recorded")
    assert session.values["seconds"] == 30


def test_a_practice_alone_that_is_left_is_recorded_as_far_as_it_came() -> None:
    world = World()
    start = sample.alone(replace(sample.plan(), id=""), Breathe("long-exhale"))
    code, text = guided(world, start, "", live=True, presses=[(12.0, "q")])
    assert (code, world.journal.kinds, world.marks.held) == (0, ["session.recorded"], None)
    assert text.endswith("What you did so far is saved.\n")
    (session,) = world.journal.rows.values()
    assert (session.values["seconds"], session.values["outcome"]) == (12, "stopped")


def test_a_practice_alone_that_was_not_begun_leaves_nothing() -> None:
    world = World()
    start = sample.alone(replace(sample.plan(), id=""), Breathe("long-exhale"))
    code, text = guided(world, start, "q", live=True)
    assert (code, world.journal.kinds) == (0, [])
    assert text.endswith("Nothing was saved.\n")


def test_a_log_that_is_left_keeps_its_answers_for_the_day() -> None:
    world = World()
    start = sample.alone(sample.plan(), Ask("mood"))
    code, text = guided(world, start, "2", "q", live=True)
    assert (code, world.journal.kinds) == (0, [])
    assert text.endswith("Your answers are kept for today. The same command goes on from here.\n")
    _, text = guided(world, start, "1", "because")
    assert "How are you?" not in text
    assert paths(world, "entry.recorded") == ["log.mood"]
    assert not any(world.journal.kept.values())


def test_a_log_whose_input_ends_is_saved_if_it_has_what_it_needs() -> None:
    world = World()
    _, text = guided(world, sample.alone(sample.plan(), Ask("mood")), "2")
    assert paths(world, "entry.recorded") == ["log.mood"]
    assert "You feel very low." in text
    assert text.endswith("What you did so far is saved.\n")
    world = World()
    _, text = guided(world, sample.alone(sample.plan(), Ask("mood")))
    assert (world.journal.kinds, text.endswith("Nothing was saved.\n")) == ([], True)


def test_a_log_whose_input_ends_before_what_it_needs_is_kept_for_the_day() -> None:
    world = World()
    fields = {"word": Field("word", "A word?", Text()), "level": Field("level", "How?", Scale(), required=True)}
    start = sample.alone(Plan("", "Two", logs={"two": Log("two", "Two", fields)}), Ask("two"))
    _, text = guided(world, start, "fine")
    assert world.journal.kinds == []
    assert text.endswith("Your answers are kept for today. The same command goes on from here.\n")


def test_what_was_answered_earlier_in_the_walk_counts_for_what_is_raised() -> None:
    start = sample.walk(Ask("mood"), Ask("mood"))
    twice = Alert("twice", parse("log.mood.level >= 0 and mean(log.mood.level, 7d) >= 7"), "High again.", level="tell")
    start = replace(start, plan=replace(start.plan, alerts={"twice": twice}))
    _, text = guided(World(), start, "9", "", "5", "")
    assert text.count("High again.") == 2


def test_a_log_whose_answers_cannot_be_kept_says_so() -> None:
    world = World(journal=Failing())
    with pytest.raises(StorageError):
        guided(world, sample.alone(sample.plan(), Ask("mood")), "2", "q", live=True)


def test_what_could_not_be_saved_outweighs_a_reader_who_left() -> None:
    class Shut(StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    world = World(journal=Failing())
    person = Person(world.clock, [])
    with pytest.raises(StorageError):
        linear.run(world.env, sample.walk(Check("One")), StringIO(), Shut(), ear=person)


def test_a_broken_pipe_keeps_the_place() -> None:
    class Narrow(StringIO):
        def write(self, text: str) -> int:
            if "out, 6" in text:
                raise BrokenPipeError
            return super().write(text)

    world = World()
    with pytest.raises(BrokenPipeError):
        linear.run(world.env, sample.walk(Breathe("long-exhale")), StringIO(), Narrow(), ear=Person(world.clock, []))
    assert world.clock.elapsed < 1006
    assert paths(world, "run.paused") == ["routine.steps.1"]


def _using(world: World, start: Walk) -> World:
    world.shelf.used = [start.plan]
    return world


def _offered(world: World, lines: Sequence[str], *, is_live: bool = False) -> tuple[Walk | None, str]:
    out = StringIO()
    found = linear.offer(world.env, StringIO(), out, ear=Person(world.clock, list(lines), is_live=is_live, out=out))
    return found, out.getvalue()


def test_a_walk_that_was_left_is_offered() -> None:
    world = World()
    start = sample.walk(Check("One"), Check("Two"))
    assert _offered(_using(world, start), [], is_live=True) == (None, "")
    guided(world, start, "", "q")
    run = agenda.read(world.env).runs[0].id
    found, text = _offered(world, ["what", ""], is_live=True)
    assert found is not None and (found.run, found.course, found.occurrence) == (run, start.course, "2026-12-03")
    assert text.startswith(
        "You were in the middle of: All of it, begun 10:42.\nEnter to go on, n to leave it and begin anew: "
    )
    assert _offered(world, ["n"], is_live=True)[0] is None
    assert _offered(world, [])[0] is not None
    with pytest.raises(SystemExit):
        _offered(world, ["q"], is_live=True)


def test_a_walk_of_a_plan_that_is_not_in_use_is_offered_with_that_plan() -> None:
    world = World()
    start = sample.checklist()
    guided(world, start, "", "q")
    assert linear.offer(world.env, StringIO(), StringIO(), ear=Person(world.clock, [])) is None
    found = linear.offer(world.env, StringIO(), StringIO(), start.plan, ear=Person(world.clock, []))
    assert found is not None and found.course == start.course
    for name, is_offered in (("prep", True), ("other", False)):
        named = linear.offer(world.env, StringIO(), StringIO(), start.plan, name, ear=Person(world.clock, []))
        assert (named is not None) is is_offered
