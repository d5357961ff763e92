"""What is known about a diagnostic code; `codes` has them all."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A stable word for one kind of problem."""

    word: str
    says: str
    wrong: str
    """A line that brings it up."""
    right: str
    """What to write instead."""
    reason: str = ""
    """Why it matters, for `plan explain`."""
    source: str = ""
    """Where the rule comes from, for `plan explain`."""
    aliases: tuple[str, ...] = ()
    """Its ids on the clinical page of the design."""
    waivable: bool = False
    """Whether `# selfcare: allow CODE because …` is heard. What protects people is never waived."""
