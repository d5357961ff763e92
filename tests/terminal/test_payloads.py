"""Nothing that a plan, a note or a name holds is obeyed: on the wire there is only what the app itself sends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.cli import compose
from tests.planfile.payloads import HOSTILE
from tests.terminal.child import ENTER, ESCAPE, Child, selfcare

MORE = (
    "\x1b[6n",
    "\x1bP+q544e\x1b\\",
    "\x1bc",
    "\x9d0;t\x9c",
    "a\x08\x08b",
    "a\u200bb",
    "[@click=app.simulate_key('d')]x[/]",
    "[link=javascript:1]z[/]",
    "[b]x[/i]",
    "\x1b_Gf=100;AAAA\x1b\\",
)
PAYLOADS = (*HOSTILE, *MORE)
"""Thirty-three of them."""


def toml(text: str) -> str:
    """As a TOML string, with every character that may not stand there escaped."""
    return "".join(
        character if 0x20 <= ord(character) < 0x7F and character not in '"\\' else f"\\U{ord(character):08x}"
        for character in text
    ).join('""')


def mixed(start: int) -> str:
    """Every eighth payload from this one on. Braces would name settings, and long ones would push out the others."""
    text = " ".join(payload.strip()[:60] for payload in PAYLOADS[start::8])
    return f"0:00  x {text}".replace("{", "(").replace("}", ")")


def plan(one: list[str]) -> str:
    """A plan of every kind of step; each text holds some of the payloads, all of them together."""
    say = [toml(text) for text in one]
    return f"""selfcare = 1
[plan]
id = "hostile"
title = {say[0]}
version = "1"
author = {say[1]}
summary = {say[2]}
cautions = [{say[3]}]
[appointment]
title = {say[4]}
[checklist.prep]
title = {say[5]}
[checklist.prep.one]
check = {say[6]}
why = {say[7]}
note = {say[0]}
from = "12h before"
[checklist.prep.two]
avoid = {say[1]}
why = {say[2]}
from = "12h before"
[routine.all]
title = {say[3]}
summary = {say[4]}
every = "day"
at = "10:30"
[[routine.all.steps]]
check = {say[5]}
why = {say[6]}
note = {say[7]}
[[routine.all.steps]]
breathe = "pace"
for = "1m"
say = {say[0]}
[[routine.all.steps]]
meditate = "sit"
[[routine.all.steps]]
read = {say[1]}
[[routine.all.steps]]
rest = "1m"
say = {say[2]}
[[routine.all.steps]]
log = "all"
[breath.pace]
title = {say[3]}
cycle = ["in 4s", "out 6s"]
[sitting.sit]
title = {say[4]}
for = "2m"
cues = [{say[5]}]
[log.all]
title = {say[6]}
[log.all.level]
scale = {say[7]}
help = {say[0]}
labels = {{ 0 = {say[1]}, 10 = {say[2]} }}
[log.all.which]
choice = {say[3]}
options = {{ a = {say[4]}, b = {say[5]} }}
[log.all.word]
text = {say[6]}
[warning.own-chest]
say = {say[7]}
level = "emergency"
"""


LOOKING = (
    b"?",
    ESCAPE,
    b"2",
    b"3",
    b"\t",
    b"4",
    ENTER,
    ESCAPE,
    b"5",
    b"R",
    b"q",
    b"1",
    b"n",
    ESCAPE,
    b"l",
    ESCAPE,
    b"\x10",
)
"""Keys that open every place, and sheets, warnings and the palette."""


def test_no_text_of_a_plan_reaches_the_terminal_as_more_than_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(plan([mixed(start) for start in range(8)]), encoding="utf-8")
    with monkeypatch.context() as patch:  # the checker refuses it; who took it up before goes on
        patch.setenv("SELFCARE_HOME", str(tmp_path))
        patch.setattr("selfcare.planfile.closure_to_follow", planfile.closure_of_file)
        with compose.environment() as env:
            env.shelf.use(str(file))
    selfcare(tmp_path, "appointment", "add", "today 14:30", "--with", "Ann [/] \x1b]52;c;AAAA\x07 \u202e")
    selfcare(tmp_path, "log", "stress", "4", "--note", "\x1b[2J [/nope] \x9b31m")
    with Child(tmp_path) as app:
        app.shows("Today")
        for key in LOOKING:
            app.type(key).settle(0.15, 0.5)
        app.type(ESCAPE).settle(0.3, 0.5)
        app.quit()
        assert_plain(app)
    with Child(tmp_path, "run", "hostile", "all", "--quiet") as app:
        app.shows("Dose [mg]", "[b]bold[/b]", "next").settle()
        seen = set()
        for _ in range(14):
            seen.add(app.settle(0.15, 0.4).screen.text)
            app.type(ENTER if "enter begin" in app.screen.text or "enter done" in app.screen.text else b"\x0e")
        assert len(seen) >= 8
        app.quit()
        assert_plain(app)
    kept = json.loads(selfcare(tmp_path, "today", "--json"))
    assert any("\ufffd" in item["text"] for item in kept["items"])


def assert_plain(app: Child) -> None:
    assert app.screen.strange == []
    assert app.screen.rings == 0
    assert "\ufffd" in app.wire.decode("utf-8", "strict")
