"""`selfcare meditate`: a sitting at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare meditate", "selfcare meditate breath --for 10m --bells 5m")

SILENT = "silence"
"""What is sat without a name."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.practice import add_faces

    parser.add_argument("sitting", metavar="SITTING", nargs="?", default=SILENT, help=f"its name ({SILENT})")
    parser.add_argument("--for", dest="length", metavar="LENGTH", help="how long, as 10m; else as the sitting says")
    parser.add_argument("--bells", metavar="LENGTH", help="a bell every so often, as 5m, beside those at start and end")
    add_faces(parser)


def run(arguments: Namespace) -> int:
    """Sit."""
    from selfcare.cli.compose import environment
    from selfcare.cli.practice import chosen, walk_step
    from selfcare.cli.times import length
    from selfcare.core.plan import Meditate, Plan, Step
    from selfcare.core.sitting import Bell

    seconds = length("--for", arguments.length)
    between = length("--bells", arguments.bells)
    bells = (Bell("start"), Bell("every", between), Bell("end")) if between is not None else None
    with environment() as env:
        sittings = env.shelf.sittings()
        sitting = sittings[chosen(arguments.sitting, sittings, "sitting")]
        plan = Plan(id="", title=sitting.title, sittings={sitting.name: sitting})
        step = Step("1", Meditate(sitting.name, seconds=seconds, bells=bells), title=sitting.title)
        return walk_step(env, plan, step, arguments)
