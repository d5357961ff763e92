"""Reads what most plans are made of, several times as fast as `tomllib`; of anything else it says nothing.

Called by `guard`. Whatever this takes, `tomllib` takes, and makes the same data of it: a test holds it to that over
every plan at hand and thousands of spoilt ones. It never says that a text is wrong, that is for `tomllib` alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any

MOST = 24 * 1024
"""Characters. So few can hold no more values than `guard` lets through."""

_BARE = r"[A-Za-z0-9_-]{1,60}+"
_PLAIN = r"[^\"\\\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*+"
_COMMENT = r"(?:\#[^\x00-\x08\x0a-\x1f\x7f]*+)?"
_STATEMENT = re.compile(
    rf"""(?:[ \t\n]|\#[^\x00-\x08\x0a-\x1f\x7f]*+\n)*+  # empty lines, and those that are comments
    (?:
        (?P<open>\[\[?)[ \t]*+(?P<header>{_BARE}(?:\.{_BARE})*+)[ \t]*+(?P<close>\]\]?)
      | (?P<key>{_BARE})[ \t]*+=[ \t]*+
        (?:
            "(?P<text>{_PLAIN})"(?!")
          | (?P<whole>-?(?:0|[1-9][0-9]{{0,14}}+)(?![0-9A-Za-z_.+:-]))
          | (?P<flag>true|false)(?![0-9A-Za-z_.+:-])
          | \"\"\"\n?(?P<long>(?:[^\"\\\x00-\x08\x0b-\x1f\x7f]|"(?!""))*+)\"\"\"(?!")
          | \[(?P<list>(?:[ \t\n]*+"{_PLAIN}"[ \t\n]*+,)*+[ \t\n]*+(?:"{_PLAIN}")?[ \t\n]*+)\]
          | (?P<other>[^\n]++)
        )
    )?
    [ \t]*+{_COMMENT}(?:\n|\Z)""",
    re.VERBOSE,
)
_ENTRY = re.compile(rf'"({_PLAIN})"')
MOST_PARTS = 15
"""Names of a header."""
MOST_LINES = 60
"""Of a value that is handed to `tomllib` by itself."""

Weigh = Callable[[str], None]


def read(text: str, weigh: Weigh) -> dict[str, Any] | None:
    """The data of `text`, or None: then `tomllib` has to be asked.

    `weigh` raises a `ValueError` for a value that `tomllib` is not to be handed.
    """
    if len(text) > MOST:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    root: dict[str, Any] = {}
    table, opened = root, _Opened()
    at, end = 0, len(text)
    match = _STATEMENT.match
    while at < end:
        found = match(text, at)
        if found is None:
            return None
        at = found.end()
        key = found["key"]
        if key is not None:
            if key in table:
                return None
            kind = found.lastgroup
            if kind == "text" or kind == "long":
                table[key] = found[kind]
            elif kind == "list":
                table[key] = _ENTRY.findall(found["list"])
            elif kind == "whole":
                table[key] = int(found["whole"])
            elif kind == "flag":
                table[key] = found["flag"] == "true"
            else:
                other = _other(text, key, found.start("other"), weigh)
                if other is None:
                    return None
                table[key], at = other
        elif found["open"] is not None:
            if len(found["open"]) != len(found["close"]):
                return None
            below = opened.table(root, found["header"].split("."), series=found["open"] == "[[")
            if below is None:
                return None
            table = below
    return root


def _other(text: str, key: str, start: int, weigh: Weigh) -> tuple[Any, int] | None:
    """The value that begins there, read by `tomllib`, and where the line after it begins; None if it is not certain."""
    end, written = start, ""
    for _ in range(MOST_LINES):
        end = text.find("\n", end) + 1 or len(text)
        written = text[start:end]
        if sum(map(written.count, "[{")) <= sum(map(written.count, "]}")):
            break
        if end == len(text):
            return None
    try:
        weigh(written)
        read = tomllib.loads(f"{key} = {written}")
    except (ValueError, RecursionError):
        return None
    return (read[key], end) if len(read) == 1 else None


class _Opened:
    """Which tables were opened by a header, and how: nothing else may be added to."""

    def __init__(self) -> None:
        self.tables: set[int] = set()
        """By identity: they live as long as the root does."""
        self.implied: set[int] = set()
        self.series: set[int] = set()

    def table(self, root: dict[str, Any], names: list[str], *, series: bool) -> dict[str, Any] | None:
        """The table that a header opens, or None if it is not certain that it may."""
        if len(names) > MOST_PARTS:
            return None
        above = root
        for name in names[:-1]:
            inside = above.get(name)
            if inside is None:
                inside = above[name] = {}
                self.implied.add(id(inside))
            elif isinstance(inside, list) and id(inside) in self.series:
                inside = inside[-1]
            elif id(inside) not in self.tables and id(inside) not in self.implied:
                return None
            above = inside
        return self._series(above, names[-1]) if series else self._single(above, names[-1])

    def _series(self, above: dict[str, Any], name: str) -> dict[str, Any] | None:
        entries = above.get(name)
        if entries is None:
            entries = above[name] = []
            self.series.add(id(entries))
        elif id(entries) not in self.series:
            return None
        entries.append({})
        self.tables.add(id(entries[-1]))
        below: dict[str, Any] = entries[-1]
        return below

    def _single(self, above: dict[str, Any], name: str) -> dict[str, Any] | None:
        below: dict[str, Any] | None = above.get(name)
        if below is None:
            below = above[name] = {}
        elif id(below) not in self.implied:
            return None
        self.implied.discard(id(below))
        self.tables.add(id(below))
        return below
