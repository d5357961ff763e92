"""A number before and after a practice."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.core import rating
from selfcare.core.plan import Breathe, Plan, Routine
from selfcare.core.start import alone
from selfcare.core.stops import lay_out
from selfcare.errors import NotFoundError, UsageError

LOGS = {name: log for name, log in planfile.built_in_logs().items() if name in ("pain", "stress", "sleep")}
EVEN = planfile.built_in_patterns()["even"]
WALK = alone(Plan(id="", title="Even", patterns={"even": EVEN}), Breathe("even"), "Even")


@pytest.mark.parametrize("word", ["stress", "stress.level", "log.stress.level"])
def test_it_is_named_by_its_log_or_in_full(word: str) -> None:
    assert rating.named(word, LOGS) == "stress.level"


def test_only_numbers_for_right_now_are_offered() -> None:
    assert rating.offered(LOGS) == {"pain": "pain.level", "stress": "stress.level"}


@pytest.mark.parametrize(
    ("word", "error", "told"),
    [
        ("mood", NotFoundError, "there is no log 'mood' to rate by; there are: pain, stress"),
        ("stress.lvl", NotFoundError, "'stress' does not ask for 'lvl'; it has: level"),
        ("sleep", UsageError, "'sleep' is not a number for right now"),
        ("sleep.quality", UsageError, "is not a number for right now"),
    ],
)
def test_what_cannot_be_rated_is_refused(word: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        rating.named(word, LOGS)


def test_a_rated_practice_asks_the_same_number_before_and_after() -> None:
    walk = rating.rated(WALK, "stress.level", LOGS)
    assert isinstance(walk.course, Routine)
    stops = lay_out(walk.plan, walk.course)
    assert [stop.path.rpartition(".")[2] for stop in stops] == ["rate-before", "1", "rate-after"]
    assert rating.rated(WALK, "", LOGS) == WALK
