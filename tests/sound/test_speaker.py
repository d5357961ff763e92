"""The speaker with programs that stand in for real players: what reaches them, and what happens when they fail."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from selfcare.core.ports import Sound
from selfcare.core.script import Tone
from selfcare.sound import Speaker, choose, players, will_play, worker
from selfcare.sound.bell import Beats, TerminalBell
from tests.sound.playing import FAILS, HANGS, IS_DEAF, PATIENCE, PLAYS, Heard, is_gone, program, until, without_haste

BELL = Tone("bell")
WORDS = {"volume": "middle", "player": "auto"}


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return Heard(tmp_path / "heard")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs there is."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(players, "find_spec", lambda name: None)
    for name in ("SSH_CONNECTION", "SSH_TTY", "PULSE_SERVER", "PIPEWIRE_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def words() -> dict[str, str]:
    return dict(WORDS)


@pytest.fixture
def speaker(
    tmp_path: Path,
    path: Path,
    words: Mapping[str, str],
    rung: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Speaker]:
    without_haste(monkeypatch)
    speaker = choose(str(tmp_path / "cache"), words.__getitem__)
    yield speaker
    speaker.close()


@pytest.fixture
def rung(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often the terminal's bell was rung."""
    terminal = tmp_path / "terminal"
    terminal.write_bytes(b"")
    appending = os.O_WRONLY | os.O_APPEND
    monkeypatch.setattr("selfcare.sound.bell.ring", lambda _: os.close(_written(os.open(terminal, appending))))
    return lambda: terminal.stat().st_size


def _written(handle: int) -> int:
    os.write(handle, b"\a")
    return handle


def call(heard: Heard) -> tuple[str, int, str]:
    """The next call of a program: its name, its process, and the name of the file."""
    name, process, *_, file = heard.line().split(" ")
    return name, int(process), Path(file).name


def test_it_is_a_sound(speaker: Speaker) -> None:
    sound: Sound = speaker
    sound.prepare(())
    sound.hush()


def test_until_the_first_tone_nothing_is_looked_for_or_imported(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from selfcare.sound import choose\n"
        "before = set(sys.modules)\n"
        "speaker = choose('nowhere', dict.__getitem__)\n"
        "speaker.hush(); speaker.close()\n"
        "assert set(sys.modules) == before\n"
        "assert not {'subprocess', 'threading', 'wave', 'typing', 'selfcare.sound.worker'} & before, before\n"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    subprocess.run([sys.executable, "-S", "-c", code], check=True, env={**clean, "PYTHONPATH": str(SRC)})


SRC = Path(players.__file__).parents[2]


def test_a_tone_is_made_and_reaches_the_player(speaker: Speaker, path: Path, heard: Heard) -> None:
    program(path, "paplay", PLAYS, heard)
    speaker.play(Tone("in", 4.0))
    assert call(heard)[::2] == ("paplay", "v1-in-4000-middle.wav")
    speaker.play(BELL)
    assert call(heard)[::2] == ("paplay", "v1-bell-8000-middle.wav")
    assert speaker.played_by == "paplay"


def test_what_is_prepared_is_there_before_it_is_asked_for(
    speaker: Speaker, path: Path, heard: Heard, tmp_path: Path
) -> None:
    program(path, "paplay", PLAYS, heard)
    speaker.prepare([Tone("count"), Tone("out", 2.0)])
    until(lambda: len(list((tmp_path / "cache" / "tones").glob("*.wav"))) == 2)
    assert heard.nothing


def test_the_first_tone_does_not_wait_for_those_that_are_prepared(
    speaker: Speaker, path: Path, heard: Heard, tmp_path: Path
) -> None:
    program(path, "paplay", PLAYS, heard)
    kept = tmp_path / "cache" / "tones"
    speaker.prepare([Tone("hold", 20.0 + at) for at in range(10)])
    until(lambda: kept.exists() and any(kept.glob("*hold*.wav")))
    speaker.play(Tone("count"))
    assert call(heard)[2] == "v1-count-150-middle.wav"
    assert len(list((tmp_path / "cache" / "tones").glob("*hold*.wav"))) < 5


def test_a_change_of_the_volume_is_heard_with_the_next_tone(
    speaker: Speaker, path: Path, heard: Heard, words: dict[str, str]
) -> None:
    program(path, "paplay", PLAYS, heard)
    speaker.play(Tone("count"))
    assert call(heard)[2] == "v1-count-150-middle.wav"
    words["volume"] = "soft"
    speaker.play(Tone("count"))
    assert call(heard)[2] == "v1-count-150-soft.wav"


def test_a_player_that_fails_is_given_up_for_the_next(
    speaker: Speaker, path: Path, heard: Heard, rung: Callable[[], int]
) -> None:
    program(path, "pw-play", FAILS, heard)
    program(path, "aplay", PLAYS, heard)
    speaker.play(BELL)
    assert [call(heard)[0] for _ in range(3)] == ["pw-play", "pw-play", "aplay"]
    speaker.play(BELL)
    assert call(heard)[0] == "aplay"
    assert speaker.given_up == ["pw-play"]
    assert rung() == 0


def test_when_every_player_fails_the_terminals_bell_is_rung(
    speaker: Speaker, path: Path, heard: Heard, rung: Callable[[], int]
) -> None:
    program(path, "paplay", FAILS, heard)
    program(path, "aplay", FAILS, heard)
    speaker.play(BELL)
    until(lambda: rung() == 1)
    assert [call(heard)[0] for _ in range(4)] == ["paplay", "paplay", "aplay", "aplay"]
    speaker.play(BELL)
    until(lambda: rung() == 2)
    assert heard.nothing
    assert speaker.given_up == ["paplay", "aplay"]


def test_a_program_that_cannot_be_started_is_given_up(speaker: Speaker, path: Path, rung: Callable[[], int]) -> None:
    (path / "aplay").write_text("#!/nowhere/at/all\n")
    (path / "aplay").chmod(0o755)
    speaker.play(BELL)
    until(lambda: rung() == 1)


def test_where_no_file_can_be_kept_the_terminals_bell_is_rung(
    speaker: Speaker, path: Path, heard: Heard, tmp_path: Path, rung: Callable[[], int]
) -> None:
    (tmp_path / "cache").write_text("in the way")
    program(path, "paplay", PLAYS, heard)
    speaker.play(Tone("count"))
    until(lambda: rung() == 1)
    assert heard.nothing


def test_a_card_that_takes_one_tone_at_a_time_plays_the_newest(
    speaker: Speaker, path: Path, heard: Heard, tmp_path: Path
) -> None:
    taken = "try:\n    os.mkdir(sys.argv[0] + '.busy')\nexcept OSError:\n    sys.exit(1)\n"
    frees = "def stop(*_):\n    os.rmdir(sys.argv[0] + '.busy')\n    os._exit(0)\nsignal.signal(signal.SIGTERM, stop)\n"
    program(path, "aplay", taken + frees + HANGS, heard)
    speaker.play(BELL)
    first = call(heard)[1]
    until((path / "aplay.busy").exists)
    speaker.play(BELL)
    second, third = call(heard)[1], call(heard)[1]
    until(lambda: is_gone(first) and is_gone(second))
    assert not is_gone(third)
    assert speaker.given_up == []


def test_two_bells_sound_at_once_and_a_phase_ends_the_one_before(
    speaker: Speaker, path: Path, heard: Heard, tmp_path: Path
) -> None:
    program(path, "paplay", HANGS, heard)
    tones = [BELL, Tone("in", 9.0), Tone("hold", 9.0)]
    speaker.prepare(tones)
    until(lambda: len(list((tmp_path / "cache" / "tones").glob("*.wav"))) == len(tones))
    processes = []
    for tone in (BELL, *tones):
        speaker.play(tone)
        processes.append(call(heard)[1] if tone.kind != "hold" else 0)
    first, second, breath, _ = processes
    until(lambda: is_gone(breath))
    assert not is_gone(first)
    assert not is_gone(second)
    assert "paplay ended" in (heard.line(), heard.line())


def test_hush_ends_what_sounds_and_what_was_asked_for(speaker: Speaker, path: Path, heard: Heard) -> None:
    program(path, "paplay", HANGS, heard)
    speaker.play(BELL)
    process = call(heard)[1]
    speaker.play(Tone("in", 30.0))  # which takes a while to make
    speaker.hush()
    assert heard.line() == "paplay ended"
    until(lambda: is_gone(process))
    speaker.play(Tone("count"))
    assert call(heard)[2] == "v1-count-150-middle.wav"


@pytest.mark.parametrize("then", [HANGS, IS_DEAF])
def test_closing_leaves_nothing_running(speaker: Speaker, path: Path, heard: Heard, then: str) -> None:
    program(path, "paplay", then, heard)
    speaker.play(BELL)
    speaker.play(BELL)
    processes = [call(heard)[1], call(heard)[1]]
    speaker.close()
    assert all(is_gone(process) for process in processes)
    speaker.play(BELL)
    speaker.close()


def test_one_that_hangs_beyond_its_end_is_made_to_go_and_given_up(
    speaker: Speaker, path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch, rung: Callable[[], int]
) -> None:
    monkeypatch.setattr(worker, "HUNG", 0.1)
    program(path, "paplay", IS_DEAF, heard)
    for _ in range(2):
        speaker.play(Tone("count"))
        process = call(heard)[1]
        until(lambda process=process: is_gone(process))  # type: ignore[misc]
    speaker.play(Tone("count"))
    until(lambda: rung() == 1)


def test_asking_never_waits_and_what_comes_too_late_is_dropped(
    speaker: Speaker, path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, came = threading.Event(), threading.Event()
    begun: list[Tone] = []

    class Slow(TerminalBell):
        def begin(self, path: Path | None, tone: Tone) -> Beats:
            begun.append(tone)
            came.set()
            assert held.wait(PATIENCE)
            return super().begin(path, tone)

    monkeypatch.setattr(players, "found", lambda preference: [Slow("nowhere")])
    monkeypatch.setattr(worker.Wish, "is_late", property(lambda wish: wish.tone.kind == "out"))
    speaker.play(Tone("in", 4.0))
    assert came.wait(PATIENCE)
    for _ in range(1_000):  # would never return if it waited for the player
        speaker.play(Tone("out", 4.0))
    held.set()

    def rings() -> bool:
        speaker.play(BELL)
        return BELL in begun

    until(rings)
    assert begun[:2] == [Tone("in", 4.0), BELL]
    assert Tone("out", 4.0) not in begun


def test_a_tone_of_the_breath_is_late_sooner_than_a_bell() -> None:
    just, long = time.monotonic() - 1.0, time.monotonic() - 3.0
    assert worker.Wish(Tone("in", 4.0), "soft", "auto", just).is_late
    assert worker.Wish(Tone("count"), "soft", "auto", just).is_late
    assert not worker.Wish(BELL, "soft", "auto", just).is_late
    assert worker.Wish(BELL, "soft", "auto", long).is_late


@pytest.mark.parametrize(
    ("preference", "line", "names"),
    [
        ("auto", {}, ["pw-play", "aplay", "the terminal's own bell"]),
        ("machine", {"SSH_TTY": "/dev/pts/1"}, ["pw-play", "aplay", "the terminal's own bell"]),
        ("terminal", {}, ["the terminal's own bell"]),
        ("auto", {"SSH_CONNECTION": "a b"}, ["the terminal's own bell"]),
        ("auto", {"SSH_TTY": "/dev/pts/1", "PULSE_SERVER": "here"}, ["pw-play", "aplay", "the terminal's own bell"]),
    ],
)
def test_what_will_play(
    path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch, preference: str, line: dict[str, str], names: list[str]
) -> None:
    program(path, "aplay", PLAYS, heard)
    program(path, "pw-play", PLAYS, heard)
    for name, value in line.items():
        monkeypatch.setenv(name, value)
    assert will_play(preference) == names
    assert heard.nothing


def test_the_extra_comes_first(path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    program(path, "aplay", PLAYS, heard)
    monkeypatch.setattr(players, "find_spec", lambda name: object())
    assert will_play("auto") == ["miniaudio", "aplay", "the terminal's own bell"]
