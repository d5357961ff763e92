"""The `if` language: parsed once, asked for its names, evaluated in three-valued logic (yes, no, unknown).

Unknown (None) is what was never answered. It stays unknown through a comparison; `and` and `or` are Kleene's, so that
it only counts where the rest does not settle the matter. Whoever asks treats an unknown condition as one not met. How a
condition is written is the business of `conditiontext`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from selfcare.core.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from selfcare.core.question import Value


@frozen
class Constant:
    """A number, a duration in seconds, a string, yes or no."""

    value: bool | float | str


@frozen
class Path:
    """`log.stress.level`, `setting.pregnant`, or a log's own field by its short name."""

    name: str
    at: int = 0
    """Where it stands in the condition's text (characters), for diagnostics."""


@frozen
class Call:
    """`days(CONDITION, 30d)`, `mean(PATH, 14d)`: over the entries of the last `days` local days, today included.

    `count` is of entries for which the condition holds, `days` of days with one; `days(log.stress, 30d)` counts days
    with any. Both are 0 without entries. `mean`, `min`, `max` and `sum` are of numbers, and unknown without any.
    """

    name: Literal["count", "days", "mean", "min", "max", "sum"]
    of: Condition
    days: int
    at: int = 0


@frozen
class Compare:
    """`left OP right`; `in` has several on the right. On a `many` choice `==` means "contains"."""

    left: Condition
    operator: Literal["==", "!=", "<", "<=", ">", ">=", "in"]
    right: tuple[Condition, ...]
    at: int = 0


@frozen
class Not:
    """Not."""

    of: Condition


@frozen
class All:
    """`and`."""

    of: tuple[Condition, ...]


@frozen
class Any:
    """`or`."""

    of: tuple[Condition, ...]


Condition = Constant | Path | Call | Compare | Not | All | Any


class Scope(Protocol):
    """What the names of a condition stand for where it is asked."""

    def value(self, name: str) -> Value | None:
        """The answer or choice of that name, as the condition writes it; None if there is none."""

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, Scope]]:
        """Entries of these logs in the last `days` local days, with today: the local day, and what names mean in it.

        Logs are named without `log.`; an empty name is the scope's own log, that of questions by their short names.
        """


def parse(text: str) -> Condition:
    """The condition that `text` writes. Raises `grammar.GrammarError` with the place of the mistake."""
    from selfcare.core.conditiontext import read

    return read(text)


def names(condition: Condition) -> list[Path]:
    """Every path in it, in the order of the text, those within calls included."""
    match condition:
        case Path():
            return [condition]
        case Constant():
            return []
        case Compare(left, _, right):
            return _names((left, *right))
        case Call(_, of) | Not(of):
            return names(of)
        case All(of) | Any(of):
            return _names(of)


def reach(conditions: Iterable[Condition | None]) -> int:
    """How many local days back they look at most, today included; 0 if none of them looks back."""
    return max((_reach(condition) for condition in conditions if condition), default=0)


def _reach(condition: Condition) -> int:
    match condition:
        case Call(_, of, days):
            return max(days, _reach(of))
        case Compare(left, _, right):
            return reach((left, *right))
        case Not(of):
            return _reach(of)
        case All(of) | Any(of):
            return reach(of)
        case _:
            return 0


def _names(conditions: Iterable[Condition]) -> list[Path]:
    return [path for condition in conditions for path in names(condition)]


def evaluate(condition: Condition, scope: Scope) -> bool | None:
    """Whether it is met: yes, no, or None when that depends on something unknown.

    A path by itself is met when its answer is yes, a number other than zero, or a text or choice that is not empty and
    not "no".
    """
    match condition:
        case Not(of):
            return _not(evaluate(of, scope))
        case All(of):
            return _not(_any(_not(evaluate(member, scope)) for member in of))
        case Any(of):
            return _any(evaluate(member, scope) for member in of)
        case Compare(left, operator, right):
            return _compare(_value(left, scope), operator, [_value(member, scope) for member in right])
        case _:
            return _truth(_value(condition, scope))


def _value(condition: Condition, scope: Scope) -> Value | None:
    match condition:
        case Constant(value):
            return value
        case Path(name):
            return scope.value(name)
        case Call():
            return _call(condition, scope)
        case _:
            return evaluate(condition, scope)


def _call(call: Call, scope: Scope) -> float | None:
    entries = scope.past(_logs(call.of), call.days)
    if call.name == "count" or call.name == "days":
        met = [day for day, entry in entries if _is_log(call.of) or evaluate(call.of, entry) is True]
        return len(met if call.name == "count" else set(met))
    answers = [_value(call.of, entry) for _, entry in entries]
    numbers = [answer for answer in answers if isinstance(answer, int | float) and not isinstance(answer, bool)]
    if not numbers:
        return None
    match call.name:
        case "mean":
            return sum(numbers) / len(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case _:
            return sum(numbers)


def _logs(condition: Condition) -> list[str]:
    """The logs it speaks of, each once; empty for the one whose questions it names by their short names."""
    parts = [path.name.split(".") for path in names(condition)]
    logs = [name[1] if name[0] == "log" and len(name) > 1 else "" for name in parts if name[0] != "setting"]
    return list(dict.fromkeys(logs))


def _is_log(condition: Condition) -> bool:
    """Whether it is a log itself, `log.stress`, and no question of it."""
    return isinstance(condition, Path) and condition.name.startswith("log.") and condition.name.count(".") == 1


def _compare(left: Value | None, operator: str, right: Sequence[Value | None]) -> bool | None:
    if operator == "in":
        return _any(_same(left, option) for option in right)
    if operator == "==":
        return _same(left, right[0])
    if operator == "!=":
        return _not(_same(left, right[0]))
    order = _order(left, right[0])
    if order is None:
        return None
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]


def _same(left: Value | None, right: Value | None) -> bool | None:
    """Whether two answers are the same, or the one holds the other; unknown for what cannot be compared."""
    if left is None or right is None:
        return None
    if isinstance(left, tuple) and isinstance(right, tuple):
        return set(left) == set(right)
    if isinstance(left, tuple):
        return _any(_same(member, right) for member in left)
    if isinstance(right, tuple):
        return _any(_same(left, member) for member in right)
    if isinstance(left, bool) or isinstance(right, bool):
        left, right = _word(left), _word(right)
    return left == right if isinstance(left, str) == isinstance(right, str) else None


def _order(left: Value | None, right: Value | None) -> int | None:
    """-1, 0 or 1 for two numbers, or for two texts (clock times and dates sort as they are written); else unknown."""
    if isinstance(left, bool) or isinstance(right, bool):
        return None
    if isinstance(left, int | float) and isinstance(right, int | float):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return None


def _word(value: bool | float | str) -> float | str:
    """Yes and no as words: a choice may have options of these names."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _truth(value: Value | None) -> bool | None:
    if isinstance(value, str):
        return value not in ("", "no")
    return None if value is None else bool(value)


def _not(met: bool | None) -> bool | None:
    return None if met is None else not met


def _any(members: Iterable[bool | None]) -> bool | None:
    """Kleene's `or`: yes if one is, unknown if one is that could have been, else no."""
    unknown = False
    for met in members:
        if met:
            return True
        unknown = unknown or met is None
    return None if unknown else False
