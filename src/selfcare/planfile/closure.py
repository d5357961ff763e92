"""Everything that a plan is made of: its file, the plans it extends, the library files it names, their translations.

A file has a name: `plan.toml` or `parts/base.toml` below the plan's own folder, `selfcare:daily-stress.toml` and
`selfcare:library/breathing.toml` of what is shipped. The journal keeps the texts by these names; the hash over them is
the version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from selfcare.core.grammar import quoted
from selfcare.planfile.compile.table import NAME
from selfcare.planfile.document import Data, Document, at, tables
from selfcare.planfile.extends import MOST_PARENTS
from selfcare.planfile.library import BUILT_IN
from selfcare.planfile.problem import Location, Problem, Problems
from selfcare.planfile.suggest import nearest

SHIPPED = "selfcare:"
"""The beginning of the names of shipped files."""
NAMED_LOG = re.compile(r"\blog\.([a-z][a-z0-9-]*)")
MOST_FILES = 40
"""Of one plan. A lineage and the library are small; a folder full of translations is the way to more."""
MOST_BYTES = 2 * 1024 * 1024
"""Of them together: the journal keeps them all with every version that was used."""


class Files(Protocol):
    """Where the texts come from: a folder and the library, or what the journal kept."""

    def document(self, name: str, problems: Problems) -> Document | None:
        """The file, or None if there is none or it cannot be read as text (which is then in `problems`)."""

    def translations(self, name: str) -> list[str]:
        """The names of the translations of a file."""

    def plans(self) -> tuple[str, ...]:
        """The ids of the library's plans, for suggestions."""

    def libraries(self) -> tuple[str, ...]:
        """The names of the library's files, for suggestions."""

    def text(self, name: str) -> str:
        """The text of a file that was read."""


class Closure(NamedTuple):
    """A plan's files: name to text, the plan's own first."""

    root: str
    files: Mapping[str, str]
    hash: str


class Gathered(NamedTuple):
    """The documents of a plan."""

    lineage: tuple[Document, ...]
    """The plan itself, then those it extends, nearest first."""
    libraries: tuple[tuple[Document, bool], ...]
    """Library files, and whether each is built in."""
    translations: Mapping[str, tuple[Document, ...]]
    """Those of each file of the lineage and of the libraries, by its name."""


def gather(root: Document, files: Files, problems: Problems) -> Gathered:
    """Read what `root` is made of. What cannot be found is reported where it is named."""
    lineage = tuple(_lineage(root, files, problems))
    used = list(_used(lineage, files, problems))
    needed = [f"{SHIPPED}library/{name}.toml" for name in needs([document.data for document in lineage])]
    already = {document.name for document in used}
    built_in = [found for name in needed if name not in already and (found := files.document(name, problems))]
    libraries = (*((document, False) for document in used), *((document, True) for document in built_in))
    return Gathered(lineage, libraries, _translations([*lineage, *used, *built_in], files, problems))


def closure(gathered: Gathered, files: Files) -> Closure:
    """The texts of what was gathered, and their hash."""
    documents = [*gathered.lineage, *(document for document, _ in gathered.libraries)]
    documents += [translation for found in gathered.translations.values() for translation in found]
    texts = {document.name: files.text(document.name) for document in documents}
    return Closure(gathered.lineage[0].name, texts, digest(texts))


def digest(files: Mapping[str, str]) -> str:
    """sha256, hex, over the names in order, each with its length and its bytes."""
    from hashlib import sha256

    whole = sha256()
    for name in sorted(files):
        content = files[name].encode("utf-8", "surrogatepass")
        whole.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        whole.update(content)
    return whole.hexdigest()


def reference(of: str, written: str) -> str | None:
    """The name of the plan that the file `of` means by `extends`: a library id, or a file in its folder or below.

    None for a path that leads out of it.
    """
    if not written.endswith(".toml") and "/" not in written:
        return f"{SHIPPED}{written}.toml" if NAME.fullmatch(written) else None
    prefix = SHIPPED if of.startswith(SHIPPED) else ""
    folder = of.removeprefix(prefix).rpartition("/")[0]
    parts = written.split("/")
    if any(part in ("", ".", "..") or set(part) & set('\\:\0"<>|?*') or not part.isprintable() for part in parts):
        return None
    return prefix + "/".join([*([folder] if folder else []), *parts])


def _lineage(root: Document, files: Files, problems: Problems) -> Iterator[Document]:
    yield root
    child, seen = root, [root.name]
    while isinstance(written := at(child.data, ("plan", "extends")), str):
        parent = _parent(child, written, seen, files, problems)
        if parent is None:
            return
        yield parent
        child = parent
        seen.append(parent.name)


def _parent(child: Document, written: str, seen: list[str], files: Files, problems: Problems) -> Document | None:
    def report(code: str, message: str, help: str = "", near: str = "") -> None:
        hint = f"did you mean '{near}'?" if near else ""
        place = child.places.value(("plan", "extends"))
        problems.add(Problem(code, "error", place, message, hint, help, near or None))

    name = reference(child.name, written)
    if name is None:
        help = "name a plan of the library, or a file in the same folder or below, such as base.toml"
        report("value", f"{quoted(written)} is not a plan that can be extended", help)
        return None
    if name in seen:
        trail = " → ".join(one.removeprefix(SHIPPED) for one in [*seen[seen.index(name) :], name])
        report("circle", f"these plans extend each other: {trail}")
        return None
    if len(seen) > MOST_PARENTS:
        report(
            "value",
            f"plans extend each other more than {MOST_PARENTS} deep",
            "extend a plan that is nearer to the first",
        )
        return None
    before = len(problems.found)
    parent = files.document(name, problems)
    if parent is None:
        if len(problems.found) == before:
            _report_no_parent(name, written, files, report)
        return None
    if not isinstance(parent.data.get("plan"), dict) and not parent.places.has_gap(("plan",)):
        report("value", f"{quoted(written)} is not a plan", "a plan has a table [plan]")
        return None
    return parent


def _report_no_parent(name: str, written: str, files: Files, report: Any) -> None:
    if written.endswith(".toml"):
        report(
            "unknown-name",
            f"there is no file {quoted(written)} that can be read",
            "files are looked for in the folder of this one",
        )
        return
    near = nearest(written, files.plans())
    help = "" if near else f'for a file beside this one, write "{quoted(written)[1:-1]}.toml"'
    report("unknown-name", f"the library has no plan {quoted(written)}", help, near)


def _translations(documents: Sequence[Document], files: Files, problems: Problems) -> dict[str, tuple[Document, ...]]:
    """Those of each document. A folder may be full of them: what is too much is reported, and left where it is."""
    count, size = len(documents), sum(_size(files, document) for document in documents)
    found: dict[str, tuple[Document, ...]] = {}
    for document in documents:
        taken: list[Document] = []
        for name in files.translations(document.name):
            translation = files.document(name, problems)
            if translation is None:
                continue
            count, size = count + 1, size + _size(files, translation)
            if count > MOST_FILES or size > MOST_BYTES:
                _report_too_much(document, name, problems)
                break
            taken.append(translation)
        found[document.name] = tuple(taken)
    return found


def _size(files: Files, document: Document) -> int:
    text = files.text(document.name)
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _report_too_much(document: Document, name: str, problems: Problems) -> None:
    message = (
        f"with the translation {quoted(name.rpartition('/')[2])} this plan is made of more than "
        f"{MOST_FILES} files, or of more than {MOST_BYTES // 1024**2} MiB"
    )
    help = "move translations that nobody reads out of its folder"
    problems.add(Problem("value", "error", document.places.key(()), message, help=help))


def _used(lineage: tuple[Document, ...], files: Files, problems: Problems) -> Iterator[Document]:
    """The library files in `uses` of every plan of the lineage: a parent's tables name what the parent uses."""
    seen: set[str] = set()
    for document in lineage:
        listed = at(document.data, ("plan", "uses"))
        for index, name in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(name, str) or name in seen:
                continue
            seen.add(name)
            found = files.document(f"{SHIPPED}library/{name}.toml", problems) if NAME.fullmatch(name) else None
            if found is None:
                _report_no_library(document, ("plan", "uses", index), name, files, problems)
            else:
                yield found


def _report_no_library(document: Document, location: Location, name: str, files: Files, problems: Problems) -> None:
    near = nearest(name, files.libraries())
    problems.add(
        Problem(
            "unknown-name",
            "error",
            document.places.value(location),
            f"the library has no file {quoted(name)}",
            hint=f"did you mean '{near}'?" if near else "",
            help="" if near else f"there is {', '.join(files.libraries())}",
            replacement=near or None,
        )
    )


def needs(plans: list[Data]) -> list[str]:
    """The built-in library files that plans name something of.

    Told from the names alone, before anything is compiled.
    """
    named: dict[str, set[str]] = {name: set() for name in BUILT_IN}
    for data in plans:
        _note_names(data, named)
    own = {"breathing": "breath", "sittings": "sitting", "red-flags": "warning", "instruments": "log"}
    return [name for name in BUILT_IN if named[name] - {known for data in plans for known in tables(data, own[name])}]


def _note_names(data: Data, named: Mapping[str, set[str]]) -> None:
    """Note what every table names, however deep it stands."""
    for key, value in data.items():
        if isinstance(value, dict):
            _note_names(value, named)
        elif isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict):
                    _note_names(entry, named)
                elif isinstance(entry, str):
                    _note(key, entry, named)
        elif isinstance(value, str):
            _note(key, value, named)


_NAMING = {"breathe": "breathing", "meditate": "sittings", "warning": "red-flags", "warnings": "red-flags"}
"""Keys that name something of one library file."""


def _note(key: str, value: str, named: Mapping[str, set[str]]) -> None:
    family = _NAMING.get(key)
    if family:
        named[family].add(value)
    elif key == "log":
        named["instruments"].add(value.removeprefix("log."))
    elif key == "instrument":
        named["instruments"].add(f"={value}")
    elif "log." in value:
        named["instruments"].update(NAMED_LOG.findall(value))
