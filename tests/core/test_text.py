"""What may be shown: the quick way through `plain` answers what the careful one does."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.text import plain


def test_no_character_that_is_replaced_counts_as_printable() -> None:
    kept = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]
    careful = plain("".join(kept) + "\x1b")
    assert careful == "".join(kept) + "\ufffd"
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in kept)


@given(st.text("ab \n\r\té\u2019\u200b\u202e\x1b\U0001f600\u200d", max_size=12))
def test_line_breaks_stay_only_where_there_may_be_several_lines(text: str) -> None:
    assert "\n" not in plain(text)
    shown = plain(text, multiline=True)
    assert shown.count("\n") == text.count("\n")
    assert not set(shown) & set("\r\t\u200b\u202e\x1b")
    assert plain(shown, multiline=True) == shown


def test_every_character_that_a_terminal_could_act_on_is_replaced() -> None:
    controls = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
    bidi = [chr(code) for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    unseen = ["\u200b", "\ufeff", "\U000e0041", "\U000e0042"]
    for character in (*controls, *bidi, *unseen):
        assert plain(f"a{character}b") == "a\ufffdb", ascii(character)
