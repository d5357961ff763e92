"""New plans: their texts, and that they say what was chosen, whatever was chosen and however it was worded.

`python -m tests.planfile.test_start` writes the texts anew, to be read in the diff.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import assume, given, settings
from tests.planfile import starts

from selfcare import planfile
from selfcare.core.difference import changes
from selfcare.core.frozen import replace
from selfcare.core.grammar import moment
from selfcare.core.plan import Plan
from selfcare.planfile.stages import Checked
from selfcare.planfile.start import child, scaffold, settled
from selfcare.planfile.start.draft import Draft, OwnScale
from selfcare.planfile.start.offered import AFTER, BEFORE
from selfcare.planfile.start.page import Table

KEPT = Path(__file__).parent / "new"
FOR_THE_AUTHOR = {"header/incomplete"}
"""What nobody else can say: who looked through it, and when."""


def checked(text: str, folder: Path | None = None) -> Plan:
    """The plan of a text that has to be free of everything that is not for its author alone."""
    found = planfile.check_text(text, folder=folder)
    told = [problem for problem in found.problems if problem.code not in FOR_THE_AUTHOR]
    assert not told, planfile.as_text(told, found.texts)
    assert found.plan is not None
    return found.plan


# as they are kept


@pytest.mark.parametrize("name", starts.KEPT)
def test_a_new_plan_reads_as_it_is_kept(name: str) -> None:
    text = scaffold.text(starts.KEPT[name])
    assert text == (KEPT / f"{name}.toml").read_text(encoding="utf-8")
    assert len(checked(text).tests) >= 2


@pytest.mark.parametrize("name", starts.KEPT)
def test_a_new_plan_may_be_passed_on_once_somebody_has_looked_through_it(name: str) -> None:
    text = scaffold.text(starts.KEPT[name])
    reviewed = text.replace('# reviewer = "…"', 'reviewer = "Dr. Ito"').replace("# reviewed =", "reviewed =")
    assert reviewed.count("\nreview") == 2
    found = planfile.check_text(reviewed, strict=True)
    assert planfile.as_text(found.problems, found.texts) == "no problems\n"


@pytest.mark.parametrize("name", ["needles", "calm"])
def test_the_question_of_ones_own_works_once_the_number_sign_is_taken_away(name: str) -> None:
    lines = scaffold.text(starts.KEPT[name]).split("\n")
    first = lines.index("# [log.stiff]")
    last = next(number for number in range(first, len(lines)) if not lines[number])
    plan = checked("\n".join([*lines[:first], *(line[2:] for line in lines[first:last]), *lines[last:]]))
    assert plan.logs["stiff"].fields["level"].ask == "How stiff is your neck?"
    assert (
        any(step.name == "stiff" for routine in plan.routines.values() for step in routine.steps)
        or "stiff" in plan.checklists["prep"].items
    )


def test_lines_are_no_wider_than_an_editor_shows_but_for_long_texts() -> None:
    for plan in starts.KEPT.values():
        for line in scaffold.text(plan).split("\n"):
            assert len(line) <= 120 or line.count('"') == 2, line


SURE = {"review": "a review", "observational": "case reports", "logistics": "practical"}


@pytest.mark.parametrize("about", [("acupuncture",), ("neck",)])
def test_how_sure_an_item_is_shown_is_how_sure_the_file_says_it_is(about: tuple[str, ...]) -> None:
    first = Draft("Mine", "mine", kind="appointment", about=about)
    before, after = ({item.name: settled.usual(item) for item in offered} for offered in (BEFORE, AFTER))
    draft = replace(first, before=before, after=after)
    plan = checked(scaffold.text(replace(draft, warnings=settled.suggested_warnings(draft))))
    for checklist, offered in (("prep", BEFORE), ("after", AFTER)):
        for item in settled.items(offered, draft):
            (name,) = plan.checklists[checklist].items[item.name].evidence
            strength = plan.evidence[name].strength
            assert settled.label(item, draft) == SURE.get(strength, strength), item.name


# on top of another


@pytest.mark.parametrize("parent", ["acupuncture-prep", "aftercare", "daily-stress"])
def test_a_plan_that_builds_on_another_changes_nothing_until_somebody_does(parent: str, tmp_path: Path) -> None:
    text = child.text(parent, child.header(starts.draft("Ours"), "ours"), tmp_path)
    closure = planfile.closure_of_shipped(parent)
    changed = changes(planfile.load(closure.files, closure.root), checked(text, tmp_path))
    assert {change.section for change in changed} == {"the plan"}


def test_what_is_shown_as_a_comment_works_once_the_number_sign_is_taken_away(tmp_path: Path) -> None:
    text = child.text("acupuncture-prep", child.header(starts.draft("Ours"), "ours"), tmp_path)
    lines = text.split("\n")
    at = lines.index("# [checklist.prep.phone]   # phone off")
    changed = [line.removeprefix("# ") if at <= number < at + 3 else line for number, line in enumerate(lines)]
    plan = checked("\n".join(changed).replace('from  = "5m before"', 'from  = "9m before"'), tmp_path)
    window = plan.checklists["prep"].items["phone"].window
    assert window is not None
    assert window.opens == moment("9m before")


def test_what_is_to_be_left_out_is_left_out(tmp_path: Path) -> None:
    text = child.text("acupuncture-prep", child.header(starts.draft("Ours"), "ours"), tmp_path)
    assert '# remove = ["checklist.prep.phone"]' in text
    assert "phone" not in checked(text.replace("# remove", "remove"), tmp_path).checklists["prep"].items


def test_a_parents_words_never_leave_their_comment(tmp_path: Path) -> None:
    words = 'Off.\\n[plan]\\nselfcare = 2 \\" # '
    parent = f'selfcare = 1\n[plan]\ntitle = "{words}"\n[checklist.prep]\ntitle = "{words}"\n[checklist.prep.phone]\n'
    (tmp_path / "parent.toml").write_text(f'{parent}check = "{words}"\nfrom = "5m before"\n', encoding="utf-8")
    plan = checked(child.text("parent.toml", child.header(starts.draft("Ours"), "ours"), tmp_path), tmp_path)
    assert plan.title == "Ours"


# any choices, any words


@settings(max_examples=25)
@given(starts.drafts())
def test_whatever_is_chosen_comes_out_clean_and_as_chosen(draft: Draft) -> None:
    assume(not settled.lacks(draft))
    text = scaffold.text(draft)
    found, meant = planfile.check_text(text), planfile.check_text(tomli_w.dumps(_data(draft)))
    assert _said(found) == _said(meant)
    if _said(found):
        checked(scaffold.text(_tame(draft)))  # it was the words, and `plan new` asks for others
        return
    plan = checked(text)
    assert meant.plan is not None
    assert [change.sentence for change in changes(meant.plan, plan)] == []
    _is_as_chosen(plan, draft)


@settings(max_examples=25)
@given(starts.HOSTILE)
def test_a_hostile_title_is_a_title_or_is_refused(title: str) -> None:
    draft = starts.draft(title, "daily", ("stress",))
    found = planfile.check_text(scaffold.text(draft))
    assert _said(found) == _said(planfile.check_text(tomli_w.dumps(_data(draft))))
    if found.plan is not None:
        assert found.plan.title == title.strip()
        assert set(found.plan.routines) == {"practice"}
        assert len(found.plan.tests) == 2


def _said(found: Checked) -> set[str]:
    """The codes of what is wrong."""
    return {problem.code for problem in found.problems if problem.severity != "note"}


def _tame(draft: Draft) -> Draft:
    own = draft.own and OwnScale("How stiff is your neck?", "Neck", better=draft.own.better)
    return replace(draft, title="Getting ready", author="", contact="", visit="Massage", own=own)


def _data(draft: Draft) -> dict[str, Any]:
    """The tables of a draft as plain data, written by others than those who write its text."""
    whole: dict[str, Any] = {"selfcare": 1}
    for part in scaffold.parts(draft):
        if isinstance(part, Table):
            here, *inside = part.path.split(".")
            table = whole
            for name in (here, *inside[:-1]) if inside else ():
                table = table.setdefault(name, {})
            last = inside[-1] if inside else here
            if part.entry:
                table.setdefault(last, []).append(dict(part.keys))
            else:
                table.setdefault(last, {}).update(part.keys)
    return whole


def _is_as_chosen(plan: Plan, draft: Draft) -> None:
    assert (plan.title, plan.author, plan.contact) == (draft.title, draft.author, draft.contact)
    assert set(draft.warnings) | set(settled.needed_warnings(draft)) == set(plan.shown_warnings)
    for checklist, offered, hours in (("prep", BEFORE, draft.before), ("after", AFTER, draft.after)):
        items = plan.checklists[checklist].items if checklist in plan.checklists else {}
        wanted = {item.name: hours.get(item.name) for item, _ in settled.chosen(offered, hours, draft)}
        assert set(items) - {"scores"} == (set(wanted) if draft.has_visit else set())
        for name, item in items.items():
            if wanted.get(name) and item.window is not None:
                side = "before" if checklist == "prep" else "after"
                bound = item.window.opens if checklist == "prep" else item.window.closes
                assert bound == moment(f"{wanted[name]} {side}")
    steps = {step.name for step in plan.routines["practice"].steps} if draft.has_days else set()
    assert set(draft.practice if draft.has_days else ()) <= steps


if __name__ == "__main__":
    for name, draft in starts.KEPT.items():
        (KEPT / f"{name}.toml").write_text(scaffold.text(draft), encoding="utf-8")
