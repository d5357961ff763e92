"""A mark as one line of JSON and back. What cannot be read, or is no mark, is none: it comes from a file.

The seconds and the stops of the clock are no part of it: they change every second and stand in a line of their own
before it. How late its signs came stands in a line behind it, which grows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import isfinite
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selfcare.core.breath import WORDS, Phase
from selfcare.core.event import Json
from selfcare.core.mark import Mark
from selfcare.core.record import stamp
from selfcare.core.sitting import Bell
from selfcare.core.text import plain

BELLS = ("start", "half", "end", "every", "at")


def written(mark: Mark) -> str:
    """The mark without its seconds and stops; a zone is kept by name."""
    whole: dict[str, Json] = {
        "title": mark.title,
        "started": stamp(mark.started),
        "path": mark.path,
        "total": mark.total,
        "planned": mark.planned,
        "run": mark.run,
        "stop": mark.stop,
        "plan": mark.plan,
        "seconds": mark.seconds,
        "rounds": mark.rounds,
        "bells": None if mark.bells is None else [[bell.kind, bell.seconds] for bell in mark.bells],
        "cycle": [[phase.kind, phase.seconds, phase.words] for phase in mark.cycle],
    }
    return json.dumps({name: value for name, value in whole.items() if value is not None and value != ""})


def tally(elapsed: float, pauses: int, gaps: int) -> str:
    """Seconds and stops, always as long."""
    return f"{min(max(0.0, elapsed), 1e6):014.6f} {min(pauses, 999_999):06d} {min(gaps, 999_999):06d}\n"


def lateness(late: Sequence[float]) -> str:
    """How late signs came, in milliseconds to the tenth, each with a blank behind it: one without was cut off."""
    return "".join(f"{seconds * 1000:.1f} " for seconds in late)


def read(text: str) -> Mark | None:
    """The mark in a text of three lines: what was counted, the mark, how late its signs came."""
    counted, line, late, *_ = (*text.split("\n", 3), "", "")
    try:
        found = json.loads(line)
        elapsed, pauses, gaps = counted.split()
        if not isinstance(found, dict):
            return None
        return Mark(
            title=plain(_word(found, "title")),
            started=_instant(_word(found, "started")),
            path=plain(_word(found, "path")),
            total=_number(found.get("total")),
            elapsed=_number(float(elapsed)),
            pauses=int(pauses),
            gaps=int(gaps),
            planned=round(_number(found.get("planned", 0))),
            run=_word(found, "run"),
            stop=_word(found, "stop"),
            plan=_word(found, "plan"),
            seconds=None if found.get("seconds") is None else _number(found["seconds"]),
            rounds=None if found.get("rounds") is None else round(_number(found["rounds"])),
            bells=None if found.get("bells") is None else tuple(_bell(*each) for each in found["bells"]),
            cycle=tuple(_phase(*each) for each in found.get("cycle", ())),
            late=_late(late),
        )
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _late(line: str) -> tuple[float, ...]:
    """What is no number ends it: a mark is worth more than how late its signs were."""
    found: list[float] = []
    for each in line.split(" ")[:-1]:
        try:
            found.append(_number(float(each)) / 1000)
        except ValueError:
            break
    return tuple(found)


def _word(found: Mapping[str, object], name: str) -> str:
    word = found.get(name, "")
    if not isinstance(word, str):
        raise TypeError(name)
    return word


def _number(given: object) -> float:
    """A finite number of seconds, not below nought."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given) or given < 0:
        raise ValueError("no number of seconds")
    return float(given)


def _instant(text: str) -> datetime:
    """An aware instant, in its zone where that has a name here."""
    moment, _, name = text.removesuffix("]").partition("[")
    instant = datetime.fromisoformat(moment)
    if instant.tzinfo is None:
        raise ValueError("no zone")
    try:
        return instant.astimezone(ZoneInfo(name)) if name else instant
    except (ZoneInfoNotFoundError, OSError):
        return instant


def _phase(kind: object, seconds: object, words: object) -> Phase:
    if kind not in WORDS or not isinstance(words, str):
        raise ValueError("no phase")
    return Phase(kind, _number(seconds), plain(words))


def _bell(kind: object, seconds: object) -> Bell:
    if kind not in BELLS:
        raise ValueError("no bell")
    return Bell(kind, _number(seconds))  # type: ignore[arg-type]
