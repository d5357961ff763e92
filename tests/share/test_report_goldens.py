"""Whole pages as a practitioner gets them, kept beside the plans they are about. Read each difference as one would read
it in the first five minutes of a visit: is everything there, and does anything mislead?

`pytest tests/share --golden-update` keeps them as they are now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from selfcare.core.columns import columns
from selfcare.core.report.gather import gather
from selfcare.core.report.page import Choices, Page
from selfcare.share import report_html, report_json, report_markdown, report_text
from tests.course import CASES
from tests.share.test_report import checked

HERE = Path(__file__).parent / "reports"

CHOICES = {
    "eight-weeks": Choices(
        since="all",
        label="R.K.",
        matters="Can I go back to the garden?",
        questions=("Do I go on after eight visits?", "Can I swim?"),
    ),
    "three-years": Choices(since="all"),
    "hostile": Choices(since="all", label="[b]x[/b]<i>", matters="</p><script>alert(1)</script>"),
}
"""What the person chose; the others take what is usual."""


@cache
def page(name: str) -> Page:
    """The page of a case."""
    course = CASES[name]()
    return gather(course.env, [course.plan], CHOICES.get(name, Choices()))


FORMS: dict[str, Callable[[Page], str]] = {
    "txt": lambda made: "".join(f"{line}\n" for line in report_text.lines(made)),
    "md": lambda made: "".join(f"{line}\n" for line in report_markdown.lines(made)),
    "html": lambda made: "".join(report_html.html(made)),
    "json": lambda made: json.dumps(report_json.as_json(made), indent=2) + "\n",
}

KEPT = [
    *((name, "txt") for name in CASES),
    *((name, "md") for name in ("eight-weeks", "hostile")),
    *((name, "html") for name in ("eight-weeks", "right-to-left")),
    *((name, "json") for name in ("two-entries", "higher-is-better")),
]


@pytest.mark.parametrize(("name", "form"), KEPT, ids=lambda given: str(given))
def test_a_page_reads_as_it_was_kept(name: str, form: str, request: pytest.FixtureRequest) -> None:
    path, shown = HERE / f"{name}.{form}", FORMS[form](page(name))
    if request.config.getoption("--golden-update"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_every_case_fits_and_is_harmless_in_every_form(name: str) -> None:
    made = page(name)
    shown = report_text.lines(made)
    assert len(shown) <= 60
    assert max(map(columns, shown)) <= 80
    checked(FORMS["html"](made))
    assert json.loads(FORMS["json"](made))["format"] == 1
    assert not set("\x1b\u202e\u200b") & set(FORMS["md"](made))
