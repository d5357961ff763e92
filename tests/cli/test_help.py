"""What every command says about itself, and that what it says works."""

from __future__ import annotations

import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from importlib import import_module
from pathlib import Path

import pytest

from selfcare.cli.compose import open_journal
from selfcare.cli.main import main
from selfcare.cli.parsing import parser
from selfcare.cli.table import COMMANDS
from selfcare.core import acts
from selfcare.core.frozen import replace
from tests.cli.plans import write
from tests.cli.shell import NOW, Shell


def spoken() -> list[tuple[str, ...]]:
    """Every command, and every act of one, as its words."""
    found: list[tuple[str, ...]] = []
    for command in COMMANDS:
        module = import_module(f"selfcare.cli.{command.module}")
        reads: ArgumentParser = parser(command.name, command.sentence, module.EXAMPLES)
        module.configure(reads)
        names = [name for action in reads._actions if isinstance(action, _SubParsersAction) for name in action.choices]
        found += [(command.name,), *((command.name, name) for name in names)]
    return found


def examples(text: str) -> list[str]:
    """The lines under `examples:`."""
    return [line.strip() for line in text.partition("\nexamples:\n")[2].splitlines()]


def test_the_overview_names_every_command_and_ends_with_examples(selfcare: Shell) -> None:
    text = selfcare.works("--help")
    assert text == selfcare.works("-h") == selfcare.works("help")
    assert all(f"  {command.name} " in text and command.sentence in text for command in COMMANDS)
    assert len(examples(text)) == 2
    assert max(map(len, text.splitlines())) <= 92


@pytest.mark.parametrize("words", spoken(), ids=" ".join)
def test_help_ends_with_two_examples_of_the_command(selfcare: Shell, words: tuple[str, ...]) -> None:
    text = selfcare.works(*words, "--help")
    assert text.startswith(f"usage: selfcare {' '.join(words)} ")
    lines = examples(text)
    assert len(lines) == 2
    assert lines[0].startswith(f"selfcare {' '.join(words)}")
    assert max(map(len, text.splitlines())) <= 92


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Homes with what examples speak of: plans in use, appointments, something whose id ends in 3fa9c2."""
    homes = tmp_path_factory.mktemp("prepared")
    for kind in ("appointment", "entry"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SELFCARE_HOME", str(homes / kind))
            patch.setenv("SELFCARE_NOW", NOW)
            for words in ("use acupuncture-prep", "use daily-stress", "appointment add 14:30", "log pain 3"):
                assert main(words.split()) == 0
            with open_journal() as (journal, clock):
                stamp = acts.Stamp("01890000-0000-7000-8000-0000003fa9c2", journal.device, clock.now())
                morning, evening = clock.now().replace(hour=9), clock.now().replace(hour=18)
                if kind == "entry":
                    journal.append(acts.record_entry("stress", {"level": 4}, stamp))
                    continue
                over = acts.make_appointment(morning, replace(stamp, id=journal.new_id()))
                journal.append(over, acts.make_appointment(evening, stamp))
    return homes


@pytest.mark.parametrize("words", [(), *spoken()], ids=" ".join)
def test_the_examples_work(
    selfcare: Shell, prepared: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("my-plan.toml"))
    for number, line in enumerate(examples(selfcare.works(*words, "--help"))):
        program, *rest = shlex.split(line)
        assert program == "selfcare"
        home = selfcare.home / str(number)
        shutil.copytree(prepared / ("appointment" if rest[0] == "appointment" else "entry"), home)
        monkeypatch.setenv("SELFCARE_HOME", str(home))
        with monkeypatch.context() as patch:
            if "begin" not in rest:  # every other walk takes its time; how it goes is the business of its face
                patch.setattr("selfcare.linear.run", lambda env, walk, stdin, stdout: 0)
            if rest[0] == "import" and not Path("my-journal.jsonl").exists():
                selfcare.works("export", "-o", "my-journal.jsonl")
            if rest == ["plan", "new"]:  # which asks somebody, who takes what is suggested
                selfcare.sits(*[""] * 40)
            if "preview" in rest:  # it needs a terminal; what it shows is the business of its own tests
                patch.setattr("selfcare.cli.terminal.is_full_screen", lambda: True)
                patch.setattr("selfcare.tui.preview.show", lambda env, clock, source, stretch: 0)
            selfcare.works(*rest)


def test_a_word_that_is_no_command_is_answered_with_the_nearest(selfcare: Shell) -> None:
    assert selfcare.refused(2, "histroy") == "there is no command 'histroy'; did you mean 'selfcare history'?"
    assert selfcare.refused(2, "zzz\x1b") == "there is no command 'zzz\ufffd'; 'selfcare --help' lists them"


def test_a_missing_word_and_one_too_many_are_told(selfcare: Shell) -> None:
    assert selfcare.refused(2, "use") == "PLAN is missing; 'selfcare use --help' shows what goes here"
    assert "unrecognized arguments: \ufffd[31m;" in selfcare.refused(2, "today", "\x1b[31m")
    assert "ACT is missing" in selfcare.refused(2, "appointment")
    assert "'selfcare appointment add --help'" in selfcare.refused(2, "appointment", "add")


def test_the_version_names_what_we_stand_on(selfcare: Shell) -> None:
    text = selfcare.works("--version")
    assert [text.count(name) for name in ("selfcare ", "Python ", "Textual ", "SQLite ")] == [1, 1, 1, 1]
