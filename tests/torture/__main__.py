"""Runs the rows that are asked for, or all of them."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.torture.row import Row

ROWS = ("model", "kills", "power", "faults", "damage", "crowd", "migrations", "limits", "plans", "hostile")
"""Modules of this package, each with `rows(folder, scale)`."""
SHM = Path("/dev/shm")
"""Memory that looks like a disk: what is about order and not about a disk is quicker there."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("rows", metavar="ROW", nargs="*", help=", ".join(ROWS))
    parser.add_argument("--scale", type=float, default=1.0, help="so many times as much as is asked for (1)")
    options = parser.parse_args()
    if unknown := set(options.rows) - set(ROWS):
        parser.error(f"there is no row {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    found: list[Row] = []
    for name in options.rows or ROWS:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as folder:
            for row in import_module(f"tests.torture.{name}").rows(Path(folder), options.scale):
                found.append(row)
                sys.stdout.write(f"{row.told()}\n")
                sys.stdout.flush()
        sys.stderr.write(f"{name}: {time.perf_counter() - began:.0f} s\n")
    return int(any(row.wrong for row in found))


if __name__ == "__main__":
    sys.exit(main())
