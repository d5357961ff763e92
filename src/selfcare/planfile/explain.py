"""Every code of the checker by its word or by its id on the clinical page: for `plan explain`, the pages, waivers."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from selfcare.planfile import lint
from selfcare.planfile.code import Code
from selfcare.planfile.codes import CODES
from selfcare.planfile.suggest import nearest

FAMILIES = {
    "": "The language",
    "safety": "Safety: what protects people",
    "evidence": "Evidence: claims and their sources",
    "instrument": "Instruments: scales and questionnaires",
    "language": "Language: words and translations",
}
"""What a family of codes is called."""


@cache
def known() -> tuple[Code, ...]:
    """Every code, those of the rules after those of the language."""
    modules = [import_module(family.__module__) for family in lint.FAMILIES]
    ruled = [code for module in modules for code in getattr(module, "CODES", ())]
    return tuple({code.word: code for code in (*CODES, *ruled)}.values())


@cache
def families() -> dict[str, tuple[Code, ...]]:
    """The codes by family, those of the language itself under an empty word."""
    found: dict[str, tuple[Code, ...]] = {}
    for code in known():
        family = code.word.rpartition("/")[0]
        found[family] = (*found.get(family, ()), code)
    return found


@cache
def _by_word() -> dict[str, Code]:
    words = {code.word.lower(): code for code in known()}
    return {**{alias.lower(): code for code in reversed(known()) for alias in code.aliases}, **words}


def find(word: str) -> Code | None:
    """The code of that word or id, in whatever letters; None if there is none."""
    return _by_word().get(word.strip().lower())


def all_of(word: str) -> tuple[Code, ...]:
    """The codes that an id of the clinical page stands for, which may be several; the one of that word."""
    wanted = word.strip().lower()
    named = tuple(code for code in known() if code.word == wanted)
    return named or tuple(code for code in known() if wanted in (alias.lower() for alias in code.aliases))


def near(word: str) -> str:
    """The word of the code that was most likely meant, or an empty text."""
    wanted = word.strip().lower()
    close = nearest(wanted, _by_word())
    if not close:
        bare = {code.word.rpartition("/")[2]: code.word for code in known()}
        return bare.get(wanted) or bare.get(nearest(wanted, bare), "")
    return _by_word()[close].word
