"""Times, dates and the one sentence that matters, in words for people. Every face of selfcare reads them here."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil
from typing import NamedTuple

from selfcare.core.agenda import Agenda, Change
from selfcare.core.hours import Hours as Hours
from selfcare.core.ledger import Entry, is_open
from selfcare.core.line import Line, State
from selfcare.core.occasions import ends
from selfcare.core.plan import Item
from selfcare.core.question import Log
from selfcare.core.when import Offset, Span

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STRENGTHS = {
    "guideline": "health bodies advise it",
    "review": "many trials, read together",
    "trial": "tested in a trial",
    "observational": "seen in many people; not tested in a trial",
    "consensus": "practitioners agree; not tested in a trial",
    "tradition": "custom of the practice; not tested in a trial",
    "logistics": "a practical matter",
    "law": "a legal rule",
}
"""Evidence labels, and what they mean to somebody who reads them for the first time."""

STATES: dict[State, str] = {
    "open": "open",
    "upcoming": "to come",
    "done": "done",
    "late": "done, later",
    "missed": "its time has passed",
    "kept": "left out",
    "unasked": "did you leave it out?",
    "skipped": "skipped",
    "hidden": "not for today",
    "cancelled": "cancelled",
}

COUNTED_DOWN = 12 * 3600
"""Up to so many seconds ahead, or on the same day, a time is counted down to; beyond that its day is named."""


class Sentence(NamedTuple):
    """Words with one part that a person came for, so that a screen can accent it."""

    before: str
    number: str = ""
    after: str = ""

    def __str__(self) -> str:
        return self.before + self.number + self.after


def clock_time(instant: datetime, hours: Hours = "24") -> str:
    """`14:30`, or `2:30 pm`."""
    if hours == "24":
        return f"{instant:%H:%M}"
    return f"{instant.hour % 12 or 12}:{instant:%M} {'am' if instant.hour < 12 else 'pm'}"


def day(of: date, today: date | None = None) -> str:
    """`Thu 3 Dec`; of another year than `today`, `Fri 3 Dec 2027`."""
    return f"{DAYS[of.weekday()]} {short_day(of, today or of)}"


def short_day(of: date, today: date) -> str:
    """`3 Dec`; of another year than `today`, `3 Dec 2027`."""
    year = f" {of.year}" if of.year != today.year else ""
    return f"{of.day} {MONTHS[of.month - 1]}{year}"


def length(seconds: float) -> str:
    """`1 h 48 min`, `25 min`, `2 h`; begun minutes count whole, as beside a clock that shows no seconds."""
    hours, minutes = divmod(ceil(max(seconds, 1) / 60), 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))


def countdown(instant: datetime, now: datetime, hours: Hours = "24") -> Sentence:
    """`in 1 h 48 min`, `tomorrow at 09:00`, `on Thu 3 Dec at 14:30`; the year where it is another than this one."""
    left = _left(instant, now)
    if left <= COUNTED_DOWN or _days(instant, now) == 0:
        return Sentence("in ", length(left))
    return Sentence("", f"{_named_day(instant, now)} at {clock_time(_here(instant, now), hours)}")


def lasted(entry: Entry, log: Log | None, now: datetime) -> str:
    """`lasted 5 h 30 min`, `goes on`; empty for what is no episode, or where nobody said when it was over."""
    if entry.ended:
        return f"lasted {length(entry.ended.timestamp() - entry.about.timestamp())}"
    return "goes on" if log and log.per == "episode" and is_open(entry, now) else ""


def moment(instant: datetime, now: datetime, hours: Hours = "24") -> str:
    """`12:30`; on another day `tomorrow 12:30`, `Thu 3 Dec 12:30`, `Fri 3 Dec 2027 12:30`."""
    away, time = _days(instant, now), clock_time(_here(instant, now), hours)
    if away == 0:
        return time
    named = {1: "tomorrow", -1: "yesterday"}.get(away) or day(_here(instant, now).date(), now.date())
    return f"{named} {time}"


def times(line: Line, now: datetime, hours: Hours = "24", *, brief: bool = False) -> str:
    """When it matters, for the right edge of a row: `until 12:30`, `from 13:30`, `at 14:15`, `back at 13:00`, `09:10`.

    `brief` is for narrow screens: `to 12:30`. What is to come keeps its "from": a bare time reads as the latest.
    """

    def told(lead: str, instant: datetime | None) -> str:
        return f"{lead}{moment(instant, now, hours)}" if instant else ""

    match line.state:
        case "open" | "unasked":
            return "today" if is_of_the_day(line) else told("to " if brief else "until ", line.closes)
        case "upcoming" if line.until:
            return told("from " if brief else "back at ", line.until)
        case "upcoming":
            return told("at " if line.at else "from ", line.at or line.opens)
        case "missed" if not brief:
            return told("until ", line.closes)
        case _:
            return told("", line.answered or line.closes)


def sentence(agenda: Agenda, hours: Hours = "24") -> Sentence:
    """The next thing that changes: "Last coffee in 1 h 48 min"; without one, the appointment, or nothing more."""
    if agenda.next:
        return _sentence(agenda.next, agenda.now, hours)
    for appointment in agenda.appointments:
        if _left(appointment.starts, agenda.now) > 0:
            when = countdown(appointment.starts, agenda.now, hours)
            at = f"{_at(appointment.starts, agenda.now, hours)}, " if when.before else ""
            return _lead(f"{appointment.title} {at}", when)
    return Sentence("Nothing more for today")


def second_line(agenda: Agenda, hours: Hours = "24", *, brief: bool = False) -> str:
    """The appointment under the sentence: "Acupuncture at 14:30, in 3 h 48 min". Empty without one to come, and where
    the sentence speaks of it already."""
    now = agenda.now
    for appointment in agenda.appointments:
        if _left(appointment.starts, now) > 0:
            if agenda.next is None:
                return ""
            at, left = _at(appointment.starts, now, hours, brief=brief), _left(appointment.starts, now)
            is_near = left <= COUNTED_DOWN or _days(appointment.starts, now) == 0
            return f"{appointment.title} {at}" + (f", in {length(left)}" if is_near else "")
        if _left(ends(appointment), now) > 0:
            return f"{appointment.title} until {moment(ends(appointment), now, hours)}"
    return ""


def _at(instant: datetime, now: datetime, hours: Hours, *, brief: bool = False) -> str:
    """`at 14:30`; on another day `tomorrow 14:30`."""
    return f"{'at ' if not brief and _days(instant, now) == 0 else ''}{moment(instant, now, hours)}"


def strength(label: str) -> str:
    """`consensus: practitioners agree; not tested in a trial`; an unknown label stands alone."""
    return f"{label}: {STRENGTHS[label]}" if label in STRENGTHS else label


def capital(words: str) -> str:
    """With a first capital letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """With a first small letter, unless it begins with a name in capitals or with "I"."""
    is_kept = words[1:2].isupper() or (words[:1] == "I" and words[1:2] in (" ", "'", "\u2019"))
    return words if is_kept else words[:1].lower() + words[1:]


def row(line: Line) -> str:
    """A line's words in a list. What is to be left out says so: "No coffee, strong tea, cola"."""
    return f"No {small(line.text)}" if line.kind == "avoid" else line.text


def state(line: Line) -> str:
    """How it stands, in a word or two that blame nobody."""
    if line.state == "slipped":
        return "noted for your practitioner" if line.kind == "avoid" else "it didn't happen"
    return STATES[line.state]


def left_out(line: Line) -> str:
    """What an avoid-item leaves out, without its "no": `caffeine`."""
    return line.short.removeprefix("no ")


def _sentence(change: Change, now: datetime, hours: Hours) -> Sentence:
    line, until = change.line, countdown(change.at, now, hours)
    match change.change:
        case "opens" if is_last_call(line):
            return _lead(f"Last {left_out(line)} ", until)
        case "closes" if is_of_the_day(line):
            return Sentence(f"{capital(line.text)}, ", "any time today")
        case "closes" if until.before:
            return Sentence(f"{capital(_told(line))}: ", until.number, " left" if line.kind != "avoid" else " to go")
        case "closes":
            return Sentence(f"{capital(_told(line))} until ", until.number.replace(" at ", " "))
        case _:
            return _lead(f"{capital(_told(line))}{' ' if _says_its_text(line) else ': '}", until)


def is_last_call(line: Line) -> bool:
    """Whether something may be had until the window opens. What begins after a visit is no call to have it before."""
    window = line.source.window if isinstance(line.source, Item) else None
    if window is None:
        return line.kind == "avoid" and line.until is None
    begins = window.opens or Offset(Span(), "after")
    is_before = not isinstance(begins, Offset) or begins.side == "before"
    return line.kind == "avoid" and line.until is None and is_before


def _told(line: Line) -> str:
    return line.text if _says_its_text(line) else line.short


def _says_its_text(line: Line) -> bool:
    """Its text where that fits a narrow screen beside a time, else its short words, which make no sentence with it:
    "Eat a light meal in 48 min", "Loose clothes: in 48 min"."""
    return line.kind != "avoid" and len(line.text) <= 24


def _lead(words: str, time: Sentence) -> Sentence:
    return Sentence(words + time.before, time.number, time.after)


def _named_day(instant: datetime, now: datetime) -> str:
    return "tomorrow" if _days(instant, now) == 1 else f"on {day(_here(instant, now).date(), now.date())}"


def is_of_the_day(line: Line) -> bool:
    """A routine or a log that can be done until the day is over."""
    return line.path.startswith(("routine.", "log."))


def _left(instant: datetime, now: datetime) -> float:
    return instant.timestamp() - now.timestamp()


def _here(instant: datetime, now: datetime) -> datetime:
    return instant.astimezone(now.tzinfo)


def _days(instant: datetime, now: datetime) -> int:
    return (_here(instant, now).date() - now.date()).days
