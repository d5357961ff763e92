"""Tones and bells, by whatever the machine has. `cli` makes the one `Speaker`; the faces know it as `ports.Sound`.

Nothing is looked for, started or imported until the first tone is asked for: most commands make no sound.
"""

from __future__ import annotations

TYPE_CHECKING = False  # on the way to the first screen, where `typing` counts
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from selfcare.core.script import Tone
    from selfcare.sound.worker import Worker

FOLDER = "tones"
"""Of the cache directory."""


class Speaker:
    """Implements `ports.Sound`. Its calls leave a word for a thread and return."""

    def __init__(self, folder: str, preference: Callable[[str], str]) -> None:
        self._folder = folder
        self._preference = preference
        self._worker: Worker | None = None

    def prepare(self, tones: Collection[Tone]) -> None:
        """These will be asked for: they are made in the background, once and for all."""
        if tones:
            self._work().prepare(tones, self._preference("volume"), self._preference("player"))

    def play(self, tone: Tone) -> None:
        """Begin this tone now."""
        self._work().play(tone, self._preference("volume"), self._preference("player"))

    def hush(self) -> None:
        """End what sounds, fading where the player can, and what was asked for."""
        if self._worker is not None:
            self._worker.hush()

    def close(self) -> None:
        """End everything; nothing is left running."""
        if self._worker is not None:
            self._worker.close()

    @property
    def played_by(self) -> str:
        """What played the last tone; empty before that."""
        return self._worker.played_by if self._worker else ""

    @property
    def given_up(self) -> list[str]:
        """What was tried and could not play."""
        return list(self._worker.given_up) if self._worker else []

    def _work(self) -> Worker:
        if self._worker is None:
            from pathlib import Path

            from selfcare.sound.players import found
            from selfcare.sound.worker import Worker

            self._worker = Worker(Path(self._folder), found)
        return self._worker


def choose(cache: str, preference: Callable[[str], str]) -> Speaker:
    """The sound of this machine. `cache`: the directory of what can be made again. `preference`: the word that is
    chosen for `volume` and for `player`, read at every tone so that a change is heard at once."""
    return Speaker(f"{cache}/{FOLDER}", preference)


def will_play(preference: str) -> list[str]:
    """The names of what will be tried in turn, for `doctor`; nothing is started."""
    from selfcare.sound.players import found

    return [player.name for player in found(preference)]
