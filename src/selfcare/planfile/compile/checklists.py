"""`[checklist.NAME]` and its items."""

from __future__ import annotations

from selfcare.core.grammar import quoted
from selfcare.core.plan import Checklist, Item
from selfcare.core.when import Span
from selfcare.planfile.compile.actions import action
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.shared import sources, title
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import remind, window

LONGEST_SHORT = 18
"""Characters of the words on the prep clock."""


def checklist(table: Table, names: Names, conditions: Conditions, lasts: Span) -> Checklist:
    """A checklist; `lasts`: how long an appointment does."""
    anchor = _anchor(table, names)
    items = (
        _item(inside, names, conditions, anchor, lasts.length) for inside in table.members() if inside.check_name()
    )
    return Checklist(
        name=table.name,
        title=title(table),
        items={item.name: item for item in items if item is not None},
        summary=table.words("summary"),
        anchor=anchor,
        condition=conditions.read(table, "if"),
    )


def _anchor(table: Table, names: Names) -> str:
    """ "appointment", or the name of a log."""
    anchor = table.line("anchor", "appointment")
    if anchor == "appointment":
        return anchor
    family, _, name = anchor.partition(".")
    if family == "log" and name:
        names.use("log", name, table.place("anchor", start=len("log."), length=len(name)))
        return name
    logs = [f"log.{log}" for log in names.own("log")]
    near = f"log.{anchor}" if f"log.{anchor}" in logs else None
    message = f"{quoted(anchor)} is nothing that times can count from"
    help = "" if near else 'write "appointment", or a log such as "log.attack"'
    table.reading.report("value", table.place("anchor"), message, replacement=near, help=help)
    return "appointment"


def _item(table: Table, names: Names, conditions: Conditions, anchor: str, lasts: float) -> Item | None:
    what = action(table, names, "item")
    when = window(table, anchored=anchor != "appointment", lasts=lasts)
    short = table.line("short")
    if len(short) > LONGEST_SHORT:
        message = f"`short` has at most {LONGEST_SHORT} characters, and this has {len(short)}"
        table.reading.report(
            "value", table.place("short"), message, help="it stands on the prep clock, where room is short"
        )
    condition = conditions.read(table, "if")
    why, note, evidence = table.words("why"), table.words("note"), sources(table, names)
    if what is None:
        return None
    return Item(
        name=table.name,
        action=what,
        window=when,
        short=short,
        about=table.line("about") or short or table.name,
        why=why,
        note=note,
        condition=condition,
        optional=table.flag("optional"),
        remind=remind(table),
        evidence=evidence,
    )
