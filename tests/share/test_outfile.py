"""Files that leave: never in the place of another, complete or not there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selfcare.errors import StorageError, UsageError
from selfcare.share import outfile


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        outfile.write(tmp_path / "out", ["ä\n", "b\n"])
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600
    assert (tmp_path / "out").read_bytes() == "ä\nb\n".encode()


def test_another_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(UsageError, match=r"is there already.*--force"):
        outfile.write(tmp_path / "out", ["new"])
    assert (tmp_path / "out").read_text() == "old"
    outfile.write(tmp_path / "out", ["new"], force=True)
    assert (tmp_path / "out").read_text() == "new"


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_what_is_not_an_ordinary_file_is_never_replaced(tmp_path: Path, put: Callable[[Path], object]) -> None:
    put(tmp_path / "out")
    with pytest.raises(UsageError, match=r"not an ordinary file|is a folder"):
        outfile.write(tmp_path / "out", ["new"], force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_fails_half_way_leaves_all_as_it_was(tmp_path: Path, force: bool) -> None:
    def failing() -> Iterator[str]:
        yield "first\n"
        raise OSError(28, "No space left on device")

    if force:
        (tmp_path / "out").write_text("old")
    before = [path.read_bytes() for path in tmp_path.iterdir()]
    with pytest.raises(StorageError, match=r"cannot be written \(no space left on device\)"):
        outfile.write(tmp_path / "out", failing(), force=force)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == before


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def slow() -> Iterator[str]:
        (tmp_path / "out").write_text("theirs")
        yield "ours"

    with pytest.raises(UsageError, match="is there already"):
        outfile.write(tmp_path / "out", slow())
    assert [path.read_text() for path in tmp_path.iterdir()] == ["theirs"]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such file"):
        outfile.write(tmp_path / "missing" / "out", [])


def test_a_file_system_without_hard_links_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    outfile.write(tmp_path / "out", ["ours"])
    assert [path.read_text() for path in tmp_path.iterdir()] == ["ours"]
