"""The glance file: what the coming two days will say, and the last picture of Today, ready to be shown at once.

Read by `__main__` before anything else, so this module imports nothing that a bare interpreter has not loaded already;
written after every save. It is a cache: whatever is missing, stale or damaged is answered with None, and the caller
takes the slow path. A file is fresh for one version of selfcare, one state of the journal and one zone.
"""

import os
import sys
import time

from selfcare import __version__

FORMAT = "selfcare glance 1"

ENTER = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J"
LEAVE = "\x1b[?1049l\x1b[?25h"
"""To the alternate screen, empty and without a cursor; and back."""

Lines = list[tuple[float, str | None]]
"""Epoch seconds and what holds from then on; None in the last, where knowledge ends."""


def places() -> tuple[str, str, str] | None:
    """The glance file, the journal, the preferences, as `platformdirs` has them; None where it would look further."""
    if home := os.environ.get("SELFCARE_HOME"):
        root = os.path.abspath(os.path.expanduser(home))
        return (
            os.path.join(root, "cache", "glance"),
            os.path.join(root, "data", "journal.db"),
            os.path.join(root, "config", "config.toml"),
        )
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        if not local:
            return None
        root = os.path.join(os.path.normpath(local), "selfcare")
        return (
            os.path.join(root, "Cache", "glance"),
            os.path.join(root, "journal.db"),
            os.path.join(root, "config.toml"),
        )
    caches, data, config = (
        ("~/Library/Caches", "~/Library/Application Support", "~/Library/Application Support")
        if sys.platform == "darwin"
        else ("~/.cache", "~/.local/share", "~/.config")
    )
    if not os.path.isabs(os.path.expanduser("~")) or hasattr(sys, "getandroidapilevel"):
        return None
    return (
        os.path.join(_xdg("XDG_CACHE_HOME", caches), "selfcare", "glance"),
        os.path.join(_xdg("XDG_DATA_HOME", data), "selfcare", "journal.db"),
        os.path.join(_xdg("XDG_CONFIG_HOME", config), "selfcare", "config.toml"),
    )


def key(journal: str) -> str:
    """What a glance file depends on besides the time; empty without a journal.

    The journal is asked for its size and the time of its last write, never opened: closing it would drop the locks that
    SQLite holds in this process.
    """
    try:
        found = os.stat(journal)
    except OSError:
        return ""
    return f"{__version__} {found.st_ino} {found.st_size} {found.st_mtime_ns} {time.timezone} {'/'.join(time.tzname)}"


def fresh_line() -> str | None:
    """The line for now. None where the clock is fixed by `SELFCARE_NOW`, and wherever the slow path has to be taken."""
    here = None if os.environ.get("SELFCARE_NOW") else places()
    return read_line(*here[:2], time.time()) if here else None


def fresh_picture(columns: int, rows: int) -> str | None:
    """The picture for now on a screen of this size, likewise."""
    here = None if os.environ.get("SELFCARE_NOW") else places()
    return read_picture(*here[:2], time.time(), columns, rows) if here else None


def paint() -> bool:
    """Show the picture of Today before anything else is there to show it, if it is fresh; say whether that was done.

    It stands on the alternate screen, where the app takes over; if no app comes, `unpaint` gives the terminal back.
    """
    try:
        columns, rows = os.get_terminal_size(1)
        picture = fresh_picture(columns, rows) if os.isatty(0) and os.environ.get("TERM", "dumb") != "dumb" else None
        if picture is None:
            return False
        os.write(1, f"{ENTER}{picture.replace(chr(10), chr(13) + chr(10))}".encode())
    except OSError:
        return False
    return True


def unpaint() -> None:
    """Leave the alternate screen, with the cursor shown."""
    os.write(1, LEAVE.encode())


def look() -> str:
    """What a picture's colours were made for: a picture is of no use to another terminal."""
    asked = ("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TEXTUAL_THEME")
    return "/".join(_flat(os.environ.get(name, "-")).replace(" ", "_") for name in asked)


def read_line(path: str, journal: str, now: float) -> str | None:
    """The line that holds at `now` (epoch seconds), or None."""
    found = _read(path, journal)
    return _at(found[0], now) if found else None


def read_picture(path: str, journal: str, now: float, columns: int, rows: int) -> str | None:
    """The picture of Today for a screen of this size; None if something in it has changed since, or there is none."""
    found = _read(path, journal)
    if found is None:
        return None
    lines, drawn, shape, picture = found
    is_same = drawn <= now and _at(lines, drawn) is not None and _index(lines, drawn) == _index(lines, now)
    return picture if picture and shape == f"{columns} {rows} {look()}" and is_same else None


def write(
    path: str,
    key: str,
    lines: tuple[tuple[int, str], ...],
    until: int,
    *,
    drawn: float = 0.0,
    picture: str = "",
    columns: int = 0,
    rows: int = 0,
) -> bool:
    """Write the file anew, whole or not at all, for its owner only; say whether it worked.

    `key` was taken before the journal was read. `lines` are epoch seconds and what holds from then on, `until`
    ends the last. `picture` was drawn at `drawn` for a screen of `columns` by `rows`. Never raises `OSError`.
    """
    if not key:
        return False
    from selfcare import whole

    parts = [FORMAT, key, str(len(lines) + 1), *(f"{second}\t{_flat(line)}" for second, line in lines), str(until)]
    text = "\n".join([*parts, f"{drawn} {columns} {rows} {look()}", picture])
    try:
        whole.write(path, text.encode("utf-8", "replace"))
    except OSError:
        return False
    return True


def _read(path: str, journal: str) -> tuple[Lines, float, str, str] | None:
    """The lines; when the picture was drawn, for what columns, rows and look; the picture."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        form, found, count, rest = text.split("\n", 3)
        if form != FORMAT or not found or found != key(journal):
            return None
        *rows, shape, picture = rest.split("\n", int(count) + 1)
        lines: Lines = []
        for row in rows:
            second, tab, line = row.partition("\t")
            lines.append((float(second), line if tab else None))
        drawn, _, drawn_for = shape.partition(" ")
        return lines, float(drawn), drawn_for, picture
    except (OSError, ValueError):
        return None


def _at(lines: Lines, now: float) -> str | None:
    place = _index(lines, now)
    return lines[place][1] if place >= 0 else None


def _index(lines: Lines, now: float) -> int:
    """Which line holds; -1 before the first."""
    return sum(second <= now for second, _ in lines) - 1


def _xdg(name: str, usual: str) -> str:
    given = os.environ.get(name, "")
    return given if os.path.isabs(given) else os.path.expanduser(usual)


def _flat(line: str) -> str:
    return line.replace("\n", " ").replace("\t", " ")
