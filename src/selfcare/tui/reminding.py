"""Says the reminders that fall due while the app is open, each minute. Called by the app; `reminders` knows which."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from selfcare.core import reminders
from selfcare.core.agenda import read
from selfcare.core.script import Tone
from selfcare.core.text import plain
from selfcare.tui.screens.today import Today

if TYPE_CHECKING:
    from selfcare.tui.app import Selfcare


def remind(app: Selfcare, last: datetime, now: datetime) -> None:
    """Say what fell due after `last` and not after `now`: on Today in its own place, elsewhere as a toast."""
    sentences = reminders.due(read(app.env).lines, last, now, app.hours)
    if not sentences:
        return
    if app.env.preferences.get("sound") != "off":
        app.env.sound.play(Tone("bell"))
    if isinstance(app.screen, Today):
        app.screen.say("   ".join(sentences))
    else:
        app.notify("\n".join(map(plain, sentences)), markup=False)
