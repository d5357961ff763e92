"""A scale to choose a number on: numbers, a track with a tick for each, the words of its anchors under its ends.

Three shapes: across, one below the other on narrow screens, and one line where there is no room for either. A scale
of more than eleven values is a track with the chosen number over it.
"""

from __future__ import annotations

from rich.cells import cell_len

from selfcare.core.question import Scale
from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, cells, fitted, indent, merged, paragraph
from selfcare.tui.text import fit

MOST_NUMBERS = 11
WIDE, NARROW = 6, 3
"""Columns from one number to the next."""
FIELD = 2
"""Columns of the chosen number's field on either side of its last digit."""


def values(scale: Scale) -> list[float]:
    """Every value of the scale, lowest first."""
    steps = max(0, round((scale.high - scale.low) / scale.step)) if scale.step > 0 else 0
    return [round(scale.low + step * scale.step, 9) for step in range(min(steps, 1000) + 1)]


def number(value: float) -> str:
    """A value as people write it: `4`, `4.5`."""
    return f"{value:g}"


def scale_rows(scale: Scale, chosen: float | None, columns: int, rows: int, glyphs: Glyphs = "full") -> list[Stripe]:
    """The scale in at most so many columns and rows. A click on a number has the target `value:4`.

    On low screens first the words between the ends give way to those of the chosen number, then the empty rows go.
    """
    every = values(scale)
    step = min(WIDE, (columns - 2 * FIELD - 1) // max(1, len(every) - 1))
    if len(every) > MOST_NUMBERS:
        shapes = _sliders(scale, chosen, columns, glyphs)
    elif columns >= 32 and step >= NARROW:
        shapes = _across(scale, chosen, WIDE if step >= WIDE else NARROW, columns, glyphs)
    else:
        shapes = [_stacked(scale, chosen, columns)]
    return next((shape for shape in shapes if len(shape) <= rows), _line(scale, chosen, columns)[: max(1, rows)])


def _across(scale: Scale, chosen: float | None, step: int, columns: int, glyphs: Glyphs) -> list[list[Stripe]]:
    """The scale in one piece, the highest first."""
    every = values(scale)
    ends = [FIELD + at * step for at in range(len(every))]
    at = every.index(chosen) if chosen in every else None
    empty = _numbers(every, ends, at, columns, shown=False)
    numbers = _numbers(every, ends, at, columns, shown=True)
    track = _track(every, ends, at, glyphs)
    anchors = _anchors(scale, ends[-1] + 1)
    drawn = [empty, numbers, empty, BLANK, track, BLANK, *anchors]
    between, here = _between(scale, columns), _words_of(scale, chosen, columns, 1)
    if not between:
        return [drawn, [numbers, track, *anchors], [numbers, track]]
    brief = [BLANK, *_words_of(scale, chosen, columns, 2)]
    return [
        [*drawn, BLANK, *between],
        [*drawn, *brief],
        [numbers, track, BLANK, *anchors, *brief],
        [numbers, track, *anchors, *here],
        [numbers, track, *here],
        [numbers, track],
    ]


def _numbers(every: list[float], ends: list[int], chosen: int | None, columns: int, *, shown: bool) -> Stripe:
    """One of the three rows of numbers; each is written so that its last digit stands over its tick."""
    row: list[Stroke] = []
    at = 0
    reach = min(FIELD, (ends[1] - ends[0]) // 2) if len(ends) > 1 else FIELD
    for index, (value, end) in enumerate(zip(every, ends, strict=True)):
        target = f"value:{number(value)}"
        words = number(value) if shown else ""
        start, stop = end - reach, end + reach + 1
        if at < start:
            row.append(Stroke(" " * (start - at)))
            at = start
        text = (" " * (end + 1 - len(words) - at) + words).ljust(stop - at)[: max(0, columns - at)]
        here = index == chosen
        row.append(Stroke(text, "ink" if here else "text", "accent" if here else "", here, target))
        at = stop
    return tuple(row)


def _track(every: list[float], ends: list[int], chosen: int | None, glyphs: Glyphs) -> Stripe:
    thin, heavy, tick, knob = ("-", "=", "+", "o") if glyphs == "plain" else ("─", "━", "┬", "●")
    row = [Stroke(" " * ends[0])]
    done = ends[chosen] if chosen is not None else ends[0] - 1
    for at in range(ends[0], ends[-1] + 1):
        value = min(range(len(ends)), key=lambda index: abs(ends[index] - at))
        target = f"value:{number(every[value])}"
        if chosen is not None and at <= done:
            row.append(Stroke(knob if at == done else heavy, "accent", target=target))
        else:
            row.append(Stroke(tick if at in ends else thin, "still", target=target))
    return merged(row)


def _anchors(scale: Scale, width: int) -> list[Stripe]:
    """The words of the ends flush with the track, on two rows if need be."""
    labels = scale.labels or {}
    left, right = labels.get(scale.low, ""), labels.get(scale.high, "")
    inside = width - FIELD
    if cell_len(left) + cell_len(right) + 2 <= inside:
        gap = " " * (inside - cell_len(left) - cell_len(right))
        return [(Stroke(" " * FIELD), Stroke(left), Stroke(gap), Stroke(right))] if left or right else []
    right = fit(right, inside)
    return [
        (Stroke(" " * FIELD), Stroke(fit(left, inside))),
        (Stroke(" " * (width - cell_len(right))), Stroke(right)),
    ]


def _between(scale: Scale, columns: int) -> list[Stripe]:
    """What the numbers between the ends mean, all in one line of text."""
    inner = {value: words for value, words in (scale.labels or {}).items() if value not in (scale.low, scale.high)}
    words = " · ".join(f"{number(value)} {words}" for value, words in sorted(inner.items()))
    return [indent(row, FIELD) for row in paragraph(words, columns - FIELD, "muted")] if words else []


def _words_of(scale: Scale, chosen: float | None, columns: int, lines: int) -> list[Stripe]:
    """What the chosen number means, or the nearest below it that has words, in as many lines as any of them needs, at
    most `lines`: what stands under it never moves.
    """
    inside = columns - FIELD
    labels = {value: f"{number(value)} {words}" for value, words in (scale.labels or {}).items()}
    below = [value for value in labels if chosen is not None and value <= chosen]
    drawn = {value: paragraph(words, inside, "muted") for value, words in labels.items()}
    high = min(lines, max(map(len, drawn.values()), default=1))
    rows = drawn[max(below)] if below else []
    if len(rows) > high:
        rows = paragraph(fit(labels[max(below)], inside * high - inside // 2 * (high - 1)), inside, "muted")[:high]
    return [*(indent(row, FIELD) for row in rows), *([BLANK] * (high - len(rows)))]


def _stacked(scale: Scale, chosen: float | None, columns: int) -> list[Stripe]:
    labels = scale.labels or {}
    rows: list[Stripe] = []
    for value in values(scale):
        here = value == chosen
        ink, ground = ("ink", "accent") if here else ("text", "")
        words = f" {number(value):>3} "
        rest = Stroke(" " + labels.get(value, ""), "text" if value in (scale.low, scale.high) else "muted")
        rows.append(fitted((Stroke(words, ink, ground, here, f"value:{number(value)}"), rest), columns))
    return rows


def _line(scale: Scale, chosen: float | None, columns: int) -> list[Stripe]:
    """`0 to 10   4`, for the smallest screens."""
    row = [Stroke(f"{number(scale.low)} to {number(scale.high)}")]
    if chosen is not None:
        row += [Stroke("  "), Stroke(f" {number(chosen)} ", "ink", "accent", True)]
    return [fitted(tuple(row), columns)]


def _sliders(scale: Scale, chosen: float | None, columns: int, glyphs: Glyphs) -> list[list[Stripe]]:
    """A long scale: one track, the chosen number in its field above the knob; the highest shape first."""
    thin, heavy, knob = ("-", "=", "o") if glyphs == "plain" else ("─", "━", "●")
    width = max(2, columns - 2 * FIELD)
    every = values(scale)
    share = (len(every) - 1) / (width - 1)
    at = None if chosen is None else round((chosen - scale.low) / (scale.high - scale.low) * (width - 1))
    track = [Stroke(" " * FIELD)]
    for column in range(width):
        target = f"value:{number(every[round(column * share)])}"
        done = at is not None and column <= at
        sign = knob if column == at else heavy if done else thin
        track.append(Stroke(sign, "accent" if done else "still", target=target))
    words = "" if chosen is None else f" {number(chosen)} "
    lead = 0 if at is None else max(0, min(columns - len(words), FIELD + at - len(words) // 2))
    field: Stripe = (Stroke(" " * lead), Stroke(words, "ink", "accent", True)) if words else BLANK
    ends = (number(scale.low), number(scale.high))
    labels = scale.labels or {}
    low, high = (
        f"{end} {labels.get(value, '')}".strip() for end, value in zip(ends, (scale.low, scale.high), strict=True)
    )
    gap = FIELD + width - FIELD - cell_len(low) - cell_len(high)
    under: list[Stripe] = [(Stroke(" " * FIELD), Stroke(low), Stroke(" " * max(1, gap)), Stroke(high))]
    if cells(under[0]) > columns:
        under = [(Stroke(" " * FIELD), Stroke(fit(low, width))), (Stroke(" " * FIELD), Stroke(fit(high, width)))]
    return [[field, BLANK, merged(track), BLANK, *under], [field, merged(track), *under], [field, merged(track)]]
