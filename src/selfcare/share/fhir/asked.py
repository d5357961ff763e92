"""How the questions of an entry were put, and what of them may leave. Made by the caller, who knows the plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from selfcare.core.frozen import field, frozen
from selfcare.core.plan import Plan
from selfcare.core.question import Field, Log
from selfcare.share import uuids

LOINC = "http://loinc.org"
LOINC_NOTICE = (
    "This material contains content from LOINC (https://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. "
    "and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the "
    "license at https://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, "
    "Inc."
)
"""Has to stand wherever codes of LOINC are given on."""


@frozen
class Asked:
    """A log of one version of a plan."""

    log: Log
    plan: str = ""
    """The plan's id; empty: a log that is built in."""
    title: str = ""
    version: str = ""
    """The plan's own version word."""
    language: str = ""
    status: Literal["active", "draft", "retired"] = "active"
    author: str = ""
    wording: bool = True
    """Whether its words may leave; without, names and numbers do."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """By the name of the question: its LOINC code, where that is verified and means this question."""

    @classmethod
    def by(cls, plan: Plan, log: Log, *, wording: bool, codes: Mapping[str, str]) -> Asked:
        """A log as a version of a plan asked it."""
        return cls(
            log=log,
            plan=plan.id,
            title=plan.title,
            version=plan.version,
            language=plan.language,
            status=plan.status,
            author=plan.author,
            wording=wording,
            codes=codes,
        )


def link(log: str, name: str) -> str:
    """What a question is called in all three kinds of resource: its path in the plan, `log.stress.level`."""
    return f"log.{log}.{name}"


def own_system(plan: str) -> str:
    """The code system of a plan's own questions; its codes are their paths."""
    return f"urn:uuid:{uuids.of('questions', plan)}"


def option_system(asked: Asked, question: Field) -> str:
    """The code system of a question's options; its codes are their names, which outlive a change of wording."""
    return f"urn:uuid:{uuids.of('options', asked.plan, asked.log.name, question.name)}"


def region_system(regions: str) -> str:
    """The code system of a body map."""
    return f"urn:uuid:{uuids.of('regions', regions)}"
