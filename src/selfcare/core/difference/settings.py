"""Settings: what may be changed, and within what. A choice that was made stays where the new bounds allow it."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.difference.said import Change, Section, compared, contrast, is_called, quoted, words_change
from selfcare.core.grammar import span
from selfcare.core.plan import Plan, Setting
from selfcare.core.question import Value
from selfcare.core.spelled import length

SECTION: Section = "settings"


def settings(old: Plan, new: Plan) -> Iterator[Change]:
    """Every setting."""

    def added(name: str, setting: Setting) -> Iterator[Change]:
        usual = _shown(setting, setting.default)
        yield Change(SECTION, f"setting.{name}", f"may be set: {quoted(setting.ask)}, {usual} unless you change it")

    def removed(name: str, setting: Setting) -> Iterator[Change]:
        yield Change(SECTION, f"setting.{name}", f"can no longer be set: {quoted(setting.ask)}")

    def changed(name: str, before: Setting, now: Setting) -> Iterator[Change]:
        sentences = [
            *words_change("the question", before.ask, now.ask),
            *contrast("usually", _shown(before, before.default), _shown(now, now.default)),
            *contrast("it may be", _bounds(before), _bounds(now)),
            *(["the choices are others"] if before.options != now.options else []),
        ]
        yield from is_called(SECTION, f"setting.{name}", quoted(now.ask), sentences)

    yield from compared(old.settings, new.settings, added, removed, changed)


def _shown(setting: Setting, value: Value | None) -> str:
    if setting.kind == "duration":
        return length(value if isinstance(value, (int, float)) else span(str(value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if setting.kind == "choice" and isinstance(value, str):
        return setting.options.get(value, value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _bounds(setting: Setting) -> str:
    """`from 1 h to 4 h`, `at most 4 h`, `anything`."""
    low, high = (None if value is None else _shown(setting, value) for value in (setting.low, setting.high))
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}" if high is not None else "anything"
