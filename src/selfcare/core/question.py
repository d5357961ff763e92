"""What is asked: the fields of a log, what each accepts, and how a typed answer becomes a value.

Screens, linear mode and the command line check answers here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

from selfcare.core.frozen import frozen
from selfcare.errors import UsageError

TYPE_CHECKING = False  # what only types need would cost a quick entry more than everything else here
if TYPE_CHECKING:
    from typing import Literal

    from selfcare.core.condition import Condition
    from selfcare.core.repeat import Repeat
    from selfcare.core.when import Span

Value = bool | int | float | str | tuple[str, ...]
"""An answer. Scale, number: int or float; choice: option name, or names (`many`); body: region names; time `HH:MM`;
date ISO; duration: seconds. In the journal a tuple is a JSON list."""


@frozen
class Scale:
    """A number between two anchors."""

    low: float = 0
    high: float = 10
    step: float = 1
    labels: Mapping[float, str] | None = None
    better: Literal["low", "high"] = "low"


@frozen
class Choice:
    """One of `options` (name to wording), or several with `many`.

    `other` allows words of one's own, stored as `other: words`.
    """

    options: Mapping[str, str]
    many: bool = False
    other: bool = False


@frozen
class Number:
    """A quantity with a unit."""

    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None


@frozen
class Text:
    """Words of one's own."""

    lines: int = 1


@frozen
class Body:
    """Places on the body; `regions` is the map (`body`, `head`, `back` …)."""

    regions: str = "body"
    many: bool = True


@frozen
class Simple:
    """A yes or no, a clock time, a date or a duration: kinds without attributes."""

    kind: Literal["yes-no", "time", "date", "duration"]


Answerable = Scale | Choice | Number | Text | Body | Simple


@frozen
class Field:
    """One question of a log."""

    name: str
    ask: str
    kind: Answerable
    help: str = ""
    required: bool = False
    condition: Condition | None = None
    was: str = ""
    """Its earlier name: answers recorded under that name belong to it."""
    code: str = ""
    recall: str = ""


@frozen
class Log:
    """A log: questions asked together, once per entry, day, visit or episode."""

    name: str
    title: str
    fields: Mapping[str, Field]
    summary: str = ""
    per: Literal["entry", "day", "visit", "episode"] = "entry"
    every: Repeat | None = None
    at: str = ""
    """`HH:MM`, or empty."""
    remind: Span | bool = False
    condition: Condition | None = None
    was: str = ""
    instrument: str = ""
    permission: str = ""
    """Whose wording it is, and by whose leave: shown wherever the questions are."""
    score: Literal["", "sum", "mean"] = ""
    scored: tuple[str, ...] = ()
    """The questions that make the score; those that a plan adds to an instrument do not."""
    share_from: float | None = None
    """From this score on somebody is told to share it with a doctor. No number of it is a diagnosis."""

    @property
    def names(self) -> tuple[str, ...]:
        """What its entries are recorded under: its name, and its earlier one."""
        return (self.name, self.was) if self.was else (self.name,)


def accept(field: Field, given: object) -> Value:
    """An answer that a screen or a file hands in, checked and in the form the journal keeps.

    Raises `UsageError` with one sentence that says what is allowed. Words a person wrote are not repeated in it.
    """
    match field.kind:
        case Scale() | Number():
            return _figure(field.name, field.kind, given)
        case Choice(options=options, many=many, other=other):
            return _chosen(field.name, options, given, many=many, other=other)
        case Body(regions=regions, many=many):
            return _chosen(field.name, _regions(regions), given, many=many)
        case Text(lines=lines):
            return _words(field.name, given, lines)
        case Simple(kind=kind):
            return _simple(field.name, kind, given)


def read(field: Field, typed: str) -> Value:
    """An answer as typed. Several places or options are written with commas between; a choice by its name or its words.

    Raises `UsageError` as `accept` does, with the nearest option where one is near.
    """
    typed = typed.strip()
    match field.kind:
        case Scale() | Number() as kind:
            return accept(field, _number(typed, kind))
        case Choice(options=options, many=many, other=other):
            names = _split(typed, many, other)
            return accept(field, tuple(_option(field.name, name, options, other) for name in names))
        case Body(regions=regions, many=many):
            places = _regions(regions)
            return accept(field, tuple(_option(field.name, name, places) for name in _split(typed, many, False)))
        case Simple(kind="yes-no"):
            return accept(field, {"yes": True, "y": True, "no": False, "n": False}.get(typed.casefold()))
        case Simple(kind="duration"):
            return accept(field, _seconds(field.name, typed))
        case Simple(kind="time") if typed[1:2] == ":":
            return accept(field, f"0{typed}")
        case _:
            return accept(field, typed)


def show(field: Field, value: Value) -> str:
    """An answer in words, for histories and summaries; one that no longer fits its question as it was kept."""
    match field.kind, value:
        case Simple(kind="duration"), (int() | float()):
            from selfcare.core.grammar import show_span
            from selfcare.core.when import Span

            return show_span(Span(seconds=value))
        case _, bool():
            return "yes" if value else "no"
        case _, (int() | float()):
            unit = field.kind.unit if isinstance(field.kind, Number) else ""
            return f"{plain_number(value)} {unit}".rstrip()
        case Choice(options=options), _:
            return ", ".join(options.get(name, name.removeprefix("other: ")) for name in several(value))
        case Body(regions=regions), _:
            return ", ".join(_regions(regions).get(name, name) for name in several(value))
        case _:
            return ", ".join(several(value))


def several(value: Value) -> tuple[str, ...]:
    """The names in an answer that may have one or more."""
    return value if isinstance(value, tuple) else (str(value),)


def plain_number(number: float) -> str:
    """`7`, `7.5`, `0.1`: no exponent, no empty decimals."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that looks most like `word`, or empty."""
    from difflib import get_close_matches

    close = get_close_matches(word[:80].casefold(), list(known), 1)
    return close[0] if close else ""


def listed(names: Iterable[str]) -> str:
    """`home, work or way`, cut after twelve."""
    words = list(names)
    if len(words) > 12:
        return f"{', '.join(words[:12])} and {len(words) - 12} more"
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _figure(name: str, kind: Scale | Number, given: object) -> Value:
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
        raise UsageError(f"{name} is a number{_range(kind)}")
    low, high = kind.low, kind.high
    if (low is not None and given < low) or (high is not None and given > high):
        outside = "off the scale" if isinstance(kind, Scale) else "outside that"
        raise UsageError(f"{name} goes{_range(kind)}; {plain_number(given)} is {outside}")
    if kind.step:
        steps = (given - (low or 0)) / kind.step
        if abs(steps - round(steps)) > 1e-6:
            raise UsageError(f"{name} goes{_range(kind)} in steps of {plain_number(kind.step)}")
    return int(given) if given == int(given) else float(given)


def _range(kind: Scale | Number) -> str:
    """` from 0 to 10`, ` up to 24 h`; empty where nothing is fixed."""
    unit = f" {kind.unit}" if isinstance(kind, Number) and kind.unit else ""
    low = "" if kind.low is None else f" from {plain_number(kind.low)}"
    high = "" if kind.high is None else f" {'to' if low else 'up to'} {plain_number(kind.high)}"
    return low + high + unit if low or high else ""


def _number(typed: str, kind: Scale | Number) -> float | None:
    """What the digits say, with a decimal point or comma and the question's own unit or none; None for no number."""
    unit = kind.unit if isinstance(kind, Number) else ""
    digits = typed.removesuffix(unit).strip().replace(",", ".", 1)
    if not digits.removeprefix("-").replace(".", "", 1).isdecimal():
        return None
    return float(digits)


def _chosen(name: str, options: Mapping[str, str], given: object, *, many: bool, other: bool = False) -> Value:
    """The names given, checked, once each and in the order they are offered, words of one's own last."""
    names = [given] if isinstance(given, str) else list(given) if isinstance(given, tuple | list) else []
    allowed = [each for each in names if isinstance(each, str) and (each in options or (other and _is_own(each)))]
    if not names or len(allowed) < len(names):
        raise UsageError(_offer(name, options, other))
    if many:
        own = dict.fromkeys(_own(each) for each in allowed if each not in options)
        return (*(option for option in options if option in allowed), *own)
    if len(set(allowed)) > 1:
        raise UsageError(f"{name} takes one answer: {listed(options)}")
    return allowed[0] if allowed[0] in options else _own(allowed[0])


def _offer(name: str, options: Mapping[str, str], other: bool) -> str:
    return f"{name} is one of {listed(options)}" + (', or "other: your own words"' if other else "")


def _is_own(word: str) -> bool:
    return word.startswith("other:") and bool(word.removeprefix("other:").strip())


def _own(word: str) -> str:
    from selfcare.core.text import plain

    return f"other: {plain(word.removeprefix('other:').strip())}"


def _option(name: str, typed: str, options: Mapping[str, str], other: bool = False) -> str:
    """The name of the option that was typed by its name or its words."""
    if other and _is_own(typed):
        return typed
    spelled = {words.casefold(): option for option, words in options.items()} | {option: option for option in options}
    word = typed.casefold()
    if option := spelled.get(word) or spelled.get(word.replace(" ", "-")):
        return option
    near = spelled.get(nearest(word, spelled), "")
    raise UsageError(_offer(name, options, other) + (f"; did you mean {near}?" if near else ""))


def _split(typed: str, many: bool, other: bool) -> list[str]:
    """The names between commas; what follows `other:` is one name, commas and all."""
    head, own, rest = typed.partition("other:") if other else (typed, "", "")
    names = head.split(",") if many else [head]
    return [name.strip() for name in names if name.strip()] + ([f"other:{rest}"] if own else [])


def _words(name: str, given: object, lines: int) -> Value:
    from selfcare.core.text import plain

    words = plain(given, multiline=lines > 1).strip() if isinstance(given, str) else ""
    if not words:
        raise UsageError(f"{name} takes words of your own; it was empty")
    return words


def _simple(name: str, kind: str, given: object) -> Value:
    if kind == "yes-no":
        if isinstance(given, bool):
            return given
        raise UsageError(f"{name} takes yes or no")
    if kind == "duration":
        if isinstance(given, int | float) and not isinstance(given, bool) and isfinite(given) and given >= 0:
            return float(given)
        raise UsageError(f"{name} is a duration: write 90s, 30m or 1h30m")
    return _clock(name, given) if kind == "time" else _date(name, given)


def _clock(name: str, given: object) -> str:
    from selfcare.core.grammar import GrammarError, clock

    near = ""
    try:
        if isinstance(given, str):
            return f"{clock(given):%H:%M}"
    except GrammarError as error:
        near = error.suggestion and f"; did you mean {error.suggestion}?"
    raise UsageError(f"{name} is a time of day: write 07:15 or 19:30{near}")


def _date(name: str, given: object) -> str:
    from datetime import date

    try:
        if isinstance(given, str) and date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise UsageError(f"{name} is a date: write it as 2026-12-03")


def _seconds(name: str, typed: str) -> float:
    """Seconds of a typed duration; days count 24 hours, since it is a length and no calendar is meant."""
    from selfcare.core.grammar import GrammarError, span

    try:
        return span(typed).length
    except GrammarError as error:
        near = error.suggestion and f"; did you mean {error.suggestion}?"
        raise UsageError(f"{name} is a duration: write 90s, 30m or 1h30m{near}") from error


def _regions(name: str) -> Mapping[str, str]:
    from selfcare.core.body import regions

    return regions(name)
