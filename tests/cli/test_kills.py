"""`saved ID` is a promise: whatever ends the program after it, the entry is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from selfcare.journal.integrity import examine
from tests.cli.shell import Shell, child, environment

LOG_UNTIL_KILLED = """
import sys
from selfcare.__main__ import main
while True:
    for words in (["log", "pain", "3"], ["log", "pain", "3", "--note", "x"], ["log", "stress", "level=4"]):
        sys.argv[1:] = words
        assert main() == 0
"""


def test_thirty_kills_at_random_instants_lose_no_entry_that_was_said_to_be_saved(selfcare: Shell, home: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(30):
        with subprocess.Popen(
            [sys.executable, "-c", LOG_UNTIL_KILLED], env=environment(home), stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            acknowledged += [writer.stdout.readline() for _ in range(chance.randrange(1, 5))]
            for _ in range(chance.randrange(40_000)):
                pass  # into the midst of the next entry
            writer.kill()
            acknowledged += [line for line in writer.stdout if line.endswith("\n")]
    names = [line.split()[1] for line in acknowledged if line.startswith("saved ")]
    assert len(names) == len(set(names)) == len(acknowledged) > 60
    exported = selfcare.works("export")
    assert all(f'"id":"{name}"' in exported for name in names)
    assert examine(home / "data", verify=True).findings == ()


def test_nothing_is_said_to_be_saved_before_it_is(home: Path) -> None:
    child(home, "log", "pain", "1")
    reads, writes = os.pipe()
    program = f"""
import os, sys
from selfcare.journal.store import Store
append = Store.append
def late(store, *events):
    append(store, *events)
    os.write({writes}, b"durable\\n")
Store.append = late
sys.argv[1:] = ["log", "pain", "3"]
from selfcare.__main__ import main
sys.exit(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(home), stdout=writes, pass_fds=[writes], check=False
    )
    os.close(writes)
    with os.fdopen(reads) as pipe:
        first, second = pipe.read().splitlines()
    assert (done.returncode, first, second[:6]) == (0, "durable", "saved ")
