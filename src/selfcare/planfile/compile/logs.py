"""`[log.NAME]`: a log with its fields, which are asked in their order."""

from __future__ import annotations

from typing import Literal

from selfcare.core.grammar import clock, repeat
from selfcare.core.question import Field, Log, Scale
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
    score: Score = table.word("score", SCORES, "")
    if score and fields and not any(isinstance(field.kind, Scale) or _numbered(field) for field in fields.values()):
        table.reading.report("never", table.place("score"), "there is no scale in this log to make a score of")
    asks = questions.fields(name) or "instrument" in table.data or any(table.members())
    if not asks and table.is_whole():
        help = f'add a question: [log.{name[:40]}.level] with scale = "How is it now?"'
        table.reading.report("missing", table.key_place(), "this log asks nothing", help=help)
    return Log(
        name=name,
        title=title(table),
        fields=fields,
        summary=table.words("summary"),
        per=table.word("per", ("entry", "day", "visit", "episode"), "entry"),
        every=table.value("every", repeat),
        at=table.line("at") if table.value("at", clock) else "",
        remind=remind(table),
        condition=conditions.read(table, "if", log=name),
        was=table.line("was"),
        instrument=table.line("instrument"),
        permission=table.words("permission"),
        score=score,
    )


def _numbered(field: Field) -> bool:
    """Whether a choice counts towards a score: its options are numbers, as in questionnaires."""
    return all(option.isdecimal() for option in getattr(field.kind, "options", {"": ""}))


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
