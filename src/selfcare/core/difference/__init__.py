"""What a new version of a plan changes for the person who follows it, in sentences rather than lines.

`plan diff` and `use` show them. `changes` compares two compiled plans, so that a change of layout or of comments is
none, and a text that came from another file of the closure counts like one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.difference.asked import logs
from selfcare.core.difference.done import checklists, routines
from selfcare.core.difference.said import SECTIONS, Change, Section
from selfcare.core.difference.settings import settings
from selfcare.core.difference.spoken import patterns, sittings
from selfcare.core.difference.told import alerts, cards, header, occasion, reports, warnings
from selfcare.core.plan import Plan

__all__ = ["SECTIONS", "Change", "Section", "changes"]


def changes(old: Plan, new: Plan) -> Iterator[Change]:
    """Everything that is different for the person, what is done first; nothing for two plans that mean the same."""
    for find in (
        warnings,
        alerts,
        checklists,
        routines,
        patterns,
        sittings,
        logs,
        settings,
        occasion,
        cards,
        reports,
        header,
    ):
        yield from find(old, new)
