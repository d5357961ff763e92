"""A sitting: cues and bells at exact seconds, and which of them fall due between two instants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to show `at` so many seconds, on the sitting's own base length."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Bell:
    """A bell at the start, half way, at the end, `every` so many seconds, or `at` so many seconds."""

    kind: Literal["start", "half", "end", "every", "at"]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meditation of `seconds`, with the base-length times of its cues; another length scales them."""

    name: str
    title: str
    seconds: float = 600.0
    cues: tuple[Cue, ...] = ()
    bells: tuple[Bell, ...] = (Bell("start"), Bell("end"))
    cautions: tuple[str, ...] = ()
