"""Completion: what is offered, and that real shells put it in as it is meant."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.cli import completing, compose, keeping
from selfcare.cli.completing import Found, Offer, Typed, for_bash, split
from selfcare.cli.completion import SCRIPTS
from selfcare.cli.places import places
from selfcare.core import own
from tests.cli.shell import Shell, environment

PLAN = """selfcare = 1

[plan]
title = "Diary"

[log.attack]
title = "Headache [b]now[/b]"

[log.attack.worst]
scale = "How bad is it?"

[log.attack.signs]
choice = "What else?"
options = ["nausea", "light", "sound"]
many = true
other = true

[log.attack.aura]
yes-no = "Any aura?"

[log.attack.place]
body = "Where?"
regions = "hands"
many = false

[log.attack.word]
text = "A word"

[routine.calm]
title = "Calm down"
steps = [{ read = "Sit." }]

[checklist.prep.bag]
check = "Pack your bag"
"""

FOUND = {name: path for name in SCRIPTS if (path := shutil.which(name))}
"""The shells of this machine."""


@pytest.fixture
def diary(selfcare: Shell) -> Shell:
    """A plan in use."""
    path = selfcare.home.parent / "diary.toml"
    path.write_text(PLAN, encoding="utf-8")
    selfcare.works("use", str(path))
    return selfcare


def offered(selfcare: Shell, line: str) -> list[str]:
    """The words that zsh and fish are offered."""
    _, *lines = selfcare.works("completion", "--of", "zsh", line).splitlines()
    return [each.partition("\t")[0] for each in lines]


NEXT = {
    "selfcare app": ["appointment"],
    "selfcare log at": ["attack"],
    "selfcare log ": ["attack", "pain", "stress", "sleep"],
    "selfcare log attack ": ["worst=", "signs=", "aura=", "place=", "word="],
    "selfcare log attack worst=3 signs=light a": ["aura="],
    "selfcare log log.attack w": ["worst=", "word="],
    "selfcare log attack aura=": ["aura=yes", "aura=no"],
    "selfcare log attack worst=1": ["worst=1", "worst=10"],
    "selfcare log attack signs=": ["signs=nausea", "signs=light", "signs=sound", "signs=other:"],
    "selfcare log attack signs=light,": ["signs=light,nausea", "signs=light,sound", "signs=light,other:"],
    "selfcare log attack place=right-t": ["place=right-thumb"],
    "selfcare log attack word=": [],
    "selfcare log attack nothing=": [],
    "selfcare log nothing ": [],
    "selfcare log attack --e": ["--ended"],
    "selfcare log --note x at": ["attack"],
    "selfcare log attack --note w": [],
    "selfcare run diary ": ["calm", "prep"],
    "selfcare run dai": ["daily-stress"],
    "selfcare run diary calm ": [],
    "selfcare drop ": ["diary"],
    "selfcare use acu": ["acupuncture-prep"],
    "selfcare breathe 4-7-8-": ["4-7-8-gentle"],
    "selfcare breathe --rate st": ["stress"],
    "selfcare meditate kin": ["kindness"],
    "selfcare history pa": ["pain"],
    "selfcare appointment ca": ["cancel"],
    "selfcare appointment add x --plan di": ["diary"],
    "selfcare plan simulate --format ": ["text", "json", "html"],
    "selfcare plan check --format=j": ["--format=json"],
    "selfcare plan expl": ["explain"],
    "selfcare completion f": ["fish"],
    "cd /tmp && NO_COLOR=1 /usr/bin/selfcare log at": ["attack"],
    "selfcare log pain 3; ls ": [],
    "selfcare nothing ": [],
    "ls ": [],
    "": [],
}
"""A line up to the cursor, and the words that may stand at its end."""


def test_what_may_come_next(diary: Shell) -> None:
    assert {line: offered(diary, line) for line in NEXT} == NEXT


def test_where_a_file_goes_the_shell_is_left_to_it(diary: Shell) -> None:
    for line in ("selfcare plan check ", "selfcare plan simulate x --answers ", "selfcare use ./my"):
        assert diary.works("completion", "--of", "bash", line) == "files\n"
    assert diary.works("completion", "--of", "bash", "selfcare log zzz").startswith("words\n")


def test_a_word_to_be_gone_on_with_gets_no_space(diary: Shell) -> None:
    assert diary.works("completion", "--of", "bash", "selfcare log attack w").startswith("nospace\n")
    assert diary.works("completion", "--of", "bash", "selfcare log attack aura=").startswith("words\n")


def test_what_changes_the_plans_changes_what_is_offered(diary: Shell) -> None:
    assert "attack" in offered(diary, "selfcare log ")
    diary.works("drop", "diary")
    assert "attack" not in offered(diary, "selfcare log ")
    with compose.environment() as env:
        env.shelf.keep_pattern(own.pattern(own.read("in 4s, out 6s"), "evening"))
    assert offered(diary, "selfcare breathe ev") == ["even", "evening"]


def test_a_press_of_the_key_reads_no_plan_the_second_time(diary: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(diary, "selfcare log at") == ["attack"]
    monkeypatch.setattr("selfcare.cli.compose.environment", lambda: pytest.fail("the plans were read again"))
    assert offered(diary, "selfcare log at") == ["attack"]


@pytest.mark.parametrize("text", ["", "null", "[]", '{"key": 1}', "\x00"])
def test_a_damaged_memory_is_made_again(diary: Shell, text: str) -> None:
    offered(diary, "selfcare log at")
    path = f"{places().cache}/words.json"
    keeping.write(path, text)
    assert offered(diary, "selfcare log at") == ["attack"]
    Path(path).write_bytes(b"\xff")
    assert offered(diary, "selfcare log at") == ["attack"]


def test_where_nothing_was_recorded_yet_nothing_is_made(selfcare: Shell) -> None:
    assert offered(selfcare, "selfcare log p") == ["pain"]
    assert offered(selfcare, "selfcare use ac") == ["acupuncture-prep"]
    assert not (selfcare.home / "data").exists()


def test_a_journal_that_cannot_be_read_is_no_reason_to_speak(diary: Shell) -> None:
    Path(places().journal).write_bytes(b"not a journal")
    done = diary("completion", "--of", "bash", "selfcare log a")
    assert (done.code, done.out, done.err) == (0, "words\n", "")


def test_the_script_of_each_shell_is_printed(selfcare: Shell) -> None:
    for name in SCRIPTS:
        assert "completion --of" in selfcare.works("completion", name)
    assert "takes one of bash, zsh, fish" in selfcare.refused(2, "completion", "csh")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("selfcare log 'a b' c", Typed(["selfcare", "log", "a b"], "c", "")),
        ('selfcare log "a b', Typed(["selfcare", "log"], "a b", '"')),
        ("selfcare log a\\ b", Typed(["selfcare", "log"], "a b", "")),
        ("selfcare log '' ", Typed(["selfcare", "log", ""], "", "")),
        ("x | selfcare l", Typed(["selfcare"], "l", "")),
        ("selfcare 'it\\", Typed(["selfcare"], "it\\", "'")),
        ('selfcare "a\\"b"', Typed(["selfcare"], 'a"b', "")),
    ],
)
def test_a_line_is_read_as_a_shell_reads_it(line: str, typed: Typed) -> None:
    assert split(line) == typed


@given(st.lists(st.text(min_size=1).filter(lambda word: "\x00" not in word), max_size=3))
def test_what_was_quoted_is_read_as_it_was_meant(words: list[str]) -> None:
    assert split(" ".join(map(shlex.quote, words)) + " ").words == words


# Real shells

HOSTILE = [
    "$(touch ran)",
    "`touch ran`",
    "a;touch ran",
    "a b",
    "a'b",
    'a"b',
    "a\\b",
    "*",
    "~",
    "!x",
    "#x",
    "${HOME}",
    "a|b>c<d&",
    "é深",
    "-n",
    "[b]x[/b]",
    "(x)",
    "{a,b}",
]


def ran(shell: str, script: str, folder: Path, *more: str) -> str:
    """What a shell prints that runs a script without its own settings."""
    quiet = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [FOUND[shell], *quiet, "-c", script, *more],
        cwd=folder,
        env={**environment(folder / "home"), "HOME": str(folder), "PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == ""
    return done.stdout.decode()


def asked(shell: str, line: str) -> str:
    """A script that has the completion of a shell complete a line, and print the words, one a line."""
    given = shlex.quote(line)
    match shell:
        case "bash":
            words = f"COMP_LINE={given}; COMP_POINT=${{#COMP_LINE}}; _selfcare selfcare"
            return f"{SCRIPTS['bash']}\n{words}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        case "zsh":
            stubs = "compdef() { : }; compadd() { printf '%s\\n' \"${found[@]}\" }; _files() { print files }"
            return f"{stubs}\n{SCRIPTS['zsh']}\nwords=(selfcare); LBUFFER={given}; _selfcare"
        case _:
            return f"{SCRIPTS['fish']}\ncomplete -C {given} | string replace -r '\\t.*' ''"


def stands_in(folder: Path, words: Sequence[str], said: str = "words") -> None:
    """A program called selfcare that offers these words whatever is asked."""
    (folder / "offers").write_text("\n".join([said, *words]) + "\n", encoding="utf-8")
    program = folder / "selfcare"
    program.write_text(f"#!/bin/sh\ncat {shlex.quote(str(folder / 'offers'))}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize("shell", FOUND)
def test_a_shell_offers_what_the_program_does(diary: Shell, shell: str) -> None:
    folder = diary.home.parent
    program = folder / "selfcare"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m selfcare "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    offers = ran(shell, asked(shell, "selfcare log attack signs=light,n"), folder)
    assert offers.splitlines()[0] in ("light,nausea", "signs=light,nausea")


@pytest.mark.parametrize("shell", FOUND)
def test_a_hostile_word_is_offered_and_never_run(tmp_path: Path, shell: str) -> None:
    words = for_bash([Offer(word, "") for word in HOSTILE], split("selfcare ")) if shell == "bash" else HOSTILE
    stands_in(tmp_path, words)
    offers = ran(shell, asked(shell, "selfcare "), tmp_path)
    assert not (tmp_path / "ran").exists()
    assert sorted(offers.splitlines()) == sorted(words)


def test_bash_puts_in_what_was_meant(tmp_path: Path) -> None:
    line = " ".join(for_bash([Offer(word, "") for word in HOSTILE], split("selfcare ")))
    printed = ran("bash", f"printf '%s\\n' {line}", tmp_path)
    assert printed.splitlines() == HOSTILE
    assert not (tmp_path / "ran").exists()


@given(st.text(min_size=1), st.text())
def test_bash_gets_what_stands_after_the_last_break(begun: str, rest: str) -> None:
    typed = Typed(["selfcare"], begun, "")
    (inserted,) = for_bash([Offer(begun + rest, "")], typed)
    kept = begun[: max(begun.rfind("="), begun.rfind(":")) + 1]
    assert kept + unquoted(inserted) == begun + rest
    assert for_bash([Offer(begun + rest, "")], typed._replace(quote="'")) == [begun + rest]


def unquoted(word: str) -> str:
    """A word without the backslashes that quote it."""
    signs = iter(word)
    return "".join(next(signs) if sign == "\\" else sign for sign in signs)


def test_a_file_is_left_to_the_shell() -> None:
    assert completing.directive(Found((), True)) == "files"
    assert completing.directive(Found((Offer("x", ""),), True)) == "words"
