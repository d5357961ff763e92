"""What a scan of a text is made of: places of keys and values, statements, slips, and the page they are noted on.

Written by `scanner` and its parts (`values`, `quotes`, `words`); read by `outline` and `source`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selfcare.planfile.problem import LIMIT
from selfcare.planfile.toml.guard import MAX_PARTS

PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
KEY = rf"{PART}(?:[ \t]*\.[ \t]*{PART})*+"
ESCAPE = re.compile(
    r'\\(?:[btnfr"\\]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U(?!0000[dD][89a-fA-F])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})'
)
"""An escape that stands for a character."""
SCALAR = re.compile(
    r"""true|false|[+-]?(?:inf|nan)
    |[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?
    |0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*
    |\d\d\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])
        (?:[Tt\ ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?
    |(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?""",
    re.VERBOSE | re.ASCII,
)
NEXT = re.compile(rf"^[ \t]*(?:{KEY}[ \t]*=|\[\[?[ \t]*{KEY}[ \t]*\]\]?[ \t]*(?:#[^\n]*)?\r?$)", re.MULTILINE)
"""A line that begins a statement: where a list or a text that was never closed must have ended."""
EXOTIC_SPACE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+")

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_PARTS = re.compile(PART)
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class Part(NamedTuple):
    """One name of a dotted key, and where it stands with its quotes."""

    name: str
    start: int
    end: int


class Value:
    """Where a value stands, quotes and brackets included; what stands inside a list or an inline table.

    `cut_short`: its closing bracket was not found, so that more may have been meant to stand in it.
    """

    __slots__ = ("cut_short", "end", "items", "start")

    def __init__(
        self, start: int, end: int, items: list[Value | Pair] | None = None, *, cut_short: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.items = items or []
        self.cut_short = cut_short


class Pair:
    """A key and its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: list[Part], value: Value) -> None:
        self.key = key
        self.value = value

    @property
    def end(self) -> int:
        """Where the value ends."""
        return self.value.end


class Statement:
    """A header (`opening` is `[` or `[[`) or a pair (`opening` is empty), `start` to `end` of the text.

    What is `left_out` was not understood: it is blanked, and nothing is known of it but perhaps its key.
    """

    __slots__ = ("end", "key", "left_out", "opening", "start", "value")

    def __init__(self, start: int, end: int, key: list[Part], value: Value | None, opening: str = "") -> None:
        self.start = start
        self.end = end
        self.key = key
        self.value = value
        self.opening = opening
        self.left_out = False


class Slip(NamedTuple):
    """A mistake in the syntax. `replacement` is what to write for `start` to `end`; `mend` lets the rest be read."""

    start: int
    end: int
    message: str
    hint: str = ""
    help: str = ""
    replacement: str | None = None
    mend: str | None = None
    code: str = "syntax"
    label: tuple[int, int, str] | None = None


class PageFullError(Exception):
    """There are as many slips as are told: reading on is in vain."""


class Page:
    """A text while it is scanned. `trusted` says that `tomllib` has taken it: nothing in it is a slip."""

    def __init__(self, text: str, *, trusted: bool = False) -> None:
        self.text = text
        self.trusted = trusted
        self.statements: list[Statement] = []
        self.slips: list[Slip] = []
        self.closers: list[str] = []
        """The brackets that are open, as what closes them, outermost first."""
        self.lost = False
        """Whether the statement at hand is beyond mending: what else is wrong with it is only a consequence."""

    @property
    def given_up(self) -> bool:
        """Whether another slip would not be told."""
        return self.lost or self.trusted

    def slip(
        self,
        start: int,
        end: int,
        message: str,
        *,
        hint: str = "",
        help: str = "",
        replacement: str | None = None,
        mend: str | None = None,
        label: tuple[int, int, str] | None = None,
    ) -> None:
        """Note a mistake. Without a replacement or a mend the whole statement is left out.

        Raises PageFullError with the last one that is told.
        """
        if self.given_up:
            return
        mend = replacement if mend is None else mend
        self.lost = mend is None
        if replacement and not hint:
            hint = f"write {replacement.strip()}" if start < end else f"{replacement.strip()} is missing here"
        self.slips.append(Slip(start, end, message, hint, help, replacement, mend, "syntax", label))
        if len(self.slips) >= LIMIT:
            raise PageFullError

    def space(self, at: int) -> int:
        """The first place from `at` on that is no space, on the same line."""
        end = _match_end(_SPACE, self.text, at)
        exotic = EXOTIC_SPACE.match(self.text, end)
        if exotic is None:
            return end
        blank = " " * (exotic.end() - end)
        self.slip(
            end, exotic.end(), "this space is not a plain space", hint="type it again", replacement=" ", mend=blank
        )
        return exotic.end()

    def blank(self, at: int) -> int:
        """The first place from `at` on that is no space, line end or comment."""
        return _match_end(_BLANK, self.text, at)

    def line_start(self, at: int) -> int:
        """Where the line of `at` begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line of `at` ends, before its line break."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def line_below(self, at: int) -> int:
        """Where the line below that of `at` begins; the end of the text if there is none."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def tail(self, at: int) -> int:
        """Where the closing brackets and commas at the end of the line of `at` begin, and a comment after them."""
        end = self.line_end(at)
        last_quote = max(self.text.rfind('"', at, end), self.text.rfind("'", at, end), at)
        comment = self.text.find(" #", last_quote, end)
        return at + len(self.text[at : end if comment < 0 else comment].rstrip(" \t,]}"))

    def at_line_end(self, at: int) -> bool:
        """Whether nothing but a comment follows on this line."""
        return self.text[at : at + 1] in ("", "\n", "#") or self.text.startswith("\r\n", at)

    def next_statement(self, at: int) -> int:
        """Where the next line below `at` begins that looks like a header or a pair; else the end of the text."""
        found = NEXT.search(self.text, self.line_below(at))
        return found.start() if found else len(self.text)

    def parts(self, start: int, end: int) -> list[Part]:
        """The names of the dotted key that stands there."""
        found = [
            Part(key_name(match[0]), match.start(), match.end()) for match in _PARTS.finditer(self.text, start, end)
        ]
        if len(found) > MAX_PARTS:
            self.slip(start, found[MAX_PARTS].end, f"this name has more than {MAX_PARTS} parts")
        return found[:MAX_PARTS]


def key_name(literal: str) -> str:
    """The name that a bare or quoted part of a key stands for."""
    if literal[0] == '"':
        return ESCAPE.sub(lambda found: escaped(found[0]), literal[1:-1])
    return literal[1:-1] if literal[0] == "'" else literal


def escaped(escape: str) -> str:
    """The character that a correct escape such as `\\n` or `\\u00e9` stands for."""
    return _LETTERS.get(escape[1]) or chr(int(escape[2:], 16))


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
