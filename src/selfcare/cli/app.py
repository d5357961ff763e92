"""`selfcare` without a command: the app at Today; where there is no screen for it, today as text."""

from __future__ import annotations

import gc


def start() -> int:
    """Open the app; returns its exit code."""
    from selfcare.cli.terminal import is_full_screen

    if not is_full_screen():
        from argparse import Namespace

        from selfcare.cli import today

        return today.run(Namespace(json=False, line=False, linear=False))
    from selfcare import glance

    return _open(is_painted=glance.paint())


def _open(*, is_painted: bool) -> int:
    """Open the app, perhaps over the picture of Today. If it does not come to that, the screen is given back."""
    gc.disable()  # until the first frame: importing makes many objects and no rubbish
    try:
        from selfcare import tui
        from selfcare.cli.compose import environment

        with environment() as env:
            app = tui.prepare(env, is_painted=is_painted)
            is_painted = False  # from here on the app sees to the screen
            return tui.show(app)
    finally:
        if is_painted:
            from selfcare import glance

            glance.unpaint()
