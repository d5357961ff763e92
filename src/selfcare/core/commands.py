"""Every command of the app, once: keys, footer, palette, help and the guide read this table and nothing else.

`where` names the screens a command belongs to: `app` is everywhere, `list` wherever rows can be gone through, `preview`
everywhere in `plan preview`, `problems` where its problems and hours have the keys. A person
may give other keys in the preference `keys`, as `tick=x, undo=ctrl+u`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from selfcare.errors import UsageError


class Command(NamedTuple):
    """Something a person can tell the app to do."""

    id: str
    title: str
    """At most four words, lower case: what stands beside its key."""
    sentence: str
    key: str
    """Its default keys, separated by commas, in the words of a terminal toolkit (`ctrl+p`, `question_mark`)."""
    where: tuple[str, ...]


COMMANDS: tuple[Command, ...] = (
    Command("today", "Today", "What is open now, what comes next, and until when.", "1,alt+1", ("app",)),
    Command("practice", "Practice", "Breathe or sit for a few minutes.", "2,alt+2", ("app",)),
    Command("history", "History", "What you wrote down, day by day.", "3,alt+3", ("app",)),
    Command("plans", "Plans", "Follow a plan, stop following one, change its settings.", "4,alt+4", ("app",)),
    Command("settings", "Settings", "Colours, sound, keys, and what to be careful with.", "5,alt+5", ("app",)),
    Command("help", "help", "The keys that work here.", "question_mark,f1", ("app",)),
    Command("warnings", "warning signs", "When to get help, and the numbers to call.", "R,alt+r", ("app",)),
    Command("palette", "find a command", "Type a few letters of what you want to do.", "ctrl+p", ("app",)),
    Command("back", "back", "To where you came from. Nothing is lost.", "q,escape", ("app",)),
    Command("retry", "try to save again", "Save once more what could not be saved.", "ctrl+r", ("app",)),
    Command("suspend-process", "to the shell", "Go to the shell; fg comes back here.", "ctrl+z", ("app",)),
    Command("quit", "leave selfcare", "Everything is kept.", "ctrl+q", ("app",)),
    Command("up", "up", "The row above.", "up,k", ("list",)),
    Command("down", "down", "The row below.", "down,j", ("list",)),
    Command("tick", "done", "Mark the row as done.", "space", ("today",)),
    Command("slip", "it didn't happen", "It goes to your practitioner, with a word if you like.", "n", ("today",)),
    Command("undo", "undo", "Take back the last thing you did.", "u", ("today", "history")),
    Command(
        "open",
        "start",
        "Start what the row stands for, or open it.",
        "enter",
        ("today", "practice", "plans", "settings"),
    ),
    Command("snooze", "later", "Put the row off until a time you choose.", "z", ("today",)),
    Command("skip", "leave out", "Leave the row out this time.", "s", ("today",)),
    Command("appointment", "appointment", "Add an appointment, or move or cancel the next one.", "a", ("today",)),
    Command("log", "log", "Write down pain, stress, sleep or what a plan asks for.", "l", ("today",)),
    Command("lengthen", "longer", "A longer practice.", "right,plus", ("practice",)),
    Command("shorten", "shorter", "A shorter practice.", "left,minus", ("practice",)),
    Command("length", "how long", "Type how long the practice goes on.", "l", ("practice",)),
    Command("rate", "rate", "A number before and after: stress, pain, or none.", "r", ("practice",)),
    Command("chart", "chart", "The days of a number as a picture.", "c", ("history",)),
    Command("calendar", "calendar", "Week by week, a place for each day.", "w", ("history",)),
    Command("entries", "entries", "What you wrote down, line by line.", "t", ("history",)),
    Command("next-log", "next log", "Show another log, or what you practised.", "tab", ("history",)),
    Command("next-number", "next number", "Chart another number of the same log.", "n", ("history",)),
    Command("search", "search", "Find words in notes and answers.", "slash", ("history",)),
    Command("longer", "longer", "Look further back.", "right,plus", ("history", "report")),
    Command("shorter", "shorter", "Look less far back.", "left,minus", ("history", "report")),
    Command("edit", "change", "Change an answer of the entry, its note or its time.", "e,enter", ("history",)),
    Command("remove", "remove", "Remove the entry. You can undo it.", "d,delete", ("history",)),
    Command("page-up", "page up", "A screenful up.", "pageup", ("history",)),
    Command("page-down", "page down", "A screenful down.", "pagedown", ("history",)),
    Command("report", "report", "One page for your practitioner: look, choose, write it.", "r", ("history",)),
    Command("report-write", "write a file", "Write the page to a file that only you can read.", "w", ("report",)),
    Command("report-question", "ask", "Add a question of yours, or change one.", "a", ("report",)),
    Command("report-matters", "what matters", "Say what matters most to you today.", "m", ("report",)),
    Command("report-label", "label", "Initials, or what you like, in place of a name.", "l", ("report",)),
    Command("report-blocks", "choose", "Leave parts of the page out, or put them back.", "b", ("report",)),
    Command("page-on", "more", "The next lines of the page.", "space,pagedown", ("report",)),
    Command("page-back", "lines before", "The lines before.", "pageup", ("report",)),
    Command("use", "use", "Follow this plan.", "u", ("plans",)),
    Command("drop", "stop using", "Stop following this plan. What you wrote down stays.", "d", ("plans",)),
    Command("pause", "pause", "Stop the clock. Once more, and it goes on.", "space", ("run",)),
    Command("pass", "leave this out", "Go on to the next step.", "n,ctrl+n", ("run",)),
    Command("faster", "faster", "A little faster breath.", "plus", ("run",)),
    Command("slower", "slower", "A little slower breath.", "minus", ("run",)),
    Command("hide", "hide words", "Show the breathing shape and nothing else.", "h", ("run",)),
    Command("time-left", "time left", "Show or hide how long a sitting goes on.", "i", ("run",)),
    Command("sound", "sound", "Bells alone, the breath as well, or none, for this run.", "s", ("run",)),
    Command("eyes-closed", "eyes closed", "Guided by sound; any key goes on. Once more opens them.", "e", ("run",)),
    Command("previous", "one back", "To the question before.", "shift+tab,backspace", ("run",)),
    Command("when", "another time", "Say when it was, if that was not now.", "w,ctrl+t", ("run",)),
    Command("time-back", "15 minutes back", "Have it 15 minutes earlier.", "left_square_bracket", ("preview",)),
    Command("time-on", "15 minutes on", "Have it 15 minutes later.", "right_square_bracket", ("preview",)),
    Command("change-before", "change before", "To when something last changed.", "left_curly_bracket", ("preview",)),
    Command(
        "change-next", "next change", "To when something opens, closes or is due.", "right_curly_bracket", ("preview",)
    ),
    Command("visit", "the appointment", "To when the appointment begins.", "f7", ("preview",)),
    Command("pane", "plan or problems", "From the plan to its problems and hours, and back.", "f6", ("preview",)),
    Command("whole", "whole problem", "Show the problem with its line, or the list again.", "enter", ("problems",)),
    Command("earlier", "15 minutes back", "Have it 15 minutes earlier.", "left", ("problems",)),
    Command("later", "15 minutes on", "Have it 15 minutes later.", "right", ("problems",)),
    Command("far-back", "change before", "To when something last changed.", "shift+left", ("problems",)),
    Command("far-on", "next change", "To when something opens, closes or is due.", "shift+right", ("problems",)),
    Command("first-hour", "first hour", "To the beginning of the hours.", "home", ("problems",)),
    Command("last-hour", "last hour", "To the end of the hours.", "end", ("problems",)),
)
"""In the order help shows them."""

PLACES = ("today", "practice", "history", "plans", "settings")
"""The five places, by command id."""

_BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def command(id: str) -> Command:
    """The command of that id. Raises `KeyError`."""
    return _BY_ID[id]


def commands_of(*where: str) -> list[Command]:
    """The commands of these screens, in the order of the table."""
    return [command for command in COMMANDS if not set(where).isdisjoint(command.where)]


def parse_keys(words: str) -> dict[str, str]:
    """`tick=x, undo=ctrl+u` as command id to key.

    Raises `UsageError` for what is no command, and for a key given twice.
    """
    chosen: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in words.split(","))):
        id, equals, key = (word.strip() for word in part.partition("="))
        if not equals or not key or " " in key or id not in _BY_ID:
            raise UsageError(f"“{part}” names no command and key; write for example tick=x, undo=ctrl+u")
        chosen[id] = key
    _refuse_clashes(chosen)
    return chosen


def _refuse_clashes(chosen: Mapping[str, str]) -> None:
    for id, key in chosen.items():
        for other in COMMANDS:
            keys = chosen.get(other.id) or other.key
            if other.id != id and key in keys.split(",") and _meet(_BY_ID[id], other):
                raise UsageError(f"the key {key} already means “{other.title}”; choose another for {id}")


def _meet(one: Command, other: Command) -> bool:
    """Whether both can be live on one screen."""
    everywhere = {"app", "list", "preview"}
    return bool(everywhere & {*one.where, *other.where}) or not set(one.where).isdisjoint(other.where)


_SHOWN = {
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "greater_than_sign": ">",
    "slash": "/",
    "pageup": "page up",
    "pagedown": "page down",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def shown_key(key: str) -> str:
    """A key as people know it: `question_mark` is `?`."""
    return _SHOWN.get(key, key)


def shown_keys(command: Command, chosen: Mapping[str, str]) -> str:
    """The first key of a command as it stands beside its title, after the person's own choice."""
    return shown_key((chosen.get(command.id) or command.key).split(",")[0])


def titles(ids: Iterable[str]) -> list[str]:
    """The titles of these commands."""
    return [_BY_ID[id].title for id in ids]
