"""A practice of selfcare, recorded from outside: what its screen said when, and what its journal says of it."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate, chain, cycle, takewhile
from pathlib import Path
from typing import NamedTuple

from benchmarks.onsets import Course, Onset, Piece, course, onsets
from benchmarks.processes import MeasureError, environment, selfcare
from benchmarks.terminal import Terminal, foremost, words

PHASES = ((2.0, "through the nose"), (4.0, "through pursed lips"))
"""Those of the quickest pattern of the library, which itself is for five minutes at most: twenty onsets a minute, no
holds, so that the shape moves all the time."""
PATTERN = ", ".join(f"{kind} {seconds:g}s {said}" for kind, (seconds, said) in zip(("in", "out"), PHASES, strict=True))
CYCLE = sum(seconds for seconds, _ in PHASES)
OVER = 2.0
"""Seconds after its end until a practice is kept and its last card shown."""

_WORDS = re.compile("|".join(name for _, name in PHASES), re.IGNORECASE)


class Practice(NamedTuple):
    """What was seen of one practice, and what is kept of it."""

    seen: Sequence[Onset]
    """The first of them is the picture that the practice began with."""
    begun: float | None
    """When it began by its own journal, in seconds of `perf_counter`; None where that keeps whole seconds only."""
    outcome: str
    """`done`, `stopped`; `not kept` where the journal has nothing of it."""
    receipt: Mapping[str, float]

    @property
    def course(self) -> Course:
        """Lateness of each onset after the first picture, from the beginning where that is known."""
        return self._course(self.begun)

    @property
    def from_earliest(self) -> Course:
        """The same, from the earliest onset of all."""
        return self._course(None)

    def _course(self, begun: float | None) -> Course:
        plan = planned(CYCLE * len(self.seen))
        return course([each.at for each in self.seen[1:]], plan[1 : len(self.seen)], begun)

    @property
    def first(self) -> float | None:
        """Seconds from its beginning until its first words stood on the screen."""
        return None if self.begun is None else self.seen[0].at - self.begun


def home(root: Path, name: str, motion: str = "full") -> dict[str, str]:
    """The environment of a new home under `root`."""
    place = root / name
    config = place / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'motion = "{motion}"\n')
    return environment(place)


def breathe(seconds: float) -> tuple[str, ...]:
    """The command."""
    return selfcare("breathe", PATTERN, "--for", f"{seconds:g}s", "--quiet")


def practise(env: Mapping[str, str], seconds: float) -> Practice:
    """Breathe for so long, to the end. `seconds` is a multiple of a breath."""
    with foremost(), Terminal(breathe(seconds), env) as terminal:
        terminal.until(has_begun)
        terminal.rest(seconds + OVER)
        terminal.leave()
        pieces = terminal.recording()
    return kept(env, pieces)


def kept(env: Mapping[str, str], pieces: Sequence[Piece]) -> Practice:
    """What the recording shows, and what the journal has of it."""
    seen = onsets(pieces, sign)
    if not seen:
        raise MeasureError("no phase of the practice was ever seen")
    said = subprocess.run(selfcare("history", "--json"), env=dict(env), check=True, capture_output=True, text=True)
    sessions = json.loads(said.stdout)["sessions"]
    if not sessions:
        return Practice(seen, None, "not kept", {})
    last = max(sessions, key=lambda session: str(session["started"]))
    return Practice(seen, _moment(last["started"]), last["outcome"], last["receipt"])


def has_begun(screen: bytes) -> bool:
    """Whether the words of a phase have come."""
    return bool(sign(words(screen)))


def sign(text: str) -> str:
    """The words of the phase that is shown."""
    found = _WORDS.search(text)
    return found[0].lower() if found else ""


def planned(seconds: float) -> list[float]:
    """When phases begin in a practice of so many seconds, the first of them at 0."""
    lengths: Iterator[float] = cycle(length for length, _ in PHASES)
    return list(takewhile(lambda at: at < seconds, accumulate(chain((0.0,), lengths))))


def plan(seconds: float, begun: float) -> list[Onset]:
    """Those phases with their words, from a beginning in seconds of `perf_counter`."""
    names = cycle(words.lower() for _, words in PHASES)
    return [Onset(begun + at, name) for at, name in zip(planned(seconds), names, strict=False)]


def _moment(started: str) -> float | None:
    """A time of the journal as `perf_counter` would have told it."""
    moment = datetime.fromisoformat(started)
    return moment.timestamp() - time.time() + time.perf_counter() if moment.microsecond else None
