"""`selfcare plan`: what authors need to write, try, test and publish a plan; each act is a module of `author`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import namedtuple
from importlib import import_module
from types import ModuleType

Act = namedtuple("Act", ["name", "module", "sentence"])

ACTS = (
    Act("new", "new", "begin a plan of your own, from a few questions"),
    Act("check", "check", "read plan files and say what is wrong, where, and what to write instead"),
    Act("simulate", "simulate", "play a plan through without waiting, day by day"),
    Act("test", "trial", "run the tests in plans: what their authors mean, held against what is"),
    Act("preview", "preview", "the app on a plan while you write it, with what is wrong beside it"),
    Act("diff", "diff", "what a new version changes for the person who follows it"),
    Act("schema", "schema", "the plan language for editors, as a JSON Schema"),
    Act("handout", "handout", "a plan as a page to print, with the clock times of an appointment"),
    Act("explain", "explain", "what a word in the brackets of a report means, and why"),
)
"""In the order of `selfcare plan --help`."""

EXAMPLES = ("selfcare plan new", "selfcare plan check acupuncture-prep")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.parsing import acts_of, add_act

    acts = acts_of(parser)
    for act in ACTS:
        module = _module(act)
        module.configure(add_act(acts, act.name, act.sentence, module.EXAMPLES))


def run(arguments: Namespace) -> int:
    """Carry out one act."""
    act = next(act for act in ACTS if act.name == arguments.act)
    code: int = _module(act).run(arguments)
    return code


def _module(act: Act) -> ModuleType:
    return import_module(f"selfcare.cli.author.{act.module}")
