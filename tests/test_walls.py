"""The walls: who may import what (read from the code), and what an import brings in (seen in a child process)."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src"
PACKAGE = SRC / "selfcare"

IMPURE = frozenset(
    {
        "os",
        "pathlib",
        "sqlite3",
        "random",
        "secrets",
        "time",
        "tempfile",
        "shutil",
        "subprocess",
        "socket",
        "threading",
        "asyncio",
        "textual",
        "pydantic",
        "tomli_w",
        "rich",
        "platformdirs",
        "tomllib",
        "signal",
        "logging",
    }
)
"""What the core may not see. It works with values; instants come in as arguments."""

MAY_SEE: dict[str, frozenset[str]] = {
    "core": frozenset({"core", "errors"}),
    "planfile": frozenset({"core", "errors", "planfile", "whole"}),
    "journal": frozenset({"core", "errors", "journal", "whole"}),
    "share": frozenset({"core", "errors", "share", "whole"}),
    "sound": frozenset({"core", "errors", "sound"}),
    "linear": frozenset({"core", "errors", "linear"}),
    "tui": frozenset({"core", "errors", "tui"}),
    "cli": frozenset(
        {"core", "errors", "planfile", "journal", "share", "sound", "linear", "tui", "cli", "glance", "whole"}
    ),
}
"""Which packages of ours each package may import. Nothing imports `cli`."""

ONLY: dict[str, frozenset[str]] = {
    "textual": frozenset({"tui"}),
    "rich": frozenset({"tui"}),
    "pydantic": frozenset({"planfile"}),
    "tomli_w": frozenset({"planfile"}),
    "sqlite3": frozenset({"journal"}),
    "platformdirs": frozenset({"cli"}),
    "miniaudio": frozenset({"sound"}),
    "pyrage": frozenset({"share"}),
    "winsound": frozenset({"sound"}),
    **dict.fromkeys(
        ("socket", "socketserver", "ssl", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc"),
        frozenset(),
    ),
    **dict.fromkeys(("requests", "httpx", "aiohttp", "urllib3", "websockets"), frozenset()),
    "urllib": frozenset(),
    "http": frozenset(),
    "pickle": frozenset(),
    "webbrowser": frozenset(),
}
"""Modules that only one room may import, or none."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The package a file belongs to; the module's own name for a file at the top."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(path: Path) -> set[str]:
    """Every module named by an import anywhere in the file, deferred ones too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found.add(node.module or "")
            if node.module == "selfcare":
                found.update(f"selfcare.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may_see(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        top, *rest = name.split(".")
        if top in ONLY:
            assert here in ONLY[top], f"{here} imports {name}"
        if top == "selfcare" and rest and here in MAY_SEE and rest[0] != "__version__":
            assert rest[0] in MAY_SEE[here], f"{here} imports {name}"
        if here == "core":
            assert top not in IMPURE, f"the core imports {name}"
            assert top in sys.stdlib_module_names or top in {"selfcare", "__future__"}, f"the core imports {name}"


def test_the_core_never_asks_for_the_time() -> None:
    for path in (PACKAGE / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked = f"{node.value.id}.{node.attr}"
                assert asked not in {"datetime.now", "datetime.utcnow", "date.today", "datetime.today"}, (
                    f"{path}: {asked}"
                )


def loaded(statement: str) -> set[str]:
    """The top-level modules a fresh interpreter has loaded after `statement`."""
    code = f"import sys; sys.path.insert(0, {str(SRC)!r})\n{statement}\nprint(*sys.modules, file=sys.stderr)"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, env=clean)
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        (
            "import selfcare.core.plan, selfcare.core.agenda, selfcare.core.walk",
            {"textual", "pydantic", "sqlite3", "asyncio"},
        ),
        ("import selfcare.cli", {"textual", "pydantic", "sqlite3", "tomllib", "rich", "asyncio"}),
        ("import selfcare.journal.store", {"textual", "pydantic", "tomllib", "asyncio"}),
        ("import selfcare.planfile", {"textual", "pydantic", "sqlite3", "asyncio"}),
        ("import selfcare.linear", {"textual", "pydantic", "sqlite3", "rich"}),
        ("import selfcare.tui.app", {"pydantic", "sqlite3", "tomllib", "tomli_w"}),
    ],
)
def test_an_import_brings_in_nothing_heavy(statement: str, absent: set[str]) -> None:
    assert not loaded(statement) & absent
