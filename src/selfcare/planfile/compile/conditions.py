"""Conditions: parsed, their names resolved, and refused where they could never be met.

`Conditions.read` gives the core a condition in which short names are spelled out (`log.stress.level`) and the plan's
own settings are replaced by the choices in force; only what is said once for all plans (`setting.pregnant`) is left to
be looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, assert_never

from selfcare.core import condition as conditions
from selfcare.core.condition import All, Any, Call, Compare, Condition, Constant, Not, Path
from selfcare.core.frozen import replace
from selfcare.core.grammar import quoted
from selfcare.core.plan import Setting
from selfcare.planfile.compile.kinds import (
    Kind,
    as_written,
    comparable,
    constant_of,
    fits,
    fitting,
    kind_of_answer,
    kind_of_setting,
    misfit,
    offered,
    writings,
)
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.questions import Questions, on_step
from selfcare.planfile.compile.settings import GLOBAL
from selfcare.planfile.compile.table import Table
from selfcare.planfile.suggest import nearest


class Where(NamedTuple):
    """A condition being read: its table and key, its text, and the log and field it belongs to."""

    table: Table
    key: str
    text: str
    log: str
    field: str


class Conditions:
    """Reads the conditions of one plan."""

    def __init__(self, names: Names, questions: Questions, settings: Mapping[str, Setting]) -> None:
        self.names = names
        self.questions = questions
        self.settings = settings

    def read(self, table: Table, key: str, *, log: str = "", field: str = "") -> Condition | None:
        """The condition of a key, or None. `log` and `field`: where it stands, for short names."""
        text = table.data.get(key)
        condition = table.parsed((key,), text, conditions.parse, fill=False)
        if condition is None or not isinstance(text, str):
            return None
        return _Reader(self, Where(table, key, text, log, field)).truth(condition)


class _Reader:
    """Walks through one condition."""

    def __init__(self, of: Conditions, where: Where) -> None:
        self.names = of.names
        self.questions = of.questions
        self.settings = of.settings
        self.where = where
        self.past = False
        """Inside a call: earlier entries count, so a field that is asked later may be named."""

    def report(
        self, code: str, message: str, start: int, length: int, *, help: str = "", replacement: str = ""
    ) -> None:
        place = self.where.table.place(self.where.key, start=start, length=max(1, length))
        self.where.table.reading.report(code, place, message, help=help, replacement=replacement or None)

    def truth(self, condition: Condition) -> Condition:
        """A condition that is to be met or not."""
        match condition:
            case All(parts):
                return All(tuple(self.truth(part) for part in parts))
            case Any(parts):
                return Any(tuple(self.truth(part) for part in parts))
            case Not(part):
                return Not(self.truth(part))
            case Compare():
                return self.compare(condition)
            case Path() | Call() | Constant():
                return self.bare(condition)
            case _:
                assert_never(condition)

    def bare(self, condition: Path | Call | Constant) -> Condition:
        """A value that stands alone: a yes or no, or a text that was written at all."""
        resolved, kind = self.operand(condition)
        if kind is not None and kind.sort not in ("yes-no", "text"):
            start, length = self.stretch(condition)
            example = {"number": ">= 7", "word": f"== '{(*kind.options, 'word')[0]}'"}.get(kind.sort, "== '…'")
            if kind.sort == "log":
                message = f"`{kind.called}` is a log; a condition asks about one of its questions"
                self.report(
                    "value", message, start, length, help="write days(LOG, 7d) >= 1 to ask whether there is an entry"
                )
            else:
                message = f"{kind.called} is not a yes or no, so it has to be compared"
                self.report(
                    "value", message, start, length, help=f"write {self.where.text[start : start + length]} {example}"
                )
        return resolved

    def operand(self, condition: Condition) -> tuple[Condition, Kind | None]:
        """A value of a comparison: resolved, and what it comes to (None if that is not known)."""
        match condition:
            case Path():
                return self.path(condition)
            case Call():
                return self.call(condition)
            case Constant(value):
                if isinstance(value, bool):
                    return condition, Kind("yes-no", "yes" if value else "no")
                return condition, Kind("text", quoted(value)) if isinstance(value, str) else Kind(
                    "number", f"{value:g}"
                )
            case _:
                return self.truth(condition), Kind("yes-no", "what stands in brackets")

    # names

    def path(self, path: Path) -> tuple[Condition, Kind | None]:
        """A name, spelled out."""
        parts = path.name.split(".")
        if parts[0] == "setting" and len(parts) == 2:
            return self.setting(path, parts[1])
        if parts[0] == "log" and len(parts) == 2:
            return path, Kind("log", path.name) if self.known_log(path, parts[1]) else None
        if parts[0] == "log" and len(parts) == 3:
            return replace(path, name=path.name), self.field(path, parts[1], parts[2], len(path.name) - len(parts[2]))
        if len(parts) == 1 and self.where.log:
            return replace(path, name=f"log.{self.where.log}.{path.name}"), self.field(
                path, self.where.log, path.name, 0
            )
        fields = [f"log.{log}.{name}" for log in self.names.own("log") for name in self.questions.fields(log)]
        near = next((name for name in fields if name.endswith(f".{parts[-1]}")), "") or nearest(path.name, fields)
        help = "" if near else "conditions read log.NAME.QUESTION and setting.NAME"
        message = f"there is nothing called {quoted(path.name)} here"
        self.report("unknown-name", message, path.at, len(path.name), help=help, replacement=near)
        return path, None

    def setting(self, path: Path, name: str) -> tuple[Condition, Kind | None]:
        """A setting of the plan, as its value in force; one that is said for all plans stays a name."""
        self.names.used.add(("setting", name))
        if name in GLOBAL:
            return path, Kind("text" if name == "region" else "yes-no", f"`{path.name}`")
        setting = self.settings.get(name)
        if setting is None:
            if name not in self.names.own("setting"):
                place = self.where.table.place(self.where.key, start=path.at + len("setting."), length=len(name))
                self.names.report_unknown("setting", name, (*self.names.own("setting"), *GLOBAL), place)
            return path, None
        return Constant(constant_of(setting)), kind_of_setting(setting, f"`{path.name}`")

    def known_log(self, path: Path, log: str) -> bool:
        place = self.where.table.place(self.where.key, start=path.at + len("log."), length=len(log))
        return self.names.use("log", log, place) is not None

    def field(self, path: Path, log: str, name: str, offset: int) -> Kind | None:
        """A field; one that is only asked later in the same log is refused."""
        if log != self.where.log and not self.known_log(path, log):
            return None
        fields = list(self.questions.fields(log))
        if name not in fields:
            place = self.where.table.place(self.where.key, start=path.at + offset, length=len(name))
            self.names.report_unknown(f"question in the log {quoted(log)} called", name, fields, place)
            return None
        if log == self.where.log and not self.past:
            self.check_order(path, name, fields)
        kind = self.questions.kind(log, name)
        return None if kind is None else kind_of_answer(kind, f"`{path.name}`")

    def check_order(self, path: Path, name: str, fields: list[str]) -> None:
        if not self.where.field:
            message = f"`{name}` is asked in this log, so it has no answer when the log is to be opened"
        elif name == self.where.field:
            message = f"`{name}` cannot depend on its own answer"
        elif fields.index(name) > fields.index(self.where.field):
            message = f"`{name}` is asked later in this log, so it has no answer here yet"
        else:
            return
        help = f"move [log.{self.where.log}.{name}] up" if self.where.field and name != self.where.field else ""
        self.report("never", message, path.at, len(path.name), help=help)

    # calls

    def call(self, call: Call) -> tuple[Condition, Kind | None]:
        """`days`, `count`, `mean` … over the last days."""
        outer, self.past = self.past, True
        try:
            if call.name in ("count", "days"):
                of = call.of if isinstance(call.of, Path) else self.truth(call.of)
                resolved = self.path(of)[0] if isinstance(of, Path) and of is call.of else of
                high = float(call.days) if call.name == "days" else None
                return replace(call, of=resolved), Kind("number", f"`{call.name}(…)`", 0, high)
            resolved, kind = self.operand(call.of)
        finally:
            self.past = outer
        if kind is not None and kind.sort != "number":
            start, length = self.stretch(call.of)
            message = f"{kind.called} is not a number, so it has no {call.name}"
            self.report("value", message, start, length, help="count its days instead: days(… == '…', 30d) >= 10")
            return replace(call, of=resolved), None
        low, high = (None, None) if kind is None or call.name == "sum" else (kind.low, kind.high)
        return replace(call, of=resolved), Kind("number", f"`{call.name}(…)`", low, high)

    # comparisons

    def compare(self, compare: Compare) -> Condition:
        """A comparison: both sides have to be of one sort, and it has to be possible."""
        left, kind = self.operand(compare.left)
        right: list[Condition] = []
        for part in compare.right:
            resolved, other = self.operand(part)
            right.append(resolved)
            if kind is None or other is None:
                continue
            if isinstance(compare.left, Constant) and not isinstance(part, Constant):
                self.pair(other, compare.left, _MIRRORED.get(compare.operator, compare.operator), compare)
            elif isinstance(part, Constant):
                self.pair(kind, part, compare.operator, compare)
            elif not comparable(kind.sort, other.sort):
                start, length = self.stretch(part)
                self.report("value", f"{kind.called} and {other.called} cannot be compared", start, length)
        return replace(compare, left=left, right=tuple(right))

    def pair(self, kind: Kind, constant: Constant, operator: str, compare: Compare) -> None:
        """One answer compared with one constant."""
        start, length = self.constant(constant, compare)
        if operator not in ("==", "!=", "in") and kind.sort not in ("number", "time", "date"):
            if isinstance(constant.value, int | float) and not isinstance(constant.value, bool):
                self.report("value", f"{kind.called} is not a number", start, length, help=offered(kind))
            else:
                help = f"compare with == instead; {offered(kind)}"
                self.report("value", f"the answers of {kind.called} have no order", start, length, help=help)
        elif not fits(kind.sort, constant.value):
            self.report(
                "value",
                misfit(kind, constant),
                start,
                length,
                help=offered(kind),
                replacement=fitting(kind, constant),
            )
        elif kind.sort == "number":
            self.number(kind, float(constant.value), operator, start, length)
        elif kind.sort == "word" and constant.value not in kind.options:
            near = nearest(str(constant.value), kind.options)
            message = f"{quoted(str(constant.value))} is not an answer of {kind.called}, so this can never be met"
            replacement = f"'{near}'" if near and length > len(near) else near
            self.report("never", message, start, length, help="" if near else offered(kind), replacement=replacement)

    def number(self, kind: Kind, value: float, operator: str, start: int, length: int) -> None:
        low = float("-inf") if kind.low is None else kind.low
        high = float("inf") if kind.high is None else kind.high
        impossible = {
            "<": value <= low,
            "<=": value < low,
            ">": value >= high,
            ">=": value > high,
        }.get(operator, not low <= value <= high or (bool(kind.step) and not on_step(value, low, kind.step or 1)))
        if impossible and operator != "!=":
            bounds = f"is at least {as_written(low)}" if low > float("-inf") else f"is at most {as_written(high)}"
            if float("-inf") < low and high < float("inf"):
                bounds = f"goes from {as_written(low)} to {as_written(high)}"
            if kind.step and low <= value <= high and not on_step(value, low, kind.step):
                bounds += f" in steps of {as_written(kind.step)}"
            self.report("never", f"{kind.called} {bounds}, so this can never be met", start, length)

    # where things stand

    def stretch(self, condition: Condition) -> tuple[int, int]:
        """Where a part of the condition stands: a name, or a call's name."""
        if isinstance(condition, Path):
            return condition.at, len(condition.name)
        if isinstance(condition, Call):
            return condition.at, len(condition.name)
        if isinstance(condition, Compare):
            return condition.at, 1
        return 0, len(self.where.text)

    def constant(self, constant: Constant, compare: Compare) -> tuple[int, int]:
        """Where a constant of a comparison stands; constants keep no place of their own, so it is looked for."""
        text = self.where.text
        begin = compare.left.at if isinstance(compare.left, Path | Call) else 0
        for written in writings(constant.value):
            found = text.find(written, begin)
            if found >= 0:
                return found, len(written)
        return compare.at, 1


_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
