"""The lines that a plan in use puts on a day: items of checklists, routines and logs that fall due. For `agenda`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache

from selfcare.core import courses, judge, repeat, when
from selfcare.core.condition import Condition
from selfcare.core.courses import Due
from selfcare.core.flags import HEADINGS
from selfcare.core.frozen import replace
from selfcare.core.judge import Verdict, after
from selfcare.core.ledger import Mark, in_order
from selfcare.core.line import Kind, Line
from selfcare.core.occasions import MATTERS, Counted, Records, counted, visits
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
    Warning,  # noqa: A004
)
from selfcare.core.ports import InUse
from selfcare.core.question import Log
from selfcare.core.repeat import Repeat
from selfcare.core.when import Anchor, Interval, Offset, Span, Window

SOON = timedelta(days=2)
"""What opens within so many days is shown, even if it belongs to a later appointment than the next."""

SHORT = 18
"""The longest words on the prep clock, in characters."""

STRENGTHS = ("guideline", "review", "trial", "observational", "consensus", "tradition", "logistics", "law")
"""Evidence labels, the strongest first."""

FROM_AFAR = Window(opens=Offset(Span(days=MATTERS.days), "before"))
FROM_THEN = Window(opens=Offset(Span(), "after"))
"""Windows of items that say nothing about time, around an appointment and after an entry."""


def lines(used: InUse, records: Records) -> Iterator[Line]:
    """All lines of a plan now, in its own order, hidden and cancelled ones too."""
    plan = used.plan
    for checklist in plan.checklists.values():
        for occasion in counted(used, checklist, records):
            yield from of_checklist(plan, checklist, occasion, records)
    for routine in plan.routines.values():
        if (routine.every or routine.at) and _falls_due(routine.every, used, records):
            yield _of_day(plan, routine, Follow(routine.name), f"routine.{routine.name}", [], records)
    for name in plan.shown_warnings:
        if name in plan.warnings and plan.warnings[name].shown:
            yield from _of_warning(plan, plan.warnings[name], used, records)
    for due in courses.due(used, records):
        yield from _of_course(plan, due, records)
    for log in plan.logs.values():
        if (log.every or log.at or log.per == "day") and _falls_due(log.every, used, records):
            yield _of_day(plan, log, Ask(log.name), f"log.{log.name}", _entries(plan, log, records), records)


def conditions(plan: Plan) -> Iterator[Condition | None]:
    """Of everything that can be a line."""
    for checklist in plan.checklists.values():
        yield checklist.condition
        yield from (item.condition for item in checklist.items.values())
    yield from (routine.condition for routine in plan.routines.values())
    yield from (log.condition for log in plan.logs.values())


def strongest(plan: Plan, sources: Sequence[str]) -> str:
    """The strongest label among an item's sources (evidence or cards); empty without any."""
    labels: set[str] = set()
    for name in sources:
        if name in plan.evidence:
            labels.add(plan.evidence[name].strength)
        elif name in plan.cards:
            labels.update(plan.cards[name].strength)
    return next((label for label in STRENGTHS if label in labels), "")


@lru_cache(4096)
def shorten(words: str, room: int = SHORT) -> str:
    """The first whole words that fit, without a comma or full stop at the end."""
    kept = ""
    for word in words.split():
        longer = f"{kept} {word}".lstrip()
        if len(longer) > room:
            break
        kept = longer
    return (kept or words[:room]).rstrip(" ,;:.")


def as_it_stood(plan: Plan, checklist: Checklist, occasion: Counted, records: Records) -> Iterator[Line]:
    """Every item of a checklist for one occasion, however long ago: as it stands, or stood when its window closed.

    What a condition hid then is `hidden`, also what was over before anybody could know of it.
    """
    for item in checklist.items.values():
        window = _window(checklist, item, occasion)
        is_over = after(records.now, window.closes)
        then = replace(records, now=window.closes.astimezone(records.zone)) if is_over else records
        is_on = _holds(checklist.condition, plan, then, occasion.id)
        verdict = _verdict(plan, _path(checklist, item), item, window, occasion, then, is_on=is_on)
        yield _line(plan, _path(checklist, item), occasion.id, item.action, item, window, verdict)


def of_checklist(
    plan: Plan, checklist: Checklist, occasion: Counted, records: Records, *, ahead: bool = False
) -> Iterator[Line]:
    """Its lines around one anchor, hidden and cancelled ones too; `ahead`: also those that it is too early to show."""
    is_on = _holds(checklist.condition, plan, records, occasion.id)
    for item in checklist.items.values():
        window, path = _window(checklist, item, occasion), _path(checklist, item)
        verdict = _verdict(plan, path, item, window, occasion, records, is_on=is_on)
        is_shown = verdict.state in ("hidden", "cancelled") or _is_shown(verdict, window, occasion, records)
        if ahead or is_shown:
            yield _line(plan, path, occasion.id, item.action, item, window, verdict)


def _verdict(
    plan: Plan, path: str, item: Item, window: Interval, occasion: Counted, records: Records, *, is_on: bool
) -> Verdict:
    """How an item stands: nobody's where its visit was cancelled, its condition is not met, or it came too late."""
    verdict = _judged(plan, item.action, path, window, occasion, records)
    if occasion.is_cancelled:
        return verdict._replace(state="cancelled", to_ask=False)
    if verdict.mark is None and not (
        is_on
        and _holds(item.condition, plan, records, occasion.id)
        and _was_possible(window, occasion)
        and not _is_unsafe(plan, item.action, records)
    ):
        return verdict._replace(state="hidden", to_ask=False)
    return verdict


def _window(checklist: Checklist, item: Item, occasion: Counted) -> Interval:
    usual = FROM_AFAR if checklist.anchor == "appointment" else FROM_THEN
    return _interval(item.window or usual, occasion.anchor)


def _path(checklist: Checklist, item: Item) -> str:
    return f"checklist.{checklist.name}.{item.name}"


def _interval(window: Window, anchor: Anchor) -> Interval:
    """`when.interval`, remembered: an agenda asks for the same windows whenever it is looked at.

    Whatever a key stands for is kept alive by what is remembered under it. Two local times that the end of summer time
    shows alike are told apart by `fold`.
    """
    starts, ends = anchor.starts, anchor.ends
    key = id(window), id(starts.tzinfo), starts, starts.fold, ends, ends.fold
    found = _INTERVALS.get(key)
    if found is None:
        if len(_INTERVALS) >= _MOST_INTERVALS:
            _INTERVALS.clear()
        found = _INTERVALS[key] = when.interval(window, anchor), window, anchor
    return found[0]


_INTERVALS: dict[tuple[int, int, datetime, int, datetime, int], tuple[Interval, Window, Anchor]] = {}
_MOST_INTERVALS = 4096


def _of_warning(plan: Plan, warning: Warning, used: InUse, records: Records) -> Iterator[Line]:
    """A red flag to read at its moments around a visit, until the end of that day."""
    source = Item(warning.name, Check(warning.say), short="warning sign", why=HEADINGS[warning.level])
    path = f"warning.{warning.name}"
    for visit in visits(used, records):
        for number, moment in enumerate(warning.shown, 1):
            occasion = replace(visit, id=f"{visit.id}/{number}")
            window = when.interval(Window(opens=moment), visit.anchor)
            verdict = _judged(plan, source.action, path, window, occasion, records)
            if visit.is_cancelled or verdict.state == "missed" or not _was_possible(window, occasion):
                continue
            if _is_shown(verdict, window, occasion, records):
                yield _line(plan, path, occasion.id, source.action, source, window, verdict)


def _of_course(plan: Plan, due: Due, records: Records) -> Iterator[Line]:
    """A routine that the course asks for, until its time is over."""
    routine, occasion, path = plan.routines.get(due.routine), due.occasion, f"routine.{due.routine}"
    if routine is None:
        return
    marks = [mark for mark in records.said(plan.id, path) if mark.occurrence == occasion.id]
    verdict = judge.check(due.window, in_order(marks), records.now, occasion.moved)
    if verdict.mark is None and not (
        _holds(routine.condition, plan, records, occasion.id) and _was_possible(due.window, occasion)
    ):
        verdict = verdict._replace(state="hidden")
    elif not _is_shown(verdict, due.window, occasion, records):
        return
    yield _line(plan, path, occasion.id, Follow(routine.name), routine, due.window, verdict)


def _judged(plan: Plan, action: Action, path: str, window: Interval, occasion: Counted, records: Records) -> Verdict:
    marks = [mark for mark in records.said(plan.id, path) if mark.occurrence == occasion.id]
    if isinstance(action, Avoid):
        return judge.avoid(window, occasion.anchor.starts, marks, records.now)
    marks += _done_elsewhere(plan, action, window, occasion, records)
    return judge.check(window, in_order(marks), records.now, occasion.moved)


def _entries(plan: Plan, log: Log, records: Records) -> list[Mark]:
    """Entries of a log, as ticks of the line that asks for it."""
    return [
        Mark(entry.id, "ticked", entry.plan, f"log.{log.name}", entry.occurrence, entry.about, entry.answered)
        for entry in records.entries_of(plan.id, log)
    ]


def _done_elsewhere(plan: Plan, action: Action, window: Interval, occasion: Counted, records: Records) -> list[Mark]:
    """A log or a routine that an item asks for was done in its window; a log of each visit once for all of the visit.

    Several items may ask for one log, before the visit and after it: what answers the first says nothing of the next.
    """

    def belongs(mark: Mark) -> bool:
        in_window = not after(window.opens, mark.about) and not after(mark.about, window.closes)
        return in_window and (mark.occurrence == occasion.id or mark.occurrence not in records.appointment_ids)

    match action:
        case Ask(name):
            log = plan.logs.get(name)
            of_visit = occasion.id if log and log.per == "visit" else None
            entries = _entries(plan, log, records) if log else []
            return [entry for entry in entries if entry.occurrence == of_visit or belongs(entry)]
        case Follow(routine):
            walks = records.said(plan.id, f"routine.{routine}")
            return [walk for walk in walks if walk.kind == "ticked" and belongs(walk)]
        case _:
            return []


def _was_possible(window: Interval, occasion: Counted) -> bool:
    """Not an empty window, nor one that was over before anybody could know of it."""
    return after(window.closes, window.opens) and after(window.closes, occasion.known)


def _is_unsafe(plan: Plan, action: Action, records: Records) -> bool:
    if not isinstance(action, Breathe) or action.pattern not in plan.patterns:
        return False
    return any(records.cautions.get(caution) is True for caution in plan.patterns[action.pattern].unsafe_for)


def _is_shown(verdict: Verdict, window: Interval, occasion: Counted, records: Records) -> bool:
    """What is open always; what is over on its day; what is to come if it comes soon or for the next visit, but what is
    for afterwards only once the visit has begun."""
    match verdict.state:
        case "open" | "unasked":
            return True
        case "upcoming":
            opens, starts = window.opens, occasion.anchor.starts
            if after(starts, records.now) and not after(starts, opens):
                return False
            return occasion.is_next or records.day(opens) <= records.today + SOON
        case _:
            instants = (verdict.mark and verdict.mark.about, window.closes, occasion.anchor.ends)
            return any(records.day(instant) >= records.today for instant in instants if instant)


def _falls_due(every: Repeat | None, used: InUse, records: Records) -> bool:
    first = records.day(used.since)
    return records.today >= first if every is None else repeat.occurs(every, first, records.today)


def _of_day(
    plan: Plan, source: Routine | Log, action: Ask | Follow, path: str, entries: list[Mark], records: Records
) -> Line:
    """A routine or a log that falls due today: from its time of day, or all day."""
    said = [mark for mark in (*records.said(plan.id, path), *entries) if records.is_of_today(mark)]
    hours = _hours(source.at, records)
    verdict = judge.check(hours, in_order(said), records.now)
    line = _line(plan, path, records.today.isoformat(), action, source, hours, verdict)
    return line if verdict.mark or _holds(source.condition, plan, records) else replace(line, state="hidden")


def _hours(at: str, records: Records) -> Interval:
    """From `HH:MM` (or midnight) to the end of the local day."""
    zone = records.zone
    opens = when.local(records.today, time.fromisoformat(at) if at else time(), zone)
    closes = when.local(records.today + timedelta(days=1), time(), zone)
    return Interval(opens, closes, opens if at else None)


def _line(
    plan: Plan,
    path: str,
    occurrence: str,
    action: Action,
    source: Item | Routine | Log,
    window: Interval,
    verdict: Verdict,
) -> Line:
    kind, text = wording(plan, action)
    given = source.short if isinstance(source, Item) else ""
    mark = verdict.mark
    return Line(
        plan=plan.id,
        path=path,
        occurrence=occurrence,
        text=text,
        short=_short(kind, given or text),
        kind=kind,
        state=verdict.state,
        opens=window.opens,
        closes=window.closes,
        at=window.at,
        answered=mark.about if mark else None,
        until=verdict.until,
        note=mark.note if mark else "",
        action=action,
        source=source,
        version=plan.version,
        hash=plan.hash,
        to_ask=verdict.to_ask,
        why=source.why if isinstance(source, Item) else "",
        strength=strongest(plan, source.evidence) if isinstance(source, Item) else "",
        optional=source.optional if isinstance(source, Item) else False,
    )


def wording(plan: Plan, action: Action) -> tuple[Kind, str]:
    """What kind of line an action makes, and its words."""
    match action:
        case Check(words):
            return "check", words
        case Avoid(words):
            return "avoid", words
        case Breathe(pattern):
            return "breathe", plan.patterns[pattern].title if pattern in plan.patterns else pattern
        case Meditate(sitting):
            return "meditate", plan.sittings[sitting].title if sitting in plan.sittings else sitting
        case Ask(log):
            return "log", plan.logs[log].title if log in plan.logs else log
        case Read(words):
            return "read", words
        case Rest(_, say):
            return "rest", say or "Rest"
        case Follow(routine):
            return "run", plan.routines[routine].title if routine in plan.routines else routine


def _short(kind: Kind, words: str) -> str:
    lead = "no " if kind == "avoid" else ""
    kept = shorten(words, SHORT - len(lead))
    return lead + kept[:1].lower() + kept[1:]


def _holds(condition: Condition | None, plan: Plan, records: Records, occasion: str = "") -> bool:
    """Whether a line is to be shown: its condition is met, and nothing that matters to it is unknown."""
    if condition is None:
        return True
    from selfcare.core.condition import evaluate
    from selfcare.core.scope import ItemScope

    scope = ItemScope(plan, records.entries, records.now, records.cautions, occasion)
    return evaluate(condition, scope) is True
