"""A simulated course as a page of its own: no script, nothing from elsewhere, light or dark, and made to be printed.

Every text of a plan is escaped: it is shown and never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core import words
from selfcare.core.hours import Hours
from selfcare.core.simulation.happening import Timeline
from selfcare.share import timeline as told
from selfcare.share.page_html import END, head, said
from selfcare.share.timeline import Row, Stretch

STYLE = """
:root { color-scheme: light dark; --ground: #fdfcf9; --ink: #22211f; --soft: #5d5a54; --line: #dcd8cf; --care: #8c2f1b;
  --mark: #2f5d50; }
@media (prefers-color-scheme: dark) { :root { --ground: #1b1c1d; --ink: #eae7e0; --soft: #aaa69d; --line: #3a3b3c;
  --care: #f0a58f; --mark: #9ccbbb; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .25rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
p { margin: .25rem 0; }
.soft, .told, code { color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
td { vertical-align: top; padding: .25rem .5rem .25rem 0; }
td:first-child { width: 5.5rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
td:nth-child(2) { width: 1.5rem; color: var(--mark); text-align: center; }
td:nth-child(4) { width: 15rem; }
code { font-size: .75rem; overflow-wrap: anywhere; }
.says { display: block; color: var(--soft); }
.care td:nth-child(2), .care td:nth-child(3) strong { color: var(--care); }
.visit { font-weight: 600; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@media (max-width: 40rem) { tr { display: grid; grid-template-columns: 5.5rem 1.5rem 1fr; }
  td:nth-child(4) { grid-column: 3; width: auto; } td:nth-child(2) { width: auto; } }
@media print { :root { --ground: #fff; --ink: #000; --soft: #333; --line: #999; --care: #000; --mark: #000; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } tr, h2 { break-inside: avoid; }
  h2 { break-after: avoid; } @page { margin: 15mm; } }
"""


HEADS = "<thead><tr><th>time</th><th>sign</th><th>what</th><th>how it stands</th></tr></thead>\n"
"""Heard, not seen: columns are plain to the eye."""


def as_html(timeline: Timeline, *, hours: Hours = "24", note: str = "") -> Iterator[str]:
    """The lines of the page, each with its line end."""
    title = told.heading(timeline)
    yield from head(title, timeline.plan.language, STYLE)
    yield f"<main>\n<header>\n<h1>{said(title)}</h1>\n"
    for line in (*told.above(timeline, hours), *([note] if note else [])):
        yield f"<p>{said(line)}</p>\n"
    yield "</header>\n"
    for stretch in told.stretches(timeline, hours):
        yield from _day(stretch, hours)
    yield "<footer>\n"
    for line in (*told.below(timeline), " · ".join(told.LEGEND)):
        yield f'<p class="soft">{said(line)}</p>\n'
    yield f"</footer>\n</main>\n{END}"


def _day(stretch: Stretch, hours: Hours) -> Iterator[str]:
    yield f'<section>\n<h2><time datetime="{stretch.first.isoformat()}">{said(stretch.heading)}</time></h2>\n'
    if stretch.open:
        yield f'<p class="soft">still open: {said(", ".join(stretch.open))}</p>\n'
    if stretch.rows:
        yield f"<table>\n{HEADS}<tbody>\n"
        at = None
        for row in stretch.rows:
            yield _row(row, hours, is_new=row.at != at)
            at = row.at
        yield "</tbody>\n</table>\n"
    yield "</section>\n"


def _row(row: Row, hours: Hours, *, is_new: bool) -> str:
    kind = {"warned": "care", "alerted": "care", "begins": "visit", "moved": "visit"}.get(row.what, "")
    lead = f'<tr class="{kind}">' if kind else "<tr>"
    clock = said(words.clock_time(row.at, hours)) if is_new else ""
    time = f'<time datetime="{row.at.isoformat(timespec="seconds")}">{clock}</time>' if is_new else ""
    text = f"<strong>{said(row.text)}</strong>" if kind == "care" else said(row.text)
    says = "".join(f'<span class="says">{said(line)}</span>' for line in row.below)
    path = f"<br><code>{said(row.path)}</code>" if row.path else ""
    told_beside = f'<td class="told">{said(row.told)}{path}</td>'
    return f"{lead}<td>{time}</td><td>{told.MARKS[row.what]}</td><td>{text}{says}</td>{told_beside}</tr>\n"
