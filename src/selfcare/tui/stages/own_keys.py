"""What a stage of a run does with keys: those it takes for itself, and which commands mean anything there.

Read by help and the palette alone; what the keys do is in the stages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from selfcare.core.commands import COMMANDS
from selfcare.tui.drawing.scale import number
from selfcare.tui.stages import shut
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Elsewhere, GoingOn
from selfcare.tui.stages.pads import BodyPad, ChoicePad, ScalePad, YesNoPad
from selfcare.tui.stages.reading import Pages
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Hint, Stage
from selfcare.tui.stages.timed import Timed
from selfcare.tui.stages.typed import TypedPad

PASSES_A_BOX = re.compile(r"(ctrl|alt|shift)\+.|f\d+|escape")
"""Keys that write nothing into a box that is being typed in."""


class OwnKey(NamedTuple):
    """Keys that are the stage's: as they are shown, what they do in few words and in a sentence, and their names."""

    shown: str
    title: str
    sentence: str
    names: Collection[str] = ()


def own_keys(stage: Stage) -> Sequence[OwnKey]:
    """All keys the stage takes, the most useful first."""
    if isinstance(stage, shut.Shut):
        return [*_answers_unseen(stage.stage), *_hinted(each for each in stage.hints() if each.shown == shut.ANY)]
    if not isinstance(stage, Asking):
        return [*_hinted(stage.hints()), *_pages(stage)]
    return [*_of_pad(stage), *_enter(stage)]


def takes(stage: Stage, key: str) -> bool:
    """Whether the key, by name, is the stage's and no command's."""
    if isinstance(stage, Asking) and stage.editor() and not PASSES_A_BOX.match(key):
        return True
    return any(key in each.names for each in own_keys(stage))


def commands(stage: Stage) -> frozenset[str]:
    """The commands of a run, by id, that do anything here."""
    if isinstance(stage, shut.Shut):
        return commands(stage.stage)
    found = {"eyes-closed"}
    if not isinstance(stage, Elsewhere | GoingOn):
        found |= {"pass"}
    if stage.is_step:
        found |= {"previous"}
    if isinstance(stage, Timed):
        found |= {"pause"}
    if isinstance(stage, Breathing):
        found |= {"faster", "slower", "hide"}
    if isinstance(stage, Sit):
        found |= {"time-left"}
    if stage.sounds:
        found |= {"sound"}
    if isinstance(stage, Asking) and stage.about.when:
        found |= {"when"}
    return frozenset(found)


def _hinted(hints: Iterable[Hint]) -> list[OwnKey]:
    """What the stage reminds of, without the keys that are commands."""
    others = {key for each in COMMANDS if {"app", "run"} & {*each.where} for key in each.key.split(",")} - {"n"}
    return [OwnKey(each.shown, each.meaning, "", (each.key,)) for each in hints if each.key not in others]


def _answers_unseen(stage: Stage) -> list[OwnKey]:
    """With eyes closed: the keys that answer, since any other goes on."""
    if isinstance(stage, Asking):
        return [each for each in _of_pad(stage) if each.names and all(_is_an_answer(name) for name in each.names)]
    return [each for each in _hinted(stage.hints()) if {"n", "g"} & {*each.names}]


def _is_an_answer(name: str) -> bool:
    return name.isdecimal() or name in ("t", "y", "n")


def _pages(stage: Stage) -> Iterator[OwnKey]:
    if isinstance(stage, Pages) and stage.pages > 1:
        yield OwnKey("→ ←", "page", "The next page, or the page before.", ("right", "left"))


def _of_pad(stage: Asking) -> Iterator[OwnKey]:
    pad = stage.pad
    if isinstance(pad, ScalePad):
        yield from _of_scale(stage, pad)
    elif isinstance(pad, YesNoPad):
        yield OwnKey("y", "yes", "The answer is yes.", ("y",))
        yield OwnKey("n", "no", "The answer is no.", ("n",))
        yield from _of_list(pad)
    elif isinstance(pad, ChoicePad):
        yield from _of_list(pad)
    elif isinstance(pad, TypedPad):
        yield OwnKey("letters", "type", "What you type is the answer.")


def _of_scale(stage: Asking, pad: ScalePad) -> Iterator[OwnKey]:
    low, high = number(pad.scale.low), number(pad.scale.high)
    digits = tuple("0123456789")
    if pad.one_key:
        last = "9" if high == "10" else high
        goes_on = " It is saved at once." if stage.at_once else ""
        yield OwnKey(f"{low}-{last}", "choose", f"Choose that number.{goes_on}", digits)
        if high == "10":
            yield OwnKey("t", "ten", f"Choose ten.{goes_on}", ("t",))
    else:
        yield OwnKey("0-9", "choose", f"Type a number from {low} to {high}.", digits)
    yield OwnKey("← →", "move", "The number beside it.", ("left", "right", "up", "down"))
    yield OwnKey("home end", "ends", "The lowest number, or the highest.", ("home", "end"))


def _of_list(pad: ChoicePad) -> Iterator[OwnKey]:
    if pad.many:
        yield OwnKey("space", "mark", "Mark the row, or take the mark away.", ("space",))
    else:
        yield OwnKey("space", "choose", "Choose the row.", ("space",))
    if isinstance(pad, BodyPad) and pad.is_map:
        yield OwnKey("← ↑ ↓ →", "move", "To the place that lies there.", ("left", "up", "down", "right", "k", "j"))
    else:
        yield OwnKey("↑ ↓", "move", "The row above, or the row below.", ("up", "down", "k", "j"))
    keys = [option.key or str(at) for at, option in enumerate(pad.options, 1)]
    digits = [key for key in keys if len(key) == 1]
    shown = f"{digits[0]}-{digits[-1]}" if len(digits) > 1 else "".join(digits)
    what = "Mark" if pad.many else "Choose"
    yield OwnKey(shown, what.lower(), f"{what} the one with that number.", digits)


def _enter(stage: Asking) -> Iterator[OwnKey]:
    without = "This one is needed." if stage.field.required else "Without an answer it is left out."
    if isinstance(stage.pad, TypedPad) and stage.pad.lines > 1:
        yield OwnKey("tab", "save", f"Save the answer. {without}", ("tab",))
        yield OwnKey("enter", "new line", "Begin another line.", ("enter",))
    else:
        yield OwnKey("enter", "save", f"Save the answer. {without}", ("enter", "tab"))
