"""`[[test]]`: what the author means, as examples. Paths in them are checked; running them is for the simulator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selfcare.core.grammar import quoted
from selfcare.core.plan import PlanTest, ScriptedAnswer, Setting
from selfcare.core.question import Value
from selfcare.core.text import plain
from selfcare.core.typed import YEARS
from selfcare.core.when import Moment
from selfcare.planfile.choices import accepted, allowed
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.questions import Questions
from selfcare.planfile.compile.settings import GLOBAL
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import moment
from selfcare.planfile.suggest import nearest

Act = Literal["log", "tick", "slip", "move", "skip"]
ACTS: tuple[Act, ...] = ("log", "tick", "slip", "move", "skip")
EXPECTED = ("open", "next", "kept", "slipped", "shown", "alerts", "skipped")
ABOUT: Mapping[str, tuple[str, ...]] = {
    "shown": ("warning",),
    "alerts": ("alert",),
}
"""Which families an expectation names; the others name items, routines and logs."""

_DATED = re.compile(r"\d{1,4}[-/.]\d")
"""How a date begins, right or wrong; a moment never does."""


class Example:
    """What the tests of a plan may speak about."""

    def __init__(self, root: Table, names: Names, questions: Questions, settings: Mapping[str, Setting]) -> None:
        self.names = names
        self.questions = questions
        self.settings = settings
        self.paths = _paths(root, names)
        self._known = frozenset(self.paths)

    def check(self, table: Table, parts: tuple[str | int, ...], path: str, families: tuple[str, ...]) -> None:
        """Report a path that does not exist."""
        if path in self._known and (not families or path.split(".", 1)[0] in families):
            return
        candidates = [one for one in self.paths if not families or one.split(".", 1)[0] in families]
        near = nearest(path, candidates) if len(path) <= 40 else ""
        message = f"there is nothing called {quoted(path)} in this plan"
        help = "" if near else "write a path such as checklist.prep.caffeine"
        table.reading.report("unknown-name", table.place(*parts), message, replacement=near or None, help=help)


def _paths(root: Table, names: Names) -> list[str]:
    """Every path that a test may name."""
    found = [
        f"{family}.{name}"
        for family in ("routine", "log", "alert", "warning", "checklist")
        for name in names.known(family)
    ]
    for checklist in names.own("checklist"):
        table = names.table("checklist", checklist)
        found += [f"checklist.{checklist}.{item.name}" for item in (table.members() if table else ())]
    for routine in names.own("routine"):
        table = names.table("routine", routine)
        for index, step in table.tables("steps") if table else ():
            found.append(f"routine.{routine}.{step.data.get('id', index + 1)}")
    return found


def tests(root: Table, example: Example) -> tuple[PlanTest, ...]:
    """The `[[test]]` tables."""
    return tuple(_test(table, example) for _, table in root.tables("test"))


def _test(table: Table, example: Example) -> PlanTest:
    return PlanTest(
        name=table.words("name"),
        appointment=_local(table, "appointment"),
        now=_instant(table, "now"),
        zone=_zone(table),
        settings=_settings(table, example),
        answers=tuple(found for _, inside in table.tables("answers") if (found := _answer(inside, example))),
        expect=_expect(table, example),
    )


def _zone(table: Table) -> str:
    zone = table.line("zone", "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"{quoted(zone)} is not a time zone"
        table.reading.report("value", table.place("zone"), message, help="write a name such as Europe/London, or UTC")
        return "UTC"
    return zone


def _local(table: Table, key: str) -> datetime | None:
    value = table.data.get(key)
    return _as_local(table, key, value) if isinstance(value, datetime | str | date) else None


def _as_local(table: Table, key: str, written: datetime | date | str) -> datetime | None:
    """A local date and time: TOML's own, or a text such as `2026-12-03 14:30`."""
    value = written
    if isinstance(written, str):
        try:
            value = datetime.fromisoformat(written)
        except ValueError:
            _not_local(table, key, written)
            return None
    if not isinstance(value, datetime):
        table.reading.report(
            "value", table.place(key), "this is a day without a time", help="write 2026-12-03T14:30:00"
        )
        return None
    if value.tzinfo is not None:
        message = "this is a local time: it has no offset"
        table.reading.report(
            "value", table.place(key), message, help="leave out the offset, and name the place with `zone`"
        )
        return None
    if value.year not in YEARS:
        message = f"the year {value.year} is too far away"
        help = f"write a year from {YEARS[0]} to {YEARS[-1]}"
        table.reading.report("value", table.place(key), message, help=help)
        return None
    return value


def _not_local(table: Table, key: str, written: str) -> None:
    """Report a text that is no date and time, with the one that was meant where that can be told."""
    from selfcare.planfile.toml.days import meant  # seldom needed

    message, help = f"{quoted(written)} is not a date and time", "write 2026-12-03T14:30:00, without quotes"
    if day := meant(written.strip()):
        message, help = (message, f"write {day.written}, without quotes") if day.written else (day.message, day.help)
    table.reading.report("value", table.place(key), message, help=help)


def _instant(table: Table, key: str) -> datetime | Moment | None:
    """A local date and time, or a moment around the appointment."""
    value = table.data.get(key)
    if not isinstance(value, str):
        return _local(table, key)
    if _DATED.match(value):
        return _as_local(table, key, value)
    return table.value(key, moment)


def _settings(table: Table, example: Example) -> dict[str, Value]:
    inside = table.table("settings")
    found: dict[str, Value] = {}
    for name, value in inside.data.items() if inside else ():
        if inside is None:
            continue
        setting = example.settings.get(name)
        if setting is None and name not in GLOBAL:
            example.names.report_unknown("setting", name, (*example.settings, *GLOBAL), inside.key_place(name))
        elif not isinstance(value, bool | int | float | str):
            continue
        elif setting is not None and accepted(setting, value) is None:
            inside.reading.report("value", inside.place(name), f"`{name}` takes {allowed(setting)}")
        else:
            found[name] = plain(value) if isinstance(value, str) else value
    return found


def _answer(table: Table, example: Example) -> ScriptedAnswer | None:
    at = _instant(table, "at")
    acts = [act for act in ACTS if act in table.data]
    if at is None or len(acts) != 1:
        return None
    act = acts[0]
    if act == "move":
        moved = table.data[act]
        return None if _instant(table, act) is None else ScriptedAnswer(at, act, str(moved))
    path = table.line(act)
    if act == "log":
        path = path.removeprefix("log.")
        example.names.use("log", path, table.place(act))
    else:
        example.check(table, (act,), path, ("checklist", "routine", "log"))
    return ScriptedAnswer(at, act, path, _values(table, path, example) if act == "log" else {})


def _values(table: Table, log: str, example: Example) -> dict[str, Value]:
    inside = table.table("values")
    fields = example.questions.fields(log)
    found: dict[str, Value] = {}
    for name, value in inside.data.items() if inside else ():
        if inside is not None and name not in fields and fields:
            called = f"question in the log {quoted(log)} called"
            example.names.report_unknown(called, name, fields, inside.key_place(name))
        elif isinstance(value, list):
            found[name] = tuple(plain(one) for one in value if isinstance(one, str))
        elif isinstance(value, bool | int | float | str):
            found[name] = plain(value) if isinstance(value, str) else value
    return found


def _expect(table: Table, example: Example) -> dict[str, tuple[str, ...]]:
    inside = table.table("expect")
    if inside is None:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key in EXPECTED:
        if key not in inside.data:
            continue
        value = inside.data[key]
        listed: Iterable[tuple[tuple[str | int, ...], object]] = (
            [((key,), value)] if isinstance(value, str) else [((key, index), one) for index, one in inside.entries(key)]
        )
        paths: list[str] = []
        for parts, path in listed:
            if isinstance(path, str):
                full = path if "." in path or key not in ABOUT else f"{ABOUT[key][0]}.{path}"
                example.check(inside, parts, full, ABOUT.get(key, ("checklist", "routine", "log")))
                paths.append(full)
        found[key] = tuple(paths)
    return found
