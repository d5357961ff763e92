"""The full-screen face. The only place that knows Textual; it sees the core and its ports.

`cli` calls `run` and nothing else. Importing this module brings in nothing heavy.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.core.start import Walk
    from selfcare.tui.app import Selfcare


@contextmanager
def _without_ssl() -> Iterator[None]:
    """Keep asyncio from loading `ssl`, which nothing here needs: a twentieth of the start, and four megabytes."""
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["ssl"]


def run(env: Env, start: Walk | None = None) -> int:
    """Open the app at Today, or with a walk, and return the exit code when it is left."""
    return show(prepare(env, start))


def prepare(env: Env, start: Walk | None = None, *, is_painted: bool = False) -> Selfcare:
    """The app, ready to be shown. `is_painted`: it comes up on an alternate screen that shows Today already."""
    gc.disable()  # as on the way to Today, for what is opened by another command: until the first frame is out
    with _without_ssl():
        from selfcare.tui.app import Selfcare

    app = Selfcare(env, start)
    app.is_painted = is_painted
    return app


def show(app: Selfcare) -> int:
    """Show the app until it is left; returns the exit code.

    A bug is raised again here once the terminal is restored, so that the command line can write its crash file; nothing
    of it has been shown.
    """
    try:
        app.run()
    finally:
        app.finish()
        gc.enable()
    if app.bug is not None:
        raise app.bug
    return app.return_code or 0
