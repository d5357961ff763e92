"""Our child for miniaudio: how it mixes and fades; and as a process, with a library that stands in for the real one."""

from __future__ import annotations

import sys
from array import array
from collections import deque
from itertools import pairwise
from pathlib import Path

import pytest

from selfcare.core.script import Tone
from selfcare.sound import child
from selfcare.sound.cache import Cache
from selfcare.sound.child import FADE, RATE, Mixer
from selfcare.sound.players import Child
from tests.sound.playing import Heard, until

STEADY = array("h", [10_000] * RATE)


def test_one_tone_comes_as_it_is() -> None:
    mixer = Mixer()
    samples = array("h", range(1000))
    mixer.add("1", samples)
    assert mixer.take(600) + mixer.take(600) == samples + array("h", bytes(400))
    assert mixer.is_silent


def test_two_bells_lie_over_one_another_and_are_not_folded_at_the_top() -> None:
    mixer = Mixer()
    mixer.add("1", STEADY)
    assert set(mixer.take(100)) == {10_000}
    mixer.add("2", STEADY)
    assert set(mixer.take(100)) == {20_000}
    mixer.add("3", array("h", [30_000] * 50))
    assert list(mixer.take(100)) == [32_767] * 50 + [20_000] * 50


def test_a_tone_that_is_ended_fades() -> None:
    mixer = Mixer()
    mixer.add("1", STEADY)
    mixer.take(100)
    mixer.end("1")
    mixer.end("another")
    faded = [*mixer.take(1000), *mixer.take(round(FADE * RATE))]
    assert faded == sorted(faded, reverse=True)
    assert max(before - after for before, after in pairwise(faded)) < 5
    assert faded[-1] == 0
    assert mixer.is_silent


LIBRARY = """
import enum, os, sys, threading
print("ALSA lib: cannot find card '0'")
print("ALSA lib: cannot find card '0'", file=sys.stderr)
class MiniaudioError(Exception): pass
class SampleFormat(enum.Enum):
    SIGNED16 = 2
class Backend(enum.Enum):
    NULL = 14
class PlaybackDevice:
    def __init__(self, **asked):
        if os.environ["CARD"] == "none":
            raise MiniaudioError("failed to init device", -401)
        self.backend = os.environ["CARD"]
        self.heard = os.open(os.environ["HEARD"], os.O_WRONLY)
    def start(self, stream):
        def listen():
            for _ in range(40):
                samples = memoryview(stream.send(551)).cast("h")
                os.write(self.heard, f"{max(samples)}\\n".encode())
        threading.Thread(target=listen, daemon=True).start()
    def stop(self):
        os.write(self.heard, b"rests\\n")
    def close(self):
        os.write(self.heard, b"closes\\n")
"""
"""As much of miniaudio as is used, whose card tells through `HEARD` how loud what it was given is."""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Heard:
    library = tmp_path / "library"
    library.mkdir()
    (library / "miniaudio.py").write_text(LIBRARY)
    listening = Heard(tmp_path / "heard")
    monkeypatch.setenv("PYTHONPATH", str(library))
    monkeypatch.setenv("HEARD", str(tmp_path / "heard"))
    monkeypatch.setenv("CARD", "ALSA")
    return listening


@pytest.fixture
def bell(tmp_path: Path) -> Path:
    cache = Cache(tmp_path / "a folder with spaces and ü")
    deque(cache.making(Tone("bell"), "full"), maxlen=0)
    path = cache.path(Tone("bell"), "full")
    assert path is not None
    return path


def test_a_tone_reaches_the_card_and_the_child_goes_with_us(heard: Heard, bell: Path) -> None:
    player = Child()
    sounding = player.begin(bell, Tone("bell"))
    assert max(int(heard.line()) for _ in range(5)) > 10_000
    assert sounding.look() is None
    process = sounding.process
    player.close()
    while heard.line() != "closes":
        pass
    assert process.returncode == 0


@pytest.mark.parametrize("card", ["none", "Null"])
def test_without_a_card_it_fails_so_that_another_can_play(
    heard: Heard, bell: Path, monkeypatch: pytest.MonkeyPatch, card: str
) -> None:
    monkeypatch.setenv("CARD", card)
    player = Child()
    sounding = player.begin(bell, Tone("bell"))
    until(lambda: sounding.look() is False)
    with pytest.raises(OSError, match="pipe"):
        player.begin(bell, Tone("bell"))
    player.close()


def test_a_file_that_is_gone_is_passed_over(heard: Heard, bell: Path, tmp_path: Path) -> None:
    player = Child()
    player.begin(tmp_path / "gone.wav", Tone("bell"))
    player.begin(bell, Tone("bell"))
    assert int(heard.line()) >= 0
    player.close()


def test_a_child_that_does_not_listen_is_made_to_go() -> None:
    player = Child((sys.executable, "-IS", "-c", "import signal; signal.pause()"))
    player.warm()
    sounding = player.begin(Path("x" * 1000), Tone("bell"))
    with pytest.raises(BlockingIOError):
        for _ in range(10_000):  # a pipe is full some time, and then it is not waited for
            player.begin(Path("x" * 1000), Tone("bell"))
    player.close()
    assert sounding.process.returncode is not None


def test_the_child_ends_where_it_cannot_import_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert child.main([]) == 1
