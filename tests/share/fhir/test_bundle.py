"""What a clinic gets: whole FHIR R4, whatever was asked and answered, about nobody, with no code that was made up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core import body
from selfcare.core.condition import parse
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry
from selfcare.core.question import (
    Answerable,
    Body,
    Choice,
    Field,
    Log,
    Number,
    Scale,
    Simple,
    Text,
    Value,
    accept,
)
from selfcare.errors import UsageError
from selfcare.planfile import leaving
from selfcare.share import uuids
from selfcare.share.fhir import bundle
from selfcare.share.fhir.asked import LOINC, LOINC_NOTICE, Asked
from tests.planfile.payloads import HOSTILE
from tests.share.fhir.rules import Element, read, resources

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 3, 15, tzinfo=PARIS)
ID = "01912345-0000-7000-8000-00000000000{}"

KINDS: Mapping[str, tuple[Answerable, Value, Element]] = {
    "scale": (Scale(labels={0: "none", 10: "most"}), 4, {"valueInteger": 4}),
    "half": (Scale(0, 5, 0.5), 2.5, {"valueDecimal": 2.5}),
    "cups": (Number("", 0, 24, 1), 3, {"valueInteger": 3}),
    "share": (Number(), 0.1, {"valueDecimal": 0.1}),
    "yes": (Simple("yes-no"), False, {"valueBoolean": False}),
    "time": (Simple("time"), "07:15", {"valueTime": "07:15:00"}),
    "date": (Simple("date"), "2026-12-03", {"valueDate": "2026-12-03"}),
    "line": (Text(), "after lunch", {"valueString": "after lunch"}),
    "words": (Text(3), "one\ntwo", {"valueString": "one\ntwo"}),
    "own": (Choice({"work": "At work"}, other=True), "other: the train", {"valueString": "the train"}),
    "hours": (
        Number("h", 0, 24, 0.5),
        7.5,
        {"valueQuantity": {"value": 7.5, "unit": "h", "system": "http://unitsofmeasure.org", "code": "h"}},
    ),
    "walk": (Number("m"), 300, {"valueQuantity": {"value": 300, "unit": "m"}}),
    "lasted": (
        Simple("duration"),
        90.0,
        {"valueQuantity": {"value": 90, "unit": "s", "system": "http://unitsofmeasure.org", "code": "s"}},
    ),
}


def log(*kinds: tuple[str, Answerable], name: str = "day", title: str = "Day") -> Log:
    return Log(name, title, {each: Field(each, f"The {each}?", kind) for each, kind in kinds})


def entry(values: Mapping[str, Value], number: int = 1, **more: object) -> Entry:
    at = datetime(2026, 12, 3, 14, 30, tzinfo=PARIS)
    made = Entry(ID.format(number), "p", "1", "h", "day", at, at + timedelta(minutes=1), values)
    return replace(made, **more)


def written(asked: Asked | None, *entries: Entry) -> Element:
    return read(bundle.lines(entries, lambda _: asked, NOW))


def only(whole: Element, kind: str) -> Element:
    [one] = resources(whole, kind)
    return one


def answers(response: Element) -> dict[str, list[Element]]:
    return {item["linkId"].rpartition(".")[2]: item["answer"] for item in response.get("item", [])}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_answer_has_its_type(name: str) -> None:
    kind, value, expected = KINDS[name]
    whole = written(Asked(log((name, kind)), "p", "Plan"), entry({name: value}))
    assert answers(only(whole, "QuestionnaireResponse")) == {name: [expected]}


def test_choices_and_places_are_coded_in_code_systems_of_our_own() -> None:
    asked = Asked(log(("felt", Choice({"tense": "Tense", "sad": "Sad"}, many=True)), ("where", Body())), "p", "Plan")
    whole = written(asked, entry({"felt": ("tense", "sad"), "where": ("neck",)}))
    found = answers(only(whole, "QuestionnaireResponse"))
    felt, where = [each["valueCoding"] for each in found["felt"]], found["where"][0]["valueCoding"]
    assert [(each["code"], each["display"]) for each in felt] == [("tense", "Tense"), ("sad", "Sad")]
    assert (where["code"], where["display"]) == ("neck", "neck")
    assert len({felt[0]["system"], where["system"]}) == 2
    assert "loinc" not in str(whole)


def test_a_number_on_a_scale_is_an_observation_of_the_time_it_is_about() -> None:
    scale = Field("level", "How strong is it?", Scale(labels={0: "none", 10: "most"}), code="loinc:72514-3")
    asked = Asked(Log("day", "Day", {"level": scale}), "p", "Plan", codes={"level": "72514-3"})
    made = entry({"level": 4})
    whole = written(asked, made)
    one = only(whole, "Observation")
    assert one["valueInteger"] == 4
    assert one["effectiveDateTime"] == "2026-12-03T14:30:00+01:00"
    assert one["issued"] == only(whole, "QuestionnaireResponse")["authored"] == "2026-12-03T14:31:00+01:00"
    assert one["derivedFrom"] == [{"reference": f"urn:uuid:{made.id}", "type": "QuestionnaireResponse"}]
    assert [(each["system"] == LOINC, each["code"]) for each in one["code"]["coding"]] == [
        (True, "72514-3"),
        (False, "log.day.level"),
    ]
    form = only(whole, "Questionnaire")
    assert form["copyright"] == LOINC_NOTICE
    [question, _] = form["item"]
    limits = {each["url"].rpartition("/")[2]: each for each in question["extension"]}
    assert (limits["minValue"]["valueInteger"], limits["maxValue"]["valueInteger"]) == (0, 10)
    assert question["item"] == [{"linkId": "log.day.level.ends", "text": "0: none; 10: most", "type": "display"}]


def test_a_scale_between_whole_numbers_is_observed_as_a_quantity() -> None:
    whole = written(Asked(log(("half", Scale(0, 5, 0.5)))), entry({"half": 2.5}))
    assert only(whole, "Observation")["valueQuantity"] == {"value": 2.5}


def test_options_that_score_say_how_much() -> None:
    options = {"0": "Not at all", "1": "Several days"}
    asked = Asked(replace(log(("worry", Choice(options))), score="sum"))
    form = only(written(asked, entry({"worry": "1"})), "Questionnaire")
    scores = [each["valueCoding"]["extension"][0]["valueDecimal"] for each in form["item"][0]["answerOption"]]
    assert scores == [0, 1]


def test_a_corrected_entry_is_there_once_under_its_first_id() -> None:
    asked = Asked(log(("scale", Scale())), "p", "Plan")
    first, corrected = entry({"scale": 4}), entry({"scale": 6}, 2, supersedes=ID.format(1))
    before, after = written(asked, first), written(asked, corrected)
    assert only(after, "QuestionnaireResponse")["id"] == only(before, "QuestionnaireResponse")["id"] == first.id
    assert only(after, "QuestionnaireResponse")["status"] == only(after, "Observation")["status"] == "amended"
    assert only(after, "Observation")["id"] == only(before, "Observation")["id"]
    assert only(after, "Observation")["valueInteger"] == 6


def test_a_note_leaves_as_an_answer_of_its_own() -> None:
    whole = written(Asked(log(("scale", Scale()))), entry({}, note="after <b>lunch</b>"))
    assert answers(only(whole, "QuestionnaireResponse")) == {"note": [{"valueString": "after <b>lunch</b>"}]}


def test_a_questionnaire_is_there_once_for_each_wording() -> None:
    old = Asked(log(("scale", Scale())), "p", "Plan", "1")
    same, reworded = replace(old), replace(old, log=log(("scale", Scale(0, 5))))
    by_number = {1: old, 2: same, 3: reworded, 4: old}
    entries = [entry({"scale": 4}, number) for number in by_number]
    whole = read(bundle.lines(entries, lambda each: by_number[int(each.id[-1])], NOW))
    forms = resources(whole, "Questionnaire")
    named = [each["questionnaire"] for each in resources(whole, "QuestionnaireResponse")]
    assert len(forms) == 2
    assert len({form["url"] for form in forms}) == 1
    assert named[0] == named[1] == named[3] != named[2]


@pytest.mark.parametrize(
    "values",
    [{"scale": 11}, {"scale": "four"}, {"elsewhere": 3}, {"scale": 4, "elsewhere": True}, {}],
    ids=["off the scale", "a word", "another question", "one too many", "one missing"],
)
def test_what_does_not_answer_the_questions_leaves_without_claiming_to(values: dict[str, Value]) -> None:
    needed = replace(log(("scale", Scale())), fields={"scale": Field("scale", "How?", Scale(), required=True)})
    whole = written(Asked(needed, "p", "Plan"), entry(values))
    response = only(whole, "QuestionnaireResponse")
    assert "questionnaire" not in response
    assert len(response.get("item", ())) == len(values)
    assert not resources(whole, "Questionnaire")
    assert not resources(whole, "Observation")


def test_a_number_that_fhir_has_no_integer_for_leaves_as_a_decimal() -> None:
    whole = written(Asked(log(("cups", Number(step=1)))), entry({"cups": 2**31}))
    assert answers(only(whole, "QuestionnaireResponse")) == {"cups": [{"valueDecimal": 2**31}]}


def test_what_is_asked_under_a_condition_is_required_of_nobody_else() -> None:
    fields = {
        "ok": Field("ok", "Are you well?", Simple("yes-no"), required=True),
        "why": Field("why", "Why not?", Text(), required=True, condition=parse("ok == no")),
    }
    whole = written(Asked(Log("day", "Day", fields)), entry({"ok": True}))
    assert only(whole, "QuestionnaireResponse")["questionnaire"]
    assert [item.get("required") for item in only(whole, "Questionnaire")["item"]] == [True, None, None]


def test_what_is_named_alike_in_different_places_has_different_names() -> None:
    assert uuids.of("a", "bc") != uuids.of("ab", "c")


def test_what_nobody_knows_the_questions_of_leaves_by_its_names() -> None:
    whole = written(None, entry({"level": 4, "felt": ("tense", "sad"), "ok": True, "why": "so"}))
    assert answers(only(whole, "QuestionnaireResponse")) == {
        "level": [{"valueDecimal": 4}],
        "felt": [{"valueString": "tense"}, {"valueString": "sad"}],
        "ok": [{"valueBoolean": True}],
        "why": [{"valueString": "so"}],
    }


def test_an_answer_under_an_earlier_name_is_an_answer_to_the_question() -> None:
    renamed = Log("day", "Day", {"level": Field("level", "How?", Scale(), was="stress")})
    assert answers(only(written(Asked(renamed), entry({"stress": 4})), "QuestionnaireResponse")) == {
        "level": [{"valueInteger": 4}]
    }


def test_without_entries_it_is_an_empty_transaction() -> None:
    assert written(None) == {
        "resourceType": "Bundle",
        "type": "transaction",
        "timestamp": "2026-12-03T15:00:00+01:00",
    }


def test_it_is_written_while_it_is_read() -> None:
    def endless() -> Iterator[Entry]:
        while True:
            yield entry({"scale": 4})

    asked = Asked(log(("scale", Scale())))
    made = bundle.lines(endless(), lambda _: asked, NOW)
    kinds = [re.findall('"resourceType":"([A-Za-z]+)"', next(made)) for _ in range(5)]
    assert kinds == [[], ["Questionnaire"], ["QuestionnaireResponse"], ["Observation"], ["QuestionnaireResponse"]]


def test_every_line_ends_and_holds_one_resource() -> None:
    asked = Asked(log(("words", Text(3))))
    for entries in ([], [entry({"words": "one\ntwo"})]):
        lines = list(bundle.lines(entries, lambda _: asked, NOW))
        assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
        assert len(lines) == (4 if entries else 1)


ODD = timezone(timedelta(minutes=53, seconds=28))


def test_the_offsets_of_long_ago_are_written_as_utc() -> None:
    at = datetime(1880, 5, 1, 12, tzinfo=ODD)
    whole = written(None, entry({"level": 4}, answered=at, about=at))
    assert only(whole, "QuestionnaireResponse")["authored"] == "1880-05-01T11:06:32Z"


# wording that takes a licence


PEG = Field("enjoyment", "How much has it got in the way of your enjoyment?", Scale(labels={0: "Not", 10: "Wholly"}))
LICENSED = Log(
    "peg",
    "PEG",
    {
        "enjoyment": replace(PEG, help="Think of the week"),
        "felt": Field("felt", "Which of these words?", Choice({"quite-secret": "Quite secret", "3": "Three"})),
    },
    summary="In the last week",
    permission="Licence no. 1, on screen",
)


def test_wording_that_takes_a_licence_stays_here() -> None:
    asked = Asked(LICENSED, "p", "Plan", wording=leaving.wording_may_leave(LICENSED))
    whole = written(asked, entry({"enjoyment": 4, "felt": "quite-secret"}, log="peg"))
    assert not re.search("way of|Think of|secret|Secret|Wholly|last week|these words|Three", str(whole))
    form = only(whole, "Questionnaire")
    assert [item["linkId"] for item in form["item"]] == ["log.peg.enjoyment", "log.peg.felt", "note"]
    assert [each["valueCoding"]["code"] for each in form["item"][1]["answerOption"]] == ["option-1", "3"]
    assert answers(only(whole, "QuestionnaireResponse"))["felt"][0]["valueCoding"]["code"] == "option-1"
    assert only(whole, "Observation")["valueInteger"] == 4
    assert form["copyright"] == "Licence no. 1, on screen"


def test_words_of_ones_own_leave_also_where_those_of_the_questions_do_not() -> None:
    fields = log(("when", Simple("date")), ("words", Text()), ("felt", Choice({"a": "Secret"}, many=True, other=True)))
    values: dict[str, Value] = {"when": "2026-12-03", "words": "mine", "felt": ("a", "other: so")}
    whole = written(Asked(fields, wording=False), entry(values))
    response = only(whole, "QuestionnaireResponse")
    assert "<li>felt: option-1, so</li>" in response["text"]["div"]
    assert "<li>words: mine</li>" in response["text"]["div"]
    assert "Secret" not in str(whole)


def test_any_answer_with_a_verified_code_is_an_observation() -> None:
    fields = log(("date", Simple("date")), ("yes", Simple("yes-no")), ("felt", Choice({"a": "Tense"})))
    codes = {"date": "1-1", "yes": "2-2", "felt": "3-3"}
    whole = written(Asked(fields, codes=codes), entry({"date": "2026-12-03", "yes": True, "felt": "a"}))
    date, yes, felt = resources(whole, "Observation")
    assert (date["valueDateTime"], yes["valueBoolean"]) == ("2026-12-03", True)
    assert felt["valueCodeableConcept"]["coding"][0]["code"] == "a"


@pytest.mark.parametrize(
    ("name", "title", "permission", "may_leave"),
    [
        ("stress", "Stress", "", True),
        ("gad-2", "Two questions", "Developed by …", True),
        ("peg", "Pain", "", False),
        ("week", "WOMAC, this week", "", False),
        ("week", "Our clinic's form", "By kind permission of its owner", False),
    ],
)
def test_whose_words_may_leave(name: str, title: str, permission: str, may_leave: bool) -> None:
    asked = replace(log(("scale", Scale()), name=name, title=title), permission=permission)
    assert leaving.wording_may_leave(asked) is may_leave


def test_the_credit_line_of_a_free_questionnaire_goes_with_it() -> None:
    gad = planfile.built_in_logs()["gad-2"]
    asked = Asked(gad, wording=leaving.wording_may_leave(gad), codes=leaving.codes(gad, "en"))
    whole = written(asked, entry({"nervous": "1", "control": "3"}, log="gad-2"))
    form = only(whole, "Questionnaire")
    assert form["copyright"] == f"{gad.permission}\n\n{LOINC_NOTICE}"
    assert form["item"][0]["text"] == "Feeling nervous, anxious or on edge"
    assert [each["code"]["coding"][0]["code"] for each in resources(whole, "Observation")] == ["69725-0", "68509-9"]


# codes


VERIFIED = set(
    tomllib.loads((Path(planfile.__file__).parent / "lint/data/loinc.toml").read_text(encoding="utf-8"))["codes"]
)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (Field("level", "How strong is your pain?", Scale(), code="loinc:72514-3"), "72514-3"),
        (Field("level", "How strong is your pain?", Scale(), code="LOINC: 72514-3 "), "72514-3"),
        (Field("level", "How strong is your pain?", Scale(0, 100), code="loinc:72514-3"), ""),
        (Field("level", "How strong is your pain?", Scale(), code="loinc:99999-9"), ""),
        (Field("level", "How strong is your pain?", Scale(), code="snomed:22253000"), ""),
        (Field("level", "How stiff is your knee?", Scale(), code="loinc:72514-3"), ""),
        (Field("level", "How much stress do you feel?", Scale(), code="loinc:93038-8"), ""),
        (Field("level", "How much has it cost of your enjoyment?", Scale(), code="loinc:91145-3"), ""),
        (Field("hours", "Hours slept", Number("h"), code="loinc:93832-4"), "93832-4"),
        (Field("level", "Feeling nervous, anxious or on edge", Scale(0, 3), code="loinc:69725-0"), "69725-0"),
        (Field("level", "Feeling nervous and on edge", Scale(0, 3), code="loinc:69725-0"), ""),
        (Field("level", "Feeling nervous, anxious or on edge", Scale(0, 3), code="loinc:68509-9"), ""),
        (Field("level", "How strong is your pain?", Scale()), ""),
    ],
)
def test_a_code_leaves_only_where_it_was_looked_up_and_means_the_question(field: Field, code: str) -> None:
    asked = Log("day", "Day", {field.name: field})
    assert leaving.codes(asked, "en") == ({field.name: code} if code else {})


def test_a_code_of_a_translated_questionnaire_goes_by_the_name_of_the_log() -> None:
    field = Field("nervous", "Sentiment de nervosité", Scale(0, 3), code="loinc:69725-0")
    assert leaving.codes(Log("gad-7", "GAD-7", {"nervous": field}), "fr") == {"nervous": "69725-0"}
    assert leaving.codes(Log("worry", "Soucis", {"nervous": field}), "fr") == {}


@pytest.mark.parametrize("page", ["NOTICE", "docs/guide.md", "src/selfcare/planfile/lint/data/loinc.toml"])
def test_the_notice_of_loinc_stands_wherever_its_codes_do(page: str) -> None:
    text = (Path(__file__).parents[3] / page).read_text(encoding="utf-8")
    assert LOINC_NOTICE in " ".join(text.replace("\n#", "\n").split())


@pytest.mark.parametrize("plan", [one.id for one in planfile.shipped()])
def test_shipped_logs_leave_with_verified_codes_alone(plan: str) -> None:
    shipped = planfile.load(*_closure(plan))
    for each in shipped.logs.values():
        asked = Asked.by(shipped, each, wording=leaving.wording_may_leave(each), codes=leaving.codes(each, "en"))
        whole = written(asked, entry(_answered(each), log=each.name))
        assert only(whole, "QuestionnaireResponse")["questionnaire"]
        found = re.findall(r"'system': 'http://loinc.org', 'code': '([^']*)'", str(whole))
        assert set(found) <= VERIFIED
        assert len(set(found)) == len(leaving.codes(each, "en"))


def _closure(plan: str) -> tuple[Mapping[str, str], str]:
    closure = planfile.closure_of_shipped(plan)
    return closure.files, closure.root


def _answered(asked: Log) -> dict[str, Value]:
    """An answer to every question."""
    return {name: _example(field.kind) for name, field in asked.fields.items()}


def _example(kind: Answerable) -> Value:
    match kind:
        case Scale(high=high):
            return high
        case Number(low=low):
            return low or 0
        case Choice(options=options):
            return next(iter(options))
        case Body(regions=regions):
            return next(iter(body.regions(regions)))
        case Simple(kind=word):
            simple: dict[str, Value] = {"yes-no": True, "time": "07:15", "date": "2026-12-03", "duration": 60.0}
            return simple[word]
        case _:
            return "words"


# whatever comes


@pytest.mark.parametrize("payload", [*HOSTILE, "no \ufffe character", "\ud800"])
def test_hostile_words_are_harmless_everywhere(payload: str) -> None:
    asked = Asked(
        Log(
            "day",
            payload,
            {
                "a": Field("a", payload, Scale(labels={0: payload}), help=payload),
                "b": Field("b", payload, Choice({"x": payload, "y": "Y"}, other=True)),
                "c": Field("c", payload, Text(3)),
                "d": Field("d", payload, Number(payload)),
            },
            summary=payload,
            permission=payload,
        ),
        payload,
        payload,
        payload,
        "en",
        author=payload,
    )
    values: dict[str, Value] = {"a": 4, "b": f"other: {payload}", "c": payload, "d": 3}
    written(asked, entry(values, note=payload))
    written(None, entry({payload: payload, "x": (payload, "y")}, id=payload, log=payload, note=payload))


WORDS = st.text(max_size=8)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
OPTIONS = st.dictionaries(NAMES | st.integers(0, 9).map(str), WORDS, min_size=1, max_size=4)
WHOLE = st.integers(-100, 100)
ANSWERABLE: st.SearchStrategy[Answerable] = st.one_of(
    st.builds(lambda low, up, step: Scale(low, low + up, step), WHOLE, st.integers(1, 50), st.sampled_from([1, 0.5])),
    st.builds(Choice, OPTIONS, many=st.booleans(), other=st.booleans()),
    st.builds(Number, st.sampled_from(["", "h", "kg", "m", "‮"]), low=st.none() | WHOLE, step=st.none() | st.just(1)),
    st.builds(Text, st.integers(1, 4)),
    st.builds(Body, st.sampled_from(list(body.MAPS)), many=st.booleans()),
    st.builds(Simple, st.sampled_from(["yes-no", "time", "date", "duration"])),
)
FIELDS = st.builds(Field, NAMES, WORDS, ANSWERABLE, help=WORDS, required=st.booleans())
LOGS = st.lists(FIELDS, min_size=1, max_size=4).flatmap(
    lambda fields: st.builds(
        Log,
        NAMES,
        WORDS,
        st.just({field.name: field for field in fields}),
        summary=WORDS,
        permission=WORDS,
        score=st.sampled_from(["", "sum"]),
    )
)
ANYTHING: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    WORDS,
    st.lists(WORDS, max_size=3).map(tuple),
    st.sampled_from(["07:15", "2026-12-03", 4, 90.0, "neck", "other: so"]),
)
INSTANTS = st.datetimes(
    datetime(1000, 1, 2), datetime(3000, 1, 1), timezones=st.sampled_from([PARIS, ODD, timezone(timedelta(hours=-12))])
)


@settings(max_examples=150)
@given(st.data(), LOGS, st.booleans())
def test_whatever_is_asked_and_answered_holds_every_rule(data: st.DataObject, asked: Log, wording: bool) -> None:
    values: dict[str, Value] = {}
    for name, field in asked.fields.items():
        given = data.draw(st.none() | st.just(_example(field.kind)) | ANYTHING)
        if given is not None:
            values[name] = _accepted(field, given) if data.draw(st.booleans()) else given
    made = entry(values, note=data.draw(WORDS), about=data.draw(INSTANTS), answered=data.draw(INSTANTS))
    codes = {next(iter(asked.fields)): "72514-3"} if data.draw(st.booleans()) else {}
    whole = written(Asked(asked, "p", data.draw(WORDS), data.draw(WORDS), wording=wording, codes=codes), made)
    assert only(whole, "QuestionnaireResponse")["id"] == made.id


def _accepted(field: Field, given: Value) -> Value:
    try:
        return accept(field, given)
    except UsageError:
        return given
