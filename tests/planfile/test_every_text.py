"""Every key that holds words: whatever stands in it, the plan compiles, and the words come out plain."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from tests.planfile.test_hostile import EVERYTHING, texts

from selfcare import planfile
from selfcare.core.plan import Plan
from selfcare.core.text import plain
from selfcare.planfile.compile.table import slug
from selfcare.planfile.known import INSIDE, ROOT_KEYS, SINGLE, TABLES, Key, Table, keys_of, kinds_in
from selfcare.planfile.stages import Checked

PAYLOAD = "[/nope] [@click=app.quit]x[/] Dose [mg] \x1b[2J \x9b31m \x1b]0;t\x07 \u202eevil\u202c \u2066a\u2069 \u200b"
SHORT = "[/a] \x1b[2J \u202eb"
"""As much of it as the prep clock has room for."""
WORDS = frozenset({"words", "line", "lines", "labels", "options", "cues", "phases"})
CHOSEN = frozenset({("plan", "language"), ("plan", "extends"), ("field", "regions"), ("test", "zone")})
"""Lines that take one of a few words."""
NUMBERS = frozenset({("evidence", "doi"), ("evidence", "pmid"), ("evidence", "url")})
"""Without one of them in its form no source can be looked up, and a card is refused."""
KEYS = sorted(
    {
        (table.name, key.name)
        for table in TABLES.values()
        if table.name not in ("root", "library", "translation")
        for kind in table.kinds or [""]
        for key in keys_of(table, kind).values()
        if key.type in WORDS
    }
    - CHOSEN
)


def holders(table: Table, data: Any) -> Iterator[tuple[str, Key, dict[str, Any]]]:
    """Everything that is said below a header: its table, its key, and what holds it."""
    keys = keys_of(table, next(iter(kinds_in(table, data)), ""))
    for name, value in data.items():
        if table.member and isinstance(value, dict):
            yield from holders(TABLES[table.member], value)
            continue
        yield table.name, keys[name], data
        if (inside := INSIDE.get(keys[name].type)) is not None:
            for one in value if isinstance(value, list) else [value]:
                yield from holders(TABLES[inside], one)


def everything() -> tuple[dict[str, Any], list[tuple[str, Key, dict[str, Any]]]]:
    data = tomllib.loads(EVERYTHING.read_text(encoding="utf-8"))
    found: list[tuple[str, Key, dict[str, Any]]] = []
    for key in ROOT_KEYS[1:]:
        inside = data[key.name]
        tables = [inside] if key.name in SINGLE else inside if isinstance(inside, list) else inside.values()
        found += [one for table in tables for one in holders(TABLES[key.name], table)]
    return data, found


def hostile(key: Key, value: Any) -> Any:
    """The same value with hostile words in it."""
    if key.type == "options" and isinstance(value, list):
        return {slug(option): PAYLOAD for option in value}
    if key.type in ("options", "labels"):
        return dict.fromkeys(value, PAYLOAD)
    if key.type in ("cues", "phases"):
        grammar = 1 if key.type == "cues" else 2
        return [" ".join([*entry.split()[:grammar], "", PAYLOAD]) for entry in value]
    if key.type == "lines":
        return [PAYLOAD] * len(value)
    return SHORT if key.name == "short" else PAYLOAD


def both(folder: Path, text: str) -> tuple[Checked, Plan]:
    """What its author is told, who hears of hidden characters, and the plan as somebody gets it who follows it."""
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    checked = planfile.check(path)
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    assert all(problem.code.startswith("safety/") for problem in errors), planfile.as_text(errors, checked.texts)
    return checked, planfile.open_plan(path)


@pytest.mark.parametrize(("table", "name"), KEYS, ids=[".".join(one) for one in KEYS])
def test_hostile_words_compile_and_come_out_plain(table: str, name: str, tmp_path: Path) -> None:
    data, found = everything()
    said = [(key, holder) for of, key, holder in found if (of, key.name) == (table, name) and key.type in WORDS]
    assert said
    for key, holder in said:
        holder[name] = hostile(key, holder[name])
    checked, plan = both(tmp_path, tomli_w.dumps(data))
    compiled = list(texts(plan))
    shown = plain(SHORT if name == "short" else PAYLOAD).strip()
    assert table == "test" or any(shown in text for text in compiled)  # (examples are for authors only)
    for text in (*compiled, planfile.as_text(checked.problems, checked.texts)):
        assert text == plain(text, multiline=True)


def test_all_words_at_once_compile_and_come_out_plain(tmp_path: Path) -> None:
    data, found = everything()
    for table, key, holder in found:
        if key.type in WORDS and (table, key.name) not in CHOSEN | NUMBERS:
            holder[key.name] = hostile(key, holder[key.name])
    _, plan = both(tmp_path, tomli_w.dumps(data))
    for text in texts(plan):
        assert text == plain(text, multiline=True)
