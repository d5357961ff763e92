"""Which stages a stop of a walk comes to: cautions first where they are due, then the thing itself."""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core import answering, breath, cautions, interrupted, walk, words
from selfcare.core.breath import Pattern
from selfcare.core.frozen import frozen
from selfcare.core.hours import Hours
from selfcare.core.plan import Ask, Avoid, Breathe, Check, Follow, Meditate, Read, Rest
from selfcare.core.question import Value
from selfcare.core.roster import strongest
from selfcare.core.stops import Stop
from selfcare.core.walk import State
from selfcare.tui.stages.asking import NOW, About, Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Cautions, Instead, Interrupted, SittingNote
from selfcare.tui.stages.reading import Avoiding, Checking, Reading, Resting
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Hint, Stage


@frozen
class Means:
    """What stages are made with besides the walk."""

    said: Mapping[str, Value]
    """What the person said about cautions."""
    patterns: Mapping[str, Pattern]
    """All that are known, to find a gentler one."""
    shape: str = "disc"
    speed: float = 1.0
    knows_sittings: bool = True
    """Whether the person has sat before: the safety line of sittings is shown once."""
    hours: Hours = "24"
    asks: bool = True
    """Whether a step that was under way is asked about before it goes on."""


def stages(state: State, means: Means, typed: str = "") -> list[Stage]:
    """The stages of the stop in hand, in order; `typed` stood in the open question. Empty: nothing is left to ask."""
    made, stop = _stages(state, means, typed), walk.current(state)
    is_under_way = stop and isinstance(stop.action, Breathe | Meditate | Rest) and state.elapsed >= interrupted.LEAST
    return [_interrupted(made[-1].title, state, means), *made] if is_under_way and means.asks else made


def _interrupted(title: str, state: State, means: Means) -> Stage:
    """Asks about the step that was under way."""
    started = state.rested.started
    begun = f"begun {words.moment(started, state.now, means.hours)}" if started else "begun before"
    return Interrupted(title, state.elapsed, begun=begun, other=Hint("a", "a", "begin it anew"))


def _stages(state: State, means: Means, typed: str) -> list[Stage]:
    stop = walk.current(state)
    if stop is None:
        return []
    title, strength = stop.title or state.title, strongest(state.plan, stop.evidence)
    match stop.action:
        case Check(words=words):
            return [Checking(title, words, stop.why, stop.note, strength)]
        case Avoid(words=words):
            return [Avoiding(title, words, stop.why, stop.note, strength)]
        case Read(words=words):
            return [Reading(title, words, stop.note, stop.why, strength)]
        case Rest(seconds=seconds, say=say):
            return [Resting(seconds, say, title=stop.title, begun=state.elapsed, speed=means.speed)]
        case Breathe() as action:
            return _breathing(state, stop, action, means)
        case Meditate() as action:
            return _sitting(state, stop, action, means)
        case Ask():
            return _question(state, typed, means)
        case Follow():
            return []


def _breathing(state: State, stop: Stop, action: Breathe, means: Means) -> list[Stage]:
    pattern = state.plan.patterns[action.pattern]
    before = means.patterns.get(state.rested.path.removeprefix("breath."))
    if before and before.name != pattern.name and not cautions.said_against(before, means.said):
        return [breathe(before, action, stop, means, state.elapsed, pattern)]  # it may have been something gentler
    against = cautions.said_against(pattern, means.said)
    if against:
        other = cautions.gentler(pattern, means.said, means.patterns)
        return [Instead(pattern, other, against), breathe(other, action, stop, means, state.elapsed, pattern)]
    practice = breathe(pattern, action, stop, means, state.elapsed)
    # also when it is gone on with: nobody knows what was said then
    return [Cautions(pattern), practice] if cautions.has_holds(pattern) else [practice]


def gentler(state: State, means: Means) -> Stage | None:
    """The breathing stage that takes the place of the pattern in hand, when the person asks for something gentler."""
    stop = walk.current(state)
    if stop is None or not isinstance(stop.action, Breathe):
        return None
    pattern = state.plan.patterns[stop.action.pattern]
    return breathe(cautions.gentler(pattern, means.said, means.patterns), stop.action, stop, means, 0.0, pattern)


def breathe(
    pattern: Pattern, action: Breathe, stop: Stop, means: Means, begun: float, replaced: Pattern | None = None
) -> Stage:
    """The breathing itself. Where it takes the place of the step's own pattern it lasts about as long as that."""
    own, seconds = replaced is None, action.seconds
    if replaced:
        seconds = breath.asked_seconds(replaced, seconds=seconds, rounds=action.rounds)
    stage = Breathing(
        pattern,
        seconds=seconds,
        rounds=action.rounds if own else None,
        say=action.say if own else "",
        shape=means.shape,
        begun=begun,
        speed=means.speed,
    )
    stage.title = (stop.title if own else "") or pattern.title
    return stage


def _sitting(state: State, stop: Stop, action: Meditate, means: Means) -> list[Stage]:
    sitting = state.plan.sittings[action.sitting]
    sit = Sit(sitting, seconds=action.seconds, bells=action.bells, begun=state.elapsed, speed=means.speed)
    own = [text for text in sitting.cautions if text != cautions.SITTING]
    needs_note = state.elapsed == 0 and (own or not means.knows_sittings)
    return [SittingNote(stop.title or sitting.title, own), sit] if needs_note else [sit]


def _question(state: State, typed: str, means: Means) -> list[Stage]:
    field, log, stop = walk.question(state), walk.log(state), walk.current(state)
    if field is None or log is None:
        return []
    fields = walk.questions(state)
    at = fields.index(field) if field in fields else 0
    about = About(
        title=log.title,
        counter=f"{at + 1} of {len(fields)}" if len(fields) > 1 else "",
        following=fields[at + 1].ask if at + 1 < len(fields) else "",
        stem=log.summary if at == 0 or log.permission else "",
        small_print=log.permission,
        when=_when(state, means) if walk.is_one_log(state) and not state.corrects else "",
    )
    return [Asking(field, about, answering.answered_before(state), typed, at_once=bool(stop and stop.field))]


def _when(state: State, means: Means) -> str:
    """When that was, what one log by itself asks about."""
    return words.moment(state.meant, state.now, means.hours) if state.meant else NOW
