"""Where things are kept: where `platformdirs` says, and all under `SELFCARE_HOME` where that is set."""

from __future__ import annotations

import ntpath
import os
import sys
import time
from pathlib import Path

import platformdirs
import platformdirs.macos
import platformdirs.unix
import pytest

from selfcare import glance
from selfcare.cli import places
from selfcare.cli.clock import LOCALTIME, local_zone, system_clock

XDG = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SELFCARE_HOME", "TZ", "SELFCARE_NOW", *XDG):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/person")


def of(dirs: platformdirs.PlatformDirsABC) -> tuple[str, str, str]:
    """Our three files where `platformdirs` puts them."""
    return (
        f"{dirs.user_cache_dir}/glance",
        f"{dirs.user_data_dir}/journal.db",
        f"{dirs.user_config_dir}/config.toml",
    )


@pytest.mark.parametrize("xdg", [None, "/else", "", "relative"])
def test_on_linux(monkeypatch: pytest.MonkeyPatch, xdg: str | None) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in XDG if xdg is not None else ():
        monkeypatch.setenv(name, f"{xdg}/{name.lower()}" if xdg else "")
    dirs = platformdirs.unix.Unix("selfcare", appauthor=False)
    assert (glance.places(), places.state()) == (of(dirs), dirs.user_state_dir)


@pytest.mark.parametrize("xdg", [None, "/else"])
def test_on_a_mac(monkeypatch: pytest.MonkeyPatch, xdg: str | None) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    for name in XDG if xdg else ():
        monkeypatch.setenv(name, f"{xdg}/{name.lower()}")
    assert glance.places() == of(platformdirs.macos.MacOS("selfcare", appauthor=False))


def test_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import windows

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "get_win_folder", lambda name: os.environ["LOCALAPPDATA"])
    monkeypatch.setattr("platformdirs.windows.os.path", ntpath)
    monkeypatch.setenv("LOCALAPPDATA", "C:\\Users\\person\\AppData\\Local")
    expected = tuple(name.replace("/", "\\") for name in of(windows.Windows("selfcare", appauthor=False)))
    assert glance.places() == expected
    monkeypatch.delenv("LOCALAPPDATA")
    assert glance.places() is None


def test_where_the_quick_answer_is_unsure_platformdirs_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "places", lambda: None)
    dirs = platformdirs.PlatformDirs("selfcare", appauthor=False)
    assert places.places()[2:] == (
        f"{dirs.user_data_dir}/journal.db",
        f"{dirs.user_cache_dir}/glance",
        f"{dirs.user_config_dir}/config.toml",
    )
    assert places.state() == dirs.user_state_dir


@pytest.mark.parametrize(("home", "root"), [("/else", "/else"), ("beside", "{here}/beside"), ("~/x", "/home/person/x")])
def test_all_is_under_selfcare_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str, root: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SELFCARE_HOME", home)
    root = root.format(here=tmp_path)
    assert places.places() == (
        f"{root}/data",
        f"{root}/cache",
        f"{root}/data/journal.db",
        f"{root}/cache/glance",
        f"{root}/config/config.toml",
    )
    assert places.state() == f"{root}/state"


def test_the_zone_is_the_preferred_one_else_that_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        os.path, "realpath", lambda path: "/usr/share/zoneinfo/Asia/Tokyo" if path == LOCALTIME else path
    )
    assert str(local_zone("Europe/Berlin")) == "Europe/Berlin"
    assert str(local_zone("Nowhere/Town")) == "Asia/Tokyo"
    monkeypatch.setenv("TZ", ":America/Los_Angeles")
    assert str(local_zone()) == "America/Los_Angeles"
    assert system_clock().now().tzinfo is not None
    monkeypatch.setenv("TZ", "")

    def lost(path: str) -> str:
        raise OSError

    monkeypatch.setattr(os.path, "realpath", lost)
    assert local_zone() is not None


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("2026-12-03T11:00:00-08:00[America/Los_Angeles]", "America/Los_Angeles"),
        ("2026-12-03T11:00:00+09:00", "Etc/GMT-9"),
        ("2026-12-03T11:00:00Z", "UTC"),
        ("2026-12-03T11:00:00+05:30", "UTC+05:30"),
        ("2026-12-03T11:00:00+09:00[America/Los_Angeles]", "Etc/GMT-9"),
    ],
)
def test_a_fixed_clock_keeps_its_offset_and_the_zone_where_it_can(
    monkeypatch: pytest.MonkeyPatch, given: str, zone: str
) -> None:
    monkeypatch.setenv("SELFCARE_NOW", given)
    clock = system_clock("America/New_York")
    assert str(clock.now().tzinfo) == zone
    assert clock.now().isoformat()[:19] == given[:19]
    assert clock.now() == clock.now()
    assert clock.monotonic() <= clock.monotonic()


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="no such clock here")
def test_the_clock_runs_on_while_the_machine_sleeps() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= system_clock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)
