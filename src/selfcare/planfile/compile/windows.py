"""`at`, `from` and `until`: the window of an item, and whether it can ever be open.

Moments are compared on a line whose zero is the start of the local day of the appointment. An appointment may start at
any minute of that day, so a window is refused only if it ends before it begins whenever the appointment is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from selfcare.core import grammar
from selfcare.core.grammar import span
from selfcare.core.when import DayTime, Moment, Offset, Span, Window
from selfcare.planfile.compile.table import Table
from selfcare.planfile.problem import Label

moment = cast(Callable[[str], Moment], lru_cache(maxsize=1024)(grammar.moment))
"""With the type that a checker cannot infer of a union. While a plan is written the same moments are read again."""
DAY = 86_400
LAST_MINUTE = DAY - 60


def window(table: Table, *, anchored: bool, lasts: float) -> Window | None:
    """The window of an item.

    `anchored`: at an entry of a log, which has no before; `lasts`: of the appointment, in seconds.
    """
    at = table.value("at", moment)
    opens, closes = table.value("from", moment), table.value("until", moment)
    if "at" in table.data and ("from" in table.data or "until" in table.data):
        _report_both(table)
        return None
    if at is None and opens is None and closes is None:
        return None
    if anchored:
        _check_after(table, {"at": at, "from": opens, "until": closes})
    if opens is not None and closes is not None and _check_order(table, opens, closes, 0 if anchored else lasts):
        _check_extremes(table, 0 if anchored else lasts)
    return Window(at, opens, closes)


def _check_extremes(table: Table, lasts: float) -> None:
    """The window has to hold for whatever may be chosen for the settings in it."""
    for said, shown in table.reading.extremes:
        opens, closes = table.silently("from", moment, shown), table.silently("until", moment, shown)
        if opens is not None and closes is not None and not _check_order(table, opens, closes, lasts, said):
            return


def _report_both(table: Table) -> None:
    other = "from" if "from" in table.data else "until"
    table.reading.report(
        "window",
        table.key_place(other),
        "an item has `at`, or `from` and `until`, not both",
        help="`at` is a moment to do it around; `from` and `until` are a window",
        labels=[Label(table.key_place("at").found, "the moment")],
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


def _check_order(table: Table, opens: Moment, closes: Moment, lasts: float, said: str = "") -> bool:
    """Whether the window can be open at all; if not, that is reported."""
    starts = (0, LAST_MINUTE)
    longest = max(_seconds(closes, start, lasts) - _seconds(opens, start, lasts) for start in starts)
    if longest > 0:
        return True
    message = f"{said}this window ends {'when' if longest == 0 else 'before'} it begins"
    label = Label(table.place("from").found, "begins here")
    help = "change `min` or `max` of the setting" if said else _in_order(table, opens, closes, lasts)
    table.reading.report("window", table.place("until"), message, help=help, labels=[label])
    return False


def _in_order(table: Table, opens: Moment, closes: Moment, lasts: float) -> str:
    """What to write for a window whose ends stand in the wrong order."""
    first, last = table.line("until"), table.line("from")
    if all(_seconds(closes, start, lasts) < _seconds(opens, start, lasts) for start in (0, LAST_MINUTE)):
        longer = isinstance(opens, Offset) and isinstance(closes, Offset) and opens.side == closes.side == "before"
        why = "the longer time before is the earlier one" if longer else "the earlier one comes first"
        return f'{why}: from = "{first}", until = "{last}"'
    return 'write a later `until`; for a moment write at = "…" alone'


def _seconds(value: Moment, start: float, lasts: float) -> float:
    """Seconds from the first instant of the appointment's day, for an appointment that starts at `start`."""
    if isinstance(value, DayTime):
        return value.days * DAY + value.at.hour * 3600 + value.at.minute * 60
    return start - value.span.length if value.side == "before" else start + lasts + value.span.length


def remind(table: Table) -> Span | bool:
    """`remind`: true, false, or a duration ahead."""
    value = table.data.get("remind")
    if isinstance(value, bool):
        return value
    if value in ("yes", "no", "on", "off", "true", "false"):
        word = "true" if value in ("yes", "on", "true") else "false"
        message = f"`remind` takes true, false or a duration ahead, and this is the text '{value}'"
        table.reading.report("value", table.place("remind"), message, help=f"write remind = {word}, without quotes")
        return False
    return table.value("remind", span) or False
