"""What is offered of a practice that was interrupted: to go on with it, to count what was done, or to let it go.

Every face asks the same and does the same with the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from selfcare.core import acts, breath, ledger, practices, words
from selfcare.core.acts import Stamp
from selfcare.core.breath import Pattern
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.hours import Hours
from selfcare.core.ledger import Run
from selfcare.core.mark import Mark
from selfcare.core.plan import Breathe, Meditate, Plan
from selfcare.core.ports import Env, Marks
from selfcare.core.sitting import Sitting
from selfcare.core.start import Walk, alone, open_again
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import Paused
from selfcare.errors import SelfcareError

NEAR = 1e-6
"""Times as slow: closer than this is the same pace."""

FASTEST, SLOWEST = 0.79, 1.31
"""Times as slow: past these it is no pace of the pattern but another one, as `limits` has it."""

LEAST = 1.0
"""Seconds under which there was nothing yet: neither offered nor recorded."""


FEW = 50
"""The sessions among which one is looked for: it was the last thing that a process did."""

SEEN_TO = "That was seen to in another window."
"""Whoever answers for what another window has taken in hand is told no more than that."""


def offered(marks: Marks, open_runs: Collection[str]) -> tuple[Mark, ...]:
    """What is to be offered by itself, the latest first. The step of a walk that is offered itself comes with it."""
    return tuple(mark for mark in marks.left() if mark.path and mark.elapsed >= LEAST and mark.run not in open_runs)


def offered_now(env: Env) -> tuple[Mark, ...]:
    """The same, as things are. The agenda is read only where something is left at all."""
    if not env.marks.left():
        return ()
    from selfcare.core import agenda

    return offered_beside(env, agenda.read(env).runs)


def offered_beside(env: Env, runs: Sequence[Run]) -> tuple[Mark, ...]:
    """The same, where these walks are offered, as far as each can be gone on with."""
    if not env.marks.left():
        return ()
    return offered(env.marks, [run.id for run in runs if open_again(env.shelf, run)])


def unlisted(env: Env, runs: Sequence[Run]) -> list[str]:
    """Of the latest walk of a plan that is not followed, which no row of Today stands for: what to do about it."""
    used = {used.plan.id for used in env.shelf.in_use()}
    found = ((run, open_again(env.shelf, run)) for run in runs if run.plan not in used)
    hours, now = env.preferences.hours, env.clock.now()
    return [
        f"You were in the middle of: {walk.course.title}, begun {words.moment(run.started, now, hours)}. "
        "`selfcare` goes on with it."
        for run, walk in found
        if walk
    ][:1]


def is_ours(env: Env, mark: Mark) -> bool:
    """See to what was left, before anything comes of the answer. False: another window does, or did; or what was
    recorded of it was the last thing that its process did. Raises `StorageError`."""
    if not env.marks.claim(mark):
        return False
    if not _is_recorded(env, mark):
        return True
    env.marks.drop(mark)
    return False


def _is_recorded(env: Env, mark: Mark) -> bool:
    """Whether the journal has it: the instant of its beginning tells one session from all others."""
    told = env.journal.events(("session.recorded",), path=mark.path, newest=FEW)
    return any(session.started.timestamp() == mark.started.timestamp() for session in ledger.sessions(told))


def rested(mark: Mark) -> Paused:
    """Where it goes on; that it was interrupted counts as a gap."""
    return Paused(mark.elapsed, mark.started, mark.pauses, mark.gaps + 1, mark.path, mark.late)


def going_on(env: Env, mark: Mark) -> Walk | None:
    """The walk that goes on with it, as far as its parts are known: of a walk, by its own plan."""
    if mark.run:
        try:
            plan = env.shelf.open(mark.plan)
        except SelfcareError:
            return None
        return gone_on(mark, {**env.shelf.patterns(), **plan.patterns}, {**env.shelf.sittings(), **plan.sittings})
    return gone_on(mark, env.shelf.patterns(), env.shelf.sittings())


def gone_on(mark: Mark, patterns: Mapping[str, Pattern], sittings: Mapping[str, Sitting]) -> Walk | None:
    """The walk that goes on with a practice by itself; None where nobody knows it any more, or it is over.

    A breath is breathed as it was, whatever its pattern's name stands for today.
    """
    kind, _, name = mark.path.partition(".")
    plan = Plan(id="", title=mark.title)
    action: Breathe | Meditate | None = None
    if kind == "breath" and (pattern := _breathed(mark, name, patterns.get(name))):
        plan, action = replace(plan, patterns={name: pattern}), Breathe(name, mark.seconds, mark.rounds)
    elif kind == "sitting" and name in sittings:
        plan = replace(plan, sittings={name: sittings[name]})
        action = Meditate(name, mark.seconds, mark.bells)
    if action is None or mark.elapsed >= mark.total:
        return None
    return replace(alone(plan, action, mark.title), left=mark)


def _breathed(mark: Mark, name: str, known: Pattern | None) -> Pattern | None:
    if known and (mark.run or known.cycle == mark.cycle):
        return known
    if not mark.cycle:
        return None
    if known and (factor := _pace(known, mark)):
        return breath.paced(known, factor)
    from selfcare.core import own  # deferred: opening Today asks for none of it

    again = own.pattern(mark.cycle, name, mark.title, mark.total)
    others = [tag for tag in (known.unsafe_for if known else ()) if tag not in again.unsafe_for]
    return replace(again, unsafe_for=(*again.unsafe_for, *others))


def _pace(known: Pattern, mark: Mark) -> float:
    """How many times as slow as the pattern is written it was breathed; 0 where it was another breath."""
    pairs = list(zip(known.cycle, mark.cycle, strict=False))
    is_alike = len(known.cycle) == len(mark.cycle) and all(
        (one.kind, one.words) == (other.kind, other.words) and one.seconds > 0 for one, other in pairs
    )
    factors = [other.seconds / one.seconds for one, other in pairs] if is_alike else []
    is_even = factors and max(factors) - min(factors) < NEAR and FASTEST <= factors[0] <= SLOWEST
    return factors[0] if is_even else 0.0


def counted(mark: Mark, stamp: Stamp) -> Event:
    """The session as far as it came, with those of its signs that were noted."""
    watch = Stopwatch(pauses=mark.pauses, gaps=mark.gaps + 1)
    session = acts.record_session(
        mark.path,
        mark.started,
        min(mark.elapsed, mark.total),
        stamp,
        planned=mark.total,
        outcome="done" if mark.elapsed >= mark.total else "stopped",
        receipt=practices.receipt(mark.late, mark.planned, watch),
    )
    return replace(session, plan=mark.plan)


def place(seconds: float) -> str:
    """`4:10`: how far it came."""
    whole = int(seconds + 1e-6)
    return f"{whole // 60}:{whole % 60:02}"


def sentence(mark: Mark, now: datetime, hours: Hours) -> str:
    """What was under way, for Today in print."""
    begun = f"{mark.title}, begun {words.moment(mark.started, now, hours)}"
    command = "meditate" if mark.path.startswith("sitting.") else "breathe"
    return f"You were in the middle of: {begun}. `selfcare {command}` goes on with it at {place(mark.elapsed)}."


def elsewhere(mark: Mark, now: datetime, hours: Hours) -> str:
    """That another process is in the middle of something."""
    since = words.moment(mark.started, now, hours)
    return f"Another selfcare window is in the middle of {mark.title} since {since}. Both are counted."


def lives_elsewhere(marks: Marks, run: str) -> Mark | None:
    """What tells that another living process goes through this walk."""
    return next((mark for mark in marks.living() if mark.run == run), None) if run else None
