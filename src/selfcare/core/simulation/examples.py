"""`[[test]]` of a plan, played: what its author expects against what is. Pure; `planfile.trying` gives it places.

A test speaks of one appointment, which was made thirty days before, as the plan was taken up then. Answers are given in
the order of time, those after `now` not at all. `open`, `kept`, `slipped` and `skipped` are what Today shows so at
`now`; `alerts` are those that an answer raised so far, `shown` the cards that came up with them or that the clock
brings up at just that moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger, words
from selfcare.core.agenda import Agenda
from selfcare.core.frozen import frozen
from selfcare.core.grammar import quoted
from selfcare.core.judge import after
from selfcare.core.line import Line
from selfcare.core.plan import Plan, PlanTest
from selfcare.core.question import Value
from selfcare.core.simulation import scripted
from selfcare.core.simulation.setup import cards_by_the_clock
from selfcare.core.simulation.world import World
from selfcare.core.when import Anchor, elapsed, later

TAKEN_UP = timedelta(days=30)
"""How long before `now` the plan was taken up and the appointment made."""

STATES = ("open", "kept", "slipped", "skipped")
"""Words of `expect` that are states of lines."""

NAMED: dict[str, str] = {
    "kept": "kept",
    "slipped": "slipped",
    "missed": "past its time",
    "unasked": "still to be asked about",
    "hidden": "not for that day",
}
"""States that an author reads of in other words than the person whom they are about."""

Where = tuple[str | int, ...]
"""A place inside the table: `("expect", "open", 0)`, `("answers", 1, "log")`, `("now",)`."""

MOST_NAMED = 4
"""Paths that one sentence names."""


@frozen
class Difference:
    """One thing that is not as the author means."""

    where: Where
    part: str
    """`value` or `key`: what of it is marked."""
    message: str
    hint: str = ""
    help: str = ""


def differences(plan: Plan, test: PlanTest, cautions: dict[str, Value] | None = None) -> list[Difference]:
    """What does not come out; nothing if all does. `plan` is compiled with the test's settings."""
    zone = ZoneInfo(test.zone)
    first = scripted.instant(test.appointment, None, zone)
    due, refused, anchor = scripted.timetable(test.answers, first, plan.appointment.lasts, zone)
    now = scripted.instant(test.now, anchor, zone) if test.now is not None else anchor.starts if anchor else None
    if refused:
        return [_refused(test, each) for each in refused]
    if now is None:
        return [_no_now(test)]
    world = World(plan, now - TAKEN_UP, cautions)
    if first is not None:
        made = now if after(first, now) else first
        world.append(acts.make_appointment(first, world.stamp(made - TAKEN_UP), plan=plan.id))
    for each in due:
        if after(each.at, now):
            break
        events, no = scripted.give(world, each)
        if no is not None:
            return [_refused(test, no)]
        world.append(*events)
    return list(_compared(world, test, now))


def found(world: World, now: datetime) -> dict[str, list[str]]:
    """What is, by the words of `expect`."""
    agenda = world.agenda(now)
    raised = [alert for entry in ledger.entries(world.events) for alert in world.raised(entry, entry.answered)]
    shown = [alert.warning for alert in raised if alert.warning] + [
        name
        for one in world.appointments
        for name, at in cards_by_the_clock(world.plan, _around(world, one.starts))
        if elapsed(at, now) == 0
    ]
    return {
        **{state: [line.path for line in agenda.lines if line.state == state] for state in STATES},
        "next": [agenda.next.line.path] if agenda.next else [],
        "alerts": [f"alert.{alert.name}" for alert in raised],
        "shown": [f"warning.{name}" for name in shown],
    }


def _compared(world: World, test: PlanTest, now: datetime) -> Iterator[Difference]:
    agenda, actual = world.agenda(now), found(world, now)
    for word, wanted in test.expect.items():
        is_list = word != "next"
        for index, path in enumerate(wanted):
            if path not in actual[word]:
                where: Where = ("expect", word, index) if is_list else ("expect", word)
                yield _missing(world, test, agenda, word, path, where)
        extra = [path for path in dict.fromkeys(actual[word]) if path not in wanted]
        if extra and is_list:
            yield _extra(world, test, now, word, extra)


def _missing(world: World, test: PlanTest, agenda: Agenda, word: str, path: str, where: Where) -> Difference:
    now = agenda.now
    is_so, help = _so(agenda, path), scripted.window(world, path, now)
    at = f"at {_shown(now)}"
    match word:
        case "next":
            coming = agenda.next
            actual = f"{coming.line.path} ({coming.change} {_shown(coming.at)})" if coming else "nothing more"
            message = f"{quoted(test.name)} expects {path} to change next {at}, and it is {actual}"
            return Difference(where, "value", message, f"expected {path}, found {actual}", help)
        case "alerts":
            message = f"{quoted(test.name)} expects this alert up to {_shown(now)}, and no answer raised it"
            return Difference(where, "value", message, "expected raised, found silent", _answers_given(test))
        case "shown":
            message = f"{quoted(test.name)} expects this card up to {_shown(now)}, and nothing showed it"
            help = "a card is shown by an alert that an answer raises, or at the moments of its `shown`"
            return Difference(where, "value", message, "expected shown, found nothing that shows it", help)
        case _:
            message = f"{quoted(test.name)} expects {path} to be {word} {at}, and it is {is_so}"
            return Difference(where, "value", message, f"expected {word}, found {is_so}", _why(is_so, help))


def _extra(world: World, test: PlanTest, now: datetime, word: str, extra: Sequence[str]) -> Difference:
    listed = " and ".join([*extra[:MOST_NAMED], *([f"{len(extra) - MOST_NAMED} more"] * (len(extra) > MOST_NAMED))])
    says = {"alerts": "raised", "shown": "shown"}.get(word, word)
    are = "are" if len(extra) > 1 else "is"
    message = f"{quoted(test.name)} expects nothing else {says} at {_shown(now)}, and {listed} {are} {says}"
    window = scripted.window(world, extra[0], now)
    return Difference(
        ("expect", word), "key", message, f"found {listed} as well", f"{extra[0]}: {window}" if window else ""
    )


def _so(agenda: Agenda, path: str) -> str:
    """How a line stands, in a word or two."""
    standing = [line for line in (*agenda.lines, *agenda.unshown) if line.path == path]
    line: Line | None = standing[0] if standing else None
    if line is None:
        return "not on Today"
    return NAMED.get(line.state, words.state(line))


def _why(is_so: str, window: str) -> str:
    hidden = "its `if` is not met then, or its window was over before" if is_so == NAMED["hidden"] else ""
    return "; ".join(filter(None, [hidden, window]))


def _answers_given(test: PlanTest) -> str:
    return "" if any(answer.act == "log" for answer in test.answers) else "the test gives no answer to any log"


def _refused(test: PlanTest, refused: scripted.Refused) -> Difference:
    where: Where = ("answers", refused.number, *refused.key.split(".", 1))
    return Difference(where, "value", f"{quoted(test.name)} cannot be played: {refused.reason}", help=refused.help)


def _no_now(test: PlanTest) -> Difference:
    message = f"{quoted(test.name)} cannot be played: {scripted.NO_APPOINTMENT if test.now else 'it says no `now`'}"
    if test.now:
        return Difference(("now",), "value", message, help=scripted.WRITE_ONE)
    return Difference(("name",), "value", message, help="add now = 2026-12-03T14:30:00, or an `appointment`")


def _around(world: World, starts: datetime) -> Anchor:
    return Anchor(starts, later(starts, world.plan.appointment.lasts))


def _shown(instant: datetime) -> str:
    return f"{words.day(instant.date())} {words.clock_time(instant)}"
