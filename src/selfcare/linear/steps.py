"""What is said and asked at each kind of stop, and what that tells the walk. Called by `guide` until it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from selfcare.core import cautions, interrupted, keeping, practices, script, walk, words
from selfcare.core.breath import Pattern
from selfcare.core.event import Json
from selfcare.core.frozen import replace
from selfcare.core.hearing import Tones
from selfcare.core.keeping import Keeping
from selfcare.core.plan import Avoid, Breathe, Check, Meditate, Read, Rest
from selfcare.core.ports import Env
from selfcare.core.question import Field, Text, Value
from selfcare.core.start import Walk
from selfcare.core.stops import AFTER, BEFORE, Stop, in_few_words
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import Answered, Paused, Slipped, State, StepDone, StepSkipped, WentBack, WentOn
from selfcare.core.when import Span, earlier
from selfcare.core.words import capital
from selfcare.errors import UsageError
from selfcare.linear import questions, signs
from selfcare.linear.ear import Leave
from selfcare.linear.lines import wrapped
from selfcare.linear.signs import Practice, Words
from selfcare.linear.talk import LETTERS, Talk
from selfcare.linear.timer import Passed, Timer

PAGE = 10
"""Lines of a text between two prompts."""

BACK = "back to the question or step before"
CHECK = {"": "it is done", "s": "skip it", "b": BACK}
AVOID = {"": "yes, you left it out", "y": "yes, you left it out", "n": "it didn't happen", "s": "skip it", "b": BACK}
READ = {"": "go on", "s": "skip it", "b": BACK}
BEGIN = {"": "begin", "s": "skip it", "b": BACK}
TAKE_UP = {
    "": "go on where you were; enter again pauses",
    "c": "count what was done, and go to the next step",
    "a": "begin it anew",
    "s": "skip it",
    "b": BACK,
}
CAREFUL = {"": "none of these is true for you: begin", "g": "something gentler", "s": "skip it", "b": BACK}
QUESTION = {"": "leave the question out, or keep your answer", "s": "leave out the rest of these questions", "b": BACK}


class Steps:
    """The stops of one walk, each in words."""

    def __init__(self, env: Env, talk: Talk, start: Walk, tones: Tones) -> None:
        self._env = env
        self._talk = talk
        self._start = start
        self._tones = tones
        self._words: Words = "none" if tones.guides else signs.chosen(start.words or env.preferences.get("lines"))
        self._announced = ""
        self._has_said_always = False
        self.late: list[float] = []
        """How late the signs of all practices came."""
        self.watches: list[Stopwatch] = []
        """What measured them."""
        self.keeping = Keeping(env.marks, start)
        """The mark of the practice in hand."""

    def event(self, state: State, stop: Stop) -> walk.Event:
        """What happened at the stop in hand, or with its next question. Raises `Leave`."""
        if stop.path != self._announced:
            self._announce(state, stop)
            self._announced = stop.path
        match stop.action:
            case Check():
                return self._plain(self._talk.choose("Enter when done, s to skip, ? for help:", CHECK), state, stop)
            case Avoid():
                return self._avoid(state, stop)
            case Read(words=words):
                return self._read(words, state, stop)
            case Rest() as rest:
                return self._timed(signs.spoken(script.resting(rest), self._words), state, stop)
            case Breathe() as action:
                with self._careful_breath():
                    return self._breathe(action, state, stop)
            case Meditate() as action:
                return self._sit(action, state, stop)
            case _:
                return self._question(state, stop)

    def _announce(self, state: State, stop: Stop) -> None:
        number, count = walk.progress(state)
        lead = f"{number} of {count}{', optional' if stop.optional else ''}. " if count > 1 else ""
        self._talk.space()
        if self._tones.guides:
            self._talk.say(lead + _in_one_line(state, stop))
        else:
            self._say_all(lead, state, stop)
        if stop.path in state.outcomes:
            self._talk.say("This is behind you already. s goes on.")
        if log := walk.log(state):
            self._talk.say("" if stop.field or self._tones.guides else log.summary, log.permission)

    def _say_all(self, lead: str, state: State, stop: Stop) -> None:
        """What a stop is called, what there is to do, and why."""
        heading = _heading(state, stop)
        self._talk.say(lead + capital(heading) if lead or heading != state.title else "")
        if isinstance(stop.action, Check | Avoid) and stop.title:
            self._talk.say(stop.action.words)
        self._talk.say(f"Why: {stop.why}" if stop.why else "", stop.note)

    def _plain(self, key: str, state: State, stop: Stop) -> walk.Event:
        """What `b`, `s` and enter tell the walk."""
        if key == "b":
            return WentBack()
        if key == "s":
            return WentOn() if stop.path in state.outcomes else StepSkipped()
        return StepDone()

    def _avoid(self, state: State, stop: Stop) -> walk.Event:
        key = self._talk.choose("Did you leave it out? Enter for yes, n for no, s to skip:", AVOID)
        if key != "n":
            return self._plain(key, state, stop)
        word = self._talk.hear("A word about it, or enter:")
        self._talk.say("Noted for your practitioner.")
        return Slipped(note=word)

    def _read(self, words: str, state: State, stop: Stop) -> walk.Event:
        lines = wrapped(words)
        while len(lines) > PAGE:
            self._talk.say("\n".join(lines[:PAGE]))
            lines = lines[PAGE:]
            if (key := self._talk.choose("Enter for the next page, s to skip:", READ)) != "":
                return self._plain(key, state, stop)
        self._talk.say("\n".join(lines))
        return self._plain(self._talk.choose("Enter to go on:", READ), state, stop)

    # Time

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
                return self._plain(key, state, stop)
            if key == "g":
                pattern = cautions.gentler(own, said, known)
                self._talk.say(f"This is {pattern.title}.")
        is_own = pattern.name == own.name
        rounds = action.rounds if is_own else None
        breaths = script.breathing(pattern, seconds=action.seconds, rounds=rounds)
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
        return self._talk.choose("Enter if none is and to begin, g for something gentler, s to skip:", CAREFUL)

    def _say_always(self) -> None:
        if not self._has_said_always:
            self._talk.say(cautions.ALWAYS)
            self._has_said_always = True

    def _sit(self, action: Meditate, state: State, stop: Stop) -> walk.Event:
        sitting = state.plan.sittings[action.sitting]
        is_first = not any(
            event.path.startswith("sitting.") for event in self._env.journal.events(("session.recorded",), newest=200)
        )
        if not state.elapsed:
            self._talk.say(*dict.fromkeys([*([cautions.SITTING] if is_first else []), *sitting.cautions]))
        sat = script.sitting_still(sitting, seconds=action.seconds, bells=action.bells)
        return self._timed(signs.spoken(sat, self._words), state, stop)

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
                return self._plain(key, state, stop)
        if not is_asked and (self._talk.ear.is_live or stop.path in state.outcomes):
            begin = "go on" if state.elapsed else "begin"
            key = self._talk.choose(f"Enter to {begin}, and later to pause; s to skip:", BEGIN, practice.about)
            if key:
                return self._plain(key, state, stop)
        if not state.elapsed:
            started = self._env.clock.now()
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
        return self._talk.choose(f"Enter to go on at {place}, c to count it, a to begin anew, s to skip:", TAKE_UP)

    def _receipt(self, practice: Practice, passed: Passed) -> dict[str, Json]:
        """How the practice kept its time, which is told at the end where its signs are measured."""
        if practice.script.is_measured:
            self.late += passed.late
            self.watches.append(passed.watch)
        return _figures(practice, passed)

    # Questions

    def _question(self, state: State, stop: Stop) -> walk.Event:
        """The answer to the question in hand; once there is none left, that the log is behind."""
        field, answers = walk.question(state), walk.answers(state)
        if field is None:
            given = any(value is not None for value in answers.values())
            return StepDone() if given else StepSkipped()
        asked = questions.put(field)
        before = answers.get(field.name)
        self._talk.say(*asked.lines, f"You answered: {_said(field, before)}." if before is not None else "")
        prompt = asked.prompt + _ending(field, before)
        about = "\n".join([*asked.more, *([LETTERS] if isinstance(field.kind, Text) else [])])
        keys = QUESTION if before is None or field.required else {**QUESTION, "-": "take your answer away"}
        while True:
            typed = self._talk.ask(prompt, keys, about)
            if typed in ("b", "s"):
                return self._plain(typed, state, stop)
            if typed in ("", "-") and field.required and before is None:
                self._talk.say("This one is needed before the rest can be saved. s leaves all of it out.")
            elif typed == "":
                return Answered(field.name, before)
            elif typed == "-" and "-" in keys:
                return Answered(field.name, None)
            elif (answer := self._answer(field, typed)) is not None:
                return Answered(field.name, answer)

    def _answer(self, field: Field, typed: str) -> Value | None:
        """The answer, or None where it is not allowed: the person is told what is."""
        if isinstance(field.kind, Text) and field.kind.lines > 1:
            typed = self._further_lines(field, typed)
        if questions.wants_own_words(field, typed):
            typed = questions.with_own_words(field, typed, self._talk.hear("In your own words:"))
        try:
            answer = questions.read(replace(field, name="this"), typed)  # who reads it knows no names of the plan
        except UsageError as error:
            sentence = capital(str(error))
            self._talk.say(sentence if sentence.endswith("?") else f"{sentence}.")
            return None
        if words := questions.shown(field, answer):
            self._talk.say(f"You chose: {words}.")
        return answer

    def _further_lines(self, field: Field, first: str) -> str:
        lines = [first]
        try:
            while line := self._talk.hear("Next line, or enter to end:"):
                lines.append(line)
        except Leave as leaving:
            leaving.answer = Answered(field.name, "\n".join(lines))
            raise
        return "\n".join(lines)


def _figures(practice: Practice, passed: Passed) -> dict[str, Json]:
    return practices.receipt(passed.late, len(practice.script.signs), passed.watch)


def _heading(state: State, stop: Stop) -> str:
    """How a stop is announced, as a sentence or a title."""
    words = in_few_words(state.plan, stop)
    if stop.field:
        when = {BEFORE: "Before you begin", AFTER: "Afterwards"}.get(stop.path.rpartition(".")[2], "")
        return f"{when}: {state.plan.logs[walk.log_at(stop)].title}"
    if isinstance(stop.action, Avoid) and not stop.title:
        return f"To leave out: {words}"
    return words


def _in_one_line(state: State, stop: Stop) -> str:
    """All that is said of a stop where sound guides: what it is, and how long it takes."""
    words = capital(_heading(state, stop))
    if isinstance(stop.action, Check | Avoid) and stop.title:
        return f"{words}: {stop.action.words}"
    if isinstance(stop.action, Breathe | Meditate | Rest):
        return f"{words}, {signs.length(script.of_action(state.plan, stop.action).total)}."
    return words


def _said(field: Field, value: Value) -> str:
    from selfcare.core.question import show

    return show(field, value)


def _ending(field: Field, before: Value | None) -> str:
    """What enter does, as the end of a prompt."""
    if before is not None:
        return ", or enter to keep it:"
    return ":" if field.required else ", or enter to leave it out:"
