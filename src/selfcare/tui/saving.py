"""Saving: one thread that writes, saves that are awaited and never cancelled, and what could not be saved, kept for
another try.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from selfcare.core.event import Event
from selfcare.core.ports import Journal
from selfcare.errors import SelfcareError

if TYPE_CHECKING:
    from selfcare.tui.screens.page import Page

T = TypeVar("T")


class Saver:
    """Appends events on its own thread. Used by the app alone."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._thread: ThreadPoolExecutor | None = None
        self.unsaved: list[Event] = []
        """Events whose save failed, in order. The next save takes them along: their ids make that harmless."""
        self.sentence = ""
        """Why the last save failed, for the person; empty when nothing is waiting."""

    async def save(self, *events: Event) -> bool:
        """Append `events`, after those still waiting.

        True once they are durable; False: they wait, and `sentence` says why.
        """
        batch = [*self.unsaved, *(event for event in events if event not in self.unsaved)]
        self.unsaved = batch
        if not batch:
            return True
        try:
            await self.run(lambda: self._journal.append(*batch))
        except SelfcareError as error:
            self.sentence = str(error)
            return False
        self.unsaved = [event for event in self.unsaved if event not in batch]
        self.sentence = ""
        return True

    async def keep(self, pages: Sequence[Page[object]]) -> bool:
        """What is half done on these pages, before the app ends: drafts, and the place in a run. As `save` answers."""
        events: list[Event] = []
        for page in pages:
            events.extend(page.leaving())
            for key, text in page.drafts().items():
                await self._keep_draft(key, text)
        saved = await self.save(*events)
        for page in pages if saved else ():
            page.when_kept()
        return saved

    async def _keep_draft(self, key: str, text: str) -> None:
        try:
            await self.run(lambda: self._journal.save_draft(key, text))
        except SelfcareError:
            return  # the events that follow meet the same fault and say so

    async def run(self, work: Callable[[], T]) -> T:
        """Do other writing (use a plan, choose a setting) on the same thread; what it raises is raised here."""
        return await asyncio.shield(asyncio.wrap_future(self.later(work)))

    def later(self, work: Callable[[], T]) -> Future[T]:
        """Queue work on the saving thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="selfcare-save")
        return self._thread.submit(work)

    def finish(self) -> None:
        """Wait until everything that was begun is written."""
        if self._thread is not None:
            self._thread.shutdown(wait=True)
            self._thread = None
