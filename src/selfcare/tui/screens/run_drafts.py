"""Half-typed answers of a run: kept every two seconds, given back when the run is gone on with."""

from __future__ import annotations

import json
from collections.abc import Mapping

from selfcare.core import trail, walk
from selfcare.core.ports import Journal
from selfcare.core.walk import State
from selfcare.errors import SelfcareError
from selfcare.tui.saving import Saver


class Drafts:
    """Keeps drafts on the saving thread, only those that changed."""

    def __init__(self, journal: Journal, saver: Saver) -> None:
        self._journal = journal
        self._saver = saver
        self.kept: dict[str, str] = dict(journal.drafts())
        """What the journal holds, by key."""

    async def keep(self, drafts: Mapping[str, str]) -> None:
        """Keep what changed; an empty text drops one. A failure is silent: the save of the step itself will say it."""
        for key, text in drafts.items():
            if self.kept.get(key, "") == text:
                continue
            try:
                await self._saver.run(lambda key=key, text=text: self._journal.save_draft(key, text))  # type: ignore[misc]
            except SelfcareError:
                return
            self.kept[key] = text


def drafts_of(state: State, half_given: str) -> dict[str, str]:
    """Answers that are not saved yet, and what stands in the open question, each under its key."""
    key, answers = trail.draft(state)
    field, stop = walk.question(state), walk.current(state)
    typed = json.dumps([stop.path, field.name, half_given]) if field and stop and half_given else ""
    return {key: answers, _typed(key): typed}


def typed_before(state: State, kept: Mapping[str, str]) -> str:
    """What stood in the question in hand when the run was last left."""
    field, stop = walk.question(state), walk.current(state)
    try:
        found = json.loads(kept.get(_typed(trail.draft(state)[0]), "") or "[]")
    except ValueError:
        return ""
    if not field or not stop or not isinstance(found, list) or found[:2] != [stop.path, field.name] or len(found) != 3:
        return ""
    return found[2] if isinstance(found[2], str) else ""


def _typed(key: str) -> str:
    """The key of the open question beside that of the answers."""
    return f"{key}.typed"
