"""Plans: the library and what is in use; a plan's own page shows what it is and lets its settings be changed within
their bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import question
from selfcare.core.grammar import show_span
from selfcare.core.plan import Plan, Setting
from selfcare.core.ports import Env, Listed
from selfcare.core.question import Choice, Field, Number, Simple, Text, Value
from selfcare.core.when import Span
from selfcare.errors import SelfcareError
from selfcare.tui.keys import bindings
from selfcare.tui.screens.listpage import Item, ListPage
from selfcare.tui.screens.sheet import Ask, Pick


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

    def refresh_state(self) -> None:
        """Read the shelf."""
        listed = self.env.shelf.listed()
        self._used = [each for each in listed if each.in_use]
        self._others = [each for each in listed if not each.in_use]
        self._troubles = self.env.shelf.troubles()

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
                found += [Item(each.title, each.version, _about(each)) for each in group]
        return found

    def keys(self) -> list[tuple[str, str]]:
        """What can be done with the row in focus."""
        chosen = self.chosen()
        if chosen is None:
            return []
        return [(self.key_of("open"), "look"), *self.hints("drop" if chosen.in_use else "use")]

    def chosen(self) -> Listed | None:
        """The plan in focus."""
        self._settle()
        rows: list[Listed | None] = []
        for group in (self._used, self._others):
            rows += [None, *group] if group else []
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
        await self.app.push_screen(PlanPage(self.env, plan, in_use=chosen.in_use))

    async def action_use(self) -> None:
        """Follow it."""
        if (chosen := self.chosen()) and not chosen.in_use:
            await self.shell.do(lambda: self.env.shelf.use(chosen.id))

    async def action_drop(self) -> None:
        """Follow it no longer."""
        if (chosen := self.chosen()) and chosen.in_use:
            await self.shell.do(lambda: self.env.shelf.drop(chosen.id))


class PlanPage(ListPage[None]):
    """One plan: where it comes from, what it asks, its settings."""

    WHERE: ClassVar[tuple[str, ...]] = ("plans", "list")
    HEADING: ClassVar[str] = "Plan"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plans", "list")]

    def __init__(self, env: Env, plan: Plan, *, in_use: bool) -> None:
        super().__init__(env)
        self._plan = plan
        self._in_use = in_use

    def refresh_state(self) -> None:
        """Read the plan with the choices made since."""
        found = next((used.plan for used in self.env.shelf.in_use() if used.plan.id == self._plan.id), None)
        self._in_use = found is not None
        self._plan = found or self._plan

    def sentence(self) -> tuple[str, str]:
        """Its title, and whose it is."""
        plan = self._plan
        reviewed = f", reviewed {plan.reviewed.isoformat()}" if plan.reviewed else ""
        return (plan.title, f"{plan.author or 'without an author'}, version {plan.version}{reviewed}")

    def items(self) -> Sequence[Item]:
        """Settings, then what the plan holds, then its cautions."""
        plan = self._plan
        found: list[Item] = [Item("Settings", heading=True)] if plan.settings else []
        for setting in plan.settings.values():
            found.append(Item(setting.ask, show(setting, setting.value), bounds(setting)))
        groups: list[tuple[str, list[str]]] = [
            ("Checklists", [each.title for each in plan.checklists.values()]),
            ("Routines", [each.title for each in plan.routines.values()]),
            ("Logs", [each.title for each in plan.logs.values()]),
            ("Please note", list(plan.cautions)),
        ]
        for heading, texts in groups:
            if texts:
                found.append(Item(heading, heading=True))
                found += [Item(text, detail=text) for text in texts]
        return found

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
            await self.shell.do(lambda: self.env.shelf.use(self._plan.id))

    async def action_drop(self) -> None:
        """Follow it no longer."""
        if self._in_use:
            await self.shell.do(lambda: self.env.shelf.drop(self._plan.id))


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


def _about(listed: Listed) -> str:
    return " ".join(part for part in (listed.summary, f"By {listed.author}." if listed.author else "") if part)
