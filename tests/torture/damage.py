"""Bits that flip, lost sectors, files cut short: found, or without any effect; never a silently wrong export."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from selfcare.errors import SelfcareError
from selfcare.journal.integrity import examine
from selfcare.journal.store import open_store
from selfcare.share import jsonl
from tests.journal.sample import opened, saved
from tests.torture.row import Row

FLIPS, SECTORS = 1000, 200
SECTOR = 512


def rows(folder: Path, scale: float) -> Iterator[Row]:
    with opened(folder / "whole") as store:
        made = [saved(store, minutes=minute) for minute in range(60)]
        for number in range(10):
            saved(store, "removed" if number % 2 else "entry.corrected", 99, made[number * 5].id)
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


def _exported(place: Path) -> str:
    with open_store(place) as store:
        return "".join(jsonl.lines(store.everything()))


def _spoiled(folder: Path, name: str, count: int, spoil: Callable[[bytearray], object]) -> Row:
    row, whole = Row(f"damage: {name}"), _exported(folder / "whole")
    for _ in range(count):
        shutil.copytree(folder / "whole", folder / "spoiled")
        file = folder / "spoiled" / "journal.db"
        data = bytearray(file.read_bytes())
        spoil(data)
        file.write_bytes(data)
        row.tries += 1
        if examine(folder / "spoiled", verify=True).findings:
            row.count("found")
        else:
            try:
                row.check(_exported(folder / "spoiled") == whole, "another export, and nothing was found")
            except SelfcareError as error:
                row.check(False, f"whole, and cannot be opened: {error}")
            row.count("without effect")
        shutil.rmtree(folder / "spoiled")
    return row
