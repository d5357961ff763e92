"""`selfcare plan handout`: where the page goes, and what it says there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.plans import write
from tests.cli.shell import Shell


def test_a_page_goes_to_a_file_whose_name_says_what_it_is(selfcare: Shell) -> None:
    done = selfcare("plan", "handout", "acupuncture-prep", "--appointment", "14:30", "-o", "visit.html")
    assert (done.code, done.out) == (0, "")
    assert done.err == "selfcare: wrote visit.html; open it in a browser to print it\n"
    shown = Path("visit.html").read_text(encoding="utf-8")
    assert shown.startswith("<!doctype html>")
    assert "Acupuncture, Thu 3 Dec 2026 at 14:30" in shown
    assert "visit.html is there already" in selfcare.refused(
        2, "plan", "handout", "acupuncture-prep", "-o", "visit.html"
    )
    selfcare.works("plan", "handout", "acupuncture-prep", "-o", "visit.txt")
    assert Path("visit.txt").read_text(encoding="utf-8").startswith("Getting ready for an acupuncture visit\n===")


@pytest.mark.parametrize(("form", "begins"), [("html", "<!doctype html>"), ("text", "My preparation\n===")])
def test_a_file_that_is_not_in_use_can_be_printed(selfcare: Shell, form: str, begins: str) -> None:
    write(Path("my.toml"))
    assert selfcare.works("plan", "handout", "my.toml", "--format", form).startswith(begins)


def test_what_is_no_time_is_told_so(selfcare: Shell) -> None:
    told = selfcare.refused(2, "plan", "handout", "acupuncture-prep", "--appointment", "soon")
    assert "is not a time; write" in told
