"""Where a new plan is written: a file that is not there yet, asked for as the last question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.errors import StorageError, UsageError

if TYPE_CHECKING:
    from selfcare.cli.author.interview import Question
    from selfcare.planfile.start.draft import Draft


def as_file(written: str) -> Path:
    """The path that was meant: a plan's file ends in .toml, or other commands take its name for an id."""
    path = Path(written)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it, such as {path / 'my-plan.toml'}")
    return path if path.name.endswith(".toml") else path.with_name(f"{path.name}.toml")


def free(path: Path) -> Path:
    """The path, if nothing is there and its folder is. Raises `UsageError`, `StorageError`."""
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} is there already, and a plan is never written over; give another name")
    if not path.parent.is_dir():
        raise StorageError(f"there is no folder {path.parent}; make it first, or give another place")
    return path


def of(draft: Draft) -> Path:
    """What was answered, else a name made of the plan's. Raises `UsageError`, `StorageError`."""
    return free(Path(draft.file) if draft.file else _unused(draft.id))


def _unused(usual: str) -> Path:
    """`my-plan.toml`, else `my-plan-2.toml` and so on."""
    names = (Path(f"{usual}{f'-{number}' if number > 1 else ''}.toml") for number in range(1, 1000))
    return next(path for path in names if not path.exists() and not path.is_symlink())


def question() -> Question:
    """The last one: the name of the file."""
    from selfcare.cli.author.interview import Question
    from selfcare.core.frozen import replace

    def take(draft: Draft, typed: str) -> Draft:
        try:
            return replace(draft, file=str(free(as_file(typed))))
        except StorageError as error:
            raise UsageError(str(error)) from None

    return Question(
        "file",
        "What shall the file be called? Enter writes it.",
        "It may stand in another folder, as plans/river.toml. A file that is there is never written over.",
        lambda draft: draft,
        lambda draft: str(of(draft)),
        take,
    )
