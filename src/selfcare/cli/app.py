"""`selfcare` without a command: the app at Today; where there is no screen for it, today as text."""

from __future__ import annotations

from argparse import Namespace


def start() -> int:
    """Open the app; returns its exit code."""
    from selfcare.cli.terminal import is_full_screen

    if not is_full_screen():
        from selfcare.cli import today

        return today.run(Namespace(json=False, line=False, linear=False))
    from selfcare import tui
    from selfcare.cli.compose import environment

    with environment() as env:
        return tui.run(env)
