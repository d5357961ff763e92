from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfcare import glance

LINES = ((1000, "last coffee 12:30"), (2000, "a light meal until 13:30"))
SRC = Path(glance.__file__).parent.parent


@pytest.fixture
def here(tmp_path: Path) -> tuple[str, str]:
    """A glance file's path (in a folder that does not exist yet), and a journal."""
    journal = tmp_path / "journal.db"
    journal.write_bytes(b"rows")
    return str(tmp_path / "cache" / "glance"), str(journal)


def written(here: tuple[str, str], **more: object) -> bool:
    path, journal = here
    return glance.write(path, glance.key(journal), LINES, 3000, **more)  # type: ignore[arg-type]


def test_the_line_that_holds_is_read_back(here: tuple[str, str]) -> None:
    assert written(here)
    found = [glance.read_line(*here, now) for now in (999.9, 1000, 1999.9, 2000, 2999.9, 3000, 9e9)]
    assert found == [None, LINES[0][1], LINES[0][1], LINES[1][1], LINES[1][1], None, None]


def test_an_empty_line_is_an_answer(here: tuple[str, str]) -> None:
    path, journal = here
    assert glance.write(path, glance.key(journal), ((1000, ""),), 3000)
    assert glance.read_line(*here, 1500) == ""


def test_a_file_is_stale_once_the_journal_was_written(here: tuple[str, str]) -> None:
    written(here)
    Path(here[1]).write_bytes(b"more rows")
    assert glance.read_line(*here, 1500) is None


def test_a_write_of_the_same_size_is_noticed(here: tuple[str, str]) -> None:
    written(here)
    os.utime(here[1], ns=(1, 1))
    assert glance.read_line(*here, 1500) is None


def test_a_file_is_stale_in_another_zone_or_version(here: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    written(here)
    with monkeypatch.context() as patch:
        patch.setattr("time.tzname", ("ELSE", "WHERE"))
        assert glance.read_line(*here, 1500) is None
    with monkeypatch.context() as patch:
        patch.setattr(glance, "__version__", "999")
        assert glance.read_line(*here, 1500) is None
    assert glance.read_line(*here, 1500) == LINES[0][1]


def test_without_a_journal_nothing_is_written_or_read(here: tuple[str, str]) -> None:
    written(here)
    Path(here[1]).unlink()
    assert glance.key(here[1]) == ""
    assert not written(here)
    assert glance.read_line(*here, 1500) is None


PICTURE = "\x1b[1mLast coffee\x1b[0m\n\nNo alcohol\n"


def test_the_picture_is_for_its_size_and_until_something_changes(here: tuple[str, str]) -> None:
    written(here, drawn=1100.0, picture=PICTURE, columns=80, rows=24)
    assert glance.read_picture(*here, 1500, 80, 24) == PICTURE
    assert glance.read_line(*here, 1500) == LINES[0][1]
    for now, columns, rows in ((1500, 81, 24), (1500, 80, 25), (2500, 80, 24), (1050, 80, 24), (9e9, 80, 24)):
        assert glance.read_picture(*here, now, columns, rows) is None


def test_without_a_picture_there_is_none(here: tuple[str, str]) -> None:
    assert glance.read_picture(*here, 1500, 0, 0) is None
    written(here)
    assert glance.read_picture(*here, 1500, 0, 0) is None


def test_a_line_stays_one_line(here: tuple[str, str]) -> None:
    path, journal = here
    glance.write(path, glance.key(journal), ((1000, "a\nb\tc\udc80"),), 3000)
    assert glance.read_line(*here, 1500) == "a b c?"


def test_a_damaged_file_is_no_answer(here: tuple[str, str]) -> None:
    written(here, drawn=1100.0, picture=PICTURE, columns=80, rows=24)
    whole = Path(here[0]).read_bytes()
    for place in range(len(whole)):
        head, tail = whole[:place], whole[place:]
        for damaged in (head, head + b"\xff" + tail[1:], head + b"\n" + tail):
            Path(here[0]).write_bytes(damaged)
            glance.read_line(*here, 1500)
            glance.read_picture(*here, 1500, 80, 24)
    for other in (b"", b"\n\n\n\n", b"selfcare glance 0\n" + whole.partition(b"\n")[2]):
        Path(here[0]).write_bytes(other)
        assert glance.read_line(*here, 1500) is None


def test_a_folder_in_its_place_is_no_answer(here: tuple[str, str]) -> None:
    Path(here[0]).mkdir(parents=True)
    assert glance.read_line(*here, 1500) is None
    assert not written(here)
    assert [each.name for each in Path(here[0]).parent.iterdir()] == ["glance"]


def test_what_cannot_be_written_is_passed_over(here: tuple[str, str]) -> None:
    Path(here[0]).parent.write_text("a file where the folder should be")
    assert not written(here)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_file_is_for_its_owner_only(here: tuple[str, str]) -> None:
    before = os.umask(0)
    try:
        written(here)
    finally:
        os.umask(before)
    assert Path(here[0]).stat().st_mode & 0o777 == 0o600
    assert Path(here[0]).parent.stat().st_mode & 0o777 == 0o700


def test_a_file_is_replaced_whole(here: tuple[str, str]) -> None:
    written(here)
    with Path(here[0]).open(encoding="utf-8") as old:
        glance.write(here[0], glance.key(here[1]), ((1000, "new"),), 3000)
        assert LINES[0][1] in old.read()
    assert glance.read_line(*here, 1500) == "new"
    assert [each.name for each in Path(here[0]).parent.iterdir()] == ["glance"]


# Places


def by_platformdirs(platform: str) -> tuple[str, str, str]:
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    found = {"darwin": MacOS, "linux": Unix}[platform]("selfcare", appauthor=False)
    return (
        str(Path(found.user_cache_dir, "glance")),
        str(Path(found.user_data_dir, "journal.db")),
        str(Path(found.user_config_dir, "config.toml")),
    )


@pytest.mark.skipif(os.name != "posix", reason="the places of POSIX")
@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("given", ["", "/elsewhere", "relative"])
def test_places_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, platform: str, given: str) -> None:
    monkeypatch.delenv("SELFCARE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, given)
    expected = by_platformdirs(platform)
    monkeypatch.setattr(sys, "platform", platform)
    assert glance.places() == expected


def test_one_folder_for_everything_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/somebody")
    roots = {"/somewhere": "/somewhere", "near": f"{tmp_path}/near", "~/here": "/home/somebody/here"}
    for home, root in roots.items():
        monkeypatch.setenv("SELFCARE_HOME", home)
        assert glance.places() == (f"{root}/cache/glance", f"{root}/data/journal.db", f"{root}/config/config.toml")


def test_places_on_windows_are_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELFCARE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    root = "/local/selfcare"
    assert glance.places() == (f"{root}/Cache/glance", f"{root}/journal.db", f"{root}/config.toml")
    monkeypatch.delenv("LOCALAPPDATA")
    assert glance.places() is None


def test_a_home_that_platformdirs_would_look_further_for_takes_the_slow_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELFCARE_HOME", raising=False)
    monkeypatch.setenv("HOME", "relative")
    assert glance.places() is None
    assert glance.fresh_line() is None
    assert glance.fresh_picture(80, 24) is None


def test_what_is_fresh_is_found_by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SELFCARE_HOME", str(tmp_path))
    monkeypatch.delenv("SELFCARE_NOW", raising=False)
    monkeypatch.setattr("time.time", lambda: 1500.0)
    path, journal, _ = glance.places() or ("", "", "")
    Path(journal).parent.mkdir()
    Path(journal).write_bytes(b"rows")
    written((path, journal), drawn=1100.0, picture=PICTURE, columns=80, rows=24)
    assert glance.fresh_line() == LINES[0][1]
    assert glance.fresh_picture(80, 24) == PICTURE
    monkeypatch.setenv("SELFCARE_NOW", "2026-12-03T11:00:00-08:00")
    assert glance.fresh_line() is None
    assert glance.fresh_picture(80, 24) is None


def test_reading_imports_nothing_that_a_bare_interpreter_lacks(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(SRC)!r})
import encodings.utf_8, os, time
before = set(sys.modules)
from selfcare import glance
glance.fresh_line(), glance.fresh_picture(80, 24)
print(*sorted(set(sys.modules) - before))
"""
    environment = {name: each for name, each in os.environ.items() if name != "SELFCARE_NOW"}
    environment["SELFCARE_HOME"] = str(tmp_path)
    child = [sys.executable, "-S", "-c", code]
    found = subprocess.run(child, capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.split() == ["selfcare", "selfcare.glance"]
