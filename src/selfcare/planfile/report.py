"""Shows problems: as text with the line and a caret, for people, and as JSON, for programs.

Called by the command line and the preview. Every character of a plan passes `plain`; columns count characters, carets
count terminal cells.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from selfcare.core.columns import columns
from selfcare.core.text import plain
from selfcare.planfile.problem import Label, Problem
from selfcare.planfile.tally import Tally, tally

_WIDEST = 160
"""How many characters of one line are shown around the caret."""
_BEFORE = 60


def as_text(problems: Iterable[Problem], texts: Mapping[str, str], waived: int = 0) -> str:
    """All problems in the order of the files, and a line that counts them. `texts` has the text of each file."""
    return text_of(tally(problems, texts, waived))


def text_of(counted: Tally) -> str:
    """The same of what was counted."""
    blocks = [_block(problem, counted.texts) for problem in counted.in_order()]
    if counted.left_out:
        blocks.append(f"and {counted.left_out} more, not shown")
    return "\n\n".join([*blocks, counted.summary()]) + "\n"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of `{code, severity, file, line, column, length, message, help, replacement}`.

    Help and replacement may be null. Pure ASCII: what a terminal could act on is escaped, and yet exact.
    """
    return json_of(tally(problems))


def json_of(counted: Tally) -> str:
    """The same of what was counted."""
    return json.dumps([_record(problem) for problem in counted.in_order()], indent=2) + "\n"


def summary(problems: Sequence[Problem]) -> str:
    """Such as "2 errors, 1 warning in my-plan.toml"."""
    return tally(problems).summary()


def _record(problem: Problem) -> dict[str, str | int | None]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "length": problem.place.length,
        "message": problem.message,
        "help": problem.help or problem.hint or None,
        "replacement": problem.replacement,
    }


def _block(problem: Problem, texts: Mapping[str, str]) -> str:
    place = problem.place
    main = Label(place, problem.hint)
    here = [label for label in problem.labels if label.place.file == place.file]
    elsewhere = [label for label in problem.labels if label.place.file != place.file]
    margin = " " * len(str(max(label.place.line for label in (main, *here))))
    block = [
        f"{problem.severity}[{problem.code}]: {plain(problem.message)}",
        f"{margin}--> {plain(place.file)}:{place.line}:{place.column}",
    ]
    if place.file in texts:
        block += [f"{margin} |", *_excerpt(main, here, texts[place.file].split("\n"), margin)]
    for label in elsewhere:
        block += [f"{margin}::: {plain(label.place.file)}:{label.place.line}:{label.place.column} {plain(label.text)}"]
    if problem.help:
        block += [f"{margin} |", f"{margin} = help: {plain(problem.help)}"]
    return "\n".join(block)


def _excerpt(main: Label, labels: list[Label], lines: list[str], margin: str) -> Iterable[str]:
    """The lines that are spoken of, each with what is marked in it below; `...` where lines are left out."""
    marks = sorted(
        [(main, "^"), *((label, "-") for label in labels)], key=lambda mark: (mark[0].place.line, mark[1] == "-")
    )
    last = None
    for label, sign in marks:
        place = label.place
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        begin = max(place.column - 1 - _BEFORE, 0) if len(line) > _WIDEST else 0
        if place.line != last:
            if last is not None and place.line > last + 1:
                yield "..."
            yield f"{place.line:>{len(margin)}} | {_window(line, begin)}".rstrip()
        last = place.line
        ahead = columns(_window(line, begin)[: place.column - 1 - begin])
        under = max(columns(_window(line, begin)[place.column - 1 - begin :][: place.length]), 1)
        yield f"{margin} | {' ' * ahead}{sign * under} {plain(label.text)}".rstrip()


def _window(line: str, begin: int) -> str:
    """The stretch of a line that is shown, harmless; one character for each of the file."""
    line = line.removesuffix("\r")
    stretch = plain(line[begin : begin + _WIDEST])
    return ("\u2026" + stretch[1:] if begin else stretch) + ("\u2026" if begin + _WIDEST < len(line) else "")
