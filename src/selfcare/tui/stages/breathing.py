"""Paced breathing on screen: the shape, the words, the seconds, the line of this breath."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from selfcare.core import breath, limits, script
from selfcare.core.breath import Frame, Pattern
from selfcare.tui.drawing import breath_line
from selfcare.tui.drawing.disc import disc, shape_height
from selfcare.tui.drawing.disc import next_level as disc_levels
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, centred
from selfcare.tui.drawing.wave import column_at, wave, wave_size
from selfcare.tui.stages.stage import Hint, Outcome, Room
from selfcare.tui.stages.timed import Timed
from selfcare.tui.text import fit

PACE_STEP = 0.05
"""How much slower or faster the breath gets by one key; how far it goes is for `limits` to say."""
BAR = 40
"""Columns of the bar at most."""
TOUCH = 1e-4
"""Seconds after which a level that is just reached is surely drawn."""
SAID = 20.0
"""Seconds that the words of the step stay under the line."""
OWN_PACE = "this breath goes at your own pace"
STANDING = "Sit or lie down. Stop if dizzy."
"""The standing caution of every pattern, where the step has no words of its own."""


class Breathing(Timed):
    """One pattern, for `seconds` or `rounds`."""

    measured = False

    def __init__(
        self,
        pattern: Pattern,
        *,
        seconds: float | None = None,
        rounds: int | None = None,
        say: str = "",
        shape: str = "disc",
        begun: float = 0.0,
        speed: float = 1.0,
    ) -> None:
        super().__init__(script.breathing(pattern, seconds=seconds, rounds=rounds), begun, speed)
        self.written = pattern
        self.title = pattern.title
        self.say = say or STANDING
        self.shape = shape
        self.hidden = False
        self.pace = 1.0
        self._wave = (0, 0)
        """Columns and rows of the wave as it was last drawn."""
        self._height, self._columns = 0, BAR
        """Rows of the shape and columns of the bar as they were last drawn."""
        self.frame: Frame = script.breath_at(self.script, begun)

    def counter(self) -> str:
        """Cycles done, never time."""
        return f"cycle {self.frame.number} of {self.frame.cycles}" if self.frame.cycles else ""

    def reached(self, elapsed: float) -> Outcome | None:
        """Look where the breath is."""
        self.frame = script.breath_at(self.script, elapsed + self.shift)
        return Outcome("done", seconds=self.script.total - self.shift) if self.frame.finished else None

    def next_sign(self, elapsed: float) -> float:
        """The next of the phase's seconds."""
        left = self.frame.ends - elapsed - self.shift
        return elapsed + max(0.0, left - max(0, self.frame.left - 1))

    def next_move(self, elapsed: float) -> float:
        """When the shape comes to its next step. In holds nothing moves except the seconds."""
        if self._wave[0]:
            length = sum(phase.seconds for phase in self.frame.cycle)
            behind = self.frame.progress * self._wave[0]
            return elapsed + (floor(behind + 1e-9) + 1 - behind) / self._wave[0] * length + TOUCH
        rising = self.frame.settles > self.frame.starts
        if self._height:
            level = disc_levels(self._height, self.frame.level, rising=rising)
        else:
            level = breath_line.next_level(self.frame.level, self._columns, rising=rising)
        return breath.reaches(self.frame, level) - self.shift + TOUCH

    def hide(self) -> None:
        """Everything but the shape; once more brings it back."""
        self.hidden = self.silent = not self.hidden

    @property
    def cycle_seconds(self) -> float:
        """How long one breath takes at the pace of now."""
        return round(sum(phase.seconds for phase in self.frame.cycle), 1)

    def change_pace(self, slower: bool, now: float) -> str:
        """A twentieth slower or faster; the place in the breath stays. Words about the pace of now."""
        wished = round(self.pace + (PACE_STEP if slower else -PACE_STEP), 2)
        if not breath.is_paced(self.written):
            return OWN_PACE
        if not limits.may_go(self.written, wished):
            return f"as {'slow' if slower else 'fast'} as this goes"
        elapsed = self.elapsed(now)
        changed, place = script.repaced(self.script, wished / self.pace, elapsed + self.shift)
        self.pace = wished
        self.goes_by(changed, place, elapsed)
        self.frame = script.breath_at(changed, place)
        return f"pace {self.cycle_seconds:g} s a breath"

    def hints(self) -> Sequence[Hint]:
        """Pause, and where the other keys are named."""
        return (self.pause_hint(), Hint("question_mark", "?", "keys"))

    def draw(self, room: Room) -> list[Stripe]:
        """The shape with its words under it; on small screens as much of that as there is room for."""
        words = [BLANK] * 5 if self.hidden else self._words(room)
        self._wave = (0, 0)
        if self.shape == "wave" and self.frame.phase and not room.slow:
            self._wave = wave_size(room.columns, room.rows - len(words))
        if self._wave[0]:
            return self._waving(room, words)
        # the screen has three rows above and below the room, and the shape is measured from the screen
        height = 0 if self.shape == "bar" or room.slow else shape_height(room.columns, room.rows + 6)
        self._height = height if height + len(words) <= room.rows else 0
        if not self._height:
            return self._small(room)
        level = self.frame.level if room.moving else self.frame.settles
        shades = room.shades if room.moving else room.shades._replace(rim=room.shades.centre)
        shape = disc(height, level, shades, room.glyphs, room.columns)
        above = (room.rows - height - len(words)) // 2
        return [*([BLANK] * above), *shape, *words]

    def _waving(self, room: Room, words: list[Stripe]) -> list[Stripe]:
        """The wave with its words under it."""
        columns, rows = self._wave
        progress = self.frame.progress if room.moving else self._settled
        curve = wave(self.frame.cycle, column_at(progress, columns), self._wave, room.glyphs, room.columns)
        return [*([BLANK] * ((room.rows - rows - len(words)) // 2)), *curve, *words]

    @property
    def _settled(self) -> float:
        """How much of the cycle is behind at the end of this phase, less a touch: the point stays in the phase."""
        seconds = [phase.seconds for phase in self.frame.cycle]
        return (sum(seconds[: self.frame.index + 1]) - TOUCH) / sum(seconds)

    def _words(self, room: Room) -> list[Stripe]:
        """Under the shape: an empty row, the word, the seconds, an empty row, the line; then the step's own words."""
        return [BLANK, self._word(room), self._left(room), BLANK, self._line(room)]

    def _word(self, room: Room) -> Stripe:
        words = "Paused" if self.paused else self.frame.words
        return centred((Stroke(fit(words, room.columns), "bright", bold=True),), room.columns)

    def _left(self, room: Room) -> Stripe:
        if self.paused:
            return centred((Stroke(fit(self.standing_words(), room.columns), "muted"),), room.columns)
        if self.frame.phase is None or self.frame.finished:
            return BLANK
        return centred((Stroke(str(self.frame.left), "bright", bold=True),), room.columns)

    def _line(self, room: Room) -> Stripe:
        frame = self.frame
        if frame.phase is None:
            return centred((Stroke(fit(self.say, room.columns), "muted"),), room.columns)
        share = 1 - min(1.0, (frame.ends - self._place) / frame.phase.seconds)
        line = breath_line.breath_line(frame.cycle, frame.index, share, room.columns, room.glyphs)
        return centred(line, room.columns)

    @property
    def _place(self) -> float:
        """Seconds from the start, at the pace of now."""
        return self.script.total - self.frame.remaining

    def _small(self, room: Room) -> list[Stripe]:
        """No room for the disc: the bar, then as many of the words as fit."""
        level = self.frame.level if room.moving else self.frame.settles
        self._columns = min(BAR, room.columns)
        bar = centred(breath_line.bar(level, self._columns, room.glyphs), room.columns)
        if self.hidden:
            return [*([BLANK] * ((room.rows - 1) // 2)), bar]
        if room.rows >= 7:
            rows = [bar, BLANK, self._word(room), self._left(room), BLANK, self._line(room)]
        elif room.rows >= 4:
            rows = [bar, self._word(room), self._left(room), self._line(room)]
        else:
            rows = [self._word(room), self._left(room), bar]
        rows = rows[: room.rows]
        return [*([BLANK] * ((room.rows - len(rows)) // 2)), *rows]

    def aside(self) -> str:
        """What is said at the beginning, under everything else."""
        return self.say if self.frame.phase and self._place < SAID and not self.paused else ""
