"""`selfcare breathe`: paced breathing at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare breathe", "selfcare breathe even --for 3m")

GENTLE = "long-exhale"
"""What is breathed without a name: no holds."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.practice import add_faces

    parser.add_argument("pattern", metavar="PATTERN", nargs="?", default=GENTLE, help=f"its name ({GENTLE})")
    parser.add_argument("--for", dest="length", metavar="LENGTH", help="how long, as 5m; otherwise as the pattern says")
    add_faces(parser)


def run(arguments: Namespace) -> int:
    """Breathe."""
    from selfcare.cli.compose import environment
    from selfcare.cli.practice import chosen, walk_step
    from selfcare.cli.times import length
    from selfcare.core.plan import Breathe, Plan, Step

    seconds = length("--for", arguments.length)
    with environment() as env:
        patterns = env.shelf.patterns()
        pattern = patterns[chosen(arguments.pattern, patterns, "breathing pattern")]
        plan = Plan(id="", title=pattern.title, patterns={pattern.name: pattern})
        step = Step("1", Breathe(pattern.name, seconds=seconds), title=pattern.title)
        return walk_step(env, plan, step, arguments)
