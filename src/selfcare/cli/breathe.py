"""`selfcare breathe`: paced breathing at once, by a pattern with a name or by phases of one's own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.breath import Pattern
    from selfcare.core.ports import Env

EXAMPLES = ("selfcare breathe even --for 3m --rate stress", 'selfcare breathe "in 4s, hold 2s, out 6s" --for 5m')

GENTLE = "long-exhale"
"""What is breathed without a name: no holds."""

PACES = {"slower": 1.1, "faster": 0.9}


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.practice import add_faces, add_rating

    parser.add_argument(
        "pattern", metavar="PATTERN", nargs="*", help=f'its name ({GENTLE}), or phases: "in 4s, out 6s", 4-6'
    )
    parser.add_argument("--for", dest="length", metavar="LENGTH", help="how long, as 5m; otherwise as the pattern says")
    parser.add_argument("--rounds", metavar="N", type=int, help="how many breaths, in place of --for")
    parser.add_argument("--pace", metavar="PACE", help="slower, faster, or how many times as slow, as 1.1")
    parser.add_argument("--shape", metavar="SHAPE", help="what moves on the screen this time, as in Settings")
    add_rating(parser)
    parser.add_argument(
        "--list", action="store_true", help="the patterns: their phases, lengths, whom they do not suit"
    )
    parser.add_argument("--keep", metavar="NAME", help="keep phases of your own under a name")
    parser.add_argument("--drop", metavar="NAME", help="keep a pattern of your own no longer")
    parser.add_argument("--as-plan", action="store_true", help="print the pattern as a table for a plan")
    add_faces(parser)


def run(arguments: Namespace) -> int:
    """Breathe, or do with patterns what was asked."""
    from selfcare.cli.compose import environment
    from selfcare.cli.streams import tell

    arguments.pattern = " ".join(arguments.pattern) if arguments.pattern else None  # phases without quotes
    _refuse_contradictions(arguments)
    with environment() as env:
        if arguments.list:
            tell(*_listed(env))
        elif arguments.drop is not None:
            env.shelf.drop_pattern(arguments.drop)
            tell(f"'{arguments.drop}' is kept no longer; `selfcare undo` brings it back")
        else:
            return _breathe(env, arguments)
    return 0


def _breathe(env: Env, arguments: Namespace) -> int:
    from selfcare.cli.practice import begin, rating
    from selfcare.cli.streams import tell
    from selfcare.core import own
    from selfcare.core.plan import Breathe, Plan
    from selfcare.core.start import alone

    pattern, seconds = _pattern(env, arguments)
    shape, rate = _shape(arguments.shape), rating(env, arguments.rate)
    if arguments.as_plan:
        _print_table(env, pattern, seconds, arguments.rounds)
        return 0
    if arguments.keep is not None:
        before = env.shelf.kept_patterns().get(pattern.name, pattern)
        env.shelf.keep_pattern(pattern)
        if before != pattern:
            tell(f"in place of {own.in_short(before.cycle)}, which `selfcare undo` brings back")
        tell(f"kept as '{pattern.name}': selfcare breathe {pattern.name}")
    plan = Plan(id="", title=pattern.title, patterns={pattern.name: pattern})
    walk = alone(plan, Breathe(pattern.name, seconds=seconds, rounds=arguments.rounds), pattern.title)
    return begin(env, walk, rate, arguments, shape=shape)


def _pattern(env: Env, arguments: Namespace) -> tuple[Pattern, float | None]:
    """The pattern at its pace, and for how many seconds if that was said. Raises `UsageError`, `NotFoundError`."""
    from selfcare.cli.practice import chosen
    from selfcare.cli.times import length
    from selfcare.core import own

    if arguments.keep is not None and arguments.pattern is None:
        raise UsageError(
            '--keep needs the phases to keep; write for example selfcare breathe "in 4s, out 6s" --keep mine'
        )
    words = GENTLE if arguments.pattern is None else arguments.pattern
    known, seconds = env.shelf.patterns(), length("--for", arguments.length)
    if words in known or not own.is_meant(words):
        pattern = known[chosen(words, known, "breathing pattern")]
        if arguments.keep is not None:
            raise UsageError(f"'{words}' has a name already; --keep takes phases of your own, as \"in 4s, out 6s\"")
    else:
        name = "" if arguments.keep is None else own.check_name(arguments.keep)
        pattern = own.pattern(own.read(words), name, "", seconds, arguments.rounds)
    pattern = pattern if arguments.pace is None else _at_pace(pattern, arguments.pace)
    _refuse_length(pattern, seconds, arguments.rounds)
    return pattern, seconds


def _at_pace(pattern: Pattern, word: str) -> Pattern:
    from selfcare.core import breath, limits

    try:
        factor = PACES.get(word) or float(word)
    except ValueError:
        factor = 0.0
    if not 0 < factor < 100:
        raise UsageError("--pace takes slower, faster, or how many times as slow, as 1.1")
    if not breath.is_paced(pattern):
        raise UsageError(f"'{pattern.name}' has no pace of its own; leave out --pace")
    if not limits.may_go(pattern, factor):
        fastest, slowest = limits.pace_bounds(pattern)
        bounds = f"{fastest + 0.0049:.2f} and {slowest - 0.0049:.2f}"
        raise UsageError(f"--pace of '{pattern.name}' lies between {bounds}: 1 is as written, more is slower")
    return breath.paced(pattern, factor)


def _refuse_length(pattern: Pattern, seconds: float | None, rounds: int | None) -> None:
    """More than the longest dose is refused with what that is."""
    from selfcare.core import breath, limits

    if rounds is not None and not breath.is_paced(pattern):
        raise UsageError(f"'{pattern.name}' has no rounds; say how long with --for")
    if rounds is not None and rounds < 1:
        raise UsageError("--rounds takes a number from 1 on")
    if limits.is_counted(pattern):
        asked = breath.cycle_count(pattern, seconds=seconds, rounds=rounds)
        is_too_long = (seconds or rounds) and asked > limits.MOST_ROUNDS
        longest = f"{limits.MOST_ROUNDS} rounds at a time; write --rounds {limits.MOST_ROUNDS}"
    else:
        is_too_long = (seconds or 0) > limits.longest(pattern) or (rounds or 0) > limits.most_rounds(pattern)
        option = f"--for {limits.dose(pattern)}" if seconds else f"--rounds {limits.most_rounds(pattern)}"
        longest = f"{limits.dose(pattern)} at a time; write {option}"
    if is_too_long:
        raise UsageError(f"'{pattern.name}' is for at most {longest}")


def _shape(word: str | None) -> str:
    from selfcare.core.preferences import PREFERENCES

    shapes = next(each.options for each in PREFERENCES if each.key == "shape")
    if word is not None and word not in shapes:
        raise UsageError(f"--shape takes {', '.join(list(shapes)[:-1])} or {list(shapes)[-1]}")
    return word or ""


def _print_table(env: Env, pattern: Pattern, seconds: float | None, rounds: int | None) -> None:
    from selfcare import planfile
    from selfcare.cli.streams import tell
    from selfcare.core.frozen import replace

    if seconds or rounds:
        pattern = replace(pattern, seconds=seconds, rounds=rounds)
    name = f"my-{pattern.name}" if pattern.name in planfile.built_in_patterns() else pattern.name
    tell(*planfile.pattern_table(pattern, name).splitlines())


def _listed(env: Env) -> list[str]:
    """Each pattern in a line, under it whom it does not suit, and what is breathed in its place where that was said."""
    from selfcare.core import cautions, own, practices

    known, mine, said = env.shelf.patterns(), env.shelf.kept_patterns(), env.shelf.cautions()
    width = max(map(len, known), default=0) + 2
    lines: list[str] = []
    for name, pattern in known.items():
        cycle = own.in_short(pattern.cycle) or "at your own pace"
        usual = f"{pattern.rounds} rounds" if pattern.rounds else practices.lasting(pattern.seconds or 0)
        yours = ", yours" if name in mine else ""
        lines.append(f"{name:<{width}}{cycle}; {usual}, at most {_dose(pattern)}{yours}")
        if pattern.unsafe_for:
            lines.append(f"{'':<{width}}not for: {', '.join(pattern.unsafe_for)}")
        if against := cautions.said_against(pattern, said):
            other = cautions.gentler(pattern, said, known).name
            lines.append(f"{'':<{width}}you said in Settings: {', '.join(against)}")
            lines.append(f"{'':<{width}}so {other} takes its place")
    return lines


def _refuse_contradictions(arguments: Namespace) -> None:
    """Options that cannot both be meant."""
    from selfcare.cli.practice import given, refuse_beside, refuse_faces

    said = given(arguments, "pattern", "length", "rounds", "pace", "shape", "rate", "list", "keep", "drop", "as_plan")
    faces = given(arguments, "linear", "eyes_closed", "quiet")
    refuse_beside("--list", said + faces)
    refuse_beside("--drop", said + faces)
    refuse_beside("--as-plan", said + faces, ("PATTERN", "--for", "--rounds", "--pace", "--keep"))
    if arguments.keep is not None and arguments.pace is not None:
        raise UsageError("--keep keeps what you write; write the slower or faster seconds in place of --pace")
    if arguments.length is not None and arguments.rounds is not None:
        raise UsageError("--for and --rounds both say how long; give one of them")
    refuse_faces(arguments)
    if arguments.linear and arguments.shape is not None:
        raise UsageError("plain lines have no shape; leave out --shape or --linear")


def _dose(pattern: Pattern) -> str:
    from selfcare.core import limits, practices

    return f"{limits.MOST_ROUNDS} rounds" if limits.is_counted(pattern) else practices.lasting(limits.longest(pattern))
