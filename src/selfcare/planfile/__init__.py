"""TOML text to Plan or Problems, and back. The only place that knows pydantic and tomli_w.

`check` tells authors everything that is wrong with a file. `closure_of_file` and `closure_of_shipped` gather what a
plan is made of; `load` makes the plan of it, also when only the journal still has its texts. Nothing heavy is imported
until one of them is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.core.text import plain
from selfcare.errors import NotFoundError, PlanError, StorageError

if TYPE_CHECKING:
    from datetime import date

    from selfcare.core.breath import Pattern
    from selfcare.core.plan import Plan, ScriptedAnswer
    from selfcare.core.question import Log, Value
    from selfcare.core.sitting import Sitting
    from selfcare.planfile.closure import Closure
    from selfcare.planfile.document import Document
    from selfcare.planfile.files import Folder, Listings
    from selfcare.planfile.library import Shipped
    from selfcare.planfile.problem import Problem, Problems
    from selfcare.planfile.stages import Checked
    from selfcare.planfile.trying import Tried


def check(
    name: str | Path, *, strict: bool = False, today: date | None = None, listings: Listings | None = None
) -> Checked:
    """Everything that is wrong with a file, which diagnostics call as it is called here.

    `strict`: as for a plan that is published. `today`: the day from which the age of its dates is counted, if it is.
    `listings`: of a command that checks many. Raises `StorageError` if it cannot be read as a file.
    """
    from selfcare.planfile.toml import guard

    return check_bytes(guard.read_bytes(Path(name)), name, strict=strict, today=today, listings=listings)


def check_bytes(
    raw: bytes,
    name: str | Path,
    *,
    strict: bool = False,
    today: date | None = None,
    listings: Listings | None = None,
) -> Checked:
    """Everything that is wrong with the bytes of a file, which need not be on the disk in its place."""
    from selfcare.planfile.files import Folder
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.stages import Checked, check
    from selfcare.planfile.toml import guard

    path, label = Path(name), plain(str(name))
    problems = Problems()
    text = guard.decode(raw, label, problems)
    if text is None:
        return Checked(None, tuple(problems.found), {}, None)
    folder = Folder(path.parent, {path.name: label}, {path.name: text}, listings)
    return check(path.name, folder, strict=strict, today=today)


def as_text(problems: Iterable[Problem], texts: Mapping[str, str], waived: int = 0) -> str:
    """Problems for people, each with its line and a caret. `texts` and `waived`: those of `Checked`."""
    from selfcare.planfile import report

    return report.as_text(problems, texts, waived)


def as_json(problems: Iterable[Problem]) -> str:
    """Problems for programs: a JSON list."""
    from selfcare.planfile import report

    return report.as_json(problems)


def check_shipped(plan_id: str, *, strict: bool = False, today: date | None = None) -> Checked:
    """Everything that is wrong with a plan of the library. Raises `NotFoundError`."""
    from selfcare.planfile.closure import SHIPPED
    from selfcare.planfile.files import Folder
    from selfcare.planfile.stages import check

    root = closure_of_shipped(plan_id).root
    return check(root, Folder(Path(), {root: root.removeprefix(SHIPPED)}), strict=strict, today=today)


def check_text(
    text: str,
    name: str = "plan.toml",
    folder: Path | None = None,
    *,
    strict: bool = False,
    today: date | None = None,
) -> Checked:
    """Everything that is wrong with a text. Files it extends are looked for in `folder`; the library is at hand."""
    from selfcare.planfile.files import Folder
    from selfcare.planfile.stages import check

    return check(name, Folder(folder or Path(), {name: name}, {name: text}), strict=strict, today=today)


def try_out(name: str | Path) -> Tried:
    """Run the `[[test]]` tables of a file. Raises `StorageError` if it cannot be read as a file."""
    from selfcare.planfile import trying
    from selfcare.planfile.files import Folder
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.toml import guard

    path, label = Path(name), plain(str(name))
    problems = Problems()
    text = guard.decode(guard.read_bytes(path), label, problems)
    if text is None:
        return trying.Tried(label, False, (), (), tuple(problems.found), {})
    return trying.run(path.name, Folder(path.parent, {path.name: label}, {path.name: text}))


def try_out_shipped(plan_id: str) -> Tried:
    """Run the tests of a plan of the library. Raises `NotFoundError`."""
    from selfcare.planfile import trying
    from selfcare.planfile.files import Folder

    return trying.run(closure_of_shipped(plan_id).root, Folder(Path()))


def try_out_text(text: str, name: str = "plan.toml", folder: Path | None = None) -> Tried:
    """Run the tests of a text. Files it extends are looked for in `folder`."""
    from selfcare.planfile import trying
    from selfcare.planfile.files import Folder

    return trying.run(name, Folder(folder or Path(), {name: name}, {name: text}))


def answers(path: Path, closure: Closure) -> tuple[Sequence[ScriptedAnswer], Sequence[Problem], Mapping[str, str]]:
    """The scripted answers in a file, for the plan of this closure; what is wrong with them, and the file's text.

    Raises `StorageError` if it cannot be read as a file.
    """
    from selfcare.planfile import trying
    from selfcare.planfile.files import Kept, mapped
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.toml import guard

    problems, label = Problems(), plain(str(path))
    text = guard.decode(guard.read_bytes(path), label, problems)
    if text is None:
        return (), problems.found, {}
    document = mapped(path.name, text, label, problems)
    given = trying.answers(closure.root, Kept(closure.files), document, problems) if not problems.errors else ()
    return given, problems.found, {label: text}


def split_settings(settings: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Choices of a plan's own settings, and what is said once for all plans (cautions and the region)."""
    from selfcare.planfile import trying

    return trying.split(settings)


def closure_of_file(path: Path, problems: Problems | None = None) -> Closure:
    """What the plan in a file is made of.

    Raises `StorageError` if it cannot be read as a file, `PlanError` for content that is no plan.
    """
    from selfcare.planfile.files import Folder
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.toml import guard

    found = Problems() if problems is None else problems
    text = guard.decode(guard.read_bytes(path), str(path), found)
    if text is None:
        raise refusal(found, str(path))
    return _closure(path.name, Folder(path.parent, {path.name: str(path)}, {path.name: text}), found)


def closure_to_follow(path: Path) -> Closure:
    """What the plan in a file is made of, if nothing is wrong with it for those who follow it: the rules included.

    Keys that nobody knows may be those of a newer selfcare: `load` decides about them. Raises `StorageError`,
    `PlanError`.
    """
    checked = check(path)
    errors = [one for one in checked.problems if one.severity == "error" and one.code != "unknown-key"]
    if errors:
        raise PlanError(_refused(errors, path))
    return checked.closure or closure_of_file(path)


def _refused(errors: list[Problem], path: Path) -> str:
    """Why the plan in a file cannot be followed: the first error, how many there are, and what shows them."""
    from shlex import quote

    from selfcare.planfile.problem import LIMIT

    first = errors[0]
    count = f"all {len(errors)} errors" if len(errors) < LIMIT else f"{LIMIT} errors or more"
    shows = f"`selfcare plan check {plain(quote(str(path)))}` shows {count if len(errors) > 1 else 'the error'}"
    return f"this plan cannot be used: {first.message}, in {first.place.file}, line {first.place.line}; {shows}"


def closure_of_shipped(plan_id: str) -> Closure:
    """What a plan of the library is made of. Raises `NotFoundError`."""
    from selfcare.planfile import library
    from selfcare.planfile.closure import SHIPPED
    from selfcare.planfile.files import Folder
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.suggest import nearest

    if plan_id not in library.plans():
        near = nearest(plan_id, library.plans())
        hint = f"; did you mean {near}?" if near else "; `selfcare plans` lists them"
        raise NotFoundError(f"there is no plan {_quoted(plan_id)}{hint}")
    return _closure(f"{SHIPPED}{plan_id}.toml", Folder(Path()), Problems())


def _closure(root: str, files: Folder, problems: Problems) -> Closure:
    from selfcare.planfile.closure import closure, gather

    document = files.document(root, problems)
    if document is None:
        raise refusal(problems, root)
    return closure(gather(document, files, problems), files)


def load(
    files: Mapping[str, str],
    root: str = "",
    choices: Mapping[str, Value] | None = None,
    language: str = "",
    *,
    problems: Problems | None = None,
) -> Plan:
    """The plan of kept texts (name to text; `root` is the plan's own, by default the first), with the person's choices.

    Warnings (keys of a newer selfcare) go to `problems`. Raises `PlanError`.
    """
    from selfcare.planfile import stages
    from selfcare.planfile.closure import digest
    from selfcare.planfile.files import Kept
    from selfcare.planfile.problem import Problems

    found = Problems() if problems is None else problems
    first = root or next(iter(files), "")
    plan = stages.load(Kept(files), first, choices or {}, language, found, hash=digest(files))
    if plan is None:
        raise refusal(found, first)
    return plan


def open_plan(path: Path, choices: Mapping[str, Value] | None = None, language: str = "") -> Plan:
    """The plan in a file. Raises `StorageError` and `PlanError`."""
    from selfcare.planfile.problem import Problems

    problems = Problems()
    closure = closure_of_file(path, problems)
    if problems.errors:
        raise refusal(problems, str(path))
    return load(closure.files, closure.root, choices, language)


def refusal(problems: Problems, name: str) -> PlanError:
    """Why a plan cannot be used, as one sentence with the place of the first error."""
    if not problems.errors:
        return PlanError(f"{_quoted(name)} is not a plan")
    first: Problem = problems.errors[0]
    more = f" (and {len(problems.errors) - 1} more)" if len(problems.errors) > 1 else ""
    where = f"{first.place.file}, line {first.place.line}"
    return PlanError(f"this plan cannot be used: {first.message}{more}, in {where}; `selfcare plan check` tells all")


def _quoted(text: str) -> str:
    from selfcare.core.grammar import quoted

    return quoted(text)


def shipped() -> list[Shipped]:
    """Every plan of the library in a line."""
    from selfcare.planfile import library

    return library.listed()


def built_in_patterns() -> dict[str, Pattern]:
    """The breathing patterns that every plan can name."""
    from selfcare.planfile.compile.plan import library_patterns

    return library_patterns(_built_in("breathing"))


def built_in_sittings() -> dict[str, Sitting]:
    """The sittings that every plan can name."""
    from selfcare.planfile.compile.plan import library_sittings

    return library_sittings(_built_in("sittings"))


def built_in_logs() -> dict[str, Log]:
    """The logs that every plan can name, and that can be filled in without a plan."""
    from selfcare.planfile.compile.plan import library_logs

    return library_logs(_built_in("instruments"))


def pattern_table(pattern: Pattern, name: str) -> str:
    """A breathing pattern as a table of a plan, under this name."""
    from selfcare.planfile.pattern import table

    return table(pattern, name)


def language_schema() -> str:
    """The plan language as a JSON Schema (draft-07), for editors."""
    from selfcare.planfile import schema

    return schema.as_json()


def _built_in(name: str) -> Document:
    from selfcare.planfile import library
    from selfcare.planfile.files import trusted

    text = library.text(f"library/{name}.toml")
    if text is None:
        raise StorageError(f"the library file {name} is missing; install selfcare again")
    return trusted(name, text)
