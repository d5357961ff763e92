"""The kind word of an item or a step: what is to be done, with the names it refers to."""

from __future__ import annotations

from selfcare.core.grammar import bell, seconds
from selfcare.core.plan import Action, Ask, Avoid, Breathe, Check, Follow, Meditate, Read, Rest
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.table import NAME, Table
from selfcare.planfile.known import TABLES, kinds_in

MOST_ROUNDS = 1_000


def action(table: Table, names: Names, of: str) -> Action | None:
    """What an `item` or `step` (`of`) asks for; None if its kind word is missing, double or of the wrong type."""
    kinds = kinds_in(TABLES[of], table.data)
    if len(kinds) != 1 or not isinstance(table.data[kinds[0]], str):
        return None
    kind = kinds[0]
    match kind:
        case "check":
            return Check(table.words(kind))
        case "avoid":
            return Avoid(table.words(kind))
        case "read":
            return Read(_text_or_card(table, names))
        case "rest":
            length = table.value(kind, seconds)
            return None if length is None else Rest(length, table.words("say"))
        case "breathe":
            return _breathe(table, names)
        case "meditate":
            return _meditate(table, names)
        case "log":
            return Ask(_name(table, names, kind, "log"))
        case _:
            return Follow(_name(table, names, kind, "routine"))


def _name(table: Table, names: Names, key: str, family: str) -> str:
    name = table.line(key)
    if name:
        names.use(family, name, table.place(key))
    return name


def _text_or_card(table: Table, names: Names) -> str:
    """The text; a text that is the name of a card stands for its title and text."""
    words = table.words("read")
    card = names.table("card", words) if NAME.fullmatch(words) else None
    if card is None:
        return words
    names.use("card", words, table.place("read"))
    return f"{card.words('title')}\n\n{card.words('text')}"


def _breathe(table: Table, names: Names) -> Breathe:
    if "for" in table.data and "rounds" in table.data:
        message = "breathing has `for` or `rounds`, not both"
        table.reading.report("value", table.key_place("rounds"), message, help="leave one of them out")
    pattern = _name(table, names, "breathe", "breath")
    return Breathe(pattern, table.value("for", seconds), table.whole("rounds", 1, MOST_ROUNDS), table.words("say"))


def _meditate(table: Table, names: Names) -> Meditate:
    bells = table.values("bells", bell) if isinstance(table.data.get("bells"), list) else None
    return Meditate(_name(table, names, "meditate", "sitting"), table.value("for", seconds), bells)
