"""Windows around a visit: on its right side, within two weeks, not against each other, and not too many at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from selfcare.core.plan import Avoid, Check
from selfcare.core.text import plain
from selfcare.core.when import DayTime, Moment
from selfcare.planfile.code import Code
from selfcare.planfile.compile.windows import DAY
from selfcare.planfile.document import at
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.placed import HOUR, Placed, Span, is_own, placed
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.problem import Label, Location
from selfcare.planfile.toml.source import Source

CODES: tuple[Code, ...] = (
    Code(
        "safety/far-window",
        "An item is more than 14 days away from the appointment.",
        'from = "6w before"',
        'from = "14d before"',
        reason="A list for a visit is about the days around it. What comes round all the time is a routine or a log.",
        source="clinical page, 7 (structure and time)",
        aliases=("ST-02",),
    ),
    Code(
        "safety/across",
        "Something to do before a visit is still open after the visit has begun.",
        'from = "1h before", until = "1h after"',
        'two items: one with from = "1h before", one with until = "1h after"',
        reason="During the visit the app is silent and the phone is off, so nobody can do it then. Things to leave out "
        "may go on across the visit.",
        source="clinical page, 1.3 and 7 (structure and time)",
        aliases=("ST-03",),
    ),
    Code(
        "safety/no-window",
        "An item about food, drink, caffeine, alcohol, drugs or exercise does not say when.",
        'avoid = "Coffee" and no time',
        'avoid = "Coffee", from = "2h before"',
        reason="Without a time people stop too early: long hours without food or coffee do harm of their own.",
        source="clinical page, 7 (structure and time)",
        aliases=("ST-04",),
    ),
    Code(
        "safety/against",
        "Two items of one plan want the opposite at the same time.",
        '"Eat a light meal" at 1h before, and no food from 2h before',
        "one of the two, or windows that do not meet",
        reason="People cannot do both, and may do the one that harms them.",
        source="clinical page, 7 (structure and time)",
        aliases=("ST-05",),
        waivable=True,
    ),
    Code(
        "safety/too-many",
        "More than 12 things can only be done in the same hour, or there are more than 25 to do before a visit.",
        "13 items between 1h before and the start",
        "fewer items, or one log that asks for several things",
        reason="Who is in pain and about to leave for a visit does not get through a long list. Things to leave out do "
        "not count, and a log counts once.",
        source="clinical page, 7 (structure and time)",
        aliases=("ST-06",),
        waivable=True,
    ),
    Code(
        "safety/hidden-character",
        "A text holds characters that nobody sees: of control, of direction, or without width.",
        'title = "Prep\\u202e"',
        'title = "Prep"',
        reason="They make a text read otherwise than it stands there, and can change what a terminal does. The app "
        "shows a mark in their place.",
        source="clinical page, 7 (structure and time)",
        aliases=("ST-08",),
    ),
)

FURTHEST = 14
"""Days from the appointment."""
MOST_IN_AN_HOUR = 12
MOST_BEFORE = 25
KEYS = ("at", "from", "until")

TOPICS = re.compile(
    r"\b(?:eat|eating|food|meals?|snacks?|breakfast|lunch|dinner|drink|drinks|drinking|water|coffee|tea|caffeine|cola"
    r"|alcohol|wine|beer|spirits|cannabis|drugs?|exercise|workouts?|training|gym|running|sports?)\b",
    re.IGNORECASE,
)
ABOUT = word_set("meal food eating drink water caffeine coffee alcohol cannabis drugs exercise sport")
_DOES = re.compile(
    r"^(?:please )?(?:eat|drink|have(?! (?:your|the|a bottle|water|some water)\b.*\b(?:ready|near|at hand|with you))"
    r"|skip|no|stop|leave out|exercise|run|work out|train)\b",
    re.IGNORECASE,
)
_FOOD = re.compile(
    r"^(?:(?:all|any|solid|eating|eating any|having|the) )*(?:foods?|eating|anything to eat|meals?|snacks?|breakfast"
    r"|lunch|dinner)\b",
    re.IGNORECASE,
)
_EATS = re.compile(
    r"\b(?:eat|have)\b[^.!?]{0,40}\b(?:meal|snack|breakfast|lunch|dinner|food|something)\b|\beat\b", re.I
)
_DRINKS = re.compile(r"\b(?:drink|have)\b[^.!?]{0,40}\b(?:water|fluids?)\b", re.IGNORECASE)
_NO_DRINK = re.compile(
    r"^(?:(?:all|any|drinking|drinking any) )*(?:drinks?|fluids?|water|drinking|anything to drink)\b", re.I
)


def check(subject: Subject) -> None:
    """Report windows that do not fit, and characters that nobody sees."""
    _hidden(subject)
    if subject.is_library:
        return
    items = placed(subject)
    for here in items:
        if is_own(subject, here.location):
            _alone(subject, here)
    _against(subject, items)
    _too_many(subject, items)


# one item


def _alone(subject: Subject, here: Placed) -> None:
    if here.window is None:
        if _needs_window(subject, here):
            message = "this does not say when, and people would leave it out, or do it, for too long"
            help = 'add from = "2h before", or at = "2h before"'
            subject.report("safety/no-window", subject.header(here.location), message, help=help)
        return
    _far(subject, here)
    if not isinstance(here.item.action, Avoid) and _is_across(here):
        message = "this begins before the visit and is still open after it has begun"
        help = "make it two items: one until the start, one from the end on"
        place = subject.mark((*here.location, "until"))
        label = Label(subject.mark((*here.location, "from")).found, "begins here")
        subject.report("safety/across", place, message, help=help, labels=[label])


def _needs_window(subject: Subject, here: Placed) -> bool:
    """Whether it is about food and the like; that a time was not understood is told elsewhere."""
    data = at(subject.whole.data, here.location)
    if not isinstance(data, dict) or any(key in data for key in KEYS) or not subject.is_whole:
        return False
    action = here.item.action
    if isinstance(action, Avoid):
        return _topic(here) in ABOUT or (subject.english and TOPICS.search(action.words) is not None)
    if not isinstance(action, Check) or not subject.english:
        return False
    return _DOES.match(action.words) is not None and TOPICS.search(action.words) is not None


def _far(subject: Subject, here: Placed) -> None:
    window = here.window
    if window is None:
        return
    for key, moment in (("at", window.at), ("from", window.opens), ("until", window.closes)):
        if moment is not None and _days(moment) > FURTHEST:
            side = ("before" if moment.days < 0 else "after") if isinstance(moment, DayTime) else moment.side
            message = f"this is more than {FURTHEST} days {side} the appointment"
            help = f"write {FURTHEST}d, or less; what comes round without a visit is a routine or a log"
            subject.report("safety/far-window", subject.mark((*here.location, key)), message, help=help)


def _days(moment: Moment) -> float:
    """How many days from the appointment it is."""
    if isinstance(moment, DayTime):
        return abs(moment.days)
    return moment.span.days + moment.span.seconds / DAY


def _is_across(here: Placed) -> bool:
    """Whether it opens before and closes after the start, both written so and whenever the appointment is."""
    window = here.window
    if window is None or window.opens is None or window.closes is None:
        return False
    before = (
        window.opens.days < 0
        if isinstance(window.opens, DayTime)
        else window.opens.side == "before" and _days(window.opens) > 0
    )
    after = window.closes.days > 0 if isinstance(window.closes, DayTime) else window.closes.side == "after"
    return before and after


# several items


def _against(subject: Subject, items: Sequence[Placed]) -> None:
    avoided = [here for here in items if isinstance(here.item.action, Avoid) and here.spans]
    done = [here for here in items if isinstance(here.item.action, Check) and here.spans] if avoided else []
    for here in avoided:
        for other in done:
            if _is_opposite(subject, here, other) and _meet(here, other):
                late, early = (here, other) if is_own(subject, here.location) else (other, here)
                if is_own(subject, late.location):
                    _report_against(subject, late, early)


def _is_opposite(subject: Subject, avoided: Placed, done: Placed) -> bool:
    about, other = _topic(avoided), _topic(done)
    if about and about == other:
        return True
    if not subject.english or not isinstance(avoided.item.action, Avoid) or not isinstance(done.item.action, Check):
        return False
    left_out, wanted = avoided.item.action.words, done.item.action.words
    return bool(
        (_FOOD.match(left_out) and _EATS.search(wanted)) or (_NO_DRINK.match(left_out) and _DRINKS.search(wanted))
    )


def _topic(here: Placed) -> str:
    """What its author says it is about; its name tells nothing."""
    return "" if here.item.about == here.item.name else here.item.about.strip().lower()


def _meet(avoided: Placed, done: Placed) -> bool:
    """Whether both are open at one time, whenever the appointment is."""
    first, second = avoided.spans, done.spans
    count = max(len(first), len(second))
    pairs = zip(first * (count // len(first)), second * (count // len(second)), strict=True)
    return all(_share(one, _doing(done, other)) for one, other in pairs)


def _doing(here: Placed, span: Span) -> Span:
    """When it is done: a moment is a moment."""
    return Span(span.opens, span.opens) if here.window is not None and here.window.at is not None else span


def _share(avoided: Span, done: Span) -> bool:
    if done.opens == done.closes:
        return avoided.opens <= done.opens < avoided.closes
    return max(avoided.opens, done.opens) < min(avoided.closes, done.closes)


def _report_against(subject: Subject, here: Placed, other: Placed) -> None:
    message = "another item of this plan wants the opposite at the same time"
    label = Label(subject.header(other.location).found, "the other one")
    help = "keep one of them, or write windows that do not meet"
    place = subject.header(here.location)
    subject.report("safety/against", place, message, severity="warning", help=help, labels=[label])


def _too_many(subject: Subject, items: Sequence[Placed]) -> None:
    todo = [here for here in items if not isinstance(here.item.action, Avoid) and here.spans]
    if len(todo) <= MOST_IN_AN_HOUR:
        return
    before = [here for here in todo if here.spans[0].opens < 0]
    if len(before) > MOST_BEFORE:
        message = f"there are {len(before)} things to do before the visit, and more than {MOST_BEFORE} are too many"
        _report_many(subject, before[MOST_BEFORE], message)
    crowd = _crowd(todo)
    if len(crowd) > MOST_IN_AN_HOUR:
        message = f"{len(crowd)} things can only be done within the same hour, and more than 12 are too many"
        _report_many(subject, crowd[MOST_IN_AN_HOUR], message)


def _crowd(todo: Sequence[Placed]) -> list[Placed]:
    """The most items whose whole windows lie in one hour, in the order of the file."""
    spans = [(here, _doing(here, here.spans[0])) for here in todo]
    short = [(here, span) for here, span in spans if span.closes - span.opens <= HOUR]
    crowds = (
        [here for here, span in short if first.opens <= span.opens and span.closes <= first.opens + HOUR]
        for _, first in short
    )
    return max(crowds, key=len, default=[])


def _report_many(subject: Subject, here: Placed, message: str) -> None:
    help = "leave some out, give them more time, or make several things one log"
    place = subject.header(here.location)
    subject.report("safety/too-many", place, message, severity="warning", help=help)


# characters

_ESCAPE = re.compile(r"\\[ux bfre0-9U]")


def _hidden(subject: Subject) -> None:
    places = subject.own.places
    text = places.text if isinstance(places, Source) else ""
    if text and text.isascii() and "\\" not in text:
        return
    if text and not _ESCAPE.search(text) and plain(text, multiline=True).count("\ufffd") == text.count("\ufffd"):
        return
    for location, value in _strings(subject.own.data, ()):
        if not value.isprintable():
            _hidden_in(subject, location, value)


def _strings(data: object, location: Location) -> list[tuple[Location, str]]:
    if isinstance(data, str):
        return [(location, data)]
    members: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        members = [(str(name), value) for name, value in data.items()]
    elif isinstance(data, list):
        members = list(enumerate(data))
    return [found for name, value in members for found in _strings(value, (*location, name))]


def _hidden_in(subject: Subject, location: Location, value: str) -> None:
    for found in re.finditer("[^\\x20-\\x7e]+", value):
        for start, end in _runs(value, *found.span()):
            if subject.reading.problems.is_full():
                return
            character = f"the character U+{ord(value[start]):04X}"
            seen = character if end == start + 1 else f"{end - start} characters, {character} first,"
            message = f"nobody sees {seen} in this text, and that can change how it reads"
            place = subject.mark(location, start, end - start)
            subject.report("safety/hidden-character", place, message, hint="take it out", replacement="")


def _runs(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of hidden characters from `start` to `end`."""
    for is_hidden, indices in groupby(range(start, end), lambda index: _is_hidden(value, index)):
        if is_hidden:
            first, *rest = indices
            yield first, first + 1 + len(rest)


def _is_hidden(value: str, index: int) -> bool:
    """Whether the app would show a mark in place of this character."""
    if value[index] in "\n\t\ufffd" or value[index : index + 2] == "\r\n":
        return False
    return plain(value[index], multiline=True) == "\ufffd"
