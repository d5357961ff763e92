"""Tones by Windows itself, from within this process: it plays one at a time, and the next takes its place."""

from __future__ import annotations

import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import winsound

    from selfcare.core.script import Tone
    from selfcare.sound import synthesis

    class Windows:
        """Implements `players.Player`."""

        name = "Windows"
        plays_files = True

        def warm(self) -> None:
            """Nothing has to be made."""

        def begin(self, path: Path | None, tone: Tone) -> Left:
            """Play a file in the background."""
            try:
                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise OSError(str(error)) from error
            return Left(synthesis.seconds(tone))

        def close(self) -> None:
            """End what sounds."""
            winsound.PlaySound(None, 0)

    class Left:
        """A tone that plays. Implements `players.Sounding`."""

        def __init__(self, seconds: float) -> None:
            self._ends = time.monotonic() + seconds

        def look(self) -> bool | None:
            """Windows tells nothing: it goes on for its time."""
            return True if time.monotonic() >= self._ends else None

        def wakes(self) -> float:
            """At its end."""
            return max(0.0, self._ends - time.monotonic())

        def end(self) -> None:
            """End what sounds."""
            self._ends = time.monotonic()
            winsound.PlaySound(None, 0)
