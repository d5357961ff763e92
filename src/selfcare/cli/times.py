"""How a time reads in a list on the command line, and how a time and a length are given there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from selfcare.core.ports import Env


def shown(env: Env, time: datetime) -> str:
    """`Thu 3 Dec 14:30`; with its year if that is another than this one."""
    from selfcare.core import words

    day = words.day(time.date(), env.clock.now().date())
    return f"{day} {words.clock_time(time, env.preferences.hours)}"


def time_given(option: str, text: str | None) -> str:
    """The time that `option` was given, as typed; empty where it was not. Raises `UsageError` for an empty one."""
    from selfcare.errors import UsageError

    if text is not None and not text.strip():
        raise UsageError(f"{option} takes a time, such as 09:30 or yesterday 21:00")
    return text or ""


def length(option: str, text: str | None) -> float | None:
    """The seconds that `option` was given, if it was. Raises `UsageError`, which names the option."""
    from selfcare.core import typed
    from selfcare.errors import UsageError

    if text is None:
        return None
    try:
        return typed.seconds(text)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None
