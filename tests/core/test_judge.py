"""Which of two instants is the later: true for every pair, whatever clocks are set forward or back between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.judge import after

ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "Australia/Lord_Howe", "Pacific/Apia", "UTC")]
NEAR = [datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2011, 12, 30, tzinfo=UTC)]


minutes = st.integers(-90, 90) | st.integers(-4320, 4320)


@given(
    st.sampled_from(NEAR),
    minutes,
    minutes,
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
)
def test_the_later_instant_is_told_by_whatever_clocks(
    near: datetime, first: int, second: int, here: ZoneInfo, there: ZoneInfo
) -> None:
    one, other = near + timedelta(minutes=first), near + timedelta(minutes=second)
    assert after(one.astimezone(here), other.astimezone(there)) is (one > other)
