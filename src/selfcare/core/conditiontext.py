"""How a condition is written: `log.stress.level >= 7 and days(log.attack.medicine == 'triptan', 30d) >= 10`.

    condition := and ('or' and)*            and := not ('and' not)*            not := 'not' not | compare
    compare   := value (('==' | '!=' | '<' | '<=' | '>' | '>=') value | 'in' '[' value (',' value)* ']')?
    value     := NUMBER | DURATION | STRING | yes | no | PATH | call | '(' condition ')'
    call      := ('count' | 'days') '(' condition ',' DURATION ')'
               | ('mean' | 'min' | 'max' | 'sum') '(' PATH ',' DURATION ')'

Used by `condition.parse` alone. Every mistake is a `GrammarError` with its place; once its suggestion is taken up, the
next mistake, if there is one, stands further right.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from selfcare.core import grammar
from selfcare.core.condition import All, Any, Call, Compare, Condition, Constant, Not, Path
from selfcare.core.grammar import GrammarError, quoted

LONGEST = 400
"""Characters."""

DEEPEST = 20
"""Parentheses, calls and `not` inside each other."""

_CALLS: dict[str, Literal["count", "days", "mean", "min", "max", "sum"]] = {
    "count": "count",
    "days": "days",
    "mean": "mean",
    "min": "min",
    "max": "max",
    "sum": "sum",
}

_COUNTING = ("count", "days")

_OPERATORS: dict[str, Literal["==", "!=", "<", "<=", ">", ">="]] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}

_TOKEN = re.compile(
    r"(?P<string>'[^']*')"
    r"|(?P<number>-?[0-9][0-9a-z.]*(?![\w.]))"
    r"|(?P<word>[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*(?![\w.]))"
    r"|(?P<symbol>[=!]=(?!=)|[<>]=|[<>](?![<>=])|[()\[\],])"
    r"|(?P<slip>\"[^\"']*\"|[‘’“”„][^‘’“”']*[‘’“”]|[^\W\d][\w.-]*|===|!==|=>|=<|<>|&&|\|\||\S)"
)
"""A slip is what people write instead of a token."""

_MEANT = {
    "===": "==",
    "!==": "!=",
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "=": "==",
    "!": "not",
    "&": "and",
    "&&": "and",
    "|": "or",
    "||": "or",
}

_OPERATOR_WORDS = ("is", "equals", "contains", "has")

_VALUE_WORDS = {"true": "yes", "false": "no"}

_CALL_WORDS = {"avg": "mean", "average": "mean", "total": "sum", "minimum": "min", "maximum": "max"}

_JOINING = ("and", "or", "not", "in")

WORDS = frozenset({*_JOINING, "yes", "no", *_CALLS, *_VALUE_WORDS})
"""No log, field or setting can be called so."""


class _Token(NamedTuple):
    kind: str
    """`string`, `number`, `word`, `symbol`, `slip`, or `end`."""
    text: str
    start: int

    def refusal(self, message: str, suggestion: str = "") -> GrammarError:
        return GrammarError(message, self.start, len(self.text), suggestion)


def read(text: str) -> Condition:
    """The condition. Raises `GrammarError`."""
    if len(text) > LONGEST:
        raise GrammarError(f"a condition has at most {LONGEST} characters", LONGEST, len(text) - LONGEST)
    reader = _Reader(text)
    condition = reader.any()
    reader.end()
    return condition


class _Reader:
    """Recursive descent, one method for each line of the grammar; each leaves the reader behind what it read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [_Token(match.lastgroup or "", match[0], match.start()) for match in _TOKEN.finditer(text)]
        self.tokens.append(_Token("end", "", len(text)))
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        """The next token. A slip is refused here, so that mistakes are met from left to right."""
        token = self.tokens[self.position]
        if token.kind == "slip":
            if token.text == "'":
                raise token.refusal("a word in quotes ends with a quote: 'work'")
            raise token.refusal(f"{quoted(token.text)} does not belong in a condition", self._meant(token))
        return token

    def _meant(self, token: _Token) -> str:
        """What was meant by a slip, with the spaces it needs, or empty."""
        if token.text[0] in '"‘’“”„' and len(token.text) > 1:
            return f"'{token.text[1:-1]}'"
        word = token.text.lower().replace("_", "-").strip(".")
        meant = _MEANT.get(token.text, word if re.fullmatch(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*", word) else "")
        if not meant[:1].isalpha():
            return meant
        before, after = self.text[token.start - 1 : token.start], self.text[token.start + len(token.text) :][:1]
        return (
            " " * (before.isalnum() or before in tuple("')]")) + meant + " " * (after.isalnum() or after in tuple("'("))
        )

    def take(self, *texts: str) -> _Token | None:
        """The next token if it is a word or sign among `texts`."""
        token = self.token
        if token.kind not in ("word", "symbol") or token.text not in texts:
            return None
        self.position += 1
        return token

    def expect(self, sign: str, message: str, instead: str = "") -> None:
        """The sign has to come next. `instead` is one that people write for it."""
        if not self.take(sign):
            raise self.token.refusal(message, sign if instead and self.token.text == instead else "")

    def end(self) -> None:
        """Nothing may be left."""
        token = self.token
        if token.kind == "end":
            return
        if token.text in _OPERATOR_WORDS:
            raise token.refusal(f"{quoted(token.text)} does not compare", "==")
        if token.text in _OPERATORS or token.text == "in":
            raise token.refusal("a comparison has two sides; join two comparisons with 'and'")
        raise token.refusal(f"{quoted(token.text)} is not expected here; join conditions with 'and' or 'or'")

    def any(self) -> Condition:
        members = [self.all()]
        while self.take("or"):
            members.append(self.all())
        return members[0] if len(members) == 1 else Any(tuple(members))

    def all(self) -> Condition:
        members = [self.negated()]
        while self.take("and"):
            members.append(self.negated())
        return members[0] if len(members) == 1 else All(tuple(members))

    def negated(self) -> Condition:
        if token := self.take("not"):
            self._deeper(token)
            negated = Not(self.negated())
            self.depth -= 1
            return negated
        return self.comparison()

    def comparison(self) -> Condition:
        left = self.value()
        token = self.token
        if self.take(*_OPERATORS):
            return Compare(left, _OPERATORS[token.text], (self.value(),), token.start)
        if self.take("in"):
            return Compare(left, "in", self.options(), token.start)
        return left

    def options(self) -> tuple[Condition, ...]:
        self.expect("[", "'in' is followed by a list: ['one', 'two']", instead="(")
        options = [self.value()]
        while self.take(","):
            options.append(self.value())
        self.expect("]", "the list after 'in' ends with ']'", instead=")")
        return tuple(options)

    def value(self) -> Condition:
        token = self.token
        if token.kind == "number":
            self.position += 1
            return Constant(self.number(token))
        if token.kind == "string":
            self.position += 1
            return Constant(token.text[1:-1])
        if self.take("("):
            self._deeper(token)
            inside = self.any()
            self.expect(")", "a ')' is missing: each '(' needs one", instead="]")
            self.depth -= 1
            return inside
        if token.kind == "word" and token.text not in _JOINING:
            self.position += 1
            return self.named(token)
        raise token.refusal("something to compare is missing here: a name, a number or a word in quotes")

    def number(self, token: _Token) -> float:
        """A number, or a duration in seconds; a day is 24 hours."""
        after = self.token
        apart = after.kind == "word" and after.text not in _JOINING
        text = self.text[token.start : after.start + len(after.text)] if apart else token.text
        if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", text):
            return float(text)
        if not re.search("[a-z]", text):
            raise token.refusal(f"{quoted(text)} is not a number; write it as 7 or 7.5")
        try:
            return grammar.span(text).length
        except GrammarError as error:
            raise _moved(error, token.start) from None

    def named(self, token: _Token) -> Condition:
        """What a word stands for: yes, no, a call or a path."""
        if token.text in ("yes", "no"):
            return Constant(token.text == "yes")
        if token.text in _VALUE_WORDS:
            raise token.refusal(f"{quoted(token.text)} is written yes or no", _VALUE_WORDS[token.text])
        if token.text in _CALLS:
            return self.call(token)
        if self.token.text == "(":
            known = "count, days, mean, min, max or sum"
            raise token.refusal(
                f"{quoted(token.text)} cannot be worked out; write {known}", _CALL_WORDS.get(token.text, "")
            )
        return Path(token.text, token.start)

    def call(self, name: _Token) -> Condition:
        self._deeper(name)
        example = f"{name.text}(log.stress{'' if name.text in _COUNTING else '.level'}, 30d)"
        self.expect("(", f"{quoted(name.text)} needs to know of what: {example}")
        start = self.token
        of = self.any()
        if name.text not in _COUNTING and not isinstance(of, Path):
            raise start.refusal(f"{quoted(name.text)} is of the answers to one question: {example}")
        self.expect(",", f"{quoted(name.text)} needs to know over how many days: {example}")
        days = self.days(example)
        self.expect(")", "a ')' is missing: each '(' needs one", instead="]")
        self.depth -= 1
        return Call(_CALLS[name.text], of, days, name.start)

    def days(self, example: str) -> int:
        token = self.token
        if token.kind != "number":
            raise token.refusal(f"a number of days is missing here: {example}")
        self.position += 1
        try:
            return grammar.days_span(token.text).days
        except GrammarError as error:
            raise _moved(error, token.start) from None

    def _deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise token.refusal(f"this is nested more than {DEEPEST} deep; split the condition in two")


def _moved(error: GrammarError, start: int) -> GrammarError:
    return GrammarError(error.message, start + error.start, error.length, error.suggestion)
