"""`selfcare edit`: correct an entry. The first answer stays in the journal; the correction supersedes it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

EXAMPLES = ('selfcare edit 3fa9c2 level=5 --note "it was worse in the evening"', "selfcare edit 3fa9c2 --at 09:30")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("entry", metavar="ENTRY", help="the ending of its id, six characters or more, from `history`")
    parser.add_argument("words", metavar="FIELD=ANSWER", nargs="*", help="what to change; FIELD= leaves an answer out")
    parser.add_argument("--note", metavar="TEXT", help="another note; - reads it from standard input")
    parser.add_argument("--at", metavar="TIME", help="another time")


def run(arguments: Namespace) -> int:
    """Append the correction."""
    from selfcare.cli.answers import read_note, typed_answers
    from selfcare.cli.compose import environment
    from selfcare.cli.logs import find_log
    from selfcare.core import acts, form, ledger, typed
    from selfcare.errors import NotFoundError, UsageError

    with environment() as env:
        found = ledger.entries([env.journal.find(arguments.entry)])
        if not found:
            raise NotFoundError(f"'{arguments.entry}' is no entry of a log; `selfcare history` shows them")
        entry = found[0]
        if not arguments.words and arguments.note is None and arguments.at is None:
            raise UsageError("nothing to change; write FIELD=ANSWER, --note or --at")
        _, log = find_log(env, entry.log)
        given = typed_answers(log, arguments.words)
        left_out = {name for name, text in given.items() if not text}
        kept = {name: value for name, value in entry.values.items() if name not in left_out}
        values = {**kept, **form.read_some(log, {name: text for name, text in given.items() if text})}
        if missing := form.missing(log, values):
            raise UsageError(f"{log.name} needs an answer to {missing[0].name}")
        stamp = acts.stamp(env)
        event = acts.correct(
            entry,
            values,
            stamp,
            meant=typed.past_instant(arguments.at, stamp.now) if arguments.at else None,
            note=None if arguments.note is None else read_note(arguments.note),
        )
        env.journal.append(event)
        env.glance.refresh()
        print(f"saved {event.id}")
    return 0
