"""Async tests without a plugin, and the golden screens."""

from __future__ import annotations

import asyncio
import inspect

import pytest
from textual import _wait

from tests.tui.fakes import World
from tests.tui.screens import Golden

_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20
"""How often the pilot looks whether the app is done: with its own 20 ms most of a test is waiting."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run `async def` tests in a loop of their own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal for every test, whatever the machine says."""
    for name in ("NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def world() -> World:
    """An empty world at 10:42 on a Thursday."""
    return World()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The golden screens."""
    return Golden(bool(request.config.getoption("--golden-update")))
