"""`VALUE` and `FIELD=VALUE` words of the command line, as the answers of a log."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from selfcare.core.text import plain
from selfcare.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from selfcare.core.question import Log

NOTE_LIMIT = 4000
"""Characters of a note; the same as a text in a plan."""


def typed_answers(log: Log, words: Sequence[str]) -> dict[str, str]:
    """Field names to what was typed for them. A bare value is the log's first scale. Raises `UsageError`."""
    from selfcare.core.form import first_scale

    answers: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            scale = first_scale(log)
            if scale is None:
                raise UsageError(f"'{log.name}' has no scale to take '{word}'; write FIELD=ANSWER")
            name, value = scale.name, word
        if name in answers:
            raise UsageError(f"'{name}' is given twice")
        answers[plain(name)] = plain(value, multiline=True)
    return answers


def read_note(note: str | None) -> str:
    """The note; `-` reads it from standard input, so that it stays out of the shell's history. Raises `UsageError`."""
    return checked_note(sys.stdin.read(NOTE_LIMIT + 1) if note == "-" else note or "")


def checked_note(note: str) -> str:
    """The note, harmless. Raises `UsageError` for one that is too long."""
    text = plain(note, multiline=True).strip()
    if len(text) > NOTE_LIMIT:
        raise UsageError(f"a note has at most {NOTE_LIMIT} characters")
    return text
