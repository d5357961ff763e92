"""`selfcare meditate`: a sitting at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.core.sitting import Sitting

EXAMPLES = ("selfcare meditate --for 20m --rate stress", "selfcare meditate breath --for 10m --bells 5m")

SILENT = "silence"
"""What is sat without a name."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.practice import add_faces, add_rating

    parser.add_argument("sitting", metavar="SITTING", nargs="?", help=f"its name ({SILENT})")
    parser.add_argument("--for", dest="length", metavar="LENGTH", help="how long, as 10m; else as the sitting says")
    parser.add_argument("--bells", metavar="LENGTH", help="a bell every so often, as 5m, beside those at start and end")
    add_rating(parser)
    parser.add_argument("--list", action="store_true", help="the sittings, with their lengths")
    add_faces(parser)


def run(arguments: Namespace) -> int:
    """Sit, or say what there is."""
    from selfcare.cli.compose import environment
    from selfcare.cli.practice import given, refuse_beside, refuse_faces
    from selfcare.cli.streams import tell

    said = given(arguments, "sitting", "length", "bells", "rate", "list", "linear", "eyes_closed", "quiet")
    refuse_beside("--list", said)
    refuse_faces(arguments)
    with environment() as env:
        if arguments.list:
            tell(*_listed(env))
            return 0
        return _sit(env, arguments)


def _sit(env: Env, arguments: Namespace) -> int:
    from selfcare.cli.practice import begin, chosen, rating
    from selfcare.cli.times import length
    from selfcare.core.plan import Meditate, Plan
    from selfcare.core.sitting import Bell
    from selfcare.core.start import alone

    seconds, between = length("--for", arguments.length), length("--bells", arguments.bells)
    sittings = env.shelf.sittings()
    sitting = sittings[chosen(SILENT if arguments.sitting is None else arguments.sitting, sittings, "sitting")]
    _refuse_length(sitting, seconds, between)
    bells = (Bell("start"), Bell("every", between), Bell("end")) if between is not None else None
    plan = Plan(id="", title=sitting.title, sittings={sitting.name: sitting})
    walk = alone(plan, Meditate(sitting.name, seconds=seconds, bells=bells), sitting.title)
    return begin(env, walk, rating(env, arguments.rate), arguments)


def _refuse_length(sitting: Sitting, seconds: float | None, between: float | None) -> None:
    from selfcare.core import limits, practices
    from selfcare.core.sitting import total_seconds

    if (seconds or 0) > limits.LONGEST_SITTING:
        raise UsageError("a sitting is for at most 1h at a time; write --for 1h")
    total = total_seconds(sitting, seconds)
    if (between or 0) >= total:
        raise UsageError(f"--bells: that is as long as the sitting, which is {practices.lasting(total)}; write less")


def _listed(env: Env) -> list[str]:
    """Each sitting in a line."""
    from selfcare.core import practices

    known = env.shelf.sittings()
    width = max(map(len, known), default=0) + 2
    return [f"{name:<{width}}{each.title}; {practices.lasting(each.seconds)}" for name, each in known.items()]
