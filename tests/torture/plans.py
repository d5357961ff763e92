"""Ten thousand generated plans, and plans that grow towards code nobody has reached yet: only diagnostics, in time."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from selfcare import planfile
from tests.planfile import mutants
from tests.planfile.test_hostile import PLANS
from tests.torture.row import Row

GENERATED, SECONDS = 10_000, 90.0
SLOWEST = 2.0
SOURCE = str(Path(planfile.__file__).parent)


def rows(folder: Path, scale: float) -> Iterator[Row]:
    yield _generated(round(GENERATED * scale))
    yield _grown(SECONDS * scale)


def _generated(count: int) -> Row:
    row = Row("generated plans")

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @seed(11)
    @given(PLANS | st.binary(max_size=400))
    def check(given_: Any) -> None:
        text = given_ if isinstance(given_, bytes) else tomli_w.dumps(given_).encode()
        began = time.perf_counter()
        found = planfile.check_bytes(text, "generated.toml")
        row.tries += 1
        row.count("right" if found.plan else "told what is wrong")
        row.check(found.plan is not None or bool(found.problems), "neither a plan nor a problem")
        row.check(time.perf_counter() - began < SLOWEST, "slower than two seconds")

    check()
    return row


def _grown(seconds: float) -> Row:
    """Shipped plans, changed at random; a change that reaches a line of ours no other has reached is kept and changed
    further. Coverage is told by the interpreter's own tracing, so that nothing has to be installed.
    """
    row, chance = Row("plans grown by the code they reach"), random.Random(3)
    pool = [mutants.text_of(file).encode() for file in mutants.SHIPPED]
    reached: set[tuple[str, int]] = set()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        text = _changed(chance.choice(pool), chance.choice(pool), chance)
        lines, took = _traced(text, row)
        row.tries += 1
        row.check(took < SLOWEST * 10, "far slower than two seconds")  # tracing itself is slow
        if not lines <= reached:
            reached |= lines
            pool.append(text)
    row.count("lines reached", len(reached))
    row.count("kept", len(pool))
    return row


def _traced(text: bytes, row: Row) -> tuple[set[tuple[str, int]], float]:
    lines: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if not frame.f_code.co_filename.startswith(SOURCE):
            return None
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    began = time.perf_counter()
    sys.settrace(trace)
    try:
        found = planfile.check_bytes(text, "grown.toml")
    except Exception as error:  # whatever it is, it is wrong
        sys.settrace(None)
        row.check(False, f"{type(error).__name__}: {error} for {text[:200]!r}")
        return lines, 0.0
    finally:
        sys.settrace(None)
    is_plan = not any(family in text for family in (b"[library]", b"[translation]"))
    row.check(found.plan is not None or bool(found.problems) or not is_plan, "neither a plan nor a problem")
    return lines, time.perf_counter() - began


def _changed(text: bytes, other: bytes, chance: random.Random) -> bytes:
    """Some of: a line of another plan, a line gone, a line twice, a byte changed, a word put in, a stretch cut out."""
    lines = text.split(b"\n")
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(at, chance.choice(other.split(b"\n")))
            case 1:
                lines[at : at + chance.randrange(1, 40)] = []
            case 2:
                lines.insert(at, lines[at])
            case 3:
                line = bytearray(lines[at] or b" ")
                line[chance.randrange(len(line))] = chance.randrange(256)
                lines[at] = bytes(line)
            case 4:
                words = chance.choice(other.split(b"\n")).split(b" ")
                lines[at] += b" " + chance.choice(words)
            case _:
                lines[at] = lines[at].replace(b'"', chance.choice([b"'", b'"""', b"", b"["]))
        lines = lines or [b""]
    return b"\n".join(lines)[: 64 * 1024]
