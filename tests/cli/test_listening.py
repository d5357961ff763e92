"""`selfcare doctor` about sound: what will play and how much, what brings more, and what played in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare.cli import listening
from selfcare.sound import players
from tests.cli.shell import Shell
from tests.sound.playing import FAILS, PLAYS, Heard, program, without_haste

BELL = "the terminal's own bell"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs there is."""
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setattr(players, "find_spec", lambda name: None)
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "programs"


def said(selfcare: Shell) -> str:
    lines = selfcare.works("doctor").splitlines()
    return next(line.removeprefix("sound     ") for line in lines if line.startswith("sound "))


def chosen(selfcare: Shell, *lines: str) -> None:
    folder = selfcare.home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text("\n".join(lines))


def test_without_a_player_it_says_what_brings_tones(selfcare: Shell, path: Path) -> None:
    assert said(selfcare) == f"{BELL}; bells alone; pip install 'selfcare[sound]' brings tones"


def test_it_names_the_player_how_much_is_heard_and_how_loud(selfcare: Shell, path: Path, tmp_path: Path) -> None:
    program(path, "paplay", PLAYS, heard := Heard(tmp_path / "heard"))
    assert said(selfcare) == "paplay; bells alone, volume middle"
    chosen(selfcare, 'sound = "on"', 'volume = "soft"')
    assert said(selfcare) == "paplay; bells and the breath, volume soft"
    chosen(selfcare, 'player = "terminal"', 'sound = "off"')
    assert said(selfcare) == f"{BELL}; off; the preference `player` wants no tones"
    assert heard.nothing


def test_on_a_line_from_another_machine_it_says_why_it_only_rings(
    selfcare: Shell, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "paplay", PLAYS, Heard(tmp_path / "heard"))
    monkeypatch.setenv("SSH_TTY", "/dev/pts/3")
    assert said(selfcare).startswith(f"{BELL}; bells alone; this is a line from another machine")
    chosen(selfcare, 'player = "machine"')
    assert said(selfcare) == "paplay; bells alone, volume middle"


def test_a_breath_and_a_bell_can_be_heard(
    selfcare: Shell, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_haste(monkeypatch)
    heard = Heard(tmp_path / "heard")
    program(path, "pw-play", FAILS, heard)
    program(path, "paplay", PLAYS, heard)
    played: list[str] = []

    def wait(seconds: float) -> None:
        while not played or played[-1].startswith("pw-play"):
            played.append(heard.line())
        played.append("")

    monkeypatch.setattr("selfcare.cli.listening.sleep", wait)
    monkeypatch.setattr(listening, "HEARD", listening.HEARD[:1])
    out = selfcare.works("doctor", "--sound").splitlines()
    assert out[-2:] == ["in    rises; as the terminal's bell, one", "played by paplay; pw-play could not"]
    assert [line.split(" ")[0] for line in played[:3]] == ["pw-play", "pw-play", "paplay"]


def test_every_tone_is_played_with_a_line_for_it(
    selfcare: Shell, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_haste(monkeypatch)
    heard = Heard(tmp_path / "heard")
    program(path, "paplay", PLAYS, heard)
    files: list[str] = []
    monkeypatch.setattr("selfcare.cli.listening.sleep", lambda seconds: files.append(heard.line().rpartition("/")[2]))
    out = selfcare.works("doctor", "--sound").splitlines()
    assert [line.split()[0] for line in out[-5:]] == ["in", "hold", "out", "bell", "played"]
    assert [file.split("-")[1] for file in files] == ["in", "hold", "out", "bell"]
