"""A commented plan as text: tables in their order, keys aligned, comments where somebody would write them.

Comments are ours and hold nothing that an author typed; every value is written by `tomli_w`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from selfcare.core.frozen import field, frozen

Value = str | bool | int | float | date | Sequence["Value"] | Mapping[str, "Value"]

WIDTH = 110
"""Columns of a line that is not a long text."""
RULE = "# " + "-" * 60
"""What the headings of shipped plans begin with."""


@frozen
class Table:
    """`[path]` with its keys. `notes` are comment lines above it, `asides` comments behind a key's value."""

    path: str
    keys: Mapping[str, Value]
    notes: tuple[str, ...] = ()
    asides: Mapping[str, str] = field(default_factory=dict)
    later: tuple[str, ...] = ()
    """Comment lines below its keys."""
    entry: bool = False
    """Whether it is one of a list: `[[path]]`."""


@frozen
class Heading:
    """A ruled line between parts of a plan, with lines that say what the part is."""

    words: str
    notes: tuple[str, ...] = ()


Part = Table | Heading


def text(top: Sequence[str], parts: Sequence[Part]) -> str:
    """The file: its first lines, then the parts with an empty line between them."""
    return "\n\n".join(["\n".join(top), *("\n".join(_lines(part)) for part in parts)]) + "\n"


def _lines(part: Part) -> list[str]:
    if isinstance(part, Heading):
        return [f"{RULE} {part.words}", *map(_comment, part.notes)]
    width = max(map(len, part.keys), default=0)
    lines = [*map(_comment, part.notes), f"[[{part.path}]]" if part.entry else f"[{part.path}]"]
    for key, value in part.keys.items():
        aside = f"   # {part.asides[key]}" if key in part.asides else ""
        lines.append(f"{key:<{width}} = {_written(value, width + 3)}{aside}")
    return [*lines, *map(_comment, part.later)]


def _comment(words: str) -> str:
    return f"# {words}".rstrip()


def _written(value: Value, indent: int) -> str:
    """A value; a list that is too long for its line has lines of its own, also inside an inline table."""
    whole = literal(value)
    if indent + len(whole) <= WIDTH:
        return whole
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_written(each, indent)}' for key, each in value.items())} }}"
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) == 0:
        return whole
    return "[\n" + "".join(f"  {line}\n" for line in _filled([f"{literal(each)}," for each in value])) + "]"


def _filled(words: Sequence[str]) -> list[str]:
    """The entries of a list, as many in a line as fit."""
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) + 3 > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def literal(value: Value) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {literal(each)}" for key, each in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    import tomli_w

    return tomli_w.dumps({"value": value}).removeprefix("value = ").removesuffix("\n")
