"""Whether times are shown as 14:30 or as 2:30 pm, from the preference and the locale."""

from __future__ import annotations

import os

from selfcare.core.words import Hours

TWELVE = ("en_US", "en_CA", "en_AU", "en_NZ", "en_IN", "en_PH", "es_MX", "es_US", "hi_IN", "ar_EG")
"""Locales whose habit is twelve hours (CLDR, time data)."""


def choose(preference: str) -> Hours:
    """The person's choice; `auto` asks the locale."""
    if preference in ("12", "24"):
        return "12" if preference == "12" else "24"
    locale = next(filter(None, (os.environ.get(name, "") for name in ("LC_ALL", "LC_TIME", "LANG"))), "")
    return "12" if locale.startswith(TWELVE) else "24"
