"""Writes what the next start shows at once. What cannot be written costs the next start time, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcare import glance
from selfcare.cli.places import Places

if TYPE_CHECKING:
    from selfcare.core.ports import Env


LASTS = 24 * 3600
"""Seconds that a file has to hold yet, or it is written anew."""


class FileGlance:
    """Implements `ports.Glance`. `env` is set as soon as it is composed."""

    env: Env

    def __init__(self, places: Places) -> None:
        self._places = places

    def refresh(self, picture: Sequence[str] = (), columns: int = 0, rows: int = 0) -> None:
        """Write it anew, with the picture if one is given. Without one, a file that still holds keeps its own."""
        from selfcare.core import agenda, today
        from selfcare.errors import SelfcareError

        kept, journal = self._places.glance, self._places.journal
        now = self.env.clock.now()
        if not picture and glance.read_line(kept, journal, now.timestamp() + LASTS) is not None:
            return
        key = glance.key(journal)
        try:
            ahead = today.transitions(agenda.reader(self.env), now, hours=self.env.preferences.hours)
        except SelfcareError:
            return
        glance.write(
            kept,
            key,
            ahead.lines,
            ahead.until,
            drawn=now.timestamp(),
            picture="\n".join(picture),
            columns=columns,
            rows=rows,
        )
