"""Settings: what may be changed, and within what. A choice that was made stays where the new bounds allow it."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.difference.said import Change, Section, contrast, members, quoted, words_change
from selfcare.core.grammar import span
from selfcare.core.plan import Plan, Setting
from selfcare.core.question import Value
from selfcare.core.spelled import length

SECTION: Section = "settings"


def settings(old: Plan, new: Plan) -> Iterator[Change]:
    """Every setting."""
    return members(
        SECTION,
        "setting",
        added=lambda one: f"may be set: {quoted(one.ask)}, {_shown(one, one.default)} unless you change it",
        removed=lambda one: f"can no longer be set: {quoted(one.ask)}",
        called=lambda _, one: quoted(one.ask),
        changed=_changed,
    )(old.settings, new.settings)


def _changed(before: Setting, now: Setting) -> Iterator[str]:
    yield from words_change("the question", before.ask, now.ask)
    yield from contrast("usually", _shown(before, before.default), _shown(now, now.default))
    yield from contrast("it may be", _bounds(before), _bounds(now))
    if before.options != now.options:
        yield "the choices are others"


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
