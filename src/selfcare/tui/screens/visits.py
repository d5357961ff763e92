"""Appointments as Today changes them: one is added, or a whole course; the next is moved or cancelled, alone or with
the rest of its series.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from selfcare.core import acts, ledger, series, words
from selfcare.core.event import Event
from selfcare.core.ledger import Appointment
from selfcare.core.occasions import ends
from selfcare.core.plan import Course
from selfcare.core.spelled import counted, length
from selfcare.core.typed import instant

if TYPE_CHECKING:
    from selfcare.tui.screens.today import Today

HINT = "a time such as 14:30, tomorrow 9:00, fri 2:30pm or 2026-12-03 14:30"


def change(page: Today) -> None:
    """Add an appointment; or say what is to be done with the next."""
    now = page.agenda.now
    following = next((one for one in page.agenda.appointments if one.starts.timestamp() > now.timestamp()), None)
    if following is None:
        _ask_when(page, "When is your appointment?", partial(_add, page))
        return
    when = words.moment(following.starts, now, page.shell.hours)
    page.pick(
        f"{following.title or 'Appointment'}, {when}",
        {"move": "move it", "cancel": "it is cancelled", "add": "add another"},
        partial(_carry_out, page, following),
    )


def _carry_out(page: Today, appointment: Appointment, choice: str) -> object:
    if choice == "cancel":
        return _cancel(page, appointment)
    if choice == "move":
        _move(page, appointment)
    else:
        _ask_when(page, "When is it?", partial(_add, page))
    return None


def _ask_when(page: Today, question: str, then: Callable[[datetime], object]) -> None:
    def read(typed: str) -> datetime:
        return instant(typed, page.env.clock.now())

    page.ask(question, HINT, lambda typed: then(read(typed)), check=read)


async def _add(page: Today, starts: datetime) -> None:
    """One; where a plan in use is a course of visits it may be all of them."""
    course = next((used.plan.course for used in page.env.shelf.in_use() if used.plan.course), None)
    if course is None or not course.visits or _has_begun(page):
        await page.record(acts.make_appointment(starts, acts.stamp(page.env)))
        return
    visits = course.visits
    options = {"one": "this one", "all": f"{counted(visits, 'visit')}, one every {length(course.every)}"}

    async def add(choice: str) -> None:
        await page.record(*(_made(page, starts, course) if choice == "all" else _made(page, starts, None)))

    page.pick("One visit, or the whole course?", options, add)


def _has_begun(page: Today) -> bool:
    """Whether a series was made that is not over yet."""
    now = page.agenda.now.timestamp()
    return any(one.course and one.status == "standing" and ends(one).timestamp() > now for one in _every(page))


def _made(page: Today, first: datetime, course: Course | None) -> list[Event]:
    if course is None:
        return [acts.make_appointment(first, acts.stamp(page.env))]
    name = page.env.journal.new_id()
    starts = series.times(first, course.every, course.visits or 1)
    return [
        acts.make_appointment(time, acts.stamp(page.env), course=name, number=number)
        for number, time in enumerate(starts, 1)
    ]


def _move(page: Today, appointment: Appointment) -> None:
    def move(starts: datetime) -> object:
        def record(others: list[Appointment]) -> object:
            times = [starts, *series.along(appointment, starts, others)]
            moved = zip([appointment, *others], times, strict=True)
            return page.record(*(acts.move(one, time, acts.stamp(page.env)) for one, time in moved))

        return _with_the_rest(page, appointment, "Move this visit alone?", record)

    _ask_when(page, "To when?", move)


def _cancel(page: Today, appointment: Appointment) -> object:
    def record(others: list[Appointment]) -> object:
        said = "cancelled; u takes it back" if not others else f"{counted(1 + len(others), 'visit')} cancelled"
        return page.record(*(acts.cancel(one, acts.stamp(page.env)) for one in (appointment, *others)), said=said)

    return _with_the_rest(page, appointment, "Is this visit alone cancelled?", record)


def _with_the_rest(
    page: Today, appointment: Appointment, question: str, then: Callable[[list[Appointment]], object]
) -> object:
    """Whether it is this one alone, where others of its series come after it."""
    others = series.rest(appointment, _every(page))
    if not others:
        return then([])
    options = {"one": "this one alone", "rest": f"this one and the {counted(len(others), 'visit')} after it"}
    page.pick(question, options, lambda choice: then(others if choice == "rest" else []))
    return None


def _every(page: Today) -> tuple[Appointment, ...]:
    return ledger.appointments(page.env.journal.events(ledger.APPOINTMENT_KINDS))
