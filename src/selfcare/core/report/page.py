"""What stands on the one page for the practitioner, as values: no layout, no language of a format, nothing rounded.

`compose` makes a `Page` from what was recorded; `share` renders it as text, Markdown, HTML and JSON. What a block does
not know is None or empty, and then the page says so: an empty block is never a good sign by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from selfcare.core.frozen import frozen, replace
from selfcare.core.text import plain
from selfcare.core.trend import DayMedian

Block = Literal["attention", "goal", "scores", "visits", "adherence", "medicines", "notes", "questions", "small print"]

BLOCKS: tuple[Block, ...] = (
    "attention",
    "goal",
    "scores",
    "visits",
    "adherence",
    "medicines",
    "notes",
    "questions",
    "small print",
)
"""In the order of the page. The header is always there."""

NO_BAND = "no agreed band"
"""Stands for the band of a change where nobody agreed on one."""

LONGEST = 300
"""Characters of a text that is typed for the page: longer ones would fill it."""

MOST_NOTES, MOST_QUESTIONS = 5, 3
"""So many fit on one page and in one visit."""

CANNOT_SHOW_CAUSE = (
    "Pain goes up and down and often eases after a bad spell. This page cannot say what caused a change."
)
"""Always printed: regression to the mean."""

Kind = Literal["self-harm", "warning sign", "side effect", "pregnancy", "medicine", "told"]
"""Of a line that needs attention. `told`: the plan asks to tell the practitioner, as of a pacemaker."""


def typed(given: object) -> str:
    """A text for the page as it is shown: one line, and no longer than fits; empty for what is no text."""
    return plain(given).strip()[:LONGEST] if isinstance(given, str) else ""


@frozen
class Choices:
    """What the person chooses about the page, each time it is made."""

    since: date | Literal["appointment", "all"] | None = None
    """Its first day; or since the last appointment, or all of it. None: what the plan says, else since the last one."""
    label: str = ""
    matters: str = ""
    questions: tuple[str, ...] = ()
    without: tuple[Block, ...] = ()
    """Blocks not to share."""


@frozen
class Source:
    """A plan whose questions the page answers."""

    id: str
    title: str
    version: str


@frozen
class Attention:
    """One line of what comes first. The gravest first, then the latest."""

    kind: Kind
    words: str
    """What was answered, without a full stop: `fever`, `bruise, needed care`."""
    at: datetime | None = None
    """The moment the answer is about, in the zone it was given in."""
    days: int = 0
    """On how many local days it was answered; 0 where that says nothing."""
    visit: int | None = None
    """The number of the visit it came after."""


@frozen
class Figure:
    """One number of a scale, and what it is made of."""

    value: float
    n: int
    """Answers it is the median of."""
    first: date
    last: date
    how: str = ""
    """What it is, where it is not the usual: `first 3 entries`."""


@frozen
class Reading:
    """One answer, as it was given."""

    day: date
    value: float


@frozen
class Score:
    """One scale over the range of the page."""

    path: str
    """`log.daily.pain`."""
    name: str
    """In few words, as `pain`."""
    ask: str
    """The question as it was asked; empty for what is counted and not asked."""
    low: float
    high: float
    """The ends of the scale."""
    better: Literal["low", "high", ""]
    """Empty where a number has no good end, as hours of sleep."""
    n: int
    """Days (or occasions) with an answer in the range."""
    possible: int
    """Days (or occasions) that could have had one."""
    per: Literal["days", "entries", "visits"] = "days"
    """What `n` and `possible` count."""
    baseline: Figure | None = None
    now: Figure | None = None
    change: float | None = None
    """`now` less `baseline`; None where either is not known or the answers are too few."""
    percent: float | None = None
    """The change in percent of the baseline; None where that says nothing."""
    band: str = ""
    """`clear change`, `about the same` …; `no agreed band` where nobody agreed on one."""
    towards: Literal["", "better", "worse", "same"] = ""
    """Where the change goes on this scale."""
    weeks: tuple[float | None, ...] = ()
    """The median of each week, oldest first, the last one ending on the page's last day; None: no answer in it. They
    begin with the baseline, or with the range where that is earlier."""
    days: tuple[DayMedian, ...] = ()
    """The days of these weeks that have an answer, oldest first."""
    raw: tuple[Reading, ...] = ()
    """The answers themselves, where they are too few for the numbers above."""
    missing: str = ""
    """Why a number is missing, in one clause: `too few entries for a change (2 of the last 7 days)`."""
    unit: str = ""
    labels: tuple[tuple[float, str], ...] = ()
    """The words at the ends of the scale (or along it), by number."""
    label: str = ""
    """How its numbers are made, as `7-day median`."""


@frozen
class Goal:
    """What the person wants to do again, in their own words."""

    words: str
    score: Score | None = None
    """How hard it is, if that was asked."""


Status = Literal["kept", "planned", "cancelled", "unsaid"]
"""Of a visit. `unsaid`: it is past, and nobody said whether it took place."""


@frozen
class Visit:
    """One appointment of the range."""

    starts: datetime
    status: Status
    number: int | None = None
    moved: bool = False
    before: float | None = None
    after: float | None = None
    """The main scale: the last answer before it began, and the first after it, within a day."""


@frozen
class Done:
    """How much of something the plan asks for was done."""

    kind: Literal["checklist", "practice", "log"]
    name: str
    done: int
    of: int | None
    """None where nothing says how often it was meant."""
    per: Literal["items", "days", "times", "visits"]
    """What `done` and `of` count."""
    seconds: float | None = None
    """Of practice, altogether."""
    rated: int = 0
    """How often it was rated both before and after."""
    before: float | None = None
    after: float | None = None
    """Medians of those ratings."""
    scale: str = ""
    """The name of the scale they are on."""


@frozen
class Words:
    """Something the person wrote."""

    day: date
    text: str
    about: str = ""
    """What it was written to: the title of a log, the short words of an item."""


@frozen
class Slip:
    """Something to be left out that was not, or that did not happen: told, not judged."""

    words: str
    """The item in short words."""
    at: datetime
    note: str = ""
    visit: int | None = None


@frozen
class Medicines:
    """What was answered about medicines."""

    name: str
    """Of the question, as `pain medicine`."""
    days: int
    """Local days on which some was taken."""
    of: int
    """Local days with an answer."""


@frozen
class Page:
    """Everything on the page. Times are aware, in the person's zone."""

    title: str
    """Of the report, else of the plan; with several plans, of the page itself."""
    plans: tuple[Source, ...]
    """None where the page is about built-in logs alone."""
    language: str
    made: datetime
    first: date
    last: date
    """The range, both days included."""
    since: str
    """What the range is, as `since the last appointment`."""
    label: str = ""
    """What the person wants to be called, as initials."""
    summary: str = ""
    """The plan author's own words for this page (`[report] note`)."""
    attention: tuple[Attention, ...] = ()
    asked_signs: bool = False
    """Whether the plan asks about warning signs or side effects at all, so that "none logged" says something."""
    goals: tuple[Goal, ...] = ()
    scores: tuple[Score, ...] = ()
    visits: tuple[Visit, ...] = ()
    visit_scale: str = ""
    """The name of the scale that visits are rated on before and after."""
    done: tuple[Done, ...] = ()
    slips: tuple[Slip, ...] = ()
    medicines: tuple[Medicines, ...] = ()
    medicine_changes: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    """At most `MOST_NOTES`, oldest first."""
    more_notes: int = 0
    """How many more there are."""
    matters: str = ""
    """What matters most today."""
    questions: tuple[str, ...] = ()
    """Of the person: at most `MOST_QUESTIONS`."""
    plan_questions: tuple[str, ...] = ()
    """To think about before the visit, in the words of the plan's author."""
    asked_days: int = 0
    """Days of the range on which there was something to answer; today only once there is an answer. 0 where nothing was
    to be answered daily."""
    missing_days: int = 0
    """Those of them on which nothing at all was answered."""
    small_print: tuple[str, ...] = ()
    """Sentences: how scales are worded, where bands come from, which words of a version changed."""
    left_out: tuple[Block, ...] = ()
    """Blocks the person chose not to share."""

    @property
    def days(self) -> int:
        """Days of the range."""
        return (self.last - self.first).days + 1

    def has(self, block: Block) -> bool:
        """Whether the person shares this block."""
        return block not in self.left_out


EMPTY: dict[Block, dict[str, object]] = {
    "goal": {"goals": ()},
    "scores": {"scores": ()},
    "visits": {"visits": (), "visit_scale": ""},
    "adherence": {"done": (), "slips": ()},
    "medicines": {"medicines": (), "medicine_changes": ()},
    "notes": {"notes": (), "more_notes": 0},
    "questions": {"questions": (), "plan_questions": (), "matters": ""},
}
"""What the page loses with each block that can be left out. What is not here stays: without it a page could mislead."""


def without(page: Page, blocks: Iterable[Block]) -> Page:
    """The page with these blocks gone, and the fact that they are; only those of `EMPTY` can be."""
    gone = [block for block in BLOCKS if block in set(blocks) and block in EMPTY]
    changes: dict[str, object] = {name: value for block in gone for name, value in EMPTY[block].items()}
    left_out = tuple(block for block in BLOCKS if block in gone or block in page.left_out)
    return replace(page, **changes, left_out=left_out)
