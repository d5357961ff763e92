"""What every test folder shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None)  # a busy machine is no failure; time is measured in `benchmarks`
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` keeps the screens as they are now; look at the difference before you commit it."""
    parser.addoption("--golden-update", action="store_true", help="keep the screens as they are now")
