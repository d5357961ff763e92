from __future__ import annotations

import os
import pty
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.columns import columns, wrapped
from selfcare.linear.lines import MEASURE, NARROWEST, Voice, measure


@settings(max_examples=150)
@given(st.text(), st.integers(4, 80))
def test_no_line_is_longer_than_the_measure_and_none_holds_a_control_character(text: str, width: int) -> None:
    for line in wrapped(text, width):
        assert columns(line) <= width
        assert all(character.isprintable() or character == "\u00ad" or not character.isascii() for character in line)


@settings(max_examples=100)
@given(st.text(st.characters(whitelist_categories=("L", "Nd", "Po"))))
def test_wrapping_loses_no_letter(text: str) -> None:
    from selfcare.core.text import plain

    assert "".join("".join(wrapped(text, 7)).split()) == "".join(plain(text).split())


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert columns("針灸") == 4
    assert columns("e\u0301") == 1
    assert wrapped("針灸針灸針", 4) == ["針灸", "針灸", "針"]


def test_paragraphs_stay_apart() -> None:
    assert wrapped("one\n\ntwo", MEASURE) == ["one", "", "two"]


def test_two_pauses_in_a_row_are_one() -> None:
    out = StringIO()
    voice = Voice(out)
    voice.space()
    voice.say("a", "", "b")
    voice.space()
    voice.space()
    voice.say("c")
    assert out.getvalue() == "a\nb\n\nc\n"


def test_a_prompt_leaves_the_cursor_behind_it_until_something_else_is_said() -> None:
    out = StringIO()
    voice = Voice(out)
    voice.ask("Well?")
    assert out.getvalue() == "Well? "
    voice.answered(echoed=False)
    voice.close()
    voice.close()
    voice.say("so")
    assert out.getvalue() == "Well? \nso\n"


def test_a_terminal_has_ended_the_line_already() -> None:
    out = StringIO()
    voice = Voice(out)
    voice.ask("Well?")
    voice.answered(echoed=True)
    voice.say("so")
    assert out.getvalue() == "Well? so\n"


class Shut(StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_voice_that_nobody_hears_is_silent() -> None:
    voice = Voice(Shut())
    voice.say("a")
    voice.say("b")
    assert isinstance(voice.lost, BrokenPipeError)


@pytest.mark.parametrize(("wide", "expected"), [(200, MEASURE), (40, 40), (5, NARROWEST), (0, MEASURE)])
def test_a_narrow_terminal_makes_lines_shorter(wide: int, expected: int) -> None:
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, wide, 0, 0))
        with os.fdopen(theirs, "w", closefd=False) as out:
            assert measure(out) == expected
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_pipe_has_the_full_measure() -> None:
    assert measure(StringIO()) == MEASURE
