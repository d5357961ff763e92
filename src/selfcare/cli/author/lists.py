"""Questions with a list to choose from: switched on and off by number or name, some with hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from selfcare.cli.author.interview import Question
from selfcare.core.frozen import replace
from selfcare.errors import UsageError
from selfcare.planfile.start import settled
from selfcare.planfile.start.draft import Draft
from selfcare.planfile.start.offered import BEFORE, PRACTICES, Choice, Item, Practice

SAID = {
    "safety-list": "Fill in the safety list: health facts to tell",
    "goal": "Write down a goal and questions",
    "settle": "Breathe slowly for three minutes",
}
"""Words for items that are not told by their own."""
LEAVE_OUT = "leave out: "
WIDTH = 44
"""Columns of the words of a line."""


def switch(names: Sequence[str], on: Sequence[str], typed: str) -> tuple[str, ...]:
    """Which are on after `3`, `3, 5`, `pain`, `all` or `none`, in their order. Raises `UsageError`."""
    chosen = set(on)
    if typed.lower() in ("all", "none"):
        return tuple(names) if typed.lower() == "all" else ()
    for word in typed.replace(",", " ").split():
        name = named(names, word)
        chosen ^= {name}
    return tuple(name for name in names if name in chosen)


def named(names: Sequence[str], word: str) -> str:
    """The one with this number, or name. Raises `UsageError`."""
    if word.isdecimal() and word.isascii() and 1 <= int(word[:4]) <= len(names):
        return names[int(word) - 1]
    if word.lower() in names:
        return word.lower()
    raise UsageError(f"'{word}' is none of them; type a number from 1 to {len(names)}")


def picks(name: str, ask: str, advice: str, offered: Sequence[Choice], begin: Callable[[Draft], Draft]) -> Question:
    """A list without hours; what is chosen is a field of the same name."""
    names = [choice.name for choice in offered]

    def on(draft: Draft) -> tuple[str, ...]:
        chosen: tuple[str, ...] = getattr(draft, name)
        return chosen

    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, **{name: switch(names, on(draft), typed)})

    def lines(draft: Draft) -> list[str]:
        return [
            f"  {number:>2} [{'x' if choice.name in on(draft) else ' '}] {choice.words}"
            for number, choice in enumerate(offered, 1)
        ]

    def clear(draft: Draft) -> Draft:
        return replace(draft, **{name: ()})

    return Question(name, ask, advice, begin, lambda _: "", take, lines=lines, clear=clear)


class Row(NamedTuple):
    """A line of a list with hours."""

    name: str
    words: str
    usual: str
    least: str
    most: str
    why: str = ""
    stays: bool = False
    fixed: bool = False
    """Whether its hours stay too."""
    side: str = ""
    label: str = ""


def rows_of_items(name: str, ask: str, advice: str, how: str, offered: Sequence[Item]) -> Question:
    """The items before an appointment, or after it."""

    def rows(draft: Draft) -> list[Row]:
        return [_row(item, draft) for item in settled.items(offered, draft)]

    def begin(draft: Draft) -> Draft:
        return replace(draft, **{name: settled.suggested(offered, draft)})

    return _with_hours(name, ask, advice, rows, begin, lambda draft: draft.has_visit, how)


def rows_of_practices(name: str, ask: str, advice: str, how: str) -> Question:
    """What is done day by day."""

    def begin(draft: Draft) -> Draft:
        return replace(draft, **{name: settled.practices()})

    rows = [_practice_row(practice) for practice in PRACTICES]
    return _with_hours(name, ask, advice, lambda _: rows, begin, lambda draft: draft.has_days, how)


def _row(item: Item, draft: Draft) -> Row:
    words = SAID.get(item.name, item.words)
    lead = LEAVE_OUT if item.kind == "avoid" else ""
    least, most = item.bounds or (settled.usual(item), settled.usual(item))
    label = settled.label(item, draft)
    why = f"Why: {item.why} How sure: {label}. {_bounds(item, least, most)}"
    side = "before" if item.begins else "after"
    stays, fixed = settled.is_needed(item, draft), not item.bounds
    return Row(item.name, lead + words, settled.usual(item), least, most, why, stays, fixed, side, label)


def _bounds(item: Item, least: str, most: str) -> str:
    if not item.bounds:
        return "Its hours stay."
    side = "before" if item in BEFORE else "after"
    return f"From {least} to {most} {side}" + (f": {item.bound_why}." if item.bound_why else ".")


def _practice_row(practice: Practice) -> Row:
    return Row(practice.name, practice.title, practice.lasts, "1m", practice.longest, practice.title)


def _with_hours(
    name: str,
    ask: str,
    advice: str,
    rows: Callable[[Draft], list[Row]],
    begin: Callable[[Draft], Draft],
    fits: Callable[[Draft], bool],
    how: str,
) -> Question:
    def hours(draft: Draft) -> Mapping[str, str]:
        found: Mapping[str, str] = getattr(draft, name)
        return found

    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, **{name: _switched(rows(draft), hours(draft), typed)})

    def lines(draft: Draft) -> list[str]:
        return [
            f"  {number:>2} [{'x' if row.stays or row.name in hours(draft) else ' '}] "
            f"{_timed(hours(draft).get(row.name, row.usual), row)} {_cut(row.words):<{WIDTH}}  {row.label}".rstrip()
            for number, row in enumerate(rows(draft), 1)
        ]

    def explain(draft: Draft, about: str) -> str:
        if not about:
            return advice
        found = {row.name: row for row in rows(draft)}
        row = found[named(list(found), about)]
        return f"{row.words}\n{row.why}"

    def clear(draft: Draft) -> Draft:
        return replace(draft, **{name: {}})

    return Question(name, ask, advice, begin, lambda _: "", take, fits, lines, clear, explain, how)


def _timed(hours: str, row: Row) -> str:
    """`  2h before`, `until  1h`, `  5m`."""
    return f"until {hours:>4} " if row.side == "after" else f"{hours:>4} {row.side:<6}"


def _cut(words: str) -> str:
    return words if len(words) <= WIDTH else words[: WIDTH - 1].rstrip() + "…"


def _switched(rows: Sequence[Row], on: Mapping[str, str], typed: str) -> dict[str, str]:
    """The hours by name after what was typed: `3`, `3 5`, `caffeine 3h`, or several of these with commas."""
    chosen = dict(on)
    if typed.lower() in ("all", "none"):
        return {row.name: chosen.get(row.name, row.usual) for row in rows} if typed.lower() == "all" else {}
    found = {row.name: row for row in rows}
    for part in filter(None, (part.strip() for part in typed.split(","))):
        first, *rest = part.split()
        row = found[named(list(found), first)]
        if rest and not all(word in found or (word.isdecimal() and len(word) < 3) for word in rest):
            chosen[row.name] = _within(row, " ".join(rest), first)
        else:
            for word in (first, *rest):
                _flip(found[named(list(found), word)], chosen)
    return {row.name: chosen[row.name] for row in rows if row.name in chosen}


def _flip(row: Row, chosen: dict[str, str]) -> None:
    if row.name not in chosen:
        chosen[row.name] = row.usual
    elif row.stays:
        raise UsageError(f"'{row.words}' stays, since a plan about acupuncture has to say it")
    else:
        del chosen[row.name]


def _within(row: Row, typed: str, called: str) -> str:
    """Hours that an item may have, which was `called` by its number or name. Raises `UsageError`."""
    words = row.words.removeprefix(LEAVE_OUT)
    hours = settled.duration(typed.removesuffix("before").removesuffix("after").strip())
    if row.fixed and hours != row.usual:
        raise UsageError(f"'{words}' stays at {row.usual}")
    if not row.fixed and not settled.length(row.least) <= settled.length(hours) <= settled.length(row.most):
        raise UsageError(f"'{words}' may be {row.least} to {row.most}; '{called}?' says why")
    return hours
