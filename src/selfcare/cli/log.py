"""`selfcare log`: one entry from the shell. Says `saved ID` once the entry is durable."""

from __future__ import annotations

import sys

from selfcare.cli.streams import say, tell, tell_json

TYPE_CHECKING = False  # `argparse` and `typing` would cost a quick entry six milliseconds
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from selfcare.core.acts import Author
    from selfcare.core.event import Event
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Clock, Env, Journal
    from selfcare.core.question import Log, Value

EXAMPLES = ("selfcare log stress level=4", 'selfcare log pain 5 --note "after lunch"')


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("log", metavar="LOG", nargs="?", help="its name; without one, it asks")
    parser.add_argument("words", metavar="VALUE", nargs="*", help="an answer to the first scale, or FIELD=ANSWER")
    parser.add_argument("--note", metavar="TEXT", help="a note; - reads it from standard input")
    parser.add_argument("--at", metavar="TIME", help="when it was, as 09:30 or 2026-12-03 09:30")
    parser.add_argument("--stdin", action="store_true", help='read entries: {"log": "stress", "values": {"level": 4}}')
    parser.add_argument("--linear", action="store_true", help="ask in plain lines")
    parser.add_argument("--json", action="store_true", help="say what was saved as one JSON document")


def run_short(words: list[str]) -> bool:
    """`LOG VALUE …` without options, of a log that is remembered: no parser and no plan is needed. Says whether it was
    saved; if not, nothing has happened."""
    name, *answers = words or [""]
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


def run(arguments: Namespace) -> int:
    """Save what was given; ask for what was not."""
    from selfcare.cli.compose import environment

    with environment() as env:
        if arguments.stdin:
            return _save_lines(env, arguments)
        if arguments.log is None or not arguments.words:
            return _ask(env, arguments)
        from selfcare.cli import quick
        from selfcare.cli.answers import read_note
        from selfcare.cli.compose import language, logs_file
        from selfcare.cli.logs import find_log, known_logs

        plan, log = find_log(env, arguments.log)
        note = read_note(arguments.note)
        event = _typed_entry(env.journal, env.clock, plan, log, arguments.words, note, arguments.at)
        env.journal.append(event)
        if arguments.json:
            tell_json({"format": 1, "saved": event.id, "path": event.path, "values": dict(event.values)})
        else:
            tell(f"saved {event.id}")
        warn(env, plan, event)
        if quick.is_simple(plan, log):  # others never take the short way, and need not pay for it
            quick.remember(logs_file(), env.journal, language(), known_logs(env))
    return 0


def _typed_entry(
    journal: Journal,
    clock: Clock,
    plan: Author | None,
    log: Log,
    words: list[str],
    note: str = "",
    at: str | None = None,
) -> Event:
    """The entry that was typed. Raises `UsageError`."""
    from selfcare.cli.answers import typed_answers
    from selfcare.core.form import read_values

    return _entry(journal, clock, plan, log, read_values(log, typed_answers(log, words)), note, at)


def _entry(
    journal: Journal,
    clock: Clock,
    plan: Author | None,
    log: Log,
    values: Mapping[str, Value],
    note: str,
    at: str | None,
) -> Event:
    from selfcare.core import acts

    stamp = acts.Stamp(journal.new_id(), journal.device, clock.now())
    meant = None
    if at is not None:
        from selfcare.core import typed

        meant = typed.past_instant(at, stamp.now)
    return acts.record_entry(log.name, values, stamp, plan=plan, meant=meant, note=note)


def _ask(env: Env, arguments: Namespace) -> int:
    """Ask one question at a time; without anybody to answer, say what could be given."""
    from selfcare.cli.asking import which
    from selfcare.cli.logs import find_log, known_logs
    from selfcare.cli.practice import open_walk
    from selfcare.cli.terminal import is_terminal
    from selfcare.core.plan import Ask, Plan
    from selfcare.core.start import alone
    from selfcare.errors import UsageError

    if arguments.note is not None or arguments.at is not None:
        raise UsageError("--note and --at need an answer beside them; write FIELD=ANSWER")
    if arguments.log is None:
        titles = {name: log.title for name, (_, log) in known_logs(env).items()}
        arguments.log = which("which log?", titles)
    plan, log = find_log(env, arguments.log)
    if not is_terminal() and not arguments.linear:
        fields = ", ".join(f"{name}=…" for name in log.fields)
        raise UsageError(f"nothing to save for '{log.name}'; it takes {fields}")
    asks = plan or Plan(id="", title=log.title, logs={log.name: log})
    arguments.quiet = arguments.eyes_closed = False
    arguments.words = None
    return open_walk(env, alone(asks, Ask(log.name), log.title), arguments)


def _save_lines(env: Env, arguments: Namespace) -> int:
    """One JSON object a line: `log`, `values`, if wanted `note` and `at`. All are checked before the first is saved."""
    from selfcare.errors import UsageError

    if arguments.log is not None or arguments.note is not None or arguments.at is not None:
        raise UsageError("with --stdin, everything about an entry is in its line")
    made: list[tuple[Plan | None, Event]] = []
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            made.append(_given_entry(env, line))
        except UsageError as error:
            raise UsageError(f"line {number}: {error}; nothing was saved") from None
    env.journal.append(*(event for _, event in made))
    tell(*(f"saved {event.id}" for _, event in made))
    for plan, event in made:
        warn(env, plan, event)
    return 0


def _given_entry(env: Env, line: str) -> tuple[Plan | None, Event]:
    """The entry that a line of JSON gives, and the plan that asks it. Raises `UsageError`, `NotFoundError`."""
    import json

    from selfcare.cli.answers import checked_note
    from selfcare.cli.logs import find_log
    from selfcare.core.form import accept_values
    from selfcare.errors import UsageError

    try:
        given = json.loads(line)
        name, values, note, at = given["log"], given["values"], given.get("note", ""), given.get("at", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        name = values = note = at = None
    if not (isinstance(values, dict) and all(isinstance(word, str) for word in (name, note, at))):
        raise UsageError('it is no entry; write {"log": "stress", "values": {"level": 4}}')
    plan, log = find_log(env, name)
    return plan, _entry(env.journal, env.clock, plan, log, accept_values(log, values), checked_note(note), at or None)


def warn(env: Env, plan: Plan | None, event: Event) -> None:
    """What the plan says about such an answer, red flags first; on stderr, after `saved`."""
    if plan is None or not plan.alerts:
        return
    from selfcare.cli.alerts import spoken

    for sentence in spoken(env, plan, event):
        say(sentence)
