"""`selfcare forget`: remove an entry, a plan or everything for good, after showing what goes and where it also lies."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell
from selfcare.core.spelled import counted

if TYPE_CHECKING:
    from datetime import date, datetime

    from selfcare.core.event import Event
    from selfcare.core.mark import Mark
    from selfcare.journal.forget import Going, Held, What

EXAMPLES = ("selfcare forget daily-stress --yes", "selfcare forget --everything --backups --yes")

NOUNS = {
    "entry.recorded": ("entry", "entries"),
    "entry.corrected": ("correction", "corrections"),
    "session.recorded": ("practice", "practices"),
    "item.": ("answer about an item", "answers about items"),
    "appointment.": ("note of an appointment", "notes of appointments"),
    "run.": ("mark of a walk", "marks of walks"),
    "step.": ("mark of a walk", "marks of walks"),
    "plan.kept": ("text of a plan", "texts of plans"),
    "plan.": ("use of a plan", "uses of plans"),
    "setting.": ("choice", "choices"),
    "": ("other mark", "other marks"),
}
"""What one and several of a kind are called; the first whose beginning fits."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "name",
        metavar="ENTRY|PLAN",
        nargs="?",
        help="the ending of an entry's id, from `history`; or a plan's id, with everything recorded under it",
    )
    parser.add_argument("--everything", action="store_true", help="all that was ever recorded")
    parser.add_argument("--backups", action="store_true", help="also from the copies that selfcare keeps")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: Namespace) -> int:
    """Show what goes, ask, remove it, and say what is left; 1 when it was not wanted, 3 when copies still hold it."""
    from selfcare.cli.asking import agreed
    from selfcare.cli.clock import system_clock
    from selfcare.cli.compose import preference
    from selfcare.cli.places import places
    from selfcare.errors import UsageError
    from selfcare.journal import forget

    if arguments.everything == (arguments.name is not None):
        raise UsageError("say what to forget: the ending of an entry's id, a plan's id, or --everything")
    directory, now = places().data, system_clock(preference("zone")).now()
    what, event = forget.meant(directory, arguments.name) if arguments.name else (forget.What(everything=True), None)
    going = forget.foresee(directory, what)
    held = forget.holding(directory, what, now.date())
    _show(what, event, going, now)
    _show_copies(held, now.date(), goes=arguments.backups)
    if not agreed("Remove this for good?", yes=arguments.yes):
        return 1
    is_written_anew = forget.forget(directory, what)
    left = _forget_elsewhere(what, going)
    tell("removed")
    if not is_written_anew:
        say("another program has the journal open: what was removed is overwritten, but the file was not written anew")
    if left:
        say("a practice that is under way elsewhere will be recorded when it ends")
    return _forget_in_copies(directory, held, what, arguments.name or "--everything", wanted=arguments.backups)


def _show(what: What, event: Event | None, going: Going, now: datetime) -> None:
    """What goes, in words; no answer and no note is repeated."""
    from selfcare.core import words

    if event is not None:
        about = event.about.astimezone(now.tzinfo)
        name = event.path.rpartition(".")[2] or event.plan
        tell(f"{words.day(about.date(), now.date())} {words.clock_time(about)}  {event.id[-8:]}  {name}")
    nouns: dict[tuple[str, str], int] = {}
    for kind, number in going.kinds.items():
        noun = next(noun for start, noun in NOUNS.items() if kind.startswith(start))
        nouns[noun] = nouns.get(noun, 0) + number
    if going.drafts:
        nouns["half-typed answer", "half-typed answers"] = going.drafts
    listed = [f"{number} {noun[number != 1]}" for noun, number in nouns.items()]
    tell(f"goes         {', '.join(listed) or 'nothing: the journal does not hold it any more'}")
    if what.plan:
        tell("stays        what other plans and logs recorded")


def _show_copies(held: list[Held], today: date, *, goes: bool) -> None:
    """Which copies hold it, and until when they are kept."""
    for each in held:
        if each.events is None:
            tell(f"cannot tell  {each.copy.path} cannot be read, so it may hold it")
        else:
            kept = f"kept {_how_long(each, today)}"
            tell(f"{'goes in' if goes else 'stays in':<11}  {each.copy.name}: {counted(each.events, 'event')}; {kept}")


def _how_long(held: Held, today: date) -> str:
    from selfcare.core import words
    from selfcare.journal.backup import IMPORTS

    if held.until:
        return f"until {words.day(held.until, today)}"
    if held.copy.why == "before import":
        return f"while it is one of the last {IMPORTS} from before an import"
    return "until somebody removes it"


def _forget_in_copies(directory: str, held: list[Held], what: What, named: str, *, wanted: bool) -> int:
    """The copies too, if that is wanted; 3 where one could not be seen to."""
    from selfcare.errors import StorageError
    from selfcare.journal import forget

    if held and not wanted:
        say(f"copies still hold it; `selfcare forget {named} --backups` removes it there as well")
    code = 0
    for each in held if wanted else ():
        if each.events is None and not what.everything:
            say(f"{each.copy.path} cannot be read, so it was left as it is; remove it if you do not need it")
            code = StorageError.exit_code
            continue
        try:
            forget.forget_in(directory, each.copy, what)
        except StorageError as error:
            say(str(error))
            code = StorageError.exit_code
    say("files that you exported or copied elsewhere are out of reach, and taking one of them in again brings it back")
    return code


def _forget_elsewhere(what: What, going: Going) -> bool:
    """Caches, and what was kept of interrupted practices. Says whether a living practice is among them."""
    from selfcare.cli.compose import logs_file
    from selfcare.cli.marks import FileMarks, damaged
    from selfcare.cli.places import places, practices, state

    here = places()
    _remove(here.glance, logs_file())
    shutil.rmtree(Path(here.cache, "compiled"), ignore_errors=True)
    marks = FileMarks(practices)

    def is_meant(mark: Mark) -> bool:
        return what.everything or mark.run in going.runs or (bool(what.plan) and mark.plan == what.plan)

    for mark in filter(is_meant, marks.left()):
        marks.drop(mark)
    if what.everything:
        _remove(*damaged(practices()), Path(state(), "crash.txt"))
    return any(map(is_meant, marks.living()))


def _remove(*paths: str | Path) -> None:
    for path in paths:
        with suppress(OSError):
            Path(path).unlink()
