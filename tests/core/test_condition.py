"""The `if` language: how it is read, which names it holds, and what it comes to when answers are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import condition
from selfcare.core.condition import All, Any, Call, Compare, Constant, Not, Path
from selfcare.core.conditiontext import WORDS
from selfcare.core.grammar import GrammarError
from selfcare.core.question import Value


@dataclass
class World:
    """Answers by name, and entries of logs."""

    answers: Mapping[str, Value | None] = field(default_factory=dict)
    entries: Sequence[tuple[date, World]] = ()
    asked: list[tuple[list[str], int]] = field(default_factory=list)

    def value(self, name: str) -> Value | None:
        return self.answers.get(name)

    def past(self, logs: Sequence[str], days: int) -> Sequence[tuple[date, World]]:
        self.asked.append((list(logs), days))
        return self.entries


def met(text: str, **answers: Value | None) -> bool | None:
    """Underscores in names stand for dots."""
    return condition.evaluate(
        condition.parse(text), World({name.replace("_", "."): value for name, value in answers.items()})
    )


def entries(*answers: Mapping[str, Value | None]) -> World:
    """Two entries a day."""
    return World(entries=[(date(2026, 6, 1 + number // 2), World(values)) for number, values in enumerate(answers)])


def refusal(text: str) -> GrammarError:
    with pytest.raises(GrammarError) as caught:
        condition.parse(text)
    return caught.value


def test_a_condition_is_read_with_the_places_of_its_names() -> None:
    assert condition.parse("log.stress.level >= 7 and place == 'work'") == All(
        (
            Compare(Path("log.stress.level", 0), ">=", (Constant(7.0),), 17),
            Compare(Path("place", 26), "==", (Constant("work"),), 32),
        )
    )
    assert condition.parse("not a or b in ['x', 'y']") == Any(
        (Not(Path("a", 4)), Compare(Path("b", 9), "in", (Constant("x"), Constant("y")), 11))
    )
    assert condition.parse("days(log.attack.medicine == 'triptan', 30d) >= 10") == Compare(
        Call("days", Compare(Path("log.attack.medicine", 5), "==", (Constant("triptan"),), 25), 30, 0),
        ">=",
        (Constant(10.0),),
        44,
    )


def test_and_binds_closer_than_or_and_parentheses_closer_than_both() -> None:
    a, b, c = Path("a", 0), Path("b", 5), Path("c", 11)
    assert condition.parse("a or b and c") == Any((a, All((b, c))))
    assert condition.parse("(a or b) and c") == All((Any((Path("a", 1), Path("b", 6))), Path("c", 13)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        ("-2.5", -2.5),
        ("1h30m", 5400.0),
        ("2d", 172_800.0),
        ("'it is'", "it is"),
        ("yes", True),
        ("no", False),
    ],
)
def test_a_constant_is_a_number_a_duration_in_seconds_a_string_or_yes_or_no(
    text: str, value: bool | float | str
) -> None:
    assert condition.parse(text) == Constant(value)


def test_names_are_all_paths_in_order_those_within_calls_included() -> None:
    text = "not a and days(log.x.b == 'y' or c, 3d) > d and (e in [f, 1] or mean(g, 1w) < 2)"
    found = condition.names(condition.parse(text))
    assert [path.name for path in found] == ["a", "log.x.b", "c", "d", "e", "f", "g"]
    assert all(text.startswith(path.name, path.at) for path in found)


@pytest.mark.parametrize(
    ("text", "marked", "meant"),
    [
        ("a = 1", "=", "=="),
        ("a === 1", "===", "=="),
        ("a => 1", "=>", ">="),
        ("a ≤ 1", "≤", "<="),
        ("a <> 1", "<>", "!="),
        ("a&&b", "&&", " and "),
        ("a || b", "||", "or"),
        ("!a", "!", "not "),
        ("('x')&('y')", "&", " and "),
        ('a == "x y"', '"x y"', "'x y'"),
        ("a == ‘x’", "‘x’", "'x'"),
        ("a AND b", "AND", "and"),
        ("Log.Stress_Level > 1", "Log.Stress_Level", "log.stress-level"),
        ("a == true", "true", "yes"),
        ("a is 'x'", "is", "=="),
        ("avg(a, 3d) > 1", "avg", "mean"),
        ("median(a, 3d) > 1", "median", ""),
        ("a in ('x', 'y']", "(", "["),
        ("a in ['x', 'y')", ")", "]"),
        ("a in 'x'", "'x'", ""),
        ("(a]", "]", ")"),
        ("days(a, 30) > 1", "30", "30d"),
        ("days(a, 24h) > 1", "24h", "1d"),
        ("days(a, 1h) > 1", "1h", ""),
        ("days(a, b) > 1", "b", ""),
        ("days(a) > 1", ")", ""),
        ("days > 1", ">", ""),
        ("mean(a > 1, 3d)", "a", ""),
        ("a >= 5 min", "5 min", "5m"),
        ("a >= 1.5h", "1.5h", "1h30m"),
        ("a >= 1.2.3", "1.2.3", ""),
        ("a >= 12345678901", "12345678901", ""),
        ("1 < a < 3", "<", ""),
        ("a b", "b", ""),
        ("a)", ")", ""),
        ("a == and b", "and", ""),
        ("'open", "'", ""),
        ("a # b", "#", ""),
        ("a == ''' ", "'", ""),
        ("(a", "", ""),
        ("", "", ""),
        ("a or", "", ""),
    ],
)
def test_a_mistake_is_marked_and_a_near_miss_answered(text: str, marked: str, meant: str) -> None:
    error = refusal(text)
    assert text[error.start : error.start + error.length] == marked
    assert error.suggestion == meant
    assert error.message
    if meant and text != "a in ('x', 'y']":
        condition.parse(error.mend(text))


def test_a_condition_is_neither_too_long_nor_too_deep() -> None:
    condition.parse("a or " * 79 + "a    ")
    assert refusal("a or " * 80 + "a").start == 400
    for opening, closing in (("(", ")"), ("not ", ""), ("days(", ", 1d)")):
        condition.parse(opening * 20 + "a" + closing * 20)
        assert refusal(opening * 21 + "a" + closing * 21).start == len(opening) * 20


def test_what_stands_side_by_side_is_not_deep() -> None:
    for part in ("(a)", "not a", "days(a,1d)"):
        condition.parse(" or ".join([part] * 25))


def test_words_of_the_grammar_are_known_as_such() -> None:
    assert {"and", "or", "not", "in", "yes", "no", "count", "days", "mean", "min", "max", "sum"} <= WORDS


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a", True, True),
        ("a", False, False),
        ("a", 0, False),
        ("a", 3, True),
        ("a", "", False),
        ("a", "no", False),
        ("a", "words", True),
        ("a", (), False),
        ("a", ("x",), True),
        ("a", None, None),
        ("not a", None, None),
        ("not a", 0, True),
        ("a == 'x'", ("x", "y"), True),
        ("a == 'z'", ("x", "y"), False),
        ("'x' == a", ("x", "y"), True),
        ("a != 'x'", ("x", "y"), False),
        ("a in ['z', 'y']", ("x", "y"), True),
        ("a in ['z']", (), False),
        ("a == 7", ("x",), None),
        ("a == a", ("x", "y"), True),
        ("a == yes", True, True),
        ("a == 'yes'", True, True),
        ("a == 'no'", True, False),
        ("a == yes", "yes", True),
        ("a == no", "unsure", False),
        ("a == yes", 1, None),
        ("a == 'work'", "work", True),
        ("a == 7", 7, True),
        ("a == '7'", 7, None),
        ("a < 'b'", 7, None),
        ("a > yes", True, None),
        ("a < '08:00'", "07:15", True),
        ("a >= 1h30m", 5400, True),
        ("a <= 3", 3, True),
        ("a > 3", 3, False),
        ("a < 3", None, None),
        ("a in [1, 2]", None, None),
        ("(a > 3) == yes", 4, True),
        ("(a > 3) == yes", None, None),
    ],
)
def test_what_an_answer_comes_to(text: str, value: Value | None, expected: bool | None) -> None:
    assert met(text, a=value) is expected


def test_an_unknown_counts_only_where_the_rest_does_not_settle_it() -> None:
    assert met("a or b", a=None, b=True) is True
    assert met("a or b", a=None, b=False) is None
    assert met("a and b", a=None, b=False) is False
    assert met("a and b", a=None, b=True) is None
    assert met("a in [b, 2]", a=2) is True
    assert met("a in [b, 2]", a=3) is None


def test_count_is_of_entries_and_days_is_of_days() -> None:
    world = entries({"log.x.a": 1}, {"log.x.a": 5}, {"log.x.a": 5}, {"log.x.a": 6}, {"log.x.a": None})

    def worth(text: str) -> bool | None:
        return condition.evaluate(condition.parse(text), world)

    assert worth("count(log.x.a >= 5, 30d) == 3")
    assert worth("days(log.x.a >= 5, 30d) == 2")
    assert worth("count(log.x, 7d) == 5")
    assert worth("days(log.x, 1w) == 3")
    assert worth("mean(log.x.a, 1d) == 4.25")
    assert worth("sum(log.x.a, 1d) == 17")
    assert worth("min(log.x.a, 1d) == 1")
    assert worth("max(log.x.a, 1d) == 6")
    assert world.asked == [(["x"], days) for days in (30, 30, 7, 7, 1, 1, 1, 1)]


def test_without_entries_a_count_is_zero_and_a_mean_unknown() -> None:
    assert met("count(log.x, 7d) == 0") is True
    for name in ("mean", "sum", "min", "max"):
        assert met(f"{name}(log.x.a, 7d) < 100") is None
    world = entries({"log.x.a": True}, {"log.x.a": "words"})
    assert condition.evaluate(condition.parse("mean(log.x.a, 7d) < 100"), world) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("setting.pregnant == yes", 0),
        ("days(log.stress, 30d) >= 10", 30),
        (
            "not (mean(log.stress.level, 2w) >= 7 or days(log.stress.level >= 7, 90d) >= 10) and log.stress.level > 1",
            90,
        ),
    ],
)
def test_a_condition_reaches_as_far_back_as_its_longest_call(text: str, days: int) -> None:
    assert condition.reach([None, condition.parse(text)]) == days


def test_the_logs_asked_for_are_those_named_each_once() -> None:
    world = World()
    for text in ("days(log.x.a and log.y.b and log.x.c, 1d)", "days(a and setting.b, 1d)", "count(log.x and a, 2d)"):
        condition.evaluate(condition.parse(text), world)
    assert world.asked == [(["x", "y"], 1), ([""], 1), (["x", ""], 2)]


Answers = Mapping[str, Value | None]
Truth = float
"""1 yes, 0 no, 0.5 unknown: Kleene's `and` is the least, `or` the greatest, `not` the rest to one."""

NAMES = {"n": "number", "m": "number", "w": "word", "v": "word", "y": "yes-no", "s": "many"}

answers = st.fixed_dictionaries(
    {
        "n": st.none() | st.integers(-2, 3),
        "m": st.none() | st.floats(-2, 3),
        "w": st.none() | st.sampled_from(["", "p", "q", "no"]),
        "v": st.none() | st.sampled_from(["p", "q"]),
        "y": st.none() | st.booleans(),
        "s": st.none() | st.lists(st.sampled_from(["p", "q"]), unique=True).map(tuple),
    }
)


@dataclass(frozen=True)
class Sample:
    """A condition's text, and what it comes to by other means."""

    text: str
    truth: Callable[[Answers], Truth]


def known(names: Sequence[str], judge: Callable[..., object]) -> Callable[[Answers], Truth]:
    """The judgement where all of `names` have answers."""

    def truth(given: Answers) -> Truth:
        values = [given[name] for name in names]
        return 0.5 if None in values else float(bool(judge(*values)))

    return truth


ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}

numbers = st.integers(-2, 3)
operators = st.sampled_from(sorted(ORDERS))
atoms = st.one_of(
    st.builds(
        lambda name, operator, number: Sample(
            f"{name} {operator} {number}", known([name], lambda value: ORDERS[operator](value, number))
        ),
        st.sampled_from("nm"),
        operators,
        numbers,
    ),
    st.builds(
        lambda operator: Sample(f"n{operator}m" if operator != "==" else "n == m", known("nm", ORDERS[operator])),
        operators,
    ),
    st.builds(
        lambda name: Sample(name, known([name], lambda value: value not in ("", "no", 0, ()))),
        st.sampled_from("nmwvys"),
    ),
    st.builds(
        lambda name, word: Sample(f"{name} == '{word}'", known([name], lambda value: value == word)),
        st.sampled_from("wv"),
        st.sampled_from("pq"),
    ),
    st.builds(
        lambda words: Sample(f"s in {words}", known("s", lambda value: bool({*words} & {*value}))),
        st.lists(st.sampled_from("pq"), min_size=1, max_size=3),
    ),
    st.builds(
        lambda found, rest: Sample(f"n in {[*found, *rest]}", known("n", lambda value: value in (*found, *rest))),
        st.lists(numbers, min_size=1, max_size=2),
        st.lists(numbers, max_size=2),
    ),
    st.just(Sample("w == v", known("wv", lambda left, right: left == right))),
    st.just(Sample("s != 'p'", known("s", lambda value: "p" not in value))),
    st.just(Sample("y == no", known("y", lambda value: not value))),
    st.sampled_from([Sample("yes", lambda _: 1.0), Sample("no", lambda _: 0.0)]),
)


def joined(word: str, choose: Callable[[Sequence[Truth]], Truth], parts: Sequence[Sample]) -> Sample:
    text = f" {word} ".join(f"({part.text})" for part in parts)
    return Sample(text, lambda given: choose([part.truth(given) for part in parts]))


samples = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined("and", min, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined("or", max, parts)),
        inner.map(lambda part: Sample(f"not ({part.text})", lambda given: 1 - part.truth(given))),
    ),
    max_leaves=8,
).filter(lambda sample: len(sample.text) <= 400)


@settings(max_examples=200)
@given(samples, answers)
def test_a_condition_comes_to_what_the_reference_says(sample: Sample, given_answers: Answers) -> None:
    found = condition.evaluate(condition.parse(sample.text), World(given_answers))
    assert {True: 1.0, False: 0.0, None: 0.5}[found] == sample.truth(given_answers)


@settings(max_examples=100)
@given(samples, st.lists(st.tuples(st.integers(1, 5), answers), max_size=8))
def test_entries_are_counted_as_the_reference_counts(sample: Sample, history: list[tuple[int, Answers]]) -> None:
    text = sample.text[: 400 - len("days(, 30d) == 99")]
    if text != sample.text:
        return
    world = World(entries=[(date(2026, 6, day), World(given_answers)) for day, given_answers in history])
    holding = [day for day, given_answers in history if sample.truth(given_answers) == 1.0]
    for name, number in (("count", len(holding)), ("days", len(set(holding)))):
        assert condition.evaluate(condition.parse(f"{name}({text}, 30d) == {number}"), world) is True


PIECES = (
    "a log.x.level setting.b and or not in yes no == != <= >= < > = => ( ) [ ] , 7 -1 1.5 30d 5 min 'x' \" ' ‘ && true "
    "days( mean( count AND Foo_bar . # ≥ !"
)
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=12).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


@settings(max_examples=200)
@given(pieces | st.text(max_size=60))
def test_any_text_is_a_condition_or_refused_in_its_place(text: str) -> None:
    for _ in range(60):
        try:
            parsed = condition.parse(text)
        except GrammarError as error:
            assert 0 <= error.start <= error.start + error.length <= len(text)
            if not error.suggestion:
                return
            text = error.mend(text)
        else:
            assert condition.evaluate(parsed, World()) in (True, False, None)
            return
    pytest.fail("its suggestions never end")
