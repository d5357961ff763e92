"""Problems as workflow commands, which GitHub shows beside the lines of a change. Called by `plan check`."""

from __future__ import annotations

from selfcare.core.text import plain
from selfcare.planfile.problem import Problem
from selfcare.planfile.tally import Tally

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls them."""


def as_commands(counted: Tally) -> str:
    """A command for each problem that is shown, and a line that counts."""
    lines = [_command(problem) for problem in counted.in_order()]
    if counted.left_out:
        lines.append(f"and {counted.left_out} more, not shown")
    return "\n".join([*lines, counted.summary()]) + "\n"


def _command(problem: Problem) -> str:
    place = problem.place
    words = [plain(part) for part in (problem.message, problem.hint, problem.help) if part]
    properties = {
        "file": plain(place.file),
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + max(place.length, 1),
        "title": problem.code,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_LEVELS[problem.severity]} {listed}::{_data('; '.join(words))}"


def _data(text: str) -> str:
    """As the runner of workflows unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
