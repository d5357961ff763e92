"""Reads a plan's text into statements, tolerantly: every header and pair with its places, every slip in plain words.

Called by `source`, for the map of a text that is right and for what is wrong with one that is not. It never decides
what is TOML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from selfcare.planfile.known import TABLES
from selfcare.planfile.toml.guard import MAX_PARTS
from selfcare.planfile.toml.page import KEY, NEXT, Page, PageFullError, Part, Statement, Value
from selfcare.planfile.toml.quotes import CURLY, quoted
from selfcare.planfile.toml.values import pair, value

_HEADER = re.compile(rf"(\[\[?)[ \t]*({KEY})[ \t]*(\]\]?)")
_HEADER_TAIL = re.compile(rf"({KEY})[ \t]*(\]\]?)[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_ODD_HEADER = re.compile(
    rf"([\]({{}})][\[({{\]]?)[ \t]*({KEY})[ \t]*([\])}}]{{1,2}})[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE
)
_BAD_NAME = re.compile(rf"""[^\s=:\[\]{{}}#][^\n=:\[\]{{}}#]{{0,60}}?[ \t]*(?:=|:(?=[ \t]*["'\[{{{CURLY}\d]))""")
_COMMENT = re.compile(r"//|--|;|%|/\*|<!--")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
"""What word processors put in place of a hyphen."""
_SERIES = frozenset({"steps", "test"})
"""Tables of the plan language that stand in double brackets."""
_EMPTY_LINE = re.compile(r"\n[ \t\r]*(?=\n)")
_CONTROL = re.compile(r"(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n))+")


def scan(text: str) -> Page:
    """The statements and slips of `text`.

    With the last slip that is told it stops: what follows is one statement that was left out.
    """
    page = Page(text)
    try:
        _clean(page)
        for _ in statements(page):
            pass
    except PageFullError:
        rest = Statement(page.statements[-1].end if page.statements else 0, len(text), [], None)
        rest.left_out = True
        page.statements.append(rest)
    return page


def statements(page: Page) -> Iterator[Statement]:
    """Each statement of `page`, in order; the page keeps them and their slips."""
    at = page.blank(0)
    while at < len(page.text):
        statement = _read_statement(page, at)
        yield statement
        at = page.blank(statement.end)


def _read_statement(page: Page, at: int) -> Statement:
    page.lost = False
    statement = _header(page, at) if page.text[at] == "[" else _pair_statement(page, at)
    statement.left_out = statement.left_out or page.lost or _shares_line(page, statement)
    page.statements.append(statement)
    return statement


def _shares_line(page: Page, statement: Statement) -> bool:
    """Whether the statement begins on a line on which another ends that is kept."""
    before = page.statements[-1] if page.statements else None
    return before is not None and not before.left_out and "\n" not in page.text[before.end : statement.start]


def _clean(page: Page) -> None:
    """Take control characters out, so that nobody else meets them."""
    for found in _CONTROL.finditer(page.text):
        code = f"U+{ord(found[0][0]):04X}"
        page.slip(
            *found.span(),
            f"a control character stands here ({code})",
            hint="delete it",
            replacement="",
            mend=" " * len(found[0]),
        )
    page.text = _CONTROL.sub(lambda found: " " * len(found[0]), page.text)


def _header(page: Page, at: int) -> Statement:
    found = _HEADER.match(page.text, at)
    if found and len(found[1]) == len(found[3]):
        key = page.parts(*found.span(2))
        return _ended(page, Statement(at, found.end(), key, None, found[1]))
    return _odd_header(page, at, found)


def _odd_header(page: Page, at: int, found: re.Match[str] | None) -> Statement:
    double = page.text.startswith("[[", at) or (found is not None and found[3] == "]]")
    opening = "[[" if double and not (found and _is_single(page, at, found[2])) else "["
    closing = "]" * len(opening)
    line_end = page.line_end(at)
    line = page.text[at:line_end]
    comment = line.find(" #")
    content = (line if comment < 0 else line[:comment]).rstrip()
    end = at + len(content)
    bare = re.match(rf"\[\[?[ \t]*({KEY})", content)
    if found and double and opening == "[":
        where = found.start(1) if len(found[1]) > 1 else found.start(3)
        page.slip(where, where + 1, "one bracket is enough here", hint="delete it", replacement="")
        return Statement(at, line_end, page.parts(*found.span(2)), None, opening)
    if bare and content[bare.end() :].strip() in ("", "]"):
        missing = len(closing) - content[bare.end() :].count("]")
        page.slip(end, end, "a header ends with " + closing, replacement="]" * missing)
    elif bare and content[bare.end() :].strip() == "]]":
        page.slip(at, at, "a header that ends with ]] begins with [[", replacement="[")
    else:
        name = _header_name(content.strip("[](){}<> \t"))
        right = opening + name + closing
        if "," in content or not name:
            page.slip(
                at, end, "this is neither a header nor name = value", help="a list needs a name before it: name = [...]"
            )
            return Statement(at, line_end, [], None, "" if "," in content else opening)
        page.slip(at, end, "this header is not well formed", hint=f"write {right}", replacement=right)
        return Statement(at, line_end, _parts_of(name, at, end), None, opening)
    return Statement(at, line_end, page.parts(at + bare.start(1), at + bare.end(1)), None, opening)


def _is_single(page: Page, at: int, name: str) -> bool:
    """Whether a header with one bracket too many is more likely than one with one too few."""
    last = name.rpartition(".")[2].strip()
    if last in _SERIES or re.search(rf"^\[\[[^\]\n]*\b{re.escape(last)}[ \t]*\]\]", page.text, re.MULTILINE):
        return False
    family = re.escape(name.partition(".")[0].strip())
    others = re.finditer(rf"^\[{family}[.\]]", page.text, re.MULTILINE)
    return name in TABLES or any(other.start() != at for other in others)


def _parts_of(name: str, start: int, end: int) -> list[Part]:
    return [Part(part, start, end) for part in name.split(".")]


def _header_name(content: str) -> str:
    """The dotted name that a malformed header most likely means."""
    if "." not in content:
        content = ".".join(content.split())
    slugs = [slug for part in content.split(".") if (slug := _slug(part))]
    return ".".join(slugs) if len(slugs) <= MAX_PARTS else ""


def _slug(words: str) -> str:
    """`words` as a name: ASCII letters, digits, - and _."""
    letters = unicodedata.normalize("NFKD", words.translate(_DASHES)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", letters).strip("-")


def _pair_statement(page: Page, at: int) -> Statement:
    found = pair(page, at)
    if found is None:
        return _stray(page, at)
    return _ended(page, Statement(at, found.end, found.key, found.value))


def _ended(page: Page, statement: Statement) -> Statement:
    """The statement with what follows on its line, which should be nothing."""
    at = page.space(statement.end)
    if page.trusted or page.at_line_end(at):
        return statement
    line_end = page.line_end(at)
    after = page.text[at:line_end].rstrip(" \t\r")
    end = at + len(after)
    value = statement.value
    if NEXT.match(after):
        page.slip(at, end, "each statement stands on a line of its own", hint="move this to the next line", mend=after)
        statement.left_out = after.startswith("[")
        return statement
    if after in (",", ";", '"', "'", "."):
        page.slip(at, end, "nothing stands after a value", hint=f"delete the {after}", replacement="")
    elif value and not value.items and (after[-1] in "]" or after[0] == ","):
        _list_without_brackets(page, value, end)
    elif value and page.text[value.start] == '"' and after.endswith('"'):
        right = quoted(page.text[value.start + 1 : end - 1])
        page.slip(value.start, end, "a quote inside a text needs a backslash", hint=f"write {right}", replacement=right)
    elif after[0] in "])}":
        page.slip(at, end, "this bracket closes nothing", hint="delete it", replacement="")
    else:
        page.slip(at, end, "nothing but a comment may stand here", help="put # before it if it is a comment", mend=" ")
    statement.end = line_end
    return statement


def _list_without_brackets(page: Page, value: Value, end: int) -> None:
    several = page.text[value.start : end]
    if several.endswith("]"):
        page.slip(value.start, value.start, "a list begins with [", replacement="[")
    else:
        page.slip(value.start, end, "a list stands in brackets", replacement=f"[{several}]")


def _stray(page: Page, at: int) -> Statement:
    """A line that is neither a header nor a pair."""
    line_end = page.line_end(at)
    if mark := _COMMENT.match(page.text, at):
        page.slip(*mark.span(), "a comment begins with #", replacement="#", mend="#")
        return Statement(at, line_end, [], None)
    if header := _HEADER_TAIL.match(page.text, at):
        opening = "[" * len(header[2])
        page.slip(at, at, "a header begins with " + opening, replacement=opening)
        return Statement(at, line_end, page.parts(*header.span(1)), None, opening)
    if header := _ODD_HEADER.match(page.text, at):
        return _odd_brackets(page, at, header)
    if page.text[at] == "=":
        page.slip(at, at + 1, "the name before the = is missing")
        return Statement(at, line_end, [], None)
    bad_name = _BAD_NAME.match(page.text, at)
    name = bad_name and page.text[at : bad_name.end() - 1].rstrip()
    if bad_name and name and len(name.split()) <= 4 and (slug := _slug(name)):
        if bad_name[0][-1] == ":":
            page.slip(at, bad_name.end(), "a name and its value are joined by =", replacement=f"{slug} =")
        else:
            page.slip(
                at, at + len(name), "a name holds letters, digits and - only", hint=f"write {slug}", replacement=slug
            )
        read = value(page, page.space(bad_name.end()))
        return _ended(page, Statement(at, read.end, _parts_of(slug, at, at + len(name)), read))
    return _prose(page, at)


def _odd_brackets(page: Page, at: int, found: re.Match[str]) -> Statement:
    """A header that begins with a bracket of another kind."""
    double = len(found[1]) > 1 and not _is_single(page, at, found[2])
    right = f"[[{found[2]}]]" if double else f"[{found[2]}]"
    end = found.end(3)
    page.slip(at, end, "this header is not well formed", hint=f"write {right}", replacement=right)
    return Statement(at, page.line_end(at), page.parts(*found.span(2)), None, "[[" if double else "[")


def _prose(page: Page, at: int) -> Statement:
    """Lines that are no statement, told once: up to the next that is one, or an empty line."""
    end = min(page.next_statement(at), len(page.text))
    if (gap := _EMPTY_LINE.search(page.text, at, end)) is not None:
        end = gap.start()
    word = page.text[at : page.line_end(at)]
    stop = at + len(word.rstrip())
    if word[0] in "])}":
        page.slip(at, at + 1, "this bracket closes nothing", hint="delete it")
    elif re.fullmatch(rf"{KEY}\s*", word):
        page.slip(at, stop, "a name stands here without = and a value")
    else:
        page.slip(
            at,
            stop,
            "this line is neither a header nor name = value",
            help="begin it with # if it is a comment; a text of several lines stands between three quotes",
        )
    return Statement(at, at + len(page.text[at:end].rstrip()), [], None)
