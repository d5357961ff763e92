"""What a new plan asks: the logs of the library, those that items bring, and a question of the author's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfcare.planfile.start.draft import Draft
from selfcare.planfile.start.offered import BEFORE, FACTS
from selfcare.planfile.start.page import Heading, Part, Table, Value
from selfcare.planfile.start.settled import chosen, name_of

RESERVED = frozenset((
    "pain", "stress", "sleep", "goal", "safety-list", "gad-2", "log", "setting", "and", "or", "not", "in", "yes", "no",
    "count", "days", "mean", "min", "max", "sum",
))  # fmt: skip
"""Names of logs that are taken, and words of conditions."""

KEPT = "The name in brackets stays: records are kept under it."


def logged(draft: Draft) -> list[str]:
    """The names of the logs that are asked."""
    return [*draft.scales, *([own_name(draft)] if draft.own else [])]


def own_name(draft: Draft) -> str:
    """What the author's own question is called."""
    name = name_of(draft.own.title if draft.own else "", "own")
    return f"own-{name}" if name in RESERVED else name


def logs(draft: Draft) -> Iterator[Part]:
    """The heading and the tables of the logs."""
    lists = {name for name, _ in of_items(draft)}
    notes = ("Pain, stress and sleep come from the library, so they need no tables here.",) if draft.scales else ()
    yield Heading("what is asked", (*notes, KEPT, *(() if draft.own else _question(draft))))
    if draft.own:
        yield from _own(draft)
    if "safety-list" in lists:
        yield from _safety_list()
    if "goal" in lists:
        yield from _goal()


def _question(draft: Draft) -> tuple[str, ...]:
    """A question of one's own as a comment, and where it is asked."""
    table: tuple[str, ...] = ("[[routine.practice.steps]]", 'id  = "stiff"', 'log = "stiff"')
    if draft.has_visit:
        table = ("[checklist.prep.stiff]", 'log   = "stiff"', 'short = "how stiff it is"', 'from  = "1h before"')
    return (
        "",
        "For a question of your own, take the # away here and change the words. The last table says when it is asked.",
        "[log.stiff]",
        'title = "Neck"',
        "[log.stiff.level]",
        'scale  = "How stiff is your neck?"',
        'labels = { 0 = "loose", 10 = "rock hard" }',
        *table,
    )


def of_items(draft: Draft) -> list[tuple[str, str]]:
    """The names of the items before the appointment, and when they begin; some are logs."""
    return [(item.name, hours) for item, hours in chosen(BEFORE, draft.before, draft)] if draft.has_visit else []


def _own(draft: Draft) -> Iterator[Part]:
    if draft.own is None:
        return
    name = own_name(draft)
    yield Table(f"log.{name}", {"title": draft.own.title})
    keys: dict[str, Value] = {
        "scale": draft.own.ask,
        "labels": {"0": draft.own.low, "10": draft.own.high},
        "better": draft.own.better,
    }
    asides = {"better": "which end of the scale is the good one: low or high"}
    yield Table(f"log.{name}.level", keys, (), asides)


def _safety_list() -> Iterator[Part]:
    yield Table("log.safety-list", {"title": "Tell your practitioner", "per": "visit"})
    keys: dict[str, Value] = {
        "choice": "Which of these are true for you?",
        "many": True,
        "help": "Tell your practitioner about each one. None of them is a reason to stop a medicine.",
    }
    yield Table("log.safety-list.facts", keys)
    facts: Mapping[str, Value] = dict(FACTS)
    yield Table("log.safety-list.facts.options", facts)
    tell: dict[str, Value] = {
        "if": "log.safety-list.facts != 'none'",
        "say": "Tell your practitioner about each thing you ticked before the first needle.",
        "level": "tell",
    }
    yield Table("alert.tell-first", tell, ("Said at once when an answer calls for it.",))


def _goal() -> Iterator[Part]:
    yield Table("log.goal", {"title": "Goal and questions", "per": "visit"})
    yield Table("log.goal.goal", {"text": "What is your main goal?"})
    yield Table("log.goal.first", {"text": "A question for your practitioner"})
    asked: dict[str, Value] = {"text": "A second question", "if": "first"}
    yield Table("log.goal.second", asked, asides={"if": "only asked when the first one was answered"})
