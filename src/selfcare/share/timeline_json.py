"""A simulated course for programs: `plan simulate --format json`, format 1.

Every member is always there; times are RFC 3339 with offset, in the zone of the simulation. `what` is one of the words
of `core.simulation.happening`.
"""

from __future__ import annotations

from datetime import datetime

from selfcare.core.simulation.happening import Day, Happening, Timeline
from selfcare.core.simulation.persona import PERSONAS
from selfcare.share.timeline import totals

FORMAT = 1


def as_json(timeline: Timeline) -> dict[str, object]:
    """The whole course as one document."""
    plan = timeline.plan
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "title": plan.title, "version": plan.version, "hash": plan.hash},
        "persona": {"name": timeline.persona, "sentence": PERSONAS[timeline.persona].sentence},
        "zone": timeline.zone,
        "from": _instant(timeline.starts),
        "until": _instant(timeline.ends),
        "settings": {name: setting.value for name, setting in plan.settings.items()},
        "appointments": [_instant(moment) for day in timeline.days for moment in day.visits],
        "days": [_day(day) for day in timeline.days],
        "totals": totals(timeline),
    }


def _day(day: Day) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "appointments": [_instant(moment) for moment in day.visits],
        "open": [line.path for line in day.open],
        "happenings": [_happening(each) for each in day.happenings],
    }


def _happening(each: Happening) -> dict[str, object]:
    return {
        "at": _instant(each.at),
        "what": each.what,
        "path": each.path or None,
        "visit": each.visit or None,
        "kind": each.kind or None,
        "text": each.text,
        "until": _instant(each.until) if each.until else None,
        "says": each.says,
        "level": each.level or None,
        "values": dict(each.values),
        "seconds": each.seconds,
        "tones": dict(each.tones),
    }


def _instant(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")
