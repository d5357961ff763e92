"""What gives way where a page is full, and the count of what had to go. Text and HTML ask here; the others have room.

A page may hold three years. What was answered stays: only its telling is cut, and the page says how much is not on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from selfcare.core.frozen import fields, frozen, replace
from selfcare.core.report.page import Page

T = TypeVar("T")

MOST_ATTENTION = 6
"""Lines that need attention give way last of all, and never below this."""


@frozen
class Room:
    """How much of each list there is room for."""

    attention: int = 10
    goals: int = 2
    scores: int = 8
    visits: int = 12
    done: int = 8
    slips: int = 5
    medicines: int = 4
    medicine_changes: int = 4
    notes: int = 5
    questions: int = 3
    plan_questions: int = 3
    small_print: int = 8
    lines: int = 3
    """Of one text that the person or the plan's author wrote."""
    air: int = 1
    """Empty lines between blocks."""


STEPS: tuple[dict[str, int], ...] = (
    {"air": 0},
    {"lines": 2},
    {"small_print": 4, "plan_questions": 1},
    {"done": 6, "visits": 10},
    {"medicine_changes": 3, "medicines": 2, "goals": 1},
    {"small_print": 3, "done": 4, "slips": 3},
    {"small_print": 2, "plan_questions": 0},
    {"lines": 1},
    {"scores": 6, "visits": 8, "notes": 4},
    {"notes": 3, "slips": 2, "done": 3},
    {"scores": 5, "visits": 6, "notes": 2, "medicine_changes": 2},
    {"scores": 4, "attention": MOST_ATTENTION},
    {"scores": 3, "notes": 1, "slips": 1, "small_print": 1},
    {"scores": 2, "visits": 4, "medicines": 1, "medicine_changes": 1},
    {"done": 2, "scores": 1},
)
"""What gives way, one after the other: first air, then what is told elsewhere, last what the first minutes need."""

NEWEST_FIRST = ("visits", "slips", "medicine_changes", "notes")
"""Of these lists, which are in the order of time, the last are kept."""

CALLED = {
    "attention": "lines that need attention",
    "goals": "goals",
    "scores": "scores",
    "visits": "visits",
    "done": "lines on what was done",
    "slips": "slips",
    "medicines": "medicines",
    "medicine_changes": "changes of medicines",
    "notes": "notes",
    "questions": "questions",
    "plan_questions": "questions of the plan",
    "small_print": "lines of small print",
}
"""What is counted where it had to go."""


def rooms() -> list[Room]:
    """From the most room to the least."""
    found = [Room()]
    for step in STEPS:
        found.append(replace(found[-1], **step))
    return found


def cut(page: Page, room: Room) -> tuple[Page, dict[str, int]]:
    """The page as far as there is room, and how much of each list is not on it."""
    limits = {name: size for name, size in fields(room).items() if name in CALLED and isinstance(size, int)}
    changes: dict[str, object] = {}
    gone: dict[str, int] = {}
    for name, most in limits.items():
        found: Sequence[object] = getattr(page, name)
        if len(found) > most:
            changes[name] = _kept(found, most, newest=name in NEWEST_FIRST)
            gone[name] = len(found) - most
    if page.more_notes:
        gone["notes"] = gone.get("notes", 0) + page.more_notes
    return replace(page, **changes), gone


def _kept(found: Sequence[T], most: int, *, newest: bool) -> tuple[T, ...]:
    return tuple(found[len(found) - most :] if newest else found[:most])


def told(gone: dict[str, int]) -> str:
    """`Not on this page for want of room: 3 notes, 2 scores.`; empty where all of it is."""
    named = ", ".join(f"{count} {_called(name, count)}" for name, count in gone.items())
    return f"Not on this page for want of room: {named}." if named else ""


def _called(name: str, count: int) -> str:
    head, space, rest = CALLED[name].partition(" ")
    return (head.removesuffix("s") if count == 1 else head) + space + rest


def shortened(text: str, most: int) -> str:
    """At most so many characters, with an ellipsis where there were more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
