"""What the whole plan says, with what it takes over from others: for the rules that ask what a plan has to have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from selfcare.planfile.compile.reading import Mark
from selfcare.planfile.document import at
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.translate import texts


def says(subject: Subject, words: Collection[str], pattern: re.Pattern[str]) -> bool:
    """Whether a text of the plan, or of one that it extends, says something, which cannot be without these words."""
    if subject.all_words.isdisjoint(words):
        return False
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
