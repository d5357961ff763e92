"""A figure: what was measured against what, and how it stands to its target. And the table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from statistics import median
from typing import NamedTuple

Pairs = Sequence[tuple[float, float]]
"""Ours and the floor, measured one right after the other."""

UNITS: dict[str, Callable[[float], str]] = {
    "s": lambda value: f"{value * 1000:.1f} ms",
    "KiB": lambda value: f"{value / 1024:.1f} MiB",
    "share": lambda value: f"{value * 100:.2f} %",
    "B/s": lambda value: f"{value / 1000:.2f} kB/s",
}


class Figure(NamedTuple):
    """One row of the table. `is_met` is None where there is no target."""

    row: str
    what: str
    ours: str
    floor: str
    ratio: str
    target: str
    is_met: bool | None

    @property
    def verdict(self) -> str:
        """In a word."""
        return "" if self.is_met is None else "meets" if self.is_met else "misses"


HEADINGS = Figure("row", "what", "ours", "floor", "ratio (median; min–max)", "target", None)


def ratio(row: str, what: str, pairs: Pairs, limit: float, unit: str = "s") -> Figure:
    """Ours to the floor: the median of the pairs' ratios, which a slow minute touches on both sides alike."""
    ratios = [ours / floor for ours, floor in pairs]
    middle = median(ratios)
    ours, floor = (UNITS[unit](median(side)) for side in zip(*pairs, strict=True))
    spread = f"{middle:.2f}; {min(ratios):.2f}–{max(ratios):.2f}"
    return Figure(row, what, ours, floor, spread, f"<= {limit:g}", middle <= limit)


def delays(row: str, what: str, ours: Sequence[float], floor: Sequence[float], limits: tuple[float, float]) -> Figure:
    """Seconds, as their median and the value that 99 of 100 stay below, against limits in milliseconds."""
    middle, late = median(ours), percentile(ours, 0.99)
    is_met = middle * 1000 <= limits[0] and late * 1000 <= limits[1]
    quotient = f"{middle / median(floor):.2f}" if floor else ""
    target = f"<= {limits[0]:g} / {limits[1]:g} ms"
    return Figure(row, what, _delay(ours), _delay(floor) if floor else "", quotient, target, is_met)


def within(row: str, what: str, value: float, limit: float, unit: str) -> Figure:
    """A figure by itself, against its limit."""
    return Figure(row, what, UNITS[unit](value), "", "", f"<= {UNITS[unit](limit)}", value <= limit)


def lateness(row: str, what: str, late: Sequence[float], limits: tuple[float, float] | None = None) -> Figure:
    """Seconds, as their median, the value that 99 of 100 stay below and the worst, against limits in milliseconds for
    the last two (`inf`: none). Without limits it is a peer's."""
    if not late:
        return Figure(row, what, "none seen", "", "", "", None if limits is None else False)
    parts = [median(late) * 1000, percentile(late, 0.99) * 1000, max(late) * 1000]
    told = " / ".join(f"{part:.1f}" for part in parts) + " ms"
    if limits is None:
        return Figure(row, what, "", told, "", "", None)
    is_met = parts[1] <= limits[0] and parts[2] <= limits[1]
    target = " / ".join(f"{limit:g}" for limit in limits if limit < inf)
    return Figure(row, what, told, "", "", f"<= {target} ms" if target else "", is_met if target else None)


def drift(row: str, what: str, slope: float, doubt: float, limit: float | None = None) -> Figure:
    """Seconds late more a second, told in milliseconds a minute with one standard error, against a limit of those.

    A short run cannot tell little drift from none: where chance alone (two standard errors) may pass the limit there is
    no verdict, but for what no chance explains.
    """
    told = f"{slope * 60e3:+.2f} ± {doubt * 60e3:.2f} ms a minute"
    if limit is None:
        return Figure(row, what, "", told, "", "", None)
    least, chance, most = abs(slope) - 2 * doubt, 2 * doubt, limit / 60e3
    is_met = (None if least - doubt <= most else False) if chance > most else least <= most
    return Figure(row, what, told, "", "", f"<= {limit:g} ms a minute", is_met)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-share * len(ranked) // 1) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """All of them in columns."""
    lines = [(*figure[:-1], figure.verdict) for figure in (HEADINGS, *figures)]
    widths = [max(len(str(line[column])) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _delay(values: Sequence[float]) -> str:
    return f"{median(values) * 1000:.1f} / {percentile(values, 0.99) * 1000:.1f} ms"
