"""Tones are made once, kept for their owner alone, and made again where they were damaged."""

from __future__ import annotations

import os
import wave
from array import array
from collections import deque
from pathlib import Path

import pytest

from selfcare.core.script import Tone
from selfcare.sound import cache as caches
from selfcare.sound import synthesis
from selfcare.sound.cache import Cache, shared

COUNT = Tone("count")


def made(cache: Cache, tone: Tone = COUNT, volume: str = "middle") -> Path:
    deque(cache.making(tone, volume), maxlen=0)
    path = cache.path(tone, volume)
    assert path is not None
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tones"


def test_a_file_holds_what_was_made(folder: Path) -> None:
    tone = Tone("in", 1.5)
    assert Cache(folder).path(tone, "full") is None
    with wave.open(str(made(Cache(folder), tone, "full")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, synthesis.RATE)
        assert array("h", file.readframes(file.getnframes())) == synthesis.samples(tone, "full")


def test_it_is_its_owners_alone(folder: Path) -> None:
    path = made(Cache(folder))
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_name_says_what_it_is(folder: Path) -> None:
    assert made(Cache(folder), Tone("hold", 1.25), "soft").name == f"v{synthesis.VERSION}-hold-1250-soft.wav"
    assert made(Cache(folder)).name == f"v{synthesis.VERSION}-count-150-middle.wav"


def test_the_next_process_finds_it(folder: Path) -> None:
    path = made(Cache(folder))
    assert Cache(folder).path(COUNT, "middle") == path
    assert Cache(folder).path(COUNT, "soft") is None


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change_one_sample(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1000] ^= 1
    path.write_bytes(content)


def change_the_head(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[24] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def stop_up(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_elsewhere(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("damage", [cut, change_one_sample, change_the_head, empty, stop_up, link_elsewhere])
def test_what_was_damaged_is_made_again(folder: Path, damage: object) -> None:
    assert callable(damage)
    path = made(Cache(folder))
    before = path.read_bytes()
    damage(path)
    cache = Cache(folder)
    assert cache.path(COUNT, "middle") is None
    made(cache)
    assert path.read_bytes() == before
    assert not path.is_symlink()


def test_what_was_cut_off_or_cleared_away_meanwhile_is_noticed(folder: Path) -> None:
    cache = Cache(folder)
    cut(made(cache))
    assert cache.path(COUNT, "middle") is None
    made(cache).unlink()
    assert cache.path(COUNT, "middle") is None


def test_a_file_has_its_name_only_once_it_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        assert not target.exists()
        assert self.stat().st_size == caches.HEADER.size + 2 * synthesis.count(COUNT)
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", refuse)
    cache = Cache(folder)
    deque(cache.making(COUNT, "middle"), maxlen=0)
    assert cache.path(COUNT, "middle") is None
    assert list(folder.iterdir()) == []


def test_where_nothing_can_be_kept_it_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    cache = Cache(tmp_path / "cache" / "tones")
    deque(cache.making(COUNT, "middle"), maxlen=0)
    assert cache.path(COUNT, "middle") is None


def test_the_longest_unused_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = caches.HEADER.size + 2 * synthesis.count(COUNT)
    monkeypatch.setattr(caches, "LIMIT", 2 * one)
    soft, middle = made(Cache(folder), volume="soft"), made(Cache(folder), volume="middle")
    os.utime(soft, (1000, 1000))
    os.utime(middle, (2000, 2000))
    assert Cache(folder).path(COUNT, "soft") == soft  # and so it was used last
    full = made(Cache(folder), volume="full")
    assert set(folder.iterdir()) == {soft, full}


def test_what_no_version_plays_any_more_goes(folder: Path) -> None:
    made(Cache(folder))
    old, half, others = folder / "v0-count-150-soft.wav", folder / ".a.wav.1.part", folder / ".b.wav.2.part"
    for path in (old, half, others):
        path.write_text("")
    os.utime(half, (1000, 1000))
    made(Cache(folder), volume="soft")
    assert not old.exists()
    assert not half.exists()
    assert others.exists()  # another process may be at it


def test_phases_of_nearly_the_same_length_share_a_tone() -> None:
    lengths = {shared(Tone("in", 4 + at / 100)).seconds for at in range(100)}
    assert len(lengths) == 10
    assert all(shared(Tone("in", seconds)).seconds <= seconds for seconds in (1.0, 2.3, 4.7, 5.5, 60.0))
    assert shared(Tone("in", 4.7)).seconds == pytest.approx(4.7)
    assert shared(Tone("in", 0.55)) == Tone("in", 0.55)
    assert shared(Tone("bell")) == Tone("bell")
