"""Journals to torture: as released versions wrote them, and one with something of everything."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from selfcare.share import jsonl
from tests.journal.sample import opened, saved

FIXTURES = Path(__file__).parents[1] / "journal"
"""`version-N.sql`: a journal as version N wrote it, with its device."""
DEVICE = "00112233aabbccdd"


def released() -> list[Path]:
    """The fixtures of all released versions."""
    return sorted(FIXTURES.glob("version-*.sql"))


def write_old(home: Path, fixture: Path | None = None) -> None:
    """A journal of a released version, of the first one unless another is named, in a home."""
    data = home / "data"
    data.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(data / "journal.db")) as raw:
        raw.executescript((fixture or released()[0]).read_text(encoding="utf-8"))
    (data / "journal.db").chmod(0o600)
    (data / "journal.mark").write_text(f"{DEVICE}\n", encoding="ascii")


def write_rich(data: Path, count: int = 60) -> None:
    """Entries, corrections, removals, an undone step and a half-typed answer."""
    with opened(data) as store:
        made = [saved(store, minutes=minute) for minute in range(count)]
        for number in range(10):
            saved(store, "removed" if number % 2 else "entry.corrected", count + 39, made[number * 5].id)
        saved(store, "undone", count + 40, made[7].id)
        store.save_draft("note", "half a sentence")


def strangers(home: Path) -> None:
    """A journal, and beside it `other.jsonl`: what another device exported."""
    write_rich(home / "data")
    write_rich(other := home / "other")
    with opened(other) as store:
        (home / "other.jsonl").write_text("".join(jsonl.lines(store.everything())), encoding="utf-8")
    shutil.rmtree(other)
