"""A time that somebody types, asked for until it is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from selfcare.core.typed import up_to_now
from selfcare.core.words import capital
from selfcare.errors import UsageError
from selfcare.linear.talk import Talk


def typed_time(
    talk: Talk, prompt: str, now: datetime, check: Callable[[datetime], datetime] = lambda found: found
) -> datetime:
    """An instant up to now that `check` lets pass. Raises `Leave`."""
    while True:
        typed = talk.ask(prompt, {"": "now"})
        try:
            return check(up_to_now(typed, now))
        except UsageError as error:
            talk.say(f"{capital(str(error))}.")
