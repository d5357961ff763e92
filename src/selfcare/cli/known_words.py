"""The words that a command line can be completed with: commands, plans, logs, fields, answers. Kept in the cache, since
reading every plan at each key press would be slow; they are good while the plans in use and the program are the same.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress

from selfcare.cli import keeping

TYPE_CHECKING = False  # `typing` would cost a key press two milliseconds
if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from typing import Any

    from selfcare.cli.completing import Known
    from selfcare.core.ports import Env
    from selfcare.core.question import Log

KINDS = ("plan.used", "plan.dropped", "setting.changed", "breath.kept", "breath.dropped")
"""Events after which other words are known."""

FORMAT = 1


def known_words() -> Known:
    """What is known now, from the cache where that is fresh. Raises `SelfcareError`."""
    from selfcare.cli.compose import language, open_journal
    from selfcare.cli.places import places

    path = f"{places().cache}/words.json"
    if not os.path.exists(places().journal):
        return _first_words()
    with open_journal() as (journal, _):
        key = keeping.state(journal, KINDS, str(FORMAT), language())
    with suppress(ValueError, TypeError, AttributeError):
        kept: dict[str, Any] = json.loads(keeping.read(path) or "{}")
        if kept.get("key") == key:
            return kept
    from selfcare.cli.compose import environment

    with environment() as env:
        fresh = {"key": key, **gather(env)}
    keeping.write(path, json.dumps(fresh))
    return fresh


def _first_words() -> dict[str, Any]:
    """Before anything was recorded: what is shipped. No journal is begun for it."""
    from selfcare import planfile
    from selfcare.cli.shelf import FREE_LOGS

    return {
        "commands": _commands(),
        "plans": {each.id: _line(each.title) for each in planfile.shipped()},
        "used": {},
        "logs": {name: _log(log) for name, log in planfile.built_in_logs().items() if name in FREE_LOGS},
        "routines": {},
    }


def gather(env: Env) -> dict[str, Any]:
    """Everything that can be named."""
    from selfcare.cli.logs import known_logs

    used = [each.plan for each in env.shelf.in_use()]
    listed = env.shelf.listed()
    return {
        "commands": _commands(),
        "plans": {each.id: _line(each.title) for each in listed},
        "used": {each.id: _line(each.title) for each in listed if each.in_use},
        "logs": {name: _log(log) for name, (_, log) in known_logs(env).items()},
        "routines": {
            plan.id: {
                **{name: _line(routine.title) for name, routine in plan.routines.items()},
                **{name: _line(checklist.title) for name, checklist in plan.checklists.items()},
            }
            for plan in used
        },
        "PATTERN": {name: _line(pattern.title) for name, pattern in env.shelf.patterns().items()},
        "SITTING": {name: _line(sitting.title) for name, sitting in env.shelf.sittings().items()},
    }


def _log(log: Log) -> dict[str, Any]:
    from selfcare.cli.takes import answers

    return {
        "title": _line(log.title),
        "fields": {
            name: {
                "ask": _line(field.ask),
                "many": bool(getattr(field.kind, "many", False)),
                "answers": {answer: _line(words) for answer, words in answers(field).items()},
            }
            for name, field in log.fields.items()
        },
    }


def _commands() -> dict[str, Any]:
    from importlib import import_module

    from selfcare.cli.parsing import acts_in, parser
    from selfcare.cli.table import COMMANDS

    found = {}
    for command in COMMANDS:
        module = import_module(f"selfcare.cli.{command.module}")
        reads = parser(command.name, command.sentence, module.EXAMPLES)
        module.configure(reads)
        acts = {name: _command(act, act.description or "") for name, act in acts_in(reads).items()}
        found[command.name] = {**_command(reads, command.sentence), "acts": acts}
    found["drop"]["places"][0]["used"] = True
    return found


def _command(reads: ArgumentParser, about: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    places = []
    for action in reads._actions:
        if action.option_strings:
            options.update(dict.fromkeys(action.option_strings, _place(action)))
        elif not isinstance(action.choices, dict):
            places.append(_place(action))
    return {"about": _line(about), "options": options, "places": places, "acts": {}}


def _place(action: Action) -> dict[str, Any]:
    choices = [] if isinstance(action.choices, dict) or action.choices is None else [*map(str, action.choices)]
    return {
        "about": _line(action.help or ""),
        "takes": "" if action.nargs == 0 else str(action.metavar or action.dest),
        "choices": choices,
        "repeats": action.nargs in ("*", "+"),
        "used": False,
    }


def _line(words: str) -> str:
    """One line that no terminal acts on."""
    from selfcare.core.text import plain

    return " ".join(plain(words.replace("\ufffd", "")).split())
