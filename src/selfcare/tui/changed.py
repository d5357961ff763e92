"""What has to be written so that a terminal that shows one picture shows another: the cells that differ, in few bytes.

Pure: strips in, control sequences out. Cells that look alike are written one after the other wherever they stand, so
that a colour is named once a frame; a full block is a space on its colour, and of the two half blocks the one is
written that needs no other colour. `live` asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip

ANY = ""
"""An ink that nobody sees: that of a space."""
_PLAIN = "39"
"""The terminal's own colour, which is another one as ink and as ground."""
_SWAPPED = {"▀": "▄", "▄": "▀"}


class Look(NamedTuple):
    """How a cell is painted, in the codes of the terminal; both colours in those of an ink, so that they can change
    places."""

    weight: str
    """Bold and the like; empty: none."""
    ground: str
    ink: str


Cell = tuple[str, Look]


class Line(NamedTuple):
    """One row of the screen."""

    cells: tuple[Cell, ...]
    """Equal cells are the same object."""
    whole: tuple[Cell, ...] = ()
    """Its stretches of one look, where it has characters of another width than one cell: it is written as a whole."""


Change = tuple[int, Line, Line]
"""A row's number, what it shows and what it is to show."""


def line_of(strip: Strip, system: ColorSystem) -> Line:
    """A strip as cells. Every filter has been over it."""
    stretches = [(part.text, _look(part.style or Style.null(), system)) for part in strip if part.text]
    if any(len(text) != _columns(text) for text, _ in stretches):
        return Line((), tuple(stretches))
    return Line(tuple(_cell(character, look) for text, look in stretches for character in text))


def written(changes: Iterable[Change]) -> str:
    """The sequences that turn the one picture into the other; empty where no cell differs."""
    groups: dict[Look, list[tuple[int, int, str]]] = {}
    wholes: list[str] = []
    for y, before, after in changes:
        if after.whole:
            wholes.append(_whole(y, after.whole))
            continue
        for x, end in _stretches(before, after):
            look = after.cells[x][1]
            text = "".join([cell[0] for cell in after.cells[x:end]])
            groups.setdefault(look, []).append((y, x, text))
    if not groups and not wholes:
        return ""
    return "".join([*_grouped(groups), *wholes, "\x1b[m"])


def cleared(empty: Line) -> str:
    """A screen with nothing on it, all of it the ground of an `empty` line."""
    return f"{_turned(None, empty.cells[0][1])}\x1b[2J" if empty.cells else ""


def _stretches(before: Line, after: Line) -> list[tuple[int, int]]:
    """Where the row differs: columns from and to, of one look each."""
    old, new = before.cells, after.cells
    if len(old) != len(new):
        old = (None,) * len(new)  # type: ignore[assignment]
    found: list[tuple[int, int]] = []
    for x in [x for x, (was, now) in enumerate(zip(old, new, strict=True)) if was is not now]:
        if found and found[-1][1] == x and new[x - 1][1] == new[x][1]:
            found[-1] = (found[-1][0], x + 1)
        else:
            found.append((x, x + 1))
    return found


def _grouped(groups: dict[Look, list[tuple[int, int, str]]]) -> list[str]:
    out: list[str] = []
    at, shown = (-1, -1), None
    for look in sorted(groups, key=_words_first):
        out.append(_turned(shown, look))
        shown = look if look.ink or shown is None or shown.weight != look.weight else look._replace(ink=shown.ink)
        for y, x, text in groups[look]:
            out.append(_moved(at, (x, y)))
            out.append(text)
            at = (x + len(text), y)
    return out


def _words_first(look: Look) -> tuple[bool, Look]:
    """What is bold is what has to be there first when the line is slow."""
    return (not look.weight, look)


def _turned(shown: Look | None, look: Look) -> str:
    """From one look to the next."""
    if shown is None or shown.weight != look.weight:
        codes = ["0", look.weight, _as_ground(look.ground), look.ink]
    else:
        ground = _as_ground(look.ground) if look.ground != shown.ground else ""
        codes = [ground, look.ink if look.ink != shown.ink else ""]
    named = ";".join(code for code in codes if code)
    return f"\x1b[{named}m" if named else ""


@lru_cache(maxsize=1024)
def _as_ground(code: str) -> str:
    """A colour's code as a ground: `38;5;79` is `48;5;79`, and the bright `92` is `102`."""
    return f"10{code[1:]}" if code[0] == "9" else f"4{code[1:]}"


def _moved(at: tuple[int, int], to: tuple[int, int]) -> str:
    if at == to:
        return ""
    ahead = to[0] - at[0]
    if at[1] == to[1] and ahead > 0:
        return f"\x1b[{ahead}C" if ahead > 1 else "\x1b[C"
    return f"\x1b[{to[1] + 1};{to[0] + 1}H"


def _whole(y: int, stretches: Sequence[Cell]) -> str:
    return f"\x1b[{y + 1}H" + "".join(_turned(None, look) + text for text, look in stretches)


@lru_cache(maxsize=4096)
def _cell(character: str, look: Look) -> Cell:
    if not look.weight and _is_mixed(look):
        if character == "█":
            return _same(" ", Look("", look.ink, ANY))
        if character in _SWAPPED and look.ink > look.ground:
            return _same(_SWAPPED[character], Look("", look.ink, look.ground))
    return _same(character, look._replace(ink=ANY) if character == " " and look.weight in ("", "1") else look)


@lru_cache(maxsize=4096)
def _same(character: str, look: Look) -> Cell:
    """One object for all cells that are equal."""
    return character, look


def _is_mixed(look: Look) -> bool:
    """Whether ink and ground are colours, and so can change places."""
    return look.ink not in (ANY, _PLAIN) and look.ground != _PLAIN


@lru_cache(maxsize=2048)
def _look(style: Style, system: ColorSystem) -> Look:
    weights = (style.bold, style.dim, style.italic, style.underline, style.reverse, style.strike)
    weight = ";".join(code for code, is_on in zip("123479", weights, strict=True) if is_on)
    return Look(weight, _code(style.bgcolor, system), _code(style.color, system))


def _code(colour: Color | None, system: ColorSystem) -> str:
    return _PLAIN if colour is None else ";".join(colour.downgrade(system).get_ansi_codes(foreground=True))


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text) if all(cell_len(character) == 1 for character in text) else -1
