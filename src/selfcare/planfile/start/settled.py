"""What follows from choices: items that have to be there, warning signs that belong to a subject, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from selfcare.core.grammar import GrammarError, span
from selfcare.errors import UsageError
from selfcare.planfile.start.draft import Draft
from selfcare.planfile.start.offered import ACUPUNCTURE, AFTER, BEFORE, EVIDENCE, LABELS, PRACTICES, Item

FIRST_WARNINGS = {"stress": ("heart",), ACUPUNCTURE: ("needle", "faint"), "pregnant": ("preg",)}
"""Warning signs that are good to have with a subject, beside those that the rules of safety ask for."""


def items(offered: Sequence[Item], draft: Draft) -> list[Item]:
    """Those of the items that fit what the plan is about."""
    return [item for item in offered if not item.needles or ACUPUNCTURE in draft.about]


def chosen(offered: Sequence[Item], hours: Mapping[str, str], draft: Draft) -> list[tuple[Item, str]]:
    """The chosen items and those that have to be there, each with its hours, as they follow each other."""
    found = [
        (item, hours.get(item.name, usual(item)))
        for item in items(offered, draft)
        if item.name in hours or is_needed(item, draft)
    ]
    sign = -1 if offered is BEFORE else 1
    return sorted(found, key=lambda one: sign * length(one[1]))


def suggested(offered: Sequence[Item], draft: Draft) -> dict[str, str]:
    """The items that are taken unless somebody chooses others."""
    return {item.name: usual(item) for item in items(offered, draft) if item.suggested or is_needed(item, draft)}


def is_needed(item: Item, draft: Draft) -> bool:
    """Whether the rules of safety ask for it."""
    return item.needed and ACUPUNCTURE in draft.about


def source(item: Item, draft: Draft) -> str:
    """The name of its source in this plan."""
    return item.evidence if ACUPUNCTURE in draft.about or item.evidence in EVIDENCE else "custom"


def label(item: Item, draft: Draft) -> str:
    """How sure that source is, in a word."""
    return LABELS.get(source(item, draft), "consensus")


def usual(item: Item) -> str:
    """How long before it begins, or how long after it ends."""
    return item.begins or item.ends


def length(hours: str) -> float:
    """A duration in seconds, days as 24 hours."""
    return span(hours).length


def lacks(draft: Draft) -> str:
    """What is missing before there is anything to write, in a sentence, or nothing."""
    scores = bool(draft.scales or draft.own)
    if draft.has_days and not draft.practice and not scores:
        return "there is nothing to do day by day; choose a practice, or a number that is noted"
    around = chosen(BEFORE, draft.before, draft) or chosen(AFTER, draft.after, draft)
    if draft.has_visit and not around and not scores:
        return "there is nothing to do around the appointment; choose one item before or after it"
    return ""


def practices() -> dict[str, str]:
    """The practices of a day that are taken unless somebody chooses others."""
    return {practice.name: practice.lasts for practice in PRACTICES if practice.suggested}


def breathes(draft: Draft) -> bool:
    """Whether somebody is asked to breathe at a pace."""
    kinds = {practice.name: practice.kind for practice in PRACTICES}
    daily = draft.has_days and any(kinds.get(name) == "breathe" for name in draft.practice)
    return daily or (draft.has_visit and "settle" in draft.before)


def needed_warnings(draft: Draft) -> tuple[str, ...]:
    """The warning signs that the rules of safety ask for, and the one that every plan has."""
    from selfcare.planfile.lint.red_flags import NEEDED

    found = [name for tags, names in NEEDED if not tags.isdisjoint(draft.about) for name in names]
    return tuple(dict.fromkeys([*found, "crisis"]))


def suggested_warnings(draft: Draft) -> tuple[str, ...]:
    """Those that are taken beside the needed ones unless somebody chooses others."""
    found = [name for tag in draft.about for name in FIRST_WARNINGS.get(tag, ())]
    found += ["breath"] if breathes(draft) else []
    return tuple(name for name in dict.fromkeys(found) if name not in needed_warnings(draft))


LONGEST_NAME = 24
"""Characters: it is typed after every command."""
_SMALL = frozenset(["a", "an", "and", "at", "for", "in", "my", "of", "on", "our", "the", "to", "with", "your"])


def _short(words: str) -> str:
    """As many of the words as a name has room for; if not all of them, without the small ones."""
    if len(words) > LONGEST_NAME:
        words = "-".join(word for word in words.split("-") if word not in _SMALL) or words
    kept = words[:LONGEST_NAME].split("-")
    if len(words) > LONGEST_NAME and words[LONGEST_NAME] != "-" and len(kept) > 1:
        kept.pop()
    while len(kept) > 1 and kept[-1] in _SMALL:
        kept.pop()
    return "-".join(kept).strip("-")


def name_of(title: str, otherwise: str = "my-plan") -> str:
    """A name made of words, as a plan, a log or a file may have it; never that of a shipped plan."""
    from selfcare.planfile.compile.table import NAME, slug
    from selfcare.planfile.library import plans

    made = _short(slug(title))
    if not NAME.fullmatch(made):
        made = f"{otherwise}-{made}".strip("-")
    return f"my-{made}" if made in plans() else made


def duration(typed: str) -> str:
    """A duration as plans write it. Raises `UsageError`."""
    return written(span, typed)


def written(read: Callable[[str], object], typed: str) -> str:
    """A value as plans write it, also where it was typed as people say it. Raises `UsageError`."""
    try:
        read(typed)
    except GrammarError as error:
        if error.suggestion:
            return error.mend(typed)
        raise UsageError(str(error)) from None
    return typed
