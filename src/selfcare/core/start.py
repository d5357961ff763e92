"""What a face opens with: a walk through a routine or a checklist. The command line and the screens make these."""

from __future__ import annotations

from dataclasses import dataclass

from selfcare.core.plan import Checklist, Plan, Routine


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk. A single pattern or sitting is a routine of one step in a plan of its own."""

    plan: Plan
    course: Routine | Checklist
    occurrence: str = ""
    """What it belongs to: an appointment's id or a local day; empty: a walk for its own sake."""
    run: str = ""
    """The id of an open run to go on with."""
    speed: float = 1.0
    """Other than 1: a rehearsal, nothing is recorded."""
    quiet: bool = False
    eyes_closed: bool = False
