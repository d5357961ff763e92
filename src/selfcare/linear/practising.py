"""The stops that take time: what is asked before a practice begins, the practice itself, and what it tells the walk.

Called by `steps`; how time passes is for `timer`, what is said meanwhile for `signs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from selfcare.core import cautions, interrupted, keeping, practices, script, walk, words
from selfcare.core.breath import Pattern
from selfcare.core.event import Json
from selfcare.core.hearing import Tones
from selfcare.core.keeping import Keeping
from selfcare.core.plan import Breathe, Meditate, Rest
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.stops import Stop, in_few_words
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import Paused, State, StepDone, StepSkipped, WentBack
from selfcare.core.when import Span, earlier
from selfcare.core.words import capital
from selfcare.linear import letters, signs
from selfcare.linear.ear import Leave
from selfcare.linear.signs import Practice, Words
from selfcare.linear.talk import Talk
from selfcare.linear.timer import Passed, Timer


class Practising:
    """The practices of one walk."""

    def __init__(self, env: Env, talk: Talk, start: Walk, tones: Tones) -> None:
        self._env = env
        self._talk = talk
        self._start = start
        self._tones = tones
        self._words: Words = "none" if tones.guides else signs.chosen(start.words or env.preferences.get("lines"))
        self._has_said_always = False
        self.late: list[float] = []
        """How late the signs of all of them came, in seconds."""
        self.watches: list[Stopwatch] = []
        """What measured them."""
        self.keeping = Keeping(env.marks, start)
        """The mark of the one in hand."""

    def breathe(self, action: Breathe, state: State, stop: Stop) -> walk.Event:
        """A breath of the plan, or something gentler in its place. Raises `Leave`."""
        with self._careful_breath():
            return self._breathe(action, state, stop)

    def sit(self, action: Meditate, state: State, stop: Stop) -> walk.Event:
        """A sitting, after what is to be known before the first one. Raises `Leave`."""
        sitting = state.plan.sittings[action.sitting]
        is_first = not any(
            event.path.startswith("sitting.") for event in self._env.journal.events(("session.recorded",), newest=200)
        )
        if not state.elapsed:
            self._talk.say(*dict.fromkeys([*([cautions.SITTING] if is_first else []), *sitting.cautions]))
        sat = script.sitting_still(sitting, seconds=action.seconds, bells=action.bells)
        return self._timed(signs.spoken(sat, self._words), state, stop)

    def rest(self, rest: Rest, state: State, stop: Stop) -> walk.Event:
        """Nothing to do for a while. Raises `Leave`."""
        return self._timed(signs.spoken(script.resting(rest), self._words), state, stop)

    def _breathe(self, action: Breathe, state: State, stop: Stop) -> walk.Event:
        own = pattern = state.plan.patterns[action.pattern]
        is_asked, said = False, self._env.shelf.cautions()
        self._say_always()
        known = {**state.plan.patterns, **self._env.shelf.patterns()}
        before = known.get(state.rested.path.removeprefix("breath."))
        if before and before.name != own.name and not cautions.said_against(before, said):
            pattern = before  # something gentler was breathed
            self._talk.say(f"This is {pattern.title}.")
        elif against := cautions.said_against(own, said):
            pattern = cautions.gentler(own, said, known)
            self._talk.say(cautions.instead(own, pattern, against))
        elif cautions.has_holds(own):  # also when it is gone on with: nobody knows what was said then
            key, is_asked = self._careful(own), True
            if key not in ("", "g"):
                return letters.told(key, state, stop)
            if key == "g":
                pattern = cautions.gentler(own, said, known)
                self._talk.say(f"This is {pattern.title}.")
        is_own = pattern.name == own.name
        breaths = script.of_action(state.plan, action, None if is_own else pattern)
        practice = signs.spoken(breaths, self._words, say=action.say if is_own else "")
        return self._timed(practice, state, stop, is_asked, None if is_own else pattern)

    @contextmanager
    def _careful_breath(self) -> Iterator[None]:
        """While it lasts, `?` says when to stop."""
        self._talk.standing = cautions.ALWAYS
        try:
            yield
        finally:
            self._talk.standing = ""

    def _careful(self, pattern: Pattern) -> str:
        """The cautions of a pattern with holds, before it begins."""
        texts = dict.fromkeys(text for text in cautions.texts(pattern) if text != cautions.ALWAYS)
        self._talk.say("Before you begin: is one of these true for you?", *texts)
        return self._talk.choose("Enter if none is and to begin, g for something gentler, s to skip:", letters.CAREFUL)

    def _say_always(self) -> None:
        if not self._has_said_always:
            self._talk.say(cautions.ALWAYS)
            self._has_said_always = True

    def _timed(
        self,
        practice: Practice,
        state: State,
        stop: Stop,
        is_asked: bool = False,
        instead: Pattern | None = None,
    ) -> walk.Event:
        """A practice from where it rested. Somebody at a terminal says when it begins; through a pipe it just does."""
        self._tones.prepare(practice.script, self._start.speed)
        self._talk.say(*(() if self._tones.guides else practice.lead))
        now, rested = self._env.clock.now(), state.rested
        started = rested.started or earlier(now, Span(seconds=state.elapsed))
        title = instead.title if instead else capital(in_few_words(state.plan, stop))
        if state.elapsed >= interrupted.LEAST and self._talk.ear.is_live and not self._start.left:
            key, is_asked = self._take_up(title, state), True
            if key == "c":
                stood = Stopwatch(pauses=rested.pauses, gaps=rested.gaps)
                figures = practices.receipt(rested.late, len(practice.script.signs), stood)
                return StepDone(state.elapsed, "", figures, started, instead, is_short=True)
            if key == "a":
                state, started = walk.step(state, Paused()), now
            elif key:
                return letters.told(key, state, stop)
        if not is_asked and (self._talk.ear.is_live or stop.path in state.outcomes):
            begin = "go on" if state.elapsed else "begin"
            key = self._talk.choose(f"Enter to {begin}, and later to pause; s to skip:", letters.BEGIN, practice.about)
            if key:
                return letters.told(key, state, stop)
        if not state.elapsed:
            started = self._env.clock.now()
        return self._go_through(practice, state, title, started, instead)

    def _go_through(
        self, practice: Practice, state: State, title: str, started: datetime, instead: Pattern | None
    ) -> walk.Event:
        """Let its time pass, and tell how it went. `started` is when it began, `title` what its mark calls it."""
        timer = Timer(
            self._env.clock,
            self._talk,
            self._tones,
            practice,
            state.elapsed,
            self._start.speed,
            stood=(state.rested.pauses, state.rested.gaps),
            late=state.rested.late,
            keeps=self.keeping.beats,
        )
        if other := self.keeping.begins(keeping.of_step(state, practice.script, title, started)):
            self._talk.say(interrupted.elsewhere(other, started, self._env.preferences.hours))
        try:
            passed = timer.run()
        except Leave as leaving:
            leaving.instead, leaving.started, leaving.path = instead, started, practice.script.path
            leaving.receipt = _figures(practice, leaving.passed) if leaving.passed else {}
            raise
        if passed.kind == "back":
            return WentBack()
        figures = self._receipt(practice, passed)
        if passed.kind == "stopped":
            return StepSkipped(passed.seconds, "", figures, started, instead)
        self._talk.say("" if self._tones.guides else "Finished.")
        return StepDone(passed.seconds, "", figures, started, instead)

    def _take_up(self, title: str, state: State) -> str:
        """What is to become of the step that was under way: a letter, empty to go on."""
        now, started = self._env.clock.now(), state.rested.started
        begun = f", begun {words.moment(started, now, self._env.preferences.hours)}" if started else ""
        place = interrupted.place(state.elapsed)
        self._talk.say(f"You were in the middle of: {title}{begun}. It stands at {place}.")
        return self._talk.choose(
            f"Enter to go on at {place}, c to count it, a to begin anew, s to skip:", letters.TAKE_UP
        )

    def _receipt(self, practice: Practice, passed: Passed) -> dict[str, Json]:
        """How the practice kept its time, which is told at the end where its signs are measured."""
        if practice.script.is_measured:
            self.late += passed.late
            self.watches.append(passed.watch)
        return _figures(practice, passed)


def _figures(practice: Practice, passed: Passed) -> dict[str, Json]:
    return practices.receipt(passed.late, len(practice.script.signs), passed.watch)
