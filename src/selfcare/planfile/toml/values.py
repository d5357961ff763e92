"""Reads pairs and values: lists and inline tables with everything in them, whatever brackets and commas are missing.

Called by `scanner`, with a page and a place; each function says where what it read ends, and notes slips on the page.
"""

from __future__ import annotations

import re

from selfcare.planfile.toml.guard import MAX_DEPTH
from selfcare.planfile.toml.page import KEY, NEXT, Page, Pair, Value
from selfcare.planfile.toml.quotes import CURLY, curly_value, missing_opening, text_value
from selfcare.planfile.toml.words import word_value

_SIGNED = re.compile(rf"({KEY})[ \t]*(:=|==|=>|->|[:=])")
_UNSIGNED = re.compile(rf"""({KEY})[ \t]*(?=["'\[{{{CURLY}]|[+-]?\d|(?:true|false)\b)""")
_LOST_BRACE = re.compile(r"[^\n]*\}[ \t]*,?[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_MEMBER = re.compile(rf"[ \t]*(?:{KEY}[ \t]*[:=][^\n]*[,}}]|\}})[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_NO_TEXT = re.compile(r"""["'][ \t]*(?:[,\]}]|\r?$)""", re.MULTILINE)
"""A quote that begins no item."""
_SETTING = re.compile(r"\{[a-z0-9-]+\}[^\n=]*$", re.MULTILINE)
"""A text without quotes that begins with a setting's name: `{caffeine-free} before`."""
_GOES_ON = re.compile(r"""[ \t]*["'\]{]""")


def pair(page: Page, at: int, closer: str = "") -> Pair | None:
    """The key and value that begin at `at`; nothing if no key and value can be made out. `closer` as in `value`."""
    signed = _SIGNED.match(page.text, at)
    if signed:
        after = signed.end()
        if signed[2] != "=":
            page.slip(signed.start(2), after, "a name and its value are joined by =", replacement="=")
    elif not page.trusted and (signed := _UNSIGNED.match(page.text, at)):
        after = signed.end()
        page.slip(signed.end(1), signed.end(1), "a name and its value are joined by =", replacement=" = ")
    else:
        return None
    return Pair(page.parts(at, signed.end(1)), value(page, page.space(after), closer))


def value(page: Page, at: int, closer: str = "") -> Value:
    """The value that begins at `at`; `closer` is `]` in a list, `}` in an inline table."""
    first = page.text[at : at + 1]
    if first in ('"', "'"):
        return text_value(page, at)
    if first in ("[", "{") and (page.trusted or not _SETTING.match(page.text, at)):
        return _nested(page, at, first)
    if first in ("", "\n", "\r", "#", ",", "]", "}"):
        return _no_value(page, at)
    if first == "=":
        page.slip(at, at + 1, "one = is enough", hint="delete it", replacement="")
        return value(page, page.space(at + 1), closer)
    if first in CURLY:
        return curly_value(page, at)
    return word_value(page, at, closer)


def _nested(page: Page, at: int, opening: str) -> Value:
    if len(page.closers) >= MAX_DEPTH:
        page.slip(at, at + 1, f"brackets stand more than {MAX_DEPTH} deep in one another")
        return Value(at, page.line_end(at))
    page.closers.append("]" if opening == "[" else "}")
    read = _list(page, at) if opening == "[" else _inline_table(page, at, at + 1)
    page.closers.pop()
    return read


def _no_value(page: Page, at: int) -> Value:
    if page.at_line_end(at) and not page.given_up:
        if text := missing_opening(page, at):
            return text
        below = page.line_below(at)
        if _GOES_ON.match(page.text, below) and page.next_statement(at) != below:
            page.slip(at, at, "a list begins with [", replacement="[")
            page.closers.append("]")
            read = _list(page, page.line_end(at))
            page.closers.pop()
            return read
    page.slip(at, at, "the value is missing", help="write a value after the =, or delete this line")
    return Value(at, at)


def _list(page: Page, opened: int) -> Value:
    """The list whose `[` stands at `opened`."""
    items: list[Value | Pair] = []
    at = last = opened + 1
    while True:
        at = page.blank(at)
        here = page.text[at : at + 1]
        if here in ("]", "}", ")"):
            end = _close(page, at, "]", last)
            return Value(opened, end, items, cut_short=end == last)
        if here == ",":
            page.slip(at, at + 1, "one comma is enough", hint="delete it", replacement="")
            at = last = at + 1
        elif here == "":
            return _unclosed_list(page, opened, last, items)
        elif "\n" in page.text[last:at] and _begins_statement(page, at):
            line = page.text[at : page.line_end(at)]
            if _LOST_BRACE.match(line) and line.count("{") < line.count("}"):
                page.slip(at, at, "an inline table begins with {", replacement="{")
                page.closers.append("}")
                items.append(_inline_table(page, at, at))
                page.closers.pop()
                at, last = _after_item(page, items[-1].end, "]")
            elif _is_astray(page, at):
                page.slip(
                    at,
                    page.line_end(at),
                    "this line stands inside a list",
                    label=(opened, opened + 1, "the list begins here"),
                )
                at = page.line_end(at)
            else:
                return _unclosed_list(page, opened, last, items)
        else:
            items.append(value(page, at, "]"))
            at, last = _after_item(page, items[-1].end, "]")


def _begins_statement(page: Page, at: int) -> bool:
    """Whether a line of a list looks like a header or a pair: then the list was never closed, or the line is astray."""
    found = None if page.trusted else NEXT.match(page.text, page.line_start(at))
    return found is not None and not re.match(r"\[[ \t]*(?:[\"'\d]|true|false|inf|nan)", found[0].lstrip())


def _is_astray(page: Page, at: int) -> bool:
    """Whether the list goes on below the line of `at`, which looks like a whole statement."""
    below = page.line_below(at)
    whole = not page.text[at:below].rstrip().endswith(("[", "{", ",", '"""', "'''"))
    return whole and _GOES_ON.match(page.text, below) is not None and page.next_statement(at) != below


def _unclosed_list(page: Page, opened: int, last: int, items: list[Value | Pair]) -> Value:
    """A list without its end: where its `]` belongs is where the last item ends, or the empty line below it."""
    if len(items) == 1 and page.text.startswith("[[", opened):
        page.slip(opened, opened + 1, "one [ is enough: this bracket is never closed", hint="delete it", replacement="")
        return Value(opened, last, items)
    where = last
    below = page.line_below(last)
    stands_alone = "\n" in page.text[opened:last] and not page.text[opened + 1 : page.line_end(opened)].strip()
    if stands_alone and below < len(page.text) and not page.text[below : page.line_end(below)].strip():
        where = below
    page.slip(where, where, "this list is never closed", replacement="]", label=(opened, opened + 1, "it begins here"))
    return Value(opened, where, items, cut_short=True)


def _inline_table(page: Page, opened: int, at: int) -> Value:
    """The inline table that begins at `opened`, read from `at`, behind its brace."""
    members: list[Value | Pair] = []
    comma = None
    several_lines = page.trusted
    while True:
        at = page.blank(at) if several_lines else page.space(at)
        here = page.text[at : at + 1]
        last = members[-1].end if members else opened + 1
        if here in ("]", "}", ")") and here:
            if comma is not None:
                page.slip(comma, comma + 1, "no comma stands before the }", hint="delete it", replacement="")
            end = _close(page, at, "}", last)
            return Value(opened, end, members, cut_short=end == last)
        if page.at_line_end(at) and _MEMBER.match(page.text, page.line_below(at)):
            page.slip(opened, opened + 1, "an inline table stands on one line", help="join its lines")
            several_lines = True
            continue
        if page.at_line_end(at) or here in ("[", "{"):
            where = (opened, opened + 1, "it begins here")
            page.slip(last, last, "this inline table is never closed", replacement="}", label=where)
            return Value(opened, last, members, cut_short=True)
        member = pair(page, at, "}")
        if member is None:
            page.slip(at, at + 1, "here should stand name = value")
            return Value(opened, max(page.tail(at), at + 1), members)
        members.append(member)
        at, after = _after_item(page, member.end, "}")
        comma = after - 1 if after > member.end else None


def _close(page: Page, at: int, closer: str, last: int) -> int:
    """Where a list or inline table ends whose closing bracket should stand at `at`."""
    here = page.text[at]
    if here == closer:
        return at + 1
    if here in page.closers[:-1]:
        what = "list" if closer == "]" else "inline table"
        page.slip(last, last, f"this {what} is never closed", replacement=closer)
        return last
    page.slip(at, at + 1, f"this should be {closer}", replacement=closer)
    return at + 1


def _after_item(page: Page, end: int, closer: str) -> tuple[int, int]:
    """Where to read on after an item, behind its comma, and where what was read ends."""
    at = page.blank(end) if closer == "]" else page.space(end)
    here = page.text[at : at + 1]
    if here == ",":
        return at + 1, at + 1
    if here in ("", "]", "}", ")", "\n", "\r", "#"):
        return at, end
    if here == ";":
        page.slip(at, at + 1, "a comma stands between items", replacement=",")
        return at + 1, at + 1
    line = page.line_start(at)
    if line > end and NEXT.match(page.text, line):
        return at, end
    if line <= end and page.text[end - 1] in "\"'" and _is_unpaired(page, end, at, closer):
        page.slip(
            at, page.line_end(at), "the quotes on this line do not pair up", hint="a quote is missing before this"
        )
        return max(page.tail(at), at + 1), end
    page.slip(end, end, "a comma stands between items", replacement=",")
    return at, end


def _is_unpaired(page: Page, end: int, at: int, closer: str) -> bool:
    """Whether what follows a text at `at` shows that a quote is missing or too many, rather than a comma."""
    if closer == "}":
        return not _SIGNED.match(page.text, at)
    if page.text[at] in "\"'":
        return at == end and _NO_TEXT.match(page.text, at) is not None
    return page.text[at] not in "[{" + CURLY
