"""Which events still stand. The journal keeps a derived table by it, and `doctor --verify` proves the two equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Link(NamedTuple):
    """What liveness knows of an event."""

    id: str
    kind: str
    supersedes: str
    """An id, or empty."""


def ended(links: Iterable[Link]) -> set[str]:
    """The ids that no longer stand.

    An event ends what it supersedes until it is itself undone. So an undo of an undo gives the event back, and a
    removal of a correction does not bring back what was corrected. Of several corrections of one event that were not
    undone the greatest id stands. What supersedes an unknown event waits for it; links in a circle count for nothing.
    """
    known = {link.id: link for link in links}
    waiting = Counter(link.supersedes for link in known.values())
    ready = [name for name in known if not waiting[name]]
    over: set[str] = set()
    undone: set[str] = set()
    correction: dict[str, str] = {}
    for name in ready:  # grows while it is walked: an event comes after all that supersede it
        _, kind, target = known[name]
        if target not in known:
            continue
        if name not in undone:
            over.add(target)
            if kind == "undone":
                undone.add(target)
            elif kind == "entry.corrected":
                lesser, greater = sorted((correction.get(target, name), name))
                correction[target] = greater
                if lesser != greater:
                    over.add(lesser)
        waiting[target] -= 1
        if not waiting[target]:
            ready.append(target)
    return over
