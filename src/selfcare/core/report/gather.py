"""The page from what the ports know. The command and the app call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcare.core.report.compose import compose

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.report.page import Choices, Page


def gather(env: Env, plans: Sequence[Plan], choices: Choices) -> Page:
    """The page about these plans, and about the built-in logs that were filled in."""
    return compose(plans, env.journal.events(), env.clock.now(), choices, logs=env.shelf.logs())
