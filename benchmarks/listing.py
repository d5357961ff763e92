"""The floor of moving: a list as Textual ships it, with as many rows as Today has."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList

ROWS = 24


class Listing(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"row {number}" for number in range(ROWS)))


if __name__ == "__main__":
    Listing().run()
