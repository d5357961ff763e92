"""Files that only who has the passphrase or the key can open: age (age-encryption.org/v1), by pyrage.

Called by `export --encrypt` and by `import`. pyrage is an extra; nothing else of selfcare needs it. The whole text is
held in memory while it is locked or opened: of a file that pyrage itself writes to, it tells no failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import BinaryIO

from selfcare.errors import StorageError, UsageError

BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""How such a file begins, as bytes or as text."""

EXTRA = "pip install 'selfcare[share]'"


def is_locked(beginning: bytes) -> bool:
    """Whether a file that begins so is one."""
    return beginning.startswith(BEGINNINGS)


def check(recipients: Sequence[str]) -> None:
    """Raises `UsageError` where pyrage is missing, and for a recipient that is none."""
    pyrage = _pyrage()
    for each in recipients:
        _recipient(pyrage, each)


def lock_with_passphrase(lines: Iterable[str], file: BinaryIO, passphrase: str) -> None:
    """Write lines to `file`, to be opened with the passphrase. Raises `UsageError` where pyrage is missing."""
    file.write(_pyrage().passphrase.encrypt(_whole(lines), passphrase))


def lock_for(lines: Iterable[str], file: BinaryIO, recipients: Sequence[str]) -> None:
    """Write lines to `file`, to be opened by whoever has the key of one of the recipients.

    A recipient is `age1…`, or a public key of SSH. Raises `UsageError` for one that is neither.
    """
    pyrage = _pyrage()
    file.write(pyrage.encrypt(_whole(lines), [_recipient(pyrage, each) for each in recipients]))


def open_with_passphrase(locked: bytes, passphrase: str) -> bytes:
    """What was locked with the passphrase. Raises `StorageError` if it was not, or was changed since."""
    pyrage = _pyrage()
    try:
        opened: bytes = pyrage.passphrase.decrypt(locked, passphrase)
    except pyrage.DecryptError:
        raise StorageError(
            "this passphrase does not open the file; try it again, or give the key's file with --identity"
        ) from None
    return opened


def open_with_key(locked: bytes, keys: str) -> bytes:
    """What was locked for one of the keys: the text of an age key file, or a private key of SSH.

    Raises `StorageError` if none opens it, `UsageError` for a text without a key.
    """
    pyrage = _pyrage()
    identities = _identities(pyrage, keys)
    try:
        opened: bytes = pyrage.decrypt(locked, identities)
    except pyrage.DecryptError:
        raise StorageError("this key does not open the file, or the file was changed since it was written") from None
    return opened


def _whole(lines: Iterable[str]) -> bytes:
    whole = bytearray()
    for line in lines:
        whole += line.encode()
    return bytes(whole)


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise UsageError(f"locking and opening files needs one more package; {EXTRA} brings it") from None
    module: ModuleType = pyrage
    return module


def _recipient(pyrage: ModuleType, text: str) -> object:
    for kind in (pyrage.x25519, pyrage.ssh):
        try:
            recipient: object = kind.Recipient.from_str(text)
        except pyrage.RecipientError:
            continue
        return recipient
    raise UsageError(f"'{text[:80]}' is nobody's public key; one begins with age1, ssh-ed25519 or ssh-rsa")


def _identities(pyrage: ModuleType, keys: str) -> list[object]:
    try:
        if "PRIVATE KEY-----" in keys:
            return [pyrage.ssh.Identity.from_buffer(keys.encode())]
        lines = [line.strip() for line in keys.splitlines()]
        found: list[object] = [
            pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")
        ]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise UsageError("the file given with --identity holds no key; age-keygen makes one")
    return found
