"""`selfcare log`: one entry from the shell. Says `saved ID` once the entry is durable."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `argparse` and `typing` would cost a quick entry six milliseconds
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from datetime import datetime

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
    from selfcare.cli.compose import logs_file, open_journal, preference

    with open_journal() as (journal, clock):
        found = quick.recall(logs_file(), journal, preference("language"), name)
        if found is None:
            return False
        event = _typed_entry(journal, clock, *found, answers)
        journal.append(event)
        _tell(event)
    return True


def run(arguments: Namespace) -> int:
    """Save what was given; ask for what was not."""
    from selfcare.cli.compose import environment

    with environment() as env:
        if arguments.stdin:
            return _save_lines(env)
        if arguments.log is None or not arguments.words:
            return _ask(env, arguments)
        from selfcare.cli import quick
        from selfcare.cli.answers import read_note
        from selfcare.cli.compose import logs_file, preference
        from selfcare.cli.logs import find_log, known_logs

        plan, log = find_log(env, arguments.log)
        note = read_note(arguments.note)
        event = _typed_entry(env.journal, env.clock, plan, log, arguments.words, note, arguments.at)
        env.journal.append(event)
        _tell(event, as_json=arguments.json)
        _warn(env, plan, event)
        quick.remember(logs_file(), env.journal, preference("language"), known_logs(env))
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
    if at:
        from selfcare.core import typed

        meant = typed.past_instant(at, stamp.now)
    return acts.record_entry(log.name, values, stamp, plan=plan, meant=meant, note=note)


def _tell(event: Event, *, as_json: bool = False) -> None:
    if as_json:
        import json

        print(json.dumps({"format": 1, "saved": event.id, "path": event.path, "values": dict(event.values)}))
    else:
        print(f"saved {event.id}")
    sys.stdout.flush()


def _ask(env: Env, arguments: Namespace) -> int:
    """Ask one question at a time; without anybody to answer, say what could be given."""
    from selfcare.cli.logs import find_log, known_logs
    from selfcare.cli.terminal import is_full_screen, is_terminal
    from selfcare.errors import UsageError

    if arguments.log is None:
        raise UsageError(f"which log? There are: {', '.join(known_logs(env))}")
    plan, log = find_log(env, arguments.log)
    if not is_terminal() and not arguments.linear:
        fields = ", ".join(f"{name}=…" for name in log.fields)
        raise UsageError(f"nothing to save for '{log.name}'; it takes {fields}")
    from selfcare.cli.practice import walk_step
    from selfcare.core.plan import Ask, Plan, Step

    asks = plan or Plan(id="", title=log.title, logs={log.name: log})
    arguments.quiet = arguments.eyes_closed = False
    arguments.linear = arguments.linear or not is_full_screen()
    return walk_step(env, asks, Step("1", Ask(log.name), title=log.title), arguments)


def _save_lines(env: Env) -> int:
    """One JSON object a line: `log`, `values`, if wanted `note` and `at`. All are checked before the first is saved."""
    import json

    from selfcare.cli.answers import read_note
    from selfcare.cli.logs import find_log
    from selfcare.core.form import accept_values
    from selfcare.errors import UsageError

    events = []
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            name, values = given["log"], given["values"]
            note, at = given.get("note"), given.get("at")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise UsageError(
                f'line {number} is no entry; write {{"log": "stress", "values": {{"level": 4}}}}; nothing was saved'
            ) from None
        plan, log = find_log(env, str(name))
        try:
            answers = accept_values(log, values)
            events.append(_entry(env.journal, env.clock, plan, log, answers, read_note(note), at))
        except UsageError as error:
            raise UsageError(f"line {number}: {error}; nothing was saved") from None
    env.journal.append(*events)
    for event in events:
        print(f"saved {event.id}")
    return 0


def _warn(env: Env, plan: Plan | None, event: Event) -> None:
    """What the plan says about such an answer, red flags first; on stderr, after `saved`."""
    if plan is None or not plan.alerts:
        return
    from selfcare.cli.alerts import spoken

    for sentence in spoken(env, plan, event):
        print(sentence, file=sys.stderr)


def parse_day(text: str, now: datetime) -> datetime:
    """The start of a span that ends now, for `--last 30d`. Raises `UsageError`."""
    from selfcare.core import grammar, when
    from selfcare.errors import UsageError

    try:
        return when.earlier(now, grammar.span(text))
    except grammar.GrammarError as error:
        raise UsageError(f"--last: {error}; write 30d or 12h") from None
