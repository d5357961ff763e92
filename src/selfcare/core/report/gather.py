"""The page from what the ports know. The command and the app call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcare.core import ledger, trail
from selfcare.core.report import asked
from selfcare.core.report.compose import compose

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.report.asked import Asked
    from selfcare.core.report.page import Choices, Page


KINDS = (
    *ledger.ENTRY_KINDS,
    *ledger.EPISODE_KINDS,
    *ledger.APPOINTMENT_KINDS,
    *ledger.MARK_KINDS,
    *ledger.RUN_KINDS,
    *ledger.SESSION_KINDS,
    *ledger.PLAN_KINDS,
    *ledger.CHOICE_KINDS,
    *trail.STEP_KINDS,
)
"""What a page is made from. The texts of plans, which are kept as events too, are not read for it."""


def recalled(env: Env) -> Asked:
    """What the person added to the last page by hand, as far as it still stands."""
    visits = ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))
    return asked.recall(env.journal.drafts(), visits, env.clock.now())


def gather(env: Env, plans: Sequence[Plan], choices: Choices) -> Page:
    """The page about these plans, and about the built-in logs that were filled in."""
    return compose(plans, env.journal.events(KINDS), env.clock.now(), choices, logs=env.shelf.logs())
