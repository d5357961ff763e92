"""`options` of a choice: a list of wordings, or a table of them by name."""

from __future__ import annotations

from selfcare.core.grammar import quoted
from selfcare.planfile.compile.table import LOOSE_NAME, MOST_MEMBERS, Table, slug
from selfcare.planfile.problem import Label


def options(table: Table) -> dict[str, str]:
    """Option name to wording, in the order of the file.

    A list's names are slugs of its wordings; two that collide are reported.
    """
    if isinstance(table.data.get("options"), list):
        return _listed(table)
    inside = table.table("options")
    if inside is None:
        return {}
    found: dict[str, str] = {}
    for name in list(inside.data)[:MOST_MEMBERS]:
        if inside.is_name(name, inside.key_place(name), LOOSE_NAME) and (words := inside.line(name)):
            found[name] = words
    return _some(table, found)


def _listed(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    for index, text in table.entries("options"):
        if not isinstance(text, str):
            continue
        words = table.entry("options", index, text)
        name = slug(text)  # as it is written: a setting in it may change, what is kept may not
        place = table.place("options", index)
        if not name and words:
            help = 'write a table instead: options = { yes = "…", no = "…" }'
            table.reading.report("value", place, "no name can be made of this answer", help=help)
        elif name in found:
            message = f"this answer and another would both be kept as {quoted(name)}"
            label = Label(table.place("options", first[name]).found, "the other")
            help = f'write a table instead: options = {{ {name} = "…", {name}-2 = "…" }}'
            table.reading.report("duplicate", place, message, help=help, labels=[label])
        elif name:
            found[name] = words
            first[name] = index
    return _some(table, found)


def _some(table: Table, found: dict[str, str]) -> dict[str, str]:
    if not found and not table.data.get("options") and table.is_whole("options"):
        table.reading.report(
            "value", table.key_place("options"), "there is nothing to choose from", help="write two options or more"
        )
    return found
