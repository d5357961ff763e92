"""`selfcare history`: what was recorded, as a table with a small chart, or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell, tell_json

if TYPE_CHECKING:
    from selfcare.core.ledger import Entry, Session
    from selfcare.core.ports import Env
    from selfcare.core.question import Log, Scale
    from selfcare.core.trend import DayMedian

EXAMPLES = ("selfcare history", "selfcare history pain --last 90d --json")

BLOCKS = " ▁▂▃▄▅▆▇█"
"""One sign for each eighth of a scale; a day without an entry is blank."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("log", metavar="LOG", nargs="?", help="one log only")
    parser.add_argument("--last", metavar="SPAN", default="30d", help="how far back, as 7d (30d)")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace) -> int:
    """Print entries and sessions."""
    from selfcare.cli.compose import environment
    from selfcare.cli.logs import find_log, known_logs
    from selfcare.core import ledger
    from selfcare.core.text import plain

    with environment() as env:
        since = _start(arguments.last, env.clock.now())
        path = None if arguments.log is None else f"log.{plain(arguments.log).removeprefix('log.')}"
        entries = ledger.entries(
            env.journal.events((*ledger.ENTRY_KINDS, *ledger.EPISODE_KINDS), path=path, since=since)
        )
        sessions: Sequence[Session] = ()
        if path is None:
            sessions = ledger.sessions(env.journal.events(ledger.SESSION_KINDS, since=since))
        elif not entries:
            find_log(env, arguments.log)
        if arguments.json:
            tell_json(_as_json(env, entries, sessions))
            return 0
        logs = {name: log for name, (_, log) in known_logs(env).items()}
        tell(*_charts(env, entries, logs, since.date()), *_table(env, entries, sessions, logs))
        if not entries and not sessions:
            say(f"nothing recorded in the last {arguments.last}; `selfcare log pain 3` makes an entry")
    return 0


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


def _charts(env: Env, entries: Sequence[Entry], logs: Mapping[str, Log], first: date) -> list[str]:
    """One line of day medians for each scale that was answered."""
    from selfcare.core import trend
    from selfcare.core.question import Scale

    lines: list[str] = []
    today = env.clock.now().date()
    for log in logs.values():
        own = [entry for entry in entries if entry.log == log.name]
        for field in log.fields.values():
            if not own or not isinstance(field.kind, Scale):
                continue
            if days := trend.day_medians(own, log, field):
                week = trend.told(trend.summary(days, today))
                chart = _spark(days, field.kind, first, today)
                lines.append("  ".join(part for part in (f"{log.title}, {field.name}", chart, week) if part))
    return [*lines, ""] if lines else []


def _spark(days: Sequence[DayMedian], scale: Scale, first: date, today: date) -> str:
    """One sign a day, from the first with an entry to today; the height is the median on the whole scale."""
    by_day = {each.day: each.median for each in days}
    start = max(first, days[0].day)
    signs = []
    for offset in range((today - start).days + 1):
        median = by_day.get(start + timedelta(days=offset))
        share = None if median is None else (median - scale.low) / (scale.high - scale.low)
        signs.append(BLOCKS[0] if share is None else BLOCKS[1 + round(share * (len(BLOCKS) - 2))])
    return "".join(signs)


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
    kept = env.shelf.version(entry.hash) if entry.hash else None
    return kept.logs.get(entry.log) if kept else None


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
