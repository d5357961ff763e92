"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from selfcare import whole


@pytest.mark.parametrize("lasting", [True, False])
def test_a_file_is_its_owners_alone_and_its_folder_is_made(lasting: bool, tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    whole.write(str(path), b"one", lasting=lasting)
    whole.write(str(path), b"two", lasting=lasting)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    whole.write(str(path), b"one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        whole.write(str(path), b"two")
    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
