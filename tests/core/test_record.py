"""The written form of an event, and its hash."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from selfcare.core.canonical import canonical
from selfcare.core.event import Event
from selfcare.core.record import Record, offset_seconds, read_stamp, stamp, zone_name

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_stamp_has_the_local_time_the_offset_and_the_zone() -> None:
    assert stamp(datetime(2026, 12, 3, 14, 30, tzinfo=BERLIN)) == "2026-12-03T14:30:00.000000+01:00[Europe/Berlin]"
    assert (
        stamp(datetime(2026, 12, 3, 14, 30, tzinfo=timezone(timedelta(hours=-5)))) == "2026-12-03T14:30:00.000000-05:00"
    )
    assert stamp(datetime(2026, 12, 3, 14, 30, tzinfo=UTC)) == "2026-12-03T14:30:00.000000+00:00[UTC]"


def test_a_local_time_that_does_not_exist_is_written_as_the_one_it_means() -> None:
    assert stamp(datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)) == "2026-03-29T03:30:00.000000+02:00[Europe/Berlin]"


def test_both_passes_through_an_hour_that_comes_twice_are_kept_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert stamp(first) == "2026-10-25T02:30:00.000000+02:00[Europe/Berlin]"
    assert stamp(first.replace(fold=1)) == "2026-10-25T02:30:00.000000+01:00[Europe/Berlin]"


def test_a_bare_offset_has_no_zone_name_and_a_named_one_keeps_its_name() -> None:
    assert zone_name(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == ""
    assert zone_name(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2), "Mars/Base"))) == "Mars/Base"
    assert offset_seconds(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=-2)))) == -7200


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        stamp(datetime(2026, 1, 1))


def test_what_is_empty_is_left_out_and_the_hash_is_over_the_rest() -> None:
    entry = Event(
        id="01",
        device="d",
        kind="entry.recorded",
        answered=datetime(2026, 1, 1, tzinfo=UTC),
        values={"b": 2.0, "a": "ä"},
    )
    written = (
        '{"answered":"2026-01-01T00:00:00.000000+00:00[UTC]","device":"d","id":"01",'
        '"kind":"entry.recorded","values":{"a":"ä","b":2}}'
    )
    hashed = hashlib.sha256(written.encode()).hexdigest()
    assert Record(entry).hash == hashed
    assert Record(entry).line == written.replace('"id"', f'"hash":"{hashed}","id"')


def test_every_field_of_an_event_is_in_its_record() -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    full = Event("i", "d", "k", when, "p", "v", "h", "l", "o", when, when, {"a": 1}, "n", "s")
    line = Record(full).line
    written = json.loads(line)
    assert canonical(written) == line
    assert len(written) == len(Event.__match_args__) + len(["hash"])
    assert written["closure"] == "h"
    assert written["meant"] == written["shown"] == written["answered"]


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=2), "Mars/Base")),
        datetime(1880, 1, 1, tzinfo=BERLIN),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2026, 1, 1, tzinfo=UTC),
    ],
)
def test_a_stamp_is_read_back_as_the_same_instant_in_the_same_zone(instant: datetime) -> None:
    read = read_stamp(stamp(instant))
    assert read.timestamp() == instant.timestamp()
    assert stamp(read) == stamp(instant)
    assert (read.tzinfo is BERLIN) == (instant.tzinfo is BERLIN)


def test_a_stamp_of_a_zone_whose_rules_have_changed_keeps_its_offset() -> None:
    text = "2026-12-03T14:30:00.000000+03:30[Europe/Berlin]"
    assert stamp(read_stamp(text)) == text
    with pytest.raises(ValueError, match="offset"):
        read_stamp("2026-12-03T14:30:00")
