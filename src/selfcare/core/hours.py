"""Whether times are written as 14:30 or as 2:30 pm: by the preference, else by the habit of a locale."""

from __future__ import annotations

from typing import Literal

Hours = Literal["24", "12"]

TWELVE = ("en_US", "en_CA", "en_AU", "en_NZ", "en_IN", "en_PH", "es_MX", "es_US", "hi_IN", "ar_EG")
"""Locales whose habit is twelve hours (CLDR, time data)."""


def choose(preference: str, locale: str) -> Hours:
    """The person's choice (`12`, `24`); `auto` goes by the locale's name, `en_US.UTF-8`."""
    if preference in ("12", "24"):
        return "12" if preference == "12" else "24"
    return "12" if locale.startswith(TWELVE) else "24"
