"""What an author has chosen for a new plan. Times and names are written as in a plan; nothing here is checked.

`cli.author` asks for it, `start.scaffold` writes the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from selfcare.core.frozen import field, frozen

Kind = Literal["appointment", "daily", "both"]
KINDS: Mapping[Kind, str] = {
    "appointment": "an appointment: what to do, and to leave out, before and after it",
    "daily": "a daily routine: breathing, sitting, a number to note",
    "both": "both of them",
}


@frozen
class OwnScale:
    """A question of the author's own, answered from 0 to 10."""

    ask: str
    title: str
    low: str = "not at all"
    high: str = "as much as can be"
    better: Literal["low", "high"] = "low"


@frozen
class Draft:
    """A new plan, every choice made."""

    title: str
    id: str
    author: str = ""
    contact: str = ""
    licence: str = ""
    kind: Kind = "both"
    about: tuple[str, ...] = ()
    """Tags."""
    visit: str = "Appointment"
    lasts: str = "1h"
    before: Mapping[str, str] = field(default_factory=dict)
    """Items before the appointment, by name, with how long before it they begin."""
    after: Mapping[str, str] = field(default_factory=dict)
    """Items after it, with how long after it they end."""
    practice: Mapping[str, str] = field(default_factory=dict)
    """Breathing patterns and sittings of a day, with how long each is done."""
    days: str = "day"
    at: str = "07:30"
    scales: tuple[str, ...] = ()
    """Names of the library's scales."""
    own: OwnScale | None = None
    warnings: tuple[str, ...] = ()
    """Warning signs beside those that the rest calls for."""
    changeable: bool = True
    """Whether the person may change hours and lengths."""
    file: str = ""
    """Where it is to be written; empty: under its own name."""

    @property
    def has_visit(self) -> bool:
        """Whether it is about an appointment."""
        return self.kind != "daily"

    @property
    def has_days(self) -> bool:
        """Whether something is done day by day."""
        return self.kind != "appointment"
