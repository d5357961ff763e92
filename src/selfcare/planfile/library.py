"""The shipped plans and library files: in the wheel as `selfcare/plans`, in a checkout as `plans` beside `src`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from selfcare.core.text import plain

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

BUILT_IN = ("breathing", "sittings", "red-flags", "instruments")
"""Library files that need no `uses`."""


class Shipped(NamedTuple):
    """A plan of the library in a line."""

    id: str
    title: str
    summary: str
    version: str
    author: str


def folder() -> Traversable:
    """Where the shipped plans are."""
    from importlib.resources import files

    inside = files("selfcare") / "plans"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "plans"


@cache
def plans() -> tuple[str, ...]:
    """The ids of the shipped plans, in order."""
    return tuple(sorted(_stems(folder())))


@cache
def libraries() -> tuple[str, ...]:
    """The names of the library files, in order."""
    return tuple(sorted(_stems(folder() / "library")))


def _stems(inside: Traversable) -> Iterator[str]:
    """Names of plans; those of translations have a second dot."""
    for entry in inside.iterdir():
        stem = entry.name.removesuffix(".toml")
        if stem != entry.name and "." not in stem:
            yield stem


def text(name: str) -> str | None:
    """The text of a shipped file (`daily-stress.toml`, `library/breathing.toml`), or None."""
    entry = folder().joinpath(*name.split("/"))
    return entry.read_text(encoding="utf-8") if entry.is_file() else None


@cache
def translations(name: str) -> Sequence[str]:
    """The names of the translations of a shipped file."""
    parent, _, file = name.rpartition("/")
    inside = folder() / parent if parent else folder()
    found = (f"{parent}/{entry.name}".lstrip("/") for entry in inside.iterdir() if translates(entry.name, file))
    return tuple(sorted(found))


def translates(translation: str, file: str) -> bool:
    """Whether a file is called as a translation of another: `NAME.fr.toml` of `NAME.toml`."""
    start = file.removesuffix("toml")
    language = translation.removesuffix(".toml").removeprefix(start)
    return translation == f"{start}{language}.toml" and language.replace("-", "").isalnum()


def listed() -> list[Shipped]:
    """Every shipped plan in a line. Reads no more than the `[plan]` table of each."""
    return [_shipped(name, header(text(f"{name}.toml") or "")) for name in plans()]


def _shipped(name: str, table: dict[str, Any]) -> Shipped:
    title, summary, version, author = (
        plain(str(table.get(key, ""))) for key in ("title", "summary", "version", "author")
    )
    return Shipped(name, title, summary, version, author)


def header(written: str) -> dict[str, Any]:
    """The `[plan]` table of a plan that is known to be good."""
    import tomllib

    start = written.find("[plan]")
    end = written.find("\n[", start)
    try:
        table = tomllib.loads(written[start : end if end > 0 else None])["plan"]
    except tomllib.TOMLDecodeError:
        table = tomllib.loads(written)["plan"]
    return table if isinstance(table, dict) else {}
