"""What Practice offers, in which order and how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare import planfile
from selfcare.core import limits, offers, own
from selfcare.core.ledger import Session
from selfcare.core.offers import Offer
from selfcare.errors import UsageError

NOW = datetime(2026, 12, 3, 10, 42, tzinfo=ZoneInfo("Europe/Berlin"))
PATTERNS, SITTINGS = planfile.built_in_patterns(), planfile.built_in_sittings()
EVENING = own.pattern(own.read("in 4s, hold 2s, out 6s"), "evening")


def session(days: float, path: str, planned: float | None) -> Session:
    return Session(f"id-{days}", "", path, NOW - timedelta(days=days), 10.0, "done", {}, planned)


def grouped(*sessions: Session, said: dict[str, bool] | None = None) -> dict[str, list[str]]:
    patterns = {**PATTERNS, "evening": EVENING}
    found, _ = offers.groups(patterns, ["evening"], SITTINGS, sessions, said or {})
    return {group.heading: [offer.path for offer in group.offers] for group in found}


def offer(path: str, *sessions: Session) -> Offer:
    found, _ = offers.groups({**PATTERNS, "evening": EVENING}, ["evening"], SITTINGS, sessions, {})
    return next(each for group in found for each in group.offers if each.path == path)


def test_without_sessions_ones_own_come_first_then_breathing_then_sittings() -> None:
    assert list(grouped()) == ["Yours", "Breathing", "Sitting"]


def test_what_was_done_last_stands_on_top_and_nowhere_else() -> None:
    done = [session(3, "breath.box", 120), session(2, "sitting.breath", 300), session(1, "breath.box", 180)]
    found = grouped(*done, session(0.5, "breath.gone", 60))
    assert found["Lately"] == ["breath.box", "sitting.breath"]
    every = [path for paths in found.values() for path in paths]
    assert len(every) == len(set(every)) == len(PATTERNS) + len(SITTINGS) + 1


def test_no_more_than_a_few_are_lately() -> None:
    found = grouped(*(session(10 - at, f"breath.{name}", 60) for at, name in enumerate(list(PATTERNS)[:7])))
    assert found["Lately"] == [f"breath.{name}" for name in reversed(list(PATTERNS)[3:7])]


def test_what_was_said_leaves_patterns_out_and_counts_them() -> None:
    found, left_out = offers.groups({**PATTERNS, "evening": EVENING}, ["evening"], SITTINGS, [], {"panic": True})
    paths = {each.path for group in found for each in group.offers}
    assert left_out == 3
    assert not {"breath.box", "breath.4-7-8", "breath.evening"} & paths
    assert "Lately" not in grouped(session(1, "breath.box", 120), said={"panic": True})


@pytest.mark.parametrize(
    ("path", "planned", "seconds"),
    [
        ("breath.even", 420, 420),
        ("breath.box", 304, 300),
        ("breath.box", 112, 120),
        ("breath.resonance", 451, 451),
        ("breath.4-7-8", 114, 114),
        ("breath.even", 36000, 1200),
        ("breath.even", 3, 30),
        ("sitting.breath", 450, 450),
        ("sitting.silence", None, 600),
    ],
)
def test_the_length_of_last_time_is_offered_again_within_its_limits(
    path: str, planned: float | None, seconds: float
) -> None:
    assert offer(path, session(1, path, planned)).seconds == seconds


def test_longer_and_shorter_go_step_by_step_and_stay_at_the_ends() -> None:
    even = offer("breath.even")
    assert [offers.moved(even, 300, by) for by in (1, -1)] == [360, 240]
    assert [offers.moved(even, 450, by) for by in (1, -1)] == [480, 420]
    assert (offers.moved(even, 1200, 1), offers.moved(even, 30, -1)) == (1200, 30)
    counted = offer("breath.4-7-8")
    assert offers.told(counted, offers.moved(counted, counted.seconds, 1)) == "5 rounds"


@pytest.mark.parametrize(
    ("path", "words", "seconds"),
    [("breath.even", "7", 420), ("breath.even", "90s", 90), ("breath.even", "1m30s", 90), ("breath.4-7-8", "8", 152)],
)
def test_a_length_is_read_as_minutes_a_duration_or_rounds(path: str, words: str, seconds: float) -> None:
    assert offers.read(offer(path), words) == seconds


@pytest.mark.parametrize(
    ("path", "words", "told"),
    [
        ("breath.even", "21", "for 30 s to 20 min at a time"),
        ("breath.box", "6m", "for 30 s to 5 min at a time"),
        ("breath.even", "10s", "for 30 s to 20 min"),
        ("breath.even", "long", "is not a duration"),
        ("breath.even", "²", "is not a duration"),
        ("breath.4-7-8", "9", "a number of rounds, from 1 to 8"),
        ("breath.4-7-8", "2m", "a number of rounds, from 1 to 8"),
        ("sitting.silence", "61", "to 1 h at a time"),
    ],
)
def test_a_length_beyond_its_limits_is_refused_with_what_they_are(path: str, words: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        offers.read(offer(path), words)


def test_it_is_started_as_its_author_wrote_or_for_what_was_chosen() -> None:
    assert offers.asked(offer("breath.4-7-8"), 76) == (None, None)
    assert offers.asked(offer("breath.4-7-8"), 114) == (None, 6)
    assert offers.asked(offer("breath.even"), 420) == (420, None)


def test_every_length_on_the_slider_is_one_that_can_be_asked_for() -> None:
    for name, pattern in PATTERNS.items():
        for seconds in limits.lengths(pattern):
            for_seconds, rounds = offers.asked(offer(f"breath.{name}"), seconds)
            assert rounds or for_seconds or seconds == offer(f"breath.{name}").own_seconds
