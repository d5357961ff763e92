"""The handout as plain text, for a printer, a message or a braille display."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from selfcare.core.handout import Group, Handout, Row
from selfcare.core.handout_logs import SHEET, Asked, circled, ends, rooms
from selfcare.core.question import Choice, Field, Number, Scale, Simple, plain_number

WIDTH = 80
BOX = "[ ]"


def lines(page: Handout, width: int = WIDTH) -> Iterator[str]:
    """The page in lines of at most `width` columns, longer words aside."""
    yield from wrap(page.title, width)
    yield "=" * min(width, len(page.title))
    for text in filter(None, (page.occasion, page.summary)):
        yield from wrap(text, width)
    for heading, texts in page.signs:
        yield from ("", heading.upper())
        for text in texts:
            yield from _hanging("  ! ", text, width)
    yield ""
    for label, number in page.numbers:
        yield f"  {label}: {number}"
    yield from _hanging("  ", page.reach, width)
    for group in (*page.groups, *page.practices):
        yield from _group(group, width)
    for title, cues in page.sittings:
        yield from ("", *wrap(title.upper(), width))
        for cue in cues:
            yield from _hanging("  ", cue, width)
    for asked in page.asked:
        yield from _asked(asked, width)
    yield from ("", "PLEASE NOTE")
    for text in page.cautions:
        yield from _hanging("  ", text, width)
    yield from ("", *wrap(page.foot, width))


def _group(group: Group, width: int) -> Iterator[str]:
    yield ""
    yield from wrap(group.heading.upper(), width)
    for row in group.rows:
        yield from _row(row, width)


def _row(row: Row, width: int) -> Iterator[str]:
    told = ([row.when] if row.when else []) + [f"no: {row.words}" if row.kind == "leave out" else row.words]
    yield from _hanging(f"{BOX} ", "  ".join(told), width)
    if row.detail:
        yield from _hanging("      ", row.detail, width)


def _asked(asked: Asked, width: int) -> Iterator[str]:
    yield ""
    yield from wrap(f"{asked.title.upper()} ({asked.when})", width)
    for field in asked.fields:
        yield from _hanging("  ", field.ask, width)
        answers = [line for time in rooms(asked, field) for line in _room(time, field, width)]
        of_scale = ends(field) if isinstance(field.kind, Scale) else ""
        for text in filter(None, (field.help, *answers, of_scale)):
            yield from _hanging("      ", text, width)
    if asked.more:
        yield from _hanging("  ", SHEET, width)


def _room(time: str, field: Field, width: int) -> Iterator[str]:
    """Room for an answer: numbers to circle, boxes to tick, a line to write on."""
    if time:
        yield f"{time}:"
    match field.kind:
        case Scale() as scale:
            yield "   ".join(plain_number(number) for number in circled(scale))
        case Choice(options):
            yield from (f"{BOX} {words}" for words in options.values())
        case Simple("yes-no"):
            yield f"{BOX} yes   {BOX} no"
        case Number(unit):
            yield f"________ {unit}".rstrip()
        case _:
            yield "_" * min(60, width - 6)


def _hanging(lead: str, text: str, width: int) -> Iterator[str]:
    """The paragraphs of a text, the first behind `lead`, the others below it."""
    for paragraph in filter(None, text.split("\n")):
        yield from wrap(
            paragraph, width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
        )
        lead = " " * len(lead)
