from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from selfcare.core import acts, agenda
from selfcare.core.breath import Pattern, Phase
from selfcare.core.condition import parse
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import (
    Ask,
    Avoid,
    Breathe,
    Card,
    Check,
    Checklist,
    Follow,
    Item,
    Meditate,
    Plan,
    Read,
    Rest,
    Routine,
    Step,
)
from selfcare.core.ports import InUse
from selfcare.core.question import Field, Log, Scale
from selfcare.core.repeat import Repeat
from selfcare.core.when import Offset, Span, Window
from tests.core.day import (
    DAY,
    DONE,
    NOW,
    PARIS,
    PICTURE,
    SINCE,
    after,
    at,
    before,
    entry,
    item,
    line,
    look,
    mark,
    prep,
    stamp,
    states,
    visit,
    window,
)

MEDICINES, ALCOHOL = "checklist.prep.medicines", "checklist.prep.alcohol"


def test_the_agenda_of_the_pictures() -> None:
    shown = look(marks=[DONE])
    assert states(shown) == {
        "medicines": "open",
        "alcohol": "open",
        "meal": "upcoming",
        "caffeine": "upcoming",
        "rate": "upcoming",
        "arrive": "upcoming",
        "ride": "done",
    }
    assert line(shown, "ride").answered == at("09:10")


def test_the_next_change_is_the_last_moment_for_something_before_what_else_happens_then() -> None:
    coming = look().next
    assert coming is not None
    assert (coming.at, coming.line.short, coming.change) == (at("12:30"), "no coffee or tea", "opens")


def test_a_line_carries_its_reason_and_the_strongest_label_of_its_sources() -> None:
    medicines = line(look(), "medicines")
    assert medicines.why == "Some raise the risk of bleeding, or mix badly."
    assert medicines.strength == "consensus"
    assert (medicines.plan, medicines.version, medicines.hash) == ("p", "1", "h")
    assert medicines.source == PICTURE.checklists["prep"].items["medicines"]


def test_a_card_may_be_the_source() -> None:
    safety = Card("safety", "t", "x", ("trial", "review"))
    plan = prep(item("a", Check("a"), evidence=("safety", "ghost")), cards=[safety])
    assert line(look(plan), "a").strength == "review"


# Ticks, windows and moves


def test_a_tick_in_time_is_done_and_after_its_window_late() -> None:
    early, late = mark("ticked", MEDICINES, at("10:00")), mark("ticked", MEDICINES, at("13:00"))
    now = at("13:30")
    assert line(look(now=now), "medicines").state == "missed"
    assert line(look(now=now, marks=[early]), "medicines").state == "done"
    assert line(look(now=now, marks=[late]), "medicines").state == "late"


def test_a_tick_before_the_window_is_done_early() -> None:
    assert line(look(marks=[mark("ticked", "checklist.prep.meal", at("10:30"))]), "meal").state == "done"


def test_a_moved_appointment_judges_again_what_was_recorded() -> None:
    meal = mark("ticked", "checklist.prep.meal", at("12:40"))
    wine = mark("slipped", "checklist.prep.caffeine", at("13:00"))
    stayed = look(now=at("13:05"), marks=[meal, wine])
    assert (line(stayed, "meal").state, line(stayed, "caffeine").state) == ("done", "slipped")
    moved = look(now=at("13:05"), marks=[meal, wine], visits=[visit(at("18:30"), moved=at("13:02"))])
    assert (line(moved, "meal").state, line(moved, "caffeine").state) == ("upcoming", "upcoming")


def test_what_is_said_after_a_move_stands_even_if_it_is_early() -> None:
    meal = mark("ticked", "checklist.prep.meal", at("13:04"))
    moved = look(now=at("13:05"), marks=[meal], visits=[visit(at("18:30"), moved=at("13:02"))])
    assert line(moved, "meal").state == "done"


def test_a_slip_outside_the_window_becomes_one_when_the_window_moves_over_it() -> None:
    coffee = mark("slipped", "checklist.prep.caffeine", at("11:00"), answered=at("11:30"))
    assert line(look(now=at("11:30"), marks=[coffee]), "caffeine").state == "upcoming"
    earlier = look(now=at("11:30"), marks=[coffee], visits=[visit(at("12:45"), moved=at("11:29"))])
    assert line(earlier, "caffeine").state == "slipped"


def test_a_window_that_was_over_before_it_could_be_known_is_hidden() -> None:
    late = look(now=at("13:30"), visits=[visit(made=at("13:20"))])
    assert line(late, "medicines").state == "hidden"
    assert line(look(now=at("13:30"), since=at("13:20")), "medicines").state == "hidden"
    moved = look(now=at("10:42"), visits=[visit(at("12:00"), moved=at("10:40"))])
    assert line(moved, "medicines").state == "hidden"


def test_a_window_that_is_empty_is_hidden() -> None:
    plan = prep(item("a", Check("a"), Window(opens=before(60), closes=before(60))))
    assert line(look(plan), "a").state == "hidden"


def test_the_lines_of_a_cancelled_appointment_are_not_shown() -> None:
    cancelled = look(visits=[visit(status="cancelled")])
    assert (cancelled.lines, cancelled.appointments, cancelled.to_ask) == ((), (), ())
    assert {each.state for each in cancelled.unshown} == {"cancelled"}


def test_an_item_that_did_not_happen_or_was_skipped_stays_so() -> None:
    for kind in ("slipped", "skipped"):
        said = look(marks=[mark(kind, MEDICINES, at("10:00"), note="no pen")])
        assert (line(said, "medicines").state, line(said, "medicines").note) == (kind, "no pen")


def test_the_last_word_about_an_item_counts() -> None:
    said = [mark("skipped", MEDICINES, at("10:00")), mark("ticked", MEDICINES, at("10:10"))]
    assert line(look(marks=said), "medicines").state == "done"


def test_what_others_recorded_changes_nothing() -> None:
    other = [
        mark("ticked", MEDICINES, at("10:00"), occurrence="another visit"),
        replace(mark("ticked", MEDICINES, at("10:00")), plan="q"),
    ]
    assert line(look(marks=other), "medicines").state == "open"


# Avoid-items


def test_an_avoid_item_is_asked_about_when_its_window_has_closed() -> None:
    assert look().to_ask == ()
    asked = look(now=at("14:30"))
    assert [each.short for each in asked.to_ask] == ["no alcohol", "no coffee or tea"]
    assert line(asked, "alcohol").state == "unasked"


def test_an_answer_at_the_end_or_much_later_is_as_good() -> None:
    for clock in ("14:30", "23:00"):
        kept = look(now=at("23:30"), marks=[mark("kept", ALCOHOL, at(clock))])
        assert (line(kept, "alcohol").state, line(kept, "alcohol").answered) == ("kept", at(clock))
        assert [each.short for each in kept.to_ask] == ["no coffee or tea"]


def test_kept_cannot_be_said_before_it_can_be_known() -> None:
    early = mark("kept", ALCOHOL, at("10:00"))
    assert line(look(marks=[early]), "alcohol").state == "open"
    assert line(look(now=at("15:00"), marks=[early]), "alcohol").state == "unasked"


def test_a_slip_counts_at_once_and_says_when() -> None:
    slipped = line(look(marks=[mark("slipped", ALCOHOL, at("09:00"), answered=at("10:00"))]), "alcohol")
    assert (slipped.state, slipped.answered, slipped.to_ask) == ("slipped", at("09:00"), False)


def test_a_slip_that_is_told_at_the_end_without_saying_when_counts() -> None:
    assert line(look(now=at("16:00"), marks=[mark("slipped", ALCOHOL, at("15:00"))]), "alcohol").state == "slipped"
    later = mark("slipped", ALCOHOL, at("15:00"), answered=at("15:30"))
    assert line(look(now=at("16:00"), marks=[later]), "alcohol").state == "unasked"


def test_asking_that_was_passed_over_is_not_repeated() -> None:
    passed = look(now=at("16:00"), marks=[mark("skipped", ALCOHOL, at("15:00"))])
    assert line(passed, "alcohol").state == "skipped"
    assert [each.short for each in passed.to_ask] == ["no coffee or tea"]


def test_a_snooze_or_a_tick_says_nothing_about_what_is_left_out() -> None:
    said = [mark("ticked", ALCOHOL, at("10:00")), mark("snoozed", ALCOHOL, at("10:01"), until=at("11:00"))]
    assert line(look(marks=said), "alcohol").state == "open"


def test_a_window_around_the_appointment_is_asked_about_at_its_start_and_judged_at_its_end() -> None:
    plan = prep(item("sport", Avoid("Sport"), Window(opens=before(60), closes=after(60))))
    during = look(plan, now=at("14:40"))
    assert (line(during, "sport").state, len(during.to_ask)) == ("open", 1)
    kept = [mark("kept", "checklist.prep.sport", at("14:35"))]
    assert look(plan, now=at("14:40"), marks=kept).to_ask == ()
    assert line(look(plan, now=at("14:40"), marks=kept), "sport").state == "open"
    assert line(look(plan, now=at("16:30"), marks=kept), "sport").state == "kept"


def test_what_is_left_out_after_the_appointment_is_asked_about_when_that_is_over() -> None:
    plan = prep(item("sport", Avoid("Sport"), Window(opens=after(0), closes=after(120))))
    early = mark("kept", "checklist.prep.sport", at("16:00"))
    assert look(plan, now=at("16:00")).to_ask == ()
    assert line(look(plan, now=at("17:30"), marks=[early]), "sport").state == "unasked"
    assert line(look(plan, now=at("17:30"), marks=[replace(early, about=at("17:20"))]), "sport").state == "kept"


# Moments and snoozes


def test_a_moment_falls_due_then_stays_open_to_the_appointment() -> None:
    arrive = line(look(), "arrive")
    assert (arrive.at, arrive.closes) == (at("14:15"), at("14:30"))
    only = prep(item("arrive", Check("Arrive"), Window(at=before(15))))
    due = look(only).next
    assert due is not None
    assert (due.at, due.change) == (at("14:15"), "due")
    later = look(only, now=at("14:20"))
    assert line(later, "arrive").state == "open"
    assert later.next is not None
    assert (later.next.at, later.next.change) == (at("14:30"), "closes")


def test_a_snoozed_line_waits_until_it_comes_back() -> None:
    put_off = mark("snoozed", MEDICINES, at("10:40"), until=at("11:30"))
    waiting = look(marks=[put_off])
    assert (line(waiting, "medicines").state, line(waiting, "medicines").until) == ("upcoming", at("11:30"))
    assert waiting.next is not None
    assert (waiting.next.at, waiting.next.change) == (at("11:30"), "opens")
    back = look(now=at("11:30"), marks=[put_off])
    assert (line(back, "medicines").state, line(back, "medicines").until) == ("open", None)
    assert line(look(now=at("13:00"), marks=[put_off]), "medicines").state == "missed"


def test_a_snooze_outside_the_window_does_nothing() -> None:
    past_the_end = mark("snoozed", MEDICINES, at("10:40"), until=at("13:00"))
    assert line(look(marks=[past_the_end]), "medicines").state == "open"


# Which lines there are


def test_an_appointment_matters_for_two_weeks_before_and_after() -> None:
    def lines(days: int) -> int:
        long_after = Window(opens=after(0), closes=Offset(Span(days=30), "after"))
        plan = prep(item("list", Check("List")), item("tell", Check("Tell"), long_after))
        return len(look(plan, now=NOW + timedelta(days=days)).lines)

    assert [lines(days) for days in (-15, -14, 0, 14, 15)] == [0, 1, 1, 1, 0]


def test_what_is_for_afterwards_is_shown_once_the_appointment_has_begun() -> None:
    plan = prep(item("rest", Check("Rest"), Window(opens=after(0), closes=after(120))))
    assert look(plan, now=at("14:29")).lines == ()
    assert states(look(plan, now=at("14:30"))) == {"rest": "upcoming"}


def test_a_later_visit_shows_only_what_comes_soon() -> None:
    visits = [visit(), visit(at("14:30", DAY + timedelta(days=7)), id="second")]
    assert {each.occurrence for each in look(visits=visits).lines} == {"visit"}
    five_days_on = look(visits=visits, now=at("15:00", DAY + timedelta(days=4)))
    assert {each.occurrence for each in five_days_on.lines if each.state == "upcoming"} == {"second"}
    soon = [visit(), visit(at("14:30", DAY + timedelta(days=2)), id="second")]
    assert {each.occurrence for each in look(visits=soon).lines} == {"visit", "second"}


def test_what_is_over_goes_with_its_day_but_what_nobody_asked_about_stays() -> None:
    assert "medicines" in states(look(now=at("23:00")))
    next_day = look(now=at("00:00", DAY + timedelta(days=1)))
    assert states(next_day) == {"alcohol": "unasked", "caffeine": "unasked"}


def test_an_appointment_without_a_plan_serves_every_plan_that_has_a_checklist_for_it() -> None:
    other = replace(PICTURE, id="q")
    daily = Plan("d", "Daily")
    in_use = [InUse(each, SINCE) for each in (PICTURE, other, daily)]
    both = agenda.agenda(in_use, [visit()], [], [], NOW)
    assert {own.plan for each in both.lines for own in each.also or (each,)} == {"p", "q"}
    mine = agenda.agenda(in_use, [visit(plan="q")], [], [], NOW)
    assert {each.plan for each in mine.lines} == {"q"}


def test_an_appointment_of_a_plan_that_is_not_followed_is_still_an_appointment() -> None:
    shown = look(visits=[visit(plan="gone")])
    assert (shown.lines, [each.title for each in shown.appointments]) == ((), ["Appointment"])


def test_appointments_take_title_and_length_from_the_plan_where_they_have_none() -> None:
    assert [(each.title, each.lasts) for each in look().appointments] == [("Acupuncture", 3000.0)]
    own = look(visits=[visit(title="Needles", lasts=600.0)]).appointments
    assert [(each.title, each.lasts) for each in own] == [("Needles", 600.0)]


def test_a_past_appointment_matters_while_its_aftercare_is_open() -> None:
    plan = prep(
        item("a", Check("a"), window(60)), item("rest", Check("Rest"), Window(opens=after(0), closes=after(120)))
    )
    assert [each.id for each in look(plan, now=at("15:00")).appointments] == ["visit"]
    assert [each.id for each in look(plan, now=at("17:00")).appointments] == ["visit"]
    assert look(plan, now=at("17:30")).appointments == ()
    done = [visit(status="done")]
    assert [each.id for each in look(plan, now=at("16:00"), visits=done).appointments] == ["visit"]
    assert look(visits=done, now=at("16:00")).appointments == ()


def test_an_item_that_says_nothing_about_time_is_open_until_the_appointment() -> None:
    plan = prep(item("a", Check("a")))
    shown = line(look(plan, now=NOW - timedelta(days=10)), "a")
    assert (shown.state, shown.closes) == ("open", at("14:30"))


def test_a_checklist_may_be_counted_from_each_entry_of_a_log() -> None:
    again = Checklist(
        "again",
        "After an attack",
        {"rate": item("rate", Check("How is it now?"), Window(at=after(120)))},
        anchor="attack",
    )
    free = replace(again, name="free", items={"rest": item("rest", Check("Rest"))})
    plan = prep(checklists=[again, free], logs=[Log("attack", "Attack", {}, per="episode")])
    entries = [
        entry("attack", at("08:00"), name="first"),
        replace(entry("attack", at("09:00"), name="corrected"), supersedes="second"),
        entry("attack", NOW - timedelta(days=20), name="long ago"),
        entry("pain", at("09:00")),
        replace(entry("attack", at("09:00"), name="of another plan"), plan="q"),
    ]
    shown = look(plan, visits=[], entries=entries)
    rates = {each.occurrence: each for each in shown.lines if each.path == "checklist.again.rate"}
    assert {name: each.at for name, each in rates.items()} == {"first": at("10:00"), "second": at("11:00")}
    assert {name: each.state for name, each in rates.items()} == {"first": "open", "second": "upcoming"}
    assert [each.state for each in shown.lines if each.path == "checklist.free.rest"] == ["open", "open"]


# Routines and logs of the day

MORNING = Routine("morning", "A calm morning", (Step("1", Rest(60)),), every=Repeat(), at="08:00")


def test_a_routine_without_a_time_is_not_on_the_agenda() -> None:
    assert look(prep(routines=[replace(MORNING, every=None, at="")]), visits=[]).lines == ()


def test_a_routine_is_open_from_its_time_to_the_end_of_the_day() -> None:
    plan = prep(routines=[MORNING])
    early = line(look(plan, now=at("07:00")), "morning")
    assert (early.state, early.at, early.kind, early.action) == ("upcoming", at("08:00"), "run", Follow("morning"))
    later = line(look(plan), "morning")
    assert (later.state, later.closes) == ("open", at("00:00", DAY + timedelta(days=1)))
    assert (later.occurrence, later.path, later.text) == ("2026-12-03", "routine.morning", "A calm morning")


def test_a_routine_falls_due_on_its_days_alone() -> None:
    mondays = prep(routines=[replace(MORNING, every=Repeat(1, "week", (0,)))])
    assert look(mondays).lines == ()
    assert len(look(mondays, now=at("10:00", date(2026, 12, 7))).lines) == 1
    assert look(prep(routines=[MORNING]), now=SINCE - timedelta(days=2), visits=[]).lines == ()


def test_a_clock_time_alone_means_every_day() -> None:
    plan = prep(routines=[replace(MORNING, every=None)])
    assert len(look(plan).lines) == 1
    assert look(plan, now=SINCE - timedelta(days=2), visits=[]).lines == ()


def test_a_routine_is_done_for_the_day_it_was_walked_on() -> None:
    plan = prep(routines=[MORNING])
    walked = mark("ticked", "routine.morning", at("08:30"), occurrence="2026-12-03")
    loose = mark("ticked", "routine.morning", at("08:30"), occurrence="")
    yesterday = mark("ticked", "routine.morning", at("08:30"), occurrence="2026-12-02")
    found = [line(look(plan, marks=[said]), "morning").state for said in (walked, loose, yesterday)]
    assert found == ["done", "done", "open"]


def test_a_log_of_the_day_is_done_by_an_entry_of_today() -> None:
    plan = prep(logs=[Log("day", "How was today", {}, per="day"), Log("attack", "An attack", {})])
    assert states(look(plan)) == {"day": "open"}
    done = line(look(plan, entries=[entry("day", at("09:00"))]), "day")
    assert (done.state, done.action, done.kind) == ("done", Ask("day"), "log")
    after_midnight = entry("day", at("00:10", DAY + timedelta(days=1)), "2026-12-03")
    assert line(look(plan, entries=[after_midnight]), "day").state == "late"
    assert line(look(plan, entries=[after_midnight], now=at("09:00", DAY + timedelta(days=1))), "day").state == "open"
    assert line(look(plan, entries=[entry("day", NOW - timedelta(days=1))]), "day").state == "open"
    assert line(look(plan, entries=[entry("attack", at("09:00"))]), "day").state == "open"


def test_an_entry_under_the_earlier_name_of_a_log_belongs_to_it() -> None:
    plan = prep(logs=[Log("day", "How was today", {}, per="day", was="evening")])
    assert line(look(plan, entries=[entry("evening", at("09:00"))]), "day").state == "done"


# Items that ask for a log or a routine


def ask_plan() -> Plan:
    return prep(
        item("changes", Ask("changes"), window(180, 30)),
        item("calm", Follow("calm"), window(180, 30)),
        logs=[Log("changes", "Since last time", {}, per="visit")],
        routines=[Routine("calm", "Arrive calmly", ())],
    )


def test_an_item_is_done_by_an_entry_for_this_visit_or_in_its_window() -> None:
    now = at("13:00")
    for made in (entry("changes", at("09:00"), "visit"), entry("changes", at("12:00"))):
        assert line(look(ask_plan(), now=now, entries=[made]), "changes").state == "done"
    others = [entry("changes", at("09:00")), entry("changes", at("12:00"), "second"), entry("other", at("12:00"))]
    visits = [visit(), visit(at("18:00"), id="second")]
    shown = look(ask_plan(), now=now, entries=others, visits=visits)
    assert [each.state for each in shown.lines if each.occurrence == "visit"] == ["open", "open"]


def test_an_item_is_done_by_a_walk_in_its_window() -> None:
    now = at("13:00")
    walked = mark("ticked", "routine.calm", at("12:00"), occurrence="2026-12-03")
    assert line(look(ask_plan(), now=now, marks=[walked]), "calm").state == "done"
    for other in (mark("ticked", "routine.calm", at("09:00")), mark("skipped", "routine.calm", at("12:00"))):
        assert line(look(ask_plan(), now=now, marks=[other]), "calm").state == "open"


def test_an_answer_before_the_visit_leaves_the_question_after_it_open() -> None:
    after_it = Checklist("after", "After", {"rate": item("rate", Ask("ache"), Window(opens=after(120)))})
    plan = prep(item("first", Ask("ache"), window(60)), checklists=[after_it], logs=[Log("ache", "Ache", {})])
    rated = entry("ache", at("14:00"), "visit")
    assert states(look(plan, now=at("18:00"), entries=[rated])) == {"rate": "open", "first": "done"}


def test_an_item_that_asks_for_a_log_nobody_has_is_still_shown() -> None:
    assert line(look(prep(item("a", Ask("ghost")))), "a").text == "ghost"


# Conditions and cautions


def condition_plan() -> Plan:
    stress = Log("stress", "Stress", {"level": Field("level", "How much?", Scale())})
    return prep(item("calm", Check("Breathe"), condition=parse("log.stress.level >= 7")), logs=[stress])


def test_a_line_is_hidden_until_its_condition_is_met_and_not_unknown() -> None:
    plan = condition_plan()
    assert line(look(plan), "calm").state == "hidden"
    assert line(look(plan, entries=[entry("stress", at("09:00"), level=3)]), "calm").state == "hidden"
    assert line(look(plan, entries=[entry("stress", at("09:00"), level=8)]), "calm").state == "open"


def test_what_was_already_answered_is_not_hidden_any_more() -> None:
    said = mark("ticked", "checklist.prep.calm", at("10:00"))
    assert line(look(condition_plan(), marks=[said]), "calm").state == "done"


def test_a_condition_on_a_checklist_hides_all_of_it() -> None:
    checklist = replace(PICTURE.checklists["prep"], condition=parse("setting.pregnant == yes"))
    plan = replace(PICTURE, checklists={"prep": checklist})
    assert look(plan).lines == ()
    assert len(look(plan, pregnant=True).lines) == 7


def test_a_condition_on_a_routine_or_a_log_hides_it() -> None:
    condition = parse("setting.pregnant == yes")
    log = Log("d", "D", {}, per="day", condition=condition)
    plan = prep(routines=[replace(MORNING, condition=condition)], logs=[log])
    assert states(look(plan)) == {}
    assert states(look(plan, pregnant=True)) == {"morning": "open", "d": "open"}


def test_a_pattern_that_does_not_suit_somebody_is_hidden_from_them() -> None:
    pattern = Pattern("box", "Box", (Phase("in", 4.0), Phase("hold", 4.0)), unsafe_for=("heart",))
    plan = prep(item("a", Breathe("box")), item("b", Breathe("natural")), patterns=[pattern])
    assert states(look(plan)) == {"a": "open", "b": "open"}
    assert states(look(plan, heart=True)) == {"b": "open"}


# Words of a line


@pytest.mark.parametrize(
    ("action", "kind", "text"),
    [
        (Check("Eat"), "check", "Eat"),
        (Avoid("Wine"), "avoid", "Wine"),
        (Breathe("box"), "breathe", "box"),
        (Meditate("silence"), "meditate", "silence"),
        (Ask("pain"), "log", "pain"),
        (Read("Words"), "read", "Words"),
        (Rest(60, "Lie down"), "rest", "Lie down"),
        (Rest(60), "rest", "Rest"),
        (Follow("calm"), "run", "calm"),
    ],
)
def test_every_action_makes_a_line(action: agenda.Line, kind: str, text: str) -> None:
    shown = line(look(prep(Item("a", action))), "a")  # type: ignore[arg-type]
    assert (shown.kind, shown.text) == (kind, text)


@pytest.mark.parametrize(
    ("given", "words", "short"),
    [
        ("coffee or tea", "Coffee", "no coffee or tea"),
        ("", "Coffee, strong tea, cola", "no coffee, strong"),
        ("a much longer word than fits", "x", "no a much longer"),
        ("", "Donaudampfschifffahrtsgesellschaft", "no donaudampfschif"),
    ],
)
def test_short_words_fit_the_clock(given: str, words: str, short: str) -> None:
    assert line(look(prep(item("a", Avoid(words), short=given))), "a").short == short


# Reading the ports


class Journal:
    """Remembers what it was asked for."""

    device = "here"

    def __init__(self, events: list[Event]) -> None:
        self.stored = events
        self.asked: list[tuple[frozenset[str], datetime | None]] = []

    def events(self, kinds: Collection[str] = (), since: datetime | None = None) -> list[Event]:
        self.asked.append((frozenset(kinds), since))
        return [each for each in self.stored if each.kind in kinds and (since is None or each.about >= since)]


def world(events: list[Event]) -> SimpleNamespace:
    return SimpleNamespace(
        clock=SimpleNamespace(now=lambda: NOW),
        journal=Journal(events),
        shelf=SimpleNamespace(in_use=lambda: [InUse(PICTURE, SINCE)], cautions=dict),
    )


def test_reading_puts_plans_appointments_and_records_together() -> None:
    made = acts.make_appointment(at("14:30"), replace(stamp("visit"), now=SINCE))
    shown = look()
    tick = acts.tick(line(shown, "medicines"), stamp("t"))
    read = agenda.read(world([made, tick]))  # type: ignore[arg-type]
    assert line(read, "medicines").state == "done"
    assert [each.id for each in read.appointments] == ["visit"]


def test_reading_never_asks_for_the_whole_journal() -> None:
    env = world([])
    agenda.read(env)  # type: ignore[arg-type]
    for kinds, since in env.journal.asked:
        assert kinds
        assert since is not None or all(kind.startswith("appointment.") for kind in kinds)


def test_reading_goes_as_far_back_as_conditions_ask() -> None:
    often = item("often", Check("See your doctor"), window(300), condition=parse("days(log.stress, 90d) >= 1"))
    plan = prep(often, logs=[Log("stress", "Stress", {})])
    then = replace(stamp("old"), now=NOW - timedelta(days=60))
    made = acts.make_appointment(at("14:30"), replace(stamp("visit"), now=SINCE))
    env = world([made, acts.record_entry("stress", {}, then, plan=plan)])
    read = agenda.read(env, [InUse(plan, SINCE)])  # type: ignore[arg-type]
    assert line(read, "often").state == "open"


def test_only_a_walk_of_these_days_is_offered_again() -> None:
    old = acts.start_run("routine.r", replace(stamp("old"), now=NOW - timedelta(days=3)), PICTURE)
    new = acts.start_run("routine.r", stamp("new"), PICTURE)
    assert [run.id for run in agenda.read(world([old, new])).runs] == ["new"]  # type: ignore[arg-type]


def test_one_look_at_the_journal_serves_every_instant() -> None:
    env = world([acts.make_appointment(at("14:30"), replace(stamp("visit"), now=SINCE))])
    view = agenda.reader(env)  # type: ignore[arg-type]
    asked = len(env.journal.asked)
    assert view(at("12:45")).now == at("12:45")
    assert states(view(at("12:45")))["caffeine"] == "open"
    assert len(env.journal.asked) == asked


def test_a_zone_that_repeats_an_hour_is_judged_by_instants() -> None:
    """02:15 comes twice on 25 October: the second one is after 02:40 of the first."""
    first = datetime(2026, 10, 25, 2, 40, tzinfo=PARIS)
    shown = look(
        prep(item("a", Check("a"), window(60))),
        visits=[visit(first, made=first - timedelta(days=1))],
        now=first.replace(minute=15, fold=1),
        since=first - timedelta(days=9),
    )
    assert line(shown, "a").state == "missed"
