"""Hostile plans: each is checked in a child with 300 MiB and two seconds of processor time, and ends in a diagnostic.

`python -m tests.planfile.torture` tries every shape at the largest size that a plan may have and prints seconds and
peak memory; with `--climb SECONDS` it goes on from the slowest ones and makes them worse by chance, keeping what is
slower. The quick part is in `test_torture.py`.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from selfcare import planfile
from selfcare.planfile.toml import guard

SECONDS = 2
MIB = 300
HEAD = 'selfcare = 1\n[plan]\ntitle = "x"\n'


class Cost(NamedTuple):
    """What a check took: processor seconds, peak memory in MiB, and how many problems were told."""

    seconds: float
    mib: float
    problems: int


def filled(unit: str, before: str = HEAD, after: str = "", size: int = guard.MAX_BYTES) -> str:
    """`unit` again and again, as large as a plan may be; `#` in it is the number of the turn."""
    room = size - len((before + after).encode())
    if "#" not in unit:
        return before + unit * (room // len(unit.encode())) + after
    units: list[str] = []
    number = 0
    while room > 0:
        units.append(unit.replace("#", str(number)))
        room -= len(units[-1].encode())
        number += 1
    return before + "".join(units[:-1]) + after


PROSE = (
    "cure ", "This cures you. ", "Stop your medicine. ", "stop your medicine and stop ", "do not stop do not stop ",
    "before before before ", "should never must ", "100% safe ", "no side effects ", "a, b, c, ", "not not not ",
    "stop  \t ", "medicine", "don't ", "\u00e9\u0301 ", "fasting fast ", "1,000 mg ", "999 ", "call 112 ", "A. B. C. ",
    "\u4e2d", "\u202e", "https://x.y ", "you you you ", "needle yourself needle ", "instead of your medicine instead ",
)  # fmt: skip
"""Words that rules about texts look for, near misses among them."""


def shapes() -> Iterator[tuple[str, str]]:
    """Every hostile plan, by a name."""
    yield "tables", filled("[checklist.a.i#]\ncheck = 'x'\n")
    yield "families", filled("[x#]\n")
    yield "misspelt families", filled("[chcklist#]\n")
    yield "items in one list", filled('"x",', HEAD + "tags = [", "]")
    yield "one line", filled("x", HEAD + 'summary = "', '"')
    yield "a key", filled("k", HEAD, " = 1")
    yield "keys nearly known", filled("titel# = 1\n", HEAD)
    yield "names nearly known", filled('[checklist.a.i#]\nbreathe = "long-exhal"\n')
    yield "references to nothing", filled('"nothing-#",', HEAD + "warnings = [", "]")
    yield "patterns that are alike", filled('[breath.long-exhale-#]\ncycle = ["in 4s"]\n')
    yield "headers with a slip", filled("[checklist.a.i#]]\ncheck = 'x'\n")
    yield "headers with odd brackets", filled("{a.b#]\n")
    yield "keys given again", filled("title = 'x'\n")
    yield "settings", filled('[setting.s#]\ntext = "x"\ndefault = "{s0}"\n')
    yield "settings that expand", filled("{a}", HEAD + f'[setting.a]\ntext = "x"\ndefault = "{"y" * 3900}"\n[card.a]\n'
        'strength = "law"\ntitle = "x"\ntext = "', '"', 8000)  # fmt: skip
    yield "conditions", filled('[alert.a#]\nif = "' + "not " * 90 + 'log.a.b == 1"\nsay = "x"\n')
    yield "conditions that nest", filled('[alert.a#]\nif = "' + "(" * 190 + "1" + ")" * 190 + '"\nsay = "x"\n')
    yield "conditions with ors", filled('[alert.a#]\nif = "' + "log.pain.level > 1 or " * 17 + 'yes"\nsay = "x"\n')
    yield "routines that run each other", filled("[[routine.r#.steps]]\nrun = 'r1'\n[[routine.r#.steps]]\nrun = 'r2'\n")
    yield "steps", filled("[[routine.r.steps]]\nread = 'x'\n")
    yield "tests", filled("[[test]]\nname = 'x'\nnow = '3h before'\nexpect = { open = ['a.b'] }\n")
    yield "windows", filled("[checklist.a.i#]\navoid = 'x'\nfrom = '9h before'\nuntil = '1h before'\nabout = 'a'\n")
    yield "cues", filled('"0:01  x",', HEAD + "[sitting.a]\ncues = [", "]")
    yield "logs", filled("[log.a#.b]\nscale = 'x'\n[log.a#.c]\nchoice = 'y'\noptions = ['a', 'b']\n")
    yield "options", filled("a# = 'x'\n", HEAD + "[log.a.b]\nchoice = 'x'\n[log.a.b.options]\n")
    yield "comments that allow", filled("# selfcare: allow language/grade because x\n")
    for words in PROSE:
        text = (words * 4000)[:3900].replace('"', "")
        yield f"texts of {words!r}", filled(f'[card.c#]\ntitle = "{text[:80]}"\nstrength = "law"\ntext = "{text}"\n')
        yield f"items of {words!r}", filled(f'[checklist.a.i#]\ncheck = "{text[:60]}"\nwhy = "{text[:200]}"\n')


def _child(text: str, results: object) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1536 * 1024 * 1024,) * 2)
    began = time.process_time()
    checked = planfile.check_text(text, strict=True)
    planfile.as_text(checked.problems, checked.texts)
    planfile.as_json(checked.problems)
    seconds = time.process_time() - began
    results.send(Cost(seconds, _peak(), len(checked.problems)))  # type: ignore[attr-defined]


def _peak() -> float:
    """MiB of this program at its most. What the system tells of a child may be that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cost(text: str, patience: float = 30) -> Cost | None:
    """What checking `text` takes, in a child of its own; None if it died or took longer than `patience`."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_child, args=(text, theirs))
    child.start()
    theirs.close()
    found: Cost | None = None
    if ours.poll(patience):
        try:
            found = ours.recv()
        except EOFError:
            found = None
    else:
        child.terminate()
    child.join()
    return found


def here(text: str) -> float:
    """Processor seconds of a check in this process."""
    began = time.process_time()
    planfile.check_text(text, strict=True)
    return time.process_time() - began


def climb(text: str, until: float, chance: random.Random) -> tuple[float, str]:
    """A text that is slower than `text`, found by changing it by chance."""
    worst, slowest = text, here(text)
    while time.monotonic() < until:
        start, length = chance.randrange(len(worst)), chance.randrange(1, 2000)
        piece = worst[start : start + length] * chance.randrange(1, 5)
        at = chance.randrange(len(worst))
        other = (worst[:at] + piece + worst[at + chance.randrange(1, 4000) :])[: guard.MAX_BYTES - 1000]
        if len(other.encode()) < guard.MAX_BYTES and (seconds := here(other)) > slowest:
            worst, slowest = other, seconds
    return slowest, worst


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="shapes whose name has these words")
    parser.add_argument("--climb", type=float, default=0, help="seconds for each of the three slowest shapes")
    options = parser.parse_args()
    found: list[tuple[str, str, Cost | None]] = []
    bad = 0
    for name, text in shapes():
        if options.only not in name:
            continue
        took = cost(text)
        found.append((name, text, took))
        over = took is None or took.seconds > SECONDS or took.mib > MIB
        bad += over
        said = "died, or gave up" if took is None else f"{took.seconds:6.2f} s {took.mib:6.0f} MiB {took.problems:4}"
        sys.stdout.write(f"{said} {'OVER ' if over else '     '}{name}\n")
        sys.stdout.flush()
    found.sort(key=lambda row: -row[2].seconds if row[2] else -99)
    for name, text, _ in found[:3] if options.climb else ():
        slowest, _ = climb(text, time.monotonic() + options.climb, random.Random(7))
        sys.stdout.write(f"{slowest:6.2f} s, climbed from {name}\n")
        bad += slowest > SECONDS
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
