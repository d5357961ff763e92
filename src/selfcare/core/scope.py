"""What a name in a condition means, depending on where the condition stands.

Inside its own log it is this entry (`form.EntryScope`), in a run an entry made in this run, in an alert the entry that
triggered it, in an item or a routine the latest of today, of this visit or of the open episode. Never an older value.
`agenda`, `walk` and `alerts` build these; `condition.evaluate` asks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, datetime, timedelta

from selfcare.core.condition import Scope
from selfcare.core.form import EntryScope, answer
from selfcare.core.ledger import Entry, is_open
from selfcare.core.plan import Plan
from selfcare.core.question import Log, Value

Answers = Mapping[str, Value | None]
"""The answers of one entry; None: asked and left out."""


class SettingsScope:
    """Settings of the plan, cautions and the region: what every scope of a plan knows. No answers, no past."""

    def __init__(self, plan: Plan, cautions: Mapping[str, Value]) -> None:
        self.plan = plan
        self.cautions = cautions

    def value(self, name: str) -> Value | None:
        """The choice in force of `setting.NAME`; of a caution nobody was asked about, None."""
        kind, _, rest = name.partition(".")
        if kind != "setting":
            return None
        setting = self.plan.settings.get(rest)
        return setting.value if setting else self.cautions.get(rest)

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        """Nothing."""
        return ()


class PlanScope(SettingsScope):
    """Adds the entries of this plan: those of the last days for `days(…)` and its like, and the one a log's name means.

    `entries` may be of any plan and in any order; `now` is aware, in the person's zone, and says which day is today.
    """

    def __init__(self, plan: Plan, entries: Iterable[Entry], now: datetime, cautions: Mapping[str, Value]) -> None:
        super().__init__(plan, cautions)
        self.now = now
        self.today = now.date()
        self.entries = sorted(
            (entry for entry in entries if entry.plan == plan.id), key=lambda each: (each.about.timestamp(), each.id)
        )

    def value(self, name: str) -> Value | None:
        """The answer that `log.NAME.FIELD` means here, or a setting."""
        kind, _, rest = name.partition(".")
        if kind != "log":
            return super().value(name)
        log_name, _, field_name = rest.partition(".")
        log = self.plan.logs.get(log_name)
        field = log and log.fields.get(field_name)
        answers = self.answers(log) if log and field else None
        return answer(field, answers) if field and answers is not None else None

    def answers(self, log: Log) -> Answers | None:
        """The entry that the log's name means here."""
        return None

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        """Entries of these logs of the last `days` local days, today included, each with its local day."""
        settings = SettingsScope(self.plan, self.cautions)
        wanted = [log for name in logs if (log := self.plan.logs.get(name))]
        return [
            (entry.about.date(), EntryScope(log, entry.values, settings))
            for entry in self.entries
            for log in wanted
            if belongs(entry, log) and self.today - timedelta(days=days) < entry.about.date() <= self.today
        ]


class AlertScope(PlanScope):
    """In an alert: the entry that triggered it."""

    def __init__(
        self, plan: Plan, entry: Entry, entries: Iterable[Entry], now: datetime, cautions: Mapping[str, Value]
    ) -> None:
        others = (other for other in entries if other.origin != entry.origin)
        super().__init__(plan, (*others, entry), now, cautions)
        self.entry = entry

    def answers(self, log: Log) -> Answers | None:
        """The triggering entry, for its own log."""
        return self.entry.values if belongs(self.entry, log) else None


class ItemScope(PlanScope):
    """In an item's or a routine's `if`, for one occurrence: an appointment's id, a local day, an anchor entry's id."""

    def __init__(
        self,
        plan: Plan,
        entries: Iterable[Entry],
        now: datetime,
        cautions: Mapping[str, Value],
        occurrence: str = "",
    ) -> None:
        super().__init__(plan, entries, now, cautions)
        self.occurrence = occurrence

    def answers(self, log: Log) -> Answers | None:
        """The anchor entry itself; for a log of each visit the latest of this visit, of each episode the latest that is
        open; else the latest of today.
        """
        mine = [entry for entry in self.entries if belongs(entry, log)]
        if anchors := [entry for entry in mine if self.occurrence and entry.origin == self.occurrence]:
            return anchors[-1].values
        if log.per == "visit":
            mine = [entry for entry in mine if self.occurrence and entry.occurrence == self.occurrence]
        elif log.per == "episode":
            mine = [entry for entry in mine if is_open(entry, self.now)]
        else:
            mine = [entry for entry in mine if entry.about.date() == self.today]
        return mine[-1].values if mine else None


class RunScope(PlanScope):
    """In a run: the answers given in it, by log. What was recorded before counts for the last days alone."""

    def __init__(
        self,
        plan: Plan,
        given: Mapping[str, Answers],
        entries: Iterable[Entry],
        now: datetime,
        cautions: Mapping[str, Value],
    ) -> None:
        super().__init__(plan, entries, now, cautions)
        self.given = given
        self.outside: PlanScope | None = None

    def around(self, outside: PlanScope) -> RunScope:
        """The same for an item's own `if`: what was not answered in this run is asked of `outside`."""
        wider = copy(self)
        wider.outside = outside
        return wider

    def answers(self, log: Log) -> Answers | None:
        """What was answered in this run."""
        return self.given.get(log.name) or (self.outside.answers(log) if self.outside else None)

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        """The recorded entries, then those of this run."""
        settings = SettingsScope(self.plan, self.cautions)
        mine: list[tuple[date, Scope]] = [
            (self.today, EntryScope(self.plan.logs[name], answers, settings))
            for name, answers in self.given.items()
            if name in logs
        ]
        return [*super().past(logs, days), *mine]


def log_of(entry: Entry, logs: Mapping[str, Log]) -> Log | None:
    """The log among these that it is an entry of."""
    return logs.get(entry.log) or next((log for log in logs.values() if belongs(entry, log)), None)


def belongs(entry: Entry, log: Log) -> bool:
    """Whether it is an entry of this log, under its name or its earlier one."""
    return entry.log in log.names
