"""The visits of a page: kept, planned, cancelled, and one scale before and after each. For `compose`."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import occasions, trend
from selfcare.core.insight import pairs
from selfcare.core.insight.pairs import Pair
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Plan
from selfcare.core.question import Field, Scale
from selfcare.core.report import scores
from selfcare.core.report.material import Filled, Material
from selfcare.core.report.page import Status, Visit
from selfcare.core.report.span import Days


def visits(material: Material, days: Days) -> tuple[tuple[Visit, ...], str]:
    """The visits of the range and the next one planned, and the name of the scale they are shown with.

    That is the scale for pain which has most answers around them, else the first that is drawn.
    """
    shown = [visit for visit in material.appointments if material.day(visit.starts) in days]
    coming = [visit for visit in material.appointments if visit.status == "standing" and visit not in shown]
    shown += [visit for visit in coming if after(visit.starts, material.now)][:1]
    best, around = None, [Pair(None, None)] * len(shown)
    for filled, field in scores.pain(material) or _drawn(material):
        given = pairs.readings(filled.entries, filled.log, field)
        found = [pairs.of_visit(given, visit, _plan(material, visit)) for visit in shown]
        if best is None or _worth(field, found) > _worth(best[1], around):
            best, around = (filled, field), found
    numbers = material.numbers()
    told = tuple(
        Visit(
            starts=visit.starts.astimezone(material.zone),
            status=_status(material, visit),
            number=numbers.get(visit.id),
            moved=visit.moved is not None,
            before=pair.before if _has_begun(material, visit) else None,
            after=pair.after if _has_begun(material, visit) else None,
        )
        for visit, pair in zip(shown, around, strict=True)
    )
    is_rated = best and any(each.before is not None or each.after is not None for each in told)
    return told, trend.called(best[0].log, best[1]) if best and is_rated else ""


def _has_begun(material: Material, visit: Appointment) -> bool:
    """Whether there can be a before and an after: the day before one that is still to come is no part of it."""
    return visit.status != "cancelled" and not after(visit.starts, material.now)


def _drawn(material: Material) -> list[tuple[Filled, Field]]:
    """The first scale that the plan draws, where none asks for pain."""
    for filled in material.logs:
        report = material.reports.get(filled.plan.id) if filled.plan else None
        for field in filled.log.fields.values():
            if report and f"log.{filled.log.name}.{field.name}" in report.charts[:1] and isinstance(field.kind, Scale):
                return [(filled, field)]
    return []


def _status(material: Material, visit: Appointment) -> Status:
    if visit.status == "cancelled":
        return "cancelled"
    if visit.status == "done":
        return "kept"
    over = occasions.ends(visit, _plan(material, visit))
    return "planned" if after(over, material.now) else "unsaid"


def _plan(material: Material, visit: Appointment) -> Plan | None:
    return next((used.plan for used in material.used if occasions.serves(visit, used.plan)), None)


def _worth(field: Field, found: Sequence[Pair]) -> int:
    """How many visits it has on both sides; a question about right now counts twice one about the whole day."""
    whole = sum(pair.before is not None and pair.after is not None for pair in found)
    return whole * 2 if field.recall in ("", "now") else whole
