"""The page for the practitioner as HTML that needs nothing else: one A4 or Letter page, light and dark, for every ear.

No script, no address, no picture from elsewhere; charts are drawn inline. Every word from outside is escaped and stands
in a `bdi`, so that its own direction turns nothing around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import sqrt

from selfcare.core.hours import Hours
from selfcare.core.report.page import CANNOT_SHOW_CAUSE, Block, Goal, Page, Score
from selfcare.core.text import plain
from selfcare.share import report_chart, report_room, report_words
from selfcare.share.page_html import END, head, said
from selfcare.share.report_words import HEADINGS

STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --text: #16201e; --soft: #46524e; --line: #8b9792;
  --strong: #145946; --care: #7c4205; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #12181a; --text: #dbe4df; --soft: #a9b8b5; --line: #6d7b78; --strong: #8fd3b6; --care: #ecc08a; }
}
* { box-sizing: border-box; }
@page { margin: 10mm 12mm; }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: var(--ground); color: var(--text);
  font: 15px/1.4 Arial, Helvetica, sans-serif; }
header { border-bottom: 2px solid var(--text); margin-bottom: .6em; }
h1 { font-size: 1.5em; line-height: 1.15; margin: 0; }
h2 { font-size: 1.02em; margin: .8em 0 .2em; border-bottom: 1px solid var(--line); break-after: avoid; }
p, ul, ol { margin: .15em 0; }
ul, ol { padding-inline-start: 1.4em; }
.soft, footer { color: var(--soft); }
.label { float: inline-end; font-weight: 600; }
.attention { border: 2px solid var(--care); padding: .2em .7em .4em; break-inside: avoid; }
.attention h2 { color: var(--care); border: 0; margin: .2em 0; }
.attention li { font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--soft); font-size: .88em; }
th, td { text-align: start; vertical-align: top; padding: .18em .6em .18em 0; border-bottom: 1px solid var(--line); }
thead th { font-size: .88em; color: var(--soft); }
tbody th { font-weight: 600; }
.number { text-align: end; white-space: nowrap; }
.whole { white-space: nowrap; }
tr { break-inside: avoid; }
.detail { display: block; font-size: .86em; font-weight: 400; color: var(--soft); }
.columns { columns: 20rem 2; column-gap: 1.8em; margin-top: .8em; }
.columns section { break-inside: avoid; }
.columns section:first-child h2 { margin-top: 0; }
svg { display: block; max-width: 100%; height: auto; }
svg text { fill: var(--soft); font: 9px Arial, Helvetica, sans-serif; }
svg circle { fill: var(--text); }
svg path { fill: none; stroke: var(--line); stroke-width: .6; }
svg .range { stroke: var(--soft); stroke-width: 1; }
svg .week { stroke: var(--strong); stroke-width: 1.4; }
svg .began { stroke: var(--strong); stroke-width: 1; stroke-dasharray: 3 2; }
svg .visit { stroke: var(--text); stroke-width: .8; stroke-dasharray: 1 1.5; }
footer { border-top: 1px solid var(--line); margin-top: .7em; font-size: .86em; }
footer h2 { font-size: 1em; border: 0; margin: .3em 0 0; }
@media print {
  :root { color-scheme: light; --ground: #ffffff; --text: #16201e; --soft: #46524e; --line: #8b9792;
    --strong: #145946; --care: #7c4205; }
  body { padding: 0; max-width: none; font-size: var(--print); line-height: 1.25; }
  .columns { columns: 2; }
  svg { height: 4.6em; width: auto; }
}
"""

LONGEST, NAME = 280, 60
"""Characters of one text on this page, and of a name; the other formats have all of it."""

FULL = 4400.0
"""So many characters fill an A4 or Letter page at 8.5 pt, rows and charts counted as `_amount` does (printed)."""
SMALLEST, LARGEST = 6.5, 10.5
"""Points: below, a page is no longer read with ease."""


def html(page: Page, hours: Hours = "24") -> Iterator[str]:
    """The file's pieces, each with its own line end."""
    page, gone = _roomy(page)
    yield from head(page.title, "en", f"{STYLE}body {{ --print: {_size(page):.1f}pt; }}\n")
    yield "<header>\n"
    if page.label:
        yield f'<p class="label">label: {_name(page.label)}</p>\n'
    yield f"<h1{_lang(page)}>{_words(page.title)}</h1>\n"
    yield f"<p>{said(report_words.span(page))}</p>\n"
    made = report_words.whole_day(page.made.date())
    yield f'<p class="soft">{said(report_words.source(page))}, {report_words.MADE} on {made}</p>\n'
    if page.summary:
        yield f"<p{_lang(page)}>{_words(page.summary)}</p>\n"
    yield "</header>\n<main>\n"
    yield from _section(page, "attention", _attention(page, hours), ' class="attention"')
    yield from _section(page, "goal", _goal(page))
    yield from _section(page, "scores", _scores(page))
    yield '<div class="columns">\n'
    yield from _section(page, "visits", _visits(page, hours))
    yield from _section(page, "adherence", _done(page, hours))
    yield from _section(page, "medicines", _medicines(page))
    yield from _section(page, "notes", _notes(page))
    yield from _section(page, "questions", _questions(page))
    yield "</div>\n</main>\n"
    yield from _small_print(page, gone)
    yield END


def _section(page: Page, block: Block, inside: Iterable[str], attributes: str = "") -> Iterator[str]:
    if page.has(block):
        name = block.replace(" ", "-")
        yield f'<section{attributes} aria-labelledby="{name}">\n<h2 id="{name}">{HEADINGS[block]}</h2>\n'
        yield from inside
        yield "</section>\n"


def _words(text: str, most: int = LONGEST) -> str:
    """Words from outside: escaped, in their own direction, and no longer than the page bears."""
    return f"<bdi>{said(report_room.shortened(plain(text), most))}</bdi>"


def _name(text: str) -> str:
    """The same, of a name."""
    return _words(text, NAME)


def _lang(page: Page) -> str:
    """The attribute for the plan's own words, where they are in another language than the page."""
    return f' lang="{said(page.language)}"' if page.language != "en" else ""


def _paragraph(text: str, name: str = "") -> str:
    return f"<p{f' class={chr(34)}{name}{chr(34)}' if name else ''}>{said(text)}</p>\n" if text else ""


def _list(rows: Sequence[str], tag: str = "ul") -> Iterator[str]:
    if rows:
        yield f"<{tag}>\n"
        yield from (f"<li>{row}</li>\n" for row in rows)
        yield f"</{tag}>\n"


def _attention(page: Page, hours: Hours) -> Iterator[str]:
    rows = []
    for line in page.attention:
        when, what = report_words.attention(line, page.last, hours)
        rows.append(f"{f'{said(when)}: ' if when else ''}{_words(what)}")
    yield from _list(rows)
    yield _paragraph(report_words.no_signs(page))


def _goal(page: Page) -> Iterator[str]:
    for goal in page.goals:
        yield f"<p>“{_words(goal.words)}”{_hardness(page, goal)}</p>\n"
    yield "" if page.goals else _paragraph(report_words.NO_GOAL)


def _hardness(page: Page, goal: Goal) -> str:
    if goal.score is None:
        return ""
    told = f"({report_words.scale(goal.score)}): {report_words.from_to(goal.score)}"
    details = [f"{_name(goal.score.name)} {said(told)}", *map(said, _basis(page, goal.score))]
    return "".join(map(_detail, details))


def _basis(page: Page, score: Score) -> Iterator[str]:
    if basis := report_words.basis(score):
        yield report_room.shortened(plain(basis), LONGEST)
    if score.raw:
        yield f"answers: {', '.join(report_words.raw(score, page.last))}"


def _detail(inside: str) -> str:
    return f' <span class="detail">{inside}</span>'


COLUMNS = ("scale", "before", "now", "change", "answered", "course")


def _scores(page: Page) -> Iterator[str]:
    if not page.scores:
        yield _paragraph(report_words.NO_SCORES)
        return
    yield "<table>\n"
    if any(score.days for score in page.scores):
        yield f"<caption>{said(report_chart.LEGEND)}</caption>\n"
    yield "<thead><tr>"
    yield from (
        f'<th scope="col"{" class=" + chr(34) + "number" + chr(34) if name in COLUMNS[1:4] else ""}>{name}</th>'
        for name in COLUMNS
    )
    yield "</tr></thead>\n<tbody>\n"
    for index, score in enumerate(page.scores, 1):
        yield from _score(page, score, f"c{index}")
    yield "</tbody>\n</table>\n"


def _score(page: Page, score: Score, name: str) -> Iterator[str]:
    label = f" ({said(score.label)})" if score.label else ""
    details = [said(report_words.scale(score)), *map(said, _basis(page, score))]
    yield f'<tr><th scope="row">{_name(score.name)}{label}{"".join(map(_detail, details))}</th>'
    for figure in (score.baseline, score.now):
        yield f'<td class="number">{_minus(report_words.figure(score, figure))}</td>'
    verdict = report_words.verdict(score)
    yield f'<td class="number">{_minus(report_words.change(score))}{_detail(said(verdict)) if verdict else ""}</td>'
    yield f'<td class="whole">{said(report_words.answered(score))}</td>'
    yield f"<td>{report_chart.chart(score, page.visits, page.last, name) or '-'}</td></tr>\n"


def _minus(figures: str) -> str:
    """Numbers with the sign that is read as minus."""
    return said(figures).replace("-", "−") if figures != "-" else "-"


def _visits(page: Page, hours: Hours) -> Iterator[str]:
    if not page.visits:
        yield _paragraph(report_words.NO_VISITS)
        return
    yield f"<table>\n<caption>{said(report_words.counted(page.visits))}</caption>\n"
    scale = f"{_name(page.visit_scale)} before and after" if page.visit_scale else "before and after"
    columns = "".join(f'<th scope="col">{name}</th>' for name in ("visit", "day", "status", scale))
    yield f"<thead><tr>{columns}</tr></thead>\n<tbody>\n"
    for each in page.visits:
        number, when, *rest = map(said, report_words.visit(each, page.last, hours))
        cells = "".join(f"<td>{text}</td>" for text in rest)
        yield f'<tr><td>{number}</td><th scope="row">{when}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"


def _done(page: Page, hours: Hours) -> Iterator[str]:
    yield from _list(
        [
            f"{_name(each.name)}: {said(', '.join(filter(None, [report_words.done(each), report_words.rated(each)])))}"
            for each in page.done
        ]
    )
    yield "" if page.done else _paragraph(report_words.NOTHING_DONE)
    if page.slips:
        yield _paragraph(f"{report_words.OTHERWISE}:")
    rows = []
    for slip in page.slips:
        when, what = report_words.slip(slip, page.last, hours)
        rows.append(f"{said(when)}: {_words(what)}{f': “{_words(slip.note)}”' if slip.note else ''}")
    yield from _list(rows)


def _medicines(page: Page) -> Iterator[str]:
    if not page.medicines and not page.medicine_changes:
        yield _paragraph(report_words.NO_MEDICINES)
        return
    changes = [_dated(change.day, f"“{_words(change.text)}”", page) for change in page.medicine_changes]
    told = [_words(report_words.medicines(each)) for each in page.medicines]
    yield from _list([*told, *(changes or [report_words.NO_CHANGES])])


def _notes(page: Page) -> Iterator[str]:
    yield from _list([_dated(note.day, _words(note.text), page) for note in page.notes])
    yield "" if page.notes else _paragraph(report_words.NO_NOTES)


def _dated(day: date, inside: str, page: Page) -> str:
    return f"{said(report_words.day(day, page.last))}: {inside}"


def _questions(page: Page) -> Iterator[str]:
    if page.matters:
        yield f"<p><strong>Matters most today:</strong> {_words(page.matters)}</p>\n"
    yield from _list([*map(_words, page.questions)], "ol")
    if not page.questions and not page.matters:
        yield _paragraph(report_words.NO_QUESTIONS)
    if page.plan_questions:
        yield _paragraph("From the plan:", "soft")
        yield from _list([*map(_words, page.plan_questions)])


def _small_print(page: Page, gone: dict[str, int]) -> Iterator[str]:
    yield f"<footer>\n<h2>{HEADINGS['small print']}</h2>\n"
    full = report_room.told(gone)
    told = (report_words.missing(page), report_words.left_out(page), full and f"{full} {report_words.ELSEWHERE}")
    inside = " ".join([*(said(text) for text in told if text), *map(_words, page.small_print)])
    yield f"<p>{inside}</p>\n" if inside else ""
    yield f"<p>{CANNOT_SHOW_CAUSE}</p>\n</footer>\n"


def _roomy(page: Page) -> tuple[Page, dict[str, int]]:
    """As much of the page as stands on one sheet at a size that can be read, and how much of what does not."""
    tries = [report_room.cut(page, room) for room in report_room.rooms()]
    return next((each for each in tries if _points(each[0]) >= SMALLEST), tries[-1])


def _size(page: Page) -> float:
    """The size of type, in points, at which all of it stands on one page."""
    return min(LARGEST, max(SMALLEST, _points(page)))


def _points(page: Page) -> float:
    return 8.5 * sqrt(FULL / _amount(page))


def _amount(page: Page) -> float:
    """Characters of the whole page; a table's row, a list's line and a heading count like some."""
    texts = [
        *(line.words for line in page.attention),
        *(goal.words for goal in page.goals),
        *(change.text for change in page.medicine_changes),
        *(note.text for note in page.notes),
        *(slip.words + slip.note for slip in page.slips),
        *page.questions,
        *page.plan_questions,
        page.matters,
    ]
    rows = 1.5 * len(page.visits) + len(page.done) + len(page.medicines) + len(texts)
    across = [page.summary, page.title, *page.small_print]  # these run over both columns
    bases = [text for score in page.scores for text in _basis(page, score)]
    lengths = sum(min(len(text), LONGEST) for text in texts) + sum(min(len(text), LONGEST) for text in across) * 0.7
    return 900 + lengths + 55 * rows + 400 * len(page.scores) + 2 * sum(min(len(text), LONGEST) for text in bases)
