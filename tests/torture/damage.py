"""Bits that flip, lost sectors, files cut short: found, or without any effect; never a silently wrong export.

Both are asked: `doctor --verify`, which finds it, and the export that a person runs without having asked a doctor.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from selfcare.errors import SelfcareError
from selfcare.journal.integrity import examine
from selfcare.share import jsonl
from tests.journal.sample import NOON, opened
from tests.torture.journals import write_rich
from tests.torture.row import Row

FLIPS, SECTORS = 1000, 200
SECTOR = 512


def rows(folder: Path, scale: float) -> Iterator[Row]:
    write_rich(folder / "whole")
    chance = random.Random(4)

    def flip(data: bytearray) -> None:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)

    def wipe(data: bytearray) -> None:
        start = chance.randrange(len(data) // SECTOR) * SECTOR
        data[start : start + SECTOR] = bytes(SECTOR)

    yield _spoiled(folder, "one flipped bit", round(FLIPS * scale), flip)
    yield _spoiled(folder, "one sector of zeroes", round(SECTORS * scale), wipe)
    yield _spoiled(folder, "half a file", 1, lambda data: data.__delitem__(slice(len(data) // 2, None)))
    yield _spoiled(folder, "an empty file", 1, lambda data: data.clear())


def _spoiled(folder: Path, name: str, count: int, spoil: Callable[[bytearray], object]) -> Row:
    row, whole = Row(f"damage: {name}"), _exported(folder / "whole")
    for _ in range(count):
        shutil.copytree(folder / "whole", folder / "spoiled")
        file = folder / "spoiled" / "journal.db"
        data = bytearray(file.read_bytes())
        spoil(data)
        file.write_bytes(data)
        os.utime(folder / "spoiled" / "journal.mark", (NOON.timestamp(),) * 2)  # today's quick check was before
        is_found, exported = bool(examine(folder / "spoiled", verify=True).findings), _exported(folder / "spoiled")
        row.tries += 1
        row.count("found" if is_found else "without effect")
        row.count("refused by export", exported is None)
        row.check(exported in (None, whole), "another export, and nothing was said")
        row.check(is_found or exported == whole, "doctor finds nothing, and export refuses")
        row.check(bool(data) or exported is None, "an emptied journal is taken for a new one")
        shutil.rmtree(folder / "spoiled")
    return row


def _exported(place: Path) -> str | None:
    """None: refused with a sentence."""
    try:
        store = opened(place)
    except SelfcareError:
        return None
    try:
        return "".join(jsonl.lines(store.everything()))
    except SelfcareError:
        return None
    finally:
        store._let_go()  # without the copy of the day
