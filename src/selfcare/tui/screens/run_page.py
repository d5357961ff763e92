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
    """Words at the foot until the next key."""
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
    stage = face.stage
    if (aside := stage.aside()) and not _fits_foot(aside, stage, at) and at.keys > at.top + at.room:
        rows[at.keys - 1] = centred(fitted((Stroke(aside, "muted"),), at.width), size.width)
    if stage.bare:
        page = frame(size)
        keys = _keys(stage.hints(), page.width)
        told = face.told
        if keys or told:
            rows[at.keys] = indent(apart((Stroke(told, "muted"),), keys, page.width), page.left)
        return
    said = aside if aside and not face.told and _fits_foot(aside, stage, at) else ""
    after = (Stroke(said, "muted"),) if said else _following(face)
    if at.following == at.keys:
        keys = _keys(stage.hints(), at.width)
        room = at.width - cells(keys) - 3
        if cells(after) > room and face.place:
            after = (Stroke(face.place, "muted"),) if cells((Stroke(face.place),)) <= room else BLANK
        if cells(after) > room and room < 14:
            after = BLANK
        beside = keys if stage.measured and not after else apart(after, keys, at.width)
        rows[at.keys] = indent(beside, at.left)
        return
    rows[at.following] = indent(fitted(after, at.width), at.left)
    key, sign = ("f1", "f1") if stage.editor() else ("question_mark", "?")
    help_key = (Stroke(sign, "text", target=f"key:{key}"), Stroke(" keys", "muted", target=f"key:{key}"))
    keys = _keys([hint for hint in stage.hints() if hint.key != "question_mark"], at.width - 8)
    rows[at.keys] = indent(apart(keys, help_key, at.width), at.left)


def _fits_foot(aside: str, stage: Stage, at: Areas) -> bool:
    """Whether the quiet line can take the place of what comes next."""
    return cells((Stroke(aside),)) + 3 + cells(_keys(stage.hints(), at.width)) <= at.width


def _following(face: Face) -> Stripe:
    if face.told:
        return (Stroke(face.told, "muted"),)
    words = face.stage.following() or face.following
    return (Stroke(f"next  {words}", "muted"),) if words else BLANK


def _keys(hints: Sequence[Hint], columns: int) -> Stripe:
    """`space pause   ? keys`: keys in text, meanings muted, as many as fit; what can only be read goes first."""
    kept = list(hints)
    while kept and cells(_pairs(kept)) > columns:
        kept.remove(next((hint for hint in kept if not hint.key), kept[-1]))
    return _pairs(kept)


def _pairs(hints: Sequence[Hint]) -> Stripe:
    strokes: list[Stroke] = []
    for hint in hints:
        target = f"key:{hint.key}" if hint.key else ""
        strokes += [Stroke("   ")] if strokes else []
        strokes += [Stroke(hint.shown, "text", target=target), Stroke(f" {hint.meaning}", "muted", target=target)]
    return tuple(strokes)
