"""The commented plan of a draft: its tables in the order of the shipped plans. The tests in it are in `examples`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfcare.planfile.start import page
from selfcare.planfile.start.draft import Draft
from selfcare.planfile.start.offered import (
    ACUPUNCTURE,
    AFTER,
    BACK,
    BEFORE,
    BREATHING,
    CHARTS,
    DIABETES,
    EVIDENCE,
    FACTS,
    PRACTICES,
    SITTING,
    STANDING,
    Item,
)
from selfcare.planfile.start.page import Heading, Part, Table, Value
from selfcare.planfile.start.settled import breathes, chosen, length, name_of, needed_warnings

SCHEMA = "#:schema ./plan.schema.json"
TOP = (
    SCHEMA,
    "# A plan in words that you can change. Lines that begin with # are notes for you; who follows the plan never sees",
    "# them. After every change, `selfcare plan check` says whether all is well, and what to write if it is not.",
    "selfcare = 1",
)
RESERVED = frozenset(
    ("pain", "stress", "sleep", "goal", "safety-list", "gad-2", "log", "setting", "and", "or", "not", "in", "yes")
) | frozenset(("no", "count", "days", "mean", "min", "max", "sum"))
"""Names of logs that are taken, and words of conditions."""

KEPT = "The name in brackets stays: records are kept under it."


def parts(draft: Draft) -> list[Part]:
    """All tables of the plan but its tests."""
    return [
        _header(draft),
        *([_appointment(draft)] if draft.has_visit else []),
        *_settings(draft),
        *(_before(draft) if draft.has_visit else []),
        *(_after(draft) if draft.has_visit else []),
        *(_practice(draft) if draft.has_days else []),
        *_routines(draft),
        *_known(draft),
        *_logs(draft),
        *_report(draft),
        *_evidence(draft),
    ]


# what it is


def _header(draft: Draft) -> Table:
    keys: dict[str, Value] = {"id": draft.id, "title": draft.title, "version": "1.0.0", "language": "en"}
    keys |= {key: value for key, value in (("author", draft.author), ("contact", draft.contact)) if value}
    keys |= {"licence": draft.licence} if draft.licence else {}
    keys |= {"audience": "adults 18+", "region": "any"}
    keys |= {"tags": list(draft.about)} if draft.about else {}
    keys |= {"summary": _summary(draft), "cautions": cautions(draft)}
    keys |= {"uses": ["acupuncture-evidence"]} if ACUPUNCTURE in draft.about else {}
    keys["warnings"] = list(dict.fromkeys((*needed_warnings(draft), *draft.warnings)))
    asides = {
        "id": "its name for good; records are kept under it",
        "version": "give it another number when you change what people do",
        "region": "emergency numbers are those of the region that the person has set",
    }
    wanted = [("author", "who wrote it"), ("licence", "on what terms others may pass it on")]
    later = [f'{key} = "…"   # {words}' for key, words in wanted if key not in keys]
    later += ['reviewer = "…"   # who else has looked through it, and on which day:', "reviewed = 2026-11-23"]
    notes = ("What the plan is, and from whom. The tags say what it is about; the warning signs follow from them.",)
    return Table("plan", keys, notes, asides, ("Lines you can add, without the #:", *later))


def _summary(draft: Draft) -> str:
    visit = "What to do, and what to leave out, before and after a visit."
    days = "A short practice, day by day."
    return {"appointment": visit, "daily": days, "both": f"{visit} {days}"}[draft.kind]


def cautions(draft: Draft) -> list[str]:
    """Lines that are shown before the plan is followed."""
    sits = draft.has_days and any(one.kind == "meditate" for one in PRACTICES if one.name in draft.practice)
    eats = draft.has_visit and not {"light-meal", "heavy-meal", "caffeine"}.isdisjoint(draft.before)
    lines = ((True, STANDING), (eats, DIABETES), (breathes(draft), BREATHING), (sits, SITTING))
    return [words for fits, words in lines if fits]


def _appointment(draft: Draft) -> Table:
    keys: dict[str, Value] = {"title": draft.visit, "lasts": draft.lasts}
    notes = ('"before" counts from when it starts, "after" from when it ends.',)
    return Table("appointment", keys, notes)


def _settings(draft: Draft) -> Iterator[Part]:
    notes = ["What the person may change. Below, {NAME} stands for what they chose."]
    if not draft.changeable:
        return
    if draft.has_visit and "caffeine" in draft.before:
        keys: dict[str, Value] = {
            "duration": "Stop caffeine this long before the visit",
            "default": draft.before["caffeine"],
            "min": "1h",
            "max": "4h",
        }
        aside = {"max": "longer can itself bring on a headache in people who drink coffee every day"}
        yield Table("setting.caffeine", keys, tuple(notes), aside)
        notes = []
    if draft.has_days:
        yield Table("setting.practice", {"time": "When do you want to practise?", "default": draft.at}, tuple(notes))


# around an appointment


def _before(draft: Draft) -> Iterator[Part]:
    found = chosen(BEFORE, draft.before, draft)
    if not found and not _has_scores(draft):
        return
    yield Heading("before it", _HOW)
    yield Table("checklist.prep", {"title": "Before the visit"})
    tables = [(_item("prep", item, hours, draft), length(hours)) for item, hours in found]
    tables += [(_scores("prep", {"from": "60m before"}), 3600.0)] if _has_scores(draft) else []
    for table, _ in sorted(tables, key=lambda one: -one[1]):
        yield table


_HOW = (
    "`check` is something to do, `avoid` something to leave out, `log` a list of questions, `run` a short routine.",
    "Without `until` it goes on until the visit starts. `short` has at most 18 characters. `evidence` names the",
    f"source, so that people see how sure it is. {KEPT}",
)


def _after(draft: Draft) -> Iterator[Part]:
    found = chosen(AFTER, draft.after, draft)
    if not found and not _has_scores(draft):
        return
    yield Heading("after it", ('`from = "end"` may be left out; it is when the visit ends.',))
    yield Table("checklist.after", {"title": "After the visit"})
    for item, hours in found:
        yield _item("after", item, hours, draft)
    if _has_scores(draft):
        yield _scores("after", {"from": "2h after", "until": "4h after"})


def _item(checklist: str, item: Item, hours: str, draft: Draft) -> Table:
    keys: dict[str, Value] = {item.kind: item.words, "short": item.short}
    keys |= {"about": item.about} if item.about else {}
    keys |= _window(item, hours, draft)
    keys |= {"why": item.why, "evidence": [source(item.evidence, draft)]}
    keys |= {"optional": True} if item.optional else {}
    asides: dict[str, str] = {}
    if item.bounds and item.bound_why:
        asides["from"] = f"{item.bounds[0]} to {item.bounds[1]}: {item.bound_why}"
    if "{" in str(keys.get("from", "")):
        asides["from"] = "the setting above"
    return Table(f"checklist.{checklist}.{item.name}", keys, (), asides)


def _window(item: Item, hours: str, draft: Draft) -> dict[str, Value]:
    if not item.begins:
        return {"from": "end", "until": f"{hours} after"}
    changeable = draft.changeable and item.name == "caffeine"
    opens: dict[str, Value] = {"from": "{caffeine} before" if changeable else f"{hours} before"}
    return opens | ({"until": f"{item.ends} before"} if item.ends else {})


def source(name: str, draft: Draft) -> str:
    """A source's name as this plan knows it."""
    return name if ACUPUNCTURE in draft.about or name in EVIDENCE else "custom"


# scales


def _has_scores(draft: Draft) -> bool:
    return bool(draft.scales or draft.own)


def _scores(checklist: str, window: Mapping[str, Value]) -> Table:
    why: dict[str, Value] = {"why": "A score now shows change later.", "evidence": ["practical"]}
    return Table(f"checklist.{checklist}.scores", {"run": "scores", "short": "how it is now", **window, **why})


def logged(draft: Draft) -> list[str]:
    """The names of the logs that are asked."""
    return [*draft.scales, *([own_name(draft)] if draft.own else [])]


def own_name(draft: Draft) -> str:
    """What the author's own question is called."""
    name = name_of(draft.own.title if draft.own else "", "own")
    return f"own-{name}" if name in RESERVED else name


# day by day


def _practice(draft: Draft) -> Iterator[Part]:
    at = "{practice}" if draft.changeable else draft.at
    keys: dict[str, Value] = {"title": "A little practice", "every": draft.days, "at": at, "remind": True}
    asides = {"every": "day, weekday, 2 days, week, or days such as mon wed fri", "at": "24 hours, such as 07:30"}
    notes = ("Steps are done in their order. The library has more breathing and sittings; editors offer their names.",)
    yield Heading("day by day", notes)
    yield Table("routine.practice", keys, (), asides)
    for practice in PRACTICES:
        if practice.name in draft.practice:
            step: dict[str, Value] = {
                "id": practice.name,
                practice.kind: practice.name,
                "for": draft.practice[practice.name],
            }
            yield Table("routine.practice.steps", step, entry=True)
    for name in logged(draft):
        yield Table("routine.practice.steps", {"id": name, "log": name}, entry=True)


def _routines(draft: Draft) -> Iterator[Part]:
    settles, scores = draft.has_visit and "settle" in draft.before, draft.has_visit and _has_scores(draft)
    if settles or scores:
        yield Heading("short routines", ("What the items with `run` begin.",))
    if settles:
        yield Table("routine.settle", {"title": "Settle", "summary": "A few slow breaths before you go in."})
        yield Table("routine.settle.steps", {"id": "breathe", "breathe": "long-exhale", "for": "3m"}, entry=True)
    if scores:
        yield Table("routine.scores", {"title": "How it is now"})
        for name in logged(draft):
            yield Table("routine.scores.steps", {"id": name, "log": name}, entry=True)


def _known(draft: Draft) -> Iterator[Part]:
    """What is known about needles: the library's cards, and what guidance says where the plan is about the back."""
    if ACUPUNCTURE not in draft.about:
        return
    yield Heading("what is known", ("`read` shows a text, or a card. Cards say how sure it is, and who disagrees.",))
    yield Table("routine.what-is-known", {"title": "What is known"})
    for name in ("safety", "overall", "tips", *(["back"] if "low-back" in draft.about else [])):
        yield Table("routine.what-is-known.steps", {"id": name, "read": name}, entry=True)
    if "low-back" in draft.about:
        yield from (Table(path, dict(keys)) for path, keys in BACK.items())


# what is asked


def _logs(draft: Draft) -> Iterator[Part]:
    lists = {name for name, _ in _names(draft)}
    notes = ("Pain, stress and sleep come from the library, so they need no tables here.",) if draft.scales else ()
    yield Heading("what is asked", (*notes, KEPT, *(() if draft.own else _question(draft))))
    if draft.own:
        yield from _own(draft)
    if "safety-list" in lists:
        yield from _safety_list()
    if "goal" in lists:
        yield from _goal()


def _question(draft: Draft) -> tuple[str, ...]:
    """A question of one's own as a comment, and where it is asked."""
    asked: tuple[str, ...] = ("[[routine.practice.steps]]", 'id  = "stiff"', 'log = "stiff"')
    if draft.has_visit:
        asked = ("[checklist.prep.stiff]", 'log   = "stiff"', 'short = "how stiff it is"', 'from  = "1h before"')
    return (
        "",
        "For a question of your own, take the # away here and change the words. The last table says when it is asked.",
        "[log.stiff]",
        'title = "Neck"',
        "[log.stiff.level]",
        'scale  = "How stiff is your neck?"',
        'labels = { 0 = "loose", 10 = "rock hard" }',
        *asked,
    )


def _names(draft: Draft) -> list[tuple[str, str]]:
    return [(item.name, hours) for item, hours in chosen(BEFORE, draft.before, draft)] if draft.has_visit else []


def _own(draft: Draft) -> Iterator[Part]:
    if draft.own is None:
        return
    name = own_name(draft)
    yield Table(f"log.{name}", {"title": draft.own.title})
    keys: dict[str, Value] = {
        "scale": draft.own.ask,
        "labels": {"0": draft.own.low, "10": draft.own.high},
        "better": draft.own.better,
    }
    asides = {"better": "which end of the scale is the good one: low or high"}
    yield Table(f"log.{name}.level", keys, (), asides)


def _safety_list() -> Iterator[Part]:
    yield Table("log.safety-list", {"title": "Tell your practitioner", "per": "visit"})
    keys: dict[str, Value] = {
        "choice": "Which of these are true for you?",
        "many": True,
        "help": "Tell your practitioner about each one. None of them is a reason to stop a medicine.",
    }
    yield Table("log.safety-list.facts", keys)
    facts: Mapping[str, Value] = dict(FACTS)
    yield Table("log.safety-list.facts.options", facts)
    tell: dict[str, Value] = {
        "if": "log.safety-list.facts != 'none'",
        "say": "Tell your practitioner about each thing you ticked before the first needle.",
        "level": "tell",
    }
    yield Table("alert.tell-first", tell, ("Said at once when an answer calls for it.",))


def _goal() -> Iterator[Part]:
    yield Table("log.goal", {"title": "Goal and questions", "per": "visit"})
    yield Table("log.goal.goal", {"text": "What is your main goal?"})
    yield Table("log.goal.first", {"text": "A question for your practitioner"})
    asked: dict[str, Value] = {"text": "A second question", "if": "first"}
    yield Table("log.goal.second", asked, asides={"if": "only asked when the first one was answered"})


# the page for the practitioner


def _report(draft: Draft) -> Iterator[Part]:
    include = [f"checklist.{name}" for name in ("prep", "after") if draft.has_visit and _has(name, draft)]
    include += [f"log.{name}" for name, _ in _names(draft) if name in ("safety-list", "goal")]
    include += ["routine.practice"] if draft.has_days else []
    include += [f"log.{name}" for name in logged(draft)]
    charts = [CHARTS.get(name, f"log.{name}.level") for name in logged(draft)]
    keys: dict[str, Value] = {"title": "How it went", "include": include}
    keys |= {} if draft.has_visit else {"covers": "28d"}
    keys |= {"charts": charts} if charts else {}
    yield Heading("the page for the practitioner", ("What the person may print and bring along.",))
    yield Table("report.visit", keys)


def _has(checklist: str, draft: Draft) -> bool:
    offered, hours = (BEFORE, draft.before) if checklist == "prep" else (AFTER, draft.after)
    return bool(chosen(offered, hours, draft)) or _has_scores(draft)


def _evidence(draft: Draft) -> Iterator[Part]:
    if ACUPUNCTURE in draft.about or not draft.has_visit:
        return
    used = {source(item.evidence, draft) for item, _ in chosen(BEFORE, draft.before, draft)}
    used |= {source(item.evidence, draft) for item, _ in chosen(AFTER, draft.after, draft)}
    used |= {"practical"} if _has_scores(draft) else set()
    if used:
        yield Heading(
            "sources",
            (
                "How sure each piece of advice is. `strength` is one of guideline, review, trial,",
                "observational, consensus, tradition, logistics and law.",
            ),
        )
    for name in EVIDENCE:
        if name in used:
            entry: Mapping[str, Value] = dict(EVIDENCE[name])
            yield Table(f"evidence.{name}", entry)


def text(draft: Draft) -> str:
    """The whole file, with its tests."""
    from selfcare.planfile.start.examples import tests

    written = parts(draft)
    return page.text(TOP, [*written, *tests(page.text(TOP, written))])
