"""`# selfcare: allow CODE because …`: a warning or a note that an author has read, and keeps.

Called by `stages` for each file whose author is asked. What protects people is never waived, and neither is an error;
a waiver that is not heard, and one that waives nothing, are told where they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selfcare.core.grammar import quoted
from selfcare.core.text import plain
from selfcare.planfile import explain
from selfcare.planfile.problem import Place, Problem, Problems
from selfcare.planfile.suggest import nearest
from selfcare.planfile.toml.page import Page, Pair, Statement, Value

CODE = "waiver"
LEAST_WORDS = 3
"""Of a reason."""
MOST_CODES = 20
"""Of one waiver: more are no decision about each."""
MOST_WAIVERS = 200
"""Of one file."""

PROTECTS = "what protects people cannot be waived"

_HINT = re.compile(r"selfcare[ \t]*+:")
"""What no waiver is without, in small letters: most files need no closer look."""
_COMMENTS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|' + r"'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?' + r"|'[^'\n]*+'?|(#[^\n]*+)",
    re.DOTALL,
)
"""Texts, to be passed over, and comments."""
_WAIVER = re.compile(r"#++[ \t]*+selfcare[ \t]*+:[ \t]*+([a-z]+)\b[ \t]*([^\r]*)", re.IGNORECASE)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_CODES = re.compile(r"[^\s,;]+")
_JOINING = frozenset({"and", "&"})
_MEANT = ("allow", "allows", "allowed", "ignore", "disable", "waive", "skip", "noqa", "permit", "accept")
"""Words after `selfcare:` that were meant as a waiver; others begin an ordinary comment."""


class Waiver(NamedTuple):
    """A comment that waives codes on some lines of its file."""

    codes: tuple[tuple[str, Place], ...]
    """Those that can be waived, each with the place of its word."""
    first: int
    last: int
    """The lines for which it counts."""


class Waivers:
    """The waivers of the files of one check."""

    def __init__(self) -> None:
        self._of: dict[str, list[Waiver]] = {}
        self._heard: set[tuple[str, Place]] = set()

    def add(self, file: str, text: str, problems: Problems) -> None:
        """Read the waivers of a file; those that cannot be heard are reported."""
        if file not in self._of and _HINT.search(text.lower()):
            self._of[file] = list(_waivers(file, text, problems))

    def hear(self, problem: Problem) -> bool:
        """Whether an author has waived it."""
        heard = False
        for waiver in self._of.get(problem.place.file, ()):
            if waiver.first <= problem.place.line <= waiver.last:
                for word, place in waiver.codes:
                    if word == problem.code:
                        self._heard.add((word, place))
                        heard = True
        return heard

    def report_idle(self, problems: Problems) -> None:
        """Report waivers that waived nothing. While a plan has errors less is known of it, and nothing is said."""
        errors = problems.errors
        for file, waivers in self._of.items():
            for waiver in waivers:
                for word, place in waiver.codes:
                    if (word, place) in self._heard:
                        continue
                    if any(_is_meant(waiver, word, file, error) for error in errors):
                        message = f"`{word}` is an error here, and errors cannot be waived"
                        _report(problems, place, message, help="mend it, then take this out")
                    elif not errors:
                        _report(
                            problems,
                            place,
                            f"`{word}` is not reported here, so there is nothing to waive",
                            help="take this out",
                        )


def _is_meant(waiver: Waiver, word: str, file: str, problem: Problem) -> bool:
    return problem.code == word and problem.place.file == file and waiver.first <= problem.place.line <= waiver.last


def _report(problems: Problems, place: Place, message: str, *, help: str = "", replacement: str = "") -> None:
    hint = f"write {replacement}" if replacement else ""
    problems.add(Problem(CODE, "warning", place, message, hint, help, replacement or None))


def _waivers(file: str, text: str, problems: Problems) -> Iterator[Waiver]:
    reader = _Reader(file, text, problems)
    page: Page | None = None
    starts: list[int] = []
    comments = [found.span(1) for found in _COMMENTS.finditer(text) if found[1] and _WAIVER.match(found[1])]
    if len(comments) > MOST_WAIVERS:
        reader.say(comments[MOST_WAIVERS], f"a file has at most {MOST_WAIVERS} waivers")
    for start, end in comments[:MOST_WAIVERS]:
        found = _WAIVER.match(text, start, end)
        codes = reader.codes(found) if found else ()
        if not codes:
            continue
        if page is None:
            from selfcare.planfile.toml.scanner import scan

            page = scan(text)
            starts = [statement.start for statement in page.statements]
        yield Waiver(codes, *_scope(page, reader.lines, starts, start))


class _Reader:
    """Reads what stands in one comment."""

    def __init__(self, file: str, text: str, problems: Problems) -> None:
        self.file = file
        self.text = text
        self.problems = problems
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        """Where each line begins."""

    def place(self, start: int, end: int) -> Place:
        """Of a stretch of the comment's line."""
        line = bisect_right(self.lines, start)
        return Place(self.file, line, start - self.lines[line - 1] + 1, end - start)

    def codes(self, found: re.Match[str]) -> tuple[tuple[str, Place], ...]:
        """The codes that a comment waives. What is wrong with it is reported, and then it may waive none."""
        word = found[1].lower()
        if word != "allow":
            if not (word in _MEANT or nearest(word, _MEANT[:1])):
                return ()
            self.say(found.span(1), "a waiver begins with the word allow", replacement="allow")
            return ()
        because = _BECAUSE.search(self.text, *found.span(2))
        listed = [
            (one[0], one.span())
            for one in _CODES.finditer(self.text, found.start(2), because.start() if because else found.end(2))
            if one[0].lower() not in _JOINING
        ]
        if because is None:
            self.say(
                found.span(), "this waiver gives no reason", help="write: # selfcare: allow CODE because … and why"
            )
            return ()
        reason = self.text[because.end() : found.end()].split()
        if len(reason) < LEAST_WORDS:
            self.say((because.start(), found.end()), f"a reason has {LEAST_WORDS} words or more")
            return ()
        if not listed:
            self.say(found.span(), "this waiver names no code", help="write the word in brackets that the report has")
            return ()
        if len(listed) > MOST_CODES:
            self.say(found.span(), f"a waiver names at most {MOST_CODES} codes")
        waived = ((self._waivable(word, span), self.place(*span)) for word, span in listed[:MOST_CODES])
        return tuple((word, place) for word, place in waived if word)

    def _waivable(self, word: str, span: tuple[int, int]) -> str:
        """The code that `word` names, if that can be waived; else nothing, and that is reported."""
        code = explain.find(word)
        if code is None or code.word != word:
            self._unknown(word, span, code.word if code else "")
            return ""
        if code.waivable:
            return word
        message = PROTECTS if word.startswith("safety/") else f"`{word}` cannot be waived"
        self.say(span, message, help=f"mend what the report says; `selfcare plan explain {word}` tells why")
        return ""

    def _unknown(self, word: str, span: tuple[int, int], meant: str) -> None:
        family = word.removesuffix("*").rstrip("/")
        if family == "safety":
            self.say(span, PROTECTS, help="mend what the report says")
            return
        if family in explain.families():
            self.say(span, "each code is waived by itself, not a whole family", help=f"name one, such as {family}/…")
            return
        near = meant or explain.near(word)
        help = "" if near else "`selfcare plan explain` lists the codes"
        self.say(span, f"there is no code {quoted(word)}", help=help, replacement=near)

    def say(self, span: tuple[int, int], message: str, *, help: str = "", replacement: str = "") -> None:
        """Report what is wrong with the stretch of a comment."""
        end = span[0] + len(self.text[slice(*span)].rstrip())
        _report(self.problems, self.place(span[0], end), plain(message), help=plain(help), replacement=replacement)


def _scope(page: Page, lines: Sequence[int], starts: Sequence[int], comment: int) -> tuple[int, int]:
    """The first and the last line for which the comment that begins there counts."""
    line = bisect_right(lines, comment)
    index = bisect_right(starts, comment) - 1
    alone = not page.text[lines[line - 1] : comment].strip()
    if index >= 0 and comment < page.statements[index].end:
        return (line, line) if not alone else _next_item(page.statements[index], lines, comment, line)
    if index >= 0 and not alone:
        return _covered(page.statements[index], lines)
    if index < 0:
        return 1, len(lines)
    if index + 1 == len(starts):
        return line, line
    following = page.statements[index + 1]
    if not following.opening:
        return _covered(following, lines)
    return bisect_right(lines, following.start), _table_end(page, lines, index + 1)


def _covered(statement: Statement, lines: Sequence[int]) -> tuple[int, int]:
    return bisect_right(lines, statement.start), bisect_right(lines, max(statement.end - 1, statement.start))


def _next_item(statement: Statement, lines: Sequence[int], comment: int, line: int) -> tuple[int, int]:
    """A comment on a line of its own in a list counts for the entry below it."""
    value = statement.value
    while value is not None:
        item = next((item for item in value.items if item.end > comment), None)
        if item is None:
            break
        start = item.key[0].start if isinstance(item, Pair) else item.start
        if start > comment:
            return bisect_right(lines, start), bisect_right(lines, item.end - 1)
        value = item.value if isinstance(item, Pair) else _value(item)
    return line, line


def _value(item: Value | Pair) -> Value:
    return item.value if isinstance(item, Pair) else item


def _table_end(page: Page, lines: Sequence[int], header: int) -> int:
    """The last line of a table, with the tables inside it that follow."""
    names = [part.name for part in page.statements[header].key]
    last = header
    for index in range(header + 1, len(page.statements)):
        statement = page.statements[index]
        own = [part.name for part in statement.key]
        if statement.opening and (len(own) <= len(names) or own[: len(names)] != names):
            break
        last = index
    return bisect_right(lines, max(page.statements[last].end - 1, 0))
