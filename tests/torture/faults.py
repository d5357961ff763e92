"""Every system call of what writes fails once, with each error: saved and there, or said not to be; old rows stay.

A call counts if it is about a file of the home; one that fails before the program's own code runs is not ours to tell.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.torture import strace
from tests.torture.journals import strangers, write_old
from tests.torture.row import Row, copied, holds, is_sentence, raw_rows, saved_ids

ERRORS = ("ENOSPC", "EIO", "EMFILE", "EACCES", "EROFS", "EDQUOT")
CALLS = f"{strace.WRITING},newfstatat,pread64,fchmod,chmod,utimensat"
SILENT = ("close", "lseek")
"""Calls after whose failure nothing can be done."""
MANY = 8
"""Calls that are alike: of more, where not each gets every error, one of so many is taken."""
TOLD = 3


class Scene(NamedTuple):
    """A command, what was there before it, and how many of the errors each of its calls gets, in turn."""

    name: str
    command: str
    prepare: Callable[[Path], object]
    errors: int = 1


def _logged(home: Path) -> None:
    strace.acts(home, "log stress 4", "log pain 3", "log stress 5", f"backup {home / 'kept.db'}")


def _with_plan(home: Path) -> None:
    strace.acts(home, "log stress 4", "use daily-stress", "log stress 4", "log pain 3", "backup")


SCENES = (
    Scene("log", "log pain 3 --note 'after lunch'", _logged, len(ERRORS)),
    Scene("the first entry", "log stress 4", lambda home: home.mkdir()),
    Scene("undo", "undo", _logged),
    Scene("migration", "log stress 4", write_old),
    Scene("backup", "backup {home}/out.db", _logged),
    Scene("restore", "restore {home}/kept.db --yes", _logged),
    Scene("import", "import {home}/other.jsonl", strangers),
    Scene("export", "export -o {home}/out.jsonl", _logged),
    Scene("forget", "forget daily-stress --backups --yes", _with_plan),
)


def rows(folder: Path, scale: float) -> Iterator[Row]:
    for scene in SCENES:
        row = Row(f"system calls that fail in: {scene.name}")
        if strace.is_there():
            _fail(scene, folder / scene.name.replace(" ", "-"), row, scale)
        else:
            row.wrong.append(strace.MISSING)
        yield row


def _fail(scene: Scene, work: Path, row: Row, scale: float) -> None:
    work.mkdir()
    first, home = work / "first", work / "home"
    scene.prepare(first)
    journal = first / "data" / "journal.db"
    before = [str(line[1]) for line in raw_rows(journal)] if journal.exists() else []
    if (first / "kept.db").exists():
        (first / "kept.db").chmod(0o600)
    copied(first, home)
    words = ["-m", "selfcare", *shlex.split(scene.command.replace("{home}", str(home)))]
    clean = strace.run(home, words, trace=CALLS, work=work)
    assert clean.code == 0, clean.err
    after = {str(line[1]) for line in raw_rows(home / "data" / "journal.db")}
    stay = [name for name in before if name in after]
    chosen = list(_chosen(clean.calls, home, scene.errors))
    for call, error in chosen[:: max(1, round(1 / scale))]:
        copied(first, home)
        fault = f"{call.name}:error={error}:when={call.number}"
        ran = strace.run(home, words, trace=CALLS, inject=fault, work=work)
        if not any(one.is_injected and _touches(one, home) for one in ran.calls):
            row.count("that came elsewhere")
            continue
        row.tries += 1
        row.count("did their work all the same" if ran.code == 0 else "told")
        if found := _what_is_wrong(ran, home, before, stay):
            row.wrong.append(f"{fault} ({_about(call, home)}): {found}")


def _chosen(calls: list[strace.Call], home: Path, errors: int) -> Iterator[tuple[strace.Call, str]]:
    turn = 0
    alike: Counter[tuple[str, str]] = Counter()
    for call in calls:
        if call.name not in SILENT and not call.failed and (about := _about(call, home)):
            alike[call.name, about] += 1
            if errors == 1 and alike[call.name, about] > MANY and alike[call.name, about] % MANY:
                continue
            for _ in range(errors):
                yield call, ERRORS[turn % len(ERRORS)]
                turn += 1


def _touches(call: strace.Call, home: Path) -> bool:
    return bool(_about(call, home))


def _about(call: strace.Call, home: Path) -> str:
    paths = map(strace.path_of, call.arguments[:2])
    return next((path.removeprefix(f"{home}/") for path in paths if path.startswith(str(home))), "")


def _what_is_wrong(ran: strace.Run, home: Path, before: list[str], stay: list[str]) -> str:
    if ran.code not in (0, TOLD):
        return f"ended with {ran.code}: {ran.err[-200:]!r}"
    if not is_sentence(ran.err) or (ran.code and not ran.err):
        return f"no sentence: {ran.err[-200:]!r}"
    said = saved_ids(ran.out)
    if ran.code and said:
        return "said to be saved, and then that it failed"
    if not before and not (home / "data" / "journal.db").exists():
        return ""
    if found := holds(home, [*stay, *said]):
        return found
    there = {str(line[1]) for line in raw_rows(home / "data" / "journal.db")}
    return "" if there.issuperset(before) or there.isdisjoint(set(before).difference(stay)) else "half of it is gone"
