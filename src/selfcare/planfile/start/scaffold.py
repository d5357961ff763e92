"""The commented plan of a draft: its tables in the order of the shipped plans. The tests in it are in `examples`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfcare.planfile.start import asked, page
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
    PRACTICES,
    SITTING,
    STANDING,
    Item,
)
from selfcare.planfile.start.page import Heading, Part, Table, Value
from selfcare.planfile.start.settled import breathes, chosen, length, needed_warnings, source

SCHEMA = "#:schema ./plan.schema.json"
TOP = (
    SCHEMA,
    "# A plan in words that you can change. Lines that begin with # are notes for you; who follows the plan never sees",
    "# them. After every change, `selfcare plan check` says whether all is well, and what to write if it is not.",
    "selfcare = 1",
)


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
        *asked.logs(draft),
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
        "region": "or uk, ie, eu, us, ca, au, nz: a handout then has the numbers to call there",
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
    f"source, so that people see how sure it is. {asked.KEPT}",
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
    keys |= {"why": item.why, "evidence": [source(item, draft)]}
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


# scales


def _has_scores(draft: Draft) -> bool:
    return bool(draft.scales or draft.own)


def _scores(checklist: str, window: Mapping[str, Value]) -> Table:
    why: dict[str, Value] = {"why": "A score now shows change later.", "evidence": ["practical"]}
    return Table(f"checklist.{checklist}.scores", {"run": "scores", "short": "how it is now", **window, **why})


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
    for name in asked.logged(draft):
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
        for name in asked.logged(draft):
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


# the page for the practitioner


def _report(draft: Draft) -> Iterator[Part]:
    include = [f"checklist.{name}" for name in ("prep", "after") if draft.has_visit and _has(name, draft)]
    include += [f"log.{name}" for name, _ in asked.of_items(draft) if name in ("safety-list", "goal")]
    include += ["routine.practice"] if draft.has_days else []
    include += [f"log.{name}" for name in asked.logged(draft)]
    charts = [CHARTS.get(name, f"log.{name}.level") for name in asked.logged(draft)]
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
    used = {source(item, draft) for item, _ in chosen(BEFORE, draft.before, draft)}
    used |= {source(item, draft) for item, _ in chosen(AFTER, draft.after, draft)}
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
