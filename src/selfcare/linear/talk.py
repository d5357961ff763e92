"""A prompt and its answer. `q`, `w` and `?` work at every prompt; the other letters are the prompt's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from selfcare.linear.ear import Ear, Leave
from selfcare.linear.lines import Voice
from selfcare.linear.meant import letter

EVERYWHERE: Mapping[str, str] = {
    "q": "leave; your place is kept",
    "w": "warning signs, and numbers to call",
    "?": "this list",
}
"""Letters that work at every prompt. `R` does what `w` does."""

LETTERS = "To write one of these letters as your answer, put a full stop after it."


class Talk:
    """Says, asks and hears. `warnings` gives what `w` says; `call` sounds where something is waited for."""

    def __init__(
        self, voice: Voice, ear: Ear, warnings: Callable[[], Sequence[str]], call: Callable[[], None] = lambda: None
    ) -> None:
        self._voice = voice
        self._warnings = warnings
        self._call = call
        self.ear = ear
        self.standing = ""
        """A caution that holds while a practice goes on: `?` says it first."""

    def say(self, *texts: str) -> None:
        """Each text from the start of a line; empty ones are passed over."""
        self._voice.say(*texts)

    def space(self) -> None:
        """One empty line between two things."""
        self._voice.space()

    def hear(self, prompt: str) -> str:
        """The line that answers a prompt. Raises `Leave`."""
        if self._voice.lost is not None:
            raise Leave
        self._call()
        self._voice.ask(prompt)
        line = self.ear.line()
        self._voice.answered(echoed=self.ear.is_terminal)
        return line

    def wait(self, seconds: float) -> str | None:
        """Let so many seconds pass; a line that was typed ends that. Raises `Leave`, also once nobody listens."""
        if self._voice.lost is not None:
            raise Leave
        return self.ear.wait(seconds)

    def ask(self, prompt: str, keys: Mapping[str, str], about: str = "", typed: str | None = None) -> str:
        """One of `keys` (letter to meaning), or words of the person's own. `typed` was typed already.

        Raises `Leave` when it is time to go.
        """
        while True:
            line = self.hear(prompt) if typed is None else typed
            typed, key = None, line.casefold()
            if key == "q":
                raise Leave(is_wish=True)
            if key in ("w", "r"):
                self.say(*self._warnings())
            elif key == "?":
                self._explain(keys, about)
            else:
                return key if key in keys else line

    def choose(self, prompt: str, keys: Mapping[str, str], about: str = "", typed: str | None = None) -> str:
        """One of `keys`, asked for until it is one. Raises `Leave`."""
        while True:
            line = self.ask(prompt, keys, about, typed)
            key = letter(line, (*keys, *EVERYWHERE))
            if key in keys:
                return key
            if key in EVERYWHERE:
                typed = key
                continue
            letters = [each or "enter" for each in (*keys, *EVERYWHERE)]
            self.say(f"Here you can type {', '.join(letters[:-1])} or {letters[-1]}.")
            typed = None

    def _explain(self, keys: Mapping[str, str], about: str) -> None:
        letters = (f"{key or 'enter'}: {meaning}." for key, meaning in {**keys, **EVERYWHERE}.items())
        self.say(self.standing, about, *letters)
