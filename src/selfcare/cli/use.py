"""`selfcare use`: start following a plan, or a changed file of one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env

EXAMPLES = ("selfcare use acupuncture-prep", "selfcare use ./my-plan.toml")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", help="the id of a plan of the library, or a file")
    parser.add_argument("--replace", action="store_true", help="even if another author's plan has the same id")
    parser.add_argument("--yes", action="store_true", help="take a new version without asking")


def run(arguments: Namespace) -> int:
    """Take a plan into use; 1 when a new version was shown and not wanted."""
    from selfcare.cli.author.versions import as_used, as_written
    from selfcare.cli.compose import environment
    from selfcare.cli.shelf import is_another

    with environment() as env:
        written = as_written(arguments.plan, to_follow=True)
        used = as_used(env, written.id)
        is_newer = used and used.hash != written.hash and (arguments.replace or not is_another(used, written))
        if used and is_newer and not _is_wanted(env, used, written, asks=not arguments.yes):
            say("nothing was changed")
            return 1
        plan = env.shelf.use(arguments.plan, replace=arguments.replace)
        env.glance.refresh()
        if used is None:
            tell(f"following {plan.id}: {plan.title}")
            if any(checklist.anchor == "appointment" for checklist in plan.checklists.values()):
                say('`selfcare appointment add "tomorrow 14:30"` gives it its time')
        elif used.hash == plan.hash:
            tell(f"following {plan.id} already: {plan.title}")
        else:
            tell(f"following {plan.id} as it is now: {plan.title}")
            say("`selfcare undo` goes back to the version before")
        _tell_of_several(env)
    return 0


def _tell_of_several(env: Env) -> None:
    """What the plans that are followed now differ about, and where together they ask too much."""
    from selfcare.core import agenda

    now = agenda.read(env)
    if now.disputes:
        from selfcare.core.several import told

        for headline, texts in told(now.disputes, now.titles):
            tell("", f"{headline}.", *(f"  {text}" for text in texts))
    if now.burdens:
        tell("", *now.burdens)


def _is_wanted(env: Env, used: Plan, written: Plan, *, asks: bool) -> bool:
    """Show what a new version changes and from when on, and ask for it where somebody can be asked."""
    from selfcare.cli.author.diff import sentences
    from selfcare.cli.streams import ask
    from selfcare.cli.terminal import is_terminal
    from selfcare.cli.times import shown
    from selfcare.core.difference import changes

    found = list(changes(used, written))
    now = shown(env, env.clock.now())
    if not found:
        tell(f"version {written.version} changes nothing for the person who follows it")
        return True
    tell(*sentences(found), "")
    tell(f"This counts from {now}. What was answered until then keeps its meaning.")
    if not asks or not is_terminal():
        return True
    return ask("Follow it as it is now? (y or n)").casefold() in ("y", "yes")
