"""Paced breathing: a pattern of phases, and what is shown of it after so many seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PhaseKind = Literal["in", "hold", "out", "rest"]


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a cycle. A `hold` keeps the breath in, a `rest` keeps it out."""

    kind: PhaseKind
    seconds: float
    words: str = ""
    """The author's words for it ("through the mouth"), empty for the standard ones."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """The pace moves from the pattern's cycle to the cycle `to` (the same phases) over so many seconds."""

    to: tuple[Phase, ...]
    over: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A breathing pattern: a cycle of phases, repeated for `seconds` or for `rounds`. An empty cycle is unpaced breath."""

    name: str
    title: str
    cycle: tuple[Phase, ...]
    seconds: float | None = 300.0
    rounds: int | None = None
    ramp: Ramp | None = None
    unsafe_for: tuple[str, ...] = ()
    """Caution tags (pregnant, heart, lung, seizure, panic, eye) that hide it."""
    cautions: tuple[str, ...] = ()
