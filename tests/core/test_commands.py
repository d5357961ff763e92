"""The table of commands."""

from __future__ import annotations

import pytest

from selfcare.core.commands import COMMANDS, PLACES, command, commands_of, parse_keys, shown_key, shown_keys, titles
from selfcare.errors import UsageError


def test_no_two_commands_share_an_id() -> None:
    assert len({each.id for each in COMMANDS}) == len(COMMANDS)


def test_every_command_has_words_for_people() -> None:
    for each in COMMANDS:
        assert each.sentence.endswith("."), each.id
        assert len(each.sentence) <= 62, each.id
        assert "!" not in each.sentence + each.title


def test_no_key_means_two_things_on_one_screen() -> None:
    for where in {where for each in COMMANDS for where in each.where}:
        keys = [key for each in commands_of(where) for key in each.key.split(",")]
        assert len(keys) == len(set(keys)), where


def test_the_places_have_the_digits() -> None:
    assert [command(place).key.split(",")[0] for place in PLACES] == ["1", "2", "3", "4", "5"]


def test_other_keys_are_read_from_words() -> None:
    assert parse_keys("tick=x, undo=ctrl+u") == {"tick": "x", "undo": "ctrl+u"}
    assert parse_keys("  ") == {}


@pytest.mark.parametrize("words", ["tick", "nothing=x", "tick=", "tick=x undo=z", "tick=n", "tick=q", "tick=x, slip=x"])
def test_words_that_name_no_command_or_clash_are_refused(words: str) -> None:
    with pytest.raises(UsageError):
        parse_keys(words)


def test_one_key_may_mean_different_things_on_different_screens() -> None:
    assert parse_keys("use=y, tick=y") == {"use": "y", "tick": "y"}


def test_keys_are_shown_as_people_know_them() -> None:
    assert shown_key("question_mark") == "?"
    assert shown_key("ctrl+p") == "ctrl+p"
    assert shown_keys(command("tick"), {}) == "space"
    assert shown_keys(command("tick"), {"tick": "x"}) == "x"
    assert titles(["tick"]) == ["done"]
