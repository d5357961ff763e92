"""Row 6: what Today takes when nobody touches it, beside a hello in the same seconds."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import home
from benchmarks.figures import Figure
from benchmarks.processes import HELLO, cpu_so_far, environment, selfcare
from benchmarks.starting import SETTLED, open_today
from benchmarks.terminal import Terminal, textual_shows

LIMIT = 0.3
"""Per cent of one processor."""


def measure(root: Path, seconds: float) -> list[Figure]:
    """CPU and bytes, between one minute and the next: the turn of a minute may repaint."""
    env = home.prepare(root, "idling")
    with Terminal(selfcare(), env) as today, Terminal(HELLO, environment()) as hello:
        open_today(today)
        hello.until(textual_shows("hello"))
        today.rest(SETTLED)
        today.rest(_until_there_is_room(seconds))
        hello.rest(SETTLED / 10)
        before, disk = [cpu_so_far(each.process) for each in (today, hello)], _to_disk(today.process)
        shown = today.rest(seconds)
        ours, floor = (
            (cpu_so_far(each.process) - start) / seconds * 100
            for each, start in zip((today, hello), before, strict=True)
        )
        written = _to_disk(today.process) - disk
        said = hello.rest(SETTLED / 10)
        today.leave()
        hello.leave()
    what = f"over {seconds:g} s of Today at rest"
    return [
        Figure("6", f"CPU {what}", f"{ours:.3f} %", f"{floor:.3f} %", "", f"<= {LIMIT:g} %", ours <= LIMIT),
        Figure(
            "6", "bytes to the terminal and to disk", f"{shown} and {written}", f"{said}", "", "0", shown + written == 0
        ),
    ]


def _until_there_is_room(seconds: float) -> float:
    """How long to wait so that `seconds` pass within one minute of the clock; nothing where they do not fit at all."""
    at = time.time() % 60
    return 0.0 if 2 <= at <= 58 - seconds else (62 - at) % 60


def _to_disk(process: int) -> int:
    """Bytes that the process has had written to disk so far (Linux)."""
    for line in Path(f"/proc/{process}/io").read_text().splitlines():
        name, _, count = line.partition(":")
        if name == "write_bytes":
            return int(count)
    return 0
