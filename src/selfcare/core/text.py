"""Text that may be shown or stored. Every string from outside passes `plain` where it enters."""

import unicodedata

_INVISIBLE = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Bidi marks and zero-width characters: they change what a reader sees without being seen.

U+200D (the joiner) stays: emoji and Indic scripts need it.
"""

_REPLACED = frozenset({"Cc", "Cs", "Zl", "Zp"})


def plain(text: str, *, multiline: bool = False) -> str:
    """`text` with nothing in it that a terminal could act on.

    Control characters, lone surrogates, bidi marks, zero-width and tag characters become U+FFFD; a line break becomes a
    space unless `multiline`.
    """
    if text.isprintable() or (multiline and text.replace("\n", "").isprintable()):
        return text  # no character of what is replaced counts as printable
    return "".join(_shown(character, multiline) for character in text.replace("\r\n", "\n").replace("\t", " "))


def _shown(character: str, multiline: bool) -> str:
    if character == "\n":
        return "\n" if multiline else " "
    if unicodedata.category(character) in _REPLACED or character in _INVISIBLE or 0xE0000 <= ord(character) <= 0xE007F:
        return "\ufffd"
    return character
