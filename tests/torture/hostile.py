"""Hostile plans at the largest size: each ends in a diagnostic within its limits of time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.planfile import torture
from tests.torture.row import Row


def rows(folder: Path, scale: float) -> Iterator[Row]:
    row, worst = Row("hostile plans"), torture.Cost(0, 0, 0)
    for name, text in torture.shapes():
        found = torture.cost(text)
        row.tries += 1
        if found is None:
            row.check(False, f"{name}: died, or took half a minute")
            continue
        worst = torture.Cost(max(worst.seconds, found.seconds), max(worst.mib, found.mib), 0)
        row.check(found.seconds < torture.SECONDS, f"{name}: {found.seconds:.1f} s")
        row.check(found.mib < torture.MIB, f"{name}: {found.mib:.0f} MiB")
        row.check(found.problems > 0, f"{name}: no problem was told")
    row.count("ms at most", round(worst.seconds * 1000))
    row.count("MiB at most", round(worst.mib))
    yield row
