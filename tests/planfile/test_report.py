from __future__ import annotations

import json

from selfcare.planfile.problem import LIMIT, Label, Place, Problem, Problems
from selfcare.planfile.report import as_json, as_text, summary

FILE = "my-plan.toml"
TEXT = """selfcare = 1

[plan]
title = "Before"

[checklist.prep.a]
[checklist.prep.b]
[checklist.prep.c]

[checklist.prep.ride]
check = "Plan an unhurried way home"

[checklist.prep]

[checklist.prep.caffeine]
anchor = "log.attack"

[checklist.prep.other]
at = "1d before at 8pm"



[checklist.prep.meal]
from = "30m before"
until = "2h before"
"""


def shown(*problems: Problem, text: str = TEXT) -> str:
    return as_text(problems, {FILE: text})


def test_a_hint_stands_at_the_caret() -> None:
    problem = Problem(
        "value",
        "error",
        Place(FILE, 19, 20, 3),
        "'8pm' is not a time of day",
        "did you mean '20:00'?",
        replacement="20:00",
    )
    assert shown(problem) == (
        "error[value]: '8pm' is not a time of day\n"
        "  --> my-plan.toml:19:20\n"
        "   |\n"
        '19 | at = "1d before at 8pm"\n'
        "   |                    ^^^ did you mean '20:00'?\n"
        "\n"
        "1 error in my-plan.toml\n"
    )


def test_help_stands_below() -> None:
    problem = Problem(
        "wrong-table",
        "error",
        Place(FILE, 16, 1, 6),
        "`anchor` does not belong to an `avoid` item",
        "this line stands below [checklist.prep.caffeine]",
        "move it under [checklist.prep]",
    )
    assert shown(problem).startswith(
        "error[wrong-table]: `anchor` does not belong to an `avoid` item\n"
        "  --> my-plan.toml:16:1\n"
        "   |\n"
        '16 | anchor = "log.attack"\n'
        "   | ^^^^^^ this line stands below [checklist.prep.caffeine]\n"
        "   |\n"
        "   = help: move it under [checklist.prep]\n"
    )


def test_a_second_place_is_shown_with_the_first() -> None:
    begins = Label(Place(FILE, 24, 8, 12), "begins here")
    problem = Problem("window", "error", Place(FILE, 25, 9, 11), "this window ends before it begins", labels=(begins,))
    assert shown(problem).startswith(
        "error[window]: this window ends before it begins\n"
        "  --> my-plan.toml:25:9\n"
        "   |\n"
        '24 | from = "30m before"\n'
        "   |        ------------ begins here\n"
        '25 | until = "2h before"\n'
        "   |         ^^^^^^^^^^^\n"
    )


def test_lines_that_are_left_out_are_marked() -> None:
    far = Label(Place(FILE, 3, 1, 6), "first given here")
    assert "\n 3 | [plan]\n   | ------ first given here\n...\n19 | at" in shown(
        Problem("duplicate", "error", Place(FILE, 19, 1, 2), "twice", labels=(far,))
    )


def test_a_second_place_in_another_file_is_named() -> None:
    other = Label(Place("parent.toml", 7, 2), "first given here")
    text = shown(Problem("duplicate", "error", Place(FILE, 3, 1, 6), "twice", labels=(other,)))
    assert "\n ::: parent.toml:7:2 first given here\n" in text


def test_two_marks_on_one_line_share_it() -> None:
    label = Label(Place(FILE, 4, 1, 5), "this one")
    assert '\n4 | title = "Before"\n  |         ^^^^^^^^\n  | ----- this one\n' in shown(
        Problem("value", "error", Place(FILE, 4, 9, 8), "no", labels=(label,))
    )


def test_carets_count_the_cells_of_a_terminal() -> None:
    text = 'a = "日本 e\u0301\t👍x"'
    line = Problem("value", "error", Place(FILE, 1, text.index("x") + 1, 1), "no")
    caret = shown(line, text=text).split("\n")[4]
    assert caret == "  | " + " " * (5 + 4 + 1 + 1 + 1 + 2) + "^"
    wide = Problem("value", "error", Place(FILE, 1, 6, 2), "no")
    assert shown(wide, text=text).split("\n")[4] == "  |      ^^^^"


def test_a_place_between_characters_has_one_caret() -> None:
    assert shown(Problem("syntax", "error", Place(FILE, 3, 7, 0), "no")).split("\n")[4] == "  |       ^"
    assert shown(Problem("syntax", "error", Place(FILE, 2, 1, 0), "no")).split("\n")[3:5] == ["2 |", "  | ^"]


def test_what_a_terminal_could_act_on_is_made_visible() -> None:
    text = "a = '\x1b[31m\u202e' \x07\r\n"
    problem = Problem("value", "error", Place("\x1b.toml", 1, 6, 2), "no \x1b", "\x1b", "\x1b")
    rendered = as_text([problem], {"\x1b.toml": text})
    assert "\x1b" not in rendered and "\u202e" not in rendered and "\r" not in rendered
    assert "1 | a = '\ufffd[31m\ufffd' \ufffd\n" in rendered
    assert json.loads(as_json([problem]))[0]["file"] == "\x1b.toml"
    assert as_json([problem]).isascii()


def test_a_long_line_is_shown_around_the_caret() -> None:
    text = "a = '" + "x" * 500 + "Y" + "z" * 500 + "'"
    _, _, _, line, caret, *_ = shown(Problem("value", "error", Place(FILE, 1, 506, 1), "no"), text=text).split("\n")
    assert len(line) < 170
    assert line[4] == line[-1] == "\u2026"
    assert line[caret.index("^")] == "Y"


def test_a_file_that_could_not_be_read_has_no_excerpt() -> None:
    assert as_text([Problem("encoding", "error", Place(FILE), "not text", help="choose another")], {}) == (
        "error[encoding]: not text\n --> my-plan.toml:1:1\n  |\n  = help: choose another\n\n1 error in my-plan.toml\n"
    )


def test_a_place_below_the_end_has_an_empty_line() -> None:
    assert "\n9 |\n  | ^\n" in shown(Problem("missing", "error", Place(FILE, 9, 1), "no"), text="a = 1")


def test_problems_come_in_the_order_of_the_file_and_are_counted() -> None:
    found = [
        Problem("unused", "note", Place(FILE, 4), "a note"),
        Problem("unused", "warning", Place(FILE, 3), "a warning"),
        Problem("value", "error", Place(FILE, 2), "one"),
        Problem("value", "error", Place(FILE, 1), "two"),
    ]
    assert summary(found) == "2 errors, 1 warning, 1 note in my-plan.toml"
    assert [line.split(":")[0] for line in shown(*found).split("\n") if "[" in line and "]: " in line] == [
        "error[value]",
        "error[value]",
        "warning[unused]",
        "note[unused]",
    ]
    assert summary([*found, Problem("value", "error", Place("other.toml"), "x")]).endswith(" in 2 files")
    assert summary([]) == "no problems"


def test_the_gravest_fifty_are_shown() -> None:
    warnings = [Problem("unused", "warning", Place(FILE, line), "w") for line in range(1, 61)]
    text = shown(*warnings, Problem("value", "error", Place(FILE, 99), "e"))
    assert text.count("warning[") == LIMIT - 1
    assert "error[value]: e" in text
    assert "and 11 more, not shown\n\n1 error, 60 warnings in" in text


def test_a_record_has_the_nine_members() -> None:
    (record,) = json.loads(as_json([Problem("value", "error", Place(FILE, 2, 3, 4), "no", "a hint", replacement="x")]))
    assert record == {
        "code": "value",
        "severity": "error",
        "file": FILE,
        "line": 2,
        "column": 3,
        "length": 4,
        "message": "no",
        "help": "a hint",
        "replacement": "x",
    }
    assert json.loads(as_json([Problem("value", "error", Place(FILE), "no")]))[0]["help"] is None


def test_the_same_problem_is_kept_once_and_a_flood_is_cut_off() -> None:
    problems = Problems()
    for line in [1, 1, *range(2, 80)]:
        problems.add(Problem("value", "error", Place(FILE, line), "no"))
    assert (len(problems.found), problems.left_out, problems.is_full()) == (50, 29, True)
    problems.add(Problem("unused", "warning", Place(FILE, 1), "no"))
    assert not problems.is_full("warning")
    assert len(problems.errors) == 50
