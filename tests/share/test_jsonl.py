"""The lines that leave: exact, hashed, and enough to make the events again."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.canonical import canonical
from selfcare.core.event import Event
from selfcare.share import jsonl, outfile

BERLIN = ZoneInfo("Europe/Berlin")


def read(line: str) -> Event:
    """An independent reader: checks the hash over the canonical rest and takes the stamps apart."""
    whole = json.loads(line)
    claimed = whole.pop("hash")
    assert hashlib.sha256(canonical(whole).encode()).hexdigest() == claimed
    whole["hash"] = whole.pop("closure", "")
    for name in {"answered", "meant", "shown"} & set(whole):
        whole[name] = instant(whole[name])
    return Event(**{"device": "", "kind": "", **whole})


def instant(stamp: str) -> datetime:
    matched = re.fullmatch(r"(.+?)(?:\[(.+)\])?", stamp)
    assert matched is not None
    local = datetime.fromisoformat(matched[1])
    return local.astimezone(ZoneInfo(matched[2])) if matched[2] else local


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
INSTANTS = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2090, 1, 1),
    timezones=st.sampled_from([BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("UTC"), timezone(timedelta(hours=-3))]),
    allow_imaginary=False,
)
VALUES = st.dictionaries(WORDS, WORDS | st.integers(0, 10) | st.lists(WORDS, max_size=3), max_size=4)
EVENTS = st.builds(
    Event,
    id=st.uuids().map(str),
    device=WORDS,
    kind=WORDS,
    answered=INSTANTS,
    plan=WORDS,
    hash=WORDS,
    path=WORDS,
    meant=st.none() | INSTANTS,
    shown=st.none() | INSTANTS,
    values=VALUES,
    note=WORDS,
    supersedes=st.just("") | st.uuids().map(str),
)


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=4))
def test_every_event_can_be_read_back_from_its_line(events: list[Event]) -> None:
    first, *rest = jsonl.lines(events)
    assert first == '{"selfcare-journal":1}\n'
    assert [read(line) for line in rest] == events
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in rest)


def test_a_line_is_written_exactly_so() -> None:
    when = datetime(2026, 12, 3, 14, 30, tzinfo=BERLIN)
    entry = Event("01", "d", "entry.recorded", when, path="log.stress", values={"level": 4})
    _, line = jsonl.lines([entry])
    hashed = "3d62971a"
    assert re.sub(r'"hash":"(.{8}).{56}"', r'"hash":"\1"', line) == (
        '{"answered":"2026-12-03T14:30:00.000000+01:00[Europe/Berlin]","device":"d",'
        f'"hash":"{hashed}","id":"01","kind":"entry.recorded","path":"log.stress","values":{{"level":4}}}}\n'
    )


def test_lines_are_made_one_at_a_time() -> None:
    def endless() -> object:
        while True:
            yield Event("01", "d", "entry.recorded", datetime(2026, 12, 3, tzinfo=BERLIN))

    made = jsonl.lines(endless())  # type: ignore[arg-type]
    assert len([next(made) for _ in range(3)]) == 3


def test_a_file_is_written_whole_and_for_its_owner(tmp_path: Path) -> None:
    outfile.write(tmp_path / "out.jsonl", jsonl.lines([]))
    assert (tmp_path / "out.jsonl").read_bytes() == b'{"selfcare-journal":1}\n'
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
