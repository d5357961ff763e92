"""Compiled plans of the last start, so that the next one neither reads TOML nor imports the compiler."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping

from selfcare import __version__
from selfcare.cli import keeping
from selfcare.core import breath, codec, condition, plan, question, repeat, sitting, when
from selfcare.core.plan import Plan
from selfcare.core.question import Value

KINDS: dict[str, object] = {
    name: kind
    for module in (plan, question, condition, when, repeat, breath, sitting)
    for name, kind in vars(module).items()
    if hasattr(kind, "__match_args__")
}
"""Every class a plan is made of."""

MOST = 60
"""Plans that are kept, the latest ones: of each text that was ever opened there would be no end."""


class CompiledPlans:
    """One file for each closure and language, good for this code and the choices it was compiled with."""

    def __init__(self, cache: str, language: str) -> None:
        self._folder = os.path.join(cache, "compiled")
        self._language = language

    def get(self, closure: str, choices: Mapping[str, Value]) -> Plan | None:
        """The plan, if it was kept for just this."""
        text = keeping.read(self._path(closure))
        if text is None:
            return None
        kept = json.loads(text)
        if kept["for"] != self._key(choices):
            return None
        try:
            return codec.decode(kept["plan"], KINDS, Plan)
        except (TypeError, ValueError, KeyError):
            return None

    def put(self, closure: str, choices: Mapping[str, Value], plan: Plan) -> None:
        """Keep it."""
        keeping.write(self._path(closure), json.dumps({"for": self._key(choices), "plan": codec.encode(plan)}))
        keeping.keep_latest(self._folder, MOST)

    def _path(self, closure: str) -> str:
        return os.path.join(self._folder, f"{closure[:32]}{'-' if self._language else ''}{self._language[:20]}.json")

    def _key(self, choices: Mapping[str, Value]) -> list[object]:
        return [
            __version__,
            _newest_source(),
            self._language,
            sorted([name, str(value)] for name, value in choices.items()),
        ]


def _newest_source() -> int:
    """When the code that gives plans their meaning last changed; in a checkout the version does not tell."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return max(_changes(os.path.join(here, "core")), default=0) + max(
        _changes(os.path.join(here, "planfile")), default=0
    )


def _changes(folder: str) -> Iterator[int]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.stat().st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _changes(entry.path)
