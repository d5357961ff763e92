"""`selfcare plan schema`: the plan language for editors, as a JSON Schema."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

EXAMPLES = ("selfcare plan schema", "selfcare plan schema -o plan.schema.json")


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file, for `#:schema ./FILE`")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Print or write the schema."""
    from selfcare import planfile
    from selfcare.cli.export import as_bytes_of_the_format
    from selfcare.cli.streams import say
    from selfcare.share import outfile

    text = planfile.language_schema()
    if arguments.output:
        outfile.write(arguments.output, [text], force=arguments.force)
        say(f"wrote {arguments.output}; name it in the first line of a plan: #:schema ./{arguments.output.name}")
    else:
        as_bytes_of_the_format(sys.stdout).write(text)
    return 0
