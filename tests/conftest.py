"""What every test folder shares."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)  # a busy machine is no failure; time is measured in `benchmarks`
settings.load_profile("calm")

for name, usual in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler), ("SIGQUIT", signal.SIG_DFL)):
    number = getattr(signal, name, None)
    # ignored under nohup or in the background of a script, and by every child: nothing could then be broken off
    if number is not None and signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, usual)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` keeps the screens as they are now; look at the difference before you commit it."""
    parser.addoption("--golden-update", action="store_true", help="keep the screens as they are now")
