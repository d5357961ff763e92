"""A home of its own and a shell for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in a folder that is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def selfcare(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands in this process."""
    return Shell(home, monkeypatch, capsys)
