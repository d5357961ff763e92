"""The short way to an entry: the same as the long way, only sooner; and never taken where things have changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcare.cli import log
from selfcare.cli.compose import logs_file
from selfcare.cli.main import main
from tests.cli.plans import write
from tests.cli.shell import Shell


def is_short(*words: str) -> bool:
    """Whether the short way saves this entry."""
    return log.run_short(list(words))


@pytest.fixture
def known(selfcare: Shell) -> Shell:
    """A home in which the logs are remembered."""
    selfcare.works("use", "daily-stress")
    selfcare.works("log", "pain", "1")
    return selfcare


WORDS = st.one_of(
    st.integers(-2, 12).map(str),
    st.sampled_from(["3.5", "level=4", "level=", "level=x", "=", "word=calm", "sleep=7", "", "yes", "level = 4", "٣"]),
    st.text(max_size=6).filter(lambda text: not text.startswith("-") and "\x00" not in text),
)


@given(name=st.sampled_from(["pain", "stress", "sleep", "gad-2", "nothing"]), words=st.lists(WORDS, max_size=3))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_save_the_same_and_refuse_the_same(known: Shell, name: str, words: list[str]) -> None:
    def outcome(*line: str) -> tuple[int, str, object]:
        done = known("log", *line)
        newest = json.loads(known.works("history", "--json"))["entries"][-1]
        kept = {key: value for key, value in newest.items() if key != "id"}
        return done.code, done.err, kept if done.code == 0 else None

    short = outcome(name, *words)
    long = outcome(name, *words, "--note", "")
    if words:
        assert short == long
    else:
        assert short[0] in (2, 4)


def test_the_second_entry_takes_the_short_way(selfcare: Shell) -> None:
    assert not is_short("pain", "3")
    selfcare.works("log", "pain", "3")
    assert is_short("pain", "3")
    assert not is_short("pain", "3", "--note", "x")
    assert not is_short("pain")
    assert not is_short()


@pytest.mark.parametrize("change", ["use aftercare", "drop daily-stress", "undo", "language", "setting"])
def test_what_changes_the_logs_ends_the_short_way(
    selfcare: Shell, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    selfcare.works("log", "pain", "1")
    selfcare.works("use", "daily-stress")
    selfcare.works("log", "pain", "1", "--note", "")
    assert is_short("pain", "1")
    selfcare.works("undo")
    selfcare.works("undo")
    if change == "language":
        monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    elif change == "setting":
        from selfcare.cli.compose import environment

        with environment() as env:
            env.shelf.choose("daily-stress", "at", "08:30")
    else:
        selfcare.works(*change.split())
    assert not is_short("pain", "1")


def test_a_log_that_can_raise_an_alert_takes_the_long_way(selfcare: Shell) -> None:
    write(Path("my.toml"))
    selfcare.works("use", "./my.toml")
    selfcare.works("log", "ache", "3")
    selfcare.works("log", "pain", "3")
    assert not is_short("ache", "3")
    assert is_short("pain", "3")


def test_a_log_whose_answers_may_be_added_to_an_entry_takes_the_long_way(known: Shell) -> None:
    known.works("log", "day", "3")
    assert not is_short("day", "3")


@pytest.mark.parametrize("spoil", ["flip", "cut", "empty", "binary", "folder", "deep", "null"])
def test_a_damaged_memory_is_passed_over_and_mended(known: Shell, spoil: str) -> None:
    path = Path(logs_file())
    whole = path.read_bytes()
    path.unlink()
    if spoil == "folder":
        path.mkdir()
    else:
        changed = {
            "flip": whole.replace(b"10", b"90"),
            "cut": whole[:50],
            "empty": b"",
            "binary": b"\xff\x00\xfe",
            "deep": b"[" * 100_000,
            "null": b"null",
        }
        path.write_bytes(changed[spoil])
    assert path.is_dir() or path.read_bytes() != whole
    assert not is_short("pain", "2")
    assert "off the scale" in known.refused(2, "log", "pain", "11")
    known.works("log", "pain", "2")
    assert is_short("pain", "2") == (spoil != "folder")


def test_a_memory_that_cannot_be_kept_costs_time_and_nothing_else(selfcare: Shell) -> None:
    selfcare.home.mkdir()
    (selfcare.home / "cache").write_text("in the way", encoding="utf-8")
    assert selfcare("log", "pain", "3").err == ""
    assert main(["log", "pain", "3"]) == 0
