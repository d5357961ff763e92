"""Where a command begins. What must be instant is answered before anything heavy is imported."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run one command; returns its exit code."""
    os.umask(0o077)  # whatever is made, and every folder on the way to it, is its owner's alone
    if sys.argv[1:] == ["today", "--line"]:
        from selfcare import glance

        line = glance.fresh_line()
        if line is not None and printed(line):
            return 0
    from selfcare.cli.main import main as run

    return run(sys.argv[1:])


def printed(line: str) -> bool:
    """Whether `line` could be printed; if not, the long way knows what to say about it."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
