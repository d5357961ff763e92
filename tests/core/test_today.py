from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from selfcare.core import today
from selfcare.core.agenda import Agenda
from selfcare.core.plan import Check, Routine
from selfcare.core.prepclock import PLAIN
from selfcare.core.repeat import Repeat
from selfcare.core.when import Window
from tests.core.day import DONE, NOW, after, at, before, item, line, look, mark, prep, visit, window


def test_today_as_text() -> None:
    assert today.as_text(look(marks=[DONE]), 80) == (
        """
Thu 3 Dec, 10:42

Last coffee or tea in 1 h 48 min
Acupuncture at 14:30, in 3 h 48 min

                     ▾ now                                         ◆ 14:30
                     │   11          12          13          14    │
your medicine list ‹─┾━━━━━━━━━━━━━━━━━━━━━      ·           ·     │
no alcohol         ‹─┾━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│
a light meal         │   ·           ·     ╌╌╌╌╌╌╌╌╌╌╌╌      ·     │
no coffee or tea     │   ·           ·     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│
rate pain, stress    │   ·           ·           ·     ╌╌╌╌╌╌╌╌╌╌╌╌│
arrive               │   ·           ·           ·           ·  ╌╌╌│

● Write down your medicines, herbs and supplements             until 12:30
● No alcohol                                                   until 14:30
○ Eat a light meal or snack                                     from 12:30
○ No coffee, tea and cola                                       from 12:30
○ Rate your pain and your stress                                from 13:30
○ Arrive                                                          at 14:15
✓ Plan an unhurried way home                                         09:10
""".strip("\n").split("\n")
    )


def test_narrow_text_wraps_words_and_keeps_times_at_the_edge() -> None:
    rows = today.as_text(look(marks=[DONE]), 40)
    assert max(map(len, rows)) == 36
    assert rows[8:11] == [
        "● Write down your           to 12:30",
        "  medicines, herbs and",
        "  supplements",
    ]


def test_no_width_is_too_small_for_text() -> None:
    for width in range(30):
        assert today.as_text(look(), width)


def test_a_row_says_in_words_what_a_mark_alone_would_not() -> None:
    said = [mark("slipped", "checklist.prep.alcohol", at("10:00")), mark("skipped", "checklist.prep.meal", at("10:00"))]
    rows = today.as_text(look(marks=said, now=at("13:30")), 80)
    assert any(row.startswith("· No alcohol") and row.endswith("noted for your practitioner, 10:00") for row in rows)
    assert any(row.startswith("– Eat") and row.endswith("skipped, 10:00") for row in rows)
    assert any(row.startswith("– Write") and row.endswith("until 12:30") for row in rows)


def test_plain_signs_make_plain_text() -> None:
    assert all(row.isascii() for row in today.as_text(look(marks=[DONE]), 80, glyphs=PLAIN))


def test_an_empty_day_says_so() -> None:
    assert today.as_text(look(visits=[]), 80) == ["Thu 3 Dec, 10:42", "", "Nothing more for today"]


def test_with_nothing_else_to_change_the_appointment_is_said_once() -> None:
    empty = prep(item("a", Check("a"), Window(opens=before(60), closes=before(60))))
    assert today.as_text(look(empty), 40)[2:] == ["Acupuncture at 14:30, in 3 h 48 min"]


# One line


def test_the_line_names_times_so_that_it_stays_true() -> None:
    assert today.as_line(look()) == "last coffee or tea 12:30 · Acupuncture 14:30"
    assert today.as_line(look(), hours="12") == "last coffee or tea 12:30 pm · Acupuncture 2:30 pm"
    assert today.as_line(look(now=at("12:45"))) == "a light meal until 13:30 · Acupuncture 14:30"
    arrive = prep(item("a", Check("Arrive"), Window(at=before(15))))
    assert today.as_line(look(arrive)) == "arrive at 14:15 · Acupuncture 14:30"
    meal = prep(item("a", Check("Eat"), window(120)))
    assert today.as_line(look(meal)) == "eat from 12:30 · Acupuncture 14:30"
    calm = prep(routines=[Routine("calm", "Ten minutes", (), every=Repeat())])
    assert today.as_line(look(calm, visits=[])) == "ten minutes today"


def test_the_line_is_cut_to_the_width_it_is_given() -> None:
    assert today.as_line(look(), 20) == "last coffee or tea…"
    assert today.as_line(look(), 200) == today.as_line(look())
    assert today.as_line(look(), 0) == "…"


def test_there_is_no_line_when_there_is_nothing_to_say() -> None:
    assert today.as_line(look(visits=[])) == ""


def test_the_line_leaves_an_appointment_that_has_begun() -> None:
    plan = prep(item("rest", Check("Rest"), Window(opens=after(0), closes=after(120))))
    assert today.as_line(look(plan)) == "Acupuncture 14:30"
    assert today.as_line(look(plan, now=at("14:40"))) == "rest from 15:20"


# JSON


def test_json_has_the_agreed_shape() -> None:
    document = today.as_json(look(marks=[DONE]))
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["format", "now", "zone", "appointments", "items", "next"]
    assert (document["format"], document["now"], document["zone"]) == (1, "2026-12-03T10:42:00+01:00", "Europe/Paris")
    assert document["next"] == {
        "at": "2026-12-03T12:30:00+01:00",
        "path": "checklist.prep.caffeine",
        "change": "opens",
    }
    items = document["items"]
    assert isinstance(items, list)
    assert items[0] == {
        "plan": "p",
        "path": "checklist.prep.medicines",
        "kind": "check",
        "text": "Write down your medicines, herbs and supplements",
        "state": "open",
        "opens": "2026-12-02T14:30:00+01:00",
        "closes": "2026-12-03T12:30:00+01:00",
        "at": None,
        "why": "Some raise the risk of bleeding, or mix badly.",
        "strength": "consensus",
    }
    assert document["appointments"] == [
        {
            "id": "visit",
            "title": "Acupuncture",
            "with": "",
            "plan": "",
            "starts": "2026-12-03T14:30:00+01:00",
            "ends": "2026-12-03T15:20:00+01:00",
            "course": "",
            "number": None,
            "status": "standing",
        }
    ]


def test_json_names_lines_that_are_not_shown_too() -> None:
    cancelled = today.as_json(look(visits=[visit(status="cancelled")]))
    assert isinstance(cancelled["items"], list)
    assert len(cancelled["items"]) == 7
    assert cancelled["next"] is None


# The coming two days


def view(instant: datetime) -> Agenda:
    return look(now=instant, marks=[DONE])


def test_lines_ahead_begin_now_and_change_when_the_agenda_does() -> None:
    ahead = today.transitions(view, NOW)
    second = int(NOW.timestamp())
    assert ahead.until == second + 48 * 3600
    assert ahead.lines[0] == (second, "last coffee or tea 12:30 · Acupuncture 14:30")
    changes = [datetime.fromtimestamp(each, NOW.tzinfo).strftime("%H:%M") for each, _ in ahead.lines]
    assert changes == ["10:42", "12:30", "13:30", "14:15", "14:30"]
    assert ahead.lines[-1][1] == ""


def test_lines_ahead_turn_tomorrow_into_today_at_midnight() -> None:
    start = NOW - timedelta(days=1)
    ahead = today.transitions(lambda now: look(now=now, marks=[DONE]), start)
    midnight = int(at("00:00").timestamp())
    before_it, from_it = ([line for second, line in ahead.lines if second < midnight][-1], dict(ahead.lines)[midnight])
    assert "tomorrow 14:30" in before_it
    assert "tomorrow" not in from_it


def test_lines_ahead_are_worked_out_for_a_bounded_number_of_instants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "MOST", 40)  # what is worked out grows with its square
    every_second = prep(
        *(item(f"i{index}", Check("a"), window(200 - index / 60, 100 - index / 60)) for index in range(today.MOST + 9))
    )
    ahead = today.transitions(lambda now: look(every_second, now=now), NOW)
    assert ahead.until < NOW.timestamp() + today.AHEAD
    assert line(look(every_second), "i0").state == "upcoming"


def test_fractions_of_seconds_never_stop_the_lines() -> None:
    odd = NOW + timedelta(microseconds=1)
    ahead = today.transitions(lambda now: look(visits=[visit(at("14:30") + timedelta(microseconds=7))], now=now), odd)
    assert ahead.until == int(NOW.timestamp()) + today.AHEAD
