"""`selfcare plan explain`: what a word in the brackets of a report means, why it matters, and an example."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selfcare.cli.streams import tell
from selfcare.errors import NotFoundError

if TYPE_CHECKING:
    from selfcare.planfile.code import Code

EXAMPLES = ("selfcare plan explain window", "selfcare plan explain ST-02")
WIDTH = 78


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument(
        "codes", metavar="CODE", nargs="*", help="the word in brackets, or an id of the clinical rules; otherwise: all"
    )


def run(arguments: Namespace) -> int:
    """Explain each, or list them all."""
    from selfcare.planfile import explain

    if not arguments.codes:
        tell(*_listed())
        return 0
    wanted = [explain.all_of(word) or _unknown(word) for word in arguments.codes]
    found = {code.word: code for codes in wanted for code in codes}
    for index, code in enumerate(found.values()):
        tell(*([""] if index else []), *_explained(code))
    return 0


def _unknown(word: str) -> tuple[Code, ...]:
    """The codes of a family. Raises `NotFoundError` for what is none."""
    from selfcare.core.text import plain
    from selfcare.planfile import explain

    family = explain.families().get(word.strip().lower().rstrip("*").rstrip("/") or "-")
    if family:
        return family
    near = explain.near(word)
    advice = f"did you mean {near}?" if near else "`selfcare plan explain` lists them"
    raise NotFoundError(f"there is no code '{plain(word)[:60]}'; {advice}")


def _listed() -> Iterator[str]:
    from selfcare.planfile import explain

    width = max(len(code.word) for code in explain.known())
    for number, (family, codes) in enumerate(explain.families().items()):
        if number:
            yield ""
        yield explain.FAMILIES.get(family, family)
        for code in codes:
            yield f"  {code.word:<{width}}  {code.says}"


def _explained(code: Code) -> Iterator[str]:
    yield f"{code.word}: {code.says}"
    if code.reason:
        yield ""
        yield from _wrapped(code.reason)
    for title, example in (("wrong", code.wrong), ("right", code.right)):
        yield ""
        yield f"{title}:"
        yield from (f"    {line}".rstrip() for line in example.split("\n"))
    yield ""
    if code.waivable:
        yield f"It can be waived: # selfcare: allow {code.word} because … and why."
    elif code.word.startswith("safety/"):
        yield "It cannot be waived: it protects the people who follow the plan."
    others = [alias for alias in code.aliases if alias not in code.source]
    named = [*([code.source] if code.source else []), *([f"clinical rule {', '.join(others)}"] if others else [])]
    if named:
        yield from _wrapped(f"Source: {'; '.join(named)}")


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
