"""What stands, for spreadsheets and for reading: one value a row, nothing that a spreadsheet would work out."""

from __future__ import annotations

import csv
import tomllib
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from selfcare.core.diary import Answer, Line, lines, order, visits
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.question import Body, Choice, Field, Log, Number, Scale, Simple, Text
from selfcare.planfile import pairs
from selfcare.share import diary_csv, diary_toml
from tests.planfile.payloads import HOSTILE

BERLIN = ZoneInfo("Europe/Berlin")
T = TypeVar("T")
LOG = Log(
    "pain",
    "Pain",
    {
        "level": Field("level", "How strong?", Scale()),
        "weight": Field("weight", "How heavy?", Number("kg")),
        "where": Field("where", "Where?", Body()),
        "kind": Field("kind", "What kind?", Choice({"dull": "A dull ache"})),
        "slept": Field("slept", "How long?", Simple("duration")),
        "again": Field("again", "How strong?", Scale()),
        "ok": Field("ok", "Better?", Simple("yes-no")),
        "words": Field("words", "Anything else?", Text()),
    },
)


def happened(what: str, hour: int = 12, note: str = "", path: str = "log.pain", **values: Json) -> Event:
    when = datetime(2026, 12, 3, hour, 5, tzinfo=BERLIN)
    return Event(f"{hour:02}", "d", what, when, "p", "1.0", path=path, values=values, note=note)


def entry(note: str = "", **values: Json) -> Line:
    recorded = replace(happened("entry.recorded", note=note), values=values)
    (line,) = lines([recorded], lambda _: LOG)
    return line


def table(*diary: Line, for_spreadsheet: bool = False) -> list[dict[str, str]]:
    text = "".join(diary_csv.lines(diary, for_spreadsheet=for_spreadsheet))
    return list(csv.DictReader(text.splitlines(keepends=True)))


def toml(*diary: Line) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads("".join(diary_toml.lines(diary, pairs.dumps)))


def held(value: object, kind: type[T]) -> T:
    assert isinstance(value, kind)
    return value


def test_a_row_holds_one_value_with_all_that_says_what_it_is() -> None:
    rows = table(entry(note="after lunch", level=4, where=["neck", "back"], weight=70.5, slept=600, ok=True))
    assert rows[0] == {
        "date": "2026-12-03",
        "time": "12:05",
        "zone": "Europe/Berlin",
        "kind": "entry",
        "log": "pain",
        "field": "level",
        "value": "4",
        "unit": "",
        "scale": "0 to 10",
        "plan": "p",
        "version": "1.0",
        "note": "after lunch",
        "id": "12",
    }
    assert [(row["field"], row["value"], row["unit"]) for row in rows] == [
        ("level", "4", ""),
        ("where", "neck", ""),
        ("where", "back", ""),
        ("weight", "70.5", "kg"),
        ("slept", "600", "s"),
        ("ok", "yes", ""),
    ]


def test_an_entry_that_is_only_a_note_has_a_row() -> None:
    (row,) = table(entry(note="nothing to tell"))
    assert (row["field"], row["value"], row["note"]) == ("", "", "nothing to tell")


def test_the_file_is_as_rfc_4180_says_and_spreadsheets_are_told_that_it_is_unicode() -> None:
    first, second, *_ = diary_csv.lines([entry(note='she said "ä, b"\nand left', level=4)], for_spreadsheet=True)
    assert first.startswith("\ufeffdate,time,zone,")
    assert first.endswith(",id\r\n")
    assert second.endswith(',"she said ""ä, b""\nand left",12\r\n')
    assert next(diary_csv.lines([], for_spreadsheet=False)).startswith("date,")


LIVE = (
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", '"=1+1', "'=1+1"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "﹦1+1", "−1+1", "\u200b=1+1", "\u00a0=1+1"),
    *("a;=1+1", "a\n=1+1", "a\t=1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
)


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_is_a_formula(text: str) -> None:
    """Also not where a spreadsheet parts the line elsewhere than we do."""
    assert len(LIVE) == 24
    line = Line("entry", entry().about, text, text, text, (Answer(text, text, text, "", text, text),), text, text, text)
    whole = "".join(diary_csv.lines([line], for_spreadsheet=False)).partition("\r\n")[2]
    cells = [cell for row in csv.reader(whole.splitlines(keepends=True)) for cell in row]
    for separator in (";", "\t", "\n"):
        cells += [part for cell in cells for part in cell.split(separator)]
    live = [cell for cell in cells if cell.lstrip(' \t\r\n\u00a0\u200b\ufffd"')[:1] in tuple("=+-@＝＋－＠﹦−")]
    assert [cell for cell in live if cell.strip()] == []
    assert not any(ord(sign) < 32 and sign not in "\r\n" for sign in whole)


@pytest.mark.parametrize("text", ["-3", "4,5", "-0.25", "2026-12-03", "Dr. A-B", "a = b", "x - y"])
def test_numbers_and_ordinary_words_are_left_as_they_are(text: str) -> None:
    assert diary_csv.harmless(text) == text


def test_a_number_below_nought_stays_a_number() -> None:
    assert [row["value"] for row in table(entry(level=-3, weight=-0.5))] == ["-3", "-0.5"]


def test_what_is_read_is_said_in_the_words_of_the_questions() -> None:
    (day,) = toml(entry(note="two\nlines", level=4, weight=70.5, where=["neck"], kind="dull", again=2, ok=False))["day"]
    (told,) = held(day["entry"], list)
    told = held(told, dict)
    assert told["what"] == "Pain"
    assert told["note"] == "two\nlines"
    answers = held(told["answers"], dict)
    assert answers["How strong?"] == 4
    assert answers["How strong? (again)"] == 2
    assert (answers["How heavy?"], answers["What kind?"], answers["Better?"]) == ("70.5 kg", "A dull ache", "no")


def test_days_are_headed_once_and_hold_all_kinds_of_things() -> None:
    events = [
        happened("item.slipped", 9, path="checklist.prep.caffeine", note="one cup"),
        happened("session.recorded", 13, path="breath.box", seconds=300.0, outcome="done", started=""),
        happened("entry.recorded", 10, path="log.unknown", level=3, seen=True),
    ]
    made = happened("appointment.made", 8, local="2026-12-04T14:30", zone="Europe/Berlin", lasts=3000.0)
    diary = sorted([*lines(events, lambda _: None), *visits([made])], key=order)
    assert [line.kind for line in diary] == ["item", "entry", "practice", "visit"]
    first, second = toml(*diary)["day"]
    assert [str(day["date"]) for day in (first, second)] == ["2026-12-03", "2026-12-04"]
    assert set(first) == {"date", "item", "entry", "practice"}
    assert set(second) == {"date", "visit"}
    rows = table(*diary)
    assert [(row["log"], row["field"], row["value"]) for row in rows[:3]] == [
        ("checklist.prep.caffeine", "said", "slipped"),
        ("unknown", "level", "3"),
        ("unknown", "seen", "yes"),
    ]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_texts_stay_texts_for_whoever_reads(payload: str) -> None:
    (day,) = toml(entry(note=payload, words=payload, **{payload: payload}))["day"]
    assert set(day) == {"date", "entry"}
    text = "".join(diary_toml.lines([entry(note=payload, **{payload: payload})], pairs.dumps))
    assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 or sign == "\u202e" for sign in text)
