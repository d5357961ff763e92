"""What every test folder shares."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-update` keeps the screens as they are now; look at the difference before you commit it."""
    parser.addoption("--golden-update", action="store_true", help="keep the screens as they are now")
