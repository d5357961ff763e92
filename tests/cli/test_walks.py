"""`selfcare run`, `breathe` and `meditate`: what is walked, on which face, and what of it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcare.core.plan import Breathe, Meditate, Routine
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from tests.cli.plans import write
from tests.cli.shell import Shell


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Walk]]]:
    """Walks that were opened, each with its face, and not walked."""
    opened: list[tuple[str, Walk]] = []

    def face(name: str) -> None:
        def run(env: Env, walk: Walk, *streams: object) -> int:
            opened.append((name, walk))
            return 0

        monkeypatch.setattr(f"selfcare.{name}.run", run)

    face("linear")
    face("tui")
    yield opened


def recorded(selfcare: Shell) -> list[dict[str, str]]:
    """What an export holds, without its first line."""
    return [json.loads(line) for line in selfcare.works("export").splitlines()[1:]]


def test_a_rehearsal_goes_through_a_routine_and_records_nothing(selfcare: Shell) -> None:
    out = selfcare.works("run", "daily-stress", "begin", "--linear", "--speed", "100", typed="\n\n\n\n\n")
    assert "1 of 5. Pick a time and place" in out
    assert "5 of 5" in out
    assert recorded(selfcare) == []


def test_a_walk_through_a_pipe_is_recorded_under_its_plan(selfcare: Shell) -> None:
    selfcare.works("run", "daily-stress", "begin", "--linear", typed="\n\ns\n\n\n")
    events = recorded(selfcare)
    assert [event["kind"] for event in events][:2] == ["plan.kept", "run.started"]
    assert [event["kind"] for event in events].count("step.done") == 4
    assert [event["kind"] for event in events].count("step.skipped") == 1
    assert events[-1]["kind"] == "run.finished"
    assert {event["plan"] for event in events} == {"daily-stress"}
    assert "in use" not in selfcare.works("plans")


def test_a_walk_that_was_left_is_gone_on_with(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("run", "daily-stress", "begin", "--linear", typed="\n\nq\n")
    out = selfcare.works("run", "--linear", typed="\n\n\n")
    assert "1 of 5" not in out
    assert "3 of 5" in out
    assert recorded(selfcare)[-1]["kind"] == "run.finished"


def test_a_walk_of_a_plan_that_is_not_followed_is_offered_too(selfcare: Shell) -> None:
    selfcare.works("run", "daily-stress", "begin", "--linear", typed="\n\nq\n")
    begun = "You were in the middle of: To begin with, begun 10:42."
    assert begun in selfcare.works("today") and "`selfcare` goes on with it." in selfcare.works("today")
    spoken = " ".join(selfcare.works("today", "--linear").split())
    assert "You were in the middle of: To begin with. `selfcare run` goes on with it." in spoken
    assert "3 of 5" in selfcare.works("run", "--linear", typed="\n\n\n")
    assert recorded(selfcare)[-1]["kind"] == "run.finished"
    assert "in the middle" not in selfcare.works("today") + selfcare.works("today", "--linear")


def test_on_the_full_screen_too_it_is_what_run_means_where_nothing_else_can_be(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    selfcare.works("run", "daily-stress", "begin", "--linear", typed="\n\nq\n")
    opened: list[Walk] = []

    def run(env: Env, walk: Walk) -> int:
        opened.append(walk)
        return 0

    monkeypatch.setattr("selfcare.cli.terminal.is_full_screen", lambda: True)
    monkeypatch.setattr("selfcare.tui.run", run)
    selfcare.works("run")
    assert [(walk.plan.id, bool(walk.run)) for walk in opened] == [("daily-stress", True)]


def test_a_file_that_is_gone_since_is_walked_on_with_as_it_was_kept(selfcare: Shell) -> None:
    path = write(Path("my.toml"))
    selfcare.works("run", "my.toml", "long", "--linear", typed="\nq\n")
    path.unlink()
    assert "2 of 2. Something to read\nGet up." in selfcare.works("run", "--linear", typed="\n")
    assert recorded(selfcare)[-1]["kind"] == "run.finished"


def test_a_walk_of_a_plan_that_was_dropped_since_is_offered_no_more(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("run", "daily-stress", "begin", "--linear", typed="\n\nq\n")
    selfcare.at("2026-12-03T10:50:00-08:00[America/Los_Angeles]")
    selfcare.works("drop", "daily-stress")
    assert "in the middle" not in selfcare.works("today") + selfcare.works("today", "--linear")


def test_a_walk_whose_last_step_is_gone_from_the_plan_is_over(selfcare: Shell) -> None:
    path = write(Path("my.toml"))
    path.write_text(path.read_text() + '\n[checklist.prep.bag]\ncheck = "Pack a bag"\nfrom = "1d before"\n')
    selfcare.works("use", "./my.toml")
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("run", "--linear", typed="\nq\n")
    write(path)
    selfcare.works("use", "./my.toml")
    assert "There is nothing to do here now." in selfcare.works("run", "--linear")
    assert recorded(selfcare)[-1]["kind"] == "run.finished"
    selfcare.at("2026-12-03T14:30:00-08:00[America/Los_Angeles]")
    assert "Coffee" in selfcare.works("run", "--linear", typed="q\n")


def test_running_a_file_keeps_its_snapshot_and_does_not_follow_it(
    selfcare: Shell, walks: list[tuple[str, Walk]]
) -> None:
    write(Path("my.toml"))
    selfcare.works("run", "my.toml", "short")
    assert "my-prep" not in selfcare.works("plans")
    assert [event["kind"] for event in recorded(selfcare)] == ["plan.kept"]
    selfcare.works("run", "my.toml", "short")
    assert len(recorded(selfcare)) == 1
    selfcare.works("run", "my.toml", "short", "--speed", "2")
    assert [(face, walk.course.name, walk.speed) for face, walk in walks] == [
        ("linear", "short", 1.0),
        ("linear", "short", 1.0),
        ("linear", "short", 2.0),
    ]


def test_the_full_screen_is_taken_where_there_is_one(
    selfcare: Shell, walks: list[tuple[str, Walk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfcare.cli.terminal.is_full_screen", lambda: True)
    selfcare.works("run", "daily-stress", "begin", "--quiet", "--eyes-closed")
    selfcare.sits()
    selfcare.works("log", "pain")
    selfcare.works("breathe", "--linear")
    assert [face for face, _ in walks] == ["tui", "tui", "linear"]
    assert (walks[0][1].quiet, walks[0][1].eyes_closed, walks[1][1].quiet) == (True, True, False)


@pytest.mark.parametrize("is_painted", [False, True])
def test_the_app_opens_at_today_over_its_picture(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch, is_painted: bool
) -> None:
    done: list[object] = []
    monkeypatch.setattr("selfcare.cli.terminal.is_full_screen", lambda: True)
    monkeypatch.setattr("selfcare.glance.paint", lambda: is_painted)
    monkeypatch.setattr("selfcare.glance.unpaint", lambda: done.append("unpainted"))
    monkeypatch.setattr("selfcare.tui.prepare", lambda env, *, is_painted: is_painted)
    monkeypatch.setattr("selfcare.tui.show", lambda app: bool(done.append(app)))  # type: ignore[func-returns-value]
    assert selfcare().code == 0
    assert done == [is_painted]
    selfcare.home.rename("elsewhere")
    selfcare.home.write_text("in the way")
    assert selfcare().code == 3
    assert done == [is_painted, *["unpainted"] * is_painted]


def test_words_may_stand_among_options(selfcare: Shell, walks: list[tuple[str, Walk]]) -> None:
    selfcare.works("run", "daily-stress", "--linear", "begin")
    assert [walk.course.name for _, walk in walks] == ["begin"]


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        (2, ("run",), "no plan is in use; name one"),
        (2, ("run", "daily-stress", "begin", "--speed", "0"), "--speed takes a number from 0.1 to 100"),
        (2, ("run", "daily-stress", "begin", "--speed", "nan"), "--speed takes a number"),
        (2, ("run", "daily-stress", "begin", "--speed", "fast"), "invalid float value"),
        (4, ("run", "dayly-stress"), "there is no plan"),
        (4, ("run", "daily-stress", "begn"), "did you mean 'begin'?"),
        (2, ("run", "acupuncture-prep"), "'acupuncture-prep' needs an appointment"),
        (2, ("run", "acupuncture-prep", "prep"), "'acupuncture-prep' needs an appointment"),
        (4, ("breathe", "evn"), "did you mean 'even'?"),
        (4, ("meditate", "zzz"), "there are: "),
        (2, ("breathe", "--for", "long"), "--for: 'long' is not a duration; write 5m"),
        (2, ("breathe", "--for", "25h"), "at most 24h"),
        (2, ("meditate", "--bells", "often"), "write 5m"),
    ],
)
def test_what_cannot_be_walked_is_refused(selfcare: Shell, code: int, words: tuple[str, ...], told: str) -> None:
    assert told in selfcare.refused(code, *words)
    assert recorded(selfcare) == []


def test_breathe_and_meditate_take_their_lengths(selfcare: Shell, walks: list[tuple[str, Walk]]) -> None:
    selfcare.works("breathe")
    selfcare.works("breathe", "even", "--for", "90s")
    selfcare.works("meditate", "--for", "10m", "--bells", "5m")
    actions = [walk.course.steps[0].action for _, walk in walks if isinstance(walk.course, Routine)]
    assert [(action.pattern, action.seconds) for action in actions if isinstance(action, Breathe)] == [
        ("long-exhale", None),
        ("even", 90),
    ]
    (sitting,) = (action for action in actions if isinstance(action, Meditate))
    assert sitting.seconds == 600
    assert sitting.bells is not None
    assert [(bell.kind, bell.seconds) for bell in sitting.bells if bell.kind == "every"] == [("every", 300)]


def test_of_several_walks_one_is_asked_for(
    selfcare: Shell, walks: list[tuple[str, Walk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(Path("my.toml"))
    before, _, rest = path.read_text().partition("[checklist.prep.list]")
    path.write_text(f"{before}[routine.short]{rest.partition('[routine.short]')[2]}")
    selfcare.works("use", "my.toml")
    assert "There are: short, long" in selfcare.refused(2, "run", "my-prep")
    selfcare.sits("3", "2")
    assert selfcare("run", "my-prep").out == "1  A short pause\n2  A long pause\n'3' is none of them; type its number\n"
    selfcare.sits("short")
    selfcare.works("run")
    assert [walk.course.name for _, walk in walks] == ["long", "short"]


def test_a_checklist_asks_for_its_appointment(selfcare: Shell, walks: list[tuple[str, Walk]]) -> None:
    selfcare.sits("soon", "yesterday 10:00", "tomorrow 10:00")
    done = selfcare("run", "acupuncture-prep")
    assert done.code == 0
    assert "'soon' is not a time" in done.out
    assert "is in the past" in done.out
    assert "Fri 4 Dec 10:00" in selfcare.works("appointment", "list")
    assert [walk.course.name for _, walk in walks] == ["prep"]
    selfcare.sits()
    selfcare.works("appointment", "cancel")
    assert "no answer came" in selfcare("run", "acupuncture-prep").err


def test_with_an_appointment_far_off_nothing_is_open(selfcare: Shell) -> None:
    path = write(Path("my.toml"))
    path.write_text(path.read_text().partition("[routine.short]")[0])
    selfcare.works("appointment", "add", "2027-02-03 10:00")
    assert "nothing of 'my-prep' is open now" in selfcare.refused(2, "run", "my.toml")


def test_the_items_that_are_open_come_first(selfcare: Shell, walks: list[tuple[str, Walk]]) -> None:
    write(Path("my.toml"))
    selfcare.works("use", "daily-stress")
    selfcare.works("use", "my.toml")
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("run", "my-prep")
    (walk,) = (walk for _, walk in walks)
    assert (walk.course.name, bool(walk.occurrence)) == ("prep", True)
