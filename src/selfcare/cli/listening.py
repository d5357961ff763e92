"""What `selfcare doctor` says about sound, and lets be heard."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from time import sleep

from selfcare.cli.streams import tell
from selfcare.core.preferences import PREFERENCES
from selfcare.core.script import Tone
from selfcare.sound import Speaker, choose, will_play

HEARD: tuple[tuple[Tone, str, str, float], ...] = (
    (Tone("in", 3.0), "in", "rises; as the terminal's bell, one", 3.2),
    (Tone("hold", 3.0), "hold", "stays where it is; as the terminal's bell, three", 3.2),
    (Tone("out", 3.0), "out", "falls; as the terminal's bell, two", 3.2),
    (Tone("bell"), "bell", "rings and dies away", 6.0),
)
"""Each tone with its name, what is to be heard, and the seconds until the next."""

EXTRA = "pip install 'selfcare[sound]'"


def what_plays(preference: Callable[[str], str]) -> str:
    """What will play, how much of it, and what brings more. Nothing is started."""
    player = preference("player")
    best, *others = will_play(player)
    how_much = next(each for each in PREFERENCES if each.key == "sound").options[preference("sound")]
    if others:
        return f"{best}; {how_much}, volume {preference('volume')}"
    return f"{best}; {how_much}; {_why_no_more(player)}"


def _why_no_more(player: str) -> str:
    if player == "terminal":
        return "the preference `player` wants no tones"
    if len(will_play("machine")) > 1:
        return "this is a line from another machine, and its own sound would not be heard here"
    return f"{EXTRA} brings tones"


def listen(cache: str, preference: Callable[[str], str]) -> None:
    """Let a breath and a bell be heard, a line for each, then say what played them."""
    with closing(choose(cache, preference)) as speaker:
        speaker.prepare([tone for tone, _, _, _ in HEARD])
        for tone, name, sentence, seconds in HEARD:
            tell(f"{name:<4}  {sentence}")
            sys.stdout.flush()
            speaker.play(tone)
            sleep(seconds)
        tell(_outcome(speaker))


def _outcome(speaker: Speaker) -> str:
    failed = f"; {', '.join(speaker.given_up)} could not" if speaker.given_up else ""
    return f"played by {speaker.played_by}{failed}"
