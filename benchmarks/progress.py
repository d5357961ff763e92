"""What is being measured, for whoever waits: on stderr, and only on a terminal."""

from __future__ import annotations

import sys


def tell(what: str, seconds: float) -> None:
    """Say what comes next and about how long it takes."""
    if sys.stderr.isatty():
        print(f"{what}, {seconds:.0f} s", file=sys.stderr, flush=True)
