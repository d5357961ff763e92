"""`selfcare history`: what was recorded, as charts with a table, or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell, tell_json

if TYPE_CHECKING:
    from selfcare.core.event import Event
    from selfcare.core.ledger import Entry, Session
    from selfcare.core.ports import Env
    from selfcare.core.question import Log

EXAMPLES = ("selfcare history", "selfcare history pain --last 90d --json")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("log", metavar="LOG", nargs="?", help="one log only")
    parser.add_argument("--last", metavar="SPAN", default="30d", help="how far back, as 7d (30d)")
    parser.add_argument("--search", metavar="WORDS", default="", help="only with these words in note or answers")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace) -> int:
    """Print entries and sessions."""
    from selfcare.cli.compose import environment
    from selfcare.cli.history_chart import charts
    from selfcare.cli.logs import find_log, known_logs
    from selfcare.core import ledger
    from selfcare.core.text import plain

    with environment() as env:
        now = env.clock.now()
        since, words = _start(arguments.last, now), plain(arguments.search)
        found: list[Event] = []
        for path in _paths(env, plain(arguments.log).removeprefix("log.")) if arguments.log is not None else (None,):
            found += env.journal.events(ledger.EPISODE_KINDS, path=path, since=since)
            found += env.journal.events(ledger.ENTRY_KINDS, path=path, since=since, search=words)
        entries = ledger.entries(found)
        sessions: Sequence[Session] = ()
        if arguments.log is None:
            sessions = ledger.sessions(env.journal.events(ledger.SESSION_KINDS, since=since, search=words))
        elif not entries:
            find_log(env, arguments.log)
        if arguments.json:
            tell_json(_as_json(env, entries, sessions))
            return 0
        logs = {name: log for name, (_, log) in known_logs(env).items()}
        if not words:
            days = (now.date() - since.date()).days + 1
            tell(*charts(env, {entry.log for entry in entries}, days, whole=arguments.log is not None))
        tell(*_table(env, entries, sessions, logs))
        if not entries and not sessions:
            say(_nothing(arguments.last, words))
    return 0


def _paths(env: Env, name: str) -> tuple[str, ...]:
    """The paths that the log of that name was recorded under; its own alone where nobody knows it."""
    from selfcare.core import known

    log = known.Answered(env).log(name)
    return known.paths(log) if log else (f"log.{name}",)


def _nothing(span: str, words: str) -> str:
    if words:
        return f"nothing in the last {span} has these words; --last 365d looks further back"
    return f"nothing recorded in the last {span}; `selfcare log pain 3` makes an entry"


def _start(span: str, now: datetime) -> datetime:
    """The start of a span that ends now, for `--last 30d`. Raises `UsageError`."""
    from selfcare.core import grammar, when
    from selfcare.errors import UsageError

    try:
        return when.earlier(now, grammar.span(span))
    except grammar.GrammarError:
        raise UsageError("--last takes how far back to look; write 30d or 12h") from None


def _as_json(env: Env, entries: Sequence[Entry], sessions: Sequence[Session]) -> dict[str, object]:
    """The document of `history --json`; times are RFC 3339 with offset."""
    return {
        "format": 1,
        "now": env.clock.now().isoformat(),
        "entries": [
            {
                "id": entry.id,
                "plan": entry.plan,
                "version": entry.version,
                "log": entry.log,
                "for": entry.about.isoformat(),
                "answered": entry.answered.isoformat(),
                "day": entry.about.date().isoformat(),
                "values": {
                    name: list(value) if isinstance(value, tuple) else value for name, value in entry.values.items()
                },
                "note": entry.note,
                "supersedes": entry.supersedes,
                **({"ended": entry.ended.isoformat()} if entry.ended else {}),
                **_score(env, entry),
            }
            for entry in entries
        ],
        "sessions": [
            {
                "id": session.id,
                "plan": session.plan,
                "path": session.path,
                "started": session.started.isoformat(),
                "seconds": session.seconds,
                "outcome": session.outcome,
                "receipt": dict(session.receipt),
            }
            for session in sessions
        ],
    }


def _table(env: Env, entries: Sequence[Entry], sessions: Sequence[Session], logs: Mapping[str, Log]) -> list[str]:
    """One line for each entry and session, newest last."""
    from selfcare.cli.times import shown
    from selfcare.core import practices

    titles = practices.titles(env.shelf.patterns(), env.shelf.sittings()) if sessions else {}
    rows = [(entry.about, entry.id, _told(env, entry, _asked(env, entry) or logs.get(entry.log))) for entry in entries]
    for session in sessions:
        title = practices.called(session.path, titles)
        stopped = ", stopped early" if session.outcome == "stopped" else ""
        rows.append((session.started, session.id, f"{title}: {practices.briefly(session.seconds)}{stopped}"))
    return [f"{shown(env, about)}  {name[-8:]}  {text}" for about, name, text in sorted(rows)]


def _asked(env: Env, entry: Entry) -> Log | None:
    """The log as it was asked when the entry was made."""
    from selfcare.core import scope

    kept = env.shelf.version(entry.hash) if entry.hash else None
    return scope.log_of(entry, kept.logs) if kept else None


def _score(env: Env, entry: Entry) -> dict[str, float]:
    """The score of an entry, where its log has one."""
    from selfcare.core import scoring

    asked = _asked(env, entry)
    found = scoring.score(asked, entry.values) if asked else None
    return {} if found is None else {"score": found}


def _told(env: Env, entry: Entry, log: Log | None) -> str:
    """`Pain: level 3  after lunch`, with the score, and how long an episode took; in the journal's own words where
    nobody knows any more how it was asked."""
    from selfcare.core import scoring, words
    from selfcare.core.question import show

    answers = []
    for name, value in entry.values.items():
        field = log.fields.get(name) if log else None
        answers.append(f"{name} {show(field, value) if field else value}")
    answers += [
        part for part in (scoring.briefly(log, entry.values), words.lasted(entry, log, env.clock.now())) if part
    ]
    note = f"  {entry.note}" if entry.note else ""
    return f"{log.title if log else entry.log}: {', '.join(answers)}{note}"
