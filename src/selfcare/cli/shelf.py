"""Plans: the library, and those in use, which are followed by events in the journal and compiled from what it kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from selfcare import planfile
from selfcare.cli.compiled import CompiledPlans
from selfcare.core import acts, ledger
from selfcare.core.ports import InUse, Listed
from selfcare.errors import NotFoundError, SelfcareError, UsageError

if TYPE_CHECKING:
    from selfcare.core.acts import Stamp
    from selfcare.core.breath import Pattern
    from selfcare.core.event import Event
    from selfcare.core.ledger import PlanUse, Run
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Clock, Journal
    from selfcare.core.question import Log, Value
    from selfcare.core.sitting import Sitting
    from selfcare.planfile.closure import Closure


FREE_LOGS = ("pain", "stress", "sleep")
"""Single numbers in our own words: no screening instrument is put before somebody who did not choose it."""


def is_path(name: str) -> bool:
    """Whether an argument names a file: it has a slash, ends in `.toml`, or is a folder by dots."""
    return "/" in name or "\\" in name or name.endswith(".toml") or name in (".", "..")


def is_another(used: Plan | PlanUse, plan: Plan) -> bool:
    """Whether two plans of one id are not two versions of the same: another title and another author tell."""
    return (used.title, used.author) != (plan.title, plan.author)


class JournalShelf:
    """Implements `ports.Shelf`."""

    def __init__(self, journal: Journal, clock: Clock, cache: str, language: str) -> None:
        self._journal = journal
        self._clock = clock
        self._language = language
        self._kept = CompiledPlans(cache, language)
        self._compiled: dict[str, Plan] = {}
        """By closure and choices: a plan is compiled once while nothing about it changes."""
        self._opened: dict[str, Closure] = {}
        """Closures of plans that were opened, by their hash."""
        self._troubles: list[str] = []

    def in_use(self) -> Sequence[InUse]:
        """In the order they were taken up."""
        choices = self._choices()
        self._troubles = []
        found = []
        for use in self._uses():
            try:
                found.append(InUse(self._kept_version(use.hash, choices.get(use.id, {})), use.since))
            except SelfcareError as error:
                self._troubles.append(f"'{use.id}' cannot be opened and is left out: {error}")
        return found

    def troubles(self) -> Sequence[str]:
        """Sentences about plans in use that could not be opened."""
        return self._troubles

    def listed(self) -> Sequence[Listed]:
        """The library, then other plans in use."""
        uses = {use.id: use for use in self._uses()}
        library = [
            Listed(one.id, one.title, one.summary, one.version, one.author, "library", one.id in uses)
            for one in planfile.shipped()
        ]
        known = {one.id for one in library}
        return [
            *library,
            *(
                Listed(use.id, use.title, "", use.version, use.author, "yours", True)
                for use in uses.values()
                if use.id not in known
            ),
        ]

    def open(self, name: str) -> Plan:
        """A plan in use, of the library, or a file."""
        if not is_path(name):
            for use in self._uses():
                if use.id == name:
                    return self._kept_version(use.hash, self._choices().get(name, {}))
        return self._open_closure(self._closure(name))

    def version(self, closure: str) -> Plan | None:
        """A version that was kept, with the choices its settings began with: what an answer means hangs on none."""
        try:
            return self._kept_version(closure, {})
        except SelfcareError:
            return None

    def use(self, name: str, *, replace: bool = False) -> Plan:
        """Follow a plan. Its closure is kept in the same write: nothing is followed that cannot be read."""
        closure = self._closure(name)
        plan = self._open_closure(closure)
        before = next((use for use in self._uses() if use.id == plan.id), None)
        if before and not replace and is_another(before, plan):
            raise UsageError(
                f"'{plan.id}' is already the id of '{before.title}'; "
                f"`selfcare use {name} --replace` takes this one instead"
            )
        if before is None or before.hash != closure.hash:
            self._journal.append(*self._keep(plan), acts.use_plan(plan, self._stamp()))
        return plan

    def walked(self, run: Run) -> Plan | None:
        """The plan of a walk, from the closure that was kept when it began."""
        dropped = self._journal.events(("plan.dropped",), plan=run.plan)
        if any(event.answered > run.started for event in dropped):
            return None
        try:
            return self._kept_version(run.hash, self._choices().get(run.plan, {}))
        except SelfcareError:
            return None

    def keep(self, plan: Plan) -> None:
        """Keep the closure of a plan that was opened, without following it."""
        if kept := self._keep(plan):
            self._journal.append(*kept)

    def drop(self, plan_id: str) -> None:
        """Stop following a plan."""
        if plan_id not in {use.id for use in self._uses()}:
            raise NotFoundError(f"'{plan_id}' is not in use; `selfcare plans` shows those that are")
        self._journal.append(acts.drop_plan(plan_id, self._stamp()))

    def choose(self, plan_id: str, setting: str, value: Value) -> None:
        """Change a setting, a caution or the region."""
        from selfcare.planfile import choices

        if plan_id:
            plan = self.open(plan_id)
            if setting not in plan.settings:
                raise NotFoundError(f"'{plan_id}' has no setting '{setting}'")
            value = choices.accept(plan.settings[setting], value)
        self._journal.append(acts.choose(plan_id, setting, value, self._stamp()))

    def cautions(self) -> Mapping[str, Value]:
        """What was said about cautions, and the region."""
        return self._choices().get("", {})

    def patterns(self) -> Mapping[str, Pattern]:
        """Breathing patterns of the library, one's own, then of the plans in use."""
        plans = [used.plan.patterns for used in self.in_use()]
        return _merged([planfile.built_in_patterns(), self.kept_patterns(), *plans])

    def kept_patterns(self) -> Mapping[str, Pattern]:
        """One's own breathing patterns."""
        from selfcare.core import own

        return own.kept(self._journal.events(own.KINDS))

    def keep_pattern(self, pattern: Pattern) -> None:
        """Keep a pattern of one's own. Words that say what is kept already change nothing."""
        if pattern.name in planfile.built_in_patterns():
            raise UsageError(f"'{pattern.name}' is a pattern of the library; keep yours under another name")
        if self.kept_patterns().get(pattern.name) != pattern:
            self._journal.append(acts.keep_pattern(pattern, self._stamp()))

    def drop_pattern(self, name: str) -> None:
        """Offer a pattern of one's own no more."""
        if name not in (kept := self.kept_patterns()):
            known = f"there are: {', '.join(kept)}" if kept else "none is kept, and those of the library stay"
            raise NotFoundError(f"'{name}' is no pattern of yours; {known}")
        self._journal.append(acts.drop_pattern(name, self._stamp()))

    def sittings(self) -> Mapping[str, Sitting]:
        """Sittings of the library, then of the plans in use."""
        own = [used.plan.sittings for used in self.in_use()]
        return _merged([planfile.built_in_sittings(), *own])

    def logs(self) -> Mapping[str, Log]:
        """The built-in logs that anybody may fill in. The other instruments are asked by plans alone."""
        return {name: log for name, log in planfile.built_in_logs().items() if name in FREE_LOGS}

    def _uses(self) -> Sequence[PlanUse]:
        return list(ledger.plans_in_use(self._journal.events(ledger.PLAN_KINDS)).values())

    def _choices(self) -> Mapping[str, Mapping[str, Value]]:
        return ledger.choices(self._journal.events(ledger.CHOICE_KINDS))

    def _stamp(self) -> Stamp:
        return acts.Stamp(self._journal.new_id(), self._journal.device, self._clock.now())

    def _closure(self, name: str) -> Closure:
        closure = planfile.closure_to_follow(Path(name)) if is_path(name) else planfile.closure_of_shipped(name)
        self._opened[closure.hash] = closure
        return closure

    def _open_closure(self, closure: Closure) -> Plan:
        kept = self._kept.get(closure.hash, {})
        return kept or self._compile(closure.hash, closure.files, closure.root, {})

    def _kept_version(self, closure: str, choices: Mapping[str, Value]) -> Plan:
        key = f"{closure} {sorted(choices.items())}"
        if key not in self._compiled:
            kept = self._kept.get(closure, choices)
            self._compiled[key] = kept or self._compile(closure, self._journal.closure(closure), "", choices)
        return self._compiled[key]

    def _compile(self, closure: str, files: Mapping[str, str], root: str, choices: Mapping[str, Value]) -> Plan:
        plan = planfile.load(files, root, choices, self._language)
        self._kept.put(closure, choices, plan)
        return plan

    def _keep(self, plan: Plan) -> list[Event]:
        """The event that keeps the plan's closure; none if the journal has it, or for a plan without one."""
        closure = self._opened.get(plan.hash)
        if closure is None:
            return []
        try:
            self._journal.closure(plan.hash)
        except NotFoundError:
            return [acts.keep_plan(plan, closure.files, closure.root, self._stamp())]
        return []


T = TypeVar("T")


def _merged(maps: Sequence[Mapping[str, T]]) -> dict[str, T]:
    """In this order; the first of a name stands."""
    found: dict[str, T] = {}
    for each in maps:
        for name, value in each.items():
            found.setdefault(name, value)
    return found
