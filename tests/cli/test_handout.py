"""`selfcare plan handout`: where the page goes, and what it says there."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare.cli.compose import environment
from tests.cli.plans import write
from tests.cli.shell import Shell


def test_a_page_goes_to_a_file_whose_name_says_what_it_is(selfcare: Shell) -> None:
    said = ("--appointment", "14:30", "--region", "us", "-o", "visit.html")
    done = selfcare("plan", "handout", "acupuncture-prep", *said)
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


def test_the_numbers_are_those_asked_for_or_of_the_plan_or_of_the_person(selfcare: Shell) -> None:
    write(Path("my.toml"))
    done = selfcare("plan", "handout", "my.toml", "--format", "text")
    assert "emergency: your local emergency number" in done.out
    told = "the page names no emergency number; --region uk puts them there, or ie, eu, us, ca, au, nz"
    assert done.err == f"selfcare: {told}\n"
    with environment() as env:
        env.shelf.choose("", "region", "nz")
    done = selfcare("plan", "handout", "my.toml", "--format", "text")
    assert ("emergency: 111" in done.out, done.err) == (True, "")
    of_uk = Path("my.toml").read_text(encoding="utf-8").replace("[plan]\n", '[plan]\nregion = "UK"\n')
    Path("my.toml").write_text(of_uk, encoding="utf-8")
    assert "emergency: 999" in selfcare.works("plan", "handout", "my.toml", "--format", "text")
    assert "emergency: 000" in selfcare.works("plan", "handout", "my.toml", "--format", "text", "--region", "au")
    assert "takes one of uk, ie, eu" in selfcare.refused(2, "plan", "handout", "my.toml", "--region", "de")


def test_a_day_that_is_past_is_told_so_and_printed(selfcare: Shell) -> None:
    done = selfcare("plan", "handout", "acupuncture-prep", "--appointment", "2026-11-03 14:30", "--region", "uk")
    assert done.err == "selfcare: 2026-11-03 14:30 is in the past; the page is for that day all the same\n"
    assert "Tue 3 Nov 2026 at 14:30" in done.out
