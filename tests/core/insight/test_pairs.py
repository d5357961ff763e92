"""Answers before and after a practice and a visit, and what was done of what was possible."""

from __future__ import annotations

from datetime import date, timedelta

from selfcare.core.frozen import replace
from selfcare.core.insight.adherence import Share, of_days, of_lines
from selfcare.core.insight.pairs import Pair, Pairs, of_practice, of_visit, readings, together
from selfcare.core.ledger import Session
from selfcare.core.question import Field, Log, Scale
from selfcare.core.repeat import Repeat
from tests.core.day import DAY, at, entry, look, mark, visit

LOG = Log("stress", "Stress", {"level": Field("level", "Now?", Scale(), was="tension")}, was="tension")


def practice(clock: str, minutes: float = 5) -> Session:
    return Session(clock, "", "breath.belly", at(clock), minutes * 60, "done", {})


def test_a_practice_has_the_last_answer_before_it_and_the_first_after() -> None:
    given = readings(
        [
            entry("stress", at("09:00"), level=9),
            entry("stress", at("09:58"), level=6),
            entry("tension", at("10:06"), tension=4),
            entry("stress", at("10:15"), level=3),
            entry("other", at("10:05"), level=1),
        ],
        LOG,
        LOG.fields["level"],
    )
    assert of_practice(given, [practice("10:00")]) == [Pair(6, 4)]
    assert of_practice(given, [practice("12:00")]) == []
    assert of_practice(given, [practice("09:55", 1)]) == [Pair(None, 6)]


def test_a_practice_in_the_night_the_clocks_go_back_ends_when_it_ended() -> None:
    clocks_change = date(2026, 10, 25)
    given = readings([entry("stress", at("02:12", clocks_change).replace(fold=1), level=3)], LOG, LOG.fields["level"])
    session = Session("id", "", "breath.belly", at("02:50", clocks_change), 20 * 60, "done", {})
    assert of_practice(given, [session]) == [Pair(None, 3)]


def test_of_answers_at_one_instant_the_last_is_before_and_the_first_after() -> None:
    given = readings(
        [entry("stress", at(clock), level=level) for clock, level in (("10:00", 5), ("10:00", 6))],
        LOG,
        LOG.fields["level"],
    )
    assert of_practice(given, [practice("10:00", 0)]) == [Pair(6, 5)]


def test_whole_pairs_have_a_middle_from_three_on() -> None:
    pairs = [Pair(6, 4), Pair(5, 5), Pair(None, 1), Pair(8, 2)]
    assert together(pairs) == Pairs(3, 6, 4)
    assert together(pairs[:3]) is None


def test_a_visit_has_the_answers_of_the_day_around_it() -> None:
    given = readings(
        [
            entry("stress", at("08:00", DAY - timedelta(days=2)), level=9),
            entry("stress", at("13:40"), level=6),
            entry("stress", at("17:30"), level=3),
        ],
        LOG,
        LOG.fields["level"],
    )
    assert of_visit(given, visit()) == Pair(6, 3)
    assert of_visit(given, visit(at("14:30", DAY + timedelta(days=5)))) == Pair(None, None)


def test_what_was_done_of_what_was_asked() -> None:
    done = [mark("ticked", "checklist.prep.ride", at("09:10")), mark("slipped", "checklist.prep.caffeine", at("13:00"))]
    lines = look(now=at("16:00"), marks=done).lines
    share = of_lines(lines)
    assert (share.done, share.excused) == (1, 0)
    assert share.of == len([line for line in lines if line.state not in ("open", "upcoming")])
    optional = [replace(line, optional=True) for line in lines]
    assert of_lines(optional) == Share(1, 1, share.of - 1)


def test_days_before_the_plan_and_days_away_are_nobodys() -> None:
    first, last = date(2026, 5, 1), date(2026, 5, 14)
    done = {date(2026, 5, 9), date(2026, 5, 12), date(2026, 5, 2)}
    assert of_days(done, None, date(2026, 5, 8), first, last) == Share(2, 7)
    assert of_days(done, None, date(2026, 5, 8), first, last, away={date(2026, 5, 10)}) == Share(2, 6, 1)
    tuesdays = Repeat(1, "week", (1,))
    assert of_days(done, tuesdays, first, first, last) == Share(1, 2)
    assert of_days(done, None, last + timedelta(days=1), first, last) == Share(0, 0)
