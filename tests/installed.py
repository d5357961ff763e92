"""Run by `make wheel` with the Python of a clean environment that holds the built wheel and nothing of the source tree.

From a folder of its own it does what a person does first: look, take up a plan, make an appointment, log, read today.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SELFCARE = Path(sys.executable).with_name("selfcare")
NOW = "2026-12-03T10:42:00-08:00[America/Los_Angeles]"


def selfcare(home: Path, *words: str) -> str:
    """What a command prints; fails loudly if it fails."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))},
        "SELFCARE_HOME": str(home),
        "SELFCARE_NOW": NOW,
    }
    done = subprocess.run([SELFCARE, *words], cwd=home, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"selfcare {' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """The first minutes with an installed selfcare."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        assert selfcare(home, "--version").startswith("selfcare ")
        assert "acupuncture-prep" in selfcare(home, "plans")
        selfcare(home, "plan", "check", "acupuncture-prep", "aftercare", "daily-stress")
        selfcare(home, "use", "acupuncture-prep")
        selfcare(home, "appointment", "add", "today 14:30")
        assert selfcare(home, "log", "pain", "3").startswith("saved ")
        assert "14:30" in selfcare(home, "today")
        items = json.loads(selfcare(home, "today", "--json"))["items"]
        assert any(item["path"] == "checklist.prep.caffeine" for item in items)
        selfcare(home, "run", "daily-stress", "begin", "--linear", "--speed", "100")
        assert selfcare(home, "doctor", "--verify")
    sys.stdout.write("the installed wheel works from another folder\n")


if __name__ == "__main__":
    main()
