"""Plans: what is in use and the library, with what each asks of a day; what goes with a plan is offered with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core.frozen import fields
from selfcare.core.ports import Env, Listed
from selfcare.errors import SelfcareError
from selfcare.tui.keys import bindings
from selfcare.tui.screens.listpage import Item, ListPage
from selfcare.tui.screens.sheet import Pick


class Plans(ListPage[None]):
    """Plans in use first, then the library."""

    WHERE: ClassVar[tuple[str, ...]] = ("plans", "list")
    PLACE: ClassVar[str] = "plans"
    HEADING: ClassVar[str] = "Plans"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plans", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._used: list[Listed] = []
        self._others: list[Listed] = []
        self._troubles: Sequence[str] = ()
        self._asks: dict[str, str] = {}
        """What each plan asks of a day, by id, of those that were in focus."""

    def refresh_state(self) -> None:
        """Read the shelf. The bar stays on its plan, wherever in the list that stands now."""
        before = self.chosen() if self._used or self._others else None
        listed = self.env.shelf.listed()
        self._used = [each for each in listed if each.in_use]
        self._others = [each for each in listed if not each.in_use]
        self._troubles = self.env.shelf.troubles()
        if before is not None:
            self.at = next((at for at, each in enumerate(self._rows()) if each and each.id == before.id), self.at)

    def _rows(self) -> list[Listed | None]:
        """The plan of each row; None for a heading."""
        rows: list[Listed | None] = []
        for group in (self._used, self._others):
            rows += [None, *group] if group else []
        return rows

    def sentence(self) -> tuple[str, str]:
        """How many are followed; a plan that cannot be opened is named."""
        count = len(self._used)
        first = "You follow no plan yet" if not count else f"You follow {count} plan{'s' if count > 1 else ''}"
        return (first, self._troubles[0] if self._troubles else "")

    def items(self) -> Sequence[Item]:
        """Title, version, and what it is for."""
        found: list[Item] = []
        for heading, group in (("In use", self._used), ("Library", self._others)):
            if group:
                found.append(Item(heading, heading=True))
                for each in group:
                    about = self._about(each) if len(found) == self.at else ""
                    found.append(Item(each.title, each.version, about))
        return found

    def _about(self, listed: Listed) -> str:
        """Its summary, what it asks of a day, and whose it is; worked out for the row in focus."""
        if listed.id not in self._asks:
            self._asks[listed.id] = self._asked(listed)
        author = f"By {listed.author}." if listed.author else ""
        return " ".join(filter(None, [listed.summary, self._asks[listed.id], author]))

    def _asked(self, listed: Listed) -> str:
        from selfcare.core import offered

        try:
            found = offered.offer(self.env.shelf.open(listed.id))
        except SelfcareError:
            return ""
        said = [f"{offered.amounts(found.ordinary)} a day"] if any(fields(found.ordinary).values()) else []
        said += [f"{offered.amounts(found.visit)} on the day of a visit"] if found.visit else []
        return f"It asks {', '.join(said)}." if said else ""

    def keys(self) -> list[tuple[str, str]]:
        """What can be done with the row in focus."""
        chosen = self.chosen()
        if chosen is None:
            return []
        return [(self.key_of("open"), "look"), *self.hints("drop" if chosen.in_use else "use")]

    def chosen(self) -> Listed | None:
        """The plan in focus."""
        self._settle()
        rows = self._rows()
        return rows[self.at] if self.at < len(rows) else None

    async def action_open(self) -> None:
        """To the plan's own page."""
        chosen = self.chosen()
        if chosen is None:
            return
        try:
            plan = self.env.shelf.open(chosen.id)
        except SelfcareError as error:
            await self.shell.tell(str(error))
            return
        from selfcare.tui.screens.plan_page import PlanPage

        await self.app.push_screen(PlanPage(self.env, plan, in_use=chosen.in_use))

    async def action_use(self) -> None:
        """Follow it."""
        if (chosen := self.chosen()) and not chosen.in_use:
            await follow(self, chosen.id)

    async def action_drop(self) -> None:
        """Follow it no longer."""
        if (chosen := self.chosen()) and chosen.in_use:
            await self.shell.do(lambda: self.env.shelf.drop(chosen.id))


async def follow(page: ListPage[None], name: str) -> None:
    """Follow a plan of the library; what goes with it and is not followed yet is offered with it."""
    from selfcare.core import offered

    shelf = page.env.shelf
    plan = await page.shell.do(lambda: shelf.use(name))
    if plan is None:
        return
    waiting = {each.id: each for each in shelf.listed() if not each.in_use}
    others = [waiting[each] for each in offered.companions(plan) if each in waiting]
    if not others:
        return

    async def chosen(choice: str) -> None:
        if choice != "all":
            return
        tried = [await page.shell.do(partial(shelf.use, each.id)) for each in others]
        if followed := [each for each in tried if each]:
            together = offered.merged([plan, *followed])
            await page.shell.tell("\n".join(["On the day of a visit:", *together]))

    def given(answer: str | None) -> None:
        if answer is not None:
            page.app.call_next(chosen, answer)

    titles = " and ".join(f"“{each.title}”" for each in others)
    options = {"all": "follow it too", "one": "this plan alone"}
    await page.app.push_screen(Pick(page.env, f"It goes with {titles}", options), given)
