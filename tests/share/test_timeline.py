"""Simulated courses as people and programs get them: `NAME-WIDTH.txt` beside the plan is what is printed.

After a change of wording: `python -m tests.share.test_timeline` writes the texts anew; read them before you commit.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core.columns import columns
from selfcare.core.frozen import replace
from selfcare.core.grammar import moment
from selfcare.core.plan import Plan, ScriptedAnswer
from selfcare.core.simulation.course import simulate
from selfcare.core.simulation.happening import WORDS, Day, Happening, Timeline, What
from selfcare.core.simulation.persona import PERSONAS
from selfcare.core.simulation.setup import Setup, bounds, series
from selfcare.core.when import DayTime, Offset
from selfcare.share import timeline as told
from selfcare.share.timeline_html import STYLE, as_html
from selfcare.share.timeline_json import as_json
from selfcare.share.timeline_text import as_text
from tests.planfile.payloads import HOSTILE

HERE = Path(__file__).parent / "timelines"
VISIT = datetime(2026, 12, 3, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
GOLDEN = [("steady", 80), ("forgetful", 120), ("moved", 40), ("answers", 80), ("course", 60)]


def plan() -> Plan:
    found = planfile.check(HERE / "plan.toml").plan
    assert found is not None
    return found


def course(name: str) -> Timeline:
    """A persona's course, one with scripted answers, or one of two visits."""
    used, answers, count = plan(), [], 1
    if name == "answers":
        used = planfile.open_plan(HERE / "plan.toml", {"tea": "3h"})
        answers = [
            ScriptedAnswer(at("100m before"), "slip", "checklist.before.tea"),
            ScriptedAnswer(at("3h after"), "log", "how", {"pain": 8, "words": "tired"}),
            ScriptedAnswer(at("4h after"), "tick", "checklist.before.calm"),
            ScriptedAnswer(at("12h before"), "tick", "checklist.after.spots"),
        ]
    visits = series(used, VISIT, 2 if name == "course" else count)
    starts, ends = bounds(used, visits, VISIT)
    who = {"answers": "nobody", "course": "steady"}.get(name, name)
    return simulate(Setup(used, starts, ends, visits, PERSONAS[who], {}, tuple(answers)))


def at(text: str) -> Offset | DayTime:
    found = moment(text)
    assert isinstance(found, Offset | DayTime)
    return found


def text(name: str, width: int) -> str:
    return "\n".join(as_text(course(name), width)) + "\n"


@pytest.mark.parametrize(("name", "width"), GOLDEN)
def test_a_course_reads_like_this(name: str, width: int) -> None:
    assert text(name, width) == (HERE / f"{name}-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", [name for name, _ in GOLDEN])
@given(width=st.integers(40, 120))
def test_no_line_is_wider_than_its_page(name: str, width: int) -> None:
    assert max(map(columns, as_text(COURSES[name], width, hours="12"))) <= width


COURSES = {name: course(name) for name, _ in GOLDEN}


def test_days_on_end_on_which_the_same_happens_are_told_once() -> None:
    used = planfile.open_plan(Path(__file__).parent.parent.parent / "plans" / "daily-stress.toml")
    starts, ends = bounds(used, (), VISIT.replace(month=12, day=29), 10)
    stretches = told.stretches(simulate(Setup(used, starts, ends)))
    assert [stretch.heading for stretch in stretches] == [
        "Tue 29 Dec to Sat 2 Jan 2027 · every day",
        "Sun 3 Jan 2027",
        "Mon 4 Jan 2027 to Thu 7 Jan · every day",
    ]
    assert (stretches[0].first, stretches[0].last) == (date(2026, 12, 29), date(2027, 1, 2))


def test_the_guide_names_every_word_of_the_document_and_everybody_to_try_a_plan_on() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "plans.md").read_text(encoding="utf-8")
    section = guide.partition("## Trying a plan without waiting")[2].partition("## Every table and key")[0]
    for word in (*WORDS, *PERSONAS):
        assert f"`{word}`" in section


def test_a_page_has_no_script_and_nothing_from_elsewhere_and_shows_a_plan_as_written() -> None:
    page = "".join(as_html(course("answers"), note="<taken> for granted"))
    assert "<script" not in page
    assert "http" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;spots&lt;/b&gt; &amp; 針の跡" in page
    assert "&lt;taken&gt; for granted" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert outline.count["h1"] == 1
    assert outline.count["h2"] == outline.count["section"] >= 3


@pytest.mark.parametrize("ground", [("#fdfcf9", "light"), ("#1b1c1d", "dark")], ids=lambda ground: ground[1])
def test_every_ink_of_the_page_can_be_read_on_its_ground(ground: tuple[str, str]) -> None:
    block = STYLE.partition(f"--ground: {ground[0]}")[2]
    inks = re.findall(r"--(?:ink|soft|care|mark): (#[0-9a-f]{6})", block.partition("}")[0])
    assert len(inks) == 4
    assert min(contrast(ink, ground[0]) for ink in inks) >= 4.5


def contrast(one: str, other: str) -> float:
    """Of two colours, by WCAG."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Outline(HTMLParser):
    """Which elements are open, and how many of each there were."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.count: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_are_shown_and_never_obeyed(payload: str) -> None:
    hostile = replace(
        COURSES["steady"],
        days=[Day(VISIT.date(), (), (), (Happening(VISIT, "alerted", payload, "alert.x", says=payload),))],
        plan=replace(COURSES["steady"].plan, title=payload),
    )
    lines = as_text(hostile, 60)
    assert all(line.isprintable() or "\u200d" in line for line in lines)
    assert max(map(columns, lines)) <= 60
    outline = Outline()
    outline.feed("".join(as_html(hostile)))
    assert outline.open == []


def test_the_document_for_programs_is_as_the_guide_says() -> None:
    document = json.loads(json.dumps(as_json(course("answers"))))
    assert list(document) == [
        "format", "plan", "persona", "zone", "from", "until", "settings", "appointments", "days", "totals",
    ]  # fmt: skip
    assert document["format"] == 1
    assert document["settings"] == {"tea": "3h"}
    assert document["appointments"] == ["2026-12-03T14:30:00+01:00"]
    assert document["days"][0]["date"] == "2026-12-02"
    happenings = [each for day in document["days"] for each in day["happenings"]]
    assert {tuple(each) for each in happenings} == {
        ("at", "what", "path", "visit", "kind", "text", "until", "says", "level", "values", "seconds", "tones")
    }
    assert {each["what"] for each in happenings} <= set(get_args(What)) == set(WORDS) == set(told.MARKS)
    answered = next(each for each in happenings if each["what"] == "answered")
    assert answered["values"] == {"pain": 8, "words": "tired"}
    assert document["totals"]["refused"] == 1


if __name__ == "__main__":
    for one, broad in GOLDEN:
        (HERE / f"{one}-{broad}.txt").write_text(text(one, broad), encoding="utf-8")
