"""All events as JSON lines: the format that loses nothing and that merges. Called by `selfcare export --format jsonl`.

The first line is `{"selfcare-journal":1}`. Each further line is one event as canonical JSON (RFC 8785), as
`core.record.record` gives it, with one member more: `hash`, the sha256 over the canonical JSON of the rest. The plans
that were in use are among the events (`plan.kept`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selfcare.core.canonical import canonical
from selfcare.core.event import Event
from selfcare.core.record import digest, record

FORMAT = 1


def lines(events: Iterable[Event]) -> Iterator[str]:
    """The file's lines, each with its line end, made one at a time."""
    yield canonical({"selfcare-journal": FORMAT}) + "\n"
    for event in events:
        whole = record(event)
        yield canonical({**whole, "hash": digest(whole)}) + "\n"
