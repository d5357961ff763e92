"""Whatever is handed in as a plan ends in diagnostics, soon, and harmless."""

from __future__ import annotations

import json
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core.text import plain
from selfcare.planfile import fix, report
from selfcare.planfile.problem import LIMIT, Problem, Problems
from selfcare.planfile.toml import guard, source

SIZE = 250_000
PATIENCE = 10 if "coverage" in sys.modules else 2
"""Seconds of processor time; a run whose lines are counted is several times slower."""


def filled(unit: str, before: str = "", after: str = "") -> str:
    return before + unit * (SIZE // len(unit)) + after


HOSTILE = {
    "brackets": filled("["),
    "lists": filled("[", "a = "),
    "inline tables": filled("{a=", "a = "),
    "dots": filled("a.", "", "a = 1"),
    "many dotted keys": "\n".join(f"k{number}" + ".a" * 499 + " = 1" for number in range(250)),
    "dotted keys as long as may be": "\n".join(f"k{number}" + ".a" * 15 + " = 1" for number in range(6000)),
    "open headers": filled("[a.b"),
    "headers": filled("[a]\n"),
    "quotes": filled('"'),
    "texts that open": filled('a = """\n'),
    "empty texts": filled("a = ''\nfoo\n"),
    "empty texts in a list": filled('""\nfoo\n', "a = [\n"),
    "empty texts on one line": filled('"",', "a = ["),
    "curly quotes": filled("\u201cx\u201d,", "a = [")[: SIZE // 2],
    "commas": filled(",", "a = ["),
    "commas in a text": filled(",", 'a = "', "x"),
    "backslashes": filled("\\q", 'a = "', '"'),
    "prose": filled("hello, world\n"),
    "escapes": filled("\x1b"),
    "line ends of old": filled("a = 1\r"),
    "statements in a list": filled("b = 1\n", "a = [\n"),
    "lost braces": filled("b = 1}\n", "a = [\n"),
    "lists that open": filled("a = [\n"),
    "one key": filled("a = 1\n"),
    "one line": filled("a = 1 "),
    "colons": filled("a:\n"),
    "hashes": filled(" #", 'a = "'),
}


def reported(raw: bytes) -> Problems:
    """The problems of a file, after everything that is done with it was done."""
    problems = Problems()
    text = guard.decode(raw, "my\x1b-plan.toml", problems)
    if text is not None:
        found = source.read(text, "my\x1b-plan.toml", problems)
        found.key(("a",))
    shown = report.as_text(problems.found, {} if text is None else {"my\x1b-plan.toml": text})
    assert shown == plain(shown, multiline=True)
    assert report.as_json(problems.found).isascii()
    assert len(json.loads(report.as_json(problems.found))) == len(problems.found) <= LIMIT
    return problems


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_ends_in_a_diagnostic_within_two_seconds(text: str) -> None:
    began = time.process_time()
    problems = reported(text.encode()[: guard.MAX_BYTES])
    assert time.process_time() - began < PATIENCE
    assert problems.found or text.startswith("k0.a.a.a")


HEAD = 'selfcare = 1\n[plan]\ntitle = "x"\n'
ALLOW = "# selfcare: allow unused because the next version asks for it"
WAIVING = {
    "waivers": filled(f"{ALLOW}\n", HEAD),
    "waivers of nothing": filled(f"{ALLOW.replace('unused', 'unusd')}\n", HEAD),
    "codes": filled("a ,", "# selfcare: allow ", " because we say so"),
    "reasons": filled("because ", "# selfcare: allow unused "),
    "spaces": filled(" ", "# selfcare"),
    "the word": filled("#selfcare "),
    "hashes": filled("# "),
    "tables": HEAD + "".join(f'[setting.s{n}] {ALLOW}\nyes-no="a"\ndefault=true\n' for n in range(2400)),
    "waived tables": f"{ALLOW}\n{HEAD}" + "".join(f'[setting.s{n}]\nyes-no="a"\ndefault=true\n' for n in range(6000)),
}


@pytest.mark.parametrize("text", WAIVING.values(), ids=WAIVING.keys())
def test_a_file_full_of_waivers_ends_in_a_diagnostic_within_two_seconds(text: str) -> None:
    began = time.process_time()
    checked = planfile.check_bytes(text.encode()[: guard.MAX_BYTES], "my-plan.toml")
    assert time.process_time() - began < PATIENCE
    assert checked.problems or checked.waived


FIXABLE = {
    "wrong keys": HEAD + "".join(f'[checklist.p.s{n}]\nchek="a"\nat="8pm"\n' for n in range(2000)),
    **{name: HOSTILE[name] for name in ("empty texts in a list", "statements in a list", "curly quotes", "colons")},
}


@pytest.mark.parametrize("text", FIXABLE.values(), ids=FIXABLE.keys())
def test_a_hostile_file_is_fixed_or_left_within_two_seconds(text: str) -> None:
    began = time.process_time()
    for size in (fix.LARGEST, guard.MAX_BYTES):
        part = text[:size]
        fixed = fix.fixed(part, "my-plan.toml", lambda one: planfile.check_bytes(one.encode(), "my-plan.toml"))
        assert fixed.count("\n") == part.count("\n")
    assert time.process_time() - began < PATIENCE


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_diagnostics(raw: bytes) -> None:
    reported(raw)


SIGNS = """a b.c = : " ' [ ] [[ ]] { } , # \\ \\u00e9 \\U0001F600 1 - 2026-01-01 07:00 true \u201c \u201d \u202e \x1b"""
pieces = st.sampled_from([*SIGNS.split(" "), '"' * 3, "'" * 3, " = ", "\n", "\r\n", "\r", " "])


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces | st.text(max_size=3), max_size=40).map("".join))
def test_any_text_ends_in_diagnostics(text: str) -> None:
    reported(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("space", ["\x85", "\u2028", "\u2029", "\u00a0", "\x0b"])
def test_an_odd_space_behind_a_value_is_a_slip(space: str) -> None:
    for text in (f"a={space}", f'a = "x" {space}', f"[a]{space}", f"a,={space}"):
        assert reported(text.encode()).found


def test_markup_and_control_characters_come_out_harmless() -> None:
    for payload in (
        "[/nope]",
        "[@click=app.quit]x[/]",
        "\x1b]52;c;eA==\x07",
        "\u202egnp",
        "\x9b31m",
        "\u200b",
        "\U000e0041",
    ):
        shown = reported(f'a = "{payload}\nb = {payload}\n[{payload}'.encode())
        assert all(isinstance(problem, Problem) for problem in shown.found)
