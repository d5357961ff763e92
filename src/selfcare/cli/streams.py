"""What goes out and what comes in: data on stdout, talk on stderr, answers from stdin.

Everything that is printed leaves through here, so that nothing from outside (a plan's text, a note, the name of a file)
reaches the terminal as something that it would act on.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from selfcare.core.text import plain

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Mapping


def prepare() -> None:
    """Give streams that are closed somewhere to go, and let no character stop a command."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def tell(*lines: str) -> None:
    """Data, a line each."""
    sys.stdout.write("".join(f"{plain(line)}\n" for line in lines))


def tell_json(document: Mapping[str, object]) -> None:
    """One JSON document. Pure ASCII: what a terminal could act on is escaped, and yet exact."""
    import json

    sys.stdout.write(json.dumps(document, indent=2) + "\n")


def say(sentence: str) -> None:
    """Talk, one sentence of it."""
    try:
        sys.stderr.write(f"selfcare: {plain(sentence)}\n")
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr.fileno())


def ask(prompt: str) -> str:
    """What somebody types. Raises `UsageError` where the input ends instead."""
    from selfcare.errors import UsageError

    try:
        return plain(input(f"{plain(prompt)} ").strip())
    except EOFError:
        raise UsageError("no answer came, so nothing was done") from None


def let_go(handle: int) -> None:
    """Send a stream that nobody takes any more to nowhere, or the interpreter complains of it on its way out."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), handle)
