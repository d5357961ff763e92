"""`at`, `from` and `until`: the window of an item, and whether it can ever be open.

Moments are compared on a line whose zero is the start of the local day of the appointment. An appointment may start at any minute
of that day, so a window is refused only if it ends before it begins whenever the appointment is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from selfcare.core import grammar
from selfcare.core.grammar import span
from selfcare.core.when import DayTime, Moment, Offset, Span, Window
from selfcare.planfile.compile_values import Table
from selfcare.planfile.problem import Label

moment = cast(Callable[[str], Moment], grammar.moment)
"""With the type that a checker cannot infer of a union."""
DAY = 86_400
LAST_MINUTE = DAY - 60


def window(table: Table, *, anchored: bool, lasts: float) -> Window | None:
    """The window of an item. `anchored`: at an entry of a log, which has no before; `lasts`: of the appointment, in seconds."""
    at = table.value("at", moment)
    opens, closes = table.value("from", moment), table.value("until", moment)
    if "at" in table.data and ("from" in table.data or "until" in table.data):
        _report_both(table)
        return None
    if at is None and opens is None and closes is None:
        return None
    if anchored:
        _check_after(table, {"at": at, "from": opens, "until": closes})
    if opens is not None and closes is not None:
        _check_order(table, opens, closes, 0 if anchored else lasts)
    return Window(at, opens, closes)


def _report_both(table: Table) -> None:
    other = "from" if "from" in table.data else "until"
    table.reading.report(
        "window",
        table.key_place(other),
        "an item has `at`, or `from` and `until`, not both",
        help="`at` is a moment to do it around; `from` and `until` are a window",
        labels=[Label(table.key_place("at"), "the moment")],
    )


def _check_after(table: Table, moments: dict[str, Moment | None]) -> None:
    for key, value in moments.items():
        before = value is not None and (
            (isinstance(value, Offset) and value.side == "before" and bool(value.span.days or value.span.seconds))
            or (isinstance(value, DayTime) and value.days < 0)
        )
        if before and key != "from":
            message = "this is over before the entry is made that it counts from"
            table.reading.report("never", table.place(key), message, help="count from the entry on: 2h after")


def _check_order(table: Table, opens: Moment, closes: Moment, lasts: float) -> None:
    starts = (0, LAST_MINUTE)
    longest = max(_seconds(closes, start, lasts) - _seconds(opens, start, lasts) for start in starts)
    if longest > 0:
        return
    message = "this window ends when it begins" if longest == 0 else "this window ends before it begins"
    label = Label(table.place("from"), "begins here")
    table.reading.report("window", table.place("until"), message, labels=[label])


def _seconds(value: Moment, start: float, lasts: float) -> float:
    """Seconds from the first instant of the appointment's day, for an appointment that starts at `start`."""
    if isinstance(value, DayTime):
        return value.days * DAY + value.at.hour * 3600 + value.at.minute * 60
    length = value.span.days * DAY + value.span.seconds
    return start - length if value.side == "before" else start + lasts + length


def remind(table: Table) -> Span | bool:
    """`remind`: true, false, or a duration ahead."""
    value = table.data.get("remind")
    if isinstance(value, bool):
        return value
    return table.value("remind", span) or False
