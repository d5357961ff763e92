"""Plans checked and plans opened: the stages in their order, for `selfcare.planfile` and nobody else.

text -> source map and data -> format -> shape -> the plans it extends -> names and values -> the rules of `lint`
-> translations
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from selfcare.core.plan import Plan
from selfcare.core.question import Value
from selfcare.planfile.closure import SHIPPED, Closure, Gathered, closure, gather
from selfcare.planfile.compile.plan import Library, compile_plan, understood, understood_library
from selfcare.planfile.compile.reading import Reading
from selfcare.planfile.consequences import without_consequences
from selfcare.planfile.document import Document, Layers, at, check_format
from selfcare.planfile.extends import merged
from selfcare.planfile.files import Folder, Kept
from selfcare.planfile.known import TABLES
from selfcare.planfile.library import BUILT_IN
from selfcare.planfile.problem import Problem, Problems
from selfcare.planfile.suggest import nearest
from selfcare.planfile.translate import check_translation, chosen, lay_over
from selfcare.planfile.waivers import Waivers


class Checked(NamedTuple):
    """What came of checking a file."""

    plan: Plan | None
    """The plan, if it has no errors; None for a library file and for a translation too."""
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    """The text of each file that a diagnostic may name, by that name."""
    closure: Closure | None
    """What the plan is made of; None if it cannot be used."""
    waived: int = 0
    """How many warnings and notes its author has waived."""


def check(root: str, files: Folder, *, strict: bool = False, today: date | None = None) -> Checked:
    """Everything that is wrong with the file `root`, which is a plan, a library file or a translation.

    `strict`: as for one that is published. `today`: the day from which the age of its dates is counted, if it is.
    """
    from selfcare.planfile import lint
    from selfcare.planfile.lint.subject import Subject
    from selfcare.planfile.shape import models as shape

    problems = Problems()
    document = files.document(root, problems)
    plan = kept = None
    waivers = Waivers()
    if document is not None:
        _listen(waivers, document, files, problems)
    if document is not None and check_format(document, problems):
        if _is_library(document):
            shape.check(document, problems, "library")
            reading = Reading(problems)
            library = understood_library(document, reading)
            lint.check(Subject(library, document, document, reading, strict=strict, today=today))
        elif "translation" in document.data:
            _check_alone(document, files, problems)
        else:
            plan, kept = _check_plan(document, files, problems, waivers, strict=strict, today=today)
        waivers.report_idle(problems)
    texts = {
        files.label(name) if not name.startswith(SHIPPED) else name.removeprefix(SHIPPED): text
        for name, text in files.texts.items()
    }
    causes = without_consequences(problems.found, texts)
    return Checked(plan, tuple(causes), texts, kept, problems.waived)


def _listen(waivers: Waivers, document: Document, files: Folder, problems: Problems) -> None:
    """Let problems be waived where the author of a file says so."""
    waivers.add(document.places.key(()).file, files.text(document.name), problems)
    problems.waives = waivers.hear


def _is_library(document: Document) -> bool:
    """Whether this is a library file, also one whose `[library]` is lost: it has what a library file can have only."""
    if "library" in document.data or "plan" in document.data:
        return "library" in document.data
    families = {name for name, inside in document.data.items() if isinstance(inside, dict) and name in TABLES}
    return bool(
        nearest("library", document.data) or (families and families <= {"breath", "sitting", "card", "evidence"})
    )


def _check_plan(
    document: Document, files: Folder, problems: Problems, waivers: Waivers, *, strict: bool, today: date | None
) -> tuple[Plan | None, Closure | None]:
    from selfcare.planfile import lint
    from selfcare.planfile.lint.subject import Subject
    from selfcare.planfile.shape import models as shape

    gathered = gather(document, files, problems)
    whole = merged(gathered.lineage, problems)
    shape.check(whole, problems)
    kept = closure(gathered, files)
    libraries = _all_libraries(gathered, files)
    reading = Reading(problems)
    plan = understood(whole, libraries, {}, reading, file=document.name, hash=kept.hash)
    lint.check(Subject(plan, document, whole, reading, strict=strict, today=today))
    version = at(whole.data, ("plan", "version"))
    for translation in gathered.translations[document.name]:
        _listen(waivers, translation, files, problems)
        _check_translation(gathered, translation, libraries, str(version or "1"), problems)
    return (None, None) if problems.errors else (plan, kept)


def _all_libraries(gathered: Gathered, files: Folder) -> list[Library]:
    """What the plan names, and every built-in file: their names are taken, and one may have been meant."""
    found = [Library(document, built_in) for document, built_in in gathered.libraries]
    names = {library.document.name for library in found}
    for name in BUILT_IN:
        document = files.document(f"{SHIPPED}library/{name}.toml", Problems())
        if document is not None and document.name not in names:
            found.append(Library(document, True))
    return found


def _check_translation(
    gathered: Gathered, translation: Document, libraries: list[Library], version: str, problems: Problems
) -> None:
    """A translation beside the plan: its own form, and whether the plan can be read with it."""
    from selfcare.planfile.lint.instruments import check_translator
    from selfcare.planfile.shape import models as shape

    if not check_format(translation, problems):
        return
    header = {key: value for key, value in translation.data.items() if key in ("selfcare", "translation")}
    shape.check(translation._replace(data=header), problems, "translation")
    document = gathered.lineage[0]
    check_translation(document, translation, version, problems)
    check_translator(document, translation, Reading(problems))
    laid = lay_over(document, translation)
    laid = laid._replace(places=Layers((translation, document)))
    found = Problems()
    whole = merged((laid, *gathered.lineage[1:]), found)
    compile_plan(whole, libraries, {}, found, file=document.name)
    for problem in found.found:
        if problem.place.file == translation.places.key(()).file:
            problems.add(problem)


def _check_alone(translation: Document, files: Folder, problems: Problems) -> None:
    """A translation that was named itself: it is checked against the file it stands beside, or the library's."""
    of = at(translation.data, ("translation", "of"))
    beside = ".".join(translation.name.removesuffix(".toml").split(".")[:-1]) + ".toml"
    names = [beside, *([f"{SHIPPED}{of}.toml", f"{SHIPPED}library/{of}.toml"] if isinstance(of, str) else [])]
    document = next((found for name in names if (found := files.document(name, Problems())) is not None), None)
    if document is None:
        place = translation.places.value(("translation", "of"))
        message = "the plan that this translates is not beside it"
        problems.add(Problem("unknown-name", "error", place, message, help=f"put it into the folder of {beside}"))
        return
    gathered = gather(document, files, Problems())
    whole = merged(gathered.lineage, Problems())
    version = at(whole.data, ("plan", "version")) or at(whole.data, ("library", "version"))
    _check_translation(gathered, translation, _all_libraries(gathered, files), str(version or "1"), problems)


def load(
    files: Kept | Folder, root: str, choices: Mapping[str, Value], language: str, problems: Problems, *, hash: str
) -> Plan | None:
    """The plan of texts that are at hand, or None if it cannot be used;

    `problems` tells why, and what is not understood.
    """
    from selfcare.planfile.shape import models as shape

    document = files.document(root, problems)
    if document is None or not check_format(document, problems):
        return None
    gathered = gather(document, files, problems)
    shape.check(merged(gathered.lineage, Problems()), problems, lenient=True)
    if problems.errors:
        return None
    translated = in_language(gathered, language)
    if translated is not None:
        silent = Problems()
        plan = _compiled(translated, choices, silent, hash)
        if plan is not None:
            for problem in silent.found:
                problems.add(problem)
            return plan
    return _compiled(gathered, choices, problems, hash)


def _compiled(gathered: Gathered, choices: Mapping[str, Value], problems: Problems, hash: str) -> Plan | None:
    whole = merged(gathered.lineage, problems)
    libraries = [Library(document, built_in) for document, built_in in gathered.libraries]
    file = gathered.lineage[0].name.removeprefix(SHIPPED)
    return compile_plan(whole, libraries, choices, problems, file=file, hash=hash, for_author=False)


def in_language(gathered: Gathered, language: str) -> Gathered | None:
    """The documents with the texts of a language, or None if there are none in it, or the plan is in it anyway."""
    if not language or at(gathered.lineage[0].data, ("plan", "language")) == language:
        return None
    found = {name: chosen(translations, language) for name, translations in gathered.translations.items()}
    if not any(found.values()):
        return None

    def laid(document: Document) -> Document:
        translation = found.get(document.name)
        return document if translation is None else lay_over(document, translation)

    first, *others = (laid(document) for document in gathered.lineage)
    if translation := found.get(first.name):
        header = {**first.data["plan"], "language": translation.data["translation"]["language"]}
        first = first._replace(data={**first.data, "plan": header})
    libraries = tuple((laid(document), built_in) for document, built_in in gathered.libraries)
    return gathered._replace(lineage=(first, *others), libraries=libraries)
