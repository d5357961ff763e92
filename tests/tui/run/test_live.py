"""What time changes is painted at once: only the cells that differ, and nothing where none does."""

from __future__ import annotations

from itertools import pairwise

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from selfcare.core.breath import Pattern, Phase, frame_at, reaches
from selfcare.tui.changed import Line, line_of, written
from selfcare.tui.drawing.disc import Shades, disc, next_level, radius
from selfcare.tui.drawing.painted import Painted
from selfcare.tui.drawing.strokes import Stripe
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.stage import Room
from selfcare.tui.stages.timed import FRAME
from selfcare.tui.theme import DARK, Ink

SHADES = Shades((18, 24, 26), (143, 211, 182), (118, 181, 156), "still")
INK = Ink(DARK)
SLOW = Pattern("slow", "Slow", (Phase("in", 4.0), Phase("hold", 2.0), Phase("out", 6.0)), seconds=120)


def line(*parts: tuple[str, str]) -> Line:
    strip = Strip([Segment(text, Style.parse(style)) for text, style in parts])
    return line_of(strip, ColorSystem.TRUECOLOR)


def drawn(rows: tuple[Stripe, ...], columns: int = 38) -> list[Line]:
    return [line_of(Painted(row).strip(columns, INK), ColorSystem.TRUECOLOR) for row in rows]


def changed(before: tuple[Stripe, ...], after: tuple[Stripe, ...]) -> str:
    pairs = zip(drawn(before), drawn(after), strict=True)
    return written((y, old, new) for y, (old, new) in enumerate(pairs))


def test_a_picture_that_is_the_same_writes_nothing() -> None:
    assert changed(disc(19, 0.5, SHADES), disc(19, 0.5, SHADES)) == ""


def test_only_cells_that_differ_are_written() -> None:
    before, after = line(("in  4", "white on black")), line(("in  3", "white on black"))
    assert written([(2, before, after)]) == "\x1b[0;40;37m\x1b[3;5H3\x1b[m"


def test_cells_that_look_alike_name_their_colour_once() -> None:
    before = line(("......", "red on black"))
    after = line(("x", "red on black"), ("..", "red on black"), ("x..", "red on black"))
    assert written([(0, before, after), (1, before, after)]).count("m") == 2, "one colour, and back to none"


def test_a_full_block_is_a_space_on_its_colour() -> None:
    before, after = line(("  ", "red on black")), line(("██", "red on black"))
    assert written([(0, before, after)]) == "\x1b[0;41m\x1b[1;1H  \x1b[m"


def test_without_colours_a_block_stays_a_block() -> None:
    assert "██" in written([(0, line(("  ", "")), line(("██", "")))])


def test_halves_that_look_the_same_are_the_same() -> None:
    assert line(("▀", "red on blue")).cells[0] is line(("▄", "blue on red")).cells[0]


def test_what_is_bold_is_written_first() -> None:
    before = line(("      ", "white on black"))
    after = line(("ab", "red on black"), ("  ", "white on black"), ("cd", "bold white on black"))
    text = written([(0, before, after)])
    assert text.index("cd") < text.index("ab")


def test_a_row_with_wide_characters_is_written_as_a_whole() -> None:
    before, after = line(("深a ", "white on black")), line(("深b ", "white on black"))
    assert "深b" in written([(0, before, after)])


def test_one_step_of_the_disc_is_a_few_hundred_cells_less_than_all_of_it() -> None:
    step = changed(disc(19, 0.6, SHADES), disc(19, 0.62, SHADES))
    assert 0 < len(step) < 2500
    shown = "".join(part for row in disc(19, 0.62, SHADES) for stroke in row for part in stroke.text)
    assert len(step) < 4 * len(shown)


def test_the_next_picture_is_wanted_when_the_shape_comes_to_its_next_step() -> None:
    for rising, level in ((True, 0.3), (False, 0.7)):
        at = next_level(19, level, rising=rising)
        touch = 1e-6 if rising else -1e-6
        assert radius(19, at - touch) == radius(19, level) != radius(19, at + touch)


def test_a_level_is_reached_when_the_breath_is_there() -> None:
    frame = frame_at(SLOW, 7.0)
    moment = reaches(frame, 0.25)
    assert abs(frame_at(SLOW, moment).level - 0.25) < 1e-9
    assert reaches(frame_at(SLOW, 5.0), 0.25) == float("inf"), "in a hold nothing moves"


def test_no_two_pictures_are_the_same_and_none_is_early() -> None:
    stage, room = Breathing(SLOW), Room(100, 24, SHADES)
    now, pictures = 50.0, []
    while now < 61.9:
        stage.tick(now)
        pictures.append((now, tuple(stage.draw(room))))
        due = stage.deadline(now, moving=True)
        assert due is not None
        now = due
    gaps = [after[0] - before[0] for before, after in pairwise(pictures)]
    same = sum(before[1] == after[1] for before, after in pairwise(pictures))
    assert min(gap for gap in gaps if gap > 1e-3) >= min(FRAME, 0.014)
    assert same <= 2, "the picture of a moment that is asked for is another one"
    assert len(pictures) < 12 * 30


def test_no_picture_is_made_right_before_an_onset() -> None:
    stage, room = Breathing(SLOW), Room(100, 24, SHADES)
    now, made = 50.0, []
    while now < 62.0:
        stage.tick(now)
        stage.draw(room)
        made.append(now - 50)
        now = stage.deadline(now, moving=True) or 99
    for onset in (4.0, 6.0):
        assert not [at for at in made if onset - 0.0149 < at < onset - 1e-6]
