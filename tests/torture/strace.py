"""What a command asks of the system, by `strace`: the calls with their bytes, and calls that are made to fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.cli.shell import environment

ROOT = Path(__file__).parents[2]

MISSING = "this row needs strace; install it (on Debian and Ubuntu: apt install strace), then run it again"
WRITING = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,truncate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,"
    "link,linkat,close,lseek"
)
"""What changes files, and what is needed to follow it."""


def is_there() -> bool:
    """Whether this machine has it."""
    return shutil.which("strace") is not None


_QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
"""So that a run makes the same calls each time."""


class Call(NamedTuple):
    """One call, as it was made."""

    name: str
    arguments: list[str]
    result: str
    """What came back: a number, `3</a/file>`, `-1 ENOENT (…)`."""
    number: int
    """Which of the calls of this name it was in the whole program, from 1."""
    is_injected: bool

    def path(self, place: int = 0) -> str:
        """The path of an argument: of an open file, or in quotes."""
        return path_of(self.arguments[place])

    @property
    def failed(self) -> bool:
        return self.result.startswith("-1")


class Run(NamedTuple):
    """How a traced command ended."""

    code: int
    out: str
    err: str
    calls: list[Call]


def run(
    home: Path,
    command: Sequence[str],
    *,
    trace: str = WRITING,
    inject: str = "",
    work: Path,
) -> Run:
    """Run `python COMMAND…` in `home` and give its calls; `inject` as in `pwrite64:error=EIO:when=3`."""
    log = work / "trace"
    spoil = ["-e", f"inject={inject}"] if inject else []
    done = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "10000000", "-o", str(log), "-e", f"trace={trace}", "-e", "signal=none",
         *spoil, sys.executable, *command],
        env=environment(home, _QUIET),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )  # fmt: skip
    return Run(done.returncode, done.stdout, done.stderr, list(_calls(log)))


def acts(home: Path, *commands: str) -> None:
    """Run commands in `home` as they are, without a look at their calls; all of them have to work."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.acts", folder, *commands],
            env=environment(home, _QUIET),
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        )
    assert done.stdout.count("done 0") == len(commands), done.stderr


_LINE = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>.*)$")
_CUT = re.compile(r"^(\d+ +)(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+ +)<\.\.\. \w+ resumed>(.*)$")
_ARGUMENT = re.compile(r'(?:"[^"]*"|<[^>]*>|[^,"<])+')
_BYTES = re.compile(r"\\x([0-9a-f]{2})")


def _calls(log: Path) -> Iterator[Call]:
    counted: dict[str, int] = {}
    cut: dict[str, str] = {}
    for line in log.read_text(encoding="ascii").splitlines():
        if began := _CUT.match(line):
            cut[began[1]] = line.removesuffix(" <unfinished ...>")
            continue
        if resumed := _RESUMED.match(line):
            line = cut.pop(resumed[1], resumed[1]) + resumed[2]
        if found := _LINE.match(line):
            name, result = found["name"], found["result"]
            counted[name] = counted.get(name, 0) + 1
            arguments = [part.strip() for part in _ARGUMENT.findall(found["arguments"])]
            yield Call(name, arguments, result, counted[name], result.endswith("(INJECTED)"))


def bytes_of(argument: str) -> bytes:
    """What stands in an argument in quotes."""
    return bytes(int(pair, 16) for pair in _BYTES.findall(argument))


def path_of(argument: str) -> str:
    """The path in `3</a/file>` or in quotes, as text."""
    return bytes_of(argument.partition("<")[2] or argument).decode(errors="replace")


def handle_of(argument: str) -> int:
    """The number of an open file in `3</a/file>`."""
    return int(argument.partition("<")[0])
