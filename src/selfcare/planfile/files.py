"""Where the texts of a plan come from: a folder and the library, or what was kept of it."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import islice, takewhile
from pathlib import Path

from selfcare.core.text import plain
from selfcare.errors import StorageError
from selfcare.planfile import library
from selfcare.planfile.closure import SHIPPED
from selfcare.planfile.document import Document, Nowhere
from selfcare.planfile.problem import Problems


class Kept:
    """Texts by name, as the journal keeps them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.texts = dict(files)

    def document(self, name: str, problems: Problems) -> Document | None:
        """The file, or None if it was not kept."""
        text = self.texts.get(name)
        return None if text is None else mapped(name, text, name.removeprefix(SHIPPED), problems)

    def translations(self, name: str) -> list[str]:
        """The names of the kept translations of a file."""
        return sorted(other for other in self.texts if library.translates(other, name))

    def plans(self) -> tuple[str, ...]:
        """The library is not looked at."""
        return ()

    def libraries(self) -> tuple[str, ...]:
        """The library is not looked at."""
        return ()

    def text(self, name: str) -> str:
        """The text of a file."""
        return self.texts[name]


class Listings:
    """What folders hold, each looked at once: for one command that reads many files of a folder."""

    def __init__(self) -> None:
        self._of: dict[Path, list[str]] = {}

    def starting(self, folder: Path, start: str) -> list[str]:
        """The names in a folder that begin so. Raises `OSError`."""
        if folder not in self._of:
            self._of[folder] = sorted(os.listdir(folder))  # noqa: PTH208 (a tenth of the time)
        names = self._of[folder]
        first = bisect_left(names, start)
        return list(takewhile(lambda name: name.startswith(start), islice(names, first, None)))


class Folder:
    """The folder of a plan's file, and the library. `shown`: how the person named the file, for diagnostics.

    `listings`: what folders hold, where many files of one are read.
    """

    def __init__(
        self,
        folder: Path,
        shown: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
        listings: Listings | None = None,
    ) -> None:
        self._listings = Listings() if listings is None else listings
        self.folder = folder
        self.shown = dict(shown or {})
        self.texts = dict(texts or {})
        self._read: dict[str, Document | None] = {}

    def document(self, name: str, problems: Problems) -> Document | None:
        """The file, or None if there is none; one that is no text is reported too."""
        if name.startswith(SHIPPED):
            found = _shipped(name)
            if found is not None:
                self.texts[name] = found[1]
            return found[0] if found else None
        if name not in self._read:
            self._read[name] = self._local(name, problems)
        return self._read[name]

    def _local(self, name: str, problems: Problems) -> Document | None:
        from selfcare.planfile.toml import guard

        text = self.texts.get(name)
        if text is None:
            path = self.folder / name
            try:
                if not path.resolve().is_relative_to(self.folder.resolve()):
                    return None
                text = guard.decode(guard.read_bytes(path), self.label(name), problems)
            except (StorageError, OSError, RuntimeError, ValueError):
                return None
        if text is None:
            return None
        self.texts[name] = text
        return mapped(name, text, self.label(name), problems)

    def label(self, name: str) -> str:
        """How a diagnostic names a file."""
        return self.shown.get(name) or plain(str(self.folder / name))

    def translations(self, name: str) -> list[str]:
        """The names of the translations beside a file."""
        if name.startswith(SHIPPED):
            return [SHIPPED + one for one in library.translations(name.removeprefix(SHIPPED))]
        parent, _, file = name.rpartition("/")
        try:
            beside = self._listings.starting(self.folder / parent, file.removesuffix("toml"))
        except (OSError, ValueError):
            return []
        found = [one for one in beside if library.translates(one, file)]
        return sorted(f"{parent}/{one}" if parent else one for one in found)

    def plans(self) -> tuple[str, ...]:
        """The ids of the library's plans."""
        return library.plans()

    def libraries(self) -> tuple[str, ...]:
        """The names of the library's files."""
        return library.libraries()

    def text(self, name: str) -> str:
        """The text of a file that was read."""
        return self.texts[name]


@cache
def _shipped(name: str) -> tuple[Document, str] | None:
    """A shipped file and its text; read once."""
    inside = name.removeprefix(SHIPPED)
    text = library.text(inside)
    return None if text is None else (mapped(name, text, inside, Problems()), text)


def mapped(name: str, text: str, label: str, problems: Problems) -> Document:
    """A document with a source map; what is wrong with its syntax is reported."""
    from selfcare.planfile.toml import source

    read = source.read(text, label, problems)
    return Document(name, read.data, read)


def trusted(name: str, text: str) -> Document:
    """A document of a library file, which is read without a map."""
    import tomllib

    return Document(name, tomllib.loads(text), Nowhere(name.removeprefix(SHIPPED)))
