from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core import words
from selfcare.core.frozen import replace
from selfcare.core.hours import Hours
from selfcare.core.line import State
from selfcare.core.plan import Avoid, Check, Item, Routine
from selfcare.core.when import Offset, Span, Window
from tests.core.day import DAY, NOW, after, at, before, item, line, look, mark, prep, visit, window

MEDICINES = "checklist.prep.medicines"


@pytest.mark.parametrize(
    ("clock", "hours", "said"),
    [
        ("14:30", "24", "14:30"),
        ("14:30", "12", "2:30 pm"),
        ("00:05", "12", "12:05 am"),
        ("12:00", "12", "12:00 pm"),
        ("09:05", "24", "09:05"),
    ],
)
def test_a_clock_time_is_written_as_people_here_write_it(clock: str, hours: Hours, said: str) -> None:
    assert words.clock_time(at(clock), hours) == said


def test_a_date_names_its_weekday() -> None:
    assert words.day(date(2026, 12, 3)) == "Thu 3 Dec"


def test_a_date_of_another_year_names_it() -> None:
    far = at("14:30", date(2027, 12, 3))
    assert words.day(date(2026, 12, 31), NOW.date()) == "Thu 31 Dec"
    assert words.moment(far, NOW) == "Fri 3 Dec 2027 14:30"
    assert str(words.countdown(far, NOW)) == "on Fri 3 Dec 2027 at 14:30"
    assert words.moment(at("00:30", date(2027, 1, 1)), at("23:50", date(2026, 12, 31))) == "tomorrow 00:30"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 min"), (30, "1 min"), (60, "1 min"), (61, "2 min"), (3600, "1 h"), (6480, "1 h 48 min"), (7170, "2 h")],
)
def test_begun_minutes_count_whole(seconds: float, said: str) -> None:
    assert words.length(seconds) == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (at("11:07"), "in 25 min"),
        (at("23:50"), "in 13 h 8 min"),
        (at("09:00", DAY + timedelta(days=1)), "tomorrow at 09:00"),
        (at("14:30", DAY + timedelta(days=4)), "on Mon 7 Dec at 14:30"),
    ],
)
def test_near_times_are_counted_down_and_far_ones_named(instant: datetime, said: str) -> None:
    assert str(words.countdown(instant, NOW)) == said


def test_past_midnight_a_near_time_is_still_counted_down() -> None:
    assert str(words.countdown(at("00:30", DAY + timedelta(days=1)), at("23:50"))) == "in 40 min"


def test_a_countdown_over_a_clock_change_counts_what_passes() -> None:
    zone = ZoneInfo("Europe/Paris")
    now = datetime(2026, 10, 25, 1, 0, tzinfo=zone)
    assert str(words.countdown(datetime(2026, 10, 25, 5, 0, tzinfo=zone), now)) == "in 5 h"


def test_another_day_is_named_beside_a_time() -> None:
    shown = [words.moment(at("12:30", DAY + timedelta(days=days)), NOW) for days in (-2, -1, 0, 1, 2)]
    assert shown == ["Tue 1 Dec 12:30", "yesterday 12:30", "12:30", "tomorrow 12:30", "Sat 5 Dec 12:30"]


def test_a_time_of_another_zone_is_told_in_the_persons_own() -> None:
    tokyo = at("12:30").astimezone(ZoneInfo("Asia/Tokyo"))
    assert words.moment(tokyo, NOW) == "12:30"


def test_a_row_says_when_it_matters() -> None:
    shown = look(marks=[mark("ticked", "checklist.prep.ride", at("09:10"))])
    told = {each.path.rpartition(".")[2]: words.times(each, NOW) for each in shown.lines}
    assert told == {
        "medicines": "until 12:30",
        "alcohol": "until 14:30",
        "meal": "from 12:30",
        "caffeine": "from 12:30",
        "rate": "from 13:30",
        "arrive": "at 14:15",
        "ride": "09:10",
    }
    brief = {each.path.rpartition(".")[2]: words.times(each, NOW, brief=True) for each in shown.lines}
    assert (brief["medicines"], brief["meal"], brief["arrive"]) == ("to 12:30", "from 12:30", "at 14:15")


def test_a_row_that_was_put_off_says_when_it_comes_back() -> None:
    shown = look(marks=[mark("snoozed", MEDICINES, at("10:00"), until=at("11:30"))])
    assert words.times(line(shown, "medicines"), NOW) == "back at 11:30"
    assert words.times(line(shown, "medicines"), NOW, brief=True) == "from 11:30"


def test_a_routine_of_the_day_is_for_today() -> None:
    shown = look(prep(routines=[Routine("calm", "Ten calm minutes", (), at="")]), visits=[])
    assert shown.lines == ()
    shown = look(prep(routines=[Routine("calm", "Ten calm minutes", (), at="08:00")]), visits=[])
    assert words.times(shown.lines[0], NOW) == "today"
    early = look(prep(routines=[Routine("calm", "Ten calm minutes", (), at="08:00")]), visits=[], now=at("07:00"))
    assert words.times(early.lines[0], NOW) == "at 08:00"


# The sentence


def test_the_sentence_of_the_pictures() -> None:
    sentence = words.sentence(look())
    assert sentence == ("Last coffee or tea in ", "1 h 48 min", "")
    assert str(sentence) == "Last coffee or tea in 1 h 48 min"
    assert words.second_line(look()) == "Acupuncture at 14:30, in 3 h 48 min"
    assert words.second_line(look(), brief=True) == "Acupuncture 14:30, in 3 h 48 min"
    assert words.second_line(look(), "12") == "Acupuncture at 2:30 pm, in 3 h 48 min"


def said(plan_item: object, now: datetime = NOW, **more: object) -> str:
    return str(words.sentence(look(prep(plan_item), now=now, **more)))  # type: ignore[arg-type]


def test_the_sentence_says_what_opens_closes_or_falls_due() -> None:
    meal = item("a", Check("Eat a light meal"), window(120, 60), "a light meal")
    assert said(meal) == "Eat a light meal in 1 h 48 min"
    assert said(meal, at("12:45")) == "Eat a light meal: 45 min left"
    assert said(item("a", Check("Arrive"), Window(at=before(15)))) == "Arrive in 3 h 33 min"
    wine = item("a", Avoid("Wine"), window(720), "wine")
    assert said(wine) == "No wine: 3 h 48 min to go"
    assert said(wine, at("01:00")) == "Last wine in 1 h 30 min"


def test_long_words_give_way_to_short_ones() -> None:
    long = item("a", Check("Write down every medicine, herb and supplement you take"), window(1440), "medicines")
    assert said(long) == "Medicines: 3 h 48 min left"
    clothes = item("a", Check("Wear loose clothes that roll above the elbow"), window(120), "loose clothes")
    assert said(clothes) == "Loose clothes: in 1 h 48 min"


def test_far_ends_are_named() -> None:
    wine = item("a", Avoid("Wine"), window(60 * 72), "wine")
    assert said(wine, NOW - timedelta(days=1)) == "No wine until tomorrow 14:30"
    meal = item("a", Check("Eat"), window(120))
    assert said(meal, NOW - timedelta(days=1)) == "Eat tomorrow at 12:30"


def test_a_routine_of_the_whole_day_has_no_countdown() -> None:
    from selfcare.core.repeat import Repeat

    plan = prep(routines=[Routine("calm", "Ten calm minutes", (), every=Repeat())])
    shown = look(plan, visits=[])
    assert str(words.sentence(shown)) == "Ten calm minutes, any time today"
    assert words.times(shown.lines[0], NOW) == "today"
    assert words.second_line(shown) == ""


def test_without_a_change_the_sentence_is_the_appointment_or_nothing_more() -> None:
    empty = prep(item("a", Check("a"), Window(opens=before(60), closes=before(60))))
    assert str(words.sentence(look(empty))) == "Acupuncture at 14:30, in 3 h 48 min"
    assert words.second_line(look(empty)) == ""
    assert str(words.sentence(look(empty, now=NOW - timedelta(days=1)))) == "Acupuncture tomorrow at 14:30"
    assert str(words.sentence(look(empty, visits=[]))) == "Nothing more for today"
    assert str(words.sentence(look(empty, now=at("14:40")))) == "Nothing more for today"


def test_the_second_line_goes_on_during_the_appointment() -> None:
    assert words.second_line(look(now=at("14:40"))) == "Acupuncture until 15:20"
    assert words.second_line(look(now=at("15:20"))) == ""


def test_the_second_line_skips_an_appointment_that_is_over() -> None:
    plan = prep(item("rest", Check("Rest"), Window(opens=after(0), closes=after(120))))
    visits = [visit(), visit(at("09:00", DAY + timedelta(days=5)), id="second", title="Check-up")]
    shown = look(plan, now=at("16:00"), visits=visits)
    assert len(shown.appointments) == 2
    assert words.second_line(shown) == "Check-up Tue 8 Dec 09:00"


# Rows and states


def test_a_row_of_what_is_left_out_says_so() -> None:
    shown = look()
    assert words.row(line(shown, "alcohol")) == "No alcohol"
    assert words.row(line(shown, "caffeine")) == "No coffee, tea and cola"
    assert words.row(line(shown, "meal")) == "Eat a light meal or snack"


def test_every_state_has_words_and_a_slip_is_nobodys_fault() -> None:
    shown = look(
        marks=[mark("slipped", "checklist.prep.alcohol", at("10:00")), mark("slipped", MEDICINES, at("10:00"))]
    )
    assert words.state(line(shown, "alcohol")) == "noted for your practitioner"
    assert words.state(line(shown, "medicines")) == "it didn't happen"
    assert words.state(line(shown, "meal")) == "to come"
    assert set(words.STATES) | {"slipped"} == set(State.__args__)  # type: ignore[attr-defined]


def test_evidence_labels_are_explained() -> None:
    assert words.strength("consensus") == "consensus: practitioners agree; not tested in a trial"
    assert words.strength("rumour") == "rumour"


def test_nobody_is_called_to_a_last_drive_after_a_visit() -> None:
    driving = Item("driving", Avoid("Driving"), Window(opens=Offset(Span(), "after")))
    assert not words.is_last_call(replace(line(look(), "caffeine"), source=driving))
    assert words.is_last_call(line(look(), "caffeine"))
