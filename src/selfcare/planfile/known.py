"""Every table and key of the plan language: what each holds, its default, and one sentence about it.

The single source for the checker (`shape` builds its models from it), for "did you mean", for translations (which keys
are words) and for the authors' guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LANGUAGE = 1
"""The number of the plan language that this version reads: `selfcare = 1`."""

TYPES: Mapping[str, str] = {
    "line": "text",
    "words": "text",
    "lines": "a list of texts",
    "name": "a name",
    "names": "a list of names",
    "path": "a name such as log.stress.level",
    "paths": "a list of names such as log.stress.level",
    "duration": "a duration such as 30m",
    "durations": "a list of durations such as 4w",
    "moment": "a moment such as 2h before",
    "moments": "a list of moments such as end",
    "clock": "a time of day such as 07:15",
    "repeat": "a rhythm such as day or mon wed fri",
    "condition": "a condition",
    "covers": "a duration such as 28d, or since last appointment",
    "remind": "true, false or a duration ahead such as 10m",
    "flag": "true or false",
    "whole": "a whole number",
    "number": "a number",
    "date": "a date such as 2026-05-04, without quotes",
    "phases": 'a list of phases such as "in 4s"',
    "cues": 'a list of cues such as "1:30  Notice your feet"',
    "bells": 'a list of bells such as "every 5m"',
    "labels": "a table of texts, by number",
    "options": "a list of texts, or a table of them by name",
    "strengths": "a strength of evidence, or a list of them",
    "word": "one of the words below",
    "answers": "a table of answers by name",
    "instant": "a local date and time such as 2026-12-03T14:30:00, or a moment such as 3h before",
    "local": "a local date and time such as 2026-12-03T14:30:00",
    "ramp": "a table with `to` and `over`",
    "expected": "a table of what is expected",
    "scripted": "a list of tables",
    "steps": "a list of tables",
    "format": "the number 1",
}
"""What a key takes, in words for authors. Those of `TRANSLATED` are words that a translation may replace."""

LISTS = frozenset({"lines", "names", "paths", "durations", "moments", "phases", "cues", "bells"})
"""Types that are lists of texts."""
TEXTS = frozenset({"line", "words", "name", "path", "duration", "moment", "clock", "repeat", "condition", "covers"})
"""Types that are texts."""
TRANSLATED = frozenset({"words", "lines", "labels", "options", "cues", "phases"})

STRENGTHS = ("guideline", "review", "trial", "observational", "consensus", "tradition", "logistics", "law")
CAUTIONS = ("pregnant", "heart", "lung", "seizure", "panic", "eye")
"""Tags a person may say apply; a pattern is `unsafe-for` them. Read in conditions as `setting.pregnant`."""


class Key(NamedTuple):
    """One key of a table."""

    name: str
    type: str
    """A key of `TYPES`."""
    says: str
    default: str = ""
    """As it would stand in a plan; empty: nothing."""
    required: bool = False
    choices: tuple[str, ...] = ()
    """The closed list, for the type `word`."""


class Table(NamedTuple):
    """One kind of table: its own keys, and, for a table told apart by a kind word, the keys of each kind."""

    name: str
    header: str
    says: str
    keys: tuple[Key, ...]
    kinds: Mapping[str, tuple[Key, ...]] = {}
    """Kind word to keys; the first of each is the kind word itself."""
    member: str = ""
    """The table that every sub-table is (`item`, `field`)."""
    above: str = ""
    """The table one level up."""


def _title(default: str = "its name") -> Key:
    return Key("title", "words", "What it is called.", default)


SUMMARY = Key("summary", "words", "A sentence or two about it.")
IF = Key("if", "condition", "Only when this holds.")
WAS = Key("was", "name", "Its earlier name, which keeps its history together.")
EVIDENCE = Key("evidence", "names", "Where it comes from: names of evidence or of cards.", "[]")
OPTIONAL = Key("optional", "flag", "It may be left out without a word.", "false")
WHY = Key("why", "words", "The reason, in one plain sentence.")
NOTE = Key("note", "words", "Anything else to know.")
EVERY = Key("every", "repeat", "On which days it comes round.")
AT_CLOCK = Key("at", "clock", "At what time of day.")
REMIND = Key("remind", "remind", "Whether, or how far ahead, to remind.", "false")
CAUTION_LINES = Key("cautions", "lines", "What to take care of.", "[]")
PATTERN_FOR = Key("for", "duration", "For how long.", "the pattern's own")
SITTING_FOR = Key("for", "duration", "For how long; the cues are scaled.", "the sitting's own")
ROUNDS = Key("rounds", "whole", "For how many cycles, instead of `for`.")
SAY = Key("say", "words", "Words shown meanwhile.")
BELLS = Key("bells", "bells", "When a bell sounds.", "the sitting's own")

CHECK = Key("check", "words", "Something to do and tick.", required=True)
AVOID = Key("avoid", "words", "Something to leave out.", required=True)
BREATHE = Key("breathe", "name", "Paced breathing: the name of a pattern.", required=True)
MEDITATE = Key("meditate", "name", "A sitting, by its name.", required=True)
LOG = Key("log", "name", "Fill in a log, by its name.", required=True)
READ = Key("read", "words", "Text to read, or the name of a card.", required=True)
REST = Key("rest", "duration", "Do nothing for so long.", required=True)
RUN = Key("run", "name", "Walk through a routine, by its name.", required=True)

STEP_KINDS: Mapping[str, tuple[Key, ...]] = {
    "check": (CHECK,),
    "breathe": (BREATHE, PATTERN_FOR, ROUNDS, SAY),
    "meditate": (MEDITATE, SITTING_FOR, BELLS),
    "log": (LOG,),
    "read": (READ,),
    "rest": (REST, SAY),
    "run": (RUN,),
}
ITEM_KINDS: Mapping[str, tuple[Key, ...]] = {"check": STEP_KINDS["check"], "avoid": (AVOID,), **STEP_KINDS}

ASKS = "The question, in words."
SETTING_KINDS: Mapping[str, tuple[Key, ...]] = {
    "duration": (
        Key("duration", "words", ASKS, required=True),
        Key("default", "duration", "The value until somebody chooses.", required=True),
        Key("min", "duration", "The least that may be chosen."),
        Key("max", "duration", "The most that may be chosen."),
    ),
    "time": (
        Key("time", "words", ASKS, required=True),
        Key("default", "clock", "The value until somebody chooses.", required=True),
        Key("min", "clock", "The earliest that may be chosen."),
        Key("max", "clock", "The latest that may be chosen."),
    ),
    "number": (
        Key("number", "words", ASKS, required=True),
        Key("default", "number", "The value until somebody chooses.", required=True),
        Key("min", "number", "The least that may be chosen."),
        Key("max", "number", "The most that may be chosen."),
    ),
    "text": (
        Key("text", "words", ASKS, required=True),
        Key("default", "line", "The value until somebody chooses.", required=True),
    ),
    "choice": (
        Key("choice", "words", ASKS, required=True),
        Key("default", "name", "The option until somebody chooses.", required=True),
        Key("options", "options", "What may be chosen.", required=True),
    ),
    "yes-no": (
        Key("yes-no", "words", ASKS, required=True),
        Key("default", "flag", "The value until somebody chooses.", required=True),
    ),
}

FIELD_KINDS: Mapping[str, tuple[Key, ...]] = {
    "scale": (
        Key("scale", "words", ASKS, required=True),
        Key("min", "number", "The lowest answer.", "0"),
        Key("max", "number", "The highest answer.", "10"),
        Key("step", "number", "The distance between answers.", "1"),
        Key("labels", "labels", "Words for some of the numbers.", "{}"),
        Key("better", "word", "Which end is better.", '"low"', choices=("low", "high")),
    ),
    "choice": (
        Key("choice", "words", ASKS, required=True),
        Key("options", "options", "The answers that are offered.", required=True),
        Key("many", "flag", "Several may be chosen.", "false"),
        Key("other", "flag", "Words of one's own are welcome too.", "false"),
    ),
    "number": (
        Key("number", "words", ASKS, required=True),
        Key("unit", "words", "What is counted: h, km, glasses."),
        Key("min", "number", "The lowest answer."),
        Key("max", "number", "The highest answer."),
        Key("step", "number", "The distance between answers."),
    ),
    "text": (
        Key("text", "words", ASKS, required=True),
        Key("lines", "whole", "How many lines there is room for.", "1"),
    ),
    "yes-no": (Key("yes-no", "words", ASKS, required=True),),
    "body": (
        Key("body", "words", ASKS, required=True),
        Key("regions", "line", "The map of the body that is shown.", '"body"'),
        Key("many", "flag", "Several places may be chosen.", "true"),
    ),
    "time": (Key("time", "words", ASKS, required=True),),
    "date": (Key("date", "words", ASKS, required=True),),
    "duration": (Key("duration", "words", ASKS, required=True),),
}

ROOT_KEYS = (
    Key("selfcare", "format", "The number of the plan language.", required=True),
    Key("plan", "plan", "What the plan is.", required=True),
    Key("appointment", "appointment", "What an appointment is."),
    Key("course", "course", "A series of visits."),
    Key("setting", "setting", "What a person or a clinic may adjust."),
    Key("checklist", "checklist", "Things to do and to leave out around an appointment or an entry."),
    Key("routine", "routine", "Steps in order."),
    Key("breath", "breath", "Breathing patterns."),
    Key("sitting", "sitting", "Meditations."),
    Key("log", "log", "What is asked."),
    Key("alert", "alert", "What is said when answers call for it."),
    Key("warning", "warning", "Red-flag cards."),
    Key("card", "card", "What is known, how surely, and who disagrees."),
    Key("evidence", "evidence", "Sources."),
    Key("report", "report", "The page for the practitioner."),
    Key("test", "test", "What the author means, as examples."),
)
SINGLE = frozenset({"plan", "appointment", "course", "library", "translation"})
"""Tables that are there once; the others hold tables by name, and `test` is a list."""
SHARED = ("breath", "sitting", "log", "warning", "card", "evidence")
"""What a library file may hold."""

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("root", "", "The file itself.", ROOT_KEYS),
        Table(
            "plan",
            "[plan]",
            "What the plan is, for whom, and from whom.",
            (
                Key("title", "words", "What the plan is called.", required=True),
                Key("id", "name", "The plan's name for good; records are kept under it.", "the name of the file"),
                Key("version", "line", "The version of this plan.", '"1"'),
                Key("language", "line", "The language its texts are in.", '"en"'),
                Key(
                    "status",
                    "word",
                    "Whether it may be used.",
                    '"active"',
                    choices=("active", "draft", "retired"),
                ),
                SUMMARY,
                Key("author", "line", "Who wrote it."),
                Key("reviewer", "line", "Who checked it."),
                Key("reviewed", "date", "When it was checked."),
                Key("review-by", "date", "When it has to be checked again."),
                Key("licence", "line", "On what terms it may be passed on."),
                Key("contact", "line", "How to reach its author."),
                Key("audience", "words", "Whom it is for."),
                Key(
                    "region",
                    "line",
                    "Where it is meant for (uk, ie, eu, us, ca, au, nz): a handout has its numbers.",
                    '"any"',
                ),
                Key("tags", "names", "Words to find and check it by.", "[]"),
                CAUTION_LINES,
                Key("not-for", "lines", "Who should not use it.", "[]"),
                Key("lasts", "duration", "How long it is followed."),
                Key("extends", "line", "The plan it builds on: an id of the library, or a file beside this one."),
                Key("remove", "paths", "What of that plan is left out.", "[]"),
                Key("uses", "names", "Library files whose tables are named here.", "[]"),
                Key("warnings", "names", "Red-flag cards that belong to this plan.", "[]"),
                Key("self-harm-review", "words", "Who reads answers about self-harm, and how fast."),
            ),
            above="root",
        ),
        Table(
            "appointment",
            "[appointment]",
            "What an appointment of this plan is.",
            (
                Key("title", "words", "What it is called.", '"Appointment"'),
                Key("lasts", "duration", "How long it lasts.", '"1h"'),
            ),
            above="root",
        ),
        Table(
            "course",
            "[course]",
            "A series of visits.",
            (
                Key("visits", "whole", "How many."),
                Key("every", "duration", "How long from one visit to the next.", '"7d"'),
                Key("baseline", "duration", "How long is logged before the first visit.", '"7d"'),
                Key("review-after", "whole", "After which visit to look back together."),
                Key("review-with", "name", "The routine to look back with."),
                Key("checks", "durations", "When to ask again after the last visit.", "[]"),
                Key("check-with", "name", "The routine that asks again."),
            ),
            above="root",
        ),
        Table(
            "setting",
            "[setting.NAME]",
            "What a person or a clinic may adjust. `{NAME}` stands for it in texts, times and durations.",
            (),
            SETTING_KINDS,
            above="root",
        ),
        Table(
            "checklist",
            "[checklist.NAME]",
            "Things to do and to leave out, around an appointment or each entry of a log.",
            (
                _title(),
                SUMMARY,
                Key(
                    "anchor",
                    "path",
                    'What times count from: "appointment", or a log such as log.attack.',
                    '"appointment"',
                ),
                IF,
            ),
            member="item",
            above="root",
        ),
        Table(
            "item",
            "[checklist.NAME.ITEM]",
            "One thing to do or to leave out.",
            (
                Key("at", "moment", "Around then."),
                Key("from", "moment", "From then on.", "the end, if `until` is after it"),
                Key("until", "moment", "Until then.", "the start, if `from` is before it"),
                Key("short", "words", "At most 18 characters, for the prep clock."),
                Key("about", "line", "Its topic, for comparing plans.", "its short words"),
                WHY,
                NOTE,
                IF,
                OPTIONAL,
                REMIND,
                EVIDENCE,
            ),
            ITEM_KINDS,
            above="checklist",
        ),
        Table(
            "routine",
            "[routine.NAME]",
            "Steps in order.",
            (
                _title(),
                SUMMARY,
                EVERY,
                AT_CLOCK,
                IF,
                REMIND,
                Key("rate", "path", "A scale asked before and after, such as log.stress.level."),
                Key("steps", "steps", "The steps.", required=True),
            ),
            above="root",
        ),
        Table(
            "step",
            "[[routine.NAME.steps]]",
            "One step.",
            (
                Key("id", "name", "Its name for good.", "its place in the list"),
                Key("title", "words", "What it is called."),
                NOTE,
                WHY,
                IF,
                OPTIONAL,
                EVIDENCE,
            ),
            STEP_KINDS,
            above="routine",
        ),
        Table(
            "breath",
            "[breath.NAME]",
            "A breathing pattern.",
            (
                Key("cycle", "phases", "The phases of one breath; none for a breath that is not paced.", required=True),
                _title(),
                Key("for", "duration", "For how long.", '"5m"'),
                ROUNDS,
                Key("ramp", "ramp", "Another pace that is reached bit by bit."),
                Key("unsafe-for", "names", "Cautions that hide it.", "[]"),
                CAUTION_LINES,
            ),
            above="root",
        ),
        Table(
            "ramp",
            "[breath.NAME.ramp]",
            "Another pace that is reached bit by bit.",
            (
                Key("to", "phases", "The same phases with other seconds.", required=True),
                Key("over", "duration", "How long that takes.", required=True),
            ),
            above="breath",
        ),
        Table(
            "sitting",
            "[sitting.NAME]",
            "A meditation.",
            (
                _title(),
                Key("for", "duration", "For how long.", '"10m"'),
                Key("cues", "cues", "Words that come up at their time.", "[]"),
                Key("bells", "bells", "When a bell sounds.", '["start", "end"]'),
                CAUTION_LINES,
            ),
            above="root",
        ),
        Table(
            "log",
            "[log.NAME]",
            "Questions that are asked together.",
            (
                _title(),
                SUMMARY,
                Key("per", "word", "What one entry is for.", '"entry"', choices=("entry", "day", "visit", "episode")),
                EVERY,
                AT_CLOCK,
                REMIND,
                IF,
                WAS,
                Key("instrument", "name", "A questionnaire of the library whose questions these are."),
                Key("permission", "words", "Who allowed the use of a licensed wording."),
                Key("score", "word", "How a score is made of the scales.", choices=("sum", "mean")),
                Key("share-from", "number", "From this score on: share it with a doctor. Never a diagnosis."),
            ),
            member="field",
            above="root",
        ),
        Table(
            "field",
            "[log.NAME.FIELD]",
            "One question.",
            (
                Key("help", "words", "A line below the question."),
                Key("required", "flag", "It may not be left out.", "false"),
                IF,
                WAS,
                Key("code", "line", "Its code elsewhere, such as loinc:72514-3."),
                Key("recall", "line", "What time it asks about: now, 24h, 7d."),
            ),
            FIELD_KINDS,
            above="log",
        ),
        Table(
            "alert",
            "[alert.NAME]",
            "What is said when answers call for it.",
            (
                Key("if", "condition", "When it is said.", required=True),
                Key("say", "words", "What is said."),
                Key("warning", "name", "The red-flag card that is shown instead."),
                Key("level", "word", "How pressing it is.", '"info"', choices=("info", "tell", "urgent")),
                EVIDENCE,
            ),
            above="root",
        ),
        Table(
            "warning",
            "[warning.NAME]",
            "A red-flag card.",
            (
                Key("say", "words", "What it says.", required=True),
                Key(
                    "level",
                    "word",
                    "How fast help is needed.",
                    required=True,
                    choices=("emergency", "today", "soon", "stop"),
                ),
                Key("pinned", "flag", "Always in sight.", "false"),
                Key("shown", "moments", "When it is shown.", "[]"),
            ),
            above="root",
        ),
        Table(
            "card",
            "[card.NAME]",
            "What is known, how surely, and who disagrees.",
            (
                Key("title", "words", "What it is called.", required=True),
                Key("text", "words", "What it says.", required=True),
                Key("strength", "strengths", "What kind of evidence there is.", required=True, choices=STRENGTHS),
                Key("direction", "word", "Which way it points.", choices=("for", "against", "mixed", "unclear")),
                Key("certainty", "word", "How sure anyone is.", choices=("high", "moderate", "low", "none")),
                Key("checked", "date", "When that was looked up."),
                EVIDENCE,
            ),
            above="root",
        ),
        Table(
            "evidence",
            "[evidence.NAME]",
            "A source.",
            (
                Key("cite", "line", "Who, when, what, where.", required=True),
                Key("says", "words", "What it found, in a sentence."),
                Key("strength", "word", "What kind of source it is.", required=True, choices=STRENGTHS),
                Key("doi", "line", "Its DOI."),
                Key("pmid", "line", "Its PubMed number."),
                Key("url", "line", "Its address."),
            ),
            above="root",
        ),
        Table(
            "report",
            "[report.NAME]",
            "The page for the practitioner.",
            (
                Key("title", "words", "What stands on top.", required=True),
                Key("covers", "covers", "The time it is about.", '"since last appointment"'),
                Key("include", "paths", "What it shows.", "[]"),
                Key("charts", "paths", "Which numbers it draws.", "[]"),
                Key("questions", "lines", "Questions to think about before the visit.", "[]"),
                NOTE,
            ),
            above="root",
        ),
        Table(
            "library",
            "[library]",
            "What a library file is. It stands there instead of [plan].",
            (
                Key("title", "words", "What the file is called.", required=True),
                Key("version", "line", "Its version.", required=True),
                Key("licence", "line", "On what terms it may be passed on.", required=True),
            ),
            above="root",
        ),
        Table(
            "translation",
            "[translation]",
            "What a file of translated texts is. It stands there instead of [plan].",
            (
                Key("of", "line", "The id of the plan or library file.", required=True),
                Key("version", "line", "The version these texts belong to.", required=True),
                Key("language", "line", "The language of the texts.", required=True),
                Key("by", "line", "Who translated."),
            ),
            above="root",
        ),
        Table(
            "test",
            "[[test]]",
            "What the author means, as an example.",
            (
                Key("name", "words", "What it shows.", required=True),
                Key("appointment", "local", "When the appointment is."),
                Key("now", "instant", "When it is looked at."),
                Key("zone", "line", "In which time zone.", '"UTC"'),
                Key("settings", "answers", "What was chosen.", "{}"),
                Key("answers", "scripted", "What was answered.", "[]"),
                Key("expect", "expected", "What has to come out.", "{}"),
            ),
            above="root",
        ),
        Table(
            "answer",
            "[[test.answers]]",
            "One answer of an example: `log`, `tick`, `slip`, `move` or `skip`.",
            (
                Key("at", "instant", "When.", required=True),
                Key("values", "answers", "The answers, by field.", "{}"),
            ),
            {
                act: (Key(act, "instant" if act == "move" else "path", says, required=True),)
                for act, says in (
                    ("log", "An entry of a log was made."),
                    ("tick", "An item or step was ticked."),
                    ("slip", "Something to leave out did happen."),
                    ("move", "The appointment was moved to then."),
                    ("skip", "An item or step was skipped."),
                )
            },
            above="test",
        ),
        Table(
            "expect",
            "[test.expect]",
            "What has to come out; what is left out is not looked at.",
            (
                Key("open", "paths", "What is open."),
                Key("next", "path", "What changes next."),
                Key("kept", "paths", "What was kept."),
                Key("slipped", "paths", "What slipped."),
                Key("shown", "paths", "Which warnings are shown."),
                Key("alerts", "paths", "Which alerts are raised."),
                Key("skipped", "paths", "What was skipped."),
            ),
            above="test",
        ),
    )
}
"""Every table, by its short name."""

INSIDE: Mapping[str, str] = {"steps": "step", "ramp": "ramp", "scripted": "answer", "expected": "expect"}
"""Types of keys that hold tables of their own."""


def keys_of(table: Table, kind: str = "") -> dict[str, Key]:
    """The keys of `table`, those of the kind word `kind` first."""
    return {key.name: key for key in (*table.kinds.get(kind, ()), *table.keys)}


def kinds_in(table: Table, data: Mapping[str, object]) -> list[str]:
    """The kind words that stand in `data`, in the order of the file."""
    return [key for key in data if key in table.kinds]
