"""A plan that builds on another: its header, and what could be changed, as comments with the parent's own items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from selfcare.core.text import plain
from selfcare.planfile.document import Data, at, tables
from selfcare.planfile.known import ITEM_KINDS, SETTING_KINDS
from selfcare.planfile.start import page
from selfcare.planfile.start.draft import Draft
from selfcare.planfile.start.page import Heading, Part, Table, Value
from selfcare.planfile.start.scaffold import SCHEMA

TOP = (
    SCHEMA,
    "# Your own version of another plan: everything in that one counts, but for what you change here. Lines that begin",
    "# with # are notes for you. To change something, take the # away from its lines and write what you want instead.",
    "selfcare = 1",
)
LONGEST = 60
"""Characters of the parent's words behind a table's name."""
LAST = (
    "Something of your own: a new name makes a new item. `selfcare plan explain CODE` says more about any message.",
    "",
    "[checklist.prep.parking]",
    'check = "Pay for parking until half an hour after the visit"',
    'short = "parking"',
    'from  = "20m before"',
)


def text(parent: str, header: Mapping[str, Value], folder: Path) -> str:
    """The file. `parent` is an id of the library or a file in `folder` or below; it has to be a good plan."""
    whole = _whole(parent, folder)
    written: list[Part] = [_header(parent, header, whole), *_settings(whole), *_items(whole), *_routines(whole)]
    from selfcare.planfile.start.examples import tests

    return page.text(TOP, [*written, *tests(page.text(TOP, written), folder)])


def header(draft: Draft, name: str) -> dict[str, Value]:
    """`[plan]` of the child, but for `extends`."""
    keys: dict[str, Value] = {"id": name, "title": draft.title, "version": "1.0.0"}
    return keys | {key: value for key, value in (("author", draft.author), ("contact", draft.contact)) if value}


def title(parent: str, folder: Path) -> str:
    """What the parent is called."""
    return plain(str(at(_whole(parent, folder), ("plan", "title"))))


def _whole(parent: str, folder: Path) -> Data:
    """Everything that the parent says, and those it extends."""
    from selfcare.planfile.closure import SHIPPED, gather
    from selfcare.planfile.extends import merged
    from selfcare.planfile.files import Folder
    from selfcare.planfile.problem import Problems

    name = parent if parent.endswith(".toml") else f"{SHIPPED}{parent}.toml"
    files, problems = Folder(folder), Problems()
    document = files.document(name, problems)
    return {} if document is None else merged(gather(document, files, problems).lineage, problems).data


def _header(parent: str, header: Mapping[str, Value], whole: Data) -> Table:
    keys = {**header, "extends": parent}
    asides = {
        "id": "its name for good; records are kept under it",
        "version": "give it another number when you change what people do",
        "extends": "everything of that plan, as it is when this one is taken into use",
    }
    checklists = tables(whole, "checklist")
    paths = [
        f"checklist.{name}.{item}"
        for name, items in checklists.items()
        for item, table in _members(items).items()
        if name == next(iter(checklists)) and "check" in table
    ]
    example = paths[-1] if paths else "routine.NAME"
    later = ("", "Leave something out, by its name:", f'remove = ["{example}"]', "", *_warnings(whole))
    return Table("plan", keys, ("What the plan is, and from whom.",), asides, later)


def _warnings(whole: Data) -> tuple[str, ...]:
    named = at(whole, ("plan", "warnings"))
    if not isinstance(named, list) or not named:
        return ()
    listed = page.literal([plain(str(name)) for name in named])
    return ("Warning signs can be added; those of the plan above stay:", f"warnings = {listed}")


def _settings(whole: Data) -> Iterator[Part]:
    found = tables(whole, "setting")
    if not found:
        return
    lines = ["What the person may change: another value to begin with, or other bounds.", ""]
    for name, setting in found.items():
        asks = next((str(setting[key]) for key in SETTING_KINDS if key in setting), "")
        lines += [f"[setting.{name}]   {_said(asks)}", *_lines(setting, ("default", "min", "max")), ""]
    yield Heading("what people may change", tuple(lines[:-1]))


def _items(whole: Data) -> Iterator[Part]:
    for name, checklist in tables(whole, "checklist").items():
        lines = [] if name != "prep" else ["Other hours, other words: only what you write is replaced.", ""]
        for item, table in _members(checklist).items():
            kind = next((key for key in ITEM_KINDS if key in table), "")
            words = (kind,) if kind in ("check", "avoid") else ()
            said = _said(str(table.get("short") or table.get(kind, "")))
            lines += [f"[checklist.{name}.{item}]   {said}", *_lines(table, (*words, "at", "from", "until")), ""]
        yield Heading(plain(str(checklist.get("title", name))).lower(), tuple(lines[:-1]))


def _routines(whole: Data) -> Iterator[Part]:
    lines = ["Steps are replaced as a whole: to change one, write all of them.", ""]
    for name, routine in tables(whole, "routine").items():
        when = _lines(routine, ("every", "at"))
        if when:
            lines += [f"[routine.{name}]   {_said(str(routine.get('title', '')))}", *when, ""]
    if len(lines) > 2:
        yield Heading("routines", tuple(lines[:-1]))
    yield Heading("of your own", LAST)


def _members(table: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    return {name: value for name, value in table.items() if isinstance(value, dict)}


def _lines(table: Mapping[str, object], keys: tuple[str, ...]) -> list[str]:
    """Those of the keys that are there and simple, as the lines that would change them."""
    found = [(key, value) for key in keys if isinstance(value := table.get(key), str | bool | int | float)]
    width = max((len(key) for key, _ in found), default=0)
    return [f"{key:<{width}} = {page.literal(value)}" for key, value in found]


def _said(words: str) -> str:
    """The parent's words as a remark: on one line, and not too long."""
    shown = plain(words)
    return f"# {shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + '…'}"
