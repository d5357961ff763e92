"""Practice: what was done lately, then the breathing patterns and the sittings at hand; enter starts one.

The row in focus has a slider for its length. What is offered, in which order and how long, is in `core.offers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import ledger, offers
from selfcare.core.breath import Pattern
from selfcare.core.offers import Group, Offer
from selfcare.core.ports import Env
from selfcare.core.preferences import PREFERENCES
from selfcare.core.question import plain_number
from selfcare.core.sitting import Sitting
from selfcare.core.start import Walk
from selfcare.tui.glyphs import PLAIN
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW, Frame
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.listpage import Item, ListPage, focus
from selfcare.tui.screens.sheet import Ask
from selfcare.tui.walks import breathe, meditate

LOOK_BACK = 500
"""Sessions that are looked through for what was done last."""
CAUTION = "Stop and breathe as normal if you feel dizzy, tingly or short of breath."
SHORT_CAUTION = "Stop if dizzy or short of breath."
SPACED = 2
"""Columns of one length on the slider, where there is room."""


class Practice(ListPage[None]):
    """Lately, one's own, breathing, sittings."""

    WHERE: ClassVar[tuple[str, ...]] = ("practice", "list")
    PLACE: ClassVar[str] = "practice"
    HEADING: ClassVar[str] = "Practice"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("practice", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._groups: list[Group] = []
        self._left_out = 0
        self._chosen: dict[str, float] = {}
        """Lengths that were chosen and not yet practised, by path."""
        self._focused = ""

    def refresh_state(self) -> None:
        """Read what there is, and what was done last. The focus stays with its practice, wherever that is now."""
        shelf = self.env.shelf
        if chosen := self.chosen():
            self._focused = chosen.path
        done = ledger.sessions(self.env.journal.events(ledger.SESSION_KINDS, newest=LOOK_BACK))
        self._groups, self._left_out = offers.groups(
            shelf.patterns(), shelf.kept_patterns(), shelf.sittings(), done, shelf.cautions()
        )
        paths = [offer and offer.path for offer in self._rows()]
        if self._focused in paths:
            self.at = paths.index(self._focused)

    def sentence(self) -> tuple[str, str]:
        """What this is for."""
        is_narrow = self.size.width < NARROW
        return ("A few quiet minutes", SHORT_CAUTION if is_narrow else CAUTION)

    def items(self) -> Sequence[Item]:
        """Each practice with its length; at the end how many are left out."""
        found: list[Item] = []
        for group in self._groups:
            found.append(Item(group.heading, heading=True))
            found += [
                Item(each.practice.title, offers.told(each, self.seconds(each)), _detail(each.practice))
                for each in group.offers
            ]
        if self._left_out:
            found.append(Item(f"{self._left_out} left out, as you said in Settings", heading=True))
        return found

    def aside(self) -> str:
        """What is rated before and after, where something is."""
        rate = self.env.preferences.get("rate")
        return f"{rate} before and after" if self._rating() else ""

    def keys(self) -> list[tuple[str, str]]:
        """How to begin, and for how long."""
        if not self._groups:
            return []
        arrows = f"{self.key_of('shorten')} {self.key_of('lengthen')}"
        return [*self.hints("open"), (arrows, "length"), *self.hints("length", "rate")]

    def seconds(self, offer: Offer) -> float:
        """How long it is to be."""
        return self._chosen.get(offer.path, offer.seconds)

    def chosen(self) -> Offer | None:
        """What the row in focus stands for."""
        if not self._groups:
            return None
        self._settle()
        rows = self._rows()
        return rows[self.at] if self.at < len(rows) else None

    def _rows(self) -> list[Offer | None]:
        """The offers in the order of `items`; None for a heading."""
        return [row for group in self._groups for row in (None, *group.offers)]

    async def action_open(self) -> None:
        """Begin."""
        if offer := self.chosen():
            await self.shell.start_walk(self._walk(offer))

    def _walk(self, offer: Offer) -> Walk:
        from selfcare.core.rating import rated

        seconds, rounds = offers.asked(offer, self.seconds(offer))
        practice = offer.practice
        walk = breathe(practice, seconds, rounds) if isinstance(practice, Pattern) else meditate(practice, seconds)
        return rated(walk, self._rating(), self.env.shelf.logs())

    def _rating(self) -> str:
        """`stress.level`, or empty."""
        from selfcare.core.rating import offered

        return offered(self.env.shelf.logs()).get(self.env.preferences.get("rate"), "")

    # Length

    def action_lengthen(self) -> None:
        """A little longer."""
        self._move_length(1)

    def action_shorten(self) -> None:
        """A little shorter."""
        self._move_length(-1)

    def _move_length(self, by: int) -> None:
        if offer := self.chosen():
            self._set(offer, offers.moved(offer, self.seconds(offer), by))

    def _set(self, offer: Offer, seconds: float) -> None:
        self._chosen[offer.path] = seconds
        self.show()

    async def action_length(self) -> None:
        """Type how long."""
        if (offer := self.chosen()) is None:
            return

        async def answered(words: str | None) -> None:
            if words is not None and words.strip():
                self._set(offer, offers.read(offer, words))

        hint = f"{offers.told(offer, offer.lengths[0])} to {offers.told(offer, offer.longest)}; {_units(offer)}"
        sheet = Ask(self.env, f"How long? {offer.practice.title}", hint, check=partial(_check, offer))
        await self.app.push_screen(sheet, answered)

    async def action_rate(self) -> None:
        """The next of what can be rated; after the last, nothing is."""
        words = list(next(each.options for each in PREFERENCES if each.key == "rate"))
        at = words.index(self.env.preferences.get("rate")) if self.env.preferences.get("rate") in words else 0
        word = words[(at + 1) % len(words)]
        await self.shell.do(lambda: self.env.preferences.set("rate", word))
        self.show()

    # The picture

    def _block(self, page: Frame, index: int, item: Item) -> list[Row]:
        rows = super()._block(page, index, item)
        offer = self._rows()[index] if index == self.at and index < len(self._rows()) else None
        return [*rows, self._slider(page, offer)] if offer else rows

    def _slider(self, page: Frame, offer: Offer) -> Row:
        """Every length as a place on a line, heavy up to the one that is chosen; a click chooses."""
        row, left, seconds = Row(), page.left + 2, self.seconds(offer)
        focus(row, page, self.glyphs.focus)
        first, last = offers.told(offer, offer.lengths[0]), offers.told(offer, offer.lengths[-1])
        places = len(offer.lengths)
        room = page.width - 2 - len(first) - len(last) - 2
        step = SPACED if places * SPACED <= room else 1
        here = max((at for at, each in enumerate(offer.lengths) if each <= seconds + 0.5), default=0)
        is_plain = self.glyphs is PLAIN
        heavy, light = ("=", "-") if is_plain else ("━", "─")
        column = row.put(left, first, "muted") + 1
        for at, each in enumerate(offer.lengths):
            sign = self.glyphs.open if at == here else heavy if at < here else light
            line = (heavy if at < here else light) * (step - 1 if at < places - 1 else 0)
            press: Press = partial(self._set, offer, each)
            column = row.put(column, sign, "accent" if at <= here else "still", press=press)
            column = row.put(column, line, "accent" if at < here else "still", press=press)
        row.put(column + 1, last, "muted")
        row.press(0, page.right + 2, self._pressed(self.at))
        return row


def _check(offer: Offer, words: str) -> object:
    return offers.read(offer, words) if words.strip() else None


def _units(offer: Offer) -> str:
    return "a number of rounds" if offer.is_counted else "a number of minutes, or as 90s or 7m30s"


def _detail(practice: Pattern | Sitting) -> str:
    if isinstance(practice, Sitting):
        return practice.cues[0].words if practice.cues else "a bell at the start and at the end"
    if not practice.cycle:
        return "at your own pace"
    return "   ".join(f"{phase.kind} {plain_number(phase.seconds)}" for phase in practice.cycle)
