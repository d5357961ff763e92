"""`selfcare breathe` and `meditate` with their options, and patterns of one's own."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.cli import breathe, meditate
from selfcare.cli.shelf import JournalShelf
from selfcare.core.plan import Breathe, Meditate, Routine
from selfcare.core.start import Walk
from tests.cli.shell import Shell
from tests.cli.test_walks import recorded, walks

__all__ = ["walks"]

NAMES = ("box", "even", "belly")
PHASES = "in 4s, hold 2s, out 6s"
Walks = list[tuple[str, Walk]]


def action(walk: Walk) -> Breathe | Meditate:
    """What the only step does."""
    assert isinstance(walk.course, Routine)
    [step] = walk.course.steps
    assert isinstance(step.action, Breathe | Meditate)
    return step.action


def test_the_examples_of_the_help_work(selfcare: Shell, walks: Walks) -> None:
    for example in (*breathe.EXAMPLES, *meditate.EXAMPLES):
        selfcare.works(*shlex.split(example)[1:])
    assert len(walks) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("box --for 20m", "'box' is for at most 5m at a time; write --for 5m"),
        ("box --rounds 20", "'box' is for at most 5m at a time; write --rounds 19"),
        ("4-7-8 --for 3m", "'4-7-8' is for at most 8 rounds at a time; write --rounds 8"),
        ("4-7-8 --rounds 9", "write --rounds 8"),
        ("4-7-8-gentle --rounds 9", "write --rounds 8"),
        ("belly --for 11m", "write --for 10m"),
        ("natural --rounds 3", "'natural' has no rounds; say how long with --for"),
        ("box --rounds 0", "--rounds takes a number from 1 on"),
        (f"'{PHASES}' --for 6m", "for at most 5m at a time; write --for 5m"),
        ("'in 4s, hold 9s, out 4s'", "9 s is a long time to hold; write at most hold 7s"),
        ("'in 4s, hold 11s, out 4s'", "no breath is held for more than 10 s"),
        ("4-4-4-4-4", "'4-4-4-4-4' does not say which is in and which is out; write for example in 4s, out 6s"),
        ("'out 4s'", "a breath goes in and out; write for example in 4s, out 6s"),
        ("'inhale 4s'", "a breath goes in and out"),
        ("box --for 2m --rounds 3", "--for and --rounds both say how long; give one of them"),
        ("4-7-8 --pace slower", "--pace of '4-7-8' lies between 0.80 and 1.00"),
        ("even --pace 2", "lies between 0.80 and 1.30"),
        ("even --pace nan", "--pace takes slower, faster, or how many times as slow"),
        ("even --pace quick", "--pace takes slower, faster"),
        ("natural --pace slower", "'natural' has no pace of its own"),
        ("even --shape star", "--shape takes disc"),
        ("even --linear --shape bar", "plain lines have no shape"),
        ("even --eyes-closed --quiet", "with eyes closed the sound is the guide"),
        ("even --rate sleep", "'sleep' is not a number for right now"),
        ("box --list", "--list does not go with PATTERN"),
        ("--drop x --rate stress", "--drop does not go with --rate"),
        ("box --as-plan --linear", "--as-plan does not go with --linear"),
        ("box --keep mine", "'box' has a name already; --keep takes phases of your own"),
        (f"'{PHASES}' --keep box", "'box' is a pattern of the library; keep yours under another name"),
        (f"'{PHASES}' --keep 'My breath'", "'My breath' is not a name"),
        ("'in 4s, out 6s' --keep mine --pace slower", "--keep keeps what you write"),
        ("--rounds x", "--rounds takes a whole number and not 'x'"),
        ("--rounds", "--rounds is followed by a word or a number"),
        ("--words loud", "--words takes one of phase, second, sparse"),
        ("--keep mine", "--keep needs the phases to keep; write for example selfcare breathe"),
        ("4-6 --keep 4-6", "'4-6' would be read as a breath; give it a name that begins with a letter"),
    ],
)
def test_what_cannot_be_meant_or_goes_too_far_is_refused_in_a_sentence(
    selfcare: Shell, walks: Walks, words: str, told: str
) -> None:
    assert told in selfcare.refused(2, "breathe", *shlex.split(words))
    assert not walks
    assert recorded(selfcare) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--for 61m", "a sitting is for at most 1h at a time; write --for 1h"),
        ("three-minute-pause --bells 3m", "that is as long as the sitting, which is 3 min"),
        ("breath --list", "--list does not go with SITTING"),
        ("--eyes-closed --quiet", "with eyes closed the sound is the guide"),
    ],
)
def test_a_sitting_is_refused_likewise(selfcare: Shell, walks: Walks, words: str, told: str) -> None:
    assert told in selfcare.refused(2, "meditate", *shlex.split(words))
    assert not walks


@pytest.mark.parametrize(
    "words", [("breathe", ""), ("meditate", ""), ("breathe", "--drop", ""), ("breathe", "--rate", "")]
)
def test_a_word_that_is_empty_names_nothing(selfcare: Shell, walks: Walks, words: tuple[str, ...]) -> None:
    selfcare.refused(4, *words)
    assert not walks


@pytest.mark.parametrize("option", ["--for", "--pace", "--shape", "--keep"])
def test_an_option_with_an_empty_word_is_refused(selfcare: Shell, walks: Walks, option: str) -> None:
    selfcare.refused(2, "breathe", PHASES, option, "")
    assert not walks


def test_what_nobody_knows_is_not_found(selfcare: Shell) -> None:
    assert "did you mean 'even'?" in selfcare.refused(4, "breathe", "evn")
    assert "there is no log 'mood' to rate by" in selfcare.refused(4, "breathe", "--rate", "mood")
    assert "'mine' is no pattern of yours; none is kept" in selfcare.refused(4, "breathe", "--drop", "mine")


def test_every_option_reaches_the_walk(selfcare: Shell, walks: Walks) -> None:
    selfcare.works("breathe", "even", "--rounds", "6", "--pace", "slower", "--shape", "bar", "--rate", "stress")
    selfcare.works("breathe", "4-7-8", "--for", "2m", "--linear")
    selfcare.works("breathe", PHASES, "--for", "5m", "--eyes-closed")
    selfcare.works("meditate", "breath", "--for", "1h", "--rate", "pain")
    first, second, third, fourth = (walk for _, walk in walks)
    assert action(first) == Breathe("even", rounds=6)
    assert [phase.seconds for phase in first.plan.patterns["even"].cycle] == pytest.approx([5.5, 5.5])
    assert (first.shape, isinstance(first.course, Routine) and first.course.rate) == ("bar", "log.stress.level")
    assert list(first.plan.logs) == ["stress"]
    assert action(second) == Breathe("4-7-8", seconds=120)
    assert action(third) == Breathe("in-4-hold-2-out-6", seconds=300)
    assert third.eyes_closed
    assert action(fourth) == Meditate("breath", seconds=3600)
    assert isinstance(fourth.course, Routine)
    assert fourth.course.rate == "log.pain.level"


def test_a_plans_own_length_is_its_authors(selfcare: Shell, walks: Walks) -> None:
    Path("my.toml").write_text(
        'selfcare = 1\n[plan]\ntitle = "Mine"\n[[routine.long.steps]]\nbreathe = "box"\nfor = "20m"\n'
    )
    selfcare.works("run", "my.toml", "long", "--linear")
    assert len(walks) == 1


def test_the_cautions_stand_before_holds_of_ones_own(selfcare: Shell) -> None:
    out = selfcare.works("breathe", PHASES, "--linear", typed="s\n")
    assert "Before you begin: is one of these true for you?" in out
    assert "If you are pregnant, skip breath holds." in out
    assert recorded(selfcare) == []


def test_the_list_tells_phases_lengths_and_whom_it_does_not_suit(selfcare: Shell) -> None:
    lines = selfcare.works("breathe", "--list").splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("4-7-8 "))
    assert lines[at].endswith("in 4, hold 7, out 8; 4 rounds, at most 8 rounds")
    assert lines[at + 1].strip() == "not for: pregnant, heart, lung, seizure, panic, eye"
    assert max(map(len, lines)) <= 80
    assert "silence             Silence; 10 min" in selfcare.works("meditate", "--list")


def test_the_list_marks_what_settings_leave_out_and_says_what_takes_its_place(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Settings" not in selfcare.works("breathe", "--list")
    monkeypatch.setattr(JournalShelf, "cautions", lambda shelf: {"heart": True, "lung": True})
    lines = [line.strip() for line in selfcare.works("breathe", "--list").splitlines()]
    box, even, belly = (next(at for at, line in enumerate(lines) if line.startswith(f"{name} ")) for name in NAMES)
    assert lines[box + 2 : box + 4] == ["you said in Settings: heart, lung", "so belly takes its place"]
    assert lines[even + 2 : even + 4] == ["you said in Settings: lung", "so belly takes its place"]
    assert "Settings" not in lines[belly + 1]


def test_a_pattern_is_kept_found_replaced_dropped_and_brought_back(selfcare: Shell, walks: Walks) -> None:
    assert "kept as 'evening': selfcare breathe evening" in selfcare.works("breathe", PHASES, "--keep", "evening")
    selfcare.works("breathe", PHASES, "--keep", "evening")
    assert [event["kind"] for event in recorded(selfcare)] == ["breath.kept"]
    selfcare.works("breathe", "evening")
    assert walks[-1][1].plan.title == "Evening"
    assert "evening       in 4, hold 2, out 6; 5 min, at most 5 min, yours" in selfcare.works("breathe", "--list")
    replaced = selfcare.works("breathe", "in 4s, out 8s", "--for", "4m", "--keep", "evening")
    assert "in place of in 4, hold 2, out 6, which `selfcare undo` brings back" in replaced
    assert "evening       in 4, out 8; 4 min, at most 20 min, yours" in selfcare.works("breathe", "--list")
    assert selfcare.works("undo") == "took back the keeping of the pattern evening\n"
    assert "in 4, hold 2, out 6" in selfcare.works("breathe", "--list")
    assert "`selfcare undo` brings it back" in selfcare.works("breathe", "--drop", "evening")
    assert "evening" not in selfcare.works("breathe", "--list")
    assert selfcare.works("undo") == "took back the dropping of the pattern evening\n"
    assert "evening" in selfcare.works("breathe", "--list")


def test_what_is_kept_goes_out_with_everything_else(selfcare: Shell, walks: Walks) -> None:
    selfcare.works("breathe", PHASES, "--for", "4m", "--keep", "evening")
    [kept] = recorded(selfcare)
    assert (kept["kind"], kept["path"]) == ("breath.kept", "breath.evening")
    assert json.loads(json.dumps(kept["values"])) == {
        "cycle": ["in 4s", "hold 2s", "out 6s"],
        "rounds": None,
        "seconds": 240.0,
        "title": "Evening",
    }


@pytest.mark.parametrize(
    "words",
    [
        (PHASES,),
        ("4-2-6",),
        ("IN", "4", "Hold", "2", "out", "6"),
        ("4-6.25",),
        ("box",),
        ("4-7-8",),
        ("natural",),
        ("even", "--pace", "1.05"),
    ],
)
def test_a_table_for_a_plan_is_accepted_by_the_check_and_reads_back(selfcare: Shell, words: tuple[str, ...]) -> None:
    table = selfcare.works("breathe", *words, "--as-plan")
    name = table.partition('breathe = "')[2].partition('"')[0]
    path = Path("mine.toml")
    head = 'selfcare = 1\n[plan]\ntitle = "Mine"\n'
    path.write_text(f'{head}\n[[routine.calm.steps]]\nbreathe = "{name}"\n\n{table}')
    done = selfcare("plan", "check", "mine.toml")
    assert done.code == 0, done.out + done.err
    assert "warning" not in done.out + done.err
    pattern = planfile.open_plan(path).patterns[name]
    if words[0] == "4-6.25":
        assert [phase.seconds for phase in pattern.cycle] == [4, 6.25]
    elif words[0] in (PHASES, "4-2-6", "IN"):
        assert [phase.seconds for phase in pattern.cycle] == [4, 2, 6]
        assert pattern.unsafe_for == ("pregnant", "heart", "lung", "seizure", "panic", "eye")
    elif len(words) == 1:
        built_in = planfile.built_in_patterns()[words[0]]
        assert (pattern.cycle, pattern.seconds, pattern.rounds) == (
            built_in.cycle,
            built_in.seconds,
            built_in.rounds,
        )
        assert (pattern.unsafe_for, pattern.cautions) == (built_in.unsafe_for, built_in.cautions)


def test_a_kept_pattern_is_printed_under_its_name(selfcare: Shell, walks: Walks) -> None:
    selfcare.works("breathe", PHASES, "--keep", "evening")
    assert "[breath.evening]" in selfcare.works("breathe", "evening", "--as-plan")
    assert len(walks) == 1


def test_before_and_after_are_told_side_by_side(selfcare: Shell) -> None:
    out = selfcare.works("breathe", "box", "--rate", "stress", "--linear", typed="6\ns\n4\n")
    assert "Stress 6 before, 4 after." in out
    assert "Stress: " not in out
    entries = [event for event in recorded(selfcare) if event["kind"] == "entry.recorded"]
    assert json.dumps([event["values"] for event in entries]) == '[{"level": 6}, {"level": 4}]'
