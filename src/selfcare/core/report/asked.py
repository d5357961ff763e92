"""What the person adds to the page by hand: a label, what matters most, questions. Kept between one page and the next.

Kept as a draft of the journal, under one key. Questions are for the next visit: once it has been, they are gone, and
only the label is offered again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from selfcare.core.frozen import frozen
from selfcare.core.ledger import Appointment
from selfcare.core.report.page import MOST_QUESTIONS, typed

KEY = "report"
"""The key of the draft."""


@frozen
class Asked:
    """What was typed for the page."""

    label: str = ""
    matters: str = ""
    questions: tuple[str, ...] = ()


def recall(drafts: Mapping[str, str], visits: Iterable[Appointment], now: datetime) -> Asked:
    """What was kept, as far as it still stands. A draft that cannot be read is none."""
    try:
        kept = json.loads(drafts.get(KEY, ""))
        written = datetime.fromisoformat(kept["written"])
        asked = Asked(typed(kept["label"]), typed(kept["matters"]), _texts(kept["questions"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Asked()
    if written.tzinfo is None or any(_has_been(visit, written, now) for visit in visits):
        return Asked(label=asked.label)
    return asked


def kept(asked: Asked, now: datetime) -> str:
    """The text of the draft; empty where nothing was typed."""
    if asked == Asked():
        return ""
    texts = {"label": asked.label, "matters": asked.matters, "questions": list(asked.questions)}
    return json.dumps({"written": now.isoformat(), **texts})


def tidied(label: str, matters: str, questions: Iterable[str]) -> Asked:
    """What was typed, in the form the page shows: one line each, empty ones gone, at most as many as fit."""
    return Asked(typed(label), typed(matters), _texts(list(questions)))


def _has_been(visit: Appointment, written: datetime, now: datetime) -> bool:
    return visit.status != "cancelled" and written.timestamp() < visit.starts.timestamp() <= now.timestamp()


def _texts(given: object) -> tuple[str, ...]:
    found = [typed(each) for each in given] if isinstance(given, list) else []
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_QUESTIONS]
