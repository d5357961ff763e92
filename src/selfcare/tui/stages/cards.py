"""Cards between steps: cautions before a breath with holds, what an answer raised, and the end of a run."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import cautions, flags, interrupted
from selfcare.core.breath import Pattern
from selfcare.core.ledger import Entry
from selfcare.core.plan import Alert, Plan
from selfcare.core.words import capital
from selfcare.tui.stages.reading import Block, Pages
from selfcare.tui.stages.stage import Hint, Outcome

GENTLER_IF = "Press g for something gentler if one of these is true for you."


class Card(Pages):
    """Words that are read before or after a step."""

    is_step = False


class Cautions(Card):
    """Stands before a pattern with holds: who should leave it out. `g` takes something gentler."""

    going_on = "begin"

    def __init__(self, pattern: Pattern) -> None:
        texts = cautions.texts(pattern)
        super().__init__(
            pattern.title,
            [
                Block(GENTLER_IF if texts else "Before you begin", "bright", True),
                Block("\n".join(texts), "care"),
                Block(cautions.ALWAYS),
            ],
        )
        self.wants_gentler = False

    def hints(self) -> Sequence[Hint]:
        """Begin, or the gentler way."""
        on, *others = super().hints()
        return (on, Hint("g", "g", "gentler"), *others)

    def press(self, key: str) -> Outcome | bool:
        """`g` is an answer as good as any."""
        if key == "g":
            self.wants_gentler = True
            return Outcome("done")
        return super().press(key)


class Instead(Card):
    """Says that another pattern takes the place of the one in the plan, and why."""

    going_on = "begin"

    def __init__(self, pattern: Pattern, other: Pattern, tags: Sequence[str]) -> None:
        super().__init__(
            other.title,
            [
                Block(cautions.instead(pattern, other, tags), "bright", True),
                Block("\n".join(cautions.TEXTS[tag] for tag in tags), "care"),
                Block(cautions.ALWAYS),
            ],
        )


class SittingNote(Card):
    """The safety line of sittings, shown once."""

    going_on = "begin"

    def __init__(self, title: str, own: Sequence[str] = ()) -> None:
        super().__init__(title, [Block(cautions.SITTING), Block("\n".join(own), "care")])


class Raised(Card):
    """What an answer raised: a red flag of the plan, or its author's words. Calm, exact, at once."""

    def __init__(self, plan: Plan, alert: Alert, region: str = "") -> None:
        urgent = alert.warning in plan.warnings or alert.level == "urgent"
        heading, words = flags.heading(plan, alert), flags.said(plan, alert)
        title, ink = ("care", "care") if urgent else ("bright", "text")
        to_call = "\n".join(flags.calls(plan, alert, region))
        super().__init__("", [Block(heading, title, True), Block(words, ink), Block(to_call, "bright", True)])
        self.is_flag = urgent

    def hints(self) -> Sequence[Hint]:
        """Under a red flag the numbers to call are named too."""
        on, *others = super().hints()
        return (on, *([Hint("R", "R", "get help")] if self.is_flag else []), *others)


class Scored(Card):
    """The score of an entry, and what it is not."""

    def __init__(self, title: str, said: str, permission: str = "") -> None:
        super().__init__(title, [Block(said, "bright"), Block(permission, "muted")])


class GoingOn(Card):
    """An episode is open: enter adds to it, `o` says that it is over, `n` begins another."""

    going_on = "add to it"

    def __init__(self, title: str, entry: Entry, since: str) -> None:
        self.entry = entry
        self.choice = "on"
        super().__init__(
            title,
            [
                Block(f"{title} since {since}", "bright", True),
                Block(
                    "How is it now? Add to what you wrote down (enter), say that it is over (o), "
                    "or write down another one (n)."
                ),
            ],
        )

    def hints(self) -> Sequence[Hint]:
        """Three ways."""
        on, *others = super().hints()
        return (on, Hint("o", "o", "it is over"), Hint("n", "n", "another one"), *others)

    def press(self, key: str) -> Outcome | bool:
        """`o` and `n` are answers too."""
        if key in ("o", "n"):
            self.choice = "over" if key == "o" else "another"
            return Outcome("done")
        self.choice = "on"
        return super().press(key)


class Interrupted(Card):
    """A practice that was under way: enter goes on with it, `c` counts what was done, a third key does neither."""

    def __init__(self, title: str, seconds: float, *, begun: str, other: Hint, known: bool = True) -> None:
        self._place = interrupted.place(seconds)
        self.going_on = f"go on at {self._place}" if known else "count what was done"
        self._known = known
        self._other = other
        self.choice = "on" if known else "count"
        count = "count what was done (c), " if known else ""
        super().__init__(
            title,
            [
                Block("You were in the middle of this", "bright", True),
                Block(f"{title}, {begun}. It stands at {self._place}."),
                Block(f"{capital(self.going_on)} (enter), {count}or {other.meaning} ({other.shown})."),
            ],
        )

    def hints(self) -> Sequence[Hint]:
        """Three ways, as many as fit in one row; the text names them all."""
        on, *others = super().hints()
        count = [Hint("c", "c", "count it")] if self._known else []
        return (on, *count, self._other, *others)

    def press(self, key: str) -> Outcome | bool:
        """`c` and the third key are answers too."""
        if key in ("c", self._other.key):
            self.choice = "count" if key == "c" else "let go"
            return Outcome("done")
        return super().press(key)


class Elsewhere(Card):
    """Another process goes through the same walk: here as well, or not."""

    going_on = "go on here"

    def __init__(self, title: str, since: str) -> None:
        super().__init__(
            title,
            [
                Block("This is open in another selfcare window", "bright", True),
                Block(f"It was there at {since}. What you do in both is kept twice."),
            ],
        )

    def hints(self) -> Sequence[Hint]:
        """Here, or back."""
        on, *others = super().hints()
        return (on, Hint("q", "q", "leave it there"), *others)


class Ending(Card):
    """What was done, how long it took, and how well time was kept."""

    going_on = "close"

    def __init__(self, title: str, lines: Sequence[str], timing: str = "") -> None:
        done = lines or ["Nothing was written down this time. That is fine."]
        super().__init__(
            title,
            [
                Block("Done", "bright", True),
                *(Block(line) for line in done),
                Block(timing, "muted"),
            ],
        )
