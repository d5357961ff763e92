"""The tables that a library file may hold too: breathing patterns, sittings, warnings, cards, evidence."""

from __future__ import annotations

from selfcare.core import plan
from selfcare.core.breath import Pattern, Phase, Ramp
from selfcare.core.grammar import bell, cue, phase, quoted, seconds
from selfcare.core.plan import Card, Evidence, Strength, WarningLevel
from selfcare.core.sitting import Bell, Cue, Sitting
from selfcare.planfile.compile.actions import MOST_ROUNDS
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import moment
from selfcare.planfile.known import CAUTIONS
from selfcare.planfile.problem import Label
from selfcare.planfile.suggest import nearest

STRENGTHS: tuple[Strength, ...] = (
    "guideline",
    "review",
    "trial",
    "observational",
    "consensus",
    "tradition",
    "logistics",
    "law",
)
WARNING_LEVELS: tuple[WarningLevel, ...] = ("emergency", "today", "soon", "stop")
PATTERN_SECONDS = 300.0
SITTING_SECONDS = 600.0


def title(table: Table) -> str:
    """Its title, else its name as words."""
    return table.words("title") or table.name.replace("-", " ").capitalize()


def pattern(table: Table) -> Pattern:
    """`[breath.NAME]`."""
    if "for" in table.data and "rounds" in table.data:
        message = "a pattern has `for` or `rounds`, not both"
        labels = (Label(table.key_place("for").found, "the other"),)
        table.reading.report("value", table.key_place("rounds"), message, help="leave one of them out", labels=labels)
    rounds = table.whole("rounds", 1, MOST_ROUNDS)
    cycle = table.values("cycle", phase)
    return Pattern(
        name=table.name,
        title=title(table),
        cycle=cycle,
        seconds=table.value("for", seconds) or (None if rounds else PATTERN_SECONDS),
        rounds=rounds,
        ramp=_ramp(table, cycle),
        unsafe_for=_tags(table),
        cautions=table.lines("cautions"),
    )


def _ramp(table: Table, cycle: tuple[Phase, ...]) -> Ramp | None:
    inside = table.table("ramp")
    if inside is None:
        return None
    to = inside.values("to", phase)
    over = inside.value("over", seconds)
    if over is None or len(to) != len(list(inside.entries("to"))):
        return None
    if [step.kind for step in to] != [step.kind for step in cycle]:
        message = "a ramp goes through the same phases as the cycle, in the same order"
        inside.reading.report("value", inside.key_place("to"), message)
        return None
    return Ramp(to, over)


def _tags(table: Table) -> tuple[str, ...]:
    found: list[str] = []
    for index, tag in table.entries("unsafe-for"):
        if tag in CAUTIONS:
            found.append(tag)
        elif isinstance(tag, str):
            message = f"there is no caution {quoted(tag)}"
            near = nearest(tag, CAUTIONS)
            help = "" if near else f"there is {', '.join(CAUTIONS)}"
            table.reading.report(
                "unknown-name", table.place("unsafe-for", index), message, replacement=near or None, help=help
            )
    return tuple(found)


def sitting(table: Table) -> Sitting:
    """`[sitting.NAME]`."""
    length = table.value("for", seconds) or SITTING_SECONDS
    bells = table.values("bells", bell) if "bells" in table.data else (Bell("start"), Bell("end"))
    cues = [_cue(table, index, text, length) for index, text in table.entries("cues")]
    _check_bells(table, length)
    return Sitting(
        name=table.name,
        title=title(table),
        seconds=length,
        cues=tuple(sorted((cue for cue in cues if cue is not None), key=lambda cue: cue.at)),
        bells=bells,
        cautions=table.lines("cautions"),
    )


def _cue(table: Table, index: int, text: object, length: float) -> Cue | None:
    found = table.parsed(("cues", index), text, cue)
    if found is not None and found.at > length:
        message = "this comes after the end of the sitting, so it is never shown"
        table.reading.report(
            "never", table.place("cues", index), message, help="make `for` longer, or the time earlier"
        )
    return found


def _check_bells(table: Table, length: float) -> None:
    for index, text in table.entries("bells"):
        found = table.parsed(("bells", index), text, bell)
        if found is not None and found.seconds > length:
            message = "this bell comes after the end of the sitting, so it never rings"
            table.reading.report("never", table.place("bells", index), message)


def warning(table: Table) -> plan.Warning:
    """`[warning.NAME]`."""
    level = table.word("level", WARNING_LEVELS, "emergency")
    return plan.Warning(table.name, table.words("say"), level, table.flag("pinned"), table.values("shown", moment))


def evidence(table: Table) -> Evidence:
    """`[evidence.NAME]`."""
    return Evidence(
        name=table.name,
        cite=table.line("cite"),
        strength=table.word("strength", STRENGTHS, "tradition"),
        says=table.words("says"),
        doi=table.line("doi"),
        pmid=table.line("pmid"),
        url=table.line("url"),
    )


def card(table: Table, names: Names) -> Card:
    """`[card.NAME]`."""
    given = table.data.get("strength")
    wanted = given if isinstance(given, list) else [given]
    return Card(
        name=table.name,
        title=table.words("title"),
        text=table.words("text"),
        strength=tuple(strength for strength in STRENGTHS if strength in wanted),
        direction=table.word("direction", ("for", "against", "mixed", "unclear"), ""),
        certainty=table.word("certainty", ("high", "moderate", "low", "none"), ""),
        checked=table.day("checked"),
        evidence=sources(table, names),
    )


def sources(table: Table, names: Names) -> tuple[str, ...]:
    """`evidence = […]`: names of evidence or of cards."""
    found: list[str] = []
    for index, name in table.entries("evidence"):
        if isinstance(name, str):
            names.use_source(name, table.place("evidence", index))
            found.append(name)
    return tuple(found)
