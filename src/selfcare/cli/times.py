"""How a time reads in a list on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from selfcare.core.ports import Env


def shown(env: Env, time: datetime) -> str:
    """`Thu 3 Dec 14:30`; with its year if that is another than this one."""
    from selfcare.core import words

    year = "" if time.year == env.clock.now().year else f" {time.year}"
    return f"{words.day(time.date())}{year} {words.clock_time(time, env.preferences.hours)}"
