"""The schema for editors: right plans pass, and a mistake is told once, by both checkers that editors use."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.grammar import GrammarError, clock, moment, span
from selfcare.planfile.schema import PATTERNS, schema

PLANS = Path(__file__).parent.parent.parent / "plans"
GOOD = [*PLANS.glob("*.toml"), *PLANS.glob("library/*.toml"), *(Path(__file__).parent / "good").glob("*.toml")]
FIRST = "#:schema ./plan.schema.json\n"
SMALL = (
    FIRST
    + """selfcare = 1

[plan]
title = "Small"
reviewed = 2026-01-01

[appointment]
lasts = "50m"

[setting.gap]
duration = "How long?"
default = "2h"

[checklist.prep.meal]
check = "Eat"
from = "2h before"
optional = true

[routine.calm]
steps = [{ breathe = "box", for = "2m" }]

[log.pain]
per = "day"

[log.pain.level]
scale = "Pain"
max = 10
labels = { 0 = "none" }

[card.known]
title = "Known"
text = "A little"
strength = "review"
"""
)
MISTAKES: Mapping[str, tuple[str, str]] = {
    "a key nobody knows": ('title = "Small"', 'tilte = "Small"'),
    "a duration": ('lasts = "50m"', 'lasts = "50 min"'),
    "a date": ("reviewed = 2026-01-01", "reviewed = 3"),
    "a key of a setting": ('default = "2h"', 'defualt = "2h"'),
    "a moment": ('from = "2h before"', 'from = "2h bfore"'),
    "a flag": ("optional = true", 'optional = "true"'),
    "a kind word": ('check = "Eat"', 'chek = "Eat"'),
    "a number for a text": ('for = "2m"', "for = 2"),
    "a word": ('per = "day"', 'per = "daily"'),
    "a text for a number": ("max = 10", 'max = "10"'),
    "a label": ('{ 0 = "none" }', "{ 0 = 3 }"),
    "a strength": ('strength = "review"', 'strength = "strong"'),
}


def run(tool: str, folder: Path, *words: str) -> list[str]:
    """What a checker complains of in every file of a folder, a line each."""
    program = Path(sysconfig.get_path("scripts")) / tool
    done = subprocess.run(
        [program, "lint", *words, *sorted(path.name for path in folder.glob("*.toml"))],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    said = re.sub("\x1b\\[[0-9;]*m", "", done.stderr + done.stdout)
    assert "schema file not found" not in said and "failed to load" not in said
    return re.findall(r"(?mi)^ *(?:error|warning): (.*)", said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.schema.json").write_text(planfile.language_schema(), encoding="utf-8")
    return tmp_path


CHECKERS = [("taplo",), ("tombi", "--offline")]


@pytest.mark.parametrize("words", CHECKERS, ids=lambda words: words[0])
def test_right_plans_pass(folder: Path, words: tuple[str, ...]) -> None:
    for path in GOOD:
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(FIRST + text.partition("\n")[2], encoding="utf-8")
    assert run(words[0], folder, *words[1:]) == []


@pytest.mark.parametrize("words", CHECKERS, ids=lambda words: words[0])
def test_a_mistake_is_told_once(folder: Path, words: tuple[str, ...]) -> None:
    for name, (right, wrong) in MISTAKES.items():
        (folder / f"{name.replace(' ', '-')}.toml").write_text(SMALL.replace(right, wrong), encoding="utf-8")
    assert len(run(words[0], folder, *words[1:])) == len(MISTAKES)


def test_shipped_plans_name_the_schema_in_their_first_line() -> None:
    for path in (*PLANS.glob("*.toml"), *PLANS.glob("library/*.toml")):
        named = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#:schema ")
        assert (path.parent / named).resolve() == PLANS / "plan.schema.json"


@pytest.mark.parametrize(
    "text",
    [
        "4h",
        "5m30s",
        "5.5s",
        "2w",
        "1d2h",
        "",
        "4 h",
        "h",
        "5m4h",
        "1,5h",
        "start",
        "end",
        "2h before",
        "1d after at 09:00",
        "same day at 05:00",
        "0d before at 05:00",
        "2h befor",
        "07:15",
        "7:15",
        "24:00",
    ],
)
def test_the_patterns_take_what_the_checker_takes(text: str) -> None:
    for kind, parse in (("duration", span), ("clock", clock), ("moment", moment)):
        try:
            parse(text)
            is_right = True
        except GrammarError:
            is_right = False
        assert bool(re.search(PATTERNS[kind], text)) == is_right, kind
        assert re.search(PATTERNS[kind], "{gap} before")


def test_every_table_and_key_is_told_in_a_sentence() -> None:
    whole = schema()
    for name, table in whole["definitions"].items():
        assert table["description"]
        for key, value in table["properties"].items():
            assert "$ref" in value or value["description"], f"{name}.{key}"
