"""A simulated course in words: the rows of each day, what stands above them and what they come to.

The text and the page are made from these rows; programs get the happenings themselves (`timeline_json`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from selfcare.core import flags, words
from selfcare.core.frozen import frozen, replace
from selfcare.core.hours import Hours
from selfcare.core.practices import lasting
from selfcare.core.simulation.happening import Day, Happening, Timeline, What
from selfcare.core.simulation.persona import PERSONAS
from selfcare.core.spelled import counted

MARKS: dict[What, str] = {
    "opens": "○",
    "asked": "?",
    "missed": "–",
    "done": "✓",
    "late": "✓",
    "kept": "✓",
    "slipped": "·",
    "skipped": "–",
    "hidden": "×",
    "answered": "=",
    "sounded": "♪",
    "reminded": "*",
    "warned": "▲",
    "alerted": "▲",
    "begins": "◆",
    "ends": "◇",
    "moved": "◆",
    "cancelled": "×",
    "refused": "×",
}
"""Signs of a row, each also said in words beside it."""

LEGEND = (
    "○ opens",
    "✓ done or left out",
    "– not done",
    "? asked",
    "♪ sounds",
    "= answers",
    "▲ a warning",
    "◆ the appointment",
)

TONES = {
    "in": "in",
    "hold": "hold",
    "out": "out",
    "rest": "rest",
    "bell": "bell",
    "begin": "a tone to begin",
    "end": "a tone at the end",
}
"""Kinds of tones, in the order they are named."""


@frozen
class Row:
    """One row: at an instant, with a sign, words, and what is told beside and below them."""

    at: datetime
    what: What
    text: str
    told: str = ""
    below: tuple[str, ...] = ()
    path: str = ""
    visit: int = 0


@frozen
class Stretch:
    """A day, or several on end on which the same happens, or nothing."""

    first: date
    last: date
    title: str
    visits: tuple[str, ...]
    open: tuple[str, ...]
    """What is open from before, in few words."""
    rows: tuple[Row, ...]
    """Of the first of the days."""

    @property
    def heading(self) -> str:
        """Its days, and its visits or what there is to say of the days together."""
        several = ["every day"] if self.first != self.last and self.rows else []
        return " · ".join([self.title, *self.visits, *several, *([] if self.rows else ["nothing changes"])])


def heading(timeline: Timeline) -> str:
    """What is simulated: `Getting ready for a visit (acupuncture-prep, version 1.0.0)`."""
    plan = timeline.plan
    return f"{plan.title} ({plan.id}, version {plan.version})"


def above(timeline: Timeline, hours: Hours = "24") -> list[str]:
    """Who lives through it, where, from when to when, and with which settings."""
    who = PERSONAS[timeline.persona]
    last = timeline.days[-1].date if timeline.days else timeline.starts.date()
    first = timeline.starts.date()
    span = f"{words.day(first, last)} to {words.day(last)} {last.year}"
    visits = [moment for day in timeline.days for moment in day.visits]
    lines = [f"{who.name}: {who.sentence}", f"{span}, {timeline.zone}"]
    if visits:
        title = timeline.plan.appointment.title
        shown = f"{title} {words.day(visits[0].date())} {words.clock_time(visits[0], hours)}"
        lines.append(shown if len(visits) == 1 else f"{shown}, the first of {len(visits)}")
    chosen = [
        f"{setting.name} = {_value(setting.value)}"
        for setting in timeline.plan.settings.values()
        if setting.value != setting.default
    ]
    return [*lines, *([f"settings: {', '.join(chosen)}"] if chosen else [])]


def stretches(timeline: Timeline, hours: Hours = "24") -> list[Stretch]:
    """The days in order. Those on end on which the same happens, or nothing, are taken together."""
    found: list[Stretch] = []
    for day in timeline.days:
        this = _stretch(timeline, day, hours)
        before = found[-1] if found else None
        if before and not this.visits and not before.visits and _alike(this, before):
            title = f"{words.day(before.first, timeline.starts.date())} to {words.day(day.date, before.first)}"
            found[-1] = replace(before, last=day.date, title=title)
        else:
            found.append(this)
    return found


def _alike(day: Stretch, before: Stretch) -> bool:
    """Whether the same happens on both at the same times, and the same is open."""
    here, there = (
        [replace(row, at=row.at.replace(year=2000, month=1, day=1)) for row in each.rows] for each in (day, before)
    )
    return day.open == before.open and here == there


def totals(timeline: Timeline) -> dict[str, int]:
    """How often each kind of thing happened, for those that count."""
    found = Counter(each.what for each in _all(timeline))
    whats: tuple[What, ...] = (
        "opens", "done", "late", "missed", "asked", "kept", "slipped", "skipped", "answered", "reminded", "alerted",
        "warned", "refused",
    )  # fmt: skip
    return {**{what: found[what] for what in whats}, "minutes": round(_seconds(timeline) / 60)}


def below(timeline: Timeline) -> list[str]:
    """What it comes to, and what nobody could do."""
    count = totals(timeline)
    done = count["done"] + count["late"]
    parts = [f"{counted(count['opens'], 'thing')} opened", f"{done} done"]
    for what, said in (("late", "of these late"), ("kept", "left out"), ("slipped", "slipped"), ("skipped", "skipped")):
        if count[what]:
            parts.append(f"{count[what]} {said}")
    parts += [f"{count['missed']} passed by"] * bool(count["missed"])
    extra = [
        f"{counted(count[what], said)}"
        for what, said in (("answered", "entry"), ("reminded", "reminder"), ("alerted", "alert"), ("warned", "card"))
        if count[what]
    ]
    if count["minutes"]:
        extra.append(f"{count['minutes']} min of breathing, sitting and resting")
    lines = [f"In all: {', '.join(parts)}", *([f"{words.capital(', '.join(extra))}"] if extra else [])]
    if passed := list(dict.fromkeys(each.path for each in _all(timeline) if each.what == "missed")):
        lines.append(f"Passed by: {', '.join(passed)}")
    return [f"{line}." for line in lines]


def sounds(tones: Mapping[str, int]) -> str:
    """`18 in, 18 out, a tone at the end`."""
    said = []
    for kind, name in TONES.items():
        count = tones.get(kind, 0)
        if count and name.startswith("a "):
            said.append(name)
        elif count:
            said.append(f"{count} {name}{'s' if kind == 'bell' and count > 1 else ''}")
    return ", ".join(said)


def _stretch(timeline: Timeline, day: Day, hours: Hours) -> Stretch:
    title = f"{words.day(day.date, timeline.starts.date())}"
    visits = tuple(f"{timeline.plan.appointment.title} {words.clock_time(each, hours)}" for each in day.visits)
    open_before = tuple(dict.fromkeys(line.short for line in day.open))
    rows = tuple(_merged([_row(each, hours) for each in day.happenings if not _is_said_by_a_card(each)]))
    return Stretch(day.date, day.date, title, visits, open_before, rows)


def _row(happening: Happening, hours: Hours) -> Row:
    told, below = _beside(happening, hours), [happening.says] if happening.says else []
    text = happening.text
    if happening.what in ("warned", "alerted"):
        text = text or _level(happening.level)
        told = "a card is shown" if happening.what == "warned" else "an alert"
    if happening.what == "opens":
        below = []
    if happening.what == "answered" and len(happening.says) <= SHORT:
        told, below = happening.says, []
    return Row(happening.at, happening.what, text, told, tuple(below), happening.path, happening.visit)


def _beside(happening: Happening, hours: Hours) -> str:
    until = words.moment(happening.until, happening.at, hours) if happening.until else ""
    is_avoid = happening.kind == "avoid"
    match happening.what:
        case "opens" if happening.path.startswith(("routine.", "log.")):
            return "today"
        case "opens":
            return f"until {until}" if until else "opens"
        case "moved":
            return f"moved to {until}"
        case "begins":
            return f"begins, until {until}"
        case "sounded":
            return ": ".join(filter(None, [lasting(happening.seconds), sounds(happening.tones)]))
        case "slipped":
            return "noted, not left out" if is_avoid else "it didn't happen"
        case what:
            return _SAID[what]


_SAID: dict[What, str] = {
    "missed": "its time has passed",
    "asked": "asked",
    "done": "done",
    "late": "done, later",
    "kept": "left out",
    "skipped": "skipped",
    "hidden": "no longer for today",
    "answered": "entry",
    "reminded": "reminder",
    "warned": "a card is shown",
    "alerted": "an alert",
    "ends": "ends",
    "cancelled": "cancelled",
    "refused": "could not be answered",
}


SHORT = 30
"""Answers of so many characters stand beside the name of their log."""


def _merged(rows: Sequence[Row]) -> Iterator[Row]:
    """What is done as it opens, or answered as it is asked, is one row; what came on the way stands behind it."""
    done = {(row.at, row.path, row.visit): row for row in rows if row.what in ANSWERS}
    at_once = {(row.at, row.path, row.visit) for row in rows if row.what in BEGINNINGS} & set(done)
    for row in rows:
        key = row.at, row.path, row.visit
        if key not in at_once or row.what not in (*BEGINNINGS, *ANSWERS):
            yield row
        elif row.what in BEGINNINGS:
            yield replace(row, what=done[key].what, told=f"{row.told}; {done[key].told}")


BEGINNINGS: tuple[What, ...] = ("opens", "asked")
ANSWERS: tuple[What, ...] = ("done", "kept", "slipped")


def _is_said_by_a_card(happening: Happening) -> bool:
    """An alert that shows a card: the card is the next row."""
    return happening.what == "alerted" and not happening.says


def _level(level: str) -> str:
    return next((text for name, text in flags.HEADINGS.items() if name == level), "")


def _value(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _all(timeline: Timeline) -> Iterator[Happening]:
    for day in timeline.days:
        yield from day.happenings


def _seconds(timeline: Timeline) -> float:
    return sum(each.seconds for each in _all(timeline))
