"""What comes from outside shows as plain text: plans, answers, sentences of errors."""

from __future__ import annotations

import unicodedata

import pytest

from selfcare.core.breath import Pattern, Phase
from selfcare.core.columns import columns
from selfcare.core.condition import parse
from selfcare.core.event import Event
from selfcare.core.plan import Alert, Ask, Avoid, Breathe, Check, Checklist, Item, Meditate, Plan, Read, Rest, Routine
from selfcare.core.plan import Step as PlanStep
from selfcare.core.plan import Warning as RedFlag
from selfcare.core.question import Choice, Field, Log, Number, Scale, Text
from selfcare.core.sitting import Cue, Sitting
from selfcare.core.start import Walk
from selfcare.errors import StorageError
from selfcare.linear.lines import MEASURE
from tests.linear.hearing import guided
from tests.tui.fakes import FakeJournal, World

PAYLOADS = [
    "\x1b[2J\x1b[H gone",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x9b31m red",
    "\x00\x08\x7f\r over",
    "\u202eright to left\u2066",
    "\U000e0041\u200b\ufeff",
    "[/] [red]markup[/red] [@click=app.quit]x[/]",
    "\ud800 half",
    "one\ntwo\x85three\u2028four",
    "x" * 300,
    "針" * 200,
]


def hostile(words: str) -> Plan:
    """A plan with `words` in every place that can be shown."""
    log = Log(
        "log",
        words,
        {
            "level": Field("level", words, Scale(labels={0: words}), help=words),
            "which": Field("which", words, Choice({"a": words}, many=True, other=True)),
            "hours": Field("hours", words, Number(words)),
            "note": Field("note", words, Text()),
        },
        summary=words,
        permission=words,
    )
    steps = (
        PlanStep("1", Check(words), words, note=words, why=words),
        PlanStep("2", Read(words), words),
        PlanStep("3", Rest(5, words)),
        PlanStep("4", Breathe("p", say=words)),
        PlanStep("5", Meditate("s"), words),
        PlanStep("6", Ask("log"), words),
    )
    return Plan(
        "plan",
        words,
        routines={"r": Routine("r", words, steps)},
        checklists={"c": Checklist("c", words, {"i": Item("i", Avoid(words), why=words, note=words)})},
        patterns={"p": Pattern("p", words, (Phase("in", 2, words), Phase("hold", 2)), 8, cautions=(words,))},
        sittings={"s": Sitting("s", words, 60, (Cue(20, words),), cautions=(words,))},
        logs={"log": log},
        alerts={
            "say": Alert("say", parse("log.log.level >= 0"), words, level="tell"),
            "red": Alert("red", parse("log.log.level >= 0"), warning="w"),
        },
        warnings={"w": RedFlag("w", words, "emergency")},
        shown_warnings=("w",),
    )


def assert_plain(text: str) -> None:
    for line in text.split("\n"):
        assert columns(line) <= MEASURE
        for character in line:
            assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
            assert character not in "\u202e\u2066\u200b\ufeff\U000e0041"


@pytest.mark.parametrize("words", PAYLOADS)
def test_hostile_words_of_a_plan_come_out_plain(words: str) -> None:
    of = hostile(words)
    world = World()
    world.shelf.used = [of]
    lines = ["", "", "", "", "", "w", "?", "5", "2", "mine", "5", "note", "", ""]
    code, text = guided(world, Walk(of, of.routines["r"]), *lines, *[""] * 40)
    assert code == 0
    assert_plain(text)
    assert_plain(guided(World(), Walk(of, of.checklists["c"]), "n", "word")[1])
    assert "\x07" not in text and "\x1b" not in text


@pytest.mark.parametrize("words", [words for words in PAYLOADS if "\n" not in words])
def test_hostile_answers_come_out_plain(words: str) -> None:
    of = hostile("fine")
    world = World()
    start = Walk(of, Routine("practice", "Log", (PlanStep("1", Ask("log")),)))
    assert_plain(guided(world, start, words, "5", words, "1, 2", words, words, "5", words)[1])


def test_a_hostile_sentence_of_an_error_comes_out_plain() -> None:
    class Failing(FakeJournal):
        fails = True

        def append(self, *events: Event) -> None:
            if self.fails:
                self.fails = False
                raise StorageError("cannot write \x1b[31mred\x1b[0m")
            super().append(*events)

    of = hostile("fine")
    _, text = guided(World(journal=Failing()), Walk(of, of.routines["r"]), "", "q")
    assert_plain(text)
    assert "[31mred" in text
