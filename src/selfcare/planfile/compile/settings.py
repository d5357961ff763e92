"""`[setting.NAME]`: what may be adjusted, the choice in force, and what stands for it in texts and times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from selfcare.core.grammar import clock, span
from selfcare.core.plan import Setting
from selfcare.core.question import Value
from selfcare.planfile.choices import LONGEST_WORDS, accepted, order, show
from selfcare.planfile.compile.names import RESERVED
from selfcare.planfile.compile.options import options
from selfcare.planfile.compile.table import Table
from selfcare.planfile.known import CAUTIONS, TABLES, kinds_in
from selfcare.planfile.suggest import listed, nearest

SettingKind = Literal["duration", "time", "number", "text", "choice", "yes-no"]
KINDS: tuple[SettingKind, ...] = ("duration", "time", "number", "text", "choice", "yes-no")

GLOBAL = (*CAUTIONS, "region")
"""Said once for all plans, readable in each; a plan's own setting cannot take their names."""


def settings(root: Table, choices: Mapping[str, Value]) -> dict[str, Setting]:
    """The settings of a plan. A choice that the plan no longer allows gives way to the default."""
    family = root.table("setting")
    found: dict[str, Setting] = {}
    root.reading.settings = tuple(table.name for table in family.members()) if family else ()
    for table in family.members() if family else ():
        if table.name in GLOBAL:
            message = f"'{table.name}' is asked once for all plans"
            table.reading.report("duplicate", table.key_place(), message, help=f"read it as setting.{table.name}")
        if table.name in GLOBAL or not table.check_name(reserved=RESERVED):
            continue
        setting = _setting(table)
        if setting is not None:
            found[setting.name] = chosen(setting, choices.get(setting.name))
    root.reading.shown.update({name: show(setting) for name, setting in found.items()})
    root.reading.extremes.extend(_extremes(found))
    return found


def chosen(setting: Setting, choice: Value | None) -> Setting:
    """The setting with `choice` in force, if it may be chosen."""
    from selfcare.core.frozen import replace

    value = None if choice is None else accepted(setting, choice)
    return setting if value is None else replace(setting, value=value)


def _setting(table: Table) -> Setting | None:
    kind = next((kind for kind in KINDS if kinds_in(TABLES["setting"], table.data) == [kind]), None)
    if kind is None:
        return None
    offered = options(table) if kind == "choice" else {}
    default = _value(table, kind, "default")
    if default is None:
        return None
    low, high = (_value(table, kind, key) if kind in ("duration", "time", "number") else None for key in ("min", "max"))
    setting = Setting(table.name, kind, table.words(kind), default, default, low, high, offered)
    _check(table, setting)
    return setting


def _value(table: Table, kind: SettingKind, key: str) -> Value | None:
    if kind == "number":
        return table.number(key)
    if kind == "yes-no":
        value = table.data.get(key)
        return value if isinstance(value, bool) else None
    if kind == "duration":
        return table.line(key) if table.value(key, span) is not None else None
    if kind == "time":
        return table.line(key) if table.value(key, clock) is not None else None
    return table.line(key) or None


def _check(table: Table, setting: Setting) -> None:
    low, high = setting.low, setting.high
    if setting.kind == "choice":
        if setting.options and setting.default not in setting.options:
            near = nearest(str(setting.default), setting.options) or None
            message = f"the default is one of the options: {listed(setting.options)}"
            table.reading.report("value", table.place("default"), message, replacement=near)
    elif low is not None and high is not None and order(setting.kind, low) > order(setting.kind, high):
        message = "`min` is more than `max`, so nothing could be chosen"
        table.reading.report("value", table.place("min"), message, help=f"write {_swapped(table)}")
    elif accepted(setting, setting.default) is None:
        message = f"the default lies outside what may be chosen ({_bounds(setting)})"
        help = "" if setting.kind == "text" else "change the default, or `min` and `max`"
        table.reading.report("value", table.place("default"), message, help=help)


def _swapped(table: Table) -> str:
    """Bounds that stand in each other's place, as they are written the right way round."""
    low, high = (f'"{value}"' if isinstance(value, str) else value for value in map(table.data.get, ("max", "min")))
    return f"min = {low}, max = {high}"


def _bounds(setting: Setting) -> str:
    if setting.kind == "text":
        return f"at most {LONGEST_WORDS} characters"
    if setting.low is None:
        return f"at most {setting.high}"
    return f"at least {setting.low}" if setting.high is None else f"{setting.low} to {setting.high}"


def _extremes(settings: Mapping[str, Setting]) -> Iterator[tuple[str, dict[str, str]]]:
    """What stands for the settings with one of them at its least or its most."""
    usual = {name: show(setting) for name, setting in settings.items()}
    for name, setting in settings.items():
        for bound in (setting.low, setting.high):
            if bound is not None:
                yield f"if {bound} is chosen for '{name}', ", {**usual, name: str(bound)}
