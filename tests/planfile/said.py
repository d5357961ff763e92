"""A plan that says one thing, and the codes that come of it; used by the tests of the rules about words."""

from __future__ import annotations

from selfcare import planfile

PLAN = """selfcare = 1

[plan]
title = "{title}"
{header}

[checklist.prep.one]
check = "Rest"
at = "2h before"
why = {why}
evidence = [{evidence}]

[evidence.study]
cite = "Example and others (2020). A trial with 240 people."
strength = "trial"
doi = "10.1000/example.1"
"""


def as_toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def codes_of(why: str, *, title: str = "A plan", evidence: str = "", header: str = "") -> set[str]:
    """The codes of the rules that a sentence brings up as the reason of an item."""
    text = PLAN.format(title=title, header=header, why=as_toml(why), evidence=f'"{evidence}"' if evidence else "")
    checked = planfile.check_text(text)
    assert all("/" in problem.code or problem.code == "unused" for problem in checked.problems), text
    return {problem.code for problem in checked.problems}


def codes_of_question(question: str, kind: str = "text") -> set[str]:
    """The codes that a question of a log brings up."""
    text = f'selfcare = 1\n[plan]\ntitle = "A plan"\n[log.one.two]\n{kind} = {as_toml(question)}\n'
    return {problem.code for problem in planfile.check_text(text).problems}
