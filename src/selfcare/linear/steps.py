"""What is said and asked at each kind of stop, and what that tells the walk. Called by `guide` until it is over."""

from __future__ import annotations

from selfcare.core import answering, script, walk, words
from selfcare.core.columns import wrapped
from selfcare.core.frozen import replace
from selfcare.core.hearing import Tones
from selfcare.core.plan import Avoid, Breathe, Check, Meditate, Read, Rest
from selfcare.core.ports import Env
from selfcare.core.question import Field, Text, Value
from selfcare.core.start import Walk
from selfcare.core.stops import AFTER, BEFORE, Stop, in_few_words
from selfcare.core.walk import Answered, Dated, Slipped, State, StepDone, StepSkipped
from selfcare.core.words import capital
from selfcare.errors import UsageError
from selfcare.linear import letters, questions, signs
from selfcare.linear.ear import Leave
from selfcare.linear.lines import MEASURE
from selfcare.linear.practising import Practising
from selfcare.linear.talk import LETTERS, Talk
from selfcare.linear.times import typed_time

PAGE = 10
"""Lines of a text between two prompts."""


class Steps:
    """The stops of one walk, each in words."""

    def __init__(self, env: Env, talk: Talk, start: Walk, tones: Tones) -> None:
        self._env = env
        self._talk = talk
        self._tones = tones
        self._announced = ""
        self.practising = Practising(env, talk, start, tones)
        """Those stops that take time."""

    def event(self, state: State, stop: Stop) -> walk.Event:
        """What happened at the stop in hand, or with its next question. Raises `Leave`."""
        if stop.path != self._announced:
            self._announce(state, stop)
            self._announced = stop.path
        match stop.action:
            case Check():
                return letters.told(
                    self._talk.choose("Enter when done, s to skip, ? for help:", letters.CHECK), state, stop
                )
            case Avoid():
                return self._avoid(state, stop)
            case Read(words=words):
                return self._read(words, state, stop)
            case Rest() as rest:
                return self.practising.rest(rest, state, stop)
            case Breathe() as action:
                return self.practising.breathe(action, state, stop)
            case Meditate() as action:
                return self.practising.sit(action, state, stop)
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

    def _avoid(self, state: State, stop: Stop) -> walk.Event:
        key = self._talk.choose("Did you leave it out? Enter for yes, n for no, s to skip:", letters.AVOID)
        if key != "n":
            return letters.told(key, state, stop)
        word = self._talk.hear("A word about it, or enter:")
        self._talk.say("Noted for your practitioner.")
        return Slipped(note=word)

    def _read(self, words: str, state: State, stop: Stop) -> walk.Event:
        lines = wrapped(words, MEASURE)
        while len(lines) > PAGE:
            self._talk.say("\n".join(lines[:PAGE]))
            lines = lines[PAGE:]
            if (key := self._talk.choose("Enter for the next page, s to skip:", letters.READ)) != "":
                return letters.told(key, state, stop)
        self._talk.say("\n".join(lines))
        return letters.told(self._talk.choose("Enter to go on:", letters.READ), state, stop)

    def _question(self, state: State, stop: Stop) -> walk.Event:
        """The answer to the question in hand; once there is none left, that the log is behind."""
        field, answers = walk.question(state), walk.answers(state)
        is_dated = walk.is_one_log(state) and not state.corrects
        if field is None:
            given = any(value is not None for value in answers.values())
            return StepDone() if given else StepSkipped()
        asked = questions.put(field)
        before = answering.answered_before(state)
        self._talk.say(*asked.lines, f"You answered: {_said(field, before)}." if before is not None else "")
        prompt = asked.prompt + _ending(field, before)
        about = "\n".join([*asked.more, *([LETTERS] if isinstance(field.kind, Text) else [])])
        keys = (
            letters.QUESTION if before is None or field.required else {**letters.QUESTION, "-": "take your answer away"}
        )
        keys = {**keys, **letters.TIME} if is_dated else keys
        while True:
            typed = self._talk.ask(prompt, keys, about)
            if typed == "t" and is_dated:
                return self._dated()
            if typed in ("b", "s"):
                return letters.told(typed, state, stop)
            if typed in ("", "-") and field.required and before is None:
                self._talk.say("This one is needed before the rest can be saved. s leaves all of it out.")
            elif typed == "":
                return Answered(field.name, before)
            elif typed == "-" and "-" in keys:
                return Answered(field.name, None)
            elif (answer := self._answer(field, typed)) is not None:
                return Answered(field.name, answer)

    def _dated(self) -> walk.Event:
        """When it was, as typed."""
        now = self._env.clock.now()
        meant = typed_time(self._talk, "When was it, like 9:15 or yesterday 21:00? Enter for now:", now)
        self._talk.say(f"For {words.moment(meant, now, self._env.preferences.hours)}.")
        return Dated(None if meant == now else meant)

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
