"""`selfcare plan test`: whether plans come out as their authors mean, by the `[[test]]` tables in them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.cli.author.files import Meant
    from selfcare.planfile.trying import Tried

EXAMPLES = ("selfcare plan test acupuncture-prep aftercare", "selfcare plan test --format json daily-stress")


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a plan's file, a folder, a pattern, or the id of a plan",
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="text for people, json for programs")


def run(arguments: Namespace) -> int:
    """Run the tests; 1 when one does not come out, or a plan has errors."""
    from selfcare import planfile

    tried = list(_tried(arguments.files))
    problems = [problem for one in tried for problem in one.problems if problem.severity == "error"]
    if arguments.format == "json":
        _tell_json(tried)
    else:
        texts = {name: text for one in tried for name, text in one.texts.items()}
        if problems:
            sys.stdout.write(planfile.as_text(problems, texts) + "\n")
        from selfcare.cli.streams import tell

        tell(*(said(one) for one in tried), *(_together(tried) if len(tried) > 1 else ()))
    return int(bool(problems) or any(one.failed for one in tried))


def said(one: Tried) -> str:
    """What came of one file, in a sentence."""
    count = len(one.names)
    if not one.is_plan:
        has_errors = any(problem.severity == "error" for problem in one.problems)
        return (
            f"{one.file}: not run, because the plan has errors" if has_errors else f"{one.file}: no plan, so no tests"
        )
    if not count:
        return f"{one.file}: no tests in it; a [[test]] says what you mean"
    if not one.failed:
        return f"{one.file}: {_tests(count)}, {'it comes' if count == 1 else 'all come'} out"
    return f"{one.file}: {len(one.failed)} of {_tests(count)} {'does' if len(one.failed) == 1 else 'do'} not come out"


def _together(tried: Sequence[Tried]) -> list[str]:
    ran, failed = sum(len(one.names) for one in tried), sum(len(one.failed) for one in tried)
    return ["", f"{len(tried)} files, {_tests(ran)}: {ran - failed} come out, {failed} do not"]


def _tests(count: int) -> str:
    from selfcare.core.spelled import counted

    return counted(count, "test")


def _tried(names: Sequence[str]) -> Iterator[Tried]:
    """What came of every plan that the words stand for; of many files, translations and library files have no tests.

    Raises `StorageError`, `NotFoundError`.
    """
    from selfcare.cli.author import files

    searched = len(names) > 1 or any(files.is_search(name) for name in names)
    for one in files.meant(names):
        tried = _try(one)
        if tried.is_plan or not searched or any(problem.severity == "error" for problem in tried.problems):
            yield tried


def _try(one: Meant) -> Tried:
    from selfcare import planfile

    if one.trouble is not None:
        raise one.trouble
    if one.raw is not None:
        raise UsageError("a plan on standard input cannot be tried; write it into a file")
    return planfile.try_out(one.name) if one.is_path else planfile.try_out_shipped(one.name)


def _tell_json(tried: Sequence[Tried]) -> None:
    import json

    from selfcare import planfile
    from selfcare.cli.streams import tell_json

    files = [
        {
            "file": one.file,
            "tests": [{"name": name, "passed": name not in one.failed} for name in one.names],
            "problems": json.loads(planfile.as_json(one.problems)),
        }
        for one in tried
    ]
    ran, failed = sum(len(one.names) for one in tried), sum(len(one.failed) for one in tried)
    tell_json({"format": 1, "files": files, "passed": ran - failed, "failed": failed})
