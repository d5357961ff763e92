"""The handout as a page to print: HTML that needs nothing else, on A4 and on Letter, in black on white.

No script, no address, no picture; every word of the plan is escaped. Boxes and circles are drawn with borders, so that
they print where colours do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from math import sqrt

from selfcare.core.handout import Group, Handout, Row
from selfcare.core.handout_logs import SHEET, Asked, circled, ends, rooms
from selfcare.core.question import Choice, Field, Number, Scale, Simple, plain_number
from selfcare.share.page_html import END, head, said

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
@page { margin: 9mm 11mm; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: #fff; color: #111;
  font: 15px/1.4 Arial, Helvetica, sans-serif; }
header { border-bottom: 2px solid #111; margin-bottom: .6em; }
h1 { font-size: 1.5em; line-height: 1.15; margin: 0; }
h2 { font-size: 1.02em; margin: .9em 0 .25em; border-bottom: 1px solid #777; break-after: avoid; }
p { margin: .15em 0; }
.occasion { font-size: 1.12em; font-weight: 600; }
main { columns: 24rem 2; column-gap: 1.6em; }
main > section:first-child h2 { margin-top: 0; }
ul { list-style: none; margin: 0; padding: 0; }
li > div { white-space: pre-line; }
li { display: grid; grid-template-columns: .85em 1fr; column-gap: .45em; align-items: start;
  break-inside: avoid; margin: .22em 0; }
.box { width: .85em; height: .85em; border: 1.3px solid #111; margin-top: .25em; }
.when { font-weight: 600; white-space: nowrap; }
.no { font-weight: 600; }
.detail, .foot, .cues, .ends { color: #333; font-size: .9em; line-height: 1.25; }
.signs { border: 2px solid #111; padding: .3em .7em .5em; break-inside: avoid; }
.signs h2 { margin: .4em 0 .15em; border: 0; }
.question { break-inside: avoid; margin: .3em 0 .5em; }
.timed { display: grid; grid-template-columns: 5.2em 1fr; column-gap: .4em; align-items: center; }
.timed > span { font-size: .9em; line-height: 1.1; }
.numbers span { display: inline-block; min-width: 1.65em; padding: .05em 0; margin: .1em .12em; text-align: center;
  border: 1.2px solid #111; border-radius: 50%; font-variant-numeric: tabular-nums; }
.options span { display: inline-block; margin-right: 1em; }
.options .box { display: inline-block; margin: 0 .35em 0 0; vertical-align: -.08em; }
.line { border-bottom: 1px solid #555; height: 1.5em; }
.foot { border-top: 1px solid #777; margin-top: .8em; padding-top: .3em; }
@media print {
  body { padding: 0; max-width: none; font-size: var(--print); line-height: 1.2; }
  main { columns: 2; column-gap: 7mm; }
}
"""


def html(page: Handout) -> Iterator[str]:
    """The file's pieces, each with its own line end."""
    yield from head(page.title, page.language, f"{STYLE}body {{ --print: {_size(page):.1f}pt; }}\n")
    yield f"<header>\n<h1>{_said(page.title)}</h1>\n"
    yield from (f'<p class="{name}">{_said(text)}</p>\n' for name, text in _lead(page) if text)
    yield "</header>\n<main>\n"
    yield from _signs(page)
    for group in (*page.groups, *page.practices):
        yield from _section(group.heading, _rows(group))
    for title, cues in page.sittings:
        yield from _section(title, [f'<p class="cues">{"<br>".join(map(_said, cues))}</p>\n'])
    for asked in page.asked:
        yield from _section(f"{asked.title} ({asked.when})", _questions(asked))
    yield from _section("Please note", (f'<p class="detail">{_said(text)}</p>\n' for text in page.cautions))
    yield f'</main>\n<footer class="foot">{_said(page.foot)}</footer>\n{END}'


SIDE, FIRST = 7400.0, 1300.0
"""So many characters fill a side of A4 or Letter at 8 pt, as `_amount` counts them (printed), and so many fewer fit in
all: the first side has the title and the warning signs, and no block is broken.
"""
SMALLEST, LARGEST = 9.0, 11.0
"""Points. What would have to be smaller to stand on fewer sides is hard to read for many, so it takes one more."""


def _size(page: Handout) -> float:
    """The size of type, in points, at which it fills as few sides as can be read."""
    amount = max(1.0, _amount(page))
    sizes = (8.0 * sqrt((SIDE * sides - FIRST) / amount) for sides in count(1))
    return min(LARGEST, next(size for size in sizes if size >= SMALLEST))


def _amount(page: Handout) -> float:
    """Characters of the whole page; an unfinished line, a space between and room for an answer count like some."""
    rows = [row for group in (*page.groups, *page.practices) for row in group.rows]
    fields = [field for asked in page.asked for field in asked.fields]
    answers = sum(len(rooms(asked, field)) for asked in page.asked for field in asked.fields)
    texts = [
        *(text for _, signs in page.signs for text in signs),
        *(f"{row.when} {row.words}" for row in rows),
        *(row.detail for row in rows),
        *(cue for _, cues in page.sittings for cue in cues),
        *(text for field in fields for text in (field.ask, field.help)),
        *(words for field in fields for words in _options(field)),
        *page.cautions,
    ]
    headings = len(page.groups) + len(page.practices) + len(page.asked) + len(page.sittings)
    return sum(map(len, texts)) + 28 * len(rows) + 30 * len(fields) + 80 * answers + 60 * headings


def _options(field: Field) -> Iterable[str]:
    return field.kind.options.values() if isinstance(field.kind, Choice) else ()


def _lead(page: Handout) -> tuple[tuple[str, str], ...]:
    return (("occasion", page.occasion), ("summary", page.summary))


def _said(text: str) -> str:
    """Words of the plan; paragraphs stand below each other."""
    return said("\n".join(filter(None, text.split("\n"))))


def _part(name: str, text: str) -> str:
    return f'<div class="{name}">{_said(text)}</div>' if text else ""


def _section(heading: str, inside: Iterable[str]) -> Iterator[str]:
    yield f"<section>\n<h2>{_said(heading)}</h2>\n"
    yield from inside
    yield "</section>\n"


def _signs(page: Handout) -> Iterator[str]:
    yield '<section class="signs">\n'
    for heading, texts in page.signs:
        yield f"<h2>{_said(heading)}</h2>\n"
        yield from (f"<p>{_said(text)}</p>\n" for text in texts)
    called = "; ".join(f"{label}: {number}" for label, number in page.numbers)
    yield f"<p><strong>{_said(called)}</strong></p>\n"
    yield f"<p>{_said(page.reach)}</p>\n</section>\n" if page.reach else "</section>\n"


def _rows(group: Group) -> Iterator[str]:
    yield "<ul>\n"
    yield from (_row(row) for row in group.rows)
    yield "</ul>\n"


def _row(row: Row) -> str:
    no = '<span class="no">no: </span>' if row.kind == "leave out" else ""
    told = " ".join(filter(None, [row.day, row.when]))
    when = f'<span class="when">{_said(told)}</span> ' if told else ""
    return f'<li><span class="box"></span><div>{when}{no}{_said(row.words)}{_part("detail", row.detail)}</div></li>\n'


def _questions(asked: Asked) -> Iterator[str]:
    for field in asked.fields:
        detail = _part("detail", field.help)
        answers = "".join(_timed(time, _room(field)) for time in rooms(asked, field))
        labels = _part("ends", ends(field) if isinstance(field.kind, Scale) else "")
        yield f'<div class="question"><div>{_said(field.ask)}</div>{detail}{answers}{labels}</div>\n'
    if asked.more:
        yield f'<p class="detail">{SHEET}</p>\n'


def _timed(time: str, room: str) -> str:
    return f'<div class="timed"><span>{_said(time)}</span>{room}</div>' if time else room


def _room(field: Field) -> str:
    """Room for an answer: numbers to circle, boxes to tick, a line to write on."""
    match field.kind:
        case Scale() as scale:
            numbers = "".join(f"<span>{plain_number(number)}</span>" for number in circled(scale))
            return f'<div class="numbers">{numbers}</div>'
        case Choice(options):
            return _boxes(options.values())
        case Simple("yes-no"):
            return _boxes(("yes", "no"))
        case Number(unit):
            return f"<div>____________ {_said(unit)}</div>"
        case _:
            return '<div class="line"></div>'


def _boxes(options: Iterable[str]) -> str:
    ticked = "".join(f'<span><span class="box"></span>{_said(words)}</span>' for words in options)
    return f'<div class="options">{ticked}</div>'
