"""`plan preview` as a child in a terminal: it shows what is saved, and leaves nothing anywhere, however it ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.planfile.samples import PREP
from tests.terminal.child import Child, selfcare

TICK = b" "


def traces(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file below, with its mode, its time and what is in it."""
    return {
        str(path): (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


PLAN = re.sub(r"(?m)^(?:tags|reviewed) .*\n", "", PREP)
"""Of nothing that its own rules would ask more for."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "my-plan.toml").write_text(PLAN, encoding="utf-8")
    return folder / "my-plan.toml"


def walk(child: Child, plan: Path) -> None:
    """Answer, practise, walk the hours, change the colours, and save a broken version and a good one."""
    child.shows("Plan an unhurried way home", "no problems")
    child.type(TICK).settle()
    child.type(b"}").settle()
    child.type(b"l").settle()
    child.type(b"\x1b").settle()
    plan.write_text(PLAN.replace("avoid    =", "avodi    ="), encoding="utf-8")
    child.shows("1 error")
    changed = plan.with_suffix(".new")
    changed.write_text(PLAN.replace("Coffee, strong tea", "Espresso"), encoding="utf-8")
    changed.rename(plan)
    child.shows("espresso", "no problems")


@pytest.mark.parametrize("ending", ["left", "killed"])
def test_a_home_is_as_it_was_however_the_preview_ends(tmp_path: Path, plan: Path, ending: str) -> None:
    home = tmp_path / "home"
    selfcare(home, "use", "daily-stress")
    before = traces(home)
    with Child(home, "plan", "preview", str(plan)) as child:
        walk(child, plan)
        if ending == "killed":
            child.kill()
        else:
            assert child.quit().code == 0
    assert traces(home) == before
    assert [each.name for each in plan.parent.iterdir()] == ["my-plan.toml"]


def test_no_home_is_needed_and_none_is_made(tmp_path: Path, plan: Path) -> None:
    home = tmp_path / "none"
    with Child(home, "plan", "preview", str(plan)) as child:
        walk(child, plan)
        assert child.quit().code == 0
    assert not home.exists()


def test_a_home_that_cannot_be_read_is_not_asked_for(tmp_path: Path, plan: Path) -> None:
    home = tmp_path / "file-in-its-place"
    home.write_text("not a folder", encoding="utf-8")
    with Child(home, "plan", "preview", str(plan)) as child:
        walk(child, plan)
        assert child.quit().code == 0
    assert home.read_text(encoding="utf-8") == "not a folder"
