"""What every test folder shares."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)  # a busy machine is no failure; time is measured in `benchmarks`
settings.load_profile("calm")

if hasattr(signal, "SIGHUP"):  # ignored under nohup, and by every child: nothing could then be hung up
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as in the background of a script: no walk could be broken off
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` keeps the screens as they are now; look at the difference before you commit it."""
    parser.addoption("--golden-update", action="store_true", help="keep the screens as they are now")
