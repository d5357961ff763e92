"""Commands one after another in one process, as `python -m tests.torture.acts FOLDER 'log stress 4' …` runs them.

After each it says how it ended, and keeps in FOLDER the events as they then are: what has been promised.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from selfcare.__main__ import main
from tests.torture.row import raw_rows


def run(folder: str, commands: list[str]) -> None:
    """Run them all, whatever comes of each."""
    for number, command in enumerate(commands, 1):
        sys.argv[1:] = shlex.split(command)
        code = main()
        rows = raw_rows(Path(os.environ["SELFCARE_HOME"], "data", "journal.db"))
        Path(folder, f"{number}.rows").write_text("".join(f"{row!r}\n" for row in rows), encoding="utf-8")
        sys.stdout.write(f"done {code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
