"""What may come next on a command line: pure, from the line up to the cursor and from what is known of commands and
plans. `completion` asks, and hands the answer to a shell.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # `typing` would cost a key press two milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Known = Mapping[str, Any]
    """As `known_words.gather` makes it: plain values, since they are kept as JSON."""

Typed = namedtuple("Typed", ["words", "current", "quote"])
"""The words before the one in hand, the one in hand, and the quote that is open in it, or an empty text. All as they
are meant, without quotes and backslashes."""

Offer = namedtuple("Offer", ["word", "about"])
"""One way to go on: the whole word, and what it means."""

Found = namedtuple("Found", ["offers", "is_file"])
"""What there is to offer; or that the name of a file goes here, which the shell knows better."""

PROGRAM = "selfcare"
BREAKS = ";|&("
"""Signs after which a shell begins another command."""
OPEN_ENDS = ("=", ":", ",")
"""Endings of a word that is to be gone on with."""
FILES = ("FILE", "OLD", "NEW")
NOTHING = Found((), False)


def split(line: str) -> Typed:
    """The last command of a line, cut off at the cursor."""
    words: list[str] = []
    current, quote, is_begun, is_escaped = "", "", False, False
    for sign in line:
        if is_escaped:
            current, is_begun, is_escaped = current + sign, True, False
        elif sign == "\\" and quote != "'":
            is_escaped = True
        elif quote:
            quote, current = ("", current) if sign == quote else (quote, current + sign)
        elif sign in "'\"":
            quote, is_begun = sign, True
        elif sign in BREAKS:
            words, current, is_begun = [], "", False
        elif sign.isspace():
            words, current, is_begun = [*words, current] if is_begun else words, "", False
        else:
            current, is_begun = current + sign, True
    return Typed(words, current, quote)


def found(known: Known, typed: Typed) -> Found:
    """What may stand in place of the word in hand."""
    names = [word.rpartition("/")[2] for word in typed.words]
    if PROGRAM not in names:
        return NOTHING
    words, current = typed.words[names.index(PROGRAM) + 1 :], typed.current
    commands = known["commands"]
    if not words:
        every = {**{name: each["about"] for name, each in commands.items()}, "--help": "", "--version": ""}
        return _matching(every, current)
    command = commands.get(words[0])
    rest = words[1:]
    if command and command["acts"]:
        if not rest:
            return _matching({name: each["about"] for name, each in command["acts"].items()}, current)
        command, rest = command["acts"].get(rest[0]), rest[1:]
    return _of_command(known, command, rest, current) if command else NOTHING


def _of_command(known: Known, command: Mapping[str, Any], words: list[str], current: str) -> Found:
    options = command["options"]
    if words and (taken := options.get(words[-1])) and taken["takes"]:
        return _of_kind(known, taken, [], current)
    name, equals, begun = current.partition("=")
    if equals and name in options:
        inside = _of_kind(known, options[name], [], begun)
        return Found(tuple(Offer(f"{name}={each.word}", each.about) for each in inside.offers), inside.is_file)
    if current.startswith("-"):
        return _matching({option: each["about"] for option, each in options.items()}, current)
    given = _positionals(words, options)
    places = command["places"]
    at = min(len(given), len(places) - 1)
    if at < 0 or (at < len(given) and not places[at]["repeats"]):
        return NOTHING
    return _of_kind(known, places[at], given, current)


def _positionals(words: Iterable[str], options: Mapping[str, Any]) -> list[str]:
    """The words that are neither options nor what they take."""
    kept: list[str] = []
    is_taken = False
    for word in words:
        if not is_taken and not word.startswith("-"):
            kept.append(word)
        is_taken = not is_taken and word in options and bool(options[word]["takes"])
    return kept


def _of_kind(known: Known, place: Mapping[str, Any], given: list[str], current: str) -> Found:
    """Words for one place: those of a closed list, or of what the place is called."""
    kind = place["takes"]
    if place["choices"]:
        return _matching(dict.fromkeys(place["choices"], ""), current)
    if kind in FILES:
        return Found((), True)
    if kind == "PLAN":
        offers = _matching(known["used"] if place["used"] else known["plans"], current).offers
        return Found(offers, not place["used"])
    if kind == "LOG":
        return _matching({name: log["title"] for name, log in known["logs"].items()}, current)
    if kind == "VALUE":
        return _of_log(known["logs"].get(given[0].removeprefix("log.")), given[1:], current) if given else NOTHING
    if kind == "ROUTINE":
        routines = known["routines"].get(given[0], {}) if given else {}
        return _matching(routines, current)
    return _matching(known.get(kind, {}), current)


def _of_log(log: Mapping[str, Any] | None, given: list[str], current: str) -> Found:
    """The questions that have no answer yet; after `=` the answers, of several the next."""
    if log is None:
        return NOTHING
    name, equals, begun = current.partition("=")
    if not equals:
        taken = {word.partition("=")[0] for word in given}
        left = {f"{each}=": field["ask"] for each, field in log["fields"].items() if each not in taken}
        return _matching(left, current)
    field = log["fields"].get(name)
    if field is None:
        return NOTHING
    before, comma, _ = begun.rpartition(",") if field["many"] else ("", "", "")
    chosen = before.split(",") if comma else []
    lead = f"{name}={before}{comma}"
    answers = {f"{lead}{answer}": about for answer, about in field["answers"].items() if answer not in chosen}
    return _matching(answers, current)


def _matching(words: Mapping[str, str], begun: str) -> Found:
    return Found(tuple(Offer(word, about) for word, about in words.items() if word.startswith(begun)), False)


# For the shells


def for_bash(offers: Iterable[Offer], typed: Typed) -> list[str]:
    """Words as bash puts them in: quoted where no quote is open, and without what stands before the last `=` or `:`,
    where it begins a word of its own."""
    if typed.quote:
        return [offer.word for offer in offers]
    cut = max(typed.current.rfind(sign) for sign in "=:") + 1
    return [bash_quoted(offer.word[cut:]) for offer in offers]


def bash_quoted(word: str) -> str:
    """The word with a backslash before everything that bash could act on."""
    return "".join(sign if sign.isalnum() or sign in "_-./,:=@%+" else f"\\{sign}" for sign in word)


def described(offers: Iterable[Offer]) -> list[str]:
    """Word and meaning with a tab between, as zsh and fish show them; those shells quote for themselves."""
    return [f"{offer.word}\t{offer.about}" if offer.about else offer.word for offer in offers]


def directive(result: Found) -> str:
    """What a shell does besides: `files`, `nospace` where a word is to be gone on with, or `words`."""
    if not result.offers:
        return "files" if result.is_file else "words"
    return "nospace" if all(offer.word.endswith(OPEN_ENDS) for offer in result.offers) else "words"
