"""Red flags that a plan shows at moments around a visit, and those that stay in sight."""

from __future__ import annotations

from datetime import datetime, timedelta

from selfcare.core.agenda import Agenda, Line
from selfcare.core.frozen import replace
from selfcare.core.plan import Check, Plan, Warning  # noqa: A004
from selfcare.core.today import as_json, as_text
from selfcare.core.when import Offset, Span
from selfcare.linear.day import spoken
from tests.core.day import DAY, after, at, item, look, mark, prep, visit, window

CHEST = Warning("chest", "Chest pain. Call for help now.", "emergency", True, (after(0), Offset(Span(days=1), "after")))
FEVER = Warning("fever", "A fever after needles.", "today")


def plan(*warnings: Warning) -> Plan:
    way = prep(item("way", Check("Plan the way"), window(60)))
    named = {each.name: each for each in warnings}
    return replace(way, warnings=named, shown_warnings=tuple(named))


def signs(agenda: Agenda) -> list[Line]:
    return [line for line in agenda.lines if line.path == "warning.chest"]


def seen(now: datetime, **more: object) -> list[Line]:
    return signs(look(plan(CHEST, FEVER), now=now, **more))  # type: ignore[arg-type]


def test_a_sign_comes_up_when_the_visit_ends_and_again_the_day_after() -> None:
    assert seen(at("14:00")) == []
    (first,) = (line for line in seen(at("15:30")) if line.state == "open")
    assert (first.text, first.why) == ("Chest pain. Call for help now.", "Get emergency help now")
    assert first.opens == at("15:20")
    tomorrow = DAY + timedelta(days=1)
    assert [(line.state, line.occurrence) for line in seen(at("15:30", tomorrow))] == [("open", "visit/2")]
    assert seen(at("12:00", DAY + timedelta(days=2))) == []


def test_having_read_it_once_does_not_put_away_the_second_time() -> None:
    read = mark("ticked", "warning.chest", at("15:40"), occurrence="visit/1")
    assert [line.state for line in seen(at("15:50"), marks=[read]) if line.occurrence == "visit/1"] == ["done"]
    tomorrow = seen(at("15:30", DAY + timedelta(days=1)), marks=[read])
    assert [line.state for line in tomorrow if line.occurrence == "visit/2"] == ["open"]


def test_a_cancelled_visit_shows_none() -> None:
    assert seen(at("15:30"), visits=[visit(status="cancelled")]) == []


def test_a_pinned_sign_is_spoken_and_in_json() -> None:
    agenda = look(plan(CHEST, FEVER))
    told = list(spoken(agenda))
    assert told.index("Warning sign: Chest pain. Call for help now.") < told.index("")
    assert as_json(agenda)["signs"] == ["Chest pain. Call for help now."]
    assert "signs" not in as_json(look(plan(FEVER)))


def test_a_pinned_sign_stays_in_sight_word_for_word() -> None:
    agenda = look(plan(CHEST, FEVER))
    assert agenda.signs == ("Chest pain. Call for help now.",)
    assert "Warning sign: Chest pain. Call for help now." in as_text(agenda)
    assert look(plan(FEVER)).signs == ()
