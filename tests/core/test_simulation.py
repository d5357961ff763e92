"""A simulated course is what the app would show: at every instant, for everybody, also where clocks change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core import agenda as agendas
from selfcare.core import ledger, when
from selfcare.core.agenda import Agenda
from selfcare.core.grammar import moment
from selfcare.core.plan import Plan, ScriptedAnswer
from selfcare.core.question import accept
from selfcare.core.simulation import course, doing, persona
from selfcare.core.simulation.course import simulate
from selfcare.core.simulation.happening import Happening, Timeline
from selfcare.core.simulation.persona import PERSONAS
from selfcare.core.simulation.setup import Setup, bounds, change_day, series, waits_for
from selfcare.core.simulation.world import World
from selfcare.core.when import DayTime, Offset, Span
from tests.plans.simulate import SHIPPED, checked, chosen
from tests.tui import fakes

PARIS = ZoneInfo("Europe/Paris")
VISIT = datetime(2026, 12, 3, 14, 30, tzinfo=PARIS)
GOOD = Path(__file__).parent.parent / "planfile" / "good"
PLANS = (*SHIPPED, "everything")
ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC")]
DAYS = [
    datetime(2026, 10, 25),
    datetime(2027, 3, 28),
    datetime(2026, 11, 1),
    datetime(2027, 4, 4),
    datetime(2026, 12, 3),
]


ONCE = ("opens", "missed", "asked", "done", "kept")
"""What happens to an item of a visit once, unless the visit is moved."""


@cache
def plan_of(name: str) -> Plan:
    """A plan of the library, or the one that has everything."""
    if name != "everything":
        return checked(name)
    plan = planfile.check(GOOD / "everything.toml").plan
    assert plan is not None
    return plan


def setup(
    name: str = "acupuncture-prep",
    who: str = "steady",
    first: datetime = VISIT,
    count: int = 1,
    answers: Sequence[ScriptedAnswer] = (),
    plan: Plan | None = None,
) -> Setup:
    """A course from the first thing that opens to the last that closes."""
    plan = plan or plan_of(name)
    visits = series(plan, first, count) if waits_for(plan) else ()
    starts, ends = bounds(plan, visits, first, answers=answers)
    return Setup(plan, starts, ends, visits, PERSONAS[who], {}, tuple(answers))


def happenings(timeline: Timeline) -> list[Happening]:
    """All of them, in order."""
    return [each for day in timeline.days for each in day.happenings]


def told(timeline: Timeline, what: str) -> dict[str, str]:
    """Last words of paths, and when it happened: `Thu 12:30`."""
    return {each.path.rpartition(".")[2]: f"{each.at:%a %H:%M}" for each in happenings(timeline) if each.what == what}


def states(agenda: Agenda) -> dict[tuple[str, str], tuple[str, bool]]:
    """How each line stands; a simulation tells warning cards as cards, and not as lines as well."""
    lines = [line for line in agenda.lines if not line.path.startswith("warning.")]
    return {(line.path, line.occurrence): (line.state, line.to_ask) for line in lines}


def live(played: Setup, world: World, now: datetime) -> Agenda:
    """The agenda that the app reads from a journal with what was recorded up to `now`."""
    app = fakes.World(clock=fakes.FakeClock(instant=now))
    app.shelf.used = [played.plan]
    app.shelf.since = played.starts
    app.journal.append(*(event for event in world.events if event.answered.timestamp() <= now.timestamp()))
    return agendas.read(app.env)


@settings(max_examples=12)
@given(
    name=st.sampled_from(PLANS),
    who=st.sampled_from(list(PERSONAS)),
    zone=st.sampled_from(ZONES),
    day=st.sampled_from(DAYS),
    minute=st.integers(0, 1439),
    count=st.integers(1, 2),
    shares=st.lists(st.floats(0, 1, exclude_max=True), min_size=4, max_size=8),
)
def test_at_any_instant_a_simulation_stands_where_the_app_would(
    name: str, who: str, zone: ZoneInfo, day: datetime, minute: int, count: int, shares: list[float]
) -> None:
    first = when.local(day.date(), time(minute // 60, minute % 60), zone)
    played = setup(name, who, first, count)
    world = World(played.plan, played.starts)
    moments = list(course.play(played, world))
    assert all(sooner.now.timestamp() < later.now.timestamp() for sooner, later in pairwise(moments))
    length = played.ends.timestamp() - played.starts.timestamp()
    for share in shares:
        now = datetime.fromtimestamp(min(played.starts.timestamp() + share * length, played.ends.timestamp() - 1), zone)
        last = [each for each in moments if each.now.timestamp() <= now.timestamp()][-1]
        assert states(last.agenda) == states(live(played, world, now))


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("name", PLANS)
def test_every_plan_is_walked_by_everybody_from_its_first_day_to_its_last(name: str, who: str) -> None:
    played = setup(name, who)
    timeline = simulate(played)
    dates = [day.date for day in timeline.days]
    assert dates[0] == played.starts.date()
    assert dates[-1] == played.ends.date() - timedelta(days=1)
    assert len(dates) == (dates[-1] - dates[0]).days + 1
    found = happenings(timeline)
    assert all(sooner.at.timestamp() <= later.at.timestamp() for sooner, later in pairwise(found))
    assert not any(each.what == "refused" for each in found)
    if who != "moved":
        of_visits = [each for each in found if each.visit and not each.path.startswith("routine.")]
        once = [(each.what, each.path, each.visit) for each in of_visits if each.what in ONCE]
        assert len(once) == len(set(once))
    assert simulate(played) == timeline


@pytest.mark.parametrize("name", SHIPPED)
def test_who_does_everything_misses_nothing_by_day(name: str) -> None:
    assert told(simulate(setup(name)), "missed") == {}


def test_nobody_does_nothing() -> None:
    timeline = simulate(setup("acupuncture-prep", "nobody"))
    assert {each.what for each in happenings(timeline)} == {"opens", "missed", "asked", "begins", "ends"}
    assert {event.kind for event in timeline.events} == {"appointment.made"}


def test_who_works_at_night_sleeps_through_windows_of_the_day() -> None:
    timeline = simulate(setup("acupuncture-prep", "night-shift"))
    assert {"light-meal", "arrive", "settle"} <= set(told(timeline, "missed"))
    awake = [each for each in happenings(timeline) if each.what in ("done", "kept")]
    assert awake
    assert all(each.at.time() >= time(16) or each.at.time() < time(8) for each in awake)


def test_an_early_riser_does_in_the_night_of_others_what_is_open_then() -> None:
    early = VISIT.replace(hour=8, minute=0)
    assert told(simulate(setup("acupuncture-prep", "early-riser", early)), "done")["clothes"] == "Thu 05:00"
    assert told(simulate(setup(first=early)), "done")["clothes"] == "Thu 07:00"


def test_a_visit_that_is_moved_the_evening_before_takes_its_hours_with_it() -> None:
    timeline = simulate(setup("acupuncture-prep", "moved"))
    assert told(timeline, "moved") == {"": "Wed 19:00"}
    assert timeline.days[-1].visits == (VISIT.replace(hour=9, minute=0),)
    opens, done = told(timeline, "opens"), told(timeline, "done")
    assert (opens["alcohol"], opens["clothes"], opens["caffeine"]) == ("Wed 21:00", "Thu 06:00", "Thu 07:00")
    assert done["clothes"] == "Thu 07:00"
    assert told(timeline, "asked")["caffeine"] == "Thu 09:00"
    assert told(timeline, "kept")["caffeine"] == "Thu 09:50"


def test_a_visit_that_is_early_anyway_is_moved_to_the_afternoon() -> None:
    timeline = simulate(setup("acupuncture-prep", "moved", VISIT.replace(hour=8)))
    assert timeline.days[-1].visits == (VISIT.replace(hour=15, minute=0),)


def test_of_a_visit_that_is_cancelled_nothing_is_asked_any_more() -> None:
    timeline = simulate(setup("acupuncture-prep", "cancelled"))
    after = [each for each in happenings(timeline) if each.at > VISIT - timedelta(days=1) + timedelta(hours=5)]
    assert after == []
    assert told(timeline, "cancelled") == {"": "Wed 19:00"}
    nobody = replace_persona(setup("acupuncture-prep", "cancelled"))
    assert set(told(simulate(nobody), "hidden")) == {
        "medicines", "medicine-list", "safety-list", "unwell", "goal", "way-home",
    }  # fmt: skip


def replace_persona(played: Setup) -> Setup:
    """The same fate for somebody who does nothing."""
    from selfcare.core.frozen import replace

    return replace(played, persona=replace(played.persona, does=0))


@pytest.mark.parametrize(
    ("day", "alcohol", "the_day_before"),
    [
        (datetime(2026, 12, 3), "Thu 02:30", "Wed 14:30"),
        (datetime(2027, 3, 28), "Sun 01:30", "Sat 13:30"),
        (datetime(2026, 10, 25), "Sun 02:30", "Sat 15:30"),
    ],
)
def test_hours_are_hours_also_in_the_night_the_clocks_change(day: datetime, alcohol: str, the_day_before: str) -> None:
    opens = told(simulate(setup(first=when.local(day.date(), time(14, 30), PARIS))), "opens")
    assert (opens["alcohol"], opens["unwell"]) == (alcohol, the_day_before)


def test_the_days_on_which_clocks_change_are_found_where_there_are_any() -> None:
    near = datetime(2026, 11, 20, 14, 30, tzinfo=PARIS)
    assert change_day(near, forward=True) == datetime(2027, 3, 28, 14, 30, tzinfo=PARIS)
    assert change_day(near, forward=False) == datetime(2027, 10, 31, 14, 30, tzinfo=PARIS)
    assert change_day(near.replace(tzinfo=ZoneInfo("UTC")), forward=True) is None
    south = near.replace(tzinfo=ZoneInfo("Australia/Lord_Howe"))
    assert change_day(south, forward=False) == datetime(2027, 4, 4, 14, 30, tzinfo=south.tzinfo)


def test_who_forgets_does_some_of_it_late_and_afterwards_all_again() -> None:
    timeline = simulate(setup("acupuncture-prep", "forgetful", count=2))
    first = [each for each in happenings(timeline) if each.visit == 1]
    again = [each for each in happenings(timeline) if each.visit == 2 and each.at > VISIT + timedelta(days=3)]
    assert {each.what for each in first} >= {"missed", "done", "slipped", "kept"}
    assert {each.what for each in again}.isdisjoint({"missed", "slipped"})
    late = [each.at for each in first if each.what == "done"]
    assert any(at - timedelta(minutes=1) > VISIT - timedelta(days=1) for at in late)


def test_a_course_has_its_visits_at_one_time_of_day_as_far_apart_as_the_plan_says() -> None:
    visits = series(plan_of("acupuncture-prep"), datetime(2026, 10, 20, 9, tzinfo=PARIS), 3)
    assert [f"{visit:%d %b %H:%M %z}" for visit in visits] == [
        "20 Oct 09:00 +0200", "27 Oct 09:00 +0100", "03 Nov 09:00 +0100",
    ]  # fmt: skip


def test_a_routine_is_heard_and_its_logs_are_filled_in() -> None:
    found = happenings(simulate(setup()))
    breath = next(each for each in found if each.path == "checklist.prep.settle.breathe")
    assert (breath.seconds, breath.tones) == (180.0, {"in": 18, "out": 18, "end": 1})
    bells = next(each for each in found if each.path == "checklist.prep.settle.sit")
    assert bells.tones == {"bell": 3}
    assert [each.values for each in found if each.path == "log.pain"] == [{"level": 5}, {"level": 5}]


def test_who_said_that_holds_are_not_for_them_breathes_something_else() -> None:
    plan = chosen("daily-stress", breath="sighing")
    played = setup(plan=plan)
    careful = Setup(plan, played.starts, played.ends, (), PERSONAS["steady"], {"heart": True})
    titles = {each.text for each in happenings(simulate(careful)) if each.path.endswith(".sighing")}
    assert titles == {"Longer out-breath"}


def test_a_reminder_is_told_at_its_time() -> None:
    reminded = [each for each in happenings(simulate(setup("daily-stress", "nobody"))) if each.what == "reminded"]
    assert {f"{each.at:%H:%M}" for each in reminded} == {"07:30"}
    assert len(reminded) == 7


def test_what_an_answer_raises_comes_with_the_answer_red_flags_as_cards() -> None:
    answer = ScriptedAnswer(moment_of("3h after"), "log", "after-session", {"effects": ("fever", "chest")})
    found = happenings(simulate(setup("aftercare", "nobody", answers=[answer])))
    by = VISIT + timedelta(hours=3, minutes=50)
    said = [(each.what, each.path) for each in found if each.at == by and not each.path.startswith("checklist.")]
    assert said == [
        ("answered", "log.after-session"),
        ("alerted", "alert.chest"),
        ("warned", "warning.chest"),
        ("alerted", "alert.infect"),
        ("warned", "warning.infect"),
    ]


def test_a_card_that_says_when_it_is_shown_comes_by_the_clock_also_after_a_move() -> None:
    text = (GOOD.parent / "bad" / "test-alerts.toml").read_text(encoding="utf-8").partition("[[test]]")[0]
    plan = planfile.check_text(text).plan
    assert plan is not None
    starts, ends = bounds(plan, [VISIT], VISIT, 4)
    moved = ScriptedAnswer(moment_of("1h before"), "move", "1d after at 10:00")
    for answers, days in (((), ("Thu 15:30", "Fri 15:30")), ((moved,), ("Fri 11:00", "Sat 11:00"))):
        timeline = simulate(Setup(plan, starts, ends, (VISIT,), PERSONAS["nobody"], {}, answers))
        shown = [f"{each.at:%a %H:%M}" for each in happenings(timeline) if each.what == "warned"]
        assert tuple(shown) == days


def test_what_was_done_days_before_is_told_once_though_it_stays_on_today_until_the_visit_is_over() -> None:
    text = 'selfcare = 1\n[plan]\ntitle = "x"\n[checklist.prep.list]\ncheck = "List"\nfrom = "9d before"\n'
    plan = planfile.check_text(f'{text}until = "6d before"\n').plan
    done = [each.what for each in happenings(simulate(setup(plan=plan))) if each.path]
    assert done == ["opens", "done"]


def test_an_answer_from_before_the_plan_is_taken_up_is_refused() -> None:
    answer = ScriptedAnswer(moment_of("2d before"), "tick", "checklist.prep.medicines")
    played = setup("acupuncture-prep", "nobody", answers=[answer])
    late = Setup(played.plan, VISIT - timedelta(days=1), played.ends, (VISIT,), played.persona, {}, (answer,))
    assert [each.text for each in happenings(simulate(late)) if each.what == "refused"] == [course.TOO_SOON]


def test_an_appointment_that_a_script_moves_far_is_played_to_its_end() -> None:
    moved = ScriptedAnswer(moment_of("1d before"), "move", "2026-12-20 10:00")
    timeline = simulate(setup("aftercare", "nobody", answers=[moved]))
    assert told(timeline, "begins") == {"": "Sun 10:00"}
    assert timeline.days[-1].date == datetime(2026, 12, 27).date()


def test_a_script_tells_what_could_not_be_answered() -> None:
    answers = [
        ScriptedAnswer(moment_of("90m before"), "slip", "checklist.prep.caffeine"),
        ScriptedAnswer(moment_of("80m before"), "tick", "checklist.after.scores"),
        ScriptedAnswer(moment_of("70m before"), "tick", "checklist.prep.light-meal"),
    ]
    timeline = simulate(setup("acupuncture-prep", "nobody", answers=answers))
    assert told(timeline, "slipped") == {"caffeine": "Thu 13:00"}
    assert told(timeline, "refused") == {"scores": "Thu 13:10"}
    assert told(timeline, "done") == {"light-meal": "Thu 13:20"}


def test_every_question_of_the_library_has_an_answer_that_it_accepts() -> None:
    logs = [*planfile.built_in_logs().values(), *(log for name in PLANS for log in plan_of(name).logs.values())]
    for field in (field for log in logs for field in log.fields.values()):
        answer = doing.sample(field, VISIT)
        assert accept(field, answer) == answer


@pytest.mark.parametrize(
    ("who", "at", "then"),
    [
        ("steady", "06:59", "Thu 07:00"),
        ("steady", "22:29", "Thu 22:29"),
        ("steady", "22:30", "Fri 07:00"),
        ("night-shift", "12:00", "Thu 16:00"),
        ("night-shift", "23:59", "Thu 23:59"),
        ("night-shift", "07:59", "Thu 07:59"),
        ("night-shift", "08:00", "Thu 16:00"),
    ],
)
def test_a_person_is_awake_in_their_hours(who: str, at: str, then: str) -> None:
    instant = datetime.combine(VISIT.date(), time.fromisoformat(at), PARIS)
    assert f"{persona.awake(PERSONAS[who], instant):%a %H:%M}" == then


def test_a_simulation_records_what_a_journal_would_keep() -> None:
    timeline = simulate(setup("acupuncture-prep"))
    assert len({event.id for event in timeline.events}) == len(timeline.events)
    sessions = ledger.sessions(timeline.events)
    assert [(each.path, each.seconds, each.outcome) for each in sessions] == [
        ("breath.long-exhale", 180.0, "done"),
        ("sitting.silence", 90.0, "done"),
    ]


def moment_of(text: str) -> Offset | DayTime:
    found = moment(text)
    assert isinstance(found, Offset | DayTime)
    return found


def test_without_appointments_a_week_is_played() -> None:
    starts, ends = bounds(plan_of("daily-stress"), (), VISIT)
    assert (starts, ends) == (VISIT.replace(hour=0, minute=0), when.later(starts, Span(days=7)))
