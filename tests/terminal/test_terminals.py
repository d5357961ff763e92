"""Terminals of every size and kind: the app stays alive in them, takes keys, and leaves when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.terminal.child import CTRL_Q, NOW, PATIENCE, Child, environment, selfcare
from tests.terminal.sample import plan_file

SIZES = [(1, 1), (2, 4), (5, 20), (10, 40), (24, 80), (60, 240), (300, 1000)]
"""Rows and columns."""

APPOINTMENT = "Acupuncture"

UNCOLOURED = {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}
"""Numbers of SGR that ask for weight and lines, and for the terminal's own two colours."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan and an appointment. Nothing here is written to but what looking leaves."""
    place = tmp_path_factory.mktemp("home")
    selfcare(place, "use", "acupuncture-prep")
    selfcare(place, "appointment", "add", "today 14:30")
    return place


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_takes_keys_at_every_size(size: tuple[int, int], home: Path) -> None:
    rows, columns = size
    with Child(home, rows=rows, columns=columns) as app:
        app.until(lambda: 2004 in app.screen.modes and bool(app.screen.text.strip())).settle(0.2)
        before = app.screen.text
        app.type(b"4").until(lambda: app.screen.text != before, "no other place") if rows > 2 else app.type(b"4")
        app.resize(24, 80).shows("Plans")
        app.quit()


def test_a_storm_of_sizes_ends_in_the_right_picture(home: Path) -> None:
    chance = Random(7)
    with Child(home) as app:
        app.shows("Today", APPOINTMENT)
        for _ in range(200):
            app.resize(chance.randrange(1, 120), chance.randrange(1, 300)).read(0.005)
        app.resize(30, 100).shows("Today", APPOINTMENT, "? help")
        app.type(b"4").shows("Plans", "Getting ready for an acupuncture visit")
        app.quit()


def garbage() -> bytes:
    """Any bytes but those that stop, suspend or leave."""
    chance = Random(3)
    return bytes(byte for byte in chance.randbytes(12_000) if byte not in (0x11, 0x1A, 0x1C, 0x03))


ODD = {
    "not UTF-8": b"\xff\xfe\xc3",
    "Latin-1": "\xe9\xe8\xfc".encode("latin-1"),
    "cut": b"\xe6\xb7\xb1"[:2],
    "a Latin-1 paste": b"\x1b[200~caf\xe9\xff\x1b[201~",
    "old mouse": b"\x1b[M \xf0\xf1\x1b[M\x60\x21\x21",
    "a cut sequence": b"\x1b[1;",
    "a mouse far away": b"\x1b[<0;99999;99999M\x1b[<35;-1;-1M",
}


def test_garbage_from_the_keyboard_does_no_harm(tmp_path: Path) -> None:
    with Child(tmp_path) as app:
        app.shows("I have an appointment").type(garbage())
        while not app.is_over:  # it may be in the middle of a paste or of a sequence
            app.type(CTRL_Q).settle(1.0, 1.0)
        assert app.end().code == 0, app.describe()
        app.assert_restored()


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_bytes_that_are_no_keys_are_passed_over(odd: bytes, home: Path) -> None:
    with Child(home) as app:
        app.shows("Today", APPOINTMENT).type(odd).settle(0.2)
        app.type(b"4").settle(0.1).type(b"4").shows("Getting ready for an acupuncture visit")
        app.quit()


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "screen", "linux", "vt100"])
def test_it_works_in_terminals_of_many_kinds(term: str, home: Path) -> None:
    with Child(home, TERM=term) as app:
        app.shows("Today", APPOINTMENT).type(b"4").shows("Getting ready for an acupuncture visit")
        app.quit()
        assert app.screen.strange == []


def test_it_works_without_a_locale(home: Path) -> None:
    with Child(home, LC_ALL="C", LANG="C") as app:
        app.shows("Today", APPOINTMENT).type(b"4").shows("Getting ready for an acupuncture visit")
        app.quit()


def test_no_colour_means_no_colour(home: Path) -> None:
    with Child(home, "breathe", "long-exhale", NO_COLOR="1") as app:
        app.shows("Breathe in").settle(0.3, 1.0)
        app.quit()
        assert app.screen.colours <= UNCOLOURED
    with Child(home, NO_COLOR="1") as app:
        app.shows("Today", APPOINTMENT).type(b"1").type(b"?").settle()
        app.quit()
        assert app.screen.colours <= UNCOLOURED


def test_nothing_is_written_while_nothing_happens(home: Path) -> None:
    with Child(home) as app:
        app.shows("Today", APPOINTMENT).settle(0.7)
        before, cpu = len(app.wire), app.cpu
        assert not app.read(1.5)
        assert len(app.wire) == before
        assert app.cpu - cpu <= 0.03
        app.quit()


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_cursor_gets_plain_lines(term: str, home: Path) -> None:
    with Child(home, TERM=term) as app:
        ended = app.end()
        assert ended.code == 0
        assert APPOINTMENT in app.screen.text
        assert b"\x1b" not in app.wire


def test_a_walk_in_a_terminal_without_a_cursor_is_plain_lines(tmp_path: Path) -> None:
    with Child(tmp_path, "run", str(plan_file(tmp_path)), "walk", TERM="dumb") as app:
        app.shows("Sit on a chair").type(b"\r").shows("How strong is the pain?").type(b"7\r")
        app.shows("How much stress is there?").signal(15)
        assert app.end().code == 143
        assert b"\x1b" not in app.wire


@pytest.mark.parametrize("where", ["nothing", "a pipe"])
def test_without_a_terminal_it_prints_today(where: str, home: Path) -> None:
    read, write = os.pipe()
    os.close(write)
    done = subprocess.run(
        [sys.executable, "-m", "selfcare"],
        env=environment(home, SELFCARE_NOW=NOW),
        stdin=subprocess.DEVNULL if where == "nothing" else read,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    os.close(read)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == selfcare(home, "today")
    assert APPOINTMENT in done.stdout
    assert "\x1b" not in done.stdout
