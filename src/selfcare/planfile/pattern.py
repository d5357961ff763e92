"""A breathing pattern as a table of a plan, to be shared: what `selfcare breathe --as-plan` prints."""

from __future__ import annotations

from selfcare.core.breath import Pattern
from selfcare.core.grammar import show_span
from selfcare.core.own import written
from selfcare.core.when import Span


def table(pattern: Pattern, name: str) -> str:
    """`[breath.NAME]` as TOML, with a comment that says what to do with it. It reads back as the same pattern."""
    import tomli_w

    inside: dict[str, object] = {"title": pattern.title, "cycle": written(pattern.cycle)}
    if pattern.rounds:
        inside["rounds"] = pattern.rounds
    elif pattern.seconds:
        inside["for"] = show_span(Span(seconds=pattern.seconds))
    if pattern.ramp:
        inside["ramp"] = {"to": written(pattern.ramp.to), "over": show_span(Span(seconds=pattern.ramp.over))}
    if pattern.unsafe_for:
        inside["unsafe-for"] = list(pattern.unsafe_for)
    if pattern.cautions:
        inside["cautions"] = list(pattern.cautions)
    how = f'# For a plan: put this table into its file, and name it in a step: breathe = "{name}"\n'
    return how + tomli_w.dumps({"breath": {name: inside}})
