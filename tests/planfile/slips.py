"""One-slip mutants of a plan: what people do to a text by accident, each kind at every place where it can be done.

What counts as the *right line* of a mutant, for `tests.planfile.mutants`:

* the lines that the slip changed, as they stand in the mutant; of two lines that were joined the one they became;
* where a closing bracket or quote is missing, also the line on which it opened and the last line of the statement;
* where a line was taken away or moved, both lines at the seam, and the header of the table that lost or got it: what
  is missing from a table is told at its header;
* where a kind word is another one, the lines of its table: what goes with the first does not go with the second;
* where a name is misspelt or taken away, every line that says the name as it was: a reference that dangles is told
  where it stands.

Nothing here reads TOML: the shipped files are written so that a header begins a line with `[`, a statement with its
key, and what goes on a statement is indented or begins with a closing bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Mutant(NamedTuple):
    """A plan with one slip."""

    text: str
    right: frozenset[int]
    """The lines, counted from 1, on one of which the first report has to stand."""


class Line(NamedTuple):
    """One line of the plan that was right, and what it belongs to. All numbers count from 0."""

    number: int
    text: str
    first: int
    """The line on which its statement begins."""
    last: int
    header: int
    """The line of the header above it; its own, if it is one; -1 above the first."""


Maker = Callable[["Sheet"], Iterator[Mutant]]

MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|#.*|.')
"""A text in quotes, a comment, or one character between them."""
KEY = r"^[a-z][a-z0-9-]*(?= *=)"
STRING = re.compile(r'(?<==)( *\[?)("[^"]*")')


class Sheet:
    """A plan as lines."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.about: list[Line] = []
        first, header = 0, -1
        for number, line in enumerate(self.lines):
            if not line.startswith((" ", "]", "}")):
                first = number
            if line.startswith("["):
                header = number
            self.about.append(Line(number, line, first, number, header))
        last = len(self.lines) - 1
        for number in reversed(range(len(self.lines))):
            if number == len(self.lines) - 1 or self.about[number + 1].first == number + 1:
                last = number
            self.about[number] = self.about[number]._replace(last=last)

    @property
    def statements(self) -> Iterator[Line]:
        """The lines that say something."""
        return (line for line in self.about if line.text and not line.text.startswith("#"))

    def with_line(self, line: Line, text: str, *more: int) -> Mutant:
        """The plan with another text in a line; `more`: lines, from 0, that are right too."""
        lines = [*self.lines]
        lines[line.number] = text
        return Mutant("\n".join(lines), frozenset(one + 1 for one in (line.number, *more) if one >= 0))

    def with_lines(self, start: int, stop: int, texts: list[str], *right: int) -> Mutant:
        """The plan with other lines from `start` up to `stop`; `right` from 0, as they stand in the mutant."""
        lines = [*self.lines[:start], *texts, *self.lines[stop:]]
        return Mutant("\n".join(lines), frozenset(one + 1 for one in right if 0 <= one < len(lines)))

    def saying(self, name: str) -> list[int]:
        """The lines, from 0, that say a name."""
        found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        return [number for number, line in enumerate(self.lines) if found.search(line)]


# ---- signs


def marks(line: Line, wanted: str) -> Iterator[int]:
    """Where the signs of `wanted` stand in a line, outside texts and comments; a quote that begins or ends a text."""
    for found in MARKS.finditer(line.text):
        if found[0] in wanted:
            yield found.start()
        elif found[0][0] == '"' and '"' in wanted:
            yield found.start()
            yield found.end() - 1


def signs(wanted: str, put: Callable[[str], list[str]]) -> Maker:
    """A slip that puts something in place of one sign outside texts and comments."""

    def make(sheet: Sheet) -> Iterator[Mutant]:
        for line in sheet.statements:
            for at in marks(line, wanted):
                for other in put(line.text[at]):
                    text = line.text[:at] + other + line.text[at + 1 :]
                    yield sheet.with_line(line, text, line.first, line.last)

    return make


def swapped(pattern: str, put: Callable[[re.Match[str]], list[str]], *, header: bool = False) -> Maker:
    """A slip that puts something in place of a match of `pattern` in a line; `header`: its table may be lacking."""
    compiled = re.compile(pattern)

    def make(sheet: Sheet) -> Iterator[Mutant]:
        for line in sheet.statements:
            for found in compiled.finditer(line.text):
                for other in put(found):
                    if other != found[0]:
                        text = line.text[: found.start()] + other + line.text[found.end() :]
                        yield sheet.with_line(line, text, line.header if header else line.number)

    return make


def keys(put: Callable[[re.Match[str]], list[str]]) -> Maker:
    """A slip in a key. Names that an author may choose, of options, are no keys."""
    make = swapped(KEY, put, header=True)

    def kept(sheet: Sheet) -> Iterator[Mutant]:
        chosen = {line.number + 1 for line in sheet.about if sheet.lines[line.header].endswith(".options]")}
        return (mutant for mutant in make(sheet) if not chosen & mutant.right)

    return kept


def valued(names: str, pattern: str, put: Callable[[re.Match[str]], list[str]]) -> Maker:
    """A slip in the value of one of some keys, in a line of its own."""
    make = swapped(pattern, put)
    wanted = re.compile(rf"(?:{names}) *= ")

    def kept(sheet: Sheet) -> Iterator[Mutant]:
        return (
            mutant for mutant in make(sheet) if all(wanted.match(sheet.lines[number - 1]) for number in mutant.right)
        )

    return kept


def misspelt(word: str) -> list[str]:
    """A letter left out, one typed twice, two in the wrong order."""
    middle = len(word) // 2
    found = [word[:middle] + word[middle + 1 :], word[: middle + 1] + word[middle:]]
    if len(word) > 3:
        found.append(word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])
    return [one for one in dict.fromkeys(found) if one and one != word]


# ---- lines


def deleted(sheet: Sheet) -> Iterator[Mutant]:
    for line in sheet.statements:
        number = line.number
        right = [number - 1, line.header, line.first, *_below(sheet, line), *_named(sheet, line)]
        yield sheet.with_lines(number, number + 1, [], number, *right)


def _below(sheet: Sheet, line: Line) -> list[int]:
    """Of a line that begins several: those that are left of them. Of a header: what it had."""
    if line.number != line.header:
        return list(range(line.number, line.last))
    return [one.number - 1 for one in sheet.about if one.header == line.number and one.number > line.number]


def _named(sheet: Sheet, line: Line) -> Iterator[int]:
    """Of a header or an option that is gone: the table above, and the lines that name it, which dangle now."""
    if found := re.match(r"\[\[?(?:[\w.-]*\.)?([\w-]+)\]", line.text):
        yield sheet.about[line.number - 1].header if line.number else -1
    elif sheet.lines[line.header].endswith(".options]"):
        found = re.match(r"([\w-]+)", line.text)
    if found:
        yield from (one - (one > line.number) for one in sheet.saying(found[1]) if one != line.number)


def doubled(sheet: Sheet) -> Iterator[Mutant]:
    for line in sheet.statements:
        number = line.number
        yield sheet.with_lines(number, number, [line.text], number, number + 1, line.first, line.last + 1)


def joined(sheet: Sheet) -> Iterator[Mutant]:
    for line in sheet.statements:
        below = line.number + 1
        if below < len(sheet.lines) and sheet.lines[below]:
            text = f"{line.text} {sheet.lines[below].strip()}"
            yield sheet.with_lines(line.number, below + 1, [text], line.number, line.first)


def moved(sheet: Sheet) -> Iterator[Mutant]:
    """A line and the one below it in the wrong order, where one is a header or goes on a statement."""
    for line in sheet.statements:
        below = line.number + 1
        if below >= len(sheet.lines) or not sheet.lines[below]:
            continue
        if line.text.startswith("[") or line.first != line.last:
            above = sheet.about[line.number - 1].header if line.number else -1
            yield sheet.with_lines(
                line.number, below + 1, [sheet.lines[below], line.text], line.number, below, line.first, above
            )


def strayed(sheet: Sheet) -> Iterator[Mutant]:
    """A statement that stands in the table above: moved up across its header, or down across the next one."""
    heads = [line for line in sheet.about if line.number == line.header]
    for line in sheet.statements:
        if line.header < 0 or line.first != line.last or line.number == line.header:
            continue
        above = sheet.about[line.header - 1].header
        rest = [*sheet.lines[line.header : line.number]]
        yield sheet.with_lines(line.header, line.number + 1, [line.text, *rest], line.header, line.header + 1, above)
        below = next((head.number for head in heads if head.number > line.number), None)
        if below is not None:
            rest = sheet.lines[line.number + 1 : below + 1]
            yield sheet.with_lines(line.number, below + 1, [*rest, line.text], below, below - 1, line.header)


def uncommented(sheet: Sheet) -> Iterator[Mutant]:
    for line in sheet.about:
        found = re.search(r"#(?!:)", line.text)
        if found and line.text.startswith("#"):
            yield sheet.with_line(line, line.text[: found.start()] + line.text[found.end() :])


# ---- names


def header_names(sheet: Sheet) -> Iterator[Mutant]:
    """A header whose last name is misspelt, so that what names it finds nothing, or its own sub-tables stand alone."""
    for line in sheet.statements:
        found = re.match(r"\[\[?([\w.-]*?)([\w-]+)\]", line.text)
        if found and found[1]:
            for name in misspelt(found[2]):
                text = line.text[: found.start(2)] + name + line.text[found.end(2) :]
                related = [*sheet.saying(found[1] + found[2]), *sheet.saying(found[2])]
                yield sheet.with_line(line, text, line.header, *related, *_parents(sheet, line))


def _parents(sheet: Sheet, line: Line) -> list[int]:
    """The headers of the tables that a header stands in."""
    names = re.findall(r"[\w-]+", line.text)
    heads = {f"[{'.'.join(names[:size])}]" for size in range(1, len(names))}
    return [number for number, text in enumerate(sheet.lines) if text in heads]


def families(sheet: Sheet) -> Iterator[Mutant]:
    """A header whose first name is misspelt."""
    for line in sheet.statements:
        if found := re.match(r"(\[\[?)([\w-]+)", line.text):
            for name in misspelt(found[2]):
                yield sheet.with_line(line, found[1] + name + line.text[found.end() :], *sheet.saying(found[2]))


def references(sheet: Sheet) -> Iterator[Mutant]:
    """A name that is misspelt where it is used."""
    single = re.compile(r'^(breathe|meditate|log|run|rate|instrument) *= "([\w.-]+)"')
    several = re.compile(r"^(evidence|uses|warnings|include|charts) *= \[")
    for line in sheet.statements:
        if found := single.match(line.text):
            spans = [found.span(2)]
        elif several.match(sheet.lines[line.first]):
            spans = [name.span(1) for name in re.finditer(r'"([\w.-]+)"', line.text)]
        else:
            continue
        for start, end in spans:
            for name in misspelt(line.text[start:end]):
                yield sheet.with_line(line, line.text[:start] + name + line.text[end:])


def neighbours(found: re.Match[str]) -> list[str]:
    """Keys of other tables, in place of a key."""
    return [key for key in ("anchor", "cycle", "scale", "say", "cite", "covers", "steps") if key != found[0]]


TIMES = "at|from|until|every|for|default|min|max|cycle|lasts|covers|bells|cues|rest|over|remind|now|anchor"
KINDS = ("check", "avoid", "breathe", "meditate", "log", "read", "rest", "run")
ASKED = ("scale", "choice", "number", "text", "yes-no", "body", "time", "date", "duration")


def another_kind(sheet: Sheet) -> Iterator[Mutant]:
    """Another kind word: what else stands in the table, and what names it, may be what does not fit then."""
    make = swapped(rf"^(?:{'|'.join((*KINDS, *ASKED))})(?= *=)", _kinds, header=True)
    for mutant in make(sheet):
        header = sheet.about[min(mutant.right) - 1].header
        name = re.findall(r"[\w-]+", sheet.lines[header])[-1]
        inside = {one.number + 1 for one in sheet.about if one.header == header}
        yield Mutant(mutant.text, mutant.right | inside | {number + 1 for number in sheet.saying(name)})


def _kinds(found: re.Match[str]) -> list[str]:
    words = KINDS if found[0] in KINDS else ASKED
    return [word for word in words if word != found[0]]


def _clock(found: re.Match[str]) -> list[str]:
    hour = int(found[1])
    half = "pm" if hour >= 12 else "am"
    return [
        f"{hour % 12 or 12}{half}",
        f"{hour % 12 or 12}:{found[2]} {half}",
        f"{hour}.{found[2]}",
        f"{hour}h{found[2]}",
    ]


SLIPS: dict[str, Maker] = {
    "a dropped quote": signs('"', lambda _: [""]),
    "a dropped bracket": signs("[]{}", lambda _: [""]),
    "a dropped comma": signs(",", lambda _: [""]),
    "a dropped =": signs("=", lambda _: [""]),
    "a quote too many": signs('"', lambda sign: [sign * 2]),
    "a bracket too many": signs("[]{}", lambda sign: [sign * 2]),
    "a comma too many": signs(",", lambda sign: [sign * 2]),
    "another bracket": signs("[]{}", lambda sign: [other for other in "[]{}()" if other != sign]),
    "another sign for a comma": signs(",", lambda _: [";", ".", ":"]),
    "an apostrophe for a quote": signs('"', lambda _: ["'"]),
    "one curly quote": signs('"', lambda _: list("\u201c\u201d\u201e\u2018\u2019\u00ab")),
    "a colon for =": signs("=", lambda _: [":", ":=", "=="]),
    "curly quotes": swapped(r'"[^"]*"', lambda text: [f"\u201c{text[0][1:-1]}\u201d"]),
    "no quotes": swapped(r'"[^"]*"', lambda text: [text[0][1:-1]]),
    "a quote inside a text": swapped(r'(?<=[a-z]) (?=[a-z][^"=]*"\]?,?$)', lambda _: ['"', ' "']),
    "a comment without #": uncommented,
    "a line deleted": deleted,
    "a line twice": doubled,
    "two lines joined": joined,
    "two lines swapped": moved,
    "a line in another table": strayed,
    "a key misspelt": keys(lambda key: misspelt(key[0])),
    "a key of another table": keys(neighbours),
    "another kind word": another_kind,
    "a key in capitals": keys(lambda key: [key[0].capitalize(), key[0].upper()]),
    "a header misspelt": header_names,
    "a family misspelt": families,
    "a header in capitals": swapped(r"(?<=^\[)\[?[a-z]", lambda name: [name[0].upper()]),
    "a reference misspelt": references,
    "a missing unit": valued(
        TIMES,
        r'(?<=")(\d+)[hdmw](?= (?:before|after)"|")|(?:(?<=in )|(?<=out ))(\d+)s',
        lambda found: [found[1] or found[2]],
    ),
    "a unit with a space": valued(
        TIMES,
        r"(?<=[\" ])(\d+)([hdmsw])(?=[ \"])",
        lambda found: [f"{found[1]} {found[2]}"],
    ),
    "a unit in words": valued(
        TIMES,
        r'(?<=[" ])(\d+)([hm])(?=[ "])',
        lambda found: [found[1] + {"h": "hours", "m": " min"}[found[2]]],
    ),
    "a clock in words": swapped(r'(?<=")([012]\d):(\d\d)(?=")', _clock),
    "a decimal comma": swapped(r"(\d)\.(\d)(?=s\b)", lambda found: [f"{found[1]},{found[2]}"]),
    "a wrong dash": swapped(
        r"(?<=[a-z0-9])-(?=[a-z0-9][\w.-]*(?:\]|$| *=))", lambda _: ["\u2013", "\u2014", "\u2011"], header=True
    ),
    "an underscore for a hyphen": swapped(r"(?<=[a-z])-(?=[a-z-]*(?:\]| *=))", lambda _: ["_"], header=True),
    "a strange space": swapped(r"(?<![\w.,!?:])  *(?=[=\[\"{])", lambda _: ["\t", "\u00a0", "\u3000", "\u200b "]),
    "before and after": valued(
        TIMES,
        r"\b(?:before|after)(?=\")",
        lambda word: [
            "after" if word[0] == "before" else "before",
            word[0].capitalize(),
            word[0][:-1],
            word[0] + "wards",
        ],
    ),
    "a word of a list misspelt": valued(
        "strength|direction|certainty|level|per|better",
        r'(?<=")(?:review|consensus|trial|guideline|tradition|for|against|mixed|unclear|high|moderate|low|none|emergency|today|soon|stop|tell|urgent|day|visit|entry)(?=")',
        lambda word: misspelt(word[0]),
    ),
    "true and false": swapped(
        r"(?<== )(?:true|false)$",
        lambda word: [word[0].capitalize(), {"true": "yes", "false": "no"}[word[0]], f'"{word[0]}"'],
    ),
    "signs of a condition": valued(
        "if",
        r"==|>=|!=|(?<=')(?=\")|\band\b(?=.*[=<>])",
        lambda sign: {
            "==": ["=", "===", "is"],
            ">=": ["=>", ">>"],
            "!=": ["<>", "=!"],
            "": ["'"],
            "and": ["&&", "AND"],
        }[sign[0]],
    ),
    "a date in another order": swapped(
        r"(\d{4})-(\d\d)-(\d\d)(?=$| )",
        lambda day: [
            f"{day[3]}.{day[2]}.{day[1]}",
            f"{day[1]}/{day[2]}/{day[3]}",
            f"{day[2]}/{day[3]}/{day[1]}",
            f"{day[1]}-{int(day[2])}-{int(day[3])}",
        ],
    ),
}
"""Every kind of slip."""

NEVER_SILENT = frozenset(SLIPS) - {
    "a line deleted",
    "a line twice",
    "two lines joined",
    "two lines swapped",
    "a line in another table",
    "a strange space",
    "another kind word",
    "before and after",
    "a header misspelt",
    "a missing unit",
}
"""Kinds of which no mutant is a plan in its own right; of the others those are left out that have no problem at all."""
