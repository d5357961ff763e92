"""Warning signs in words: what stands over them, which come first, and what an answer that raised one is met with.

Every face that shows the warnings card or what an answer raised reads them here.
"""

from __future__ import annotations

from collections.abc import Iterable

from selfcare.core.plan import Alert, Plan, WarningLevel
from selfcare.core.regions import numbers

CRISIS = "crisis"
"""The warning that is on every card, whatever the plans say."""

HEADINGS: dict[WarningLevel, str] = {
    "emergency": "Get emergency help now",
    "today": "Get medical help today",
    "soon": "See a doctor in the next days",
    "stop": "Stop and rest",
}
"""What stands over a red flag, most urgent first."""

ALERT_HEADINGS = {"urgent": "Please read this first", "tell": "Please tell your practitioner"}


def rank(plan: Plan, alert: Alert) -> int:
    """Its place among what an answer raised: alerts that show a warning by its urgency, then all others alike."""
    warning = plan.warnings.get(alert.warning)
    return list(HEADINGS).index(warning.level) if warning else len(HEADINGS)


def heading(plan: Plan, alert: Alert) -> str:
    """What stands over an alert; nothing over one that only informs."""
    warning = plan.warnings.get(alert.warning)
    return HEADINGS[warning.level] if warning else ALERT_HEADINGS.get(alert.level, "")


def said(plan: Plan, alert: Alert) -> str:
    """The words of the warning it shows, else its own."""
    warning = plan.warnings.get(alert.warning)
    return warning.say if warning else alert.say


def pinned(plans: Iterable[Plan]) -> tuple[str, ...]:
    """The signs that stay in sight for as long as one of these plans is followed, each once."""
    shown = [plan.warnings[name] for plan in plans for name in plan.shown_warnings if name in plan.warnings]
    return tuple(dict.fromkeys(warning.say for warning in shown if warning.pinned))


def calls(plan: Plan, alert: Alert, region: str) -> list[str]:
    """Whom to call, with a warning that cannot wait and with every one about a crisis: `emergency: 112`."""
    warning = plan.warnings.get(alert.warning)
    cannot_wait = warning is not None and (warning.level in ("emergency", "today") or warning.name == CRISIS)
    return to_call(region) if cannot_wait else []


def to_call(region: str) -> list[str]:
    """The numbers of a region: `emergency: 112`."""
    return [f"{label}: {number}" for label, number in numbers(region)]


def signs(plans: Iterable[Plan]) -> list[tuple[str, list[str]]]:
    """The warnings card of these plans: under each heading its signs, each once. The crisis line is shown apart."""
    shown = [
        warning
        for plan in plans
        for name in plan.shown_warnings
        if name != CRISIS and (warning := plan.warnings.get(name))
    ]
    by_level = {level: list(dict.fromkeys(each.say for each in shown if each.level == level)) for level in HEADINGS}
    return [(HEADINGS[level], texts) for level, texts in by_level.items() if texts]
