"""Each slip: where it is shown, in what words, what to write instead, and what is read all the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from selfcare.planfile.problem import Problem, Problems
from selfcare.planfile.toml import source
from selfcare.planfile.toml.source import Source


def read(text: str) -> tuple[Source, list[Problem]]:
    problems = Problems()
    return source.read(text, "my-plan.toml", problems), problems.found


_WHEN = datetime(2026, 12, 3, 14, 30)

SLIPS: list[tuple[str, str, str, str | None, dict[str, Any]]] = [
    # text, the stretch that is marked, words of the message, replacement, what is read
    ("a = \u201cx\u201d", "\u201cx\u201d", "curly", '"x"', {"a": "x"}),
    ('a = \u201cx "y"\u201d', '\u201cx "y"\u201d', "curly", '"x \\"y\\""', {"a": 'x "y"'}),
    ("a = \u2018Don\u2019t\u2019", "\u2018Don\u2019t\u2019", "curly", '"Don\u2019t"', {"a": "Don\u2019t"}),
    ('a = "x\u201d', "\u201d", "curly", '"', {"a": "x"}),
    ("a = \u201cx # y", "\u201cx", "curly", '"x"', {"a": "x"}),
    ('a = \u201c\u201c\u201c\nx\n"""', "\u201c\u201c\u201c", "curly", '"""', {"a": "x\n"}),
    ('a : "x"', ":", "joined by =", "=", {"a": "x"}),
    ('a == "x"', "==", "joined by =", "=", {"a": "x"}),
    ("a = = 1", "=", "one = is enough", "", {"a": 1}),
    ('a "x"', "", "joined by =", " = ", {"a": "x"}),
    ("a = 2h before", "2h before", "in quotes", '"2h before"', {"a": "2h before"}),
    ("a = {b} before", "{b} before", "in quotes", '"{b} before"', {"a": "{b} before"}),
    ("a = 07:15 # x", "07:15", "in quotes", '"07:15"', {"a": "07:15"}),
    ('a = x"', 'x"', "in quotes", '"x"', {"a": "x"}),
    ("a = C:\\x", "C:\\x", "in quotes", '"C:\\\\x"', {"a": "C:\\x"}),
    ("a = yes", "yes", "true and false", "true", {"a": True}),
    ("a = False", "False", "true and false", "false", {"a": False}),
    ("a = 1,5", "1,5", "number", "1.5", {"a": 1.5}),
    ("a = .5", ".5", "number", "0.5", {"a": 0.5}),
    ("a = 007", "007", "number", "7", {"a": 7}),
    ("a = 3.12.2026", "3.12.2026", "year-month-day", "2026-12-03", {"a": date(2026, 12, 3)}),
    ("a = 2026-12-3T14:30:00", "2026-12-3T14:30:00", "two digits", "2026-12-03T14:30:00", {"a": _WHEN}),
    ("a = 03.12.2026 14:30", "03.12.2026 14:30", "year-month-day", "2026-12-03T14:30:00", {"a": _WHEN}),
    ("a = 12/23/2026", "12/23/2026", "year-month-day", "2026-12-23", {"a": date(2026, 12, 23)}),
    ("a = 12/3/2026 # x", "12/3/2026", "2026-03-12 or 2026-12-03", None, {}),
    ("a = 2026-12-03T14:30", "2026-12-03T14:30", "has seconds", "2026-12-03T14:30:00", {"a": _WHEN}),
    ("a = 2026-12-03 2.30pm", "2026-12-03 2.30pm", "hours:minutes:seconds", "2026-12-03T14:30:00", {"a": _WHEN}),
    ("a = [2026-12-03 14:30]", "2026-12-03 14:30", "has seconds", "2026-12-03T14:30:00", {"a": [_WHEN]}),
    ("a = 2026-13-03T14:30:00", "2026-13-03T14:30:00", "no month 13", None, {}),
    ("a = 2026-13-03T14:30:00", "2026-13-03T14:30:00", "2026-03-13T14:30:00", None, {}),
    ("a = 2026-11-31", "2026-11-31", "the last day of that month is 2026-11-30", None, {}),
    ("a = 2026-12-03T25:00", "2026-12-03T25:00", "no such time of day", None, {}),
    ("a = 1.2.3", "1.2.3", "in quotes", '"1.2.3"', {"a": "1.2.3"}),
    (
        "a = 2026-12-03 bring it",
        "2026-12-03 bring it",
        "in quotes",
        '"2026-12-03 bring it"',
        {"a": "2026-12-03 bring it"},
    ),
    ("a = 2026/2/30", "2026/2/30", "no such day", None, {}),
    ("a = 2026-02-30", "2026-02-30", "no such day", None, {}),
    ("a = null", "null", "nothing", None, {}),
    ("a = 5,", ",", "after a value", "", {"a": 5}),
    ('a = "x",', ",", "after a value", "", {"a": "x"}),
    ('a = "x', "", "never closed", '"', {"a": "x"}),
    ("a = 'x # y", "", "never closed", "'", {"a": "x"}),
    ('a = "x""', '"', "after a value", "", {"a": "x"}),
    ('a = "say "x" now"', '"say "x" now"', "backslash", '"say \\"x\\" now"', {"a": 'say "x" now'}),
    ('a = "C:\\dir"', "\\d", "means nothing", "\\\\d", {"a": "C:\\dir"}),
    ('a = "it\\\'s"', "\\'", "apostrophe", "'", {"a": "it's"}),
    ('a = "\\ud800"', "\\u", "means nothing", "\\\\u", {"a": "\\ud800"}),
    ('a = ""\nsome words\n"""', '""', "three quotes", '"""', {"a": "some words\n"}),
    ('a = "\u201c"\nsome words\n"""', '"\u201c"', "three quotes", '"""', {"a": "some words\n"}),
    ('a = "\nsome words\n"""', '"', "three quotes", '"""', {"a": "some words\n"}),
    ('a =\nsome words"""', "", "three quotes", '"""', {"a": "some words"}),
    ('a = """\nx""\nb = 1', '""', "ends with three", '"""', {"a": "x", "b": 1}),
    ('a = """\nx\n\n\n[b]', "", "never closed", '"""', {"a": "x\n", "b": {}}),
    ('a = """\nx\nb = """\ny"""', "", "never closed", '"""', {"a": "x", "b": "y"}),
    ('a = ["x" "y"]', "", "comma", ",", {"a": ["x", "y"]}),
    ("a = [1; 2]", ";", "comma", ",", {"a": [1, 2]}),
    ("a = [1,, 2]", ",", "one comma", "", {"a": [1, 2]}),
    ('a = ["x", "y"\nb = 1', "", "never closed", "]", {"a": ["x", "y"], "b": 1}),
    ("a = [\n  1,\n\n[b]", "", "never closed", "]", {"a": [1], "b": {}}),
    ("a = [[1, 2]\nb = 1", "[", "one [ is enough", "", {"a": [1, 2], "b": 1}),
    ('a = [\n  "x",\n  b = 1\n  "y"\n]', "b = 1", "inside a list", None, {}),
    ("a = [1}", "}", "should be ]", "]", {"a": [1]}),
    ('a = ["x, "y"]', 'y"]', "do not pair up", None, {}),
    ('a = ["x"", "y"]', '", "y"]', "do not pair up", None, {}),
    ('a =\n  "x",\n  "y"\n]\nb = 1', "", "begins with [", "[", {"a": ["x", "y"], "b": 1}),
    ('a = "x", "y"]', "", "begins with [", "[", {"a": ["x", "y"]}),
    ('a = "x", "y"', '"x", "y"', "in brackets", '["x", "y"]', {"a": ["x", "y"]}),
    ("a = { b = 1\nc = 2", "", "never closed", "}", {"a": {"b": 1}, "c": 2}),
    ("a = { b = [1 }", "", "list is never closed", "]", {"a": {"b": [1]}}),
    ("a = [{ b = 1, { b = 2 }]", "", "never closed", "}", {"a": [{"b": 1}, {"b": 2}]}),
    ("a = { b = 1, }", ",", "before the }", "", {"a": {"b": 1}}),
    ("a = { b = 1 c = 2 }", "", "comma", ",", {"a": {"b": 1, "c": 2}}),
    ("a = {\n  b = 1,\n  c = 2\n}\nd = 1", "{", "on one line", None, {"d": 1}),
    ("a = b = 1 }", "", "begins with {", "{", {"a": {"b": 1}}),
    ("a = [\n  b = 1 },\n]", "", "begins with {", "{", {"a": [{"b": 1}]}),
    ("a = { ? }\nb = 1", "?", "name = value", None, {"b": 1}),
    ("a =\nb = 1", "", "value is missing", None, {"b": 1}),
    ("= 1\nb = 1", "=", "name before the =", None, {"b": 1}),
    ("a = 1 b = 2\nc = 3", "b = 2", "line of its own", None, {"a": 1, "c": 3}),
    ("a = 1 [b]\nc = 3", "[b]", "line of its own", None, {"b": {"c": 3}}),
    ("a = [1] # x\nb = 1]", "1]", "in quotes", '"1]"', {"a": [1], "b": "1]"}),
    ("a = [1]]", "]", "closes nothing", "", {"a": [1]}),
    ("a = [1] words", "words", "comment", None, {"a": [1]}),
    ("[a\nb = 1", "", "ends with ]", "]", {"a": {"b": 1}}),
    ("[[a]\nb = 1", "", "ends with ]]", "]", {"a": [{"b": 1}]}),
    ("[a]]\nb = 1", "", "begins with [[", "[", {"a": [{"b": 1}]}),
    ("a]\nb = 1", "", "begins with [", "[", {"a": {"b": 1}}),
    ("a]]\nb = 1", "", "begins with [[", "[[", {"a": [{"b": 1}]}),
    ("[a} # x\nb = 1", "[a}", "not well formed", "[a]", {"a": {"b": 1}}),
    ("[a.my item]\nb = 1", "[a.my item]", "not well formed", "[a.my-item]", {"a": {"my-item": {"b": 1}}}),
    ("[a b]", "[a b]", "not well formed", "[a.b]", {"a": {"b": {}}}),
    ("[\u201ca\u201d]", "[\u201ca\u201d]", "not well formed", "[a]", {"a": {}}),
    ("[]\nb = 1", "[]", "neither", None, {}),
    ('["x", "y"]', '["x", "y"]', "neither", None, {}),
    ("[a] b", "b", "comment", None, {"a": {}}),
    ("my key = 1", "my key", "letters, digits", "my-key", {"my-key": 1}),
    ("\u00fcber : 1", "\u00fcber :", "joined by =", "uber =", {"uber": 1}),
    ("// words\na = 1", "//", "begins with #", "#", {"a": 1}),
    ("a = 1\nsome words\nmore words\n\nb = 2", "some words", "neither", None, {"a": 1, "b": 2}),
    ("a\nb = 2", "a", "without = and a value", None, {"b": 2}),
    ("]\nb = 2", "]", "closes nothing", None, {"b": 2}),
    ("a = \u00a01", "\u00a0", "plain space", " ", {"a": 1}),
    ("a = 1 # \x07", "\x07", "U+0007", "", {"a": 1}),
    ("a = 1\na = 2\nb = 3", "a", "second time", None, {"a": 1, "b": 3}),
    ("[a]\nb = 1\n[a]\nb = 2\n[c]", "[a]", "second time", None, {"a": {"b": 1}, "c": {}}),
    ("a.b = 1\n[a]\n[c]", "[a]", "second time", None, {"a": {"b": 1}, "c": {}}),
    ("[a]\n[[a]]", "[[a]]", "second time", None, {"a": {}}),
    ("a = 1\n[a.b]\nc = 1", "[a.b]", "second time", None, {"a": 1}),
    ("[a.b]\n[a]\nb.c = 1", "b", "second time", None, {"a": {"b": {}}}),
    ("a = { b = 1, b = 2 }\nc = 1", "b", "second time", None, {"c": 1}),
    ("a = " + "[" * 17 + "]" * 17 + "\nb = 1", "[", "more than 16 deep", None, {"b": 1}),
    (".".join("a" * 17) + " = 1\nb = 1", ".".join("a" * 17), "more than 16 parts", None, {"b": 1}),
    ('a = "x" = 1', "= 1", "comment", None, {"a": "x"}),
    ('a = "" words', "words", "comment", None, {"a": ""}),
    ("a = 1.13.2026", "1.13.2026", "no month 13", None, {}),
    ("a = [\n  b = 1\n", "", "never closed", "]", {"a": [], "b": 1}),
]


@pytest.mark.parametrize(
    ("text", "marked", "words", "replacement", "data"), SLIPS, ids=[repr(slip[0])[:50] for slip in SLIPS]
)
def test_a_slip_is_told_at_its_place_and_the_rest_is_read(
    text: str, marked: str, words: str, replacement: str | None, data: dict[str, Any]
) -> None:
    found, problems = read(text)
    first = problems[0]
    line = text.split("\n")[first.place.line - 1]
    assert line[first.place.column - 1 :][: first.place.length] == marked
    assert words in first.message or words in first.help
    assert first.replacement == replacement
    assert found.data == data
    assert {problem.place.line for problem in problems} == {first.place.line}


def test_a_second_place_says_where_it_began() -> None:
    _, (problem,) = read("[plan]\ntitle = 'x'\n[plan]")
    assert problem.code == "duplicate"
    assert [(label.place.line, label.text) for label in problem.labels] == [(1, "first given here")]


def test_what_was_left_out_leaves_a_gap() -> None:
    found, _ = read("[plan]\ntitle = null\n[log.stress]\ntitle = 'x'")
    assert found.has_gap(("plan",))
    assert found.has_gap(("plan", "title"))
    assert not found.has_gap(("plan", "summary"))
    assert not found.has_gap(("log", "stress"))


def test_a_header_that_is_lost_may_have_held_anything() -> None:
    found, _ = read("selfcare = 1\n[]\ntitle = 'x'")
    assert found.has_gap(("plan", "title"))
    assert found.data == {"selfcare": 1}


def test_no_more_than_fifty_are_told() -> None:
    found, problems = read("a = null\n" * 80 + "b = 1")
    assert len(problems) == 50
    assert found.data == {}


def test_what_only_tomllib_sees_is_told_in_its_place() -> None:
    found, problems = read('a = 1\n"\\q" = 2\nb = 3')
    assert [problem.place.line for problem in problems] == [2]
    assert found.data == {"a": 1, "b": 3}


def test_a_text_that_is_too_much_is_read_up_to_there() -> None:
    found, problems = read("a = 1\n" + "[[b]]\n" * 20_001)
    assert "at most" in problems[0].message
    assert problems[0].place.line > 9_000
    assert len(found.data["b"]) > 9_000


def test_a_text_with_no_statement_left_is_empty() -> None:
    found, problems = read("a" + ".b" * 20 + " = 1")
    assert found.data == {}
    assert len(problems) == 1


def test_a_statement_that_is_left_out_takes_its_mends_with_it() -> None:
    found, problems = read('"\\q" = "x\nb = 3')
    assert [problem.place.line for problem in problems] == [1]
    assert found.data == {"b": 3}
