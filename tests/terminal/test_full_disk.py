"""A disk that is full while the app is open: said on the screen, kept in hand, saved once there is room again."""

from __future__ import annotations

import json
import resource
from pathlib import Path

from tests.terminal.child import CTRL_Q, ENTER, Child, selfcare
from tests.terminal.sample import STOPS, answer, begin, focus, follow

TINY = 2048
"""Bytes that no file may grow beyond: nothing can be written to the journal any more."""


def opened(home: Path) -> Child:
    """The app, which leaves no compiled modules behind: cut off at the limit, they would break whoever comes next."""
    return Child(home, PYTHONDONTWRITEBYTECODE="1")


def fill(app: Child) -> None:
    """No more room for this process alone (Linux)."""
    _, hard = resource.prlimit(app.process, resource.RLIMIT_FSIZE)
    resource.prlimit(app.process, resource.RLIMIT_FSIZE, (TINY, hard))


def empty(app: Child) -> None:
    """Room again."""
    _, hard = resource.prlimit(app.process, resource.RLIMIT_FSIZE)
    resource.prlimit(app.process, resource.RLIMIT_FSIZE, (hard, hard))


def states(home: Path) -> dict[str, str]:
    return {item["path"]: item["state"] for item in json.loads(selfcare(home, "today", "--json"))["items"]}


def test_a_tick_waits_on_its_card_until_there_is_room(tmp_path: Path) -> None:
    selfcare(tmp_path, "use", "acupuncture-prep")
    selfcare(tmp_path, "appointment", "add", "today 14:30")
    with opened(tmp_path) as app:
        focus(app.shows("Today", "Acupuncture"), "Write down every medicine")
        fill(app)
        app.type(b" ").shows("not saved yet:", "try again")
        app.type(ENTER).settle(0.3).shows("not saved yet:")
        assert states(tmp_path)["checklist.prep.medicine-list"] == "open"
        empty(app)
        app.type(ENTER).loses("not saved yet:").loses("Write down every medicine")
        app.quit()
    assert states(tmp_path)["checklist.prep.medicine-list"] == "done"


def test_an_answer_of_a_walk_waits_too(tmp_path: Path) -> None:
    follow(tmp_path)
    with opened(tmp_path) as app:
        begin(app)
        for index in range(3):
            answer(app, index)
        app.shows(STOPS[3][0])
        fill(app)
        app.type(STOPS[3][1]).shows("not saved yet:")
        empty(app)
        app.type(ENTER).loses("not saved yet:").shows(STOPS[4][0])
        app.quit()
    past = json.loads(selfcare(tmp_path, "history", "--json"))
    assert [entry["values"] for entry in past["entries"]] == [{"pain": 7, "stress": 3, "word": "calm"}]


def test_leaving_with_something_unsaved_says_so_once(tmp_path: Path) -> None:
    selfcare(tmp_path, "use", "acupuncture-prep")
    selfcare(tmp_path, "appointment", "add", "today 14:30")
    with opened(tmp_path) as app:
        focus(app.shows("Today", "Acupuncture"), "Write down every medicine")
        fill(app)
        app.type(b" ").shows("not saved yet:").type(b"\x1b").loses("not saved yet:")
        app.type(CTRL_Q).shows("not saved yet:", "leave without it").type(CTRL_Q)
        ended = app.end()
        app.assert_restored()
        assert ended.code == 3, app.describe()
    assert states(tmp_path)["checklist.prep.medicine-list"] == "open"
