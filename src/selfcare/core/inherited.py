"""Rules that several plans have from one they extend, once on the agenda. Called by `agenda` for several plans.

What plans say about a topic is compared in `several`; here a rule is the same only if nothing about it differs. Answers
and walks are kept by plan, so it is one only where no plan listens to them that the other would leave without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfcare.core import roster
from selfcare.core.condition import Condition, names
from selfcare.core.frozen import replace
from selfcare.core.line import Line
from selfcare.core.plan import Action, Ask, Breathe, Follow, Meditate, Plan
from selfcare.core.several import topic_of
from selfcare.core.stops import lay_out


def once(lines: Iterable[Line], plans: Mapping[str, Plan]) -> list[Line]:
    """The lines in their order, each inherited rule once: as it was answered, if it was. `plans`: by id."""
    groups: list[list[Line]] = []
    rules: dict[tuple[str, str], list[list[Line]]] = {}
    for line in lines:
        alike = rules.setdefault((line.path, line.occurrence), [])
        same = next((group for group in alike if _is_same(group[0], line, plans)), None)
        if same is not None:
            same.append(line)
        else:
            alike.append([line])
            groups.append(alike[-1])
    return [_one(group) for group in groups]


def _one(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    latest = max(lines, key=lambda line: (line.answered.timestamp() if line.answered else 0.0, line.until is not None))
    return replace(latest, also=tuple(lines))


def _is_same(one: Line, other: Line, plans: Mapping[str, Plan]) -> bool:
    if topic_of(one) or any(line.state in ("hidden", "cancelled") for line in (one, other)):
        return False
    is_said_alike = _said(one) == _said(other)
    return is_said_alike and _meant(plans[one.plan], one.action) == _meant(plans[other.plan], other.action)


def _said(line: Line) -> tuple[object, ...]:
    return line.text, line.source, line.opens, line.closes


def _meant(plan: Plan, action: Action | None) -> object:
    """What an action comes to in its plan, and what there listens to it."""
    match action:
        case Ask(log):
            return _asked(plan, log)
        case Follow(name) if routine := plan.routines.get(name):
            stops = lay_out(plan, routine)
            conditions = [each for stop in stops for each in stop.conditions]
            conditions += [routine.condition] if routine.condition else []
            return routine, stops, _chosen(plan, conditions), [_meant(plan, stop.action) for stop in stops]
        case Breathe(name):
            return action, plan.patterns.get(name)
        case Meditate(name):
            return action, plan.sittings.get(name)
        case _:
            return action


def _asked(plan: Plan, name: str) -> object:
    """The questions of a log, and what its answers raise, show, hide or are counted from."""
    log = plan.logs.get(name)
    of_fields = [field.condition for field in log.fields.values() if field.condition] if log else []
    heard = [each for each in _conditions(plan) if _hears(each, name)]
    alerts = [each for each in plan.alerts.values() if _hears(each.condition, name)]
    return (
        log,
        heard,
        [(alert, plan.warnings.get(alert.warning)) for alert in alerts],
        [each for each in plan.checklists.values() if each.anchor == f"log.{name}"],
        _chosen(plan, [*of_fields, *heard, *(alert.condition for alert in alerts)]),
    )


def _conditions(plan: Plan) -> Iterator[Condition]:
    steps = (step.condition for routine in plan.routines.values() for step in routine.steps)
    yield from (each for each in (*roster.conditions(plan), *steps) if each)


def _hears(condition: Condition, log: str) -> bool:
    return any(path.name == f"log.{log}" or path.name.startswith(f"log.{log}.") for path in names(condition))


def _chosen(plan: Plan, conditions: Iterable[Condition]) -> dict[str, object]:
    """What is chosen on the settings that they ask about."""
    asked = {path.name.removeprefix("setting.") for condition in conditions for path in names(condition)}
    return {name: plan.settings[name].value for name in asked if name in plan.settings}
