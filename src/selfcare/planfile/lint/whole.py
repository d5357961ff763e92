"""What the whole plan says, with what it takes over from others: for the rules that ask what a plan has to have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from selfcare.core.plan import Breathe, Meditate
from selfcare.planfile.compile.reading import Mark
from selfcare.planfile.document import at
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.problem import Location
from selfcare.planfile.translate import texts

Practised = TypeVar("Practised", Breathe, Meditate)


def says(subject: Subject, words: Collection[str], pattern: re.Pattern[str]) -> bool:
    """Whether a text of the plan, or of one that it extends, says something, which cannot be without these words."""
    if subject.own is subject.whole:
        return any(pattern.search(text.words) for text in subject.saying(words))
    return any(pattern.search(text) for text in all_texts(subject) if any(word in text.lower() for word in words))


def all_texts(subject: Subject) -> Iterable[str]:
    """Every text of the plan and of those it extends."""
    if subject.own is subject.whole:
        return (text.words for text in subject.texts)
    found = (at(subject.whole.data, location) for location in texts(subject.whole.data))
    return (words for words in found if isinstance(words, str))


def place_of_tag(subject: Subject, tags: Collection[str]) -> Mark:
    """Where the plan says that it is of a kind: the first of these tags, else its title."""
    for index, tag in enumerate(subject.plan.tags):
        if tag in tags:
            return subject.mark(("plan", "tags", index))
    return subject.mark(("plan", "title"))


def practised(subject: Subject, key: str, kind: type[Practised]) -> Iterator[tuple[Location, Practised]]:
    """Every item, then every step, that has people practise, with its table. `key`: the word of its kind in files."""
    for checklist in subject.plan.checklists.values():
        for item in checklist.items.values():
            if isinstance(item.action, kind):
                yield ("checklist", checklist.name, item.name), item.action
    for routine in subject.plan.routines.values():
        actions = [step.action for step in routine.steps if isinstance(step.action, kind)]
        if actions:
            steps = at(subject.whole.data, ("routine", routine.name, "steps"))
            for index, action in zip(_with_key(steps, key), actions, strict=False):
                yield ("routine", routine.name, "steps", index), action


def _with_key(steps: object, key: str) -> list[int]:
    found = enumerate(steps if isinstance(steps, list) else ())
    return [index for index, step in found if isinstance(step, dict) and key in step]
