"""What a plan says about an answer that was just saved, as sentences for stderr. Red flags come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.event import Event
    from selfcare.core.plan import Alert, Plan
    from selfcare.core.ports import Env


def spoken(env: Env, plan: Plan, event: Event) -> list[str]:
    """The alerts that `event`, an entry of `plan`, raises."""
    from selfcare.core import ledger, regions, when
    from selfcare.core.agenda import looks_back
    from selfcare.core.alerts import raised

    now, said = env.clock.now(), env.shelf.cautions()
    since = when.earlier(now, looks_back(alert.condition for alert in plan.alerts.values()))
    entries = ledger.entries(env.journal.events((*ledger.ENTRY_KINDS, *ledger.EPISODE_KINDS), since=since))
    entry = ledger.entries([event])[0]
    alerts = raised(plan, entry, entries, now, said)
    region = regions.of(said)
    return [line for alert in alerts for line in _lines(plan, alert, region)]


def _lines(plan: Plan, alert: Alert, region: str) -> list[str]:
    """`Get emergency help now: …`, then whom to call, where it cannot wait."""
    from selfcare.core import flags

    heading = flags.heading(plan, alert)
    said = f"{heading}: {flags.said(plan, alert)}" if heading else flags.said(plan, alert)
    return [said, *(f"to call, {number}" for number in flags.calls(plan, alert, region))]
