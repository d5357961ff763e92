"""`config.toml`: read with patience, written whole, keys of others kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare.errors import StorageError
from selfcare.planfile import config


def test_no_file_is_no_preferences(tmp_path: Path) -> None:
    assert config.read(tmp_path / "config.toml") == {}
    assert config.words(tmp_path / "config.toml") == {}


def test_what_is_written_is_read_again_and_other_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    config.write(path, {"theme": "dark"})
    path.write_text('theme = "dark"\n[later]\nkeys = ["a", 1]\n')
    config.write(path, {"theme": "light", "sound": "off"})
    assert config.read(path) == {"theme": "light", "sound": "off", "later": {"keys": ["a", 1]}}
    assert config.words(path) == {"theme": "light", "sound": "off"}
    config.write(path, {"theme": None})
    assert "theme" not in config.read(path)


def test_only_its_owner_may_read_it_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    config.write(path, {"theme": "dark"})
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"[" * 500])
def test_a_file_that_cannot_be_understood_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    assert config.words(path) == {}
    with pytest.raises(StorageError, match="mend it"):
        config.write(path, {"theme": "dark"})
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        config.write(tmp_path / "file" / "config.toml", {"theme": "dark"})


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    config.write(path, {"theme": "dark"})

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="no space left"):
        config.write(path, {"theme": "light"})
    assert config.read(path) == {"theme": "dark"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]
