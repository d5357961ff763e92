"""What is added to the page by hand: kept until the visit has been, whatever the draft says."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment
from selfcare.core.report.asked import KEY, Asked, kept, recall, tidied

NOW = datetime(2026, 12, 3, 10, 42, tzinfo=ZoneInfo("Europe/Paris"))
ASKED = Asked("R.K.", "my sleep", ("Can I swim?", "And dive?"))


def visit(hours: float) -> Appointment:
    return Appointment("v", NOW + timedelta(hours=hours), None)


def test_what_was_typed_comes_back() -> None:
    assert recall({KEY: kept(ASKED, NOW)}, [visit(-1), visit(5)], NOW + timedelta(hours=4)) == ASKED
    assert kept(Asked(), NOW) == ""


def test_after_the_visit_only_the_label_is_left() -> None:
    later = NOW + timedelta(hours=6)
    assert recall({KEY: kept(ASKED, NOW)}, [visit(5)], later) == Asked("R.K.")
    cancelled = replace(visit(5), status="cancelled")
    assert recall({KEY: kept(ASKED, NOW)}, [cancelled], later) == ASKED


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"written": "soon", "label": "x", "matters": "", "questions": []}),
        json.dumps({"written": NOW.isoformat(), "label": 5, "matters": [], "questions": "no list"}),
    ],
)
def test_a_draft_that_cannot_be_read_is_none(draft: str) -> None:
    assert recall({KEY: draft}, [], NOW) == Asked()


def test_texts_are_in_one_line_bounded_and_at_most_three() -> None:
    found = tidied(" R\x1b.K. ", "", ["", " one\nline ", "one line", "x" * 999, "three", "four"])
    assert found.label == "R\ufffd.K."
    assert found.questions == ("one line", "x" * 300, "three")
