"""`selfcare use`: start following a plan, or a changed file of one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell

if TYPE_CHECKING:
    from selfcare.core.ports import Env

EXAMPLES = ("selfcare use acupuncture-prep", "selfcare use ./my-plan.toml")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", help="the id of a plan of the library, or a file")
    parser.add_argument("--replace", action="store_true", help="even if another author's plan has the same id")


def run(arguments: Namespace) -> int:
    """Take a plan into use."""
    from selfcare.cli.compose import environment

    with environment() as env:
        before = _versions(env)
        plan = env.shelf.use(arguments.plan, replace=arguments.replace)
        env.glance.refresh()
        kept = before.get(plan.id)
        if kept == plan.hash:
            tell(f"following {plan.id} already: {plan.title}")
        elif kept:
            tell(*_difference(env.journal.closure(kept), env.journal.closure(plan.hash)))
            tell(f"following {plan.id} as it is now: {plan.title}")
            say("`selfcare undo` goes back to the version before")
        else:
            tell(f"following {plan.id}: {plan.title}")
            if any(checklist.anchor == "appointment" for checklist in plan.checklists.values()):
                say('`selfcare appointment add "tomorrow 14:30"` gives it its time')
    return 0


def _versions(env: Env) -> dict[str, str]:
    """The hash of each plan in use, by its id."""
    from selfcare.core import ledger

    return {use.id: use.hash for use in ledger.plans_in_use(env.journal.events(ledger.PLAN_KINDS)).values()}


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What changed in the files of a plan, as `diff -u` shows it."""
    from difflib import unified_diff

    return [
        line
        for name in {**before, **after}
        for line in unified_diff(
            before.get(name, "").splitlines(),
            after.get(name, "").splitlines(),
            f"before/{name}",
            f"now/{name}",
            "",
            "",
            1,
            "",
        )
    ]
