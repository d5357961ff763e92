"""Bells, by whatever the machine has."""

from __future__ import annotations

from selfcare.sound.bell import Silent, TerminalBell


def choose(preference: str) -> Silent | TerminalBell:
    """The sound for the preference `sound`: "on" rings, anything else is silent."""
    return TerminalBell() if preference == "on" else Silent()
