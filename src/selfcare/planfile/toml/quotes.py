"""Reads texts in quotes, and says what is wrong with them: never closed, curly quotes, a backslash that means nothing.

Called by `values`. `characters` says where each character of a text stands in the file, through escapes and line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcare.planfile.toml.page import ESCAPE, Page, Value

CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u2039\u203a`\u00b4"
"""What word processors put in place of straight quotes."""

_STRAIGHT = "word processors make quotes curly; write plans in a plain text editor"

_CLOSED = {
    '"': re.compile(r'"(?:[^"\\\n]++|\\[^\n])*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
_REST = {
    '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"(?:[^']++|'(?!''))*+'{3,5}"),
}
_CURLY_END = re.compile(rf"""[{CURLY}"'](?=[ \t]*(?:[,\]}}#\r\n]|\Z))""")
_CURLY_THREE = re.compile(rf"""["'{CURLY}]{{3}}""")
_LAST_QUOTES = re.compile(rf"""["'{CURLY}]{{1,3}}\Z""")
_OTHER_END = {
    '"': re.compile(r"(?<=[^\s'\"])'(?=[ \t]*(?:[,\]}#\r\n]|\Z))"),
    "'": re.compile(r"(?<=[^\s'\"])\"(?=[ \t]*(?:[,\]}#\r\n]|\Z))"),
}
"""Where a text that begins with the one quote seems to end with the other."""
_BACKSLASH = re.compile(r"\\(?:[ \t]*\r?\n|.)?", re.DOTALL)
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t\r\n]*")


def text_value(page: Page, at: int) -> Value:
    """The text in straight quotes that begins at `at`."""
    quote = page.text[at]
    long = quote * 3
    if page.text.startswith(long, at):
        return _long_text(page, at, long)
    closed = _CLOSED[quote].match(page.text, at)
    if page.given_up and closed:
        return Value(at, closed.end())
    if closed and _is_nearly_three(closed[0]) and (value := _too_few(page, at, len(closed[0]))):
        return value
    if closed:
        _check_escapes(page, at, closed.end())
        return Value(at, closed.end())
    return _too_few(page, at, 1) or _never_closed(page, at, quote)


def curly_value(page: Page, at: int) -> Value:
    """The text in curly quotes that begins at `at`: a slip, read as if the quotes were straight."""
    line_end = page.line_end(at)
    if _CURLY_THREE.match(page.text, at):
        page.slip(at, at + 3, "these quotes are curly", replacement='"""')
        return _long_text(page, at, '"""')
    closing = _CURLY_END.search(page.text, at + 1, line_end + 1)
    end = closing.end() if closing else page.tail(at + 1)
    inner = page.text[at + 1 : end - 1 if closing else end]
    straight = quoted(inner)
    page.slip(at, end, "these quotes are curly", hint=f"write {straight}", help=_STRAIGHT, replacement=straight)
    return Value(at, end)


def missing_opening(page: Page, at: int) -> Value | None:
    """The text of several lines that begins at `at` without its three quotes, if one ends further down."""
    return _too_few(page, at, 0)


def quoted(text: str) -> str:
    """`text` as a TOML string; escapes that are right stay."""
    kept = re.sub(rf"({ESCAPE.pattern})|([\\\"])", lambda found: found[1] or "\\" + found[0], text)
    return f'"{kept}"'


def characters(text: str, value: Value) -> Iterator[tuple[int, int]]:
    """Where each character of the decoded text stands: from, to."""
    literal = text[value.start : value.end]
    size = 3 if literal[:3] in ('"""', "'''") else 1
    at, end = value.start + size, value.end - size
    if size == 3:
        at += 2 if text.startswith("\r\n", at) else text.startswith("\n", at)
    escapes = literal.startswith('"')
    while at < end:
        if escapes and text[at] == "\\":
            continued = _CONTINUED.match(text, at, end)
            escape = ESCAPE.match(text, at, end)
            step = continued or escape
            stop = step.end() if step else at + 1
            if not continued:
                yield at, stop
        else:
            stop = at + 2 if text.startswith("\r\n", at) else at + 1
            yield at, stop
        at = stop


def _long_text(page: Page, at: int, quote: str) -> Value:
    closed = _REST[quote].match(page.text, at + 3)
    if page.given_up:
        return Value(at, closed.end() if closed else len(page.text))
    if closed and not _opens_another(page, at, closed.end() - 3):
        _check_escapes(page, at, closed.end())
        return Value(at, closed.end())
    limit = page.next_statement(at)
    last = at + 3 + len(page.text[at + 3 : limit].rstrip())
    tail = page.tail(max(page.line_start(last), at + 3))
    quotes = _LAST_QUOTES.search(page.text, max(at + 3, tail - 3), tail)
    start = quotes.start() if quotes else tail
    if not quotes and page.text[limit - 1 : limit] == "\n" and _has_room(page, last, limit):
        start = tail = page.line_below(last)
    page.slip(
        start,
        tail,
        "this text is never closed" if not quotes else "a text that begins with three quotes ends with three",
        hint=f"write {quote}",
        replacement=quote,
        label=(at, at + 3, "it begins here"),
    )
    return Value(at, tail)


def _has_room(page: Page, last: int, limit: int) -> bool:
    """Whether more empty lines follow than stand between statements: the quotes stood on one of them."""
    is_header = page.text[page.space(limit) : limit + 1] == "["
    return page.text.count("\n", last, limit) > (2 if is_header else 1)


def _opens_another(page: Page, at: int, closing: int) -> bool:
    """Whether the quotes at `closing` begin the text of another key, so that ours was never closed."""
    line = page.line_start(closing)
    return line > at and page.next_statement(at) <= line and page.text[line:closing].rstrip().endswith("=")


def _is_nearly_three(literal: str) -> bool:
    """Whether a text on one line may be the quotes that begin one of several lines: one is missing, or curly."""
    return literal[1:-1] in ("", *CURLY)


def _too_few(page: Page, at: int, quotes: int) -> Value | None:
    """A text of several lines that begins with fewer than three quotes: three close it before the next statement."""
    if page.given_up:
        return None
    after = page.space(at + quotes)
    if page.text[after : after + 1] in (",", "]", "}") or (
        quotes > 1 and page.at_line_end(after) and not _prose_follows(page, at)
    ):
        return None
    quote = page.text[at] * 3 if quotes else '"""'
    closing = page.text.find(quote, at + quotes, page.next_statement(at))
    if closing < 0:
        return None
    page.slip(at, at + quotes, "a text of several lines begins with three quotes", replacement=quote)
    return Value(at, closing + 3)


def _prose_follows(page: Page, at: int) -> bool:
    below = page.line_below(at)
    line = page.text[below : page.line_end(below)].strip()
    return bool(line) and line[0] not in "#]}" and page.next_statement(at) != below


def _never_closed(page: Page, at: int, quote: str) -> Value:
    tail = page.tail(at + 1)
    other = _OTHER_END[quote].search(page.text, at + 1, page.line_end(at) + 1)
    if other:
        message = f"this text begins with {quote} and ends with {other[0]}"
        page.slip(*other.span(), message, replacement=quote, label=(at, at + 1, "it begins here"))
        return Value(at, other.end())
    if tail > at + 1 and page.text[tail - 1] in CURLY:
        page.slip(tail - 1, tail, "this quote is curly", help=_STRAIGHT, replacement=quote)
    else:
        page.slip(tail, tail, "this text is never closed", replacement=quote, label=(at, at + 1, "it begins here"))
    return Value(at, tail)


def _check_escapes(page: Page, start: int, end: int) -> None:
    """Backslashes that mean nothing."""
    if page.given_up or page.text[start] != '"':
        return
    several_lines = page.text.startswith('"""', start)
    for found in _BACKSLASH.finditer(page.text, start, end):
        if ESCAPE.match(page.text, found.start()) or (several_lines and _CONTINUED.match(page.text, found.start())):
            continue
        where = (found.start(), found.start() + 2)
        if found[0] == "\\'":
            page.slip(*where, "an apostrophe needs no backslash", replacement="'")
        else:
            page.slip(
                *where,
                "this backslash means nothing here",
                hint="for a backslash, write two",
                replacement="\\" + found[0][:2],
            )
