"""What a practitioner has to see first: warning signs, side effects that needed care, what has changed. For `compose`.

It looks at every log of the plans, also at those that the page does not show. That nothing was logged is not "none".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from selfcare.core import alerts, self_harm
from selfcare.core.condition import All, Any, Compare, Condition, Constant, Path, evaluate
from selfcare.core.form import EntryScope, answer
from selfcare.core.frozen import frozen, replace
from selfcare.core.ledger import CHOICE_KINDS, Entry
from selfcare.core.plan import Alert, Plan
from selfcare.core.question import Choice, Field, Log, several, show
from selfcare.core.report import medicines
from selfcare.core.report.material import Filled, Material
from selfcare.core.report.page import Attention, Kind
from selfcare.core.report.span import Days
from selfcare.core.words import small

CARE = "needed-care"
"""The question of this name (yes or no) asks whether a side effect needed care from anyone."""

PREGNANT = "pregnant"
"""The question of this name (yes or no), and the caution of this name in Settings."""

GRAVITY: tuple[Kind, ...] = ("self-harm", "warning sign", "side effect", "pregnancy", "medicine", "told")
"""The gravest first."""


@frozen
class _Found:
    """One answer that needs attention."""

    kind: Kind
    words: str
    at: datetime
    occurrence: str = ""

    @property
    def day(self) -> date:
        """The local day it is about."""
        return self.at.date()


def attention(material: Material, days: Days) -> tuple[Attention, ...]:
    """The lines of the range: what was answered more than once is one line, with its latest time."""
    groups: dict[tuple[Kind, str], list[_Found]] = {}
    for found in (*_in_entries(material, days), *_pregnancy(material, days)):
        groups.setdefault((found.kind, found.words), []).append(found)
    numbers = material.numbers()
    lines = []
    for (kind, words), same in groups.items():
        last = max(same, key=lambda each: each.at.timestamp())
        count = len({each.day for each in same})
        lines.append(Attention(kind, words, last.at, count, numbers.get(last.occurrence)))
    return tuple(sorted(lines, key=_gravest_first))


def is_asked(material: Material) -> bool:
    """Whether these plans ask about warning signs or side effects at all."""
    return any(
        CARE in filled.log.fields or any(_is_sign(alert) for alert in filled.plan.alerts.values())
        for filled in material.logs
        if filled.plan
    )


def side_effects(log: Log, entry: Entry) -> str:
    """What was ticked in a log of side effects, beside "none of these": `a bruise, a sore spot`. Empty elsewhere."""
    if CARE not in log.fields:
        return ""
    chosen = [
        _wording(field, each)
        for field in log.fields.values()
        if isinstance(field.kind, Choice) and (given := answer(field, entry.values)) is not None
        for each in several(given)
        if each not in medicines.NONE
    ]
    return ", ".join(chosen)


def needed_care(log: Log, entry: Entry) -> bool:
    """Whether somebody needed care for it."""
    field = log.fields.get(CARE)
    return field is not None and answer(field, entry.values) is True


def _gravest_first(line: Attention) -> tuple[int, float]:
    return GRAVITY.index(line.kind), -line.at.timestamp() if line.at else 0.0


def _in_entries(material: Material, days: Days) -> Iterator[_Found]:
    for filled in material.logs:
        for entry in filled.entries:
            if entry.about.date() in days:
                yield from _in_entry(material, filled, entry)


def _in_entry(material: Material, filled: Filled, entry: Entry) -> Iterator[_Found]:
    log = filled.log
    for field in log.fields.values():
        given = answer(field, entry.values)
        if given is None:
            continue
        if self_harm.is_asked_in(field) and self_harm.is_raised(field, given):
            yield _Found("self-harm", f'"{field.ask}" {show(field, given)}', entry.about, entry.occurrence)
        if field.name == PREGNANT and given is True:
            yield _Found("pregnancy", field.ask.rstrip("?"), entry.about, entry.occurrence)
        if new := medicines.new(field, given):
            yield _Found("medicine", new, entry.about, entry.occurrence)
    signs = list(_alerted(material, filled.plan, log, entry)) if filled.plan and filled.plan.alerts else []
    if not needed_care(log, entry):
        yield from signs
        return
    words = side_effects(log, entry) or small(log.title)
    for sign in signs:
        is_the_same = sign.kind == "warning sign" and sign.words == words
        yield replace(sign, words=f"{words}; needed care") if is_the_same else sign
    if all(sign.kind != "warning sign" or sign.words != words for sign in signs):
        yield _Found("side effect", words, entry.about, entry.occurrence)


def _alerted(material: Material, plan: Plan, log: Log, entry: Entry) -> Iterator[_Found]:
    """What the plan's own alerts say of an entry; what is told about above is not told twice."""
    near = material.nearby(entry.about)
    for alert in alerts.raised(plan, entry, near, entry.about, material.cautions):
        kind: Kind = "warning sign" if _is_sign(alert) else "told"
        is_told_above = _asks_only(alert.condition, log, (CARE,)) or _is_of_self_harm(alert.condition, log, entry)
        if alert.level != "info" and not is_told_above:
            words = _answers(alert.condition, log, entry)
            yield _Found(kind, ", ".join(words) or alert.say or small(log.title), entry.about, entry.occurrence)


def _is_sign(alert: Alert) -> bool:
    return bool(alert.warning) or alert.level == "urgent"


def _answers(condition: Condition, log: Log, entry: Entry) -> list[str]:
    """The answers that met a condition, in the words of the plan; each once."""
    found: list[str] = []
    for compare, field in _compared(condition, log):
        given = answer(field, entry.values)
        if given is None or evaluate(compare, EntryScope(log, entry.values)) is not True:
            continue
        if not isinstance(field.kind, Choice):
            found.append(f"{small(field.ask).rstrip('?')}: {show(field, given)}")
            continue
        wanted = {each.value for each in compare.right if isinstance(each, Constant)}
        is_named = compare.operator in ("==", "in")
        found += [_wording(field, each) for each in several(given) if not is_named or each in wanted]
    return list(dict.fromkeys(found))


def _compared(condition: Condition, log: Log) -> Iterator[tuple[Compare, Field]]:
    """The comparisons in a condition with a question of this log."""
    match condition:
        case Compare(Path(name), _, _):
            if field := log.fields.get(name.removeprefix(f"log.{log.name}.")):
                yield condition, field
        case All(of) | Any(of):
            for each in of:
                yield from _compared(each, log)


def _asks_only(condition: Condition, log: Log, names: Sequence[str]) -> bool:
    asked = {field.name for _, field in _compared(condition, log)}
    return bool(asked) and asked <= set(names)


def _is_of_self_harm(condition: Condition, log: Log, entry: Entry) -> bool:
    asked = [field for _, field in _compared(condition, log)]
    return bool(asked) and all(
        self_harm.is_asked_in(field)
        and (given := answer(field, entry.values)) is not None
        and self_harm.is_raised(field, given)
        for field in asked
    )


def _pregnancy(material: Material, days: Days) -> Iterator[_Found]:
    """That it was said in Settings, where it had not been said before."""
    before: object = None
    for event in material.events:
        if event.kind not in CHOICE_KINDS or event.plan or event.path != PREGNANT:
            continue
        said = event.values.get("value")
        if said is True and before is not True and event.about.date() in days:
            yield _Found("pregnancy", "said to be pregnant, or that it may be", event.about)
        before = said


def _wording(field: Field, chosen: str) -> str:
    return small(show(field, (chosen,)))
