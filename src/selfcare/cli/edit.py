"""`selfcare edit`: correct an entry. The first answer stays in the journal; the correction supersedes it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.cli.streams import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.core.question import Log, Value

EXAMPLES = ('selfcare edit 3fa9c2 level=5 --note "it was worse in the evening"', "selfcare edit 3fa9c2 --at 09:30")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("entry", metavar="ENTRY", help="the ending of its id, six characters or more, from `history`")
    parser.add_argument(
        "words", metavar="FIELD=ANSWER", nargs="*", default=[], help="what to change; FIELD= leaves an answer out"
    )
    parser.add_argument("--note", metavar="TEXT", help="another note; - reads it from standard input")
    parser.add_argument("--at", metavar="TIME", help="another time")
    parser.add_argument("--ended", metavar="TIME", help="when the episode was over: now, or a time")


def run(arguments: Namespace) -> int:
    """Append the correction."""
    from selfcare.cli import entries
    from selfcare.cli.answers import read_note, typed_answers
    from selfcare.cli.compose import environment
    from selfcare.cli.log import after_saving, warn
    from selfcare.cli.logs import log_of
    from selfcare.cli.times import time_given
    from selfcare.core import acts, ledger, typed
    from selfcare.core.text import plain
    from selfcare.errors import NotFoundError, UsageError

    given = (arguments.note, arguments.at, arguments.ended)
    if not arguments.words and all(each is None for each in given):
        raise UsageError("nothing to change; write FIELD=ANSWER, --note, --at or --ended")
    with environment() as env:
        found = ledger.entries([env.journal.find(plain(arguments.entry))])
        if not found:
            raise NotFoundError(f"'{arguments.entry}' is no entry of a log; `selfcare history` shows them")
        entry = found[0]
        plan, log = log_of(env, entry)
        values = _corrected(log, entry.values, typed_answers(log, arguments.words))
        stamp = acts.stamp(env)
        at, ended = time_given("--at", arguments.at), time_given("--ended", arguments.ended)
        event = acts.correct(
            entry,
            values,
            stamp,
            meant=typed.up_to_now(at, stamp.now) if at else None,
            note=None if arguments.note is None else read_note(arguments.note),
        )
        events = [event] if arguments.words or arguments.note is not None or arguments.at is not None else []
        if arguments.ended is not None:
            entries.refuse_end(log)
            events.append(entries.end(env, event, typed.up_to_now(ended, stamp.now)))
        env.journal.append(*events)
        env.glance.refresh()
        tell(f"saved {events[0].id}")
        with after_saving():
            if event in events:
                warn(env, plan, event)
    return 0


def _corrected(log: Log, before: Mapping[str, Value], typed: Mapping[str, str]) -> dict[str, Value]:
    """The answers before, with those that were typed in their place; an empty one leaves its question out."""
    from selfcare.core import form
    from selfcare.errors import UsageError

    form.refuse_unknown(log, typed)
    values = {
        **{name: value for name, value in before.items() if name not in typed},
        **form.read_some(log, {name: text for name, text in typed.items() if text}),
    }
    if missing := form.missing(log, values):
        raise UsageError(f"{log.name} needs an answer to {missing[0].name}")
    return values
