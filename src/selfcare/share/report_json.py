"""The page for the practitioner as one JSON document. All of it: nothing gives way here for want of room.

`{"format": 1, "made", "title", "plans", "language", "label", "range": {...}, "attention": [...], ...}`; times
are RFC 3339 with offset, days ISO dates, spans of time seconds. A number that is not known is null. `left_out` names
the blocks that the person chose not to share; they are not members of the document.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from selfcare.core.report.page import (
    CANNOT_SHOW_CAUSE,
    Attention,
    Block,
    Done,
    Figure,
    Goal,
    Medicines,
    Page,
    Score,
    Slip,
    Visit,
    Words,
)

FORMAT = 1

Document = dict[str, object]


def as_json(page: Page) -> Document:
    """The document, of plain values."""
    header: Document = {
        "format": FORMAT,
        "made": page.made.isoformat(),
        "title": page.title,
        "plans": [{"id": plan.id, "title": plan.title, "version": plan.version} for plan in page.plans],
        "language": page.language,
        "label": page.label,
        "range": {
            "first": page.first.isoformat(),
            "last": page.last.isoformat(),
            "days": page.days,
            "since": page.since,
        },
        "summary": page.summary,
        "left_out": list(page.left_out),
    }
    for block, members in _BLOCKS.items():
        if page.has(block):
            header |= members(page)
    return header


def _attention(line: Attention) -> Document:
    return {"kind": line.kind, "words": line.words, "at": _when(line.at), "days": line.days, "visit": line.visit}


def _goal(goal: Goal) -> Document:
    return {"words": goal.words, "score": None if goal.score is None else _score(goal.score)}


def _score(score: Score) -> Document:
    return {
        "path": score.path,
        "name": score.name,
        "ask": score.ask,
        "low": score.low,
        "high": score.high,
        "unit": score.unit,
        "better": score.better,
        "labels": [{"value": value, "words": words} for value, words in score.labels],
        "measure": score.label,
        "answered": score.n,
        "possible": score.possible,
        "per": score.per,
        "baseline": _figure(score.baseline),
        "now": _figure(score.now),
        "change": score.change,
        "percent": score.percent,
        "band": score.band,
        "towards": score.towards,
        "missing": score.missing,
        "weeks": list(score.weeks),
        "days": [
            {"day": each.day.isoformat(), "median": each.median, "low": each.low, "high": each.high}
            for each in score.days
        ],
        "answers": [{"day": each.day.isoformat(), "value": each.value} for each in score.raw],
    }


def _figure(figure: Figure | None) -> Document | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "n": figure.n,
        "first": figure.first.isoformat(),
        "last": figure.last.isoformat(),
        "how": figure.how,
    }


def _visit(visit: Visit) -> Document:
    return {
        "number": visit.number,
        "starts": _when(visit.starts),
        "status": visit.status,
        "moved": visit.moved,
        "before": visit.before,
        "after": visit.after,
    }


def _done(done: Done) -> Document:
    return {
        "kind": done.kind,
        "name": done.name,
        "done": done.done,
        "of": done.of,
        "per": done.per,
        "seconds": done.seconds,
        "rated": done.rated,
        "scale": done.scale,
        "before": done.before,
        "after": done.after,
    }


def _slip(slip: Slip) -> Document:
    return {"words": slip.words, "at": _when(slip.at), "note": slip.note, "visit": slip.visit}


def _medicines(medicines: Medicines) -> Document:
    return {"name": medicines.name, "days": medicines.days, "of": medicines.of}


def _words(words: Words) -> Document:
    return {"day": words.day.isoformat(), "text": words.text, "about": words.about}


def _when(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


_BLOCKS: dict[Block, Callable[[Page], Document]] = {
    "attention": lambda page: {
        "attention": [*map(_attention, page.attention)],
        "asked_about_warning_signs": page.asked_signs,
    },
    "goal": lambda page: {"goals": [*map(_goal, page.goals)]},
    "scores": lambda page: {"scores": [*map(_score, page.scores)]},
    "visits": lambda page: {"visits": [*map(_visit, page.visits)], "visit_scale": page.visit_scale},
    "adherence": lambda page: {"done": [*map(_done, page.done)], "slips": [*map(_slip, page.slips)]},
    "medicines": lambda page: {
        "medicines": [*map(_medicines, page.medicines)],
        "medicine_changes": [*map(_words, page.medicine_changes)],
    },
    "notes": lambda page: {"notes": [*map(_words, page.notes)], "more_notes": page.more_notes},
    "questions": lambda page: {
        "matters_most": page.matters,
        "questions": list(page.questions),
        "plan_questions": list(page.plan_questions),
    },
    "small print": lambda page: {
        "asked_days": page.asked_days,
        "missing_days": page.missing_days,
        "small_print": [*page.small_print, CANNOT_SHOW_CAUSE],
    },
}
"""What each block adds to the document."""
