"""`[log.NAME]`: a log with its fields, which are asked in their order."""

from __future__ import annotations

from typing import Literal

from selfcare.core.grammar import clock, repeat
from selfcare.core.question import Choice, Field, Log, Scale
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.questions import Questions, kind_word
from selfcare.planfile.compile.shared import title
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import remind

Score = Literal["", "sum", "mean"]
SCORES: tuple[Score, ...] = ("sum", "mean")


def log(table: Table, questions: Questions, conditions: Conditions) -> Log:
    """A log of the plan or of the library."""
    name = table.name
    fields = {
        field: found
        for field, inside in questions.fields(name).items()
        if (found := _field(inside, name, field, questions, conditions)) is not None
    }
    source = questions.source(name)
    scoring = _speaking(table, source, "score")
    score: Score = scoring.word("score", SCORES, "")
    asked = {member.name for member in scoring.members()} if scoring is source else set(fields)
    scored = tuple(field for field in fields if field in asked and _is_item(fields[field])) if score else ()
    if score and fields and not scored:
        table.reading.report("never", table.place("score"), "there is no scale in this log to make a score of")
    asks = questions.fields(name) or "instrument" in table.data or any(table.members())
    if not asks and table.is_whole():
        help = f'add a question: [log.{name[:40]}.level] with scale = "How is it now?"'
        table.reading.report("missing", table.key_place(), "this log asks nothing", help=help)
    return Log(
        name=name,
        title=title(_speaking(table, source, "title")),
        fields=fields,
        summary=_speaking(table, source, "summary").words("summary"),
        per=_speaking(table, source, "per").word("per", ("entry", "day", "visit", "episode"), "entry"),
        every=table.value("every", repeat),
        at=table.line("at") if table.value("at", clock) else "",
        remind=remind(table),
        condition=conditions.read(table, "if", log=name),
        was=table.line("was"),
        instrument=table.line("instrument"),
        permission=_speaking(table, source, "permission").words("permission"),
        score=score,
        scored=scored,
        share_from=_share_from(_speaking(table, source, "share-from"), score),
    )


def _speaking(table: Table, source: Table | None, key: str) -> Table:
    """The table that says this of a log: its own, else that of its instrument."""
    return table if source is None or key in table.data or key not in source.data else source


def _share_from(table: Table, score: Score) -> float | None:
    found = table.number("share-from")
    if found is not None and not score:
        message = "without a score there is nothing to share from on"
        table.reading.report("never", table.place("share-from"), message, help='add score = "sum"')
    return found


def _is_item(field: Field) -> bool:
    """Whether an answer counts towards a score: a scale, or a choice of numbers, as in questionnaires."""
    kind = field.kind
    if isinstance(kind, Choice):
        return bool(kind.options) and not kind.many and all(option.isdecimal() for option in kind.options)
    return isinstance(kind, Scale)


def _field(inside: Table, log: str, name: str, questions: Questions, conditions: Conditions) -> Field | None:
    kind = questions.kind(log, name)
    if kind is None:
        return None
    return Field(
        name=name,
        ask=inside.words(kind_word(inside)),
        kind=kind,
        help=inside.words("help"),
        required=inside.flag("required"),
        condition=conditions.read(inside, "if", log=log, field=name),
        was=inside.line("was"),
        code=inside.line("code"),
        recall=inside.line("recall"),
    )
