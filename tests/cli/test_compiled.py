"""Compiled plans that are kept: the same as when they are compiled anew, and never those of another state of things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.cli import keeping
from selfcare.cli.compiled import KINDS, CompiledPlans
from selfcare.core import codec
from selfcare.core.plan import Plan
from tests.cli.shell import Shell

SHIPPED = tuple(one.id for one in planfile.shipped())


def compiled(name: str) -> Plan:
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_kept_plan_is_the_plan(name: str, tmp_path: Path) -> None:
    plan = compiled(name)
    CompiledPlans(str(tmp_path), "").put(plan.hash, {}, plan)
    assert CompiledPlans(str(tmp_path), "").get(plan.hash, {}) == plan


def test_a_plan_is_not_taken_for_that_of_other_choices_languages_or_texts(tmp_path: Path) -> None:
    plan = compiled("acupuncture-prep")
    kept = CompiledPlans(str(tmp_path), "")
    kept.put(plan.hash, {"caffeine": "3h"}, plan)
    assert kept.get(plan.hash, {}) is None
    assert kept.get(plan.hash, {"caffeine": "4h"}) is None
    assert kept.get("f" * 64, {"caffeine": "3h"}) is None
    assert CompiledPlans(str(tmp_path), "fr").get(plan.hash, {"caffeine": "3h"}) is None


def test_a_plan_of_another_version_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = compiled("daily-stress")
    kept = CompiledPlans(str(tmp_path), "")
    kept.put(plan.hash, {}, plan)
    monkeypatch.setattr("selfcare.cli.compiled.__version__", "0.0.0")
    assert kept.get(plan.hash, {}) is None


def test_a_damaged_file_is_not_there(tmp_path: Path) -> None:
    plan = compiled("daily-stress")
    kept = CompiledPlans(str(tmp_path), "")
    kept.put(plan.hash, {}, plan)
    (path,) = (tmp_path / "compiled").iterdir()
    whole = path.read_bytes()
    for at in range(0, len(whole), 997):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.get(plan.hash, {}) is None
    path.write_bytes(whole[: len(whole) // 2])
    assert kept.get(plan.hash, {}) is None


def test_what_is_no_longer_a_plan_of_this_code_is_not_there(tmp_path: Path) -> None:
    plan = compiled("daily-stress")
    kept = CompiledPlans(str(tmp_path), "")
    kept.put(plan.hash, {}, plan)
    (path,) = (tmp_path / "compiled").iterdir()
    text = keeping.read(str(path)) or ""
    for change in (('["Plan",', '["Plen",'), ('["Plan",', '["Step",'), ('["Plan",', '["Plan", 1,')):
        keeping.write(str(path), text.replace(*change))
        assert kept.get(plan.hash, {}) is None


def test_what_cannot_be_kept_costs_nothing_but_time(tmp_path: Path) -> None:
    plan = compiled("daily-stress")
    (tmp_path / "compiled").write_text("in the way", encoding="utf-8")
    CompiledPlans(str(tmp_path), "").put(plan.hash, {}, plan)
    assert CompiledPlans(str(tmp_path), "").get(plan.hash, {}) is None


def test_only_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfcare.cli.compiled.MOST", 2)
    plan, kept = compiled("daily-stress"), CompiledPlans(str(tmp_path), "")
    for age, closure in enumerate("abc"):
        kept.put(closure * 64, {}, plan)
        os.utime(tmp_path / "compiled" / f"{closure * 32}.json", (age, age))
    kept.put("d" * 64, {}, plan)
    assert [kept.get(closure * 64, {}) is not None for closure in "abcd"] == [False, False, True, True]


@pytest.mark.parametrize("words", [("run", "daily-stress", "--linear"), ("today",)])
def test_a_plan_that_was_compiled_once_is_opened_without_pydantic(words: tuple[str, ...], selfcare: Shell) -> None:
    code = """
import sys
from selfcare.cli.main import main
main(sys.argv[1:])
print("pydantic" in sys.modules, "tomllib" in sys.modules)
"""

    def imported() -> list[str]:
        command = [sys.executable, "-c", code, *words]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        return done.stdout.split()[-2:]

    selfcare.works("use", "acupuncture-prep")
    shutil.rmtree(selfcare.home / "cache")
    assert imported()[0] == "True"
    assert imported()[0] == "False"


def test_the_classes_of_a_plan_have_names_of_their_own() -> None:
    assert codec.decode(codec.encode(compiled("aftercare")), KINDS, Plan) == compiled("aftercare")
    with pytest.raises(TypeError):
        codec.decode(codec.encode(("a", 1)), KINDS, Plan)
