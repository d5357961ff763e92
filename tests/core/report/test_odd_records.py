"""Records that no screen of ours would make, from an import or another version: a page comes of them all the same."""

from __future__ import annotations

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.columns import columns
from selfcare.core.event import Event, Json
from selfcare.core.plan import Report
from selfcare.core.question import Body, Field, Log, Number, Scale, Simple, Text
from selfcare.share import report_text
from tests.core.report.person import DAY, PAIN, Person, plan
from tests.core.report.test_attention import AFTER, FEVER, HARM, INFECT
from tests.core.report.test_blocks import CALM, GOAL, PREP, STRESS

ALL = Log(
    "all",
    "All kinds",
    {
        "many": AFTER.fields["effects"],
        "hours": Field("hours", "Hours?", Number("h")),
        "where": Field("where", "Where?", Body()),
        "medicine": Field("medicine", "Any new medicine?", Text()),
        "long": Field("long", "How long?", Simple("duration")),
        "level": Field("level", "Pain", Scale(low=1, high=3), code=PAIN.code),
    },
    per="episode",
)
CHARTS = ("log.all.hours", "log.all.long", "log.all.where", "log.none.at-all")
PLAN = plan(
    DAY,
    AFTER,
    HARM,
    GOAL,
    STRESS,
    ALL,
    tags=("headache",),
    alerts={"infect": FEVER},
    warnings={"infect": INFECT},
    checklists={"prep": PREP},
    routines={"calm": CALM},
    reports={"r": Report("r", "R", charts=CHARTS)},
)
NAMES = sorted({field for log in PLAN.logs.values() for field in log.fields})
JSON: st.SearchStrategy[Json] = st.sampled_from(
    [True, None, -1, 0, 4, 10, 1e12, "", "fever", "none", "\x1b[2J[/]", "1", ["fever", "sore"], [], [3], {"a": 1}]
)
KINDS = (
    "entry.recorded",
    "item.ticked",
    "item.slipped",
    "item.kept",
    "run.finished",
    "step.done",
    "session.recorded",
    "appointment.made",
    "setting.changed",
    "episode.ended",
)
PATHS = (*(f"log.{name}" for name in PLAN.logs), "log.gone", "checklist.prep.coffee", "routine.calm", "pregnant", "")
ZONES = (UTC, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/Los_Angeles"))


@st.composite
def records(draw: st.DrawFn) -> list[Event]:
    found: list[Event] = []
    for number in range(draw(st.integers(0, 12))):
        zone, days = draw(st.sampled_from(ZONES)), draw(st.integers(-40, 60))
        answered = (Person.at(0) + timedelta(days=days, hours=draw(st.integers(0, 23)))).astimezone(zone)
        values = draw(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6))
        values |= {"local": f"{answered:%Y-%m-%dT%H:%M}", "zone": "Europe/Paris", "seconds": draw(JSON), "run": "1"}
        found.append(
            Event(
                id=f"{number:032}",
                device="elsewhere",
                kind=draw(st.sampled_from(KINDS)),
                answered=answered,
                plan=draw(st.sampled_from(["back", "", "other"])),
                path=draw(st.sampled_from(PATHS)),
                occurrence=draw(st.sampled_from(["", f"{0:032}", "2026-05-09"])),
                values=values,
                note=draw(st.sampled_from(["", "\u202e[@click=app.quit]"])),
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(records(), st.integers(-5, 60), st.sampled_from([None, "all", "appointment"]))
def test_a_page_of_them_stands_on_one_sheet(events: list[Event], today: int, since: str | None) -> None:
    person = Person(PLAN)
    person.events += events
    page = person.page(today, since=since)
    shown = report_text.lines(page)
    assert len(shown) <= 60
    assert max(map(columns, shown)) <= 80
    assert page.first <= page.last == person.at(today).date()
    for score in page.scores:
        assert score.n <= score.possible
        assert (score.change is None) == bool(score.missing)
    for done in page.done:
        assert done.of is None or 0 <= done.done <= done.of
