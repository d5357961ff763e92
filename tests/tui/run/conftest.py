"""Time stands still unless a test moves it."""

from __future__ import annotations

import pytest

from selfcare.tui.screens.run import Run


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "SELF_TICKING", False)
