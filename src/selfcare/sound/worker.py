"""The thread behind `selfcare.sound`: makes tones in small pieces, begins them when asked, and sees how they come out.

Whoever asks only leaves a word and goes on. A tone that comes too late is dropped, not piled up; a player that fails is
tried once more and then given up for the next; the terminal's bell, the last one, never fails.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from selfcare.core.frozen import frozen
from selfcare.core.script import Tone
from selfcare.sound import synthesis
from selfcare.sound.bell import TerminalBell
from selfcare.sound.cache import Cache, shared
from selfcare.sound.players import Player, Sounding

MOST = 16
"""Tones that may wait to be begun; more are dropped."""

AT_ONCE = 4
"""Tones that may sound at once: two bells with what was before them."""

LATE, LATE_BELL = 0.5, 2.0
"""Seconds after which a tone is no more use: one of the breath tells a wrong time, a bell is still a bell."""

QUICK = 0.5
"""Seconds within which a player that fails has played nothing."""

TRIES = 2
"""Failures in a row after which a player is given up."""

HUNG = 5.0
"""Seconds after its end at which a tone that still plays is ended: its player hangs."""

OVERLAP = 0.5
"""Seconds that a phase's tone may sound into the next: most players begin a little late. Longer ones are ended."""

NAP = 0.0005
"""Seconds between two pieces of a tone that is being made, so that the screen comes first."""

GOING = 1.0
"""Seconds the end of the thread is waited for."""

PHASES = frozenset({"in", "hold", "out", "rest"})
EXACT = PHASES | {"count"}
"""What tells the time by when it is heard."""


@frozen
class Wish:
    """A tone, as it was asked for."""

    tone: Tone
    volume: str
    preference: str
    """Of the player."""
    at: float
    """When, on the monotonic clock."""

    @property
    def is_late(self) -> bool:
        """Whether it is too late to begin it."""
        return time.monotonic() - self.at > (LATE if self.tone.kind in EXACT else LATE_BELL)


@frozen
class Foreseen:
    """Tones that will be asked for."""

    tones: tuple[Tone, ...]
    volume: str
    preference: str


class Playing:
    """A tone that was begun."""

    def __init__(self, wish: Wish, player: Player, sounding: Sounding) -> None:
        self.wish = wish
        self.player = player
        self.sounding = sounding
        self.begun = time.monotonic()
        self.ends = self.begun + synthesis.seconds(wish.tone)
        self.is_ended = False

    def end(self) -> None:
        """End it early."""
        self.is_ended = True
        self.sounding.end()


class Worker:
    """Makes and plays tones in a thread of its own, from its first call on."""

    def __init__(self, folder: Path, find: Callable[[str], list[Player]]) -> None:
        self._cache = Cache(folder)
        self._find = find
        self._word = threading.Condition()
        # Left for the thread, under `_word`:
        self._asked: deque[Wish] = deque()
        self._foreseen: deque[Foreseen] = deque()
        self._hushed = self._closing = False
        # The thread's own:
        self._players: list[Player] = []
        self._found_for: str | None = None
        self._failures = 0
        self._wanted: deque[tuple[Tone, str]] = deque()
        self._making: tuple[tuple[Tone, str], Iterator[None]] | None = None
        self._unmakeable: set[tuple[Tone, str]] = set()
        self._waiting: list[Wish] = []
        """For their tones to be made."""
        self._queued: list[Wish] = []
        """For those to be gone that they take the place of."""
        self._playing: list[Playing] = []
        self.given_up: list[str] = []
        """Names of players that failed."""
        self.played_by = ""
        """The name of the player of the last tone."""
        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # there can be no more threads: then it is silent
            self._closing = True

    # For whoever asks

    def prepare(self, tones: Collection[Tone], volume: str, preference: str) -> None:
        """Make these when nothing else is to be done."""
        with self._word:
            self._foreseen.append(Foreseen(tuple(tones), volume, preference))
            self._word.notify()

    def play(self, tone: Tone, volume: str, preference: str) -> None:
        """Begin this one now."""
        with self._word:
            if len(self._asked) < MOST and not self._closing:
                self._asked.append(Wish(tone, volume, preference, time.monotonic()))
                self._word.notify()

    def hush(self) -> None:
        """End what sounds and forget what was asked for."""
        with self._word:
            self._asked.clear()
            self._hushed = True
            self._word.notify()

    def close(self) -> None:
        """End everything and leave nothing running."""
        with self._word:
            self._asked.clear()
            self._closing = True
            self._word.notify()
        if self._thread.is_alive():
            self._thread.join(GOING)

    # The thread

    def _work(self) -> None:
        while True:
            with self._word:
                if not (self._asked or self._foreseen or self._hushed or self._closing):
                    self._word.wait(self._patience())
                if self._closing:
                    break
                hushed, self._hushed = self._hushed, False
                wish = self._asked.popleft() if self._asked else None
                foreseen = self._foreseen.popleft() if self._foreseen and wish is None else None
            if hushed:
                self._hush()
            if wish is not None:
                self._take(wish)
            elif foreseen is not None:
                self._foresee(foreseen)
            else:
                self._make_a_piece()
            self._look_after()
        for playing in self._playing:
            playing.end()
        for player in self._players:
            player.close()

    def _patience(self) -> float | None:
        """Seconds until there is something to do that nobody asks for; None: only then."""
        if self._making is not None or self._wanted:
            return 0.0 if self._waiting else NAP
        return min((playing.sounding.wakes() for playing in self._playing), default=None)

    def _hush(self) -> None:
        self._waiting.clear()
        self._queued.clear()
        for playing in self._playing:
            if not playing.is_ended:
                playing.end()

    # Making

    def _foresee(self, foreseen: Foreseen) -> None:
        player = self._player(foreseen.preference)
        player.warm()
        if player.plays_files:
            self._wanted.extend((shared(tone), foreseen.volume) for tone in foreseen.tones)

    def _make_a_piece(self) -> None:
        if self._making is None:
            while self._wanted:
                tone, volume = self._wanted.popleft()
                if not self._is_made(tone, volume):
                    self._making = (tone, volume), self._cache.making(tone, volume)
                    return
            return
        made, pieces = self._making
        if next(pieces, made) is made:
            self._making = None
            if self._cache.path(*made) is None:
                self._unmakeable.add(made)
            waiting, self._waiting = self._waiting, []
            for wish in waiting:
                self._take(wish)

    def _make_first(self, tone: Tone, volume: str) -> None:
        """Somebody waits for this one."""
        if self._making is not None and self._making[0] != (tone, volume):
            self._wanted.appendleft(self._making[0])
            self._making = None
        self._wanted.appendleft((tone, volume))

    def _is_made(self, tone: Tone, volume: str) -> bool:
        empty = not synthesis.count(tone)
        return empty or (tone, volume) in self._unmakeable or self._cache.path(tone, volume) is not None

    # Playing

    def _player(self, preference: str) -> Player:
        """The best player that has not been given up."""
        if self._found_for != preference:
            for player in self._players:
                player.close()
            self._players, self._found_for, self._failures = self._find(preference), preference, 0
        return self._players[0]

    def _take(self, wish: Wish) -> None:
        """Begin a tone; or wait for it to be made, which comes before everything else that has to be."""
        tone, player = shared(wish.tone), self._player(wish.preference)
        if wish.is_late or not synthesis.count(tone):
            return
        if (tone, wish.volume) in self._unmakeable:
            player = TerminalBell()
        path = self._cache.path(tone, wish.volume) if player.plays_files else None
        if path is None and player.plays_files:
            self._make_first(tone, wish.volume)
            self._waiting.append(wish)
            return
        self._make_way(wish.tone)
        try:
            sounding = player.begin(path, tone)
        except OSError:
            self._failed(wish, player, played=False)
            return
        self.played_by = player.name
        self._playing.append(Playing(wish, player, sounding))

    def _make_way(self, tone: Tone) -> None:
        """A phase ends what is left of another, and too many tones end the first of them. Bells ring on."""
        now = time.monotonic()
        going = [playing for playing in self._playing if not playing.is_ended]
        for playing in going:
            if tone.kind in PHASES and playing.wish.tone.kind in PHASES and playing.ends > now + OVERLAP:
                playing.end()
        for playing in going[: 1 - AT_ONCE]:
            if not playing.is_ended:
                playing.end()

    def _look_after(self) -> None:
        """See how every tone comes out."""
        now = time.monotonic()
        for playing in list(self._playing):
            came = playing.sounding.look()
            if came is None and now > playing.ends + HUNG and not playing.is_ended:
                playing.end()
                self._failed(playing.wish, playing.player, played=True)
            if came is not None:
                self._playing.remove(playing)
            if came is True and not playing.is_ended and playing.player in self._players[:1]:
                self._failures = 0
            if came is False and not playing.is_ended:
                self._came_to_nothing(playing)
        if self._queued and not any(playing.is_ended for playing in self._playing):
            queued, self._queued = self._queued, []
            for wish in queued:
                self._take(wish)

    def _came_to_nothing(self, playing: Playing) -> None:
        """It failed. If others sound already, the card may take one tone at a time, and this one takes their place."""
        is_quick = time.monotonic() - playing.begun < QUICK
        others = [each for each in self._playing if each.player is playing.player and not each.is_ended]
        if is_quick and others:
            for other in others:
                other.end()
            self._queued.append(playing.wish)
        else:
            self._failed(playing.wish, playing.player, played=not is_quick)

    def _failed(self, wish: Wish, player: Player, *, played: bool) -> None:
        """A player failed; what it has not played is played again, by it or by the next."""
        if player in self._players[:1]:
            self._failures += 1
            if self._failures >= TRIES:
                self._failures = 0
                self.given_up.append(player.name)
                self._players.pop(0).close()
        if not played:
            self._take(wish)
