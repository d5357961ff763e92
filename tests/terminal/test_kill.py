"""`kill -9` at any moment of a walk: what was shown as saved is there, and the next start goes on from it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from selfcare.journal.integrity import examine
from selfcare.journal.store import open_store
from tests.terminal.child import ENTER, Child, selfcare
from tests.terminal.sample import STOPS, TEXT_STOP, answer, begin, follow, give, stop_at

ANSWERS = {
    "day": {"pain": 7, "stress": 3, "word": "calm"},
    "well": {"what": "the walk"},
    "after": {"ease": 8},
}


@pytest.mark.parametrize("seed", [1])
def test_a_walk_that_is_killed_again_and_again_keeps_every_answer_once(seed: int, tmp_path: Path) -> None:
    chance, at, kills = Random(seed), 0, 0
    follow(tmp_path)
    while at < len(STOPS):
        with Child(tmp_path) as app:
            at = _resumed(begin(app), at)
            if at == len(STOPS):
                break  # the end was cut off between the last answer and the last card
            for _ in range(chance.randrange(2)):
                if at < len(STOPS) - 1:
                    answer(app, at)
                    at += 1
            _kill_while_answering(app, at, chance)
        kills += 1
        assert examine(tmp_path / "data", verify=True).findings == ()
        if _is_finished(tmp_path):
            break
    assert kills >= 4
    past = json.loads(selfcare(tmp_path, "history", "--json"))
    assert {entry["log"]: entry["values"] for entry in past["entries"]} == ANSWERS
    assert len(past["entries"]) == len(ANSWERS)


def _resumed(app: Child, acknowledged: int) -> int:
    """Where the walk goes on: where it stood, or one later if the last answer was saved before the end came."""
    found = stop_at(app)
    at = len(STOPS) if found is None else found
    assert at in (acknowledged, acknowledged + 1), app.describe()
    return at


def _kill_while_answering(app: Child, at: int, chance: Random) -> None:
    """Somewhere between the first key of an answer and the picture of what comes next."""
    before, amount = len(app.wire), chance.choice([0, 1, 200, 1500, 4000])
    give(app, at)
    while len(app.wire) < before + amount and app.read(0.2):
        pass
    app.kill()


def _is_finished(home: Path) -> bool:
    with open_store(home / "data") as journal:
        return bool(journal.events(("run.finished",)))


def test_a_half_typed_answer_comes_back_after_a_kill(tmp_path: Path) -> None:
    follow(tmp_path)
    with Child(tmp_path) as app:
        begin(app)
        for index in range(TEXT_STOP):
            answer(app, index)
        app.shows(STOPS[TEXT_STOP][0]).type(b"half a wo").shows("half a wo")
        app.waits_for(lambda: _has_draft(tmp_path))
        app.kill()
    with Child(tmp_path) as app:
        begin(app).shows(STOPS[TEXT_STOP][0], "half a wo").type(b"rd" + ENTER).shows(STOPS[TEXT_STOP + 1][0])
        app.quit()
    past = json.loads(selfcare(tmp_path, "history", "--json"))
    assert [entry["values"]["word"] for entry in past["entries"]] == ["half a word"]


def test_what_is_typed_ahead_in_one_go_is_all_there(tmp_path: Path) -> None:
    follow(tmp_path)
    with Child(tmp_path) as app:
        begin(app)
        answer(app, 0)
        app.type(b"7\r3\rcalm and warm\r").shows("There is no hurry.")
        app.quit()
    past = json.loads(selfcare(tmp_path, "history", "--json"))
    assert [entry["values"] for entry in past["entries"]] == [{"pain": 7, "stress": 3, "word": "calm and warm"}]


def _has_draft(home: Path) -> bool:
    with open_store(home / "data") as journal:
        return any("half a wo" in text for text in journal.drafts().values())
