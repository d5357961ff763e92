"""The documentation keeps up with the program: generated parts are current, nothing is undocumented, examples work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.generate import SCHEMA, filled

from selfcare import planfile
from selfcare.cli.plan import ACTS
from selfcare.cli.table import COMMANDS
from selfcare.core.commands import COMMANDS as APP_COMMANDS
from selfcare.core.example import EXAMPLE
from selfcare.core.preferences import PREFERENCES
from selfcare.planfile import explain
from selfcare.planfile.known import TABLES

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_generated_parts_are_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert filled(text) == text, "run `make docs`"


def test_the_schema_beside_the_shipped_plans_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == planfile.language_schema(), "run `make docs`"


def test_every_command_key_and_preference_is_in_the_guide() -> None:
    guide = read("docs/guide.md")
    for command in COMMANDS:
        assert f"### `selfcare {command.name}`" in guide
    for act in APP_COMMANDS:
        assert act.sentence in guide
    for preference in PREFERENCES:
        assert f"| `{preference.key}` |" in guide


def test_every_act_of_a_command_is_in_the_guide() -> None:
    guide = read("docs/guide.md")
    for act in ACTS:
        assert f"#### `selfcare plan {act.name}`" in guide
    assert "#### `selfcare appointment move`" in guide


def test_every_code_is_explained_on_its_page() -> None:
    page = read("docs/codes.md")
    for code in explain.known():
        assert f"### `{code.word}`\n\n{code.says}" in page
        assert code.wrong in page and code.right in page


def test_every_key_of_a_plan_and_every_code_is_in_the_authors_guide() -> None:
    page = read("docs/plans.md")
    for table in TABLES.values():
        assert table.says in page
        for key in (*table.keys, *(key for keys in table.kinds.values() for key in keys)):
            assert f"| `{key.name}` |" in page
    for code in explain.known():
        assert f"| `{code.word}` |" in page


def test_the_checker_reports_the_listed_codes_and_no_other() -> None:
    goldens = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/planfile/bad").glob("*.txt")]
    reported = {
        code for text in goldens for code in re.findall(r"^(?:error|warning|note)\[([a-z/-]+)\]", text, re.MULTILINE)
    }
    unseen = {"encoding", "safety/script"}  # (no text file shows what is not text; the list of scripts is empty)
    assert reported | unseen == {code.word for code in explain.known()}


@pytest.mark.parametrize("page", ["README.md", "docs/plans.md"])
def test_whole_plans_in_the_documentation_have_no_problems(page: str) -> None:
    plans = [
        text for text in re.findall(r"```toml\n(.*?)```", read(page), re.DOTALL) if text.startswith("selfcare = 1")
    ]
    assert plans
    for text in plans:
        assert planfile.check_text(text).problems == ()


def test_the_example_that_the_app_shows_is_the_one_of_the_readme() -> None:
    assert f"```toml\n{EXAMPLE}```" in read("README.md")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/guide.md", "docs/plans.md", "docs/codes.md"])
def test_links_and_targets_exist(page: str) -> None:
    text = read(page)
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / link).exists(), link
    makefile = read("Makefile")
    for target in re.findall(r"\bmake ([a-z]+)\b", text):
        if f"`make {target}" in text or f"\nmake {target}" in text:
            assert f"\n{target}:" in makefile, target
