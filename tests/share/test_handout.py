"""The handout: every step of every plan is on paper, by the clock of the appointment, and nothing it says acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
import tomli_w

from selfcare import planfile
from selfcare.core.handout import Handout, handout, paths
from selfcare.core.plan import Plan
from selfcare.core.regions import CRISIS
from selfcare.core.stops import lay_out
from selfcare.share import handout_html, handout_text
from tests.faces import course_of, plan
from tests.planfile.payloads import HOSTILE

LONDON = ZoneInfo("Europe/London")
VISIT = datetime(2026, 12, 3, 14, 30, tzinfo=LONDON)
PLANS = [one.id for one in planfile.shipped()]


def as_html(page: Handout) -> str:
    return "".join(handout_html.html(page))


def as_text(page: Handout) -> str:
    return "\n".join(handout_text.lines(page))


def own(text: str) -> Plan:
    checked = planfile.check_text(f'selfcare = 1\n[plan]\ntitle = "Mine"\n{text}')
    assert checked.plan, planfile.as_text(checked.problems, checked.texts)
    return checked.plan


def words(text: str) -> str:
    """The text without its layout: markup, boxes and line ends."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).replace("[ ]", " ").split())


def said(of: Plan) -> Iterator[str]:
    """What somebody with the page in hand has to read: every text of every step, and every question."""
    for name in (*of.checklists, *of.routines):
        for stop in lay_out(of, course_of(of, name)):
            yield from filter(None, (getattr(stop.action, "words", ""), stop.note, stop.why))
    for log in of.logs.values():
        for field in log.fields.values():
            yield field.ask
    yield CRISIS
    for name in of.shown_warnings:
        if name != "crisis":
            yield of.warnings[name].say


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("starts", [VISIT, None], ids=["an appointment", "none"])
def test_every_step_of_every_plan_is_on_paper(name: str, starts: datetime | None) -> None:
    of = plan(name)
    page = handout(of, starts)
    items = [f"checklist.{one.name}.{item}" for one in of.checklists.values() for item in one.items]
    steps = [f"routine.{one.name}.{step.name}" for one in of.routines.values() for step in one.steps]
    assert sorted(paths(page)) == sorted([*items, *steps, *(f"log.{log}" for log in of.logs)])
    for shown in (words(as_html(page)), words(as_text(page))):
        missing = [text for text in said(of) if " ".join(text.split()) not in shown]
        assert missing == []
        assert f"version {of.version}" in shown


def test_times_are_those_of_the_appointment_and_stand_in_their_order() -> None:
    text = as_text(handout(plan("acupuncture-prep"), VISIT))
    assert "Acupuncture, Thu 3 Dec 2026 at 14:30, 50 min" in text
    lines = [
        "THU 26 NOV",
        "[ ] 14:30 to Thu 3 Dec 12:30  Write down every medicine",
        "THU 3 DEC",
        "[ ] 12:30 to 13:30  Eat a light meal",
        "[ ] 12:30 to 14:30  no: Coffee",
    ]
    places = [text.index(line) for line in lines]
    assert places == sorted(places)
    assert "2:30 pm" in as_text(handout(plan("acupuncture-prep"), VISIT, hours="12"))


def test_a_day_before_is_the_same_clock_time_across_a_clock_change() -> None:
    of = own('[checklist.prep.a]\ncheck = "Walk"\nfrom = "1d before"\nuntil = "2h before"\n')
    page = handout(of, datetime(2026, 3, 29, 9, 0, tzinfo=LONDON))
    assert [(group.heading, group.rows[0].when) for group in page.groups] == [
        ("Sat 28 Mar", "09:00 to Sun 29 Mar 07:00")
    ]


def test_without_an_appointment_times_are_told_from_it() -> None:
    of = own('[checklist.prep]\ntitle = "Prep"\n[checklist.prep.a]\navoid = "Tea"\nfrom = "2h before"\n')
    (group,) = handout(of).groups
    assert (group.heading, group.rows[0].when, group.rows[0].kind) == ("Prep", "from 2 h before", "leave out")


def test_numbers_to_call_are_those_of_the_region() -> None:
    assert "emergency: 999" in as_text(handout(plan("acupuncture-prep"), region="uk"))
    assert "your local emergency number" in as_text(handout(plan("acupuncture-prep")))


class Balanced(HTMLParser):
    """Refuses what is not closed, and what could load or run anything."""

    VOID = frozenset({"meta", "br"})
    KNOWN = frozenset(
        ("html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "main", "section", "ul", "li")
    ) | {"span", "div", "footer", "strong", "br"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.KNOWN
        assert {name for name, _ in attrs} <= {"class", "lang", "charset", "name", "content"}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("payload", [each for each in HOSTILE if "{gap}" not in each])
def test_nothing_that_a_plan_says_acts_on_the_page(payload: str) -> None:
    item = {"check": f"{payload} x", "why": f"y {payload}", "from": "2h before"}
    text = tomli_w.dumps({"selfcare": 1, "plan": {"title": "Mine"}, "checklist": {"prep": {"a": item}}})
    of = planfile.load({"plan.toml": text})
    parser = Balanced()
    shown = as_html(handout(of, VISIT))
    parser.feed(shown)
    assert parser.open == []
    assert not re.search(r"https?:|@import|url\(|javascript:", re.sub(r"<body>.*", "", shown, flags=re.DOTALL))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown + as_text(handout(of, VISIT)))


@pytest.mark.parametrize("name", PLANS)
def test_the_page_is_whole_and_prints_in_black_on_white(name: str) -> None:
    parser, shown = Balanced(), as_html(handout(plan(name), VISIT))
    parser.feed(shown)
    assert parser.open == []
    assert "color-scheme: light" in shown and "@media print" in shown and "@page { margin" in shown
    size = re.search(r"--print: ([\d.]+)pt", shown)
    assert size and 9 <= float(size[1]) <= 11


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_of_the_text_is_wider_than_it_has_to_be(width: int) -> None:
    for name in PLANS:
        assert max(map(len, handout_text.lines(handout(plan(name), VISIT), width))) <= width


NOTED = """
contact = "River Clinic, 555 0134"
cautions = ["Take care.", "take care."]
[log.ache]
title = "Ache"
[log.ache.level]
scale = "How strong is it?"
[checklist.prep.before]
log = "ache"
from = "1d before"
until = "1h before"
[checklist.prep.after]
log = "ache"
from = "2h after"
"""


def test_a_log_has_room_for_each_time_that_it_is_asked() -> None:
    (once,) = handout(own(NOTED)).asked
    assert (once.when, once.times, once.more) == ("1 day before, 2 h after", ("1 day before", "2 h after"), False)
    daily = own(f'{NOTED}[routine.day]\nevery = "day"\n[[routine.day.steps]]\nid = "ache"\nlog = "ache"\n')
    (more,) = handout(daily).asked
    assert (more.when, more.more) == ("1 day before, 2 h after, every day", True)
    for shown in (words(as_html(handout(daily))), words(as_text(handout(daily)))):
        assert shown.count("0 1 2 3 4 5 6 7 8 9 10") == 2
        assert "For more answers take a sheet of your own." in shown


def test_whom_to_ask_stands_by_the_warnings_and_a_caution_stands_once() -> None:
    text = as_text(handout(own(NOTED), region="uk"))
    assert "  crisis line: Samaritans 116 123\n  Not urgent? River Clinic, 555 0134\n" in text
    assert text.lower().count("take care.") == 1
    assert "<p>Not urgent? River Clinic, 555 0134</p>" in as_html(handout(own(NOTED)))


def test_a_row_that_may_begin_a_column_names_its_day_where_there_are_several() -> None:
    of = own(NOTED)
    assert '<span class="when">Wed 14:30 to' in as_html(handout(of, VISIT))
    one = own('[checklist.prep.a]\ncheck = "Walk"\nfrom = "2h before"\n')
    assert '<span class="when">12:30 to' in as_html(handout(one, VISIT))


def test_what_is_said_in_a_sitting_has_a_heading_like_the_others() -> None:
    of = own('[routine.day]\n[[routine.day.steps]]\nid = "sit"\nmeditate = "breath"\nfor = "5m"\n')
    assert "\nBREATH, 5 MIN\n" in as_text(handout(of))
