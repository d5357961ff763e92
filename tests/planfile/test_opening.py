"""Closures, their hashes, and plans opened from texts that were kept."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.plan import Plan
from selfcare.errors import NotFoundError, PlanError, StorageError
from selfcare.planfile import library
from selfcare.planfile.closure import SHIPPED, Closure, digest, needs, reference
from selfcare.planfile.problem import Problems

HERE = Path(__file__).parent
SMALL = 'selfcare = 1\n[plan]\ntitle = "Small"\n[[routine.calm.steps]]\nbreathe = "box"\n'
CORPUS = [*sorted((HERE / "good").glob("*.toml"))]


def closures() -> list[Closure]:
    return [planfile.closure_of_file(path) for path in CORPUS if "plan" in path.read_text()] + [
        planfile.closure_of_shipped(name) for name in library.plans()
    ]


@pytest.mark.parametrize("name", library.plans())
def test_a_shipped_plan_has_no_problems_and_its_own_id(name: str) -> None:
    checked = planfile.check(str(library.folder() / f"{name}.toml"))
    found = [problem for problem in checked.problems if problem.code != "header/incomplete"]
    assert not found, planfile.as_text(checked.problems, checked.texts)
    assert checked.plan is not None
    assert checked.plan.id == name


@pytest.mark.parametrize("name", library.libraries())
def test_a_shipped_library_file_has_no_problems(name: str) -> None:
    checked = planfile.check(str(library.folder() / "library" / f"{name}.toml"))
    assert not checked.problems, planfile.as_text(checked.problems, checked.texts)


def test_the_library_is_listed_by_its_headers() -> None:
    listed = planfile.shipped()
    assert [one.id for one in listed] == list(library.plans())
    for one in listed:
        plan = planfile.load(planfile.closure_of_shipped(one.id).files)
        assert (one.title, one.summary, one.version, one.author) == (
            plan.title,
            plan.summary,
            plan.version,
            plan.author,
        )


def test_a_header_is_read_alone_even_where_a_text_looks_like_one() -> None:
    assert library.header('[plan]\ntitle = """\n[x\n"""\n[routine.a]\n')["title"] == "[x\n"


def test_a_closure_begins_with_the_plan_and_holds_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    closure = planfile.closure_of_file(path)
    assert closure.root == "small.toml"
    assert list(closure.files) == ["small.toml", f"{SHIPPED}library/breathing.toml"]
    assert closure.files["small.toml"] == SMALL
    assert closure.hash == digest(closure.files)


def test_a_kept_closure_needs_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = planfile.closure_of_shipped("acupuncture-prep")
    fresh = planfile.load(kept.files)
    monkeypatch.setattr(library, "text", lambda name: None)
    assert planfile.load(dict(kept.files)) == fresh
    assert fresh.hash == kept.hash
    assert fresh.id == "acupuncture-prep"


def test_the_hash_changes_with_any_file_and_not_with_their_order() -> None:
    one = {"a.toml": "x", "b.toml": "y"}
    assert digest(one) == digest(dict(reversed(one.items())))
    assert (
        len(
            {
                digest(one),
                digest({"a.toml": "xb.toml", "": "y"}),
                digest({**one, "b.toml": "z"}),
                digest({"a.toml": "x"}),
            }
        )
        == 4
    )


def test_what_a_newer_selfcare_would_know_is_warned_of_and_left_out() -> None:
    problems = Problems()
    files = {"p.toml": SMALL.replace("[plan]", "[plan]\ncolour = 'blue'")}
    files |= planfile.closure_of_shipped("daily-stress").files
    assert planfile.load(files, "p.toml", problems=problems).title == "Small"
    assert [(one.code, one.severity) for one in problems.found] == [("unknown-key", "warning")]


LATER = 'selfcare = 1\n[plan]\ntitle = "Later"\n[checklist.prep.meal]\ncheck = "Eat"\nfrom = "2h before"\n'


@pytest.mark.parametrize(
    "more",
    [
        "untill = '1h before'",
        "anchor = 'appointment'",
        "[warning.own]\nsay = 'Call.'\nlevel = 'soon'\ncolour = 'red'",
        "[alert.own]\nif = 'setting.pregnant'\nsay = 'Tell.'\nsound = true",
        "if = 'phase.of.moon == 3'",
        "if = 'median(log.mood.level, 3d) > 2'",
        "at = 'first light'",
    ],
)
def test_a_plan_for_a_newer_selfcare_is_refused_where_it_could_do_harm(more: str) -> None:
    with pytest.raises(PlanError, match=r"this plan cannot be used: .*, in p\.toml, line"):
        planfile.load({"p.toml": f"{LATER}{more}\n"})


@pytest.mark.parametrize("more", ["icon = 'soup'", "[plan.look]\ncolour = 'red'", "[galaxy]\nx = 1", "rounds = 3"])
def test_a_plan_for_a_newer_selfcare_opens_with_a_list_of_what_is_not_understood(more: str) -> None:
    problems = Problems()
    assert planfile.load({"p.toml": f"{LATER}{more}\n"}, problems=problems).title == "Later"
    assert [problem.severity for problem in problems.found] == ["warning"]


def test_a_name_that_nothing_uses_is_for_authors() -> None:
    problems = Problems()
    planfile.load({"p.toml": LATER + '[setting.gap]\nduration = "How long?"\ndefault = "2h"\n'}, problems=problems)
    assert not problems.found


def test_a_plan_that_cannot_be_used_says_why_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(LATER.replace("2h before", "2 hours before") + "zzz = 1\nat = 3\n")
    with pytest.raises(PlanError) as raised:
        planfile.open_plan(path)
    assert "\n" not in str(raised.value)
    assert "bad.toml, line" in str(raised.value)
    path.write_text("selfcare = 9\n")
    with pytest.raises(PlanError, match="version 9"):
        planfile.open_plan(path)
    path.write_bytes(b"\xff\xff")
    with pytest.raises(PlanError, match="UTF"):
        planfile.open_plan(path)


def test_what_cannot_be_read_as_a_file_is_no_plan_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.toml"):
        with pytest.raises(StorageError):
            planfile.check(path)
        with pytest.raises(StorageError):
            planfile.closure_of_file(path)


def test_a_plan_the_library_does_not_have() -> None:
    with pytest.raises(NotFoundError, match="did you mean daily-stress"):
        planfile.closure_of_shipped("daily-stres")
    with pytest.raises(NotFoundError, match="selfcare plans"):
        planfile.closure_of_shipped("../secret")


def test_a_file_of_nothing_kept_is_no_plan() -> None:
    with pytest.raises(PlanError, match="is not a plan"):
        planfile.load({})


def test_an_id_comes_from_the_header_or_the_files_name(tmp_path: Path) -> None:
    def opened(name: str, text: str = SMALL) -> Plan:
        path = tmp_path / name
        path.write_text(text)
        return planfile.open_plan(path)

    assert opened("My Plan.toml").id == "my-plan"
    assert opened("2026.toml").id == "plan-2026"
    assert opened("家.toml").id == "plan"
    assert opened("x.toml", SMALL.replace("[plan]", '[plan]\nid = "calm"')).id == "calm"


@pytest.mark.parametrize(
    ("of", "written", "name"),
    [
        ("a.toml", "daily-stress", "selfcare:daily-stress.toml"),
        ("a.toml", "b.toml", "b.toml"),
        ("a.toml", "parts/b.toml", "parts/b.toml"),
        ("parts/a.toml", "b.toml", "parts/b.toml"),
        ("selfcare:a.toml", "b.toml", "selfcare:b.toml"),
        ("a.toml", "../b.toml", None),
        ("a.toml", "parts/../../b.toml", None),
        ("a.toml", "/etc/b.toml", None),
        ("a.toml", "./b.toml", None),
        ("a.toml", "c:\\b.toml", None),
        ("a.toml", "selfcare:b.toml", None),
        ("a.toml", "Not An Id", None),
        ("a.toml", "", None),
        ("a.toml", "a\x00.toml", None),
    ],
)
def test_a_plan_names_files_below_its_own_folder_and_the_library(of: str, written: str, name: str | None) -> None:
    assert reference(of, written) == name


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text(SMALL)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "base.toml").symlink_to(tmp_path / "outside.toml")
    (inside / "plan.toml").write_text('selfcare = 1\n[plan]\ntitle = "X"\nextends = "base.toml"\n')
    assert [problem.code for problem in planfile.check(inside / "plan.toml").problems] == ["unknown-name"]


def test_what_a_plan_needs_of_the_library_is_told_from_its_names() -> None:
    def needed(**tables: object) -> list[str]:
        return needs([dict(tables)])

    assert needed(plan={"title": "x"}) == []
    assert needed(routine={"a": {"steps": [{"breathe": "box"}]}}) == ["breathing"]
    assert needed(routine={"a": {"steps": [{"breathe": "own"}]}}, breath={"own": {}}) == []
    assert needed(checklist={"a": {"i": {"meditate": "breath"}}}) == ["sittings"]
    assert needed(plan={"warnings": ["chest"]}) == ["red-flags"]
    assert needed(alert={"a": {"warning": "chest"}}) == ["red-flags"]
    assert needed(log={"pain": {"instrument": "pain"}}) == ["instruments"]
    assert needed(alert={"a": {"if": "log.pain.level > 3"}}) == ["instruments"]
    assert needed(alert={"a": {"if": "log.pain.level > 3"}}, log={"pain": {}}) == []
    assert needed(checklist={"a": {"anchor": "log.pain"}}) == ["instruments"]


def test_the_built_in_practice_has_the_values_of_the_clinical_table() -> None:
    patterns = planfile.built_in_patterns()
    seconds = {name: tuple(phase.seconds for phase in one.cycle) for name, one in patterns.items()}
    assert seconds == {
        "natural": (),
        "belly": (3, 4),
        "long-exhale": (4, 6),
        "even": (5, 5),
        "resonance": (5.5, 5.5),
        "sighing": (3, 1, 7),
        "box": (4, 4, 4, 4),
        "small-box": (3, 3, 3, 3),
        "4-7-8": (4, 7, 8),
        "4-7-8-gentle": (2.4, 4.2, 4.8),
        "pursed-lips": (2, 4),
    }
    doses = {name: one.rounds or one.seconds for name, one in patterns.items()}
    assert doses == {
        "natural": 180,
        "belly": 180,
        "long-exhale": 300,
        "even": 300,
        "resonance": 300,
        "sighing": 300,
        "box": 120,
        "small-box": 120,
        "4-7-8": 4,
        "4-7-8-gentle": 4,
        "pursed-lips": 120,
    }
    hidden_by = {
        tag: {name for name, one in patterns.items() if tag in one.unsafe_for}
        for tag in ("pregnant", "heart", "lung", "seizure", "panic", "eye")
    }
    holds = {"box", "small-box", "4-7-8", "4-7-8-gentle"}
    assert hidden_by == {
        "pregnant": holds,
        "heart": holds | {"sighing"},
        "lung": set(patterns) - {"natural", "pursed-lips", "belly"},
        "seizure": holds | {"sighing"},
        "panic": {"4-7-8", "box"},
        "eye": holds,
    }
    assert all("driving" in one.cautions[0] for one in patterns.values())


def test_the_built_in_sittings_keep_the_rules_for_cues() -> None:
    sittings = planfile.built_in_sittings()
    assert {name: one.seconds for name, one in sittings.items()} == {
        "silence": 600,
        "breath": 300,
        "body-scan": 600,
        "kindness": 480,
        "muscle-relaxation": 360,
        "three-minute-pause": 180,
    }
    for one in sittings.values():
        assert one.cautions
        times = [cue.at for cue in one.cues]
        assert all(later - earlier >= 15 for earlier, later in pairwise(times))
        assert all(len(cue.words) <= 120 for cue in one.cues)


def test_the_built_in_logs_can_be_filled_in_without_a_plan() -> None:
    logs = planfile.built_in_logs()
    assert {"pain", "stress", "sleep"} <= set(logs)
    assert all(log.fields for log in logs.values())
