"""Every command, once: its word, the module that carries it out, and the sentence that help and docs show."""

from __future__ import annotations

from collections import namedtuple

Command = namedtuple("Command", ["name", "module", "sentence"])
"""`module` has `configure(parser)`, `run(arguments) -> int` and `EXAMPLES`, two command lines that work."""

COMMANDS = (
    Command("run", "run", "walk through a checklist or routine, and save what was answered"),
    Command("breathe", "breathe", "paced breathing at once, recorded as practice"),
    Command("meditate", "meditate", "a sitting at once, recorded as practice"),
    Command("log", "log", "save one entry"),
    Command("today", "today", "what to do, and to leave out, today"),
    Command("appointment", "appointment", "add, list, move, cancel or finish appointments"),
    Command("history", "history", "what was recorded"),
    Command("report", "report", "one page for your practitioner"),
    Command("edit", "edit", "correct an entry"),
    Command("undo", "undo", "take back the last thing that was recorded here"),
    Command("plans", "plans", "the library, and the plans in use"),
    Command("use", "use", "start following a plan"),
    Command("drop", "drop", "stop following a plan; what was recorded stays"),
    Command("plan", "plan", "write, check, try and publish plans"),
    Command("completion", "completion", "let the shell complete commands, plans, logs and answers"),
    Command("doctor", "doctor", "where everything is, whether it is whole, and what plays"),
    Command("backup", "backup", "make a checked copy of everything that was recorded"),
    Command("restore", "restore", "put a copy in the place of the journal; the journal is kept as well"),
    Command("export", "export", "write out everything that was recorded"),
    Command("import", "importing", "take in what was written out, here or on another device"),
)
"""In the order of `selfcare --help`."""
