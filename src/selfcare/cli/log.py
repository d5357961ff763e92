"""`selfcare log`: one entry from the shell. Says `saved ID` once the entry is durable."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from selfcare.cli.streams import say, tell, tell_json
from selfcare.errors import StorageError

TYPE_CHECKING = False  # `argparse` and `typing` would cost a quick entry six milliseconds
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator, Sequence

    from selfcare.cli import entries
    from selfcare.core.acts import Author
    from selfcare.core.event import Event
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Clock, Env, Journal
    from selfcare.core.question import Log

MOST_TOLD = 20
"""Lines that cannot be saved and are told."""

EXAMPLES = ("selfcare log stress level=4", 'selfcare log pain 5 --note "after lunch" --at 12:30')


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("log", metavar="LOG", nargs="?", help="its name; without one, it asks")
    parser.add_argument("words", metavar="VALUE", nargs="*", help="an answer to the first scale, or FIELD=ANSWER")
    parser.add_argument("--note", metavar="TEXT", help="a note; - reads it from standard input")
    parser.add_argument("--at", metavar="TIME", help="when it was, as 09:30 or 2026-12-03 09:30")
    parser.add_argument("--ended", metavar="TIME", help="when an episode was over: now, or a time")
    parser.add_argument("--stdin", action="store_true", help='read entries: {"log": "stress", "values": {"level": 4}}')
    parser.add_argument("--linear", action="store_true", help="ask in plain lines")
    parser.add_argument("--json", action="store_true", help="say what was saved as one JSON document")


def run_short(words: list[str]) -> bool:
    """`LOG VALUE …` without options, of a log that is remembered: no parser and no plan is needed. Says whether it was
    saved; if not, nothing has happened."""
    name, *answers = words or [""]
    if answers in (["--help"], ["-h"]) and not name.startswith("-"):
        return _tell_what_it_takes(name)
    if not answers or any(word.startswith("-") for word in words):
        return False
    from selfcare.cli import quick
    from selfcare.cli.compose import language, logs_file, open_journal

    with open_journal() as (journal, clock):
        found = quick.recall(logs_file(), journal, language(), name)
        if found is None:
            return False
        event = _typed_entry(journal, clock, *found, answers)
        journal.append(event)
        tell(f"saved {event.id}")
    return True


def _tell_what_it_takes(name: str) -> bool:
    """The questions of one log, and what they are answered with. Raises `NotFoundError`."""
    from selfcare.cli.compose import environment
    from selfcare.cli.logs import find_log
    from selfcare.cli.takes import takes

    with environment() as env:
        tell(*takes(find_log(env, name)[1]))
    return True


def run(arguments: Namespace) -> int:
    """Save what was given; ask for what was not."""
    from selfcare.cli.compose import environment

    with environment() as env:
        if arguments.stdin:
            return _save_lines(env, arguments)
        if arguments.log is None or not (arguments.words or arguments.ended is not None):
            return _ask(env, arguments)
        from selfcare.cli import entries, quick
        from selfcare.cli.answers import read_note, typed_answers
        from selfcare.cli.compose import language, logs_file
        from selfcare.cli.logs import find_log, known_logs
        from selfcare.cli.times import time_given
        from selfcare.core.form import read_some

        plan, log = find_log(env, arguments.log)
        note, values = read_note(arguments.note), read_some(log, typed_answers(log, arguments.words))
        at, ended = time_given("--at", arguments.at), time_given("--ended", arguments.ended)
        given = entries.Given(values, note, at, ended)
        filed = entries.file(env, plan, log, given)
        env.journal.append(*filed.events)
        if arguments.json:
            tell_json(entries.as_json(log, filed))
        else:
            tell(f"saved {filed.events[0].id}")
        with after_saving():
            if filed.entry in filed.events:
                warn(env, plan, filed.entry)
            for sentence in entries.told(env, log, filed):
                say(sentence)
            if quick.is_simple(plan, log):  # others never take the short way, and need not pay for it
                quick.remember(logs_file(), env.journal, language(), known_logs(env))
    return 0


def _typed_entry(journal: Journal, clock: Clock, plan: Author | None, log: Log, words: list[str]) -> Event:
    """The entry that was typed, in a log that needs nothing but itself. Raises `UsageError`."""
    from selfcare.cli.answers import typed_answers
    from selfcare.core import acts
    from selfcare.core.form import read_values

    values = read_values(log, typed_answers(log, words))
    return acts.record_entry(log.name, values, acts.Stamp(journal.new_id(), journal.device, clock.now()), plan=plan)


def _ask(env: Env, arguments: Namespace) -> int:
    """Ask one question at a time; without anybody to answer, say what could be given."""
    from selfcare.cli.asking import which
    from selfcare.cli.logs import find_log, known_logs
    from selfcare.cli.practice import open_walk
    from selfcare.cli.terminal import is_terminal
    from selfcare.core.plan import Ask, Plan
    from selfcare.core.start import alone
    from selfcare.errors import UsageError

    if arguments.note is not None or arguments.at is not None or arguments.json:
        raise UsageError("--note, --at and --json need an answer beside them; write FIELD=ANSWER")
    if arguments.ended is not None:
        raise UsageError("--ended needs a log beside it; write LOG --ended TIME")
    if arguments.log is None:
        titles = {name: log.title for name, (_, log) in known_logs(env).items()}
        arguments.log = which("which log?", titles)
    plan, log = find_log(env, arguments.log)
    if not is_terminal() and not arguments.linear:
        from selfcare.cli.takes import briefly

        more = f"`selfcare log {log.name} --help` says what goes where"
        raise UsageError(f"nothing to save for '{log.name}'; it takes {briefly(log)}; {more}")
    asks = plan or Plan(id="", title=log.title, logs={log.name: log})
    arguments.quiet = arguments.eyes_closed = False
    arguments.words = None
    return open_walk(env, alone(asks, Ask(log.name), log.title), arguments)


def _save_lines(env: Env, arguments: Namespace) -> int:
    """One JSON object a line: `log`, `values`, if wanted `note`, `at` and `ended`. All are checked before the first is
    saved, and every line that cannot be is told."""
    from functools import cache, partial

    from selfcare.cli import entries
    from selfcare.cli.logs import find_log
    from selfcare.errors import NotFoundError, UsageError

    if any(given is not None for given in (arguments.log, arguments.note, arguments.at, arguments.ended)):
        raise UsageError("with --stdin, everything about an entry is in its line")
    find = cache(partial(find_log, env))
    made: list[tuple[Plan | None, Log, entries.Filed]] = []
    events: list[Event] = []
    refused: list[tuple[int, UsageError | NotFoundError]] = []
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            made.append(_given_entry(env, find, line, events))
        except (UsageError, NotFoundError) as error:
            refused.append((number, error))
        else:
            events += made[-1][2].events
    if refused:
        *others, (last, reason) = refused
        for number, why in others[: MOST_TOLD - 1]:
            say(f"line {number}: {why}")
        raise type(reason)(f"line {last}: {reason}; nothing was saved")
    env.journal.append(*events)
    if arguments.json:
        tell_json({"format": 1, "entries": [entries.as_json(log, filed) for _, log, filed in made]})
    else:
        tell(*(f"saved {filed.events[0].id}" for _, _, filed in made))
    with after_saving():
        for plan, log, filed in made:
            if filed.entry in filed.events:
                warn(env, plan, filed.entry)
            for sentence in entries.told(env, log, filed) if log.score else ():
                say(sentence)
    return 0


def _given_entry(
    env: Env, find: Callable[[str], tuple[Plan | None, Log]], line: str, others: Sequence[Event]
) -> tuple[Plan | None, Log, entries.Filed]:
    """The entry that a line of JSON gives, with its log and the plan that asks it. Raises `UsageError`,
    `NotFoundError`."""
    import json

    from selfcare.cli import entries
    from selfcare.cli.answers import checked_note
    from selfcare.core.form import accept_some
    from selfcare.errors import UsageError

    try:
        found = json.loads(line)
        name, values, *texts = found["log"], found["values"], *(found.get(key, "") for key in ("note", "at", "ended"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        name = values = None
        texts = []
    if not (isinstance(values, dict) and all(isinstance(word, str) for word in (name, *texts))):
        raise UsageError('it is no entry; write {"log": "stress", "values": {"level": 4}}')
    plan, log = find(name)
    note, at, ended = texts
    given = entries.Given(accept_some(log, values), checked_note(note), at, ended)
    return plan, log, entries.file(env, plan, log, given, others)


@contextmanager
def after_saving() -> Iterator[None]:
    """What follows once `saved` was said: where it fails, nobody may take the entry for unsaved and type it again."""
    try:
        yield
    except StorageError:
        say("the entry is saved; what follows from it could not be looked up, so have a look at `selfcare today`")


def warn(env: Env, plan: Plan | None, event: Event) -> None:
    """What the plan says about such an answer, red flags first; on stderr, after `saved`."""
    if plan is None or not plan.alerts:
        return
    from selfcare.cli.alerts import spoken

    for sentence in spoken(env, plan, event):
        say(sentence)
