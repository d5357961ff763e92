"""Sixteen programs write while the app is open and exports run: nothing is lost, and nobody waits too long."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.cli.shell import child, environment
from tests.terminal.child import Child
from tests.torture.row import PYTHON, Row, answers, holds, saved_ids

WRITERS, EACH, PATIENCE = 16, 25, 10.0
LOG = """
import sys, time
from selfcare.__main__ import main
worst = 0.0
for _ in range(int(sys.argv[1])):
    began = time.perf_counter()
    sys.argv[1:] = ["log", "pain", "3", "--note", "x"]
    assert main() == 0
    worst = max(worst, time.perf_counter() - began)
print("worst", worst)
"""


def rows(folder: Path, scale: float) -> Iterator[Row]:
    row, home = Row(f"{WRITERS} writers, the app and exports"), folder / "home"
    child(home, "use", "daily-stress")
    command = [PYTHON[0], "-c", LOG, str(round(EACH * scale))]
    with Child(home) as app:
        app.shows("Today")
        writers = [
            subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(WRITERS)
        ]
        while any(writer.poll() is None for writer in writers):
            exported = child(home, "export")
            row.count("exports")
            row.check(exported.code == 0 and len(answers(exported.out)) > 0, f"export: {exported.err}")
            app.type(b"3").read(0.05)
            app.type(b"1").read(0.05)
        printed = [writer.communicate() for writer in writers]
        app.quit()
    ids = [name for out, _ in printed for name in saved_ids(out)]
    worst = max(float(out.rpartition("worst ")[2]) for out, _ in printed)
    row.tries = len(ids)
    row.count("ms was the longest wait", round(worst * 1000))
    row.check(all(not err for _, err in printed), next((err for _, err in printed if err), ""))
    row.check(len(ids) == WRITERS * round(EACH * scale), f"only {len(ids)} were acknowledged")
    row.check(worst < PATIENCE, f"one waited {worst:.1f} s")
    row.check(not (said := holds(home, ids)), said)
    yield row
