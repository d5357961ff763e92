"""A sitting on screen: a ring, the cue while it is spoken, the bell as a bloom; almost nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from selfcare.core import script
from selfcare.core import sitting as sittings
from selfcare.core.sitting import Bell, Sitting
from selfcare.tui.drawing.bloom import FADES, RISES, bloom, ring_height, ring_size, step_of, strength
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, cells, centred, crop
from selfcare.tui.stages.stage import Hint, Outcome, Room, clock_left
from selfcare.tui.stages.timed import FRAME, Timed
from selfcare.tui.text import wrap

HINTED = 10.0
"""Seconds that the hint stays, at the beginning and after any key."""
BELL_WORD = 8.0
"""Seconds that the word stands where there is no bloom."""


class Sit(Timed):
    """One sitting of so many seconds."""

    measured = False
    bare = True

    def __init__(
        self,
        sitting: Sitting,
        *,
        seconds: float | None = None,
        bells: tuple[Bell, ...] | None = None,
        begun: float = 0.0,
        speed: float = 1.0,
    ) -> None:
        super().__init__(script.sitting_still(sitting, seconds=seconds, bells=bells), begun, speed)
        self.title = sitting.title
        self.strokes = [sounded.at for sounded in self.script.sounds if sounded.tone.kind == "bell"]
        """When a bell is struck; the closing bell twice."""
        self.place = begun
        self.shows_time = False
        self._hinted = begun

    @property
    def is_complete(self) -> bool:
        """Whether all of its time was sat; only the last bell and the last words are still there."""
        return self.place >= self.script.total

    def reached(self, elapsed: float) -> Outcome | None:
        """Over once the light of the last bell has gone and the last words are read."""
        self.place = elapsed
        return self._done() if elapsed >= self._ends else None

    def _done(self) -> Outcome:
        return Outcome("done", seconds=self.script.total)

    @property
    def _ends(self) -> float:
        """When the screen goes: the light of the closing bell has faded and the last words are read."""
        glow = [stroke + RISES + FADES for stroke in self.strokes if stroke >= self.script.total]
        read = [
            due.at + sittings.cue_seconds(due.words)
            for due in self.script.schedule
            if due.words and due.at == self.script.total
        ]
        return max([self.script.total, *glow, *read])

    def next_sign(self, elapsed: float) -> float:
        """The end of a cue that is shown, and of the last light."""
        edges = [self._ends]
        edges += [due.at + sittings.cue_seconds(due.words) for due in self.script.schedule if not due.is_bell]
        return min((edge for edge in edges if edge > elapsed), default=elapsed + 1.0)

    def next_move(self, elapsed: float) -> float:
        """Only a bloom moves: when its light comes to its next step."""
        since = script.shown_at(self.script, elapsed).since_bell
        if since is None or since >= RISES + FADES:
            return inf
        shown, at = step_of(self._light(elapsed)), elapsed + FRAME
        while step_of(self._light(at)) == shown and at < elapsed + RISES:
            at += FRAME
        return at

    def _light(self, place: float) -> float:
        """How bright the bloom is: a second stroke rises from where the first has faded to."""
        return max((strength(place - stroke) for stroke in self.strokes), default=0.0)

    def press(self, key: str) -> Outcome | bool:
        """Any key brings the hint back; once all is sat, enter need not wait for the light to go."""
        if key == "enter" and self.is_complete:
            return self._done()
        self._hinted = self.place
        return False

    def show_time(self) -> None:
        """Show the time left, or hide it."""
        self.shows_time = not self.shows_time

    def hints(self) -> Sequence[Hint]:
        """For ten seconds, or while time stands still."""
        if self.paused:
            return (self.pause_hint(), Hint("question_mark", "?", "keys"))
        if self.is_complete:
            return (Hint("enter", "enter", "go on"),)
        if self.place - self._hinted < HINTED:
            return (Hint("i", "i", "hide time" if self.shows_time else "time left"),)
        return ()

    def draw(self, room: Room) -> list[Stripe]:
        """The ring in the middle, a little high; words in it, or under it where they do not fit."""
        box = ring_height(room.columns, room.rows)
        radius = ring_size(box)
        if radius < 3:
            return self._words_alone(room)
        middle = (room.rows - 3) // 2
        light = self._light(self.place) if room.moving else 0.0
        rows = [BLANK] * room.rows
        for y, row in enumerate(bloom(box, radius, light, room.shades._replace(ring="accent"), room.glyphs)):
            at = middle - box // 2 + y
            if 0 <= at < room.rows:
                over = max(0, 2 * box - room.columns)
                rows[at] = centred(crop(row, over // 2, over // 2 + room.columns), room.columns)
        return self._with_words(rows, middle, radius, room)

    def _with_words(self, rows: list[Stripe], middle: int, radius: float, room: Room) -> list[Stripe]:
        """The cue inside the ring if it fits there, else below; under the ring the bell's word and the time left."""
        inside = int(2 * radius) - 8
        words = self._words()
        lines = wrap(words, inside) if inside >= 10 else []
        below = self._under(room)
        if words and (not lines or len(lines) > max(1, int(radius / 2) - 2)):
            lines, below = [], [*wrap(words, max(1, room.columns - 4)), *below]
        _lay(rows, middle - len(lines) // 2, lines, room.columns)
        _lay(rows, middle + int(radius / 2) + 2, below, room.columns)
        return rows

    def _words(self) -> str:
        """The cue, or that time stands still."""
        if self.paused:
            return self.standing_words() or "paused"
        return script.shown_at(self.script, self.place).words

    def _under(self, room: Room) -> list[str]:
        lines = []
        since = script.shown_at(self.script, self.place).since_bell
        if since is not None and since < BELL_WORD and not (room.moving and room.shades.depth == "full"):
            lines.append("bell")
        if self.shows_time:
            lines.append(f"{clock_left(self.script.total - self.place)} left")
        return lines

    def _words_alone(self, room: Room) -> list[Stripe]:
        lines = [*self._under(room), *wrap(self._words(), max(1, room.columns))]
        return [centred((Stroke(line, "bright"),), room.columns) if line else BLANK for line in lines][: room.rows]


def _lay(rows: list[Stripe], top: int, lines: Sequence[str], columns: int) -> None:
    """Lines of words over the rows from `top` on."""
    for at, line in enumerate(lines):
        if line and 0 <= top + at < len(rows):
            rows[top + at] = _over(rows[top + at], line, columns)


def _over(row: Stripe, words: str, columns: int) -> Stripe:
    """`words` in the middle of a row, with an empty cell on either side, over what is there."""
    wide = cells((Stroke(words),))
    start = max(1, (columns - wide) // 2)
    lead = crop(row, 0, start - 1)
    pad = Stroke(" " * (start - cells(lead)))
    return (*lead, pad, Stroke(words, "bright"), Stroke(" "), *crop(row, start + wide + 1, columns))
