"""Several plans, one body: what two plans say about one topic around the same appointment, side by side.

Rules that agree are one line, the strictest, and its reason says what each plan says. Rules that cannot both be kept
stay as they are, and the person gets both with their reasons and the question to ask: nothing here chooses between
them. Called by `agenda` where more than one plan is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from selfcare.core import judge, spelled
from selfcare.core.frozen import frozen, replace
from selfcare.core.judge import Verdict, after
from selfcare.core.ledger import Appointment, Mark, in_order
from selfcare.core.line import Line
from selfcare.core.occasions import Records
from selfcare.core.plan import Check, Item
from selfcare.core.when import Interval, elapsed
from selfcare.core.words import row, small

SAME: Sequence[Sequence[str]] = (
    ("food", "meal", "meals", "light meal", "eating", "eat", "snack", "breakfast", "lunch", "dinner"),
    ("caffeine", "coffee", "tea", "cola", "energy drinks"),
    ("alcohol", "drink alcohol", "beer", "wine"),
    ("water", "drinking", "fluids", "drinks"),
    ("exercise", "hard exercise", "sport", "training", "workout"),
    ("heat", "sauna", "hot bath"),
    ("smoking", "tobacco", "nicotine"),
)
"""Words that authors use for one topic, which the first of them names.

A heavy meal is a topic of its own: leaving it out goes with a light one.
"""

ROOM = timedelta(minutes=10)
"""What is left of a window after another plan's rule has to be so long, or there is no time to keep both."""


@frozen
class Dispute:
    """Two rules on one topic that cannot both be kept."""

    topic: str
    do: Line
    leave_out: Line


def met(lines: Sequence[Line], records: Records, titles: Mapping[str, str]) -> tuple[list[Line], tuple[Dispute, ...]]:
    """The lines with those that agree made one, in their order, and what is in dispute. `titles`: of plans by id."""
    visits = {visit.id: visit for visit in records.appointments}
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.occurrence in visits and (topic := topic_of(line)) and line.state not in ("hidden", "cancelled"):
            groups.setdefault((line.occurrence, topic), []).append(line)
    instead: dict[int, Line | None] = {}
    disputes: list[Dispute] = []
    for (visit, topic), group in groups.items():
        if len({line.plan for line in group}) > 1:
            meeting = _Meeting(records, visits[visit], titles)
            disputes += meeting.of(topic, group)
            instead.update(meeting.instead)
    found = (instead.get(id(line), line) for line in lines)
    return [line for line in found if line is not None], tuple(disputes)


def topic_of(line: Line) -> str:
    """What a line is about, one word for all the words of one topic; empty where plans have nothing to compare."""
    source = line.source
    if not isinstance(source, Item) or not (line.kind == "avoid" or isinstance(line.action, Check)):
        return ""
    about = " ".join(source.about.casefold().split())
    return next((topic for topic, *words in SAME if about in (topic, *words)), about)


class _Meeting:
    """The rules of several plans on one topic around one appointment."""

    def __init__(self, records: Records, visit: Appointment, titles: Mapping[str, str]) -> None:
        self._records = records
        self._visit = visit
        self._titles = titles
        self.instead: dict[int, Line | None] = {}
        """By the id of a line: what stands in its place; None where it is part of another."""

    def of(self, topic: str, group: Sequence[Line]) -> Iterator[Dispute]:
        """Merge what agrees, and yield what is in dispute."""
        avoids = self._merged([line for line in group if line.kind == "avoid"])
        checks = self._merged([line for line in group if line.kind != "avoid"])
        for check in checks:
            do = check
            for leave_out in avoids:
                if _plans(check) & _plans(leave_out) or not _collide(do, leave_out):
                    continue
                shorter = self._shortened(do, leave_out)
                if shorter is None:
                    yield Dispute(topic, check, leave_out)
                else:
                    do = self._put(do, shorter)

    def _merged(self, lines: Sequence[Line]) -> list[Line]:
        """Lines of different plans whose windows meet, as one."""
        kept: list[list[Line]] = []
        for line in lines:
            near = next((some for some in kept if _meet(some, line)), None)
            if near is None:
                kept.append([line])
            else:
                near.append(line)
        return [self._one(some) for some in kept]

    def _one(self, lines: Sequence[Line]) -> Line:
        """The strictest of rules that agree: left out from the first to the last end, done where all windows meet."""
        first = lines[0]
        if len(lines) == 1:
            return first
        opens = [line.opens for line in lines if line.opens]
        closes = [line.closes for line in lines if line.closes]
        avoids = first.kind == "avoid"
        window = Interval(_edge(opens, last=not avoids), _edge(closes, last=avoids))
        verdict = self._judged(lines, window)
        whole = replace(
            first,
            opens=window.opens,
            closes=window.closes,
            at=first.at if not avoids else None,
            state=verdict.state,
            answered=verdict.mark.about if verdict.mark else None,
            until=verdict.until,
            note=verdict.mark.note if verdict.mark else "",
            to_ask=verdict.to_ask,
            why=self._reasons(lines),
            also=tuple(lines),
        )
        self.instead.update({id(line): None for line in lines[1:]})
        return self._put(first, whole)

    def _put(self, line: Line, other: Line) -> Line:
        """Let another stand in the place of a line, or of what stands there by now."""
        place = next((key for key, now in self.instead.items() if now is line), id(line))
        self.instead[place] = other
        return other

    def _reasons(self, lines: Sequence[Line]) -> str:
        """What each plan says, and why; of plans that say the same, once."""
        said: dict[str, list[str]] = {}
        for line in lines:
            said.setdefault(_rule(line), []).append(_titled(line, self._titles))
        return " ".join(f"{spelled.listed(titles)}: {rule}" for rule, titles in said.items())

    def _judged(self, lines: Sequence[Line], window: Interval) -> Verdict:
        """What was said of any of them counts for all of them."""
        marks = [mark for line in lines for mark in self._said(line)]
        if lines[0].kind == "avoid":
            return judge.avoid(window, self._visit.starts, in_order(marks), self._records.now)
        return judge.check(window, in_order(marks), self._records.now, self._visit.moved)

    def _said(self, line: Line) -> list[Mark]:
        return [mark for mark in self._records.said(line.plan, line.path) if mark.occurrence == line.occurrence]

    def _shortened(self, do: Line, leave_out: Line) -> Line | None:
        """What is to be done, in the time that another plan's rule leaves for it; None where that is too short."""
        if not (do.opens and do.closes and leave_out.opens and leave_out.closes):
            return do
        free = [(do.opens, leave_out.opens), (leave_out.closes, do.closes)]
        opens, closes = max(free, key=lambda part: elapsed(*part))
        if elapsed(opens, closes) < ROOM.total_seconds():
            return None
        parts = do.also or (do,)
        own = [part for part in parts if part.kind == do.kind]
        state, both = self._judged(own, Interval(opens, closes)).state, (*parts, leave_out)
        return replace(do, opens=opens, closes=closes, at=None, state=state, why=self._reasons(both), also=both)


def _plans(line: Line) -> set[str]:
    return {each.plan for each in line.also or (line,)}


def _meet(lines: Sequence[Line], line: Line) -> bool:
    """Whether it is of another plan than they are, and its window has a moment in common with each of theirs."""
    return all(one.plan != line.plan and _overlap(one, line) for one in lines)


def _overlap(one: Line, other: Line) -> bool:
    if not (one.opens and one.closes and other.opens and other.closes):
        return False
    return not after(one.opens, other.closes) and not after(other.opens, one.closes)


def _collide(do: Line, leave_out: Line) -> bool:
    """Whether what is still to be done has time in common, beyond an instant, with what is to be left out."""
    if do.state not in ("open", "upcoming") or not (do.opens and do.closes and leave_out.opens and leave_out.closes):
        return False
    return after(do.closes, leave_out.opens) and after(leave_out.closes, do.opens)


def _edge(instants: Sequence[datetime], *, last: bool) -> datetime:
    return (max if last else min)(instants, key=datetime.timestamp)


def side(line: Line, titles: Mapping[str, str]) -> str:
    """What one plan says, and why: `“Before a visit”: no coffee, from 2 h before. Caffeine can make you tense.`"""
    return f"{_titled(line, titles)}: {_rule(line)}"


def _titled(line: Line, titles: Mapping[str, str]) -> str:
    return f"\u201c{titles.get(line.plan, line.plan)}\u201d"


def _rule(line: Line) -> str:
    when = spelled.window(line.source.window) if isinstance(line.source, Item) else ""
    return f"{small(row(line)).rstrip('.')}, {when}. {line.why}".rstrip()


def told(disputes: Iterable[Dispute], titles: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """By topic: `Two of your plans differ about food`, then each side with its reasons, then what to ask about it."""
    by_topic: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        by_topic.setdefault(dispute.topic, []).append(dispute)
    for topic, found in by_topic.items():
        sides = dict.fromkeys(side(line, titles) for each in found for line in (each.do, each.leave_out))
        yield f"Two of your plans differ about {topic}", [*sides, *map(question, found)]


def question(dispute: Dispute) -> str:
    """What to ask the practitioner about it."""
    do, leave_out = dispute.do.text.rstrip("."), dispute.leave_out.text.rstrip(".")
    return f"Ask your practitioner which of the two holds for you: \u201c{do}\u201d, or no \u201c{leave_out}\u201d."
