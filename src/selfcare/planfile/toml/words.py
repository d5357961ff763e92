"""Reads values without quotes: numbers, dates, true and false, and what people write in their place.

Called by `values`. A bare word is read on as the text it was most likely meant to be.
"""

from __future__ import annotations

import re

from selfcare.planfile.toml.days import meant
from selfcare.planfile.toml.page import KEY, SCALAR, Page, Value
from selfcare.planfile.toml.quotes import quoted

_TRUE = frozenset({"true", "yes", "on", "y", "ja", "oui"})
_FALSE = frozenset({"false", "no", "off", "n", "nein", "non"})
_NOTHING = frozenset({"null", "nil", "undefined"})

_BARE = re.compile(r"(?:[^\n#]|(?<![ \t])#)*")
_BARE_INSIDE = re.compile(r"[^\n,;\]}#]*")
"""How far a bare word reaches on a line of its own, and in a list or an inline table."""
_SECOND = re.compile(rf"[ \t]+(?:{KEY}[ \t]*=|\[\[?{KEY}\]\]?$)")
"""Another statement behind a bare word."""
_MEMBERS = re.compile(rf"{KEY}[ \t]*=")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_LEADING_ZEROS = re.compile(r"([+-]?)0+(\d+)")
_NO_DIGIT = re.compile(r"([+-]?)(\d*)\.(\d*)")


def word_value(page: Page, at: int, closer: str) -> Value:
    """The value without quotes that begins at `at`; `closer` is the bracket it stands in, if any."""
    found = (_BARE_INSIDE if closer else _BARE).match(page.text, at)
    word = found[0].rstrip() if found else ""
    if not closer and SCALAR.fullmatch(value := word.partition("#")[0].rstrip()):
        word = value
    elif closer != "]" and not word.endswith("}") and (second := _SECOND.search(word)):
        word = word[: second.start()]
    end = at + len(word)
    if page.trusted or (SCALAR.fullmatch(word) and meant(word) is None):
        return Value(at, end)
    if word[-1:] in (",", ";") and SCALAR.fullmatch(word[:-1].rstrip()):
        page.slip(end - 1, end, "nothing stands after a value", hint=f"delete the {word[-1]}", replacement="")
    elif not closer and word.endswith("}") and _MEMBERS.match(word):
        page.slip(at, at, "an inline table begins with {", replacement="{")
    elif day := meant(word):
        page.slip(at, end, day.message, help=day.help, replacement=day.written)
    else:
        message, hint, replacement = _advice(word)
        page.slip(at, end, message, hint=hint, replacement=replacement)
    return Value(at, end)


def _advice(word: str) -> tuple[str, str, str | None]:
    """What is wrong with a bare word: message, hint, and what to write."""
    low = word.lower()
    if low in _TRUE or low in _FALSE:
        right = "true" if low in _TRUE else "false"
        return "yes and no are written true and false", f"write {right}", right
    if low in _NOTHING:
        return "there is no word for nothing", "leave this line out", None
    number = _number(word)
    if number:
        return "a number is not written like this", f"write {number}", number
    text = quoted(word.strip("\"'"))
    return "a text stands in quotes", f"write {text}", text


def _number(word: str) -> str | None:
    if _DECIMAL_COMMA.fullmatch(word):
        return word.replace(",", ".")
    if zeros := _LEADING_ZEROS.fullmatch(word):
        return zeros[1] + (zeros[2].lstrip("0") or "0")
    point = _NO_DIGIT.fullmatch(word)
    if point and (point[2] or point[3]):
        return f"{point[1]}{point[2].lstrip('0') or '0'}.{point[3] or '0'}"
    return None
