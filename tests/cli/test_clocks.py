"""A clock that is wrong, set back, or changed with the seasons: entries keep their instants and their order."""

from __future__ import annotations

import json

import pytest

from selfcare.core.record import read_stamp
from tests.cli.shell import Shell

ZONES = ("UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
INSTANTS = (
    "2026-12-03T10:42:00-08:00[America/Los_Angeles]",
    "2026-12-03T09:42:00-08:00[America/Los_Angeles]",  # an hour back
    "2026-12-04T10:42:00-08:00[America/Los_Angeles]",  # a day ahead
    "2026-12-02T10:42:00-08:00[America/Los_Angeles]",  # and a day back
    "1970-01-01T00:00:01+00:00[UTC]",
    "2039-06-01T12:00:00+02:00[Europe/Berlin]",
    "2026-03-29T01:59:59+01:00[Europe/Berlin]",  # before and after an hour that is left out
    "2026-03-29T03:00:00+02:00[Europe/Berlin]",
    "2026-10-25T02:30:00+02:00[Europe/Berlin]",  # and one that comes twice
    "2026-10-25T02:30:00+01:00[Europe/Berlin]",
    "2026-04-05T01:45:00+10:30[Australia/Lord_Howe]",
)
"""What the clock says, one after another."""


def test_entries_under_any_clock_are_exported_the_same_in_every_zone_and_in_the_order_of_their_instants(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {}
    for level, instant in enumerate(INSTANTS):
        selfcare.at(instant)
        made[selfcare("log", "pain", str(level % 10), "--note", str(level)).id] = instant
    assert list(made) == sorted(made)  # so that a later correction wins, also after the clock went back
    selfcare.at(INSTANTS[0])
    exports = []
    for zone in ZONES:
        monkeypatch.setenv("TZ", zone)
        exports.append([selfcare.works("export", "--format", form) for form in ("jsonl", "csv")])
    assert exports == [exports[0]] * len(ZONES)
    entries = [json.loads(line) for line in exports[0][0].splitlines()[1:]]
    assert {entry["id"]: entry["answered"].replace(".000000", "") for entry in entries} == made
    answered = [read_stamp(entry["answered"]).timestamp() for entry in entries]
    assert answered == sorted(set(answered))
