from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import Plan
from selfcare.core.question import Value
from tests.core.day import NOW, at, line, look, stamp

LATER = NOW + timedelta(minutes=1)
PLAN = Plan("p", "Prep", hash="h", version="2", author="A clinic")


def made(**more: object) -> Event:
    return acts.make_appointment(at("14:30"), stamp("a"), **more)  # type: ignore[arg-type]


def only(events: Sequence[Event]) -> ledger.Appointment:
    (found,) = ledger.appointments(events)
    return found


def test_an_appointment_stands_as_it_was_made() -> None:
    found = only([made(lasts=1800.0, title="Needles", practitioner="Ann", plan="p", course="c", number=2)])
    assert (found.id, found.starts, found.lasts, found.title) == ("a", at("14:30"), 1800.0, "Needles")
    assert (found.practitioner, found.plan, found.course, found.number) == ("Ann", "p", "c", 2)
    assert (found.status, found.made, found.moved) == ("standing", NOW, None)


def test_a_move_changes_the_time_and_keeps_the_length() -> None:
    first = made(lasts=1800.0)
    found = only([first, acts.move(only([first]), at("16:00"), stamp("m", LATER))])
    assert (found.starts, found.lasts, found.moved) == (at("16:00"), 1800.0, LATER)


def test_a_move_may_change_the_length() -> None:
    first = made(lasts=1800.0)
    assert only([first, acts.move(only([first]), at("16:00"), stamp("m", LATER), lasts=60.0)]).lasts == 60.0


def test_the_latest_word_about_an_appointment_counts() -> None:
    first = made()
    cancelled = acts.cancel(only([first]), stamp("c", LATER))
    finished = acts.finish(only([first]), stamp("d", LATER + timedelta(minutes=1)))
    moved = acts.move(only([first]), at("16:00"), stamp("m", LATER + timedelta(minutes=2)))
    assert only([first, cancelled]).status == "cancelled"
    assert only([first, cancelled, finished]).status == "done"
    assert only([first, cancelled, finished, moved]).status == "standing"


def test_what_speaks_of_an_unknown_appointment_or_no_time_is_passed_over() -> None:
    ghost = replace(only([made()]), id="ghost")
    strangers = [
        acts.cancel(ghost, stamp("1")),
        acts.finish(ghost, stamp("2")),
        acts.move(ghost, at("16:00"), stamp("3")),
    ]
    broken = replace(made(), id="b", values={"local": "soon", "zone": "UTC"})
    assert ledger.appointments([*strangers, broken]) == ()


def test_an_unknown_zone_gives_way_to_the_zone_of_the_event() -> None:
    event = made()
    for zone in ("Nowhere/Town", "", "../etc"):
        assert only([replace(event, values={**event.values, "zone": zone})]).starts == at("14:30")


def test_an_appointment_keeps_its_own_zone() -> None:
    tokyo = at("14:30").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    assert only([acts.make_appointment(tokyo, stamp())]).starts == tokyo


def test_the_order_of_events_does_not_matter() -> None:
    first = made()
    events = [
        first,
        acts.move(only([first]), at("16:00"), stamp("m", LATER)),
        acts.record_entry("pain", {}, stamp("e")),
    ]
    for seed in range(6):
        shuffled = Random(seed).sample(events, len(events))
        assert ledger.appointments(shuffled) == ledger.appointments(events)


def test_an_entry_reads_back_as_it_was_given() -> None:
    values: dict[str, Value] = {"level": 4, "places": ("neck", "back"), "sleep": True, "word": "tired"}
    event = acts.record_entry(
        "pain", values, stamp("e"), plan=PLAN, occurrence="visit", meant=at("09:00"), note="after lunch"
    )
    (entry,) = ledger.entries([event])
    assert (entry.log, entry.values, entry.note, entry.occurrence) == ("pain", values, "after lunch", "visit")
    assert (entry.plan, entry.version, entry.hash) == ("p", "2", "h")
    assert (entry.about, entry.answered) == (at("09:00"), NOW)


def test_an_answer_that_was_left_out_is_no_value() -> None:
    (entry,) = ledger.entries([replace(acts.record_entry("pain", {}, stamp()), values={"a": None, "b": {"c": 1}})])
    assert entry.values == {}


def test_a_corrected_entry_keeps_its_first_name() -> None:
    (first,) = ledger.entries([acts.record_entry("pain", {"level": 4}, stamp("e"), plan=PLAN, note="tired")])
    (second,) = ledger.entries([acts.correct(first, {"level": 5}, stamp("f", LATER))])
    (third,) = ledger.entries([acts.correct(second, {"level": 6}, stamp("g", LATER), meant=at("08:00"), note="")])
    assert (first.origin, second.origin, third.origin) == ("e", "e", "e")
    assert (second.values, second.about, second.note) == ({"level": 5}, NOW, "tired")
    assert (third.id, third.values, third.about, third.note) == ("g", {"level": 6}, at("08:00"), "")


def test_marks_say_what_was_said() -> None:
    alcohol = line(look(), "alcohol")
    until = at("11:30")
    events = [
        acts.tick(alcohol, stamp("1"), meant=at("10:00"), note="a word"),
        acts.keep(alcohol, stamp("2")),
        acts.slip(alcohol, stamp("3")),
        acts.skip(alcohol, stamp("4")),
        acts.snooze(alcohol, until, stamp("5")),
    ]
    marks = ledger.marks(events)
    assert [mark.kind for mark in marks] == ["ticked", "kept", "slipped", "skipped", "snoozed"]
    assert {(mark.plan, mark.path, mark.occurrence) for mark in marks} == {("p", "checklist.prep.alcohol", "visit")}
    assert (marks[0].about, marks[0].note, marks[4].until) == (at("10:00"), "a word", until)


def test_a_finished_run_ticks_its_routine() -> None:
    started = acts.start_run("routine.morning", stamp("r"), PLAN, "2026-12-03")
    (run,) = ledger.open_runs([started])
    (mark,) = ledger.marks([started, acts.finish_run(run, stamp("f", LATER))])
    assert (mark.kind, mark.path, mark.occurrence) == ("ticked", "routine.morning", "2026-12-03")


def test_runs_are_open_until_finished_or_left() -> None:
    starts = [acts.start_run(f"routine.{name}", stamp(name, NOW), PLAN) for name in "abc"]
    a, b, c = reversed(ledger.open_runs(starts))
    steps = [
        acts.do_step(c, "routine.c.1", 3.0, stamp("s", LATER)),
        acts.pause_run(c, "routine.c.2", 4.0, stamp("p", LATER)),
    ]
    over = [acts.finish_run(a, stamp("f", LATER)), acts.leave_run(b, stamp("l", LATER))]
    assert ledger.open_runs([*starts, *steps, *over]) == (c,)
    assert (c.plan, c.version, c.hash, c.path, c.started) == ("p", "2", "h", "routine.c", NOW)


def test_a_session_reads_back_as_it_was_recorded() -> None:
    event = acts.record_session(
        "breath.box", at("10:00"), 61.5, stamp(), planned=300.0, outcome="stopped", receipt={"worst": 0.01}, plan=PLAN
    )
    (session,) = ledger.sessions([event])
    assert (session.path, session.started, session.seconds) == ("breath.box", at("10:00"), 61.5)
    assert (session.outcome, session.receipt, session.plan) == ("stopped", {"worst": 0.01}, "p")


def test_a_session_without_its_figures_still_counts() -> None:
    bare = replace(acts.record_session("breath.box", NOW, 1.0, stamp()), values={"outcome": "done", "receipt": 1})
    (session,) = ledger.sessions([bare])
    assert (session.started, session.seconds, session.outcome, session.receipt) == (NOW, 0.0, "done", {})


def test_a_plan_is_followed_from_the_first_time_it_was_taken_up() -> None:
    newer = replace(PLAN, hash="h2", version="3")
    events = [acts.use_plan(PLAN, stamp("1")), acts.use_plan(newer, stamp("2", LATER))]
    use = ledger.plans_in_use(events)["p"]
    assert (use.id, use.hash, use.version, use.title, use.author, use.since) == (
        "p",
        "h2",
        "3",
        "Prep",
        "A clinic",
        NOW,
    )


def test_a_dropped_plan_is_followed_anew() -> None:
    drop = acts.drop_plan("p", stamp("2", LATER))
    assert ledger.plans_in_use([acts.use_plan(PLAN, stamp("1")), drop]) == {}
    again = acts.use_plan(PLAN, stamp("3", LATER + timedelta(hours=1)))
    assert ledger.plans_in_use([acts.use_plan(PLAN, stamp("1")), drop, again])["p"].since == LATER + timedelta(hours=1)


def test_the_last_choice_counts_for_each_plan_and_for_the_person() -> None:
    events = [
        acts.choose("p", "caffeine", 7200, stamp("1")),
        acts.choose("p", "caffeine", 3600, stamp("2", LATER)),
        acts.choose("", "pregnant", True, stamp("3")),
        replace(acts.choose("", "heart", True, stamp("4")), values={}),
    ]
    assert ledger.choices(events) == {"p": {"caffeine": 3600}, "": {"pregnant": True}}
