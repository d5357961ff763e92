"""What a new version of a plan changes is said in sentences, and nothing where nothing changes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.difference import SECTIONS, changes
from selfcare.core.plan import Plan

EVERYTHING = Path(__file__).parent.parent / "planfile/good/everything.toml"

OLD = """
selfcare = 1

[plan]
title = "Before your session"
version = "1"
author = "A clinic"
cautions = ["Sit down first."]
warnings = ["own"]
lasts = "4w"

[appointment]
lasts = "50m"

[course]
visits = 6

[setting.caffeine]
duration = "Stop caffeine this long before"
default = "4h"
min = "1h"
max = "6h"

[checklist.prep.caffeine]
avoid = "Coffee and tea"
short = "caffeine"
from = "{caffeine} before"
why = "It may make you tense."

[checklist.prep.meal]
check = "Eat a light meal"
from = "3h before"
until = "1h before"

[checklist.prep.breathing]
breathe = "belly"
for = "3m"
from = "20m before"

[routine.calm]
title = "Calm"
every = "day"
at = "07:15"

[[routine.calm.steps]]
id = "sit"
meditate = "breath"
for = "5m"

[[routine.calm.steps]]
id = "rest"
rest = "2m"

[breath.slow]
title = "Slow"
cycle = ["in 4s", "out 6s"]
rounds = 10

[[routine.calm.steps]]
id = "slow"
breathe = "slow"

[log.stress]
title = "Stress"

[log.stress.level]
scale = "How tense are you?"
labels = { 0 = "not at all", 10 = "very" }

[log.stress.place]
choice = "Where?"
options = { work = "At work", home = "At home" }

[alert.high]
if = "log.stress.level >= 8"
say = "Rest a while."
level = "tell"

[warning.own]
say = "Chest pain. Call for help now."
level = "emergency"

[report.page]
title = "For your visit"
include = ["log.stress"]
"""


def plan(text: str) -> Plan:
    checked = planfile.check_text(text)
    assert checked.plan, planfile.as_text(checked.problems, checked.texts)
    return checked.plan


def said(old: str, new: str) -> list[str]:
    return [change.sentence for change in changes(plan(old), plan(new))]


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ('"4h"', '"2h"', ["caffeine: stop 2 h before, was 4 h before", "usually 2 h, was 4 h"]),
        ('max = "6h"', 'max = "5h"', ["it may be from 1 h to 5 h, was from 1 h to 6 h"]),
        ('from = "3h before"', 'from = "1d before at 19:00"', ["from the day before at 19:00 until 1 h before, was"]),
        ('until = "1h before"\n', "", ["from 3 h before, was from 3 h before until 1 h before"]),
        ('avoid = "Coffee and tea"', 'avoid = "Coffee"', ["caffeine: the words: “Coffee”, was “Coffee and tea”"]),
        (
            'avoid = "Coffee and tea"',
            'check = "Coffee"',
            ["something to do, “Coffee”, was something to leave out, “Coffee and tea”"],
        ),
        ('why = "It may make you tense."\n', "", ["caffeine: the reason is left out"]),
        (
            'breathe = "belly"\nfor = "3m"',
            'breathe = "belly"\nfor = "5m"',
            ["5 min, was Belly"],
        ),
        (
            'check = "Eat a light meal"',
            'check = "Eat a light meal"\noptional = true',
            ["it may be left out without a word"],
        ),
        (
            'check = "Eat a light meal"',
            'check = "Eat a light meal"\nremind = "10m"',
            ["reminds 10 min ahead, was no reminder"],
        ),
        (
            "[checklist.prep.meal]",
            "[checklist.prep.food]",
            ["“Eat a light meal”: its name is food, was meal"],
        ),
        (
            '[checklist.prep.meal]\ncheck = "Eat a light meal"',
            '[checklist.prep.food]\ncheck = "Eat a meal"',
            ["new: “Eat a meal”, from 3 h", "no longer asked for: “Eat a light meal”"],
        ),
        ('every = "day"', 'every = "mon wed"', ["on Monday and Wednesday at 07:15, was every day at 07:15"]),
        ('rest = "2m"', 'rest = "3m"', ["a rest of 3 min, was a rest of 2 min"]),
        ('id = "rest"', 'id = "pause"', ["“Calm”, new step: a rest of 2 min", "“Calm”, no longer: a rest of 2 min"]),
        ('cycle = ["in 4s", "out 6s"]', 'cycle = ["in 4s", "out 8s"]', ["Slow: in 4 s, out 8 s, was in 4 s, out 6 s"]),
        ("rounds = 10", "rounds = 8", ["Slow: 8 rounds, was 10 rounds"]),
        ("labels", "max = 12\nlabels", ["the scale goes from 0 to 12, was 0 to 10; earlier answers stay"]),
        ('"not at all"', '"calm"', ["“not at all” reads “calm”"]),
        (
            'home = "At home"',
            'way = "On the way"',
            ["may be answered with “On the way” too", "“At home” can no longer be"],
        ),
        ("[log.stress.place]", '[log.stress.where]\nwas = "place"', []),
        (
            "[log.stress.place]",
            "[log.stress.where]",
            ["asks in addition “Where?”", "no longer asks “Where?”; earlier answers"],
        ),
        ("log.stress.level >= 8", "log.stress.level >= 9", ["high: it is said on another condition"]),
        ('level = "tell"', 'level = "urgent"', ["high: it is urgent, was tell"]),
        ('level = "emergency"', 'level = "today"', ["own: it is for today, was an emergency"]),
        ("Call for help now", "Call now", ["own: the words: “Chest pain. Call now.”, was"]),
        ('lasts = "50m"', 'lasts = "40m"', ["an appointment takes 40 min, was 50 min"]),
        ("visits = 6", "visits = 8", ["the course of visits: 8 visits, one every 7 days"]),
        ('include = ["log.stress"]', "include = []", ["it tells nothing, was log.stress"]),
        ('"Sit down first."', '"Lie down first."', ["take care, new: “Lie", "take care, left out: “Sit"]),
        ('author = "A clinic"', 'author = "Another"', ["the author: “Another”, was “A clinic”"]),
        ('lasts = "4w"', 'lasts = "8w"', ["it is followed for 56 days, was 28 days"]),
    ],
)
def test_a_change_is_said_in_a_sentence(old: str, new: str, sentences: list[str]) -> None:
    assert OLD.count(old) >= 1
    found = said(OLD, OLD.replace(old, new))
    unseen = [each for each in found if not any(sentence in each for sentence in sentences)]
    assert [sentence for sentence in sentences if not any(sentence in each for each in found)] == []
    assert unseen == []


def test_a_log_of_another_name_and_the_same_words_is_told_so() -> None:
    text = 'selfcare = 1\n[plan]\ntitle = "Neck"\n[log.{0}]\ntitle = "Neck"\n{1}[log.{0}.level]\nscale = "How stiff?"\n'
    low = text.format("low", "")
    assert said(low, text.format("bad", "")) == ["“Neck”: its name is bad, was low; earlier answers stay under that"]
    assert said(low, text.format("bad", 'was = "low"\n')) == []


def test_layout_comments_and_the_number_of_a_version_change_nothing() -> None:
    assert said(OLD, "# anew\n" + OLD.replace(' = "', '  =  "').replace('version  =  "1"', 'version = "2"')) == []


def test_another_order_of_steps_is_one_sentence() -> None:
    sit = '[[routine.calm.steps]]\nid = "sit"\nmeditate = "breath"\nfor = "5m"\n\n'
    assert said(OLD, OLD.replace(sit, "") + "\n" + sit) == ["“Calm”: the steps come in another order"]


def test_every_change_has_a_section_and_stands_on_one_line() -> None:
    empty = plan('selfcare = 1\n[plan]\ntitle = "Empty"\n')
    everything = plan(EVERYTHING.read_text(encoding="utf-8"))
    for one, two in pairwise((empty, everything, empty)):
        found = list(changes(one, two))
        assert {change.section for change in found} == set(SECTIONS)
        assert all("\n" not in change.sentence and change.path for change in found)


LINES = [
    line
    for line in EVERYTHING.read_text(encoding="utf-8").split("\n")
    if re.match(r'(check|avoid|title|why|note|say|text|help|scale|yes-no) *= "[^"{]+"', line)
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_no_text_of_a_plan_changes_without_a_word(line: str) -> None:
    whole = EVERYTHING.read_text(encoding="utf-8")
    at = whole.index(line) + len(line) - 1
    changed = f"{whole[:at]} anew{whole[at:]}"
    assert whole.count(line) > 1 or any("anew" in sentence for sentence in said(whole, changed)), line
