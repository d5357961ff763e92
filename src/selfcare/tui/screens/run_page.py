"""The page of a run: head, the stage's room, what comes next, keys. Pure: a face and a size in, stripes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, apart, cells, centred, fitted, indent
from selfcare.tui.layout import frame, measure
from selfcare.tui.stages.stage import Hint, Room, Stage
from selfcare.tui.text import fit, wrap

SHORT, LOW = 18, 12
"""Rows under which next and keys share a row, and under which the empty rows go."""


class Face(NamedTuple):
    """All that is seen of a run."""

    stage: Stage
    place: str
    """`3 of 7`, or empty."""
    following: str
    """What comes next in the run, or empty."""
    told: str
    """Words at the foot for a few seconds."""
    shades: Shades
    glyphs: Glyphs
    moving: bool
    slow: bool = False
    """The line to the terminal is slow."""


class Areas(NamedTuple):
    """Where the parts of the page stand."""

    left: int
    width: int
    head: int
    """The row of the head; -1: none."""
    top: int
    room: int
    """Rows of the stage's room."""
    following: int
    """The row of what comes next, which may be that of the keys."""
    keys: int


def areas(size: Size, stage: Stage) -> Areas:
    """The parts for this size: the measure of text or the page's margins; on low screens the empty rows go first."""
    page = measure(size) if stage.measured else frame(size)
    left, width, rows = page.left, page.width, size.height
    if stage.bare:
        return Areas(0, size.width, -1, 0, rows, rows - 2, rows - 2)
    if rows >= SHORT and stage.measured:
        return Areas(left, width, 1, 3, rows - 8, rows - 4, rows - 2)
    if rows >= LOW:
        return Areas(left, width, 1, 3, rows - 6, rows - 2, rows - 2)
    if rows >= 4:
        return Areas(left, width, 0, 1, rows - 2, rows - 1, rows - 1)
    return Areas(left, width, -1, 0, rows, -1, -1)


def run_rows(size: Size, face: Face) -> list[Stripe]:
    """The page, `size.height` stripes."""
    stage, at = face.stage, areas(size, face.stage)
    rows: list[Stripe] = [BLANK] * size.height
    columns = at.width if stage.measured else size.width
    room = Room(columns, at.room, face.shades, face.glyphs, face.moving, face.slow)
    for y, stripe in enumerate(stage.draw(room)[: at.room]):
        rows[at.top + y] = indent(stripe, at.left) if stage.measured else stripe
    if stage.silent:
        if face.told and at.keys >= 0:
            _say(rows, size, face, at)
        return rows
    if at.head >= 0:
        rows[at.head] = indent(_head(face, at.width), at.left)
    if at.keys >= 0:
        _foot(rows, size, face, at)
    return rows


def box_place(size: Size, face: Face, row: int) -> tuple[int, int, int]:
    """Column, row and width of the box to type in."""
    at = areas(size, face.stage)
    return at.left, min(max(0, size.height - 1), at.top + row), max(1, at.width)


def _head(face: Face, width: int) -> Stripe:
    """Title, and the stage's own counter or else the place in the run."""
    counter = face.stage.counter() or face.place
    return apart((Stroke(face.stage.title, "muted"),), (Stroke(counter, "muted"),) if counter else (), width)


def _foot(rows: list[Stripe], size: Size, face: Face, at: Areas) -> None:
    """Below the stage: what it says aside, what comes next, keys; for a few seconds something that is said."""
    stage = face.stage
    gives_way = bool(face.told) and not _say(rows, size, face, at)
    aside = stage.aside()
    is_over = bool(aside) and (gives_way or not _fits_foot(aside, stage, at))
    if is_over and at.keys > at.top + at.room:
        rows[at.keys - 1] = centred(fitted((Stroke(aside, "muted"),), at.width), size.width)
    if gives_way and at.following == at.keys:
        return
    if stage.bare:
        page = frame(size)
        if keys := _keys(stage.hints(), page.width):
            rows[at.keys] = indent(apart((), keys, page.width), page.left)
        return
    after = (Stroke(aside, "muted"),) if aside and not is_over else _following(face)
    if at.following == at.keys:
        rows[at.keys] = indent(_beside_keys(after, face, at), at.left)
        return
    if not gives_way:
        rows[at.following] = indent(fitted(after, at.width), at.left)
    key, sign = ("f1", "f1") if stage.editor() else ("question_mark", "?")
    help_key = (Stroke(sign, "text", target=f"key:{key}"), Stroke(" keys", "muted", target=f"key:{key}"))
    keys = _keys([hint for hint in stage.hints() if hint.key != "question_mark"], at.width - 8)
    rows[at.keys] = indent(apart(keys, help_key, at.width), at.left)


def _say(rows: list[Stripe], size: Size, face: Face, at: Areas) -> bool:
    """What is said below: in the last row, that is empty otherwise. Where there is none, or the words are long, what
    comes next and the keys have to give way to it, and this is False."""
    left, width = (frame(size).left, frame(size).width) if face.stage.bare else (at.left, at.width)
    y, said = size.height - 1, wrap(face.told, width)
    fits = y > at.keys and len(said) == 1
    y = y if fits else at.following
    if y + len(said) > size.height or len(said) > 2:
        said = [fit(face.told, width)]
    for line, words in enumerate(said):
        rows[y + line] = indent((Stroke(words, "muted"),), left)
    return fits


def _beside_keys(after: Stripe, face: Face, at: Areas) -> Stripe:
    """What comes next and the keys in one row; the place in the run, or nothing, where there is no room for it."""
    keys = _keys(face.stage.hints(), at.width)
    room = at.width - cells(keys) - 3
    if cells(after) > room and face.place:
        after = (Stroke(face.place, "muted"),) if cells((Stroke(face.place),)) <= room else BLANK
    if cells(after) > room and room < 14:
        after = BLANK
    return keys if face.stage.measured and not after else apart(after, keys, at.width)


def _fits_foot(aside: str, stage: Stage, at: Areas) -> bool:
    """Whether the quiet line can take the place of what comes next."""
    return cells((Stroke(aside),)) + 3 + cells(_keys(stage.hints(), at.width)) <= at.width


def _following(face: Face) -> Stripe:
    words = face.stage.following() or face.following
    return (Stroke(f"next  {words}", "muted"),) if words else BLANK


def _keys(hints: Sequence[Hint], columns: int) -> Stripe:
    """`space pause   ? keys`: keys in text, meanings muted, as many as fit. What can only be read goes first: all but
    the first of it, then what that means, then that too."""
    kept = list(hints)
    read = [hint for hint in kept if not hint.key]
    while read and cells(_pairs(kept)) > columns:
        last = read.pop()
        at = kept.index(last)
        kept[at : at + 1] = [] if read else [last._replace(meaning="")]
    while kept and cells(_pairs(kept)) > columns:
        kept.remove(next((hint for hint in kept if not hint.key), kept[-1]))
    return _pairs(kept)


def _pairs(hints: Sequence[Hint]) -> Stripe:
    strokes: list[Stroke] = []
    for hint in hints:
        target = f"key:{hint.key}" if hint.key else ""
        strokes += [Stroke("   ")] if strokes else []
        strokes.append(Stroke(hint.shown, "text", target=target))
        strokes += [Stroke(f" {hint.meaning}", "muted", target=target)] if hint.meaning else []
    return tuple(strokes)
