"""Files that are locked: whole, or not said to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

import pyrage
import pytest

from selfcare.errors import StorageError
from selfcare.share import age

KEY = pyrage.x25519.Identity.generate()
LINES = [f"line {number}\n" for number in range(500)]


def for_a_key(lines: Iterable[str], file: BinaryIO) -> None:
    age.lock_for(lines, file, [str(KEY.to_public())])


def with_a_passphrase(lines: Iterable[str], file: BinaryIO) -> None:
    age.lock_with_passphrase(lines, file, "a word")


WAYS = [for_a_key, with_a_passphrase]


class Full(BytesIO):
    """A disk with room for half of it."""

    def write(self, given: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(given) > len("".join(LINES)) // 2:
            raise OSError(28, "No space left on device")
        return super().write(given)


@pytest.mark.parametrize("lock", WAYS)
def test_what_is_locked_is_opened_as_it_was(lock: Callable[[Iterable[str], BinaryIO], None]) -> None:
    lock(LINES, file := BytesIO())
    locked = file.getvalue()
    assert age.is_locked(locked)
    opened = age.open_with_key(locked, str(KEY)) if lock is for_a_key else age.open_with_passphrase(locked, "a word")
    assert opened.decode() == "".join(LINES)


def test_a_disk_without_room_is_told() -> None:
    with pytest.raises(OSError, match="No space left"):
        for_a_key(LINES, Full())


@pytest.mark.parametrize("lock", WAYS)
def test_what_is_wrong_with_the_journal_is_told_as_it_is(lock: Callable[[Iterable[str], BinaryIO], None]) -> None:
    def damaged() -> Iterator[str]:
        yield "begun\n"
        raise StorageError("the journal is damaged")

    with pytest.raises(StorageError, match="is damaged"):
        lock(damaged(), file := BytesIO())
    assert not file.getvalue()
