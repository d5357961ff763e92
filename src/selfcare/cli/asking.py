"""Asking somebody for one of several, in plain lines."""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.cli.streams import ask, say, tell
from selfcare.errors import UsageError


def which(question: str, titles: Mapping[str, str]) -> str:
    """One of the names in `titles`. Raises `UsageError` where nobody can be asked, or no answer comes."""
    from selfcare.cli.terminal import is_terminal

    names = list(titles)
    if not is_terminal():
        raise UsageError(f"{question} There are: {', '.join(names)}")
    numbers = {str(number): name for number, name in enumerate(names, 1)}
    tell(*(f"{number}  {titles[name]}" for number, name in numbers.items()))
    while True:
        answer = ask(f"{question[:1].upper()}{question[1:]} (1 to {len(names)})")
        if answer in numbers:
            return numbers[answer]
        if answer in titles:
            return answer
        tell(f"'{answer}' is none of them; type its number")


def agreed(question: str, *, yes: bool) -> bool:
    """Whether it is wanted: said beforehand (`yes`), or asked now. Raises `UsageError` where nobody can be asked."""
    from selfcare.cli.terminal import is_terminal

    if yes:
        return True
    if not is_terminal():
        raise UsageError("there is nobody to ask here, so nothing was done; add --yes if you mean it")
    if ask(f"{question} (y or n)").casefold() in ("y", "yes"):
        return True
    say("nothing was changed")
    return False
