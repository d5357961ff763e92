"""A plan's own page: what it asks, how a day goes, what is known, whose it is; its settings can be changed within
their bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import offered, question
from selfcare.core.grammar import show_span
from selfcare.core.offered import Offer
from selfcare.core.plan import Card, Plan, Setting
from selfcare.core.ports import Env
from selfcare.core.question import Choice, Field, Number, Simple, Text, Value
from selfcare.core.when import Span
from selfcare.tui.keys import bindings
from selfcare.tui.screens.listpage import Item, ListPage
from selfcare.tui.screens.plans import follow
from selfcare.tui.screens.sheet import Ask, Pick


class PlanPage(ListPage[None]):
    """One plan: where it comes from, what it asks, its settings."""

    WHERE: ClassVar[tuple[str, ...]] = ("plans", "list")
    HEADING: ClassVar[str] = "Plan"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plans", "list")]

    def __init__(self, env: Env, plan: Plan, *, in_use: bool) -> None:
        super().__init__(env)
        self._plan = plan
        self._in_use = in_use
        self._offered: tuple[Plan, Offer] | None = None

    def refresh_state(self) -> None:
        """Read the plan with the choices made since."""
        found = next((used.plan for used in self.env.shelf.in_use() if used.plan.id == self._plan.id), None)
        self._in_use = found is not None
        self._plan = found or self._plan

    def sentence(self) -> tuple[str, str]:
        """Its title, and whose it is."""
        plan = self._plan
        return (plan.title, f"{plan.author or 'without an author'}, version {plan.version}, {self._reviewed}")

    @property
    def _reviewed(self) -> str:
        return offered.reviewed(self._plan, self.env.clock.now().date())

    def items(self) -> Sequence[Item]:
        """Settings, then what the plan holds, then its cautions."""
        plan = self._plan
        found: list[Item] = [Item("Settings", heading=True)] if plan.settings else []
        for setting in plan.settings.values():
            found.append(Item(setting.ask, show(setting, setting.value), bounds(setting)))
        about = self._offer
        groups: list[tuple[str, list[Item]]] = [
            ("What it asks", _asks(about)),
            (
                "The day of a visit" if about.visit else "A day",
                [Item(row.words, row.when, row.words) for row in about.day],
            ),
            ("Routines", [Item(each.title, detail=each.summary) for each in plan.routines.values()]),
            ("Logs", [Item(each.title, detail=each.summary) for each in plan.logs.values()]),
            ("What is known", [_known(plan, card) for card in about.cards]),
            ("Please note", [Item(text, detail=text) for text in plan.cautions]),
            ("Reviewed", [Item(self._reviewed, detail=plan.reviewer)]),
        ]
        for heading, items in groups:
            if items:
                found.append(Item(heading, heading=True))
                found += items
        return found

    @property
    def _offer(self) -> Offer:
        """Worked out once for the plan as it is now."""
        if self._offered is None or self._offered[0] is not self._plan:
            self._offered = self._plan, offered.offer(self._plan)
        return self._offered[1]

    def keys(self) -> list[tuple[str, str]]:
        """What can be done."""
        change = [(self.key_of("open"), "change")] if self.setting() and self._in_use else []
        return [*change, *self.hints("drop" if self._in_use else "use", "back")]

    def setting(self) -> Setting | None:
        """The setting in focus."""
        self._settle()
        settings = list(self._plan.settings.values())
        return settings[self.at - 1] if 1 <= self.at <= len(settings) else None

    async def action_open(self) -> None:
        """Change the setting in focus."""
        setting = self.setting()
        if setting is not None and self._in_use:
            await ask_setting(self, setting, lambda value: self._choose(setting, value))

    async def _choose(self, setting: Setting, value: Value) -> None:
        await self.shell.do(lambda: self.env.shelf.choose(self._plan.id, setting.name, value))

    async def action_use(self) -> None:
        """Follow it."""
        if not self._in_use:
            await follow(self, self._plan.id)

    async def action_drop(self) -> None:
        """Follow it no longer."""
        if self._in_use:
            await self.shell.do(lambda: self.env.shelf.drop(self._plan.id))


def _asks(about: Offer) -> list[Item]:
    days = [(about.ordinary, "an ordinary day"), *([(about.visit, "a visit day")] if about.visit else [])]
    return [Item(name, offered.amounts(load)) for load, name in days]


def _known(plan: Plan, card: Card) -> Item:
    """A card: what it says, which way it points and how sure anyone is, and where it comes from."""
    sources = [plan.evidence[name].cite for name in card.evidence if name in plan.evidence]
    sure = f"Certainty: {card.certainty}." if card.certainty else ""
    points = f"Direction: {card.direction}." if card.direction else ""
    detail = " ".join(filter(None, [card.text, points, sure, *sources]))
    return Item(card.title, ", ".join(card.strength), detail)


async def ask_setting(page: ListPage[None], setting: Setting, choose: Callable[[Value], object]) -> None:
    """Ask for another value of a setting; what is not allowed is answered there and then."""
    field = as_field(setting)
    options = _options(setting)
    if options:

        def picked(name: str | None) -> None:
            if name is not None:
                page.app.call_next(choose, name == "yes" if setting.kind == "yes-no" else name)

        await page.app.push_screen(Pick(page.env, setting.ask, dict(options)), picked)
        return

    def typed(words: str | None) -> None:
        if words is not None:
            page.app.call_next(choose, question.read(field, words))

    sheet = Ask(
        page.env,
        setting.ask,
        bounds(setting),
        initial=show(setting, setting.value),
        check=lambda words: within(setting, question.read(field, words)),
    )
    await page.app.push_screen(sheet, typed)


def within(setting: Setting, value: Value) -> Value:
    """`value`, if the setting allows it. Raises `UsageError` with its bounds."""
    from selfcare.errors import UsageError

    if isinstance(value, int | float):
        too_low = isinstance(setting.low, int | float) and value < setting.low
        too_high = isinstance(setting.high, int | float) and value > setting.high
        if too_low or too_high:
            raise UsageError(f"this plan allows {bounds(setting)}")
    return value


def as_field(setting: Setting) -> Field:
    """A setting as the question it is."""
    low, high = ((bound if isinstance(bound, (int, float)) else None) for bound in (setting.low, setting.high))
    match setting.kind:
        case "number":
            return Field(setting.name, setting.ask, Number(low=low, high=high), required=True)
        case "text":
            return Field(setting.name, setting.ask, Text())
        case "choice":
            return Field(setting.name, setting.ask, Choice(setting.options), required=True)
        case kind:
            return Field(setting.name, setting.ask, Simple(kind), required=True)


def show(setting: Setting, value: Value) -> str:
    """A value of a setting, in words."""
    return question.show(as_field(setting), value)


def bounds(setting: Setting) -> str:
    """`1h to 4h`, and what it is without a choice."""
    usual = f"{show(setting, setting.default)} unless you change it"
    if setting.low is None and setting.high is None:
        return usual
    low, high = (_bound(setting, bound) for bound in (setting.low, setting.high))
    if setting.low is None:
        return f"up to {high}; {usual}"
    return f"from {low}; {usual}" if setting.high is None else f"{low} to {high}; {usual}"


def _bound(setting: Setting, bound: Value | None) -> str:
    if setting.kind == "duration" and isinstance(bound, (int, float)):
        return show_span(Span(seconds=bound))
    return "" if bound is None else show(setting, bound)


def _options(setting: Setting) -> Mapping[str, str]:
    if setting.kind == "yes-no":
        return {"yes": "yes", "no": "no"}
    return setting.options if setting.kind == "choice" else {}
