"""`selfcare plan diff`: what a new version of a plan changes for the person who follows it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.core.difference import Change
    from selfcare.core.plan import Plan

EXAMPLES = ("selfcare plan diff acupuncture-prep ./my-plan.toml", "selfcare plan diff acupuncture-prep")


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument("old", metavar="OLD", help="a plan's file or id: the plan in use, else the library's")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the new one; without it, OLD is new and its use is old")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="text for people, json for programs")


def run(arguments: Namespace) -> int:
    """Print the changes."""
    from selfcare.core.difference import changes

    old, new = _pair(arguments.old, arguments.new)
    found = list(changes(old, new))
    if arguments.format == "json":
        tell_json({"format": 1, "old": _named(old), "new": _named(new), "changes": [_record(one) for one in found]})
        return 0
    tell(*sentences(found))
    if not found:
        say("nothing changes for the person who follows it")
    elif old.id == new.id and old.version == new.version:
        say(f"both are version {new.version}; give the new one another `version`, so that people can tell them apart")
    return 0


def _pair(old: str, new: str | None) -> tuple[Plan, Plan]:
    """The old and the new plan. Raises `NotFoundError` where one alone is named and is not in use."""
    from selfcare.cli.author.versions import as_used, as_written
    from selfcare.cli.compose import environment
    from selfcare.cli.shelf import is_path
    from selfcare.errors import NotFoundError

    with environment() as env:
        if new is not None:
            used = None if is_path(old) else as_used(env, old)
            return used or as_written(old), as_written(new)
        written = as_written(old)
        if used := as_used(env, written.id):
            return used, written
    raise NotFoundError(f"'{written.id}' is not in use, so there is nothing to compare it with; name two plans")


def sentences(found: Sequence[Change]) -> list[str]:
    """The changes under the headings of their sections, what matters most first."""
    from selfcare.core.difference import SECTIONS

    lines: list[str] = []
    for section in SECTIONS:
        here = [change.sentence for change in found if change.section == section]
        if here:
            lines += [*([""] if lines else []), section.capitalize(), *(f"  {sentence}" for sentence in here)]
    return lines


def _named(plan: Plan) -> dict[str, str]:
    return {"id": plan.id, "version": plan.version, "hash": plan.hash}


def _record(change: Change) -> dict[str, str]:
    return {"section": change.section, "path": change.path, "sentence": change.sentence}
