"""What Practice offers: patterns and sittings in groups, the last used first, each with its length and those to choose.

Pure: sessions in, groups out. A length that was chosen is offered again, from the last session of that practice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from selfcare.core import breath, cautions, limits, practices, sitting
from selfcare.core.breath import Pattern
from selfcare.core.ledger import Session
from selfcare.core.question import Value
from selfcare.core.sitting import Sitting
from selfcare.errors import UsageError

LATELY = 4
"""How many practices stand on top because they were done last."""
SHORTEST = 30.0


class Offer(NamedTuple):
    """One practice that can be started."""

    path: str
    """`breath.box`, `sitting.breath`: what its sessions are kept under."""
    practice: Pattern | Sitting
    lengths: tuple[float, ...]
    """The seconds to choose from, shortest first."""
    seconds: float
    """Its length: as it was last, else its own."""

    @property
    def is_counted(self) -> bool:
        """Whether its lengths are rounds."""
        return isinstance(self.practice, Pattern) and limits.is_counted(self.practice)

    @property
    def own_seconds(self) -> float:
        """The length its author gave it."""
        return _own_seconds(self.practice)

    @property
    def longest(self) -> float:
        """Seconds that it may last; what a plan's author wrote stays possible."""
        return max(self.lengths[-1], self.own_seconds)


class Group(NamedTuple):
    """Offers under a heading."""

    heading: str
    offers: tuple[Offer, ...]


def groups(
    patterns: Mapping[str, Pattern],
    mine: Collection[str],
    sittings: Mapping[str, Sitting],
    sessions: Iterable[Session],
    said: Mapping[str, Value],
) -> tuple[list[Group], int]:
    """The groups that have something, each practice once; and how many patterns are left out for what was said.

    `mine` names the patterns that are one's own. `sessions` in the order they were recorded.
    """
    suited = {name: each for name, each in patterns.items() if not cautions.said_against(each, said)}
    last = {session.path: session for session in sessions}
    known = {
        **{f"breath.{name}": _offer(f"breath.{name}", each, last) for name, each in suited.items()},
        **{f"sitting.{name}": _offer(f"sitting.{name}", each, last) for name, each in sittings.items()},
    }
    newest = sorted((path for path in last if path in known), key=lambda path: last[path].started, reverse=True)
    lately = newest[:LATELY]
    own = [f"breath.{name}" for name in suited if name in mine]
    breaths = [f"breath.{name}" for name in suited if name not in mine]
    listed = (
        ("Lately", lately),
        ("Yours", [path for path in own if path not in lately]),
        ("Breathing", [path for path in breaths if path not in lately]),
        ("Sitting", [path for path in known if path.startswith("sitting.") and path not in lately]),
    )
    found = [Group(heading, tuple(known[path] for path in paths)) for heading, paths in listed if paths]
    return found, len(patterns) - len(suited)


def moved(offer: Offer, seconds: float, by: int) -> float:
    """The next longer or shorter length from `seconds`; at the end it stays."""
    if by > 0:
        return next((each for each in offer.lengths if each > seconds + 0.5), seconds)
    return next((each for each in reversed(offer.lengths) if each < seconds - 0.5), seconds)


def told(offer: Offer, seconds: float) -> str:
    """`5 min`, `1 min 30 s`, `4 rounds`."""
    if offer.is_counted and isinstance(offer.practice, Pattern):
        rounds = breath.cycle_count(offer.practice, seconds=seconds)
        return f"{rounds} {'round' if rounds == 1 else 'rounds'}"
    return practices.lasting(seconds)


def read(offer: Offer, words: str) -> float:
    """The seconds of a length that was typed: minutes, `90s`, or rounds where they are counted. Raises `UsageError`."""
    from selfcare.core import typed

    number = words.strip()
    if offer.is_counted:
        if not number.isascii() or not number.isdecimal() or not 1 <= int(number[:6]) <= len(offer.lengths):
            raise UsageError(f"write a number of rounds, from 1 to {len(offer.lengths)}")
        return offer.lengths[int(number) - 1]
    seconds = (
        60.0 * int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else typed.seconds(words)
    )
    if not SHORTEST <= seconds <= offer.longest:
        raise UsageError(f"this is for {practices.lasting(SHORTEST)} to {practices.lasting(offer.longest)} at a time")
    return seconds


def asked(offer: Offer, seconds: float) -> tuple[float | None, int | None]:
    """Seconds or rounds to start it with; neither where it is to last as its author wrote."""
    if abs(seconds - offer.own_seconds) < 0.5:
        return None, None
    if offer.is_counted and isinstance(offer.practice, Pattern):
        return None, breath.cycle_count(offer.practice, seconds=seconds)
    return seconds, None


def _offer(path: str, practice: Pattern | Sitting, last: Mapping[str, Session]) -> Offer:
    lengths = limits.lengths(practice) if isinstance(practice, Pattern) else limits.sitting_lengths()
    before = last[path].planned if path in last else None
    offer = Offer(path, practice, lengths, _own_seconds(practice))
    return offer if before is None else offer._replace(seconds=_again(offer, before, _slack(practice)))


def _again(offer: Offer, planned: float, slack: float) -> float:
    """The length that was chosen, from the whole breaths that were planned for it."""
    lengths: Sequence[float] = (offer.own_seconds, *offer.lengths)
    near = min(lengths, key=lambda each: abs(each - planned))
    return near if abs(near - planned) <= slack else max(SHORTEST, min(offer.longest, float(round(planned))))


def _slack(practice: Pattern | Sitting) -> float:
    """Half a breath: so far a length is from what was planned for it."""
    return sum(phase.seconds for phase in practice.cycle) / 2 + 0.5 if isinstance(practice, Pattern) else 0.5


def _own_seconds(practice: Pattern | Sitting) -> float:
    if isinstance(practice, Sitting):
        return sitting.total_seconds(practice)
    if practice.rounds:
        return breath.total_seconds(practice)
    return practice.seconds or breath.DEFAULT_SECONDS
