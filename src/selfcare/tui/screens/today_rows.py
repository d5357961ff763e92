"""How Today is painted: from what it shows to rows, at any size. Pure; `screens.today` keeps the state.

Where rows are short it gives up, in this order: empty rows between items, the second line of the sentence, clock rows
that are not open and do not open soon, the clock itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.geometry import Size

from selfcare.core import prepclock, words
from selfcare.core.agenda import Agenda
from selfcare.core.line import Line
from selfcare.core.words import Hours
from selfcare.tui.glyphs import Glyphs
from selfcare.tui.layout import NARROW, WIDE, Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.listpage import focus, in_sight, more_below
from selfcare.tui.text import fit, wrap

if TYPE_CHECKING:
    from selfcare.core.agenda import Episode
    from selfcare.core.mark import Mark

LIST_ROWS, HEIGHT = 5, 24
"""Rows the clock leaves to the list on a screen of this height or less; one more for every three that it is higher."""

SIGNS_HEIGHT = 12
"""Rows below which there is no room for a warning sign: its key is enough."""

WHY_COLUMNS = 36
"""Columns of the reasons beside the list."""

GAP = 10
"""Columns between the list and the reasons."""

Group = Literal["first", "open", "to come", "past", "keeping"]


class Entry(NamedTuple):
    """One row of the list: a line of the agenda, or an offer that stands before them."""

    group: Group
    mark: str
    text: str
    right: str = ""
    line: Line | None = None
    does: Literal["line", "go on", "ask", "follow", "resume", "tell", "episode"] = "line"
    left: Mark | None = None
    """The practice that was interrupted, where the row offers one."""
    episode: Episode | None = None
    """The episode that the row asks about."""
    tells: str = ""
    """What the row has to say, where that is all it does."""


class View(NamedTuple):
    """All that Today shows."""

    agenda: Agenda
    entries: Sequence[Entry]
    at: int
    top: int
    said: str
    """What is said instead of the second line, after an act or when a reminder falls due."""
    hours: Hours
    glyphs: Glyphs
    keys: Sequence[tuple[str, str]]
    """Keys for the row in focus."""
    press: Callable[[int], Press]
    places: Callable[[Frame], Row]
    signs_key: str
    """The key that shows all warning signs."""


class Painted(NamedTuple):
    """The rows, and the first entry that is shown."""

    rows: list[Row]
    top: int


CLOCK_ROLES: dict[str, tuple[str, bool]] = {
    "space": ("text", False),
    "label-open": ("text", False),
    "label": ("muted", False),
    "elapsed": ("line", False),
    "open": ("accent", False),
    "to-come": ("accent-soft", False),
    "clip": ("muted", False),
    "dot": ("line", False),
    "hour": ("muted", False),
    "now": ("accent", False),
    "appointment": ("bright", True),
    "track": ("still", False),
}
"""The palette's role, and whether it is bold, for each role of the clock."""


def paint(view: View, size: Size) -> Painted:
    """The page."""
    page, rows = frame(size), blank(size.height)
    narrow = size.width < NARROW
    y = _head(view, page, rows, narrow=narrow)
    foot = size.height - (5 if narrow and size.height >= 16 else 3)
    end = _signs(view, page, rows, foot)
    y = _clock(view, size, page, rows, y, end)
    wide = size.width >= WIDE
    listing = page._replace(right=page.right - WHY_COLUMNS - GAP) if wide else page
    top = _list(view, listing, rows, y, end, size.width)
    if wide:
        _why(view, page, rows, y, end)
    if narrow and size.height >= 16:
        hints = Row()
        key_hints(hints, page.left, view.keys, page.right)
        place(rows, size.height - 4, hints)
    place(rows, size.height - 2, view.places(page))
    return Painted(rows, top)


def _signs(view: View, page: Frame, rows: list[Row], foot: int) -> int:
    """Warning signs that stay in sight, above the places, and where all of them are; the end of what is above.

    The word says what they are: where there is no colour nothing else does.
    """
    word = "Warning sign" if page.width >= NARROW else "Warning"
    signs = view.agenda.signs[: 2 if page.height >= HEIGHT else 1]
    if not signs or page.height < SIGNS_HEIGHT:
        return foot
    for offset, sign in enumerate(signs):
        row = Row()
        end = row.put_right(page.right, "all" if page.width >= NARROW else "", "muted")
        end = row.put_right(end - 1, view.signs_key, "text") - 2
        row.put(page.left, fit(f"{word}: {sign}", max(0, end - page.left)), "care")
        place(rows, foot - len(signs) + offset, row)
    return foot - len(signs) - 1


def _head(view: View, page: Frame, rows: list[Row], *, narrow: bool) -> int:
    """Title, sentence and second line; the row below them."""
    y = 1 if page.height > 6 else 0
    now = view.agenda.now
    if not narrow and page.height >= 12:
        title = Row()
        title.put(page.left, "Today", "muted")
        title.put_right(page.right, f"{words.day(now.date())}   {words.clock_time(now, view.hours)}", "muted")
        place(rows, y, title)
        y += 2
    sentence = words.sentence(view.agenda, view.hours)
    place(rows, y, _sentence(sentence, page))
    second = view.said or words.second_line(view.agenda, view.hours, brief=narrow)
    if second and (page.height >= 14 or view.said):
        y += 1
        row = Row()
        row.put(page.left, fit(second, page.width), "muted")
        place(rows, y, row)
    return y + 1


def _sentence(sentence: words.Sentence, page: Frame) -> Row:
    """Bold; the number that a person came for in accent.

    Too long a one loses the end of what stands before the number.
    """
    row = Row()
    room = page.width - len(sentence.number) - len(sentence.after)
    column = row.put(
        page.left,
        fit(sentence.before, max(0, room)) if len(sentence.before) > room else sentence.before,
        "bright",
        bold=True,
    )
    column = row.put(column, sentence.number, "accent", bold=True)
    row.put(column, sentence.after, "bright", bold=True)
    return row


def _clock(view: View, size: Size, page: Frame, rows: list[Row], y: int, end: int) -> int:
    """The prep clock between empty rows; the row the list begins in."""
    roomy = size.width >= WIDE and size.height >= 36
    room = end - y - LIST_ROWS - max(0, size.height - HEIGHT) // 3 - 2
    room = max(0, room - 2 * roomy)
    agenda = view.agenda if size.width < NARROW else prepclock.soonest(view.agenda, room)
    clock = prepclock.layout(agenda, size.width, room, glyphs=view.glyphs.clock, hours=view.hours)
    if not clock:
        return y + 1
    y += 2 if roomy else 1
    for pieces in clock:
        row, column = Row(), page.left
        for piece in pieces:
            role, bold = CLOCK_ROLES[piece.role]
            column = row.put(column, piece.text, role, bold=bold)
        place(rows, y, row)
        y += 1
    return y + (2 if roomy else 1)


def _list(view: View, page: Frame, rows: list[Row], y: int, end: int, width: int) -> int:
    """The entries, as many as fit around the one in focus, and whether more follow, never how many: nothing here counts
    what is left. On an empty day what can be added."""
    if not view.entries and NARROW <= width < WIDE and y < end:
        key_hints(hints := Row(), page.left, view.keys, page.right)
        place(rows, y, hints)
    blocks = [_block(view, page, index, entry, width) for index, entry in enumerate(view.entries)]
    spaced = width >= WIDE and sum(len(block) + 1 for block in blocks) <= end - y
    gaps = [_gap(view.entries, index, width, spaced=spaced) for index in range(len(blocks))]
    if sum(map(len, blocks)) + sum(gaps) > end - y:
        gaps = [0] * len(blocks)
    heights = [len(block) + gap for block, gap in zip(blocks, gaps, strict=True)]
    sight = in_sight(heights, view.at, view.top, end - y, [True] * len(heights))
    for index in range(sight.top, sight.end):
        y += gaps[index] if index > sight.top else 0
        for row in blocks[index]:
            if y < end:
                place(rows, y, row)
            y += 1
    if sight.more:
        place(rows, end - 1, more_below(page))
    return sight.top


def _gap(entries: Sequence[Entry], index: int, width: int, *, spaced: bool) -> int:
    """Empty rows before an entry: between all where there is room, else between groups that differ in kind."""
    if index == 0:
        return 0
    before, here = entries[index - 1].group, entries[index].group
    if spaced:
        return 1
    starts = here == "keeping" or (width >= NARROW and before in ("first", "open") and here not in ("first", "open"))
    return 1 if before != here and starts else 0


def _block(view: View, page: Frame, index: int, entry: Entry, width: int) -> list[Row]:
    """An entry's row; in focus its whole text and, where there is no column for it, the reason."""
    here = index == view.at
    left = page.left + 2
    room = page.width - 2 - (len(entry.right) + 2 if entry.right else 0)
    texts = wrap(entry.text, max(8, room))[:4] if here else [fit(entry.text, max(1, room))]
    rows = [Row() for _ in texts]
    details = _details(view, page, entry) if here and NARROW <= width < WIDE else []
    rows += details
    for row in rows:
        if here:
            focus_under(row, page, view.glyphs.focus)
        row.press(0, page.right + 2, view.press(index))
    quiet = entry.group in ("to come", "past")
    rows[0].put(page.left, entry.mark, _mark_role(entry))
    for row, text in zip(rows, texts, strict=False):
        row.put(left, text, "bright" if here else "muted" if quiet else "text", bold=here)
    if entry.right:
        rows[0].put_right(page.right, entry.right, "text" if here else "muted")
    return rows


def focus_under(row: Row, page: Frame, glyph: str) -> None:
    """The ground and the bar of the focus, under what the row already holds."""
    held, row.pieces = row.pieces, []
    focus(row, page, glyph)
    row.pieces += [piece._replace(ground="raised") for piece in held]


def _mark_role(entry: Entry) -> str:
    if entry.group in ("first", "open", "keeping"):
        return "accent"
    return "muted"


def _details(view: View, page: Frame, entry: Entry) -> list[Row]:
    """The reason, how sure anyone is of it, and the first key, under the row in focus."""
    line, left = entry.line, page.left + 2
    hint = view.keys[0] if view.keys else ("", "")
    hint_width = len(hint[0]) + 1 + len(hint[1])
    why, strength = (line.why, line.strength) if line else ("", "")
    lines = wrap(why, page.width - 2 - hint_width - 2) if why else [""]
    rows = [Row() for _ in lines[:3]]
    column = left
    for row, words_ in zip(rows, lines, strict=False):
        column = row.put(left, words_, "muted")
    if strength:
        if column + 2 + len(strength) > page.right - hint_width - 2:
            rows.append(Row())
            column = left - 2
        rows[-1].put(column + 2, strength, "muted")
    if hint[0]:
        end = rows[-1].put_right(page.right, hint[1], "muted")
        rows[-1].put_right(end - 1, hint[0], "text")
    return rows


def _why(view: View, page: Frame, rows: list[Row], y: int, end: int) -> None:
    """Beside the list: the reason of the row in focus, its evidence label in full, and the keys."""
    left = page.right - WHY_COLUMNS
    entry = view.entries[view.at] if view.entries else None
    line = entry.line if entry else None
    shown: list[list[tuple[str, str]]] = []
    if line and line.why:
        shown += [[("Why", "muted")], [], *([(text, "text")] for text in wrap(line.why, WHY_COLUMNS)), []]
    if line and line.strength:
        meaning = words.STRENGTHS.get(line.strength, "")
        first, *rest = wrap(f"{line.strength}  {meaning}", WHY_COLUMNS) or [""]
        after = first.removeprefix(line.strength).strip()
        shown += [[(line.strength, "accent"), (after, "muted")], *([(text, "muted")] for text in rest), []]
    for pieces in shown:
        row = rows[y] if y < end else Row()
        row.under, column = row.ground, left
        for text, role in pieces:
            column = row.put(column, text, role) + 2
        y += 1
    column = left
    for key, meaning in view.keys:
        if column > left and column + len(key) + 1 + len(meaning) > page.right:
            y, column = y + 1, left
        if y < end:
            rows[y].under = rows[y].ground
            column = key_hints(rows[y], column, [(key, meaning)], page.right)
