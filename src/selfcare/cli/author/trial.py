"""`selfcare plan test`: whether plans come out as their authors mean, by the `[[test]]` tables in them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.planfile.trying import Tried

EXAMPLES = ("selfcare plan test acupuncture-prep aftercare", "selfcare plan test --format json daily-stress")


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a plan's file, the id of a plan of the library, or a folder"
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
    from selfcare import planfile
    from selfcare.cli.shelf import is_path

    for name in names:
        if is_path(name) and Path(name).is_dir():
            yield from _in_folder(Path(name))
        else:
            yield planfile.try_out(name) if is_path(name) else planfile.try_out_shipped(name)


def _in_folder(folder: Path) -> Iterator[Tried]:
    """Every plan in a folder and below; translations and library files have no tests. Raises `NotFoundError`."""
    from selfcare import planfile
    from selfcare.errors import NotFoundError

    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise NotFoundError(f"there is no file ending in .toml in {folder}")
    for file in files:
        one = planfile.try_out(file)
        if one.is_plan or any(problem.severity == "error" for problem in one.problems):
            yield one


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
