"""`selfcare plan preview` without a screen: what it refuses, which files it watches, and its world in memory."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from selfcare.cli.author.pretend import TravellingClock, world
from selfcare.cli.author.preview import appointment
from selfcare.cli.author.source import FileSource
from selfcare.core import acts
from selfcare.core.preview import Stretch, Watch
from selfcare.planfile.stages import Checked
from tests.cli.shell import Shell

VIENNA = ZoneInfo("Europe/Vienna")
PLAN = 'selfcare = 1\n\n[plan]\ntitle = "{title}"\n\n[checklist.prep.rest]\ncheck = "Rest"\nat = "2h before"\n'


def write(path: Path, title: str, extends: str = "") -> None:
    text = PLAN.format(title=title)
    path.write_text(text.replace("[plan]\n", f"[plan]\n{extends}"), encoding="utf-8")


def test_without_a_screen_it_names_what_says_the_same_in_lines(selfcare: Shell) -> None:
    for words in (("my-plan.toml",), ("--linear", "my-plan.toml")):
        said = selfcare.refused(2, "plan", "preview", *words)
        assert "selfcare plan check" in said
        assert "selfcare plan simulate" in said


def test_a_zone_that_there_is_not_is_refused(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfcare.cli.terminal.is_full_screen", lambda: True)
    assert "Europe/Vienna" in selfcare.refused(2, "plan", "preview", "my-plan.toml", "--zone", "Vienna")
    assert "there is no plan" in selfcare.refused(4, "plan", "preview", "acupunture")


def test_the_visit_is_in_four_hours_unless_one_is_given() -> None:
    now = datetime(2026, 12, 3, 10, 42, 7, tzinfo=VIENNA)
    assert appointment(None, now) == datetime(2026, 12, 3, 14, 30, tzinfo=VIENNA)
    assert appointment("fri 9:00", now) == datetime(2026, 12, 4, 9, tzinfo=VIENNA)


def test_the_clock_runs_on_from_where_it_was_set_also_through_a_change_of_clocks() -> None:
    seconds = [0.0]
    clock = TravellingClock(datetime(2026, 3, 29, 1, 59, tzinfo=VIENNA), lambda: seconds[0])
    seconds[0] = 120.0
    assert clock.now().isoformat() == "2026-03-29T03:01:00+02:00"
    clock.to(datetime(2026, 3, 28, 12, tzinfo=VIENNA))
    seconds[0] = 150.0
    assert clock.now() == datetime(2026, 3, 28, 12, 0, 30, tzinfo=VIENNA)


def test_a_change_of_what_a_plan_extends_or_of_its_translations_is_seen(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", "Base")
    plan = tmp_path / "mine.toml"
    write(plan, "Mine", 'extends = "base.toml"\n')
    source = FileSource(plan, VIENNA, lambda checked: None)
    assert source.read().title == "Mine", source.read().findings
    before = source.stamp()
    assert source.stamp() == before
    write(tmp_path / "base.toml", "Another base")
    after = source.stamp()
    assert after != before
    (tmp_path / "notes.txt").write_text("nothing of a plan's", encoding="utf-8")
    assert source.stamp() == after
    (tmp_path / "mine.fr.toml").write_text("", encoding="utf-8")
    assert source.stamp() != after
    plan.unlink()
    assert source.stamp() is None


def test_what_cannot_be_read_as_a_file_is_a_finding(tmp_path: Path) -> None:
    reading = FileSource(tmp_path, VIENNA, lambda checked: None).read()
    assert reading.count("error") == 1
    assert not reading.is_shown


def test_a_file_is_read_once_for_each_change() -> None:
    watch = Watch()
    watch.begin(1)
    assert [watch.step(stamp) for stamp in (1, 1, 2, 3, 3, 3, 1, 1)] == [
        False,
        False,
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_the_shelf_holds_the_one_plan_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    visit = datetime(2026, 12, 3, 14, 30, tzinfo=VIENNA)
    stretch = Stretch.around(visit)
    clock = TravellingClock(visit - timedelta(hours=4), lambda: 0.0)
    env, shelf = world(clock, stretch)

    def take(checked: Checked) -> None:
        assert checked.closure is not None
        assert checked.plan is not None
        shelf.take(checked.closure, checked.plan)

    source = FileSource(tmp_path / "mine.toml", VIENNA, take)
    for title in ("One", "Two"):
        write(tmp_path / "mine.toml", title)
        source.read()
        source.take()
        assert [one.title for one in env.shelf.listed()] == [title]
        assert [used.plan.title for used in env.shelf.in_use()] == [title]
    env.shelf.choose("", "pregnant", True)
    assert env.shelf.cautions() == {"pregnant": True}
    chosen = env.journal.last()
    assert chosen is not None
    env.journal.append(acts.undo(chosen, acts.stamp(env)))
    assert env.shelf.cautions() == {}
