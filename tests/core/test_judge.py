"""Which of two instants is the later: true for every pair, whatever clocks are set forward or back between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core.judge import after

CHANGES = [
    ("Europe/Paris", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("Europe/Paris", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2027, 4, 3, 15, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ("America/Metlakatla", datetime(2018, 11, 4, 10, tzinfo=UTC)),
]
"""Zones, and instants at which their clocks are set; one leaves out a day."""


@pytest.mark.parametrize(("name", "change"), CHANGES)
@pytest.mark.parametrize("step", [10, 60, 24 * 60])
def test_the_later_instant_is_told_by_whatever_clocks(name: str, change: datetime, step: int) -> None:
    zone = ZoneInfo(name)
    around = [change + timedelta(minutes=step * count) for count in range(-12, 13)]
    for one in around:
        for other in around:
            assert after(one.astimezone(zone), other.astimezone(zone)) is (one > other)
            assert after(one.astimezone(zone), other) is (one > other)
