"""What `selfcare today` prints, and `selfcare` without a word."""

from __future__ import annotations

import json

import pytest

from selfcare import glance
from tests.cli.plans import write
from tests.cli.shell import Shell


def test_an_empty_home_has_nothing_for_today(selfcare: Shell) -> None:
    assert selfcare.works("today") == "Thu 3 Dec, 10:42\n\nNothing more for today\n"
    assert selfcare.works("today", "--line") == "\n"


def test_without_a_terminal_selfcare_prints_what_today_prints(selfcare: Shell) -> None:
    selfcare.works("use", "acupuncture-prep")
    selfcare.works("appointment", "add", "14:30")
    assert selfcare.works() == selfcare.works("today") != ""


def test_today_names_the_next_change_and_every_item(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    selfcare.works("use", "./my.toml")
    selfcare.works("appointment", "add", "14:30")
    text = selfcare.works("today")
    assert text.startswith("Thu 3 Dec, 10:42\n\nLast coffee in 1 h 48 min\n")
    assert "Write a list" in text
    assert "from 12:30" in text
    assert selfcare.works("today", "--line") == "last coffee 12:30 · Appointment 14:30\n"


def test_today_as_json_has_exactly_these_keys(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    selfcare.works("use", "my.toml")
    selfcare.works("appointment", "add", "14:30", "--with", "Dr Y")
    found = json.loads(selfcare.works("today", "--json"))
    assert list(found) == ["format", "now", "zone", "appointments", "items", "next"]
    assert (found["format"], found["now"], found["zone"]) == (1, "2026-12-03T10:42:00-08:00", "America/Los_Angeles")
    assert found["appointments"][0]["starts"] == "2026-12-03T14:30:00-08:00"
    assert found["appointments"][0]["with"] == "Dr Y"
    keys = ["plan", "path", "kind", "text", "state", "opens", "closes", "at", "why", "strength"]
    assert [list(item) for item in found["items"]] == [keys] * len(found["items"])
    assert {item["path"]: item["state"] for item in found["items"]} == {
        "checklist.prep.list": "open",
        "checklist.prep.coffee": "upcoming",
    }
    assert found["next"] == {
        "at": "2026-12-03T12:30:00-08:00",
        "path": "checklist.prep.coffee",
        "change": "opens",
    }


def test_times_are_written_as_chosen_or_as_the_locale_does(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    selfcare.works("appointment", "add", "14:30")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert selfcare.works("today").startswith("Thu 3 Dec, 10:42 am\n")
    assert selfcare.works("appointment", "list").endswith("Thu 3 Dec 2:30 pm\n")
    (selfcare.home / "config").mkdir()
    (selfcare.home / "config" / "config.toml").write_text('hours = "24"\n', encoding="utf-8")
    assert selfcare.works("today").startswith("Thu 3 Dec, 10:42\n")
    assert selfcare.works("today", "--line") == "Appointment 14:30\n"


def test_linear_today_is_plain_lines_and_a_dumb_terminal_gets_them_unasked(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    selfcare.works("appointment", "add", "14:30")
    lines = selfcare.works("today", "--linear")
    assert lines != selfcare.works("today")
    monkeypatch.setattr("selfcare.cli.today.is_plain_terminal", lambda: True)
    assert selfcare.works("today") == lines
    assert selfcare.works("today", "--line") == "Appointment 14:30\n"


def test_shapes_exclude_each_other(selfcare: Shell) -> None:
    assert "not allowed with" in selfcare.refused(2, "today", "--json", "--line")


def test_a_plan_that_can_no_longer_be_read_is_named_and_the_rest_goes_on(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selfcare.cli.shelf import JournalShelf

    monkeypatch.setattr(JournalShelf, "troubles", lambda self: ["'old' cannot be opened\x1b"])
    done = selfcare("today")
    assert (done.code, done.err) == (0, "selfcare: 'old' cannot be opened\ufffd\n")
    assert done.out.startswith("Thu 3 Dec, 10:42\n")


def test_today_leaves_a_glance_file_that_holds(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    found = glance.places()
    assert found is not None
    kept, journal, _ = found
    line = glance.read_line(kept, journal, 1796323320.0)
    assert line == "Appointment 14:30"


def test_a_picture_that_holds_outlives_today_and_one_that_does_not_is_gone(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    found = glance.places()
    assert found is not None
    kept, journal, _ = found
    now = 1796323320
    assert glance.write(
        kept, glance.key(journal), ((now, "x"),), now + 172800, drawn=now, picture="P", columns=80, rows=24
    )
    selfcare.works("today")
    assert glance.read_picture(kept, journal, now, 80, 24) == "P"
    selfcare.at("2026-12-05T10:00:00-08:00[America/Los_Angeles]")
    selfcare.works("today")
    assert glance.read_picture(kept, journal, now, 80, 24) is None
