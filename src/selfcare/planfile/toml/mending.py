"""Reads what can be read of a text that `tomllib` rejects, and tells why the rest cannot.

Called by `source`. Slips that have a mend are mended; a statement beyond mending is blanked, so that every other
keeps its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from selfcare.planfile.problem import LIMIT
from selfcare.planfile.toml.guard import RefusedError, TooMuchError, parse
from selfcare.planfile.toml.outline import Outline
from selfcare.planfile.toml.page import Page, Slip
from selfcare.planfile.toml.scanner import scan

_BUDGET = 512 * 1024
"""How many characters are read again in search of what the scanner did not see."""


def mend(text: str, refused: RefusedError) -> tuple[dict[str, Any], Outline, list[Slip]]:
    """What `tomllib` reads of the mended text, the map of the same statements, and what was wrong: at least one slip.

    `refused` says why the text as it is was refused.
    """
    page = scan(text)
    outline = Outline(page)
    data: dict[str, Any] = {}
    for turn in range(LIMIT):
        mended = _mended(page)
        try:
            data = parse(mended)
            break
        except RefusedError as error:
            hopeless = isinstance(error, TooMuchError) or turn * len(text) > _BUDGET
            line = lines(text)[mended.count("\n", 0, error.offset)]
            if not _leave_out(page, line, error.message, all_below=hopeless):
                break
        outline = Outline(page)
    return data, outline, sorted(page.slips or [Slip(0, 0, refused.message)], key=lambda slip: slip.start)


def lines(text: str) -> list[int]:
    """Where each line of `text` begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _mended(page: Page) -> str:
    """The text of `page` with its slips mended and what is beyond mending blanked. It has the same lines."""
    mends: list[tuple[int, int, str]] = []
    edits = [
        (statement.start, statement.end, re.sub(r"[^\n]", " ", page.text[statement.start : statement.end]))
        for statement in page.statements
        if statement.left_out
    ]
    starts = [start for start, _, _ in edits]
    for slip in page.slips:
        above = bisect_right(starts, slip.start)
        in_blank = above > 0 and slip.start <= edits[above - 1][1]
        if slip.mend is not None and not in_blank:
            mends.append((slip.start, slip.end, slip.mend))
    done = 0
    pieces = []
    for start, end, text in sorted(edits + mends, key=lambda edit: edit[:2]):
        if start >= done:
            pieces += [page.text[done:start], text]
            done = end
    return "".join([*pieces, page.text[done:]])


def _leave_out(page: Page, line: int, why: str, *, all_below: bool) -> bool:
    """Leave out the statement that reaches into `line`, or the last one above it. Whether there was one.

    Says why, unless something is said of it already. With `all_below`, what follows goes too.
    """
    standing = [statement for statement in page.statements if statement.key and not statement.left_out]
    above = [statement for statement in standing if statement.start <= page.line_end(line)]
    if not above:
        return False
    culprit = above[-1]
    if not any(culprit.start <= slip.start <= culprit.end for slip in page.slips):
        page.slips.append(Slip(max(line, culprit.start), culprit.end, why))
    for statement in standing[len(above) - 1 :] if all_below else [culprit]:
        statement.left_out = True
    return True
