from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from selfcare.core import acts, ledger
from selfcare.core.plan import Plan
from tests.core.day import NOW, at, line, look, stamp

PLAN = Plan("p", "Prep", hash="h", version="2", author="A clinic")


def test_a_stamp_is_a_new_id_this_device_and_now() -> None:
    env = SimpleNamespace(
        journal=SimpleNamespace(new_id=lambda: "new", device="here"), clock=SimpleNamespace(now=lambda: NOW)
    )
    assert acts.stamp(env) == acts.Stamp("new", "here", NOW)  # type: ignore[arg-type]


def test_what_is_said_about_a_line_names_the_plan_whose_words_were_shown() -> None:
    event = acts.tick(line(look(), "medicines"), stamp("e"))
    assert (event.id, event.device, event.kind, event.answered) == ("e", "here", "item.ticked", NOW)
    assert (event.plan, event.version, event.hash) == ("p", "1", "h")
    assert (event.path, event.occurrence) == ("checklist.prep.medicines", "visit")


def test_a_slip_says_when_and_in_whose_words() -> None:
    event = acts.slip(line(look(), "alcohol"), stamp(), meant=at("09:00"), note="a glass of wine")
    assert (event.kind, event.meant, event.note) == ("item.slipped", at("09:00"), "a glass of wine")


def test_a_snooze_is_kept_as_an_instant() -> None:
    event = acts.snooze(line(look(), "medicines"), at("11:30"), stamp())
    assert event.values == {"until": "2026-12-03T11:30:00+01:00"}


def test_an_undo_names_the_act_and_nothing_of_what_was_said() -> None:
    slip = acts.slip(line(look(), "alcohol"), stamp("s"), meant=at("09:00"), note="a glass of wine")
    event = acts.undo(slip, stamp("u"))
    assert (event.kind, event.supersedes, event.path, event.occurrence) == ("undone", "s", slip.path, "visit")
    assert (event.meant, event.note, dict(event.values)) == (None, "", {})


def test_a_removal_ends_the_entry_as_it_stands() -> None:
    (entry,) = ledger.entries([acts.record_entry("pain", {"level": 4}, stamp("e"), plan=PLAN)])
    (corrected,) = ledger.entries([acts.correct(entry, {"level": 5}, stamp("f"))])
    event = acts.remove(corrected, stamp("r"))
    assert (event.kind, event.supersedes, event.path, event.plan) == ("removed", "f", "log.pain", "p")


@pytest.mark.parametrize(
    ("occurrence", "kept"),
    [("2026-12-03", "2026-12-02"), ("visit", "visit"), ("", "")],
)
def test_an_entry_of_the_day_goes_with_its_time_to_another_day(occurrence: str, kept: str) -> None:
    made = acts.record_entry("day", {"sleep": 4}, stamp("e"), plan=PLAN, occurrence=occurrence)
    (entry,) = ledger.entries([made])
    assert acts.correct(entry, {}, stamp("f"), meant=NOW - timedelta(days=1)).occurrence == kept
    assert acts.correct(entry, {}, stamp("f"), meant=NOW - timedelta(hours=1)).occurrence == occurrence
    assert acts.correct(entry, {}, stamp("f")).occurrence == occurrence


def test_an_appointment_is_kept_as_local_time_and_zone() -> None:
    event = acts.make_appointment(at("14:30"), stamp(), plan="p")
    assert event.values["local"] == "2026-12-03T14:30"
    assert event.values["zone"] == "Europe/Paris"
    assert event.plan == "p"


def test_a_plan_is_kept_with_its_closure() -> None:
    event = acts.keep_plan(PLAN, {"p.toml": "text"}, "p.toml", stamp())
    assert (event.kind, event.plan, event.hash) == ("plan.kept", "p", "h")
    assert event.values == {"hash": "h", "files": {"p.toml": "text"}, "root": "p.toml"}


def test_a_step_that_was_skipped_says_so() -> None:
    (run,) = ledger.open_runs([acts.start_run("routine.r", stamp("r"), PLAN)])
    done = acts.do_step(run, "routine.r.1", 2.0, stamp())
    skipped = acts.do_step(run, "routine.r.1", 2.0, stamp(), skipped=True)
    assert (done.kind, skipped.kind) == ("step.done", "step.skipped")
    assert done.values == {"run": "r", "seconds": 2.0}


def test_an_entry_without_a_plan_belongs_to_a_built_in_log() -> None:
    event = acts.record_entry("stress", {"level": 4}, stamp(), shown=NOW - timedelta(seconds=9))
    assert (event.path, event.plan, event.hash, event.shown) == ("log.stress", "", "", NOW - timedelta(seconds=9))
