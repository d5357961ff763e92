"""Charts and pages of entries cost what they show, and say what the entries say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from selfcare.core.event import Json
from selfcare.core.frozen import replace
from selfcare.core.ledger import ENTRY_KINDS
from selfcare.core.ports import Journal
from selfcare.core.question import Field, Log, Scale
from selfcare.core.trend import DayMedian
from selfcare.journal.memory import MemoryJournal
from tests.journal.sample import BERLIN, NOON, STRESS, event, opened

LEVEL = STRESS.fields["level"]


@pytest.fixture(params=["file", "memory"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    """Both kinds of journal: what is asked of one is answered alike by the other."""
    if request.param == "memory":
        yield MemoryJournal(lambda: NOON + timedelta(days=4000))
        return
    with opened(tmp_path) as store:
        yield store


def put(journal: Journal, day: int, level: float, note: str = "", **more: object) -> None:
    one = event(journal, minutes=day * 1440, values={"level": level})
    journal.append(replace(one, note=note, **more))


def test_days_are_those_that_are_asked_for(journal: Journal) -> None:
    for day, level in enumerate([6, 5, 4, 3]):
        put(journal, day, level)
    put(journal, 1, 8)
    first = NOON.date()
    assert journal.days(STRESS, LEVEL, since=first + timedelta(days=1), until=first + timedelta(days=2)) == [
        DayMedian(first + timedelta(days=1), 6.5, 5, 8, 2),
        DayMedian(first + timedelta(days=2), 4, 4, 4, 1),
    ]
    assert len(journal.days(STRESS, LEVEL)) == 4


def test_an_earlier_name_keeps_its_history(journal: Journal) -> None:
    put(journal, 0, 6, path="log.tension")
    one = event(journal, minutes=1440, values={"old": 4})
    journal.append(one)
    renamed = Log("stress", "Stress", {"level": Field("level", "Now?", Scale(), was="old")}, was="tension")
    assert [day.median for day in journal.days(renamed, renamed.fields["level"])] == [6, 4]


def test_a_day_is_the_day_where_the_person_was(journal: Journal) -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    put(journal, 0, 5, answered=late)
    put(journal, 0, 3, answered=datetime(2027, 1, 2, 9, tzinfo=UTC), meant=datetime(2027, 1, 1, 9, tzinfo=BERLIN))
    assert [day.day for day in journal.days(STRESS, LEVEL)] == [date(2026, 12, 31), date(2027, 1, 1)]


def test_answers_that_are_no_numbers_are_no_measure(journal: Journal) -> None:
    answers: list[Json] = [True, "4", ["4"], None]
    for answer in answers:
        journal.append(event(journal, values={"level": answer}))
    assert journal.days(STRESS, LEVEL) == []
    assert journal.logs() == ("stress",)


def test_logs_are_named_by_what_was_answered_last(journal: Journal) -> None:
    put(journal, 0, 1, path="log.pain")
    put(journal, 2, 1, path="log.sleep")
    put(journal, 1, 1, path="log.stress")
    put(journal, 3, 1, path="routine.calm", kind="run.finished")
    assert journal.logs() == ("sleep", "stress", "pain")


def test_a_list_is_read_page_by_page(journal: Journal) -> None:
    for day in range(7):
        put(journal, day, day)
    put(journal, 3, 9)  # at the same instant
    read: list[float] = []
    before = None
    while page := journal.events(ENTRY_KINDS, path="log.stress", newest=3, before=before):
        read = [float(str(one.values["level"])) for one in page] + read
        before = page[0]
    assert read == [0, 1, 2, 3, 9, 4, 5, 6]


@pytest.mark.parametrize("path", ["log.stress", None])
def test_a_list_by_what_entries_speak_of_is_read_page_by_page(journal: Journal, path: str | None) -> None:
    for day in range(5):
        put(journal, day, day)
    put(journal, 6, 9, meant=datetime(2026, 12, 1, 9, tzinfo=BERLIN))
    read: list[float] = []
    before = None
    while page := journal.events(ENTRY_KINDS, path=path, newest=2, before=before, by="about"):
        read = [float(str(one.values["level"])) for one in page] + read
        before = page[0]
    assert read == [9, 0, 1, 2, 3, 4]


def test_a_search_finds_words_in_notes_and_answers(journal: Journal) -> None:
    put(journal, 0, 5, "After LUNCH with Jo")
    put(journal, 1, 7, "100% tired_out")
    put(journal, 2, 3)

    def found(words: str) -> list[object]:
        return [one.values["level"] for one in journal.events(ENTRY_KINDS, search=words)]

    assert found("lunch jo") == [5]
    assert found("lunch tired") == []
    assert found("%") == [7]
    assert found("_out") == [7]
    assert found("level") == [5, 7, 3]
    assert found("  ") == [5, 7, 3]
