"""`selfcare plan simulate`: a course without waiting, from the command line, on a clock that stands still."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfcare.core.columns import columns
from selfcare.core.simulation.persona import PERSONAS
from tests.cli.shell import Shell

DAILY = """selfcare = 1
[plan]
title = "Daily"
[routine.calm]
title = "Calm"
every = "day"
at = "01:30"
[[routine.calm.steps]]
breathe = "long-exhale"
"""


def test_without_an_appointment_one_a_week_from_today_is_taken_and_said(selfcare: Shell) -> None:
    text = selfcare.works("plan", "simulate", "acupuncture-prep")
    assert "no --appointment was given: Thu 10 Dec 14:30 is taken, a week from today" in " ".join(text.split())
    assert "Acupuncture Thu 10 Dec 14:30" in text
    assert "America/Los_Angeles" in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-12-03 14:30", "Thu 3 Dec 14:30"),
        ("tomorrow 2:30 pm", "Fri 4 Dec 14:30"),
        ("sat 9:00", "Sat 5 Dec 09:00"),
        ("2026-11-20 9:00", "Fri 20 Nov 09:00"),
    ],
)
def test_an_appointment_is_typed_as_everywhere_also_one_in_the_past(selfcare: Shell, typed: str, shown: str) -> None:
    assert f"Acupuncture {shown}" in selfcare.works("plan", "simulate", "aftercare", "--appointment", typed)


def test_a_course_is_several_times_or_so_many_visits(selfcare: Shell) -> None:
    text = selfcare.works("plan", "simulate", "aftercare", "--appointment", "2026-12-03 14:30", "--visits", "3")
    assert "Acupuncture Thu 3 Dec 14:30, the first of 3" in text
    assert "Thu 17 Dec · Acupuncture 14:30" in text
    text = selfcare.works(
        "plan", "simulate", "aftercare", "--appointment", "2026-12-08 10:00", "--appointment", "2026-12-03 14:30"
    )
    assert "Acupuncture Thu 3 Dec 14:30, the first of 2" in text
    assert "Tue 8 Dec · Acupuncture 10:00" in text


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_a_text_keeps_to_its_columns(selfcare: Shell, width: str) -> None:
    text = selfcare.works("plan", "simulate", "acupuncture-prep", "--width", width, "--persona", "forgetful")
    assert int(width) - 30 < max(columns(line) for line in text.splitlines()) <= int(width)


def test_settings_zone_and_answers_count(selfcare: Shell, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(
        '[[answers]]\nat = "3h before"\nslip = "checklist.prep.caffeine"\n'
        '[[answers]]\nat = "1h before"\nlog = "stress"\nvalues = { level = 8 }\n',
        encoding="utf-8",
    )
    document = json.loads(
        selfcare.works(
            *("plan", "simulate", "acupuncture-prep", "--persona", "nobody", "--answers", str(answers)),
            *("--set", "caffeine=4h", "--set", "pregnant=yes", "--zone", "Asia/Kolkata", "--format", "json"),
            *("--appointment", "2026-12-03 14:30"),
        )
    )
    found = {(each["what"], each["path"]): each for day in document["days"] for each in day["happenings"]}
    assert document["settings"] == {"caffeine": "4h"}
    assert document["zone"] == "Asia/Kolkata"
    assert found["opens", "checklist.prep.caffeine"]["at"] == "2026-12-03T10:30:00+05:30"
    assert found["slipped", "checklist.prep.caffeine"]["at"] == "2026-12-03T11:30:00+05:30"
    assert found["answered", "log.stress"]["values"] == {"level": 8}


def test_answers_that_are_wrong_are_told_with_their_place(selfcare: Shell, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    for text, code, place in (
        ('[[answers]]\nat = "3 h before"\ntick = "checklist.prep.phone"\n', "value", "2:7"),
        ('[[answers]]\nat = "3h before"\ntick = "checklist.prep.fone"\n', "unknown-name", "3:9"),
        ('[[answers]]\nat = "3h before"\ntick = "checklist.prep.phone"\nlog = "pain"\n', "kind", "4:1"),
        ('[[answer]]\nat = "3h before"\n', "unknown-key", "1:3"),
        ("[[answers]]\nat = 3h before\n", "syntax", "2:6"),
    ):
        answers.write_text(text, encoding="utf-8")
        done = selfcare("plan", "simulate", "acupuncture-prep", "--answers", str(answers))
        assert done.code == 1, text
        assert done.out.startswith(f"error[{code}]:"), done.out
        assert f"answers.toml:{place}" in done.out


def test_a_page_is_written_to_a_file_and_never_over_another_unasked(selfcare: Shell, tmp_path: Path) -> None:
    page = tmp_path / "course.html"
    words = ("plan", "simulate", "aftercare", "--format", "html", "-o", str(page))
    assert selfcare.works(*words) == ""
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "--force" in selfcare.refused(2, *words)
    assert selfcare.works(*words, "--force") == ""


def test_people_to_try_a_plan_on_are_listed_each_in_a_sentence(selfcare: Shell) -> None:
    lines = selfcare.works("plan", "simulate", "--persona", "list").splitlines()
    assert [line.split()[0] for line in lines] == list(PERSONAS)
    assert all(line.endswith(".") and len(line) <= 120 for line in lines)


def test_a_daily_plan_is_played_for_a_week_or_so_many_days_from_a_day_on(selfcare: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "daily.toml"
    plan.write_text(DAILY, encoding="utf-8")
    text = selfcare.works("plan", "simulate", str(plan))
    assert "Thu 3 Dec to Wed 9 Dec 2026" in text
    text = selfcare.works("plan", "simulate", str(plan), "--from", "2026-12-24", "--days", "2")
    assert "Thu 24 Dec to Fri 25 Dec 2026" in text


def test_a_plan_that_is_taken_up_late_has_only_what_is_still_to_come(selfcare: Shell) -> None:
    words = ("plan", "simulate", "acupuncture-prep", "--appointment", "2026-12-03 14:30")
    assert "Write down every medicine" in selfcare.works(*words, "--from", "2026-12-02")
    assert "Thu 26 Nov" not in selfcare.works(*words, "--from", "2026-12-02")


def test_on_the_day_the_clocks_change_a_routine_that_has_no_time_is_at_the_first_that_is(
    selfcare: Shell, tmp_path: Path
) -> None:
    plan = tmp_path / "daily.toml"
    plan.write_text(DAILY.replace("01:30", "02:30"), encoding="utf-8")
    words = ("plan", "simulate", str(plan), "--zone", "Europe/Paris", "--format", "json", "--persona")
    times = {}
    for who in ("clocks-forward", "clocks-back"):
        document = json.loads(selfcare.works(*words, who))
        times[who] = [each["at"] for day in document["days"] for each in day["happenings"] if each["what"] == "opens"]
    assert times["clocks-forward"][1:4] == [
        "2027-03-27T02:30:00+01:00", "2027-03-28T03:00:00+02:00", "2027-03-29T02:30:00+02:00",
    ]  # fmt: skip
    assert times["clocks-back"][2] == "2027-10-31T02:30:00+02:00"


def test_what_cannot_be_simulated_is_refused_with_what_to_write(selfcare: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('selfcare = 1\n[plan]\ntitle = "x"\n[checklist.a.b]\ncheck = "x"\nat = "8pm"\n', encoding="utf-8")
    simulate = ("plan", "simulate")
    assert "FILE is missing" in selfcare.refused(2, *simulate)
    assert "`selfcare plan check`" in selfcare.refused(1, *simulate, str(broken))
    selfcare.refused(3, *simulate, "./nothing.toml")
    assert "did you mean" in selfcare.refused(4, *simulate, "acupuncture-pre")
    prep = (*simulate, "acupuncture-prep")
    assert "did you mean 'forgetful'?" in selfcare.refused(4, *prep, "--persona", "forgetfull")
    assert "Europe/Paris" in selfcare.refused(2, *prep, "--zone", "Paris")
    assert "did you mean caffeine?" in selfcare.refused(2, *prep, "--set", "cafeine=4h")
    assert "at most 4h" in selfcare.refused(2, *prep, "--set", "caffeine=9h")
    assert "NAME=VALUE" in selfcare.refused(2, *prep, "--set", "caffeine")
    assert "yes or no" in selfcare.refused(2, *prep, "--set", "pregnant=maybe")
    assert "40 to 120" in selfcare.refused(2, *prep, "--width", "39")
    assert "never go back" in selfcare.refused(2, *prep, "--zone", "UTC", "--persona", "clocks-back")
    assert "is not a time" in selfcare.refused(2, *prep, "--appointment", "soon")
    assert "leave it out" in selfcare.refused(
        2, *prep, "--appointment", "fri 10:00", "--appointment", "sat 10:00", "--visits", "3"
    )


def test_nothing_is_kept_of_a_simulation(selfcare: Shell) -> None:
    selfcare.works("plan", "simulate", "acupuncture-prep")
    assert not list(selfcare.home.rglob("*.db"))
    assert selfcare.works("history", "--json").count('"id"') == 0
