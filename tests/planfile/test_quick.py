"""The quick reader takes nothing that `tomllib` rejects, and makes the same data of what it takes."""

from __future__ import annotations

import random
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.planfile.samples import CORNERS, DIARY, PREP
from tests.planfile.test_mutants import SLIPS

from selfcare.planfile import library
from selfcare.planfile.toml import guard, quick

HERE = Path(__file__).parent
SHIPPED = [library.text(f"{name}.toml") or "" for name in library.plans()]
SHIPPED += [library.text(f"library/{name}.toml") or "" for name in library.libraries()]
OTHERS = [path.read_text("utf-8") for path in sorted((*HERE.glob("bad/*.toml"), *HERE.glob("good/*.toml")))]


def read(text: str) -> dict[str, Any] | None:
    return quick.read(text, guard._weigh)


def agrees(text: str) -> bool:
    """Whether the quick reader took the text; if it did, then as `tomllib` does."""
    found = read(text)
    if found is not None:
        assert repr(found) == repr(tomllib.loads(text))
        guard._weigh(text)
    return found is not None


def test_every_shipped_plan_is_read_quickly() -> None:
    assert all(agrees(text) for text in SHIPPED)


def test_what_it_takes_it_reads_as_tomllib_does() -> None:
    assert sum(agrees(text) for text in OTHERS) > 100
    for text in (PREP, DIARY, CORNERS):
        for ends in (text, text.replace("\n", "\r\n"), text.rstrip("\n")):
            agrees(ends)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_it_takes_no_spoilt_plan_that_tomllib_rejects(slip: Any) -> None:
    chance = random.Random(11)
    for text in (PREP, DIARY, *SHIPPED[:3]):
        for _ in range(40):
            agrees(slip(text, chance)[0])


STATEMENTS = (
    "[a]", "[a.b]", "[a.b.c]", "[[a]]", "[[a.b]]", "[[x]]", "[x.y]", "b = 1", "a = 1", "a = {b = 1}", "a = [{b = 1}]",
    "c.d = 1", "[c]", "[c.d]", "a = [[]]",
)  # fmt: skip


def test_tables_are_opened_and_refused_as_in_toml() -> None:
    """Every order of three headers and pairs."""
    taken = sum(agrees("\n".join(lines)) for lines in product(STATEMENTS, repeat=3))
    assert taken > 500


@pytest.mark.parametrize(
    "text",
    [
        'a = """\n\nx"""\n',
        'a = """x""""\n',
        'a = """"x"""\n',
        'a = """x\r\ny"""\r\n',
        'a = ""\nb = """"""\n',
        "a = [\n  # one\n  1,\n]\nb = 2\n",
        'a = ["]", "[", # "x"\n]\n',
        'a = [\n"[",\n]\nb = "]"\n',
        "a = [\n]\n[x]\nb = [\n]\n",
        "a = 1 # x\n# y\n[b] # z\nc = true\n",
        "a = -0\nb = 007\n",
        "a = 1.5\nb = 2026-01-01\nc = 07:30:00\nd = 1e3\ne = inf\n",
        "a = 1 b = 2\n",
        "a = \nb = 1\n",
        "a = 'x'\n'b' = 1\n",
        'a = "\\u00e9\\n"\n',
        'a = "\x7f"\n',
        "a = 1\r",
        "\ufeffa = 1",
        "",
        "\n\n  \n",
        " [a] \n  b = 1  \n",
        "[a]]\n",
        "[[a]\n",
        "[a]b = 1\n",
        "a = {b = {c = 1}}\n[a.b]\n",
        "a = 9999999999999999999\n",
        "a = true1\n",
        f"a = {'9' * 100}\n",
        f"a = [{'[' * 20}{']' * 20}]\n",
        f"[{'.'.join('a' * 20)}]\n",
        f"a = {{{'.'.join('a' * 20)} = 1}}\n",
    ],
)
def test_corners_are_read_as_tomllib_reads_them_or_left_to_it(text: str) -> None:
    agrees(text)


pieces = st.sampled_from([
    "a", "b.c", " = ", "=", '"', '"x"', '"""', "'", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\n", "\r\n", "#", "1",
    "-1", "true",
    "[a]\n", "[[a]]\n", "k = 1\n", 'k = ["x", "y"]\n', "\\", "\t", "\x00", "é", "2026-01-01", "1.5",
])  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
@example("a = [\n]\n")
def test_any_text_is_read_as_tomllib_reads_it_or_left_to_it(text: str) -> None:
    agrees(text)


def test_a_long_text_is_left_to_tomllib() -> None:
    assert read("#" * (quick.MOST + 1)) is None


def test_the_largest_text_it_takes_holds_no_more_than_a_plan_may() -> None:
    for unit in ("a{} = [[],[],[],[],[],[],[]]\n", "a{} = {{}}\n", "[[a{}]]\n", "a{}=1\n"):
        text = ""
        while len(text) < quick.MOST - 40:
            text += unit.format(len(text))
        agrees(text)
