"""`selfcare use`: start following a plan, or a changed file of one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare use acupuncture-prep", "selfcare use ./my-plan.toml")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", help="the id of a plan of the library, or a file")
    parser.add_argument("--replace", action="store_true", help="even if another author's plan has the same id")


def run(arguments: Namespace) -> int:
    """Take a plan into use."""
    from selfcare.cli.compose import environment

    with environment() as env:
        plan = env.shelf.use(arguments.plan, replace=arguments.replace)
        env.glance.refresh()
        print(f"following {plan.id}: {plan.title}")
        if plan.checklists and any(checklist.anchor == "appointment" for checklist in plan.checklists.values()):
            print('`selfcare appointment add "tomorrow 14:30"` gives it its time')
    return 0
