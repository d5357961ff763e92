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
from selfcare.core.report.compose import compose
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


def test_what_is_read_for_a_page_is_all_that_counts() -> None:
    course = CASES["eight-weeks"]()
    choices, env = CHOICES["eight-weeks"], course.env
    whole = compose([course.plan], env.journal.events(), env.clock.now(), choices, logs=env.shelf.logs())
    assert whole == page("eight-weeks")


def test_the_first_minutes_of_a_visit_find_what_they_need() -> None:
    shown = " ".join("".join(FORMS["txt"](page("eight-weeks"))).split())
    for words in (
        "warning sign: fever, or a needle spot that is red, hot or swollen; needed care; after visit 4",
        '"Carry my shopping home"',
        "6.5 4 -2.5, -38% 48 of 57 days clear change, better (0 to 10, lower is better)",
        "+1, +25% 48 of 57 days no agreed band (0 to 10, higher is better)",
        "6 kept, 1 planned, 1 cancelled",
        "3 1 Oct 16:00 kept, moved 4 to 3",
        'caffeine, visit 2: "an espresso, I forgot"',
        '"doctor halved the naproxen, from 500 to 250 mg"',
        "39 of 58 days, 390 min, stress 5 to 4 (median of 39 times)",
        "matters most today: Can I go back to the garden?",
        "2 Can I swim?",
        "Days without any answer: 4 of 58.",
        "based on groups, may not fit you",
        "This page cannot say what caused a change.",
    ):
        assert words in shown, words


def test_an_answer_of_the_day_before_says_nothing_about_a_visit_that_is_still_to_come() -> None:
    course = CASES["month"]()
    course.log("pain", {"level": 5})
    shown = gather(course.env, [course.plan], Choices())
    (coming,) = [visit for visit in shown.visits if visit.status == "planned"]
    assert (coming.before, coming.after) == (None, None)
