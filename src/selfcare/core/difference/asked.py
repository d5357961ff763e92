"""Logs and their questions. What was answered keeps the wording and the scale under which it was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfcare.core.difference.said import (
    Change,
    Section,
    compared,
    contrast,
    is_called,
    quoted,
    renamed,
    was,
    words_change,
)
from selfcare.core.plan import Plan
from selfcare.core.question import Choice, Field, Log, Number, Scale, Text, plain_number
from selfcare.core.spelled import listed, rhythm

SECTION: Section = "what is asked"
KEPT = "earlier answers stay as they were given"
PER = {"entry": "as often as you like", "day": "once a day", "visit": "once a visit", "episode": "once an episode"}


def logs(old: Plan, new: Plan) -> Iterator[Change]:
    """Every log."""
    kept = {log.was: name for name, log in new.logs.items() if log.was and log.was not in new.logs}
    before = {kept.get(name, name): log for name, log in old.logs.items()}
    names = renamed(before, new.logs, lambda log: (log.title, [field.ask for field in log.fields.values()]))
    for earlier, name in names.items():
        told = f"its name is {was(name, earlier)}; earlier answers stay under that"
        yield Change(SECTION, f"log.{name}", f"{quoted(new.logs[name].title)}: {told}")
    before = {names.get(name, name): log for name, log in before.items()}
    yield from compared(before, new.logs, _added, _removed, _changed)


def _added(name: str, log: Log) -> Iterator[Change]:
    asks = listed([quoted(field.ask) for field in log.fields.values()])
    yield Change(SECTION, f"log.{name}", f"new: {quoted(log.title)}, {_rhythm(log)}, asks {asks}")


def _removed(name: str, log: Log) -> Iterator[Change]:
    yield Change(SECTION, f"log.{name}", f"no longer asked: {quoted(log.title)}; {KEPT}")


def _changed(name: str, before: Log, now: Log) -> Iterator[Change]:
    path, label = f"log.{name}", quoted(now.title)
    sentences = [
        *words_change("the title", before.title, now.title),
        *words_change("its summary", before.summary, now.summary),
        *contrast("", _rhythm(before), _rhythm(now)),
        *contrast("its score is", before.score or "none", now.score or "none"),
    ]
    if before.condition != now.condition:
        sentences.append("it comes up on another condition")
    yield from is_called(SECTION, path, label, sentences)
    kept = {field.was: field.name for field in now.fields.values() if field.was and field.was not in now.fields}
    yield from compared(
        {kept.get(one, one): field for one, field in before.fields.items()},
        now.fields,
        lambda one, field: iter((Change(SECTION, f"{path}.{one}", f"{label} asks in addition {quoted(field.ask)}"),)),
        lambda one, field: iter(
            (Change(SECTION, f"{path}.{one}", f"{label} no longer asks {quoted(field.ask)}; {KEPT}"),)
        ),
        lambda one, first, second: (
            Change(SECTION, f"{path}.{one}", f"{label}, {one}: {sentence}") for sentence in _question(first, second)
        ),
    )


def _rhythm(log: Log) -> str:
    return rhythm(log.every, log.at) if log.every or log.at else PER[log.per]


def _question(before: Field, now: Field) -> Iterator[str]:
    """How one question differs. A new name alone is none: `was` keeps its history."""
    yield from words_change("the question", before.ask, now.ask)
    yield from words_change("its help", before.help, now.help)
    if type(before.kind) is not type(now.kind):
        yield f"it is answered in another way; {KEPT}"
    elif before.kind != now.kind:
        yield from _answers(before, now)
    if before.required != now.required:
        yield "an answer is needed" if now.required else "it may be left open"
    if before.condition != now.condition:
        yield "it comes up on another condition" if now.condition else "it comes up always"
    yield from contrast("it asks about", before.recall or "no set time", now.recall or "no set time")


def _answers(before: Field, now: Field) -> Iterator[str]:
    match before.kind, now.kind:
        case Scale() as one, Scale() as two:
            yield from _scale(one, two)
        case Choice() as one, Choice() as two:
            yield from _options(one.options, two.options)
            if one.many != two.many:
                yield "several answers may be chosen" if two.many else "one answer is chosen"
            if one.other != two.other:
                yield "words of your own are welcome" if two.other else "words of your own are no longer taken"
        case Number() as one, Number() as two if one.unit != two.unit:
            yield f"it is counted in {was(two.unit or 'no unit', one.unit or 'no unit')}; {KEPT}"
        case Text(), Text():
            yield "there is another number of lines to write in"
        case _:
            yield f"other answers are taken; {KEPT}"


def _scale(one: Scale, two: Scale) -> Iterator[str]:
    ranges = [f"{plain_number(scale.low)} to {plain_number(scale.high)}" for scale in (two, one)]
    if ranges[0] != ranges[1]:
        yield f"the scale goes from {was(*ranges)}; {KEPT}"
    if one.better != two.better:
        yield f"{two.better} is better now, was {one.better}; {KEPT}"
    labels = [{plain_number(number): words for number, words in (scale.labels or {}).items()} for scale in (one, two)]
    yield from _options(*labels)
    if one.step != two.step:
        yield f"in steps of {was(plain_number(two.step), plain_number(one.step))}"


def _options(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    added = [quoted(words) for name, words in now.items() if name not in before]
    gone = [quoted(words) for name, words in before.items() if name not in now]
    if added:
        yield f"may be answered with {listed(added)} too"
    if gone:
        yield f"{listed(gone)} can no longer be chosen; {KEPT}"
    for name, words in now.items():
        if name in before and before[name] != words:
            yield f"{quoted(before[name])} reads {quoted(words)}"
