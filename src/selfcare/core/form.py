"""Filling in a log: which questions are asked, given the answers so far, and a whole entry typed at once.

Screens, linear mode and the command line walk through a log with this; `question` checks each single answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from selfcare.core.question import Field, Log, Scale, Value, accept, listed, nearest, read
from selfcare.errors import UsageError

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from selfcare.core.condition import Scope


class EntryScope:
    """What names mean inside one entry: its own answers, as `level` or `log.stress.level`; `outer` knows the rest."""

    def __init__(self, log: Log, values: Mapping[str, Value | None], outer: Scope | None = None) -> None:
        self.log = log
        self.values = values
        self.outer = outer

    def value(self, name: str) -> Value | None:
        """The answer, also one recorded under the question's earlier name; None where there is none."""
        field = self.log.fields.get(name.removeprefix(f"log.{self.log.name}."))
        if field is not None:
            return answer(field, self.values)
        return self.outer.value(name) if self.outer else None

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        """What was recorded before, which is known outside; an empty name is this log's."""
        return self.outer.past([name or self.log.name for name in logs], days) if self.outer else ()


def answer(field: Field, values: Mapping[str, Value | None]) -> Value | None:
    """The answer to `field` among recorded ones, under its name or its earlier one."""
    given = values.get(field.name)
    return values.get(field.was) if given is None and field.was else given


def number(field: Field, values: Mapping[str, Value | None]) -> float | None:
    """The answer to `field` where it is a number; a yes is none."""
    given = answer(field, values)
    return given if isinstance(given, int | float) and not isinstance(given, bool) else None


def renamed(log: Log, values: Mapping[str, Value]) -> dict[str, Value]:
    """Recorded answers under the names that their questions have now; one given under the name of now wins."""
    names = {field.was: field.name for field in log.fields.values() if field.was}
    return {names.get(name, name): given for name, given in values.items() if names.get(name) not in values}


def asked(log: Log, values: Mapping[str, Value | None], scope: Scope | None = None) -> tuple[Field, ...]:
    """The questions to ask, given the answers so far. `scope` answers for what lies outside this entry."""
    inside = EntryScope(log, values, scope)
    return tuple(field for field in log.fields.values() if _is_met(field, inside))


def missing(log: Log, values: Mapping[str, Value | None], scope: Scope | None = None) -> tuple[Field, ...]:
    """Questions that are asked, have to be answered and are not."""
    return tuple(field for field in asked(log, values, scope) if field.required and values.get(field.name) is None)


def first_scale(log: Log) -> Field | None:
    """What a bare value answers: `selfcare log pain 5`."""
    return next((field for field in log.fields.values() if isinstance(field.kind, Scale)), None)


def read_values(log: Log, typed: Mapping[str, str], scope: Scope | None = None) -> dict[str, Value]:
    """A whole entry as typed, in the order of the log.

    Raises `UsageError` for a question that the log does not have, an answer that is not allowed, one that is missing.
    """
    values = read_some(log, typed)
    refuse_missing(log, values, scope)
    return values


def accept_some(log: Log, given: Mapping[str, object]) -> dict[str, Value]:
    """Some answers given as values, as JSON has them. Raises `UsageError`, but not for what is missing."""
    refuse_unknown(log, given)
    return {name: accept(field, given[name]) for name, field in log.fields.items() if name in given}


def read_some(log: Log, typed: Mapping[str, str]) -> dict[str, Value]:
    """Some answers of an entry as typed, in the order of the log. Raises `UsageError`, but not for what is missing."""
    refuse_unknown(log, typed)
    return {name: read(field, typed[name]) for name, field in log.fields.items() if name in typed}


def refuse_unknown(log: Log, given: Iterable[str]) -> None:
    """Raise `UsageError` for the name of a question that the log does not have."""
    for name in given:
        if name not in log.fields:
            near = nearest(name, log.fields)
            raise UsageError(
                f"{log.name} has no question of that name; it asks {listed(log.fields)}"
                + (f"; did you mean {near}?" if near else "")
            )


def refuse_missing(log: Log, values: Mapping[str, Value], scope: Scope | None = None) -> None:
    """Raise `UsageError` where a question has to be answered and is not."""
    if left := missing(log, values, scope):
        raise UsageError(f"{log.name} needs {listed(field.name for field in left).replace(' or ', ' and ')} as well")


def _is_met(field: Field, scope: EntryScope) -> bool:
    if field.condition is None:
        return True
    from selfcare.core.condition import evaluate

    return evaluate(field.condition, scope) is True
