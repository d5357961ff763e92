"""One plan with every table and every key of the language, and what each comes to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from selfcare import planfile
from selfcare.core.breath import Phase
from selfcare.core.condition import All, Call, Compare, Constant
from selfcare.core.condition import Any as Either
from selfcare.core.condition import Path as Name
from selfcare.core.grammar import show_span
from selfcare.core.plan import Ask, Avoid, Breathe, Check, Follow, Meditate, Plan, Read, Rest
from selfcare.core.question import Body, Choice, Number, Scale, Simple, Text
from selfcare.core.repeat import Repeat
from selfcare.core.sitting import Bell, Cue
from selfcare.core.when import DayTime, Offset, Span, Window
from selfcare.planfile.known import INSIDE, ROOT_KEYS, SINGLE, TABLES, TYPES, Table, keys_of, kinds_in

EVERYTHING = Path(__file__).parent / "good" / "everything.toml"


def before(**span: float) -> Offset:
    return Offset(Span(int(span.get("days", 0)), span.get("hours", 0) * 3600 + span.get("minutes", 0) * 60), "before")


def after(**span: float) -> Offset:
    return Offset(before(**span).span, "after")


@pytest.fixture(scope="module")
def plan() -> Plan:
    checked = planfile.check(EVERYTHING)
    assert not checked.problems, planfile.as_text(checked.problems, checked.texts)
    assert checked.plan is not None
    return checked.plan


def test_the_plan_holds_every_key_of_the_language() -> None:
    data = tomllib.loads(EVERYTHING.read_text())
    assert set(data) == {key.name for key in ROOT_KEYS}
    found = {use for name in data if name != "selfcare" for use in family(TABLES[name], data[name])}
    for table in TABLES.values():
        if table.name not in ("root", "library", "translation"):
            wanted = {(table.name, key.name) for kind in table.kinds or [""] for key in keys_of(table, kind).values()}
            assert wanted - found <= {("plan", "extends"), ("plan", "remove")}


def family(table: Table, data: Any) -> Iterator[tuple[str, str]]:
    """Table and key of everything that is used below a header."""
    if table.name in SINGLE:
        yield from uses(table, data)
    else:
        for inside in data if isinstance(data, list) else data.values():
            yield from uses(table, inside)


def uses(table: Table, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    keys = keys_of(table, next(iter(kinds_in(table, data)), ""))
    for name, value in data.items():
        if table.member and isinstance(value, dict):
            yield from uses(TABLES[table.member], value)
            continue
        yield table.name, name
        if (inside := INSIDE.get(keys[name].type)) is not None:
            for one in value if isinstance(value, list) else [value]:
                yield from uses(TABLES[inside], one)


def test_the_header(plan: Plan) -> None:
    assert (plan.id, plan.title, plan.version, plan.language, plan.status) == (
        "everything",
        "Everything",
        "2.1.0",
        "en",
        "draft",
    )
    assert plan.summary == "Two lines\nof summary."
    assert (plan.author, plan.reviewer, plan.licence, plan.contact) == (
        "a clinic",
        "another clinic",
        "MIT",
        "the front desk",
    )
    assert (plan.reviewed, plan.review_by) == (date(2026, 5, 4), date(2028, 5, 4))
    assert (plan.audience, plan.region, plan.tags) == ("adults 18+", "uk", ("calm", "test"))
    assert plan.cautions == ("Stop if you feel dizzy.", "Wait at least 2h.")
    assert plan.not_for == ("Children.",)
    assert plan.lasts == Span(days=28)
    assert plan.shown_warnings == ("chest", "own")
    assert plan.self_harm_review == "The clinic reads every answer the same day."
    assert len(plan.hash) == 64


def test_the_appointment_and_the_course(plan: Plan) -> None:
    assert (plan.appointment.title, plan.appointment.lasts) == ("Visit", Span(seconds=3000))
    assert plan.course is not None
    assert (plan.course.visits, plan.course.review_after) == (6, 4)
    assert (plan.course.every, plan.course.baseline) == (Span(5), Span(10))
    assert plan.course.checks == (Span(28), Span(84))
    assert (plan.course.review, plan.course.check) == ("short", "calm")


def test_settings(plan: Plan) -> None:
    found = {name: (one.kind, one.ask, one.value, one.low, one.high) for name, one in plan.settings.items()}
    assert found == {
        "gap": ("duration", "How long before?", "2h", "1h", "4h"),
        "morning": ("time", "When do you practise?", "07:15", "05:00", "11:00"),
        "cups": ("number", "How many cups?", 2, 0, 6.5),
        "who": ("text", "Who helps you?", "a friend", None, None),
        "tea": ("choice", "Which tea?", "green", None, None),
        "coffee": ("choice", "Which coffee?", "at-home", None, None),
        "nights": ("yes-no", "Do you work at night?", True, None, None),
    }
    assert plan.settings["tea"].options == {"green": "green tea", "black": "black tea"}
    assert plan.settings["coffee"].options == {"at-home": "At home", "at-work": "At work"}


def test_a_checklist(plan: Plan) -> None:
    prep = plan.checklists["prep"]
    assert (prep.title, prep.summary, prep.anchor) == ("Before", "The hours before.", "appointment")
    assert plan.checklists["later"].anchor == "attack"
    assert plan.checklists["later"].title == "Later"
    assert plan.checklists["later"].items["look"].window == Window(at=after(hours=2))


def test_an_item(plan: Plan) -> None:
    coffee = plan.checklists["prep"].items["coffee"]
    assert coffee.action == Avoid("Coffee from At home")
    assert coffee.window == Window(opens=before(hours=2), closes=Offset(Span(), "after"))
    assert (coffee.short, coffee.about, coffee.why, coffee.note) == (
        "coffee",
        "caffeine",
        "It keeps you awake.",
        "Tea counts.",
    )
    assert (coffee.optional, coffee.remind) == (True, Span(seconds=1800))
    assert coffee.evidence == ("trial", "breathing")
    assert coffee.condition == Compare(Name("setting.pregnant", 0), "!=", (Constant(True),), at=17)


def test_every_kind_of_item(plan: Plan) -> None:
    items = plan.checklists["prep"].items
    assert items["ride"].action == Check("Plan the way home with a friend")
    assert items["ride"].window == Window(at=DayTime(-1, time(19)))
    assert (items["ride"].remind, items["ride"].about) == (True, "ride")
    assert items["breath"].action == Breathe("slow", 180.0, None, "Soft shoulders.")
    assert items["even"].action == Breathe("box", None, 2)
    bells = (Bell("start"), Bell("half"), Bell("end"), Bell("every", 120.0), Bell("at", 90.0))
    assert items["sit"].action == Meditate("rest", 480.0, bells)
    assert items["sit"].window == Window(closes=after(minutes=30))
    assert items["changes"].action == Ask("mood")
    assert items["changes"].window == Window(at=Offset(Span(), "before"))
    assert items["text"].action == Read("Have 2 cups of green tea.")
    assert items["text"].window == Window(at=DayTime(0, time(7, 15)))
    assert items["lie"].action == Rest(600.0, "Lie down.")
    assert items["arrive"].action == Follow("calm")


def test_a_routine(plan: Plan) -> None:
    calm = plan.routines["calm"]
    assert (calm.title, calm.summary, calm.at) == ("Calm", "A few steps.", "07:15")
    assert calm.every == Repeat(1, "week", (0, 2, 4))
    assert (calm.remind, calm.rate) == (Span(seconds=600), "log.mood.level")
    assert calm.condition == Compare(Name("log.mood.level", 0), ">=", (Constant(3),), at=15)
    assert [step.name for step in calm.steps] == ["sit-down", "2", "3", "4", "5", "6", "7"]
    first = calm.steps[0]
    assert (first.title, first.note, first.why, first.optional) == ("First", "On a chair.", "It is safer.", True)
    assert (first.condition, first.evidence) == (Name("log.mood.slept", 0), ("trial",))
    assert [step.action for step in calm.steps] == [
        Check("Sit down"),
        Breathe("4-7-8-slow", None, 4, "Slowly."),
        Meditate("breath"),
        Ask("mood"),
        Read("What is known\n\nNot much."),
        Rest(90.0, "Look around."),
        Follow("short"),
    ]
    assert plan.routines["short"].title == "Short"
    assert [step.action for step in plan.routines["short"].steps[1:]] == [
        Breathe("box", 120.0),
        Meditate("rest", 180.0, (Bell("end"),)),
    ]


def test_patterns_and_sittings(plan: Plan) -> None:
    slow = plan.patterns["slow"]
    assert (slow.title, slow.seconds, slow.rounds) == ("Slow", 240.0, None)
    assert slow.cycle == (Phase("in", 4.0, "into the belly"), Phase("hold", 1.0), Phase("out", 6.5), Phase("rest", 0.5))
    assert slow.ramp is not None
    assert (slow.ramp.over, [phase.seconds for phase in slow.ramp.to]) == (120.0, [5.0, 1.0, 7.0, 1.0])
    assert (slow.unsafe_for, slow.cautions) == (
        ("pregnant", "heart", "lung", "seizure", "eye"),
        ("Never while driving.",),
    )
    assert (plan.patterns["4-7-8-slow"].seconds, plan.patterns["4-7-8-slow"].rounds) == (None, 3)
    rest = plan.sittings["rest"]
    assert (rest.title, rest.seconds, rest.cautions) == ("Rest", 360.0, ("Eyes open is fine.",))
    assert rest.cues == (Cue(0.0, "Sit down"), Cue(90.0, "Notice your feet"))
    assert rest.bells == (Bell("start"), Bell("every", 120.0))


def test_what_is_named_of_the_library_is_in_the_plan_and_nothing_else(plan: Plan) -> None:
    assert list(plan.patterns) == ["slow", "4-7-8-slow", "box"]
    assert list(plan.sittings) == ["rest", "breath"]
    assert list(plan.warnings) == ["own", "chest", "crisis"]
    assert list(plan.cards) == ["known", "breathing"]
    assert set(plan.evidence) == {"trial", "fincham-meta-2023", "fincham-coherent-2023"}
    assert list(plan.logs) == ["mood", "attack", "worry"]


def test_a_log(plan: Plan) -> None:
    mood = plan.logs["mood"]
    assert (mood.title, mood.summary, mood.per, mood.at) == ("Mood", "Every evening.", "day", "20:30")
    assert (mood.every, mood.remind, mood.was) == (Repeat(2, "day"), True, "humour")
    assert (mood.permission, mood.score, mood.share_from, mood.instrument) == ("Our own words.", "mean", 8, "")
    assert mood.condition == Compare(Name("log.attack.kind", 0), "==", (Constant("pulsing"),), at=16)
    assert list(plan.logs["worry"].fields) == ["nervous", "control"]
    assert plan.logs["worry"].instrument == "gad-2"


def test_a_field(plan: Plan) -> None:
    level = plan.logs["mood"].fields["level"]
    assert level.kind == Scale(-5, 5, 0.5, {-5: "low", 0: "even", 2.5: "good", 5: "high"}, "high")
    assert (level.ask, level.help, level.required) == ("How is your mood?", "Right now.", True)
    assert (level.was, level.code, level.recall) == ("niveau", "local:mood", "now")


def test_every_kind_of_field(plan: Plan) -> None:
    kinds = {name: field.kind for name, field in plan.logs["mood"].fields.items()}
    assert kinds["place"] == Choice({"home": "At home", "work": "At work"})
    assert kinds["what"] == Choice({"short-night": "Short night", "pain": "Pain"}, many=True, other=True)
    assert kinds["slept-for"] == Number("h", 0, 24, 0.5)
    assert kinds["slept"] == Simple("yes-no")
    assert kinds["words"] == Text(3)
    assert kinds["where"] == Body("head", many=False)
    assert (kinds["woke"], kinds["since"], kinds["long"]) == (Simple("time"), Simple("date"), Simple("duration"))


def test_short_names_in_conditions_are_spelled_out(plan: Plan) -> None:
    condition = plan.logs["mood"].fields["words"].condition
    assert "log.mood.level" in repr(condition)
    assert "log.mood.place" in repr(condition)


def test_settings_in_conditions_are_the_choices_in_force(plan: Plan) -> None:
    condition = repr(plan.checklists["prep"].condition)
    assert "setting" not in condition
    assert "Constant(value=True)" in condition
    assert "7200" in condition


def test_alerts_and_warnings(plan: Plan) -> None:
    low = plan.alerts["low"]
    assert (low.say, low.warning, low.level, low.evidence) == ("Talk to somebody.", "", "tell", ("trial",))
    assert isinstance(low.condition, Either)
    mean, days = low.condition.of
    assert isinstance(mean, Compare) and isinstance(mean.left, Call)
    assert isinstance(days, All)
    assert (plan.alerts["hard"].warning, plan.alerts["hard"].level) == ("crisis", "urgent")
    own = plan.warnings["own"]
    assert (own.say, own.level, own.pinned) == ("Call the clinic.", "soon", True)
    assert own.shown == (Offset(Span(), "after"), after(hours=24))


def test_cards_evidence_and_reports(plan: Plan) -> None:
    known = plan.cards["known"]
    assert (known.title, known.text, known.strength) == ("What is known", "Not much.", ("review", "trial"))
    assert (known.direction, known.certainty, known.checked) == ("mixed", "low", date(2026, 1, 2))
    assert known.evidence == ("trial",)
    trial = plan.evidence["trial"]
    assert (trial.cite, trial.says, trial.strength) == ("A trial (2020).", "It helped some.", "trial")
    assert (trial.doi, trial.pmid, trial.url) == ("10.1000/1", "123", "https://example.org")
    visit = plan.reports["visit"]
    assert (visit.title, visit.covers, visit.note) == ("Since last time", Span(28), "Made by the patient.")
    assert visit.include == ("checklist.prep", "log.mood", "routine.calm", "card.known")
    assert visit.charts == ("log.mood.level", "log.mood.slept-for", "log.mood.long")
    assert visit.questions == ("What helped?",)
    assert plan.reports["short"].covers is None


def test_examples_inside_the_plan(plan: Plan) -> None:
    (test,) = plan.tests
    assert (test.name, test.zone) == ("Coffee stops in time", "Europe/London")
    assert (test.appointment, test.now) == (datetime(2026, 12, 3, 14, 30), before(hours=3))
    assert test.settings == {"gap": "3h", "cups": 3, "nights": False, "pregnant": False}
    assert [(answer.act, answer.path) for answer in test.answers] == [
        ("slip", "checklist.prep.coffee"),
        ("log", "mood"),
        ("tick", "routine.calm.sit-down"),
        ("skip", "checklist.prep.arrive"),
        ("move", "2026-12-04 14:30:00"),
    ]
    assert test.answers[1].values == {"level": -2, "what": ("pain",), "slept": True}
    assert test.expect == {
        "open": ("checklist.prep.ride",),
        "next": ("checklist.prep.coffee",),
        "kept": (),
        "slipped": ("checklist.prep.coffee",),
        "shown": ("warning.chest",),
        "alerts": ("alert.low",),
        "skipped": ("checklist.prep.arrive",),
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_and_key_has_a_sentence_and_words_for_its_type(table: Table) -> None:
    assert table.says.endswith(".")
    for kind in table.kinds or [""]:
        for key in keys_of(table, kind).values():
            assert key.says.endswith("."), key
            assert key.type in TYPES or key.type in TABLES, key
            assert bool(key.choices) == (key.type in ("word", "strengths")), key


def test_the_defaults_that_are_documented_are_those_that_are_compiled() -> None:
    plain = planfile.check_text(
        """
selfcare = 1
[plan]
title = "Plain"
[course]
[checklist.c.i]
check = "Sit"
[routine.r]
steps = [{ breathe = "b" }, { meditate = "s" }]
[breath.b]
cycle = []
[sitting.s]
[log.l.scale]
scale = "How?"
[log.l.text]
text = "What?"
[log.l.body]
body = "Where?"
[alert.a]
if = "log.l.scale > 3"
say = "Tell."
[report.p]
title = "Page"
"""
    ).plan
    assert plain is not None
    item, log = plain.checklists["c"].items["i"], plain.logs["l"]
    course, pattern, sitting = plain.course, plain.patterns["b"], plain.sittings["s"]
    scale, text, body = (log.fields[name].kind for name in ("scale", "text", "body"))
    assert course is not None
    assert isinstance(scale, Scale) and isinstance(text, Text) and isinstance(body, Body)
    compiled = {
        "plan.version": f'"{plain.version}"',
        "plan.language": f'"{plain.language}"',
        "plan.status": f'"{plain.status}"',
        "plan.region": f'"{plain.region}"',
        "appointment.title": f'"{plain.appointment.title}"',
        "appointment.lasts": f'"{show_span(plain.appointment.lasts)}"',
        "course.every": f'"{course.every.days}d"',
        "course.baseline": f'"{course.baseline.days}d"',
        "checklist.anchor": f'"{plain.checklists["c"].anchor}"',
        "item.optional": str(item.optional).lower(),
        "item.remind": str(item.remind).lower(),
        "breath.for": f'"{show_span(Span(seconds=pattern.seconds or 0))}"',
        "sitting.for": f'"{show_span(Span(seconds=sitting.seconds))}"',
        "sitting.bells": '["start", "end"]' if sitting.bells == (Bell("start"), Bell("end")) else "",
        "log.per": f'"{log.per}"',
        "log.remind": str(log.remind).lower(),
        "field.required": str(log.fields["scale"].required).lower(),
        "scale.min": str(scale.low),
        "scale.max": str(scale.high),
        "scale.step": str(scale.step),
        "scale.better": f'"{scale.better}"',
        "text.lines": str(text.lines),
        "body.regions": f'"{body.regions}"',
        "body.many": str(body.many).lower(),
        "alert.level": f'"{plain.alerts["a"].level}"',
    }
    documented = {
        f"{where}.{key.name}": key.default
        for table in TABLES.values()
        for where, keys in ((table.name, table.keys), *table.kinds.items())
        for key in keys
    }
    assert {path: documented[path] for path in compiled} == compiled
    assert plain.id == "plan"
