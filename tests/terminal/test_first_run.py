"""The main job in a real terminal: from a fresh machine to a walk that is kept."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terminal.child import ENTER, UP, Child, selfcare
from tests.terminal.sample import focus

BEFORE = "2026-12-03T14:12:00-08:00[America/Los_Angeles]"
"""Eighteen minutes before the appointment."""


def test_from_a_fresh_machine_to_a_walk_that_is_kept(tmp_path: Path) -> None:
    with Child(tmp_path) as app:
        app.shows("I have an appointment").type(b"1").shows("When is your appointment?")
        app.type(b"today 14:30\r").shows("Acupuncture at 14:30, in 3 h 48 min", "no alcohol", "▾ now")
        focus(app, "Write down every medicine").type(b" ").loses("Write down every medicine")
        focus(app, "Keeping: no alcohol").type(b"n").shows("It didn't happen")
        app.type(b"a sip of wine\r").shows("noted for your practitioner")
        app.quit()
        assert app.screen.strange == []

    with Child(tmp_path, SELFCARE_NOW=BEFORE, rows=50) as app:
        app.shows("Acupuncture at 14:30, in 18 min", "No alcohol", "didn't happen", "Write down every medicine")
        focus(app, "Arrive calmly").type(ENTER).shows("Breathe in", "cycle 1 of 18").type(b"n")
        app.shows("Silence", "Eyes open is fine").type(ENTER).shows("time left").type(b" ").shows("paused").type(b"n")
        app.shows("What is your main goal today?").type(ENTER).shows("Done")
        app.type(ENTER).shows("Today")
        focus(app, "Pain and stress", UP).type(ENTER).shows("How strong is your pain")
        app.type(b"7\r").shows("How much stress").type(b"3\r").shows("Done", "Pain: 7", "Stress: 3")
        app.type(ENTER).shows("Today", "Acupuncture")
        app.quit()
        assert app.screen.strange == []

    with Child(tmp_path, SELFCARE_NOW=BEFORE, rows=50) as app:
        app.shows("Acupuncture at 14:30, in 18 min", "didn't happen", "✓ Arrive calmly", "✓ Pain and stress")
        app.quit()
    assert_kept(tmp_path)


def assert_kept(home: Path) -> None:
    today = json.loads(selfcare(home, "today", "--json", SELFCARE_NOW=BEFORE))
    states = {item["path"].removeprefix("checklist.prep."): item["state"] for item in today["items"]}
    assert states["medicine-list"] == "done"
    assert states["alcohol"] == "slipped"
    assert states["settle"] == states["scores"] == "done"
    past = json.loads(selfcare(home, "history", "--json", SELFCARE_NOW=BEFORE))
    assert {entry["log"]: entry["values"] for entry in past["entries"]} == {
        "pain": {"level": 7},
        "stress": {"level": 3},
    }
    assert "a sip of wine" in selfcare(home, "export", "--format", "jsonl", SELFCARE_NOW=BEFORE)
