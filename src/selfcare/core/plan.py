"""What a plan means, with nothing left to look up: names are resolved, settings filled in, conditions parsed.

Built by `selfcare.planfile` alone; read by everything else. All values are frozen; mappings keep the order of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from selfcare.core.breath import Pattern
from selfcare.core.condition import Condition
from selfcare.core.frozen import field, frozen
from selfcare.core.question import Log, Value
from selfcare.core.repeat import Repeat
from selfcare.core.sitting import Bell, Sitting
from selfcare.core.when import Moment, Span, Window

Strength = Literal["guideline", "review", "trial", "observational", "consensus", "tradition", "logistics", "law"]
AlertLevel = Literal["info", "tell", "urgent"]
WarningLevel = Literal["emergency", "today", "soon", "stop"]


@frozen
class Check:
    """Something to do and tick."""

    words: str


@frozen
class Avoid:
    """Something to leave out. Only items of a checklist."""

    words: str


@frozen
class Breathe:
    """Paced breathing: a name in `Plan.patterns`; `seconds` or `rounds` beat the pattern's own."""

    pattern: str
    seconds: float | None = None
    rounds: int | None = None
    say: str = ""


@frozen
class Meditate:
    """A sitting: a name in `Plan.sittings`; `seconds` and `bells` beat the sitting's own."""

    sitting: str
    seconds: float | None = None
    bells: tuple[Bell, ...] | None = None


@frozen
class Ask:
    """Fill in a log: a name in `Plan.logs`."""

    log: str


@frozen
class Read:
    """Text to read, or the title and text of a card."""

    words: str


@frozen
class Rest:
    """Do nothing for so many seconds."""

    seconds: float
    say: str = ""


@frozen
class Follow:
    """Walk through a routine: a name in `Plan.routines`."""

    routine: str


Action = Check | Avoid | Breathe | Meditate | Ask | Read | Rest | Follow


@frozen
class Item:
    """One member of a checklist."""

    name: str
    action: Action
    window: Window | None = None
    short: str = ""
    """At most 18 characters, for the prep clock; empty: taken from the action's words."""
    about: str = ""
    """Its topic, for comparing plans; the compiler fills in `short` or the name."""
    why: str = ""
    note: str = ""
    condition: Condition | None = None
    optional: bool = False
    remind: Span | bool = False
    evidence: tuple[str, ...] = ()


@frozen
class Checklist:
    """Items around an anchor: the appointment, or each entry of a log."""

    name: str
    title: str
    items: Mapping[str, Item]
    summary: str = ""
    anchor: str = "appointment"
    """"appointment", or a log's name."""
    condition: Condition | None = None


@frozen
class Step:
    """One step of a routine. `name` is its id, else its 1-based position."""

    name: str
    action: Action
    title: str = ""
    note: str = ""
    why: str = ""
    condition: Condition | None = None
    optional: bool = False
    evidence: tuple[str, ...] = ()


@frozen
class Routine:
    """Steps in order."""

    name: str
    title: str
    steps: tuple[Step, ...]
    summary: str = ""
    every: Repeat | None = None
    at: str = ""
    """`HH:MM`, or empty."""
    condition: Condition | None = None
    remind: Span | bool = False
    rate: str = ""
    """`log.NAME.FIELD` of a scale asked before and after, or empty."""


@frozen
class Setting:
    """What the person or the clinic may adjust. `value` is the choice in force (the default if none was made)."""

    name: str
    kind: Literal["duration", "time", "number", "text", "choice", "yes-no"]
    ask: str
    default: Value
    value: Value
    low: Value | None = None
    high: Value | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@frozen
class Alert:
    """A condition on answers, and what is said when it holds. With `warning`, that card is shown instead."""

    name: str
    condition: Condition
    say: str = ""
    warning: str = ""
    level: AlertLevel = "info"
    evidence: tuple[str, ...] = ()


@frozen
class Warning:
    """A red-flag card."""

    name: str
    say: str
    level: WarningLevel
    pinned: bool = False
    shown: tuple[Moment, ...] = ()


@frozen
class Evidence:
    """A source."""

    name: str
    cite: str
    strength: Strength
    says: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""


@frozen
class Card:
    """An evidence card: what is known, how surely, and who disagrees."""

    name: str
    title: str
    text: str
    strength: tuple[Strength, ...]
    direction: Literal["", "for", "against", "mixed", "unclear"] = ""
    certainty: Literal["", "high", "moderate", "low", "none"] = ""
    checked: date | None = None
    evidence: tuple[str, ...] = ()


@frozen
class Report:
    """What goes on the page for the practitioner."""

    name: str
    title: str
    covers: Span | None = None
    """None: since the last appointment."""
    include: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    note: str = ""


@frozen
class Course:
    """A series of visits."""

    visits: int | None = None
    every: Span = Span(days=7)
    baseline: Span = Span(days=7)
    review_after: int | None = None
    """After which visit to look back."""
    review: str = ""
    """The routine that is walked through then; empty: there is no looking back."""
    checks: tuple[Span, ...] = ()
    """How long after the last visit to ask again."""
    check: str = ""
    """The routine that is walked through then."""


@frozen
class Occasion:
    """`[appointment]`: what an appointment of this plan is called and how long it lasts."""

    title: str = "Appointment"
    lasts: Span = Span(seconds=3600)


@frozen
class ScriptedAnswer:
    """One answer of a `[[test]]`."""

    at: Moment | datetime
    act: Literal["log", "tick", "slip", "move", "skip"]
    path: str
    values: Mapping[str, Value] = field(default_factory=dict)


@frozen
class PlanTest:
    """A `[[test]]` table: what the author means."""

    name: str
    appointment: datetime | None = None
    now: datetime | Moment | None = None
    zone: str = "UTC"
    settings: Mapping[str, Value] = field(default_factory=dict)
    answers: tuple[ScriptedAnswer, ...] = ()
    expect: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@frozen
class Plan:
    """A plan, compiled with the person's settings and language. `hash` names its closure: sha256, hex."""

    id: str
    title: str
    hash: str = ""
    version: str = "1"
    language: str = "en"
    status: Literal["active", "draft", "retired"] = "active"
    summary: str = ""
    author: str = ""
    reviewer: str = ""
    reviewed: date | None = None
    review_by: date | None = None
    licence: str = ""
    contact: str = ""
    audience: str = ""
    region: str = "any"
    tags: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    lasts: Span | None = None
    shown_warnings: tuple[str, ...] = ()
    """`[plan] warnings`: names in `warnings`, in the author's order."""
    self_harm_review: str = ""
    appointment: Occasion = Occasion()
    course: Course | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    """Its own and every built-in one it names; likewise below."""
    sittings: Mapping[str, Sitting] = field(default_factory=dict)
    logs: Mapping[str, Log] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    warnings: Mapping[str, Warning] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    tests: tuple[PlanTest, ...] = ()
