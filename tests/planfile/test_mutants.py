"""One slip in a plan that was right: the first report stands on its line."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator

import pytest
from tests.planfile.samples import CORNERS, DIARY, PREP

from selfcare.planfile.problem import LIMIT, Problem, Problems
from selfcare.planfile.toml import source

PLANS = (PREP, DIARY, PREP.replace("\n", "\r\n"))


def replacing(
    pattern: str, put: Callable[[str, random.Random], str]
) -> Callable[[str, random.Random], tuple[str, int]]:
    """A slip that puts something in place of one match of `pattern`, and the line it stands on."""

    def slip(text: str, chance: random.Random) -> tuple[str, int]:
        found = chance.choice(list(re.finditer(pattern, text)))
        line = text.count("\n", 0, found.start()) + 1
        return text[: found.start()] + put(found[0], chance) + text[found.end() :], line

    return slip


def twice(text: str, chance: random.Random) -> tuple[str, int]:
    found = chance.choice(list(re.finditer(r"(?m)^[a-z-]+ *= (?:\"[^\"\n]+\"|\d+)\r?\n", text)))
    return text[: found.end()] + text[found.start() :], text.count("\n", 0, found.end()) + 1


SLIPS = {
    "a dropped quote": replacing(r"[\"']", lambda _, __: ""),
    "a dropped bracket": replacing(r"[\[\]{}]", lambda _, __: ""),
    "a dropped comma": replacing(",", lambda _, __: ""),
    "a dropped =": replacing("=", lambda _, __: ""),
    "a quote too many": replacing(r"[\"']", lambda quote, _: quote * 2),
    "one curly quote": replacing(r"[\"']", lambda _, chance: chance.choice("\u201c\u201d\u201e\u2018\u2019\u00ab")),
    "curly quotes": replacing(r"\"[^\"\r\n]+\"", lambda text, _: f"\u201c{text[1:-1]}\u201d"),
    "a colon": replacing("=", lambda _, __: ":"),
    "no quotes": replacing(r"\"[^\"\r\n]+\"", lambda text, _: text[1:-1]),
    "lines that run together": replacing(r"\r?\n", lambda _, __: " "),
    "the same key twice": twice,
}


def mutants(slip: Callable[[str, random.Random], tuple[str, int]], count: int) -> Iterator[tuple[str, int]]:
    """Plans with one slip that `tomllib` rejects, always the same ones."""
    chance = random.Random(7)
    while count:
        text, line = slip(chance.choice(PLANS), chance)
        if rejected(text):
            count -= 1
            yield text, line


def rejected(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True
    return False


def reports(text: str) -> list[Problem]:
    problems = Problems()
    source.read(text, "my-plan.toml", problems)
    return problems.found


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_the_first_report_stands_on_the_line_of_the_slip(slip: Callable[[str, random.Random], tuple[str, int]]) -> None:
    astray = []
    for text, line in mutants(slip, 200):
        found = reports(text)
        assert 1 <= len(found) <= LIMIT
        if found[0].place.line != line:
            astray.append((line, found[0]))
    assert len(astray) <= 1, astray


def test_one_slip_is_seldom_more_than_two_reports() -> None:
    counts = [len(reports(text)) for slip in SLIPS.values() for text, _ in mutants(slip, 50)]
    assert sum(count > 2 for count in counts) <= len(counts) // 50


def test_the_exact_suggestion_makes_the_plan_right_again() -> None:
    for name in ("curly quotes", "a colon", "no quotes", "a dropped comma"):
        for text, _ in mutants(SLIPS[name], 40):
            for problem in reversed(reports(text)):
                assert problem.replacement is not None
                lines = text.split("\n")
                line, place = lines[problem.place.line - 1], problem.place
                lines[place.line - 1] = (
                    line[: place.column - 1] + problem.replacement + line[place.column - 1 + place.length :]
                )
                text = "\n".join(lines)
            assert not rejected(text)


def test_no_text_that_tomllib_rejects_is_taken_in_silence() -> None:
    chance = random.Random(11)
    pieces = re.findall(r"\w+|\s+|.", PREP + DIARY + CORNERS)
    for _ in range(1000):
        text = chance.choice((PREP, DIARY, CORNERS))
        for _ in range(chance.randrange(1, 6)):
            start = chance.randrange(len(text))
            text = text[:start] + chance.choice((chance.choice(pieces), "")) + text[start + chance.randrange(4) :]
        found = reports(text)
        assert bool(found) == rejected(text)
        assert len(found) <= LIMIT
