"""`selfcare plan new`: a first plan, written from a few questions, or one that builds on another."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.errors import StorageError, UsageError

if TYPE_CHECKING:
    from selfcare.cli.author.interview import Check, Question
    from selfcare.planfile.start.draft import Draft

EXAMPLES = (
    "selfcare plan new",
    "selfcare plan new river.toml --from acupuncture-prep --yes",
)
ORDINARY = 0o644
"""A plan is a document of its author, made to be handed on, and holds nobody's answers: as an editor would save it."""
SCHEMA = "plan.schema.json"
LAST_LINE = "nothing was written"


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="what to write; asked for, or made of the title")
    parser.add_argument("--from", dest="parent", metavar="PLAN", help="build on this plan: an id, or a file there")
    parser.add_argument("--title", help="what the plan is called")
    parser.add_argument("--kind", choices=["appointment", "daily", "both"], help="what it is for")
    parser.add_argument("--author", help="who writes it")
    parser.add_argument("--contact", help="how people can reach the author")
    parser.add_argument(
        "--answer",
        metavar="QUESTION=ANSWER",
        action="append",
        default=[],
        help="answer any question beforehand: about, visit, lasts, before, after, practice, days, at, scales, own, …",
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing: take what is suggested for all that is left")


def run(arguments: Namespace) -> int:
    """Ask, write, and say what comes next."""
    from selfcare.cli.author import newfile
    from selfcare.cli.streams import tell

    options = _options(arguments)
    _can_ask(arguments.yes)
    named = None if arguments.file is None else newfile.free(newfile.as_file(arguments.file))
    try:
        path, text = _extended(arguments, options, named) if arguments.parent else _fresh(arguments, options, named)
    except KeyboardInterrupt:
        tell("", f"Left; {LAST_LINE}.")
        raise
    _write(path, text)
    return 0


# what was said beforehand


def _options(arguments: Namespace) -> dict[str, str]:
    from selfcare.core.text import plain

    options: dict[str, str] = {}
    for written in arguments.answer:
        name, equals, words = written.partition("=")
        if not equals:
            raise UsageError(f"'{plain(written)}' is no answer; write QUESTION=ANSWER, such as lasts=50m")
        options[plain(name.strip())] = plain(words.strip())
    for name in ("title", "kind", "author", "contact"):
        if getattr(arguments, name) is not None:
            options[name] = plain(getattr(arguments, name).strip())
    return options


def _can_ask(yes: bool) -> None:
    from selfcare.cli import terminal

    if not yes and not terminal.is_terminal():
        raise UsageError("nobody can be asked here; add --yes to take what is suggested, with --title and --kind")


# a plan of its own


def _fresh(arguments: Namespace, options: dict[str, str], path: Path | None) -> tuple[Path, str]:
    from selfcare.cli.author import newfile
    from selfcare.cli.author.questions import questions
    from selfcare.core.frozen import replace
    from selfcare.planfile.start import scaffold

    asked = [*questions(), *_where(path)]
    draft = _answered(asked, options, yes=arguments.yes, check=problem_with)
    if path is not None:
        draft = replace(draft, id=_id(path))
    return path or newfile.of(draft), scaffold.text(draft)


def _where(path: Path | None) -> list[Question]:
    """The question for the file, unless it was named."""
    from selfcare.cli.author import newfile

    return [] if path else [newfile.question()]


def _answered(asked: list[Question], options: dict[str, str], *, yes: bool, check: Check) -> Draft:
    """What was said beforehand, and what is asked. Raises `UsageError` for what cannot stand in a plan."""
    from selfcare.cli.author.interview import drafted, given, interview
    from selfcare.cli.author.questions import first

    answers = given(asked, options, first(), check)
    draft = drafted(asked, answers, first()) if yes else interview(asked, answers, first(), check)
    if wrong := check(draft):
        raise UsageError(f"{wrong}; {LAST_LINE}")
    return draft


def _id(path: Path) -> str:
    from selfcare.planfile.start.settled import name_of

    return name_of(path.name.removesuffix(".toml"))


def problem_with(draft: Draft) -> str:
    """What is wrong with a draft, in a sentence, or nothing."""
    from selfcare.planfile.start import scaffold
    from selfcare.planfile.start.settled import lacks

    return lacks(draft) or _problem(scaffold.text(draft), Path())


def _problem(text: str, folder: Path) -> str:
    from selfcare import planfile

    for problem in planfile.check_text(text, folder=folder).problems:
        if problem.severity != "note":
            advice = problem.help or problem.hint
            return problem.message + (f"; {advice}" if advice else "")
    return ""


# a plan that builds on another


def _extended(arguments: Namespace, options: dict[str, str], path: Path | None) -> tuple[Path, str]:
    from selfcare.cli.author import newfile
    from selfcare.cli.author.questions import about_its_author
    from selfcare.planfile.start import child

    folder = (path or Path("plan.toml")).parent
    parent = _parent(arguments.parent, folder)

    def text(draft: Draft) -> str:
        return child.text(parent, child.header(draft, _id(path) if path else draft.id), folder)

    asked = [*about_its_author(f"{child.title(parent, folder)}: our version"), *_where(path)]
    draft = _answered(asked, options, yes=arguments.yes, check=lambda draft: _problem(text(draft), folder))
    return path or newfile.of(draft), text(draft)


def _parent(written: str, folder: Path) -> str:
    """The parent as `extends` names it. Raises `UsageError`, `NotFoundError`, `StorageError`, `PlanError`."""
    from selfcare import planfile
    from selfcare.cli.shelf import is_path

    if not is_path(written):
        planfile.closure_of_shipped(written)
        return written
    path = Path(written)
    planfile.open_plan(path)
    try:
        inside = path.resolve().relative_to(folder.resolve())
    except ValueError:
        where = folder.resolve()
        raise UsageError(f"a plan can build on a file in its own folder; put {path.name} into {where}") from None
    return inside.as_posix()


# the file


def _write(path: Path, text: str) -> None:
    from selfcare.cli.author.interview import speak
    from selfcare.cli.streams import say, tell
    from selfcare.share import outfile

    outfile.write(path, [text], mode=ORDINARY)
    say(f"wrote {path}{_schema_beside(path)}")
    name = _typed(path)
    visit = ' --appointment "tomorrow 14:30"' if "[checklist." in text else ""
    page = _typed(path.with_suffix(".html"))
    speak("Open it in any text editor: lines that begin with # say what can be changed. Then:", "")
    tell(
        f"  selfcare plan check {name}",
        f"  selfcare plan test {name}",
        f"  selfcare plan preview {name}",
        f"  selfcare plan handout {name}{visit} -o {page}",
    )


def _typed(path: Path) -> str:
    """A path as somebody would type it."""
    import shlex

    return shlex.quote(f"./{path}" if str(path).startswith("-") else str(path))


def _schema_beside(path: Path) -> str:
    """Put the schema that the first line names beside the plan, for editors; what came of it, in words."""
    from selfcare import planfile
    from selfcare.share import outfile

    place, schema = path.with_name(SCHEMA), planfile.language_schema()
    try:
        if place.exists() or place.is_symlink():
            same = place.read_text(encoding="utf-8") == schema
            return "" if same else f"; {place} beside it is of another version (selfcare plan schema writes a new one)"
        outfile.write(place, [schema], mode=ORDINARY)
    except (OSError, UnicodeError, StorageError, UsageError):
        return f"; {place} could not be written, so editors will not know the words of plans"
    return f", and {place} for editors"
