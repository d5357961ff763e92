"""Settings: preferences of this device, where one is (for the numbers to call), and what to be careful with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import regions
from selfcare.core.cautions import TEXTS
from selfcare.core.commands import parse_keys
from selfcare.core.ports import Env
from selfcare.core.preferences import PREFERENCES, Preference
from selfcare.core.question import Value
from selfcare.core.regions import REGIONS
from selfcare.tui.keys import bindings
from selfcare.tui.screens.listpage import Item, ListPage
from selfcare.tui.screens.sheet import Ask, Pick

CAUTIONS = {
    "pregnant": "I am pregnant",
    "heart": "of my heart or blood pressure",
    "lung": "of my lungs or chest",
    "seizure": "of seizures or blackouts",
    "panic": "my breath can make me panic",
    "eye": "of eye pressure or a surgery",
}
"""What hides practices that do not suit, by the word that is kept."""


class Settings(ListPage[None]):
    """This device, region, cautions."""

    WHERE: ClassVar[tuple[str, ...]] = ("settings", "list")
    PLACE: ClassVar[str] = "settings"
    HEADING: ClassVar[str] = "Settings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settings", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._said: dict[str, Value] = {}
        self._words: dict[str, str] = {}

    def refresh_state(self) -> None:
        """Read what was chosen."""
        self._said = dict(self.env.shelf.cautions())
        self._words = {each.key: self.env.preferences.get(each.key) for each in PREFERENCES}

    def items(self) -> Sequence[Item]:
        """Three groups."""
        region = REGIONS.get(regions.of(self._said))
        return [
            Item("This device", heading=True),
            *(Item(each.title, self._shown(each), each.sentence) for each in PREFERENCES),
            Item("You", heading=True),
            Item("Where you are", region.title if region else "not said", "For the numbers on the warnings card."),
            Item("Skip breath holds because …", heading=True),
            *(
                Item(words, "yes" if self._said.get(name) is True else "no", TEXTS[name])
                for name, words in CAUTIONS.items()
            ),
        ]

    def keys(self) -> list[tuple[str, str]]:
        """How to change one."""
        return [(self.key_of("open"), "change")]

    def _shown(self, preference: Preference) -> str:
        word = self._words.get(preference.key, preference.default)
        return preference.options.get(word, word) or "not set"

    async def action_open(self) -> None:
        """Change what is in focus."""
        self._settle()
        at = self.at - 1
        if at < len(PREFERENCES):
            await self._ask_preference(PREFERENCES[at])
        elif at == len(PREFERENCES) + 1:
            options = {name: region.title for name, region in REGIONS.items()}
            await self.app.push_screen(Pick(self.env, "Where are you?", options), self._picked_region)
        else:
            name = list(CAUTIONS)[at - len(PREFERENCES) - 3]
            await self._choose(name, self._said.get(name) is not True)

    async def _ask_preference(self, preference: Preference) -> None:
        async def answered(word: str | None) -> None:
            if word is not None:
                await self._prefer(preference.key, word)

        if preference.options:
            sheet: Pick | Ask = Pick(self.env, preference.title, dict(preference.options), hint=preference.sentence)
        else:
            check = parse_keys if preference.key == "keys" else None
            now = self._words.get(preference.key, "")
            sheet = Ask(self.env, preference.title, preference.sentence, initial=now, check=check)
        await self.app.push_screen(sheet, answered)

    async def _prefer(self, key: str, word: str) -> None:
        await self.shell.do(lambda: self.env.preferences.set(key, word))
        self.shell.dress()
        self.refresh_state()
        self.show()

    async def _picked_region(self, name: str | None) -> None:
        if name is not None:
            await self._choose("region", name)

    async def _choose(self, name: str, value: Value) -> None:
        await self.shell.do(lambda: self.env.shelf.choose("", name, value))
