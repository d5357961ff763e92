"""The practice under way, as it is kept beside the journal: so that a process that is killed loses a second at most.

A face leaves a mark before it lets time pass, and says every second how far it has come (`keeping`). What a process
left behind that is gone is offered again: to go on, to count what was done, or to let it go (`interrupted`).
"""

from __future__ import annotations

from datetime import datetime

from selfcare.core.breath import Phase
from selfcare.core.frozen import frozen
from selfcare.core.sitting import Bell


@frozen
class Mark:
    """A timed step in hand, and how far it has come."""

    title: str
    """What it is called, for the person."""
    started: datetime
    """When it began, aware, in the zone of then."""
    path: str
    """`breath.box`, `sitting.breath`; empty for a rest."""
    total: float
    """Seconds it was to last; 0 for a walk that lives and has no practice in hand."""
    elapsed: float = 0.0
    """Seconds of it that are behind, pauses left out."""
    pauses: int = 0
    gaps: int = 0
    """How often time was made to stand, and how often it was lost, so far: the receipt goes on with them."""
    planned: int = 0
    """How many signs it has, for the receipt."""
    run: str = ""
    """The id of the walk it is a step of; empty for a practice by itself."""
    stop: str = ""
    """The path of that step."""
    plan: str = ""
    """The id of its plan, or empty."""
    seconds: float | None = None
    rounds: int | None = None
    bells: tuple[Bell, ...] | None = None
    """Of a practice by itself: what was asked for in place of its own length and bells."""
    cycle: tuple[Phase, ...] = ()
    """Of a breath by itself: a pattern of the person's own may be kept under no name."""
    late: tuple[float, ...] = ()
    """How many seconds after its moment each sign came that is behind, for the receipt."""
