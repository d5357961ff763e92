"""Numbers to call, by region, for the warnings card. Never from a plan's text.

Source: the published emergency and crisis lines of each region (UK 999 and 111, EU 112, US and Canada 911 and 988,
Australia 000, New Zealand 111; Samaritans 116 123 in the UK and Ireland).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Region(NamedTuple):
    """Whom to call in one region. An empty number is not known to us."""

    title: str
    emergency: str
    urgent: str = ""
    """For help the same day."""
    crisis: str = ""
    """Somebody to talk to, by day and night."""


REGIONS: Mapping[str, Region] = {
    "uk": Region("United Kingdom", "999", "111", "Samaritans 116 123"),
    "ie": Region("Ireland", "112", "", "Samaritans 116 123"),
    "eu": Region("European Union", "112"),
    "us": Region("United States", "911", "", "988"),
    "ca": Region("Canada", "911", "", "988"),
    "au": Region("Australia", "000"),
    "nz": Region("New Zealand", "111"),
}
"""By the word that is kept as the person's region."""

CRISIS = (
    "Thoughts of ending your life or hurting yourself. You are not alone. "
    "Call your crisis line or emergency number now."
)
"""Stands on every warnings card, whatever the plans say."""

BANNER = (
    "This helps you get ready and keep track. It does not diagnose or treat. "
    "It does not replace your doctor or your practitioner."
)


def of(said: Mapping[str, object]) -> str:
    """The region among what was said in Settings; empty where none was."""
    return str(said.get("region", ""))


def known(*names: str) -> str:
    """The first of the names that is a region of ours; empty where none is."""
    return next((name.casefold() for name in names if name.casefold() in REGIONS), "")


def numbers(region: str) -> list[tuple[str, str]]:
    """What to call, as (for what, number); without a known region one line says how to find out."""
    found = REGIONS.get(region)
    if found is None:
        return [("emergency", "your local emergency number")]
    pairs = [("emergency", found.emergency), ("help today", found.urgent), ("crisis line", found.crisis)]
    return [(label, number) for label, number in pairs if number]
