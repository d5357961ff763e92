"""A plan on paper: what to do and leave out by the clock, what to write down, and when to get help. A pure view of it.

The share package renders it as a page to print and as text. With an appointment every time is a clock time of its day;
without one it is told from the appointment ("2 h before"). Every step of the plan is on it: this is its fourth face.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from selfcare.core import cautions as care
from selfcare.core import flags, sitting, when, words
from selfcare.core.breath import DEFAULT_SECONDS, Pattern
from selfcare.core.condition import Condition
from selfcare.core.frozen import frozen, replace
from selfcare.core.handout_logs import ANY_TIME, Asked, asked, counted_from, of_course
from selfcare.core.hours import Hours
from selfcare.core.plan import (
    Action,
    Ask,
    Avoid,
    Breathe,
    Check,
    Checklist,
    Follow,
    Item,
    Meditate,
    Plan,
    Read,
    Rest,
    Routine,
)
from selfcare.core.regions import BANNER, CRISIS, known, numbers
from selfcare.core.spelled import cycle, length, rhythm, window
from selfcare.core.when import Anchor, Interval

TALK = "Somebody to talk to, by day and night"
"""Stands over the crisis line, which is on every page as it is on every warnings card."""


@frozen
class Row:
    """One line with a box in front."""

    path: str
    words: str
    when: str = ""
    detail: str = ""
    kind: Literal["do", "leave out"] = "do"
    day: str = ""
    """Its weekday where there are several: at the top of a column its heading is out of sight."""


@frozen
class Group:
    """Rows under a heading: a day, a checklist, a routine."""

    heading: str
    rows: tuple[Row, ...]


@frozen
class Handout:
    """Everything on the page, in its order."""

    title: str
    occasion: str
    """The appointment with its day and time; empty without one."""
    summary: str
    language: str
    groups: tuple[Group, ...]
    practices: tuple[Group, ...]
    """Routines."""
    sittings: tuple[tuple[str, tuple[str, ...]], ...]
    """What is said in each sitting, as `M:SS  words`."""
    asked: tuple[Asked, ...]
    signs: tuple[tuple[str, tuple[str, ...]], ...]
    """Warning signs by what to do about them, the gravest first; at the end the crisis line."""
    numbers: tuple[tuple[str, str], ...]
    reach: str
    """Whom to ask about what is not urgent; empty where nobody is named."""
    cautions: tuple[str, ...]
    foot: str
    """Whose plan it is, and which version."""


def handout(plan: Plan, starts: datetime | None = None, *, hours: Hours = "24", region: str = "") -> Handout:
    """The page of a plan. `starts`: of the appointment, aware, in the person's zone; `region`: whose numbers."""
    anchor = Anchor(starts, when.later(starts, plan.appointment.lasts)) if starts else None
    return Handout(
        title=plan.title,
        occasion=_occasion(plan, starts, hours) if starts else "",
        summary=plan.summary,
        language=plan.language,
        groups=tuple(_groups(plan, anchor, hours)),
        practices=tuple(_routine(plan, routine) for routine in plan.routines.values()),
        sittings=tuple(_sittings(plan)),
        asked=tuple(asked(plan, log) for log in plan.logs.values()),
        signs=(*((heading, tuple(texts)) for heading, texts in flags.signs([plan])), (TALK, (CRISIS,))),
        numbers=tuple(numbers(known(region, plan.region))),
        reach=_reach(plan),
        cautions=_each_once((*plan.cautions, *_standing(plan), BANNER)),
        foot=_foot(plan),
    )


def _occasion(plan: Plan, starts: datetime, hours: Hours) -> str:
    day = words.day(starts.date(), datetime.min.date())
    return f"{plan.appointment.title}, {day} at {words.clock_time(starts, hours)}, {length(plan.appointment.lasts)}"


def _standing(plan: Plan) -> Iterator[str]:
    """What always goes with breathing and with sitting."""
    kinds = {type(action) for action in _actions(plan)}
    if Breathe in kinds:
        yield care.ALWAYS
    if Meditate in kinds:
        yield care.SITTING


def _foot(plan: Plan) -> str:
    parts = [f"{plan.title}, version {plan.version}"]
    parts += [f"by {plan.author}"] if plan.author else []
    parts += [f"reviewed {plan.reviewed.isoformat()}"] if plan.reviewed else []
    return ", ".join(parts)


def _reach(plan: Plan) -> str:
    """`Not urgent? Mara Fields, 555 0134`."""
    who = "" if plan.author in plan.contact else plan.author
    return f"Not urgent? {', '.join(filter(None, [who, plan.contact]))}" if plan.contact else ""


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts, without those that differ in capitals alone."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(text.casefold(), text)
    return tuple(first.values())


# what to do and to leave out


def _groups(plan: Plan, anchor: Anchor | None, hours: Hours) -> Iterator[Group]:
    """By day around an appointment; a checklist that counts from something else stands by itself."""
    dated: list[tuple[Interval, Row]] = []
    for checklist in plan.checklists.values():
        if anchor is None or checklist.anchor != "appointment":
            yield Group(_heading(plan, checklist), tuple(_relative(plan, checklist)))
            continue
        for item in checklist.items.values():
            span = when.interval(item.window, anchor) if item.window else Interval(anchor.starts, anchor.starts)
            told = _clock_times(item, span, hours) if item.window else ANY_TIME
            dated.append((span, _row(plan, f"checklist.{checklist.name}", item, told)))
    dated.sort(key=lambda each: (when.utc(each[0].opens), when.utc(each[0].closes)))
    by_day: dict[str, list[Row]] = {}
    for span, row in dated:
        by_day.setdefault(words.day(span.opens.date()), []).append(row)
    for day, rows in by_day.items():
        weekday = day.split()[0] if len(by_day) > 1 else ""
        yield Group(day, tuple(replace(row, day=weekday) if row.when != ANY_TIME else row for row in rows))


def _heading(plan: Plan, checklist: Checklist) -> str:
    return ": ".join(filter(None, [checklist.title, counted_from(plan, checklist)]))


def _relative(plan: Plan, checklist: Checklist) -> Iterator[Row]:
    for item in checklist.items.values():
        yield _row(plan, f"checklist.{checklist.name}", item, window(item.window))


def _clock_times(item: Item, span: Interval, hours: Hours) -> str:
    """`12:30 to 13:30`, `at 13:30`, `from 12:30`; an end on another day is named with it."""
    if span.at:
        return f"at {words.clock_time(span.at, hours)}"
    closes = words.moment(span.closes, span.opens, hours).replace("tomorrow", words.day(span.closes.date()))
    return f"{words.clock_time(span.opens, hours)} to {closes}"


def _row(plan: Plan, path: str, item: Item, told: str) -> Row:
    return Row(
        f"{path}.{item.name}",
        _action(plan, item.action),
        told,
        _detail(item.why, item.note, _care(plan, item.action), optional=item.optional, condition=item.condition),
        "leave out" if isinstance(item.action, Avoid) else "do",
    )


def _detail(*texts: str, optional: bool, condition: Condition | None) -> str:
    said = ["Only if it applies to you."] if condition else []
    return " ".join(filter(None, [*said, *texts, "You may leave this out." if optional else ""]))


def _action(plan: Plan, action: Action) -> str:
    """What to do, in words that need no screen."""
    match action:
        case Check(text) | Avoid(text) | Read(text):
            return text
        case Breathe(name, seconds, rounds, say):
            pattern = plan.patterns[name]
            return " ".join(filter(None, [f"Breathe: {pattern.title}, {_dose(pattern, seconds, rounds)}.", say]))
        case Meditate(name, seconds):
            return f"Sit: {plan.sittings[name].title}, {length(sitting.total_seconds(plan.sittings[name], seconds))}."
        case Ask(log):
            return f"Write down: {plan.logs[log].title}."
        case Rest(seconds, say):
            return " ".join(filter(None, [f"Rest for {length(seconds)}.", say]))
        case Follow(routine):
            return f"Do: {plan.routines[routine].title}."


def _dose(pattern: Pattern, seconds: float | None, rounds: int | None) -> str:
    """`5 min: in 4 s, out 6 s`."""
    if not seconds and not rounds:
        seconds, rounds = pattern.seconds, pattern.rounds
    dose = f"{rounds} rounds" if rounds else length(seconds or DEFAULT_SECONDS)
    return f"{dose}: {cycle(pattern.cycle) or 'as it comes'}"


def _care(plan: Plan, action: Action) -> str:
    """The cautions of what is practised."""
    match action:
        case Breathe(name):
            return " ".join(care.texts(plan.patterns[name]))
        case Meditate(name):
            return " ".join(text for text in plan.sittings[name].cautions if text != care.SITTING)
        case _:
            return ""


# routines, sittings and logs


def _routine(plan: Plan, routine: Routine) -> Group:
    path = f"routine.{routine.name}"
    rows = [
        Row(
            f"{path}.{step.name}",
            f"{step.title}: {_action(plan, step.action)}" if step.title else _action(plan, step.action),
            "",
            _detail(step.why, step.note, _care(plan, step.action), optional=step.optional, condition=step.condition),
        )
        for step in routine.steps
    ]
    rated = ["Rate it before and after"] if routine.rate else []
    runs = any(isinstance(action, Follow) and action.routine == routine.name for action in _actions(plan))
    told = of_course(plan, routine.name) or ("" if runs else rhythm(routine.every, routine.at))
    heading = f"{routine.title}, {told}" if told else routine.title
    return Group(". ".join([heading, *rated]), tuple(rows))


def _sittings(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said in each sitting of the plan, at each length it is done for."""
    for name, seconds in dict.fromkeys(_lengths(plan, _actions(plan))):
        of = plan.sittings[name]
        cues = [
            f"{int(due.at) // 60}:{int(due.at) % 60:02}  {due.words}"
            for due in sitting.schedule(of, seconds)
            if due.words
        ]
        if cues:
            yield f"{of.title}, {length(seconds)}", tuple(cues)


def _actions(plan: Plan) -> Iterator[Action]:
    for checklist in plan.checklists.values():
        yield from (item.action for item in checklist.items.values())
    for routine in plan.routines.values():
        yield from (step.action for step in routine.steps)


def _lengths(plan: Plan, actions: Iterable[Action]) -> Iterator[tuple[str, float]]:
    for action in actions:
        if isinstance(action, Meditate):
            yield action.sitting, sitting.total_seconds(plan.sittings[action.sitting], action.seconds)


def paths(page: Handout) -> Sequence[str]:
    """Every path that stands on the page: of items, steps and logs."""
    rows = [row.path for group in (*page.groups, *page.practices) for row in group.rows]
    return [*rows, *(log.path for log in page.asked)]
