"""Today as it is spoken: the sentence, the appointment, then each line with its state and times in words, no marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcare.core import today, words
from selfcare.core.agenda import Agenda
from selfcare.core.hours import Hours
from selfcare.core.line import Line


def spoken(agenda: Agenda, hours: Hours = "24", title: str = "", left: Sequence[str] = ()) -> Iterator[str]:
    """One text after the other; an empty one stands for a pause. `title` is that of a walk to go on with, `left`
    says what was interrupted."""
    yield f"{words.day(agenda.now.date())}, {words.clock_time(agenda.now, hours)}."
    yield f"{words.sentence(agenda, hours)}."
    if appointment := words.second_line(agenda, hours):
        yield f"{appointment}."
    if title:
        yield f"You were in the middle of: {title}. `selfcare run` goes on with it."
    yield from left
    yield from (f"{today.going_on(episode, agenda.now, hours)}." for episode in agenda.episodes)
    yield from (f"Warning sign: {sign}" for sign in agenda.signs)
    for number, line in enumerate(agenda.lines):
        if number == 0:
            yield ""
        yield _told(line, agenda, hours)
        if number == 0 and line.why:
            yield f"Why: {line.why}"
    yield from _of_several(agenda)


def _of_several(agenda: Agenda) -> Iterator[str]:
    """What the plans differ about, both sides of it, and where together they ask too much."""
    if agenda.disputes:
        from selfcare.core.several import told

        for headline, texts in told(agenda.disputes, agenda.titles):
            yield from ("", f"{headline}.", *texts)
    for burden in agenda.burdens:
        yield from ("", burden)


def _told(line: Line, agenda: Agenda, hours: Hours) -> str:
    times = words.times(line, agenda.now, hours)
    stands = ", ".join(filter(None, [words.state(line), times]))
    return f"{words.row(line).rstrip('.')}: {stands}."
