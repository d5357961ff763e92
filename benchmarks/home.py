"""A person's files as the figures want them: a plan in use and an appointment, made by the command line itself."""

from __future__ import annotations

from pathlib import Path

from benchmarks.processes import cpu, environment, selfcare

PLAN = "acupuncture-prep"
TITLE = "Acupuncture"
"""What Today says of that appointment."""


def prepare(root: Path, name: str) -> dict[str, str]:
    """The environment of a new home under `root`: the plan checked and cached, the glance file fresh."""
    env = environment(root / name)
    for words in (("use", PLAN), ("appointment", "add", "tomorrow 14:30"), ("today", "--line")):
        cpu(selfcare(*words), env)
    return env
