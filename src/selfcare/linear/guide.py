"""Goes through a walk line by line, and saves each step before anything is said about it. Called by `linear.run`."""

from __future__ import annotations

from contextlib import suppress

from selfcare.core import acts, alerts, answering, filing, interrupted, ledger, regions, scoring, trail, walk, words
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.hearing import RINGS, Tones, hearing_of
from selfcare.core.ledger import Entry
from selfcare.core.plan import Meditate, Plan, Routine
from selfcare.core.ports import Env
from selfcare.core.script import Tone
from selfcare.core.start import Walk
from selfcare.core.taking_up import taken_up
from selfcare.core.walk import Begun, Paused, StepDone, StepSkipped, WentBack
from selfcare.core.words import capital
from selfcare.errors import StorageError
from selfcare.linear import cards, letters
from selfcare.linear.ear import Ear, Leave
from selfcare.linear.lines import Voice
from selfcare.linear.steps import Steps
from selfcare.linear.talk import Talk
from selfcare.linear.times import typed_time

TRY_AGAIN = {"": "try to save again"}


class Guide:
    """One walk, from its beginning or from where it was left."""

    def __init__(self, env: Env, start: Walk, voice: Voice, ear: Ear) -> None:
        self._env = env
        self._start = start
        word = env.preferences.get("sound")
        self._tones = Tones(env.sound, hearing_of(word, quiet=start.quiet, eyes_closed=start.eyes_closed))
        self._talk = Talk(voice, ear, self._warnings, lambda: self._tones.play(Tone("ask")))
        self._steps = Steps(env, self._talk, start, self._tones)
        self._practising = self._steps.practising
        self._state = taken_up(env, start)
        self._recorded: list[Entry] = []
        self._drafted = dict(env.journal.drafts())
        self._unsaved: StorageError | None = None
        self.has_saved = False

    def go(self) -> int:
        """Until the end, or until it is time to leave. Returns the exit code; raises `StorageError`."""
        try:
            self._begin()
            while stop := walk.current(self._state):
                self._happened(self._steps.event(self._state, stop))
            self._end()
        except Leave as leaving:
            return self._leave(leaving)
        return 0

    @property
    def _is_rehearsal(self) -> bool:
        """Another speed than life's: nothing is recorded."""
        return self._start.speed != 1.0

    def _begin(self) -> None:
        talk, state = self._talk, self._state
        named = f"Going on with: {state.title}" if state.status == "going" else capital(state.title)
        if state.run and not self._is_rehearsal:
            self._tell_elsewhere(state.run)
            self._state = state = taken_up(self._env, self._start)
        talk.say(f"{named}. Type ? at any prompt for help.")
        if self._is_rehearsal:
            talk.say(f"This is a rehearsal at {self._start.speed:g} times the speed. Nothing is saved.")
        if (episode := answering.open_episode(state)) and not (self._start.corrects or self._is_rehearsal):
            self._ask_about(self._start.episode or episode)
        if state.status != "going":
            self._happened(Begun())
        if not self._start.left:
            self._practising.keeping.stays(self._state)
        if self._state.status == "finished":
            talk.say("There is nothing to do here now.")

    def _tell_elsewhere(self, run: str) -> None:
        """Say so where another process is in this walk, and let the person choose."""
        other = interrupted.lives_elsewhere(self._env.marks, run)
        if other is None:
            return
        since = words.moment(other.started, self._env.clock.now(), self._env.preferences.hours)
        self._talk.say(f"This is open in another selfcare window; it was there at {since}.")
        if self._talk.ear.is_live:
            self._talk.choose("Enter to go on here as well, q to leave it there:", {"": "go on here"})

    def _ask_about(self, episode: Entry) -> None:
        """The episode that is open: what is said now is added to it, perhaps with its end; or another one begins.

        Through a pipe it is gone on with.
        """
        now, hours = self._env.clock.now(), self._env.preferences.hours
        self._talk.say(f"It began at {words.moment(episode.about, now, hours)}, and goes on as far as you said.")
        prompt = "Enter to add to it, o if it is over, n for another one:"
        key = self._talk.choose(prompt, letters.EPISODE) if self._talk.ear.is_live else ""
        if key == "o":
            over = typed_time(
                self._talk, "When was it over? Enter for now:", now, lambda found: filing.check_end(episode, found)
            )
            self._save((acts.end_episode(episode, acts.stamp(self._env), meant=None if over == now else over),))
            self._talk.say(f"Saved: over at {words.moment(over, now, hours)}. Add what you like, or leave it with q.")
        if key != "n":
            self._state = replace(self._state, episode=episode)

    def _happened(self, event: walk.Event) -> None:
        """Take the walk on. The new state counts once everything that belongs to it is durable."""
        after, saved = trail.advance(self._state, event, lambda: acts.stamp(self._env))
        self._save(saved)
        if isinstance(event, WentBack) and after == self._state:
            self._talk.say("This is the first one.")
        self._state = after
        self._practising.keeping.over(after)
        self._draft()
        self._tell(saved, waits=self._talk.ear.is_live)

    def _save(self, saved: tuple[Event, ...]) -> None:
        """Append, or say why not and offer to try again. The ids stay, so that trying twice does no harm."""
        while saved and not self._is_rehearsal:
            try:
                self._env.journal.append(*saved)
                self.has_saved, self._unsaved = True, None
                return
            except StorageError as error:
                self._unsaved = error
                self._talk.say("Not saved yet.", f"{capital(str(error).rstrip('.'))}.")
                self._talk.choose("Enter to try again, q to leave:", TRY_AGAIN)

    def _draft(self) -> None:
        """Keep the answers that are not saved yet. That this failed is told by the save of the step itself."""
        key, text = trail.draft(self._state)
        if self._is_rehearsal or text == self._drafted.get(key, ""):
            return
        with suppress(StorageError):
            self._env.journal.save_draft(key, text)
            self._drafted[key] = text

    def _tell(self, saved: tuple[Event, ...], *, waits: bool) -> None:
        """That entries are saved, and at once what they raise, red flags first."""
        for entry in ledger.entries(saved):
            self._talk.say("" if self._is_rehearsal else f"saved {entry.id}" if self._is_one_log() else "Saved.")
            plan, before = self._state.plan, (*self._state.entries, *self._recorded)
            self._recorded.append(entry)
            held = alerts.raised(plan, entry, before, self._env.clock.now(), self._state.cautions)
            for alert in held:
                self._talk.space()
                self._talk.say(*cards.raised(plan, alert, self._region()))
                if waits:
                    self._talk.choose("Enter when you have read this:", {"": "go on"})
            log = plan.logs.get(entry.log)
            self._talk.say(scoring.told(log, entry.values) if log else "")

    def _end(self) -> None:
        if self._is_one_log():
            if not self._recorded:
                self._talk.say("Nothing was written down this time. That is fine.")
        elif self._state.outcomes:
            self._talk.space()
            self._talk.say(*cards.ending(self._state, self._recorded, self._practising.late, self._practising.watches))
            self._let_ring()

    def _let_ring(self) -> None:
        """The last bell dies away before the sound is closed; what is typed cuts it short."""
        if self._tones.ends_with_a_bell and isinstance(self._state.stops[-1].action, Meditate):
            with suppress(Leave):
                self._talk.wait(RINGS / self._start.speed)

    # Leaving

    def _leave(self, leaving: Leave) -> int:
        """Keep the place and say how to go on. Raises `StorageError` if that cannot be saved, unless a signal came."""
        try:
            words = self._keep_place(leaving)
        except StorageError as error:
            if not leaving.code:
                raise
            words = f"{capital(str(error).rstrip('.'))}."
        self._talk.say(words)
        return leaving.code

    def _keep_place(self, leaving: Leave) -> str:
        """What was kept, in words."""
        if self._is_rehearsal:
            return "The rehearsal ends here. Nothing was saved."
        if self._unsaved and self._state.status == "ready":
            raise self._unsaved
        if leaving.answer:
            self._take(leaving.answer)
        if self._state.run and not self._practising.keeping.is_in:
            return "It goes on in the other window."
        if self._state.run:
            self._take(self._rests(leaving))
            return "Your place is kept. The same command goes on from here."
        if leaving.passed and self._is_left_behind(leaving):
            self._practising.keeping.ends_here(leaving.elapsed, leaving.passed.watch, leaving.passed.late)
            return "Your place is kept. The same command offers to go on from here."
        if leaving.elapsed >= 1:
            self._take(StepSkipped(leaving.elapsed, "", leaving.receipt, leaving.started, leaving.instead))
        elif leaving.is_end and self._is_complete():
            self._take(StepDone())
        key, answers = trail.draft(self._state)
        if answers:
            self._env.journal.save_draft(key, answers)
            return "Your answers are kept for today. The same command goes on from here."
        return "What you did so far is saved." if self.has_saved else "Nothing was saved."

    def _is_left_behind(self, leaving: Leave) -> bool:
        """Whether a practice by itself is ended from outside, by a signal or a line that dropped, and will be offered
        again. Through a pipe it is over."""
        is_dropped = leaving.is_end and self._talk.ear.is_live
        return bool(leaving.code or is_dropped) and self._practising.keeping.is_kept

    def _rests(self, leaving: Leave) -> Paused:
        """The place in the step in hand. To be ended from outside is a gap."""
        if leaving.passed is None:
            return self._state.rested
        watch = leaving.passed.watch
        gaps = watch.gaps + (not leaving.is_wish)
        return Paused(leaving.elapsed, leaving.started, watch.pauses, gaps, leaving.path, leaving.passed.late)

    def _is_complete(self) -> bool:
        """Whether the log in hand has answers, and all that it needs."""
        answers = walk.answers(self._state)
        needed = [field for field in walk.questions(self._state) if field.required]
        has_any = any(value is not None for value in answers.values())
        return has_any and all(answers.get(field.name) is not None for field in needed)

    def _take(self, event: walk.Event) -> None:
        """As `_happened`, without asking anybody."""
        self._state, saved = trail.advance(self._state, event, lambda: acts.stamp(self._env))
        self._draft()
        if saved:
            self._env.journal.append(*saved)
            self.has_saved = True
        self._practising.keeping.over(self._state, leaves=True)
        self._tell(saved, waits=False)

    def _is_one_log(self) -> bool:
        """A log for its own sake: it needs no frame around it."""
        course = self._start.course
        is_alone = isinstance(course, Routine) and self._start.plan.routines.get(course.name) != course
        return is_alone and walk.is_one_log(self._state)

    # What others ask for

    def _region(self) -> str:
        return regions.of(self._env.shelf.cautions())

    def _warnings(self) -> list[str]:
        plans: dict[str, Plan] = {self._start.plan.id: self._start.plan}
        plans.update({used.plan.id: used.plan for used in self._env.shelf.in_use()})
        return list(cards.warning_signs(plans.values(), self._region()))
