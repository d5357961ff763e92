"""The fields of every log, own or of the library, and what each accepts, for logs and for conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from selfcare.core import body
from selfcare.core.grammar import quoted
from selfcare.core.question import Answerable, Body, Choice, Number, Scale, Simple, Text
from selfcare.planfile.compile.names import RESERVED, Names
from selfcare.planfile.compile.options import options
from selfcare.planfile.compile.table import Table
from selfcare.planfile.known import TABLES, kinds_in
from selfcare.planfile.suggest import listed, nearest

Better = Literal["low", "high"]
BETTER: tuple[Better, ...] = ("low", "high")
MOST_TEXT_LINES = 20
SCALE_LOW, SCALE_HIGH, SCALE_STEP = 0, 10, 1
MOST_SCALE_STEPS = 1_000
SLACK = 1e-9
"""What a sum of steps may be off by, as parts of a step."""


class Questions:
    """Which fields each log has."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._fields: dict[str, dict[str, Table]] = {}
        self._sources: dict[str, Table] = {}
        self._kinds: dict[tuple[str, str], Answerable | None] = {}

    def fields(self, log: str) -> dict[str, Table]:
        """The tables of the fields of `log` in their order, those of its instrument first; empty for an unknown log."""
        if log not in self._fields:
            table = self.names.table("log", log)
            self._fields[log] = {} if table is None else self._gathered(table)
        return self._fields[log]

    def source(self, log: str) -> Table | None:
        """The instrument whose questions `log` takes over; None where it names none that exists."""
        self.fields(log)
        return self._sources.get(log)

    def _gathered(self, table: Table) -> dict[str, Table]:
        found: dict[str, Table] = {}
        instrument = table.line("instrument")
        if instrument and (source := self.names.instrument(instrument, table.place("instrument"))):
            self._sources[table.name] = source
            found.update({member.name: member for member in source.members()})
        for member in table.members():
            if not member.check_name(reserved=RESERVED):
                continue
            if member.name in found:
                message = f"{quoted(member.name)} is a question of the instrument already"
                table.reading.report("duplicate", member.key_place(), message, help="give yours another name")
                continue
            found[member.name] = member
        return found

    def kind(self, log: str, field: str) -> Answerable | None:
        """What a field accepts; None if it does not exist or is malformed."""
        key = (log, field)
        if key not in self._kinds:
            table = self.fields(log).get(field)
            self._kinds[key] = None if table is None else _answerable(table)
        return self._kinds[key]

    def is_scale(self, log: str, field: str) -> bool:
        """Whether a field is a scale."""
        return isinstance(self.kind(log, field), Scale)

    def is_number(self, log: str, field: str) -> bool:
        """Whether the answers of a field are numbers."""
        kind = self.kind(log, field)
        return isinstance(kind, Scale | Number) or kind == Simple("duration")

    def first_scale(self, logs: Iterable[str]) -> str:
        """The path of a scale of these logs, for an example."""
        paths = (f"log.{log}.{field}" for log in logs for field in self.fields(log) if self.is_scale(log, field))
        return next(paths, "log.stress.level")


def kind_word(table: Table) -> str:
    """The one kind word of a field, or an empty string."""
    kinds = kinds_in(TABLES["field"], table.data)
    return kinds[0] if len(kinds) == 1 and isinstance(table.data[kinds[0]], str) else ""


def _answerable(table: Table) -> Answerable | None:
    match kind_word(table):
        case "scale":
            return _scale(table)
        case "choice":
            return Choice(options(table), table.flag("many"), table.flag("other"))
        case "number":
            return _number(table)
        case "text":
            return Text(table.whole("lines", 1, MOST_TEXT_LINES) or 1)
        case "body":
            return Body(_regions(table), table.flag("many", True))
        case "yes-no" | "time" | "date" | "duration" as kind:
            return Simple(kind)
        case _:
            return None


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _scale(table: Table) -> Scale:
    low, high = _or(table.number("min"), SCALE_LOW), _or(table.number("max"), SCALE_HIGH)
    step = _step(table) or SCALE_STEP
    if low >= high:
        _report_bounds(table, low, high)
    elif (high - low) / step > MOST_SCALE_STEPS:
        message = f"a scale has at most {MOST_SCALE_STEPS} steps"
        table.reading.report(
            "value", table.place("step" if "step" in table.data else "max"), message, help="ask for a `number`"
        )
    elif not on_step(high, low, step):
        table.reading.report("value", table.place("step"), f"steps of {step} do not lead from {low} to {high}")
    return Scale(low, high, step, _labels(table, low, high, step), table.word("better", BETTER, "low"))


def _report_bounds(table: Table, low: float, high: float) -> None:
    """Say that nothing lies between the bounds; what is not given of them is the usual scale's."""
    place = table.place("max" if "max" in table.data else "min")
    help = f"write min = {high:g}, max = {low:g}" if high < low else "write a `max` that is more"
    if not {"min", "max"} <= table.data.keys():
        help = f"the scale goes from {low:g} to {high:g}: give it both `min` and `max`"
    table.reading.report("value", place, "`max` has to be more than `min`", help=help)


def on_step(value: float, low: float, step: float) -> bool:
    """Whether `value` is a whole number of steps from `low`."""
    steps = (value - low) / step
    return abs(steps - round(steps)) < SLACK


def _step(table: Table) -> float | None:
    step = table.number("step")
    if step is not None and step <= 0:
        table.reading.report("value", table.place("step"), "`step` has to be more than nothing")
        return None
    return step


def _labels(table: Table, low: float, high: float, step: float) -> dict[float, str] | None:
    inside = table.table("labels")
    if inside is None:
        return None
    found: dict[float, str] = {}
    for key in list(inside.data)[:MOST_SCALE_STEPS]:
        number = _as_number(key)
        if number is None:
            message = f"{quoted(key)} is not a number of the scale"
            table.reading.report(
                "value", inside.key_place(key), message, help='write labels = { 0 = "none", 10 = "most" }'
            )
        elif not low <= number <= high or (low < high and not on_step(number, low, step)):
            message = f"{quoted(key)} is not on the scale from {low} to {high}"
            table.reading.report("never", inside.key_place(key), message)
        elif words := inside.line(key):
            found[number] = words
    return found


def _as_number(text: str) -> float | None:
    """A label's key as a number: TOML keys are texts."""
    if len(text) > 12 or not text.lstrip("-").replace(".", "", 1).isdecimal() or not text.isascii():
        return None
    number = float(text)
    return int(number) if number.is_integer() else number


def _number(table: Table) -> Number:
    low, high, step = table.number("min"), table.number("max"), _step(table)
    if low is not None and high is not None and low >= high:
        _report_bounds(table, low, high)
    return Number(table.line("unit"), low, high, step)


def _regions(table: Table) -> str:
    name = table.line("regions") or "body"
    if name not in body.MAPS:
        near = nearest(name, body.MAPS) or None
        message = f"there is no map of the body called {quoted(name)}"
        help = "" if near else f"there is {listed(body.MAPS)}"
        table.reading.report("unknown-name", table.place("regions"), message, replacement=near, help=help)
    return name
