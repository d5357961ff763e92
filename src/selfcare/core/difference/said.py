"""How a change is said: its place, its sentence, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar, get_args

from selfcare.core.frozen import frozen

T = TypeVar("T")

Section = Literal["warning signs", "to do and to leave out", "what is asked", "settings", "to read", "the plan"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""In the order in which they are shown."""


@frozen
class Change:
    """One thing that is different for the person."""

    section: Section
    path: str
    """What it is about, as conditions and reports name it: `checklist.prep.caffeine`."""
    sentence: str
    """One line: `caffeine: stop 2 h before, was 4 h before`."""


def compared(
    old: Mapping[str, T],
    new: Mapping[str, T],
    added: Callable[[str, T], Iterator[Change]],
    removed: Callable[[str, T], Iterator[Change]],
    changed: Callable[[str, T, T], Iterator[Change]],
) -> Iterator[Change]:
    """The members of a family side by side, in the order of the new plan, those that are gone last."""
    for name, member in new.items():
        if name not in old:
            yield from added(name, member)
        elif old[name] != member:
            yield from changed(name, old[name], member)
    for name, member in old.items():
        if name not in new:
            yield from removed(name, member)


def renamed(old: Mapping[str, T], new: Mapping[str, T], words: Callable[[T], object]) -> dict[str, str]:
    """The new names, by the old ones, of those that are new by name alone: their `words` are what they were."""
    gone = [name for name in old if name not in new]
    found: dict[str, str] = {}
    for name, member in new.items():
        same = [one for one in gone if one not in found and words(old[one]) == words(member)] if name not in old else []
        if same:
            found[same[0]] = name
    return found


def members(
    section: Section,
    family: str,
    *,
    added: Callable[[T], str] = lambda _: "",
    removed: Callable[[T], str] = lambda _: "",
    called: Callable[[str, T], str],
    changed: Callable[[T, T], Iterable[str]],
) -> Callable[[Mapping[str, T], Mapping[str, T]], Iterator[Change]]:
    """How the flat tables of one family are compared: a sentence for one that is new or gone (empty: none), and of one
    that both plans have, what it is `called` (its name, and as it is now) before what is different (before, now)."""

    def alone(say: Callable[[T], str]) -> Callable[[str, T], Iterator[Change]]:
        return lambda name, one: (Change(section, f"{family}.{name}", told) for told in filter(None, [say(one)]))

    def differs(name: str, before: T, now: T) -> Iterator[Change]:
        return is_called(section, f"{family}.{name}", called(name, now), changed(before, now))

    return lambda old, new: compared(old, new, alone(added), alone(removed), differs)


def quoted(text: str) -> str:
    """Words of a plan in a sentence, on one line."""
    return f"\u201c{' '.join(text.split())}\u201d"


def was(now: str, before: str) -> str:
    """`2 h before, was 4 h before`."""
    return f"{now}, was {before}"


def contrast(lead: str, before: str, now: str) -> Iterator[str]:
    """`it is for today, was an emergency`; nothing where both are the same."""
    if before != now:
        yield f"{lead} {was(now, before)}".strip()


def words_change(called: str, before: str, now: str) -> Iterator[str]:
    """`the reason: “…”, was “…”`; nothing where the words are the same."""
    if before and not now:
        yield f"{called} is left out"
    elif now != before:
        yield f"{called}: {quoted(now)}" + (f", was {quoted(before)}" if before else "")


def is_called(section: Section, path: str, label: str, sentences: Iterable[str]) -> Iterator[Change]:
    """A change for each of the sentences about one thing."""
    for sentence in sentences:
        yield Change(section, path, f"{label}: {sentence}")
