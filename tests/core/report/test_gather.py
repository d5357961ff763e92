"""The page as the ports give it: nothing that it is made from is left in the journal."""

from __future__ import annotations

from datetime import timedelta

from selfcare.core import acts, ledger
from selfcare.core.question import Field, Log, Scale
from selfcare.core.report.compose import compose
from selfcare.core.report.gather import gather
from selfcare.core.report.page import Choices
from tests.core.report.person import Person, plan
from tests.course import eight_weeks
from tests.tui.fakes import World


def test_it_is_the_page_that_comes_of_every_event() -> None:
    course = eight_weeks()
    every, choices = course.journal.events(), Choices(since="all")
    whole = compose([course.plan], every, course.clock.now(), choices, logs=course.shelf.built_in)
    assert gather(course.env, [course.plan], choices) == whole


def test_an_attack_of_several_days_is_as_many_headache_days() -> None:
    attack = Log("attack", "Headache", {"worst": Field("worst", "How bad?", Scale())}, per="episode")
    person = Person(plan(attack, tags=("headache",)))
    person.log("attack", 1, worst=7)
    (entry,) = ledger.entries(person.events)
    person.add(acts.end_episode(entry, person.stamp(person.at(5)), meant=person.at(3, "09:00")))
    env = World().env
    env.journal.append(*person.events)
    env.clock.instant = person.at(27)  # type: ignore[attr-defined]
    found = gather(env, person.plans, Choices(since="all")).scores[0]
    assert (found.path, found.n, found.now and found.now.value) == ("log.attack", 3, 3)
    assert found.now is not None
    assert found.now.last - found.now.first == timedelta(days=27)
