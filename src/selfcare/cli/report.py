"""`selfcare report`: the one page for the practitioner, shown before it is written."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.cli.streams import ask, say, tell
from selfcare.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Literal

    from selfcare.cli.papers import Form
    from selfcare.core.ports import Env
    from selfcare.core.report.asked import Asked
    from selfcare.core.report.page import Block, Page

EXAMPLES = ("selfcare report --since 28d", 'selfcare report -o visit.html --label R.K. --question "Can I swim?"')

NAMES = ("goal", "scores", "visits", "done", "medicines", "notes", "questions")
"""Blocks that can be left out, as they are called here. What needs attention and the small print always stay."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", nargs="?", help="one plan alone; otherwise all that are in use")
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="its first day: last-appointment, all, a span such as 28d, or a date (what the plan says)",
    )
    parser.add_argument(
        "--format", choices=["text", "md", "html", "json"], help="text, unless the file's name says another"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")
    parser.add_argument(
        "--without", metavar="BLOCK", action="append", default=[], choices=NAMES, help=f"leave out {', '.join(NAMES)}"
    )
    parser.add_argument(
        "--only", metavar="BLOCK", action="append", default=[], choices=NAMES, help="leave out the other blocks"
    )
    parser.add_argument("--label", metavar="TEXT", help="what stands for your name, as initials")
    parser.add_argument("--matters", metavar="TEXT", help="what matters most today")
    parser.add_argument(
        "--question", metavar="TEXT", action="append", help="a question of yours, up to three; kept until the visit"
    )


def run(arguments: Namespace) -> int:
    """Print the page, or show and write it."""
    from selfcare.cli.compose import environment
    from selfcare.core.report.gather import recalled
    from selfcare.share import outfile

    if arguments.without and arguments.only:
        raise UsageError("give --only for what goes in, or --without for what stays out; not both")
    if arguments.output is not None:
        outfile.refuse(arguments.output, force=arguments.force)
    with environment() as env:
        before = recalled(env)
        asked = _asked(before, arguments)
        page = _page(env, arguments, asked)
        _keep(env, before, asked)
        if arguments.output is None:
            _print(page, arguments.format or "text", env)
        else:
            _write(env, arguments, asked, page)
    return 0


def _page(env: Env, arguments: Namespace, asked: Asked) -> Page:
    """The page as it was chosen. Raises `UsageError`, `NotFoundError`."""
    from selfcare.core.report.gather import gather
    from selfcare.core.report.page import Choices

    choices = Choices(
        since=_since(arguments.since, env.clock.now()),
        label=asked.label,
        matters=asked.matters,
        questions=asked.questions,
        without=_without(arguments.without, arguments.only),
    )
    plans = [each.plan for each in env.shelf.in_use()] if arguments.plan is None else [env.shelf.open(arguments.plan)]
    return gather(env, plans, choices)


def _since(word: str | None, now: datetime) -> date | Literal["appointment", "all"] | None:
    """The first day that was asked for. Raises `UsageError`."""
    from datetime import date, timedelta

    from selfcare.core import grammar, when

    if word is None:
        return None
    if word in ("last-appointment", "all"):
        return "appointment" if word == "last-appointment" else "all"
    try:
        found = date.fromisoformat(word)
    except ValueError:
        pass
    else:
        if found > now.date():
            raise UsageError(f"{word} is still to come; give a day up to {now:%Y-%m-%d}")
        return found
    try:
        before = when.earlier(now, grammar.span(word)).date()
    except (grammar.GrammarError, OverflowError):
        raise UsageError(
            "--since takes last-appointment, all, a span such as 28d, or a date such as 2026-05-07"
        ) from None
    return min(before + timedelta(days=1), now.date())  # 7d are seven days with today


def _without(without: Sequence[str], only: Sequence[str]) -> tuple[Block, ...]:
    """The blocks to leave out."""
    gone = [name for name in NAMES if name not in only] if only else without
    return tuple(_block(name) for name in gone)


def _block(name: str) -> Block:
    return "adherence" if name == "done" else name  # type: ignore[return-value]


# what the person adds


def _asked(before: Asked, arguments: Namespace) -> Asked:
    """What was typed now, else what was kept for this visit."""
    from selfcare.core.report import asked

    return asked.tidied(
        before.label if arguments.label is None else arguments.label,
        before.matters if arguments.matters is None else arguments.matters,
        before.questions if arguments.question is None else _at_most(arguments.question),
    )


def _at_most(questions: Sequence[str]) -> Sequence[str]:
    from selfcare.core.report.page import MOST_QUESTIONS

    if len(questions) > MOST_QUESTIONS:
        raise UsageError(f"there is room for {MOST_QUESTIONS} questions; choose those that matter most")
    return questions


def _keep(env: Env, before: Asked, now: Asked) -> None:
    """Have it offered again until the visit has been. What is kept already is not written anew."""
    from selfcare.core.report import asked

    if now != before:
        env.journal.save_draft(asked.KEY, asked.kept(now, env.clock.now()))


# where it goes


def _print(page: Page, form: Form, env: Env) -> None:
    from selfcare.cli.export import as_bytes_of_the_format
    from selfcare.cli.papers import pieces

    told = pieces(page, form, env.preferences.hours)
    if sys.stdout.isatty():
        tell(*"".join(told).splitlines())
    else:
        as_bytes_of_the_format(sys.stdout).writelines(told)


def _write(env: Env, arguments: Namespace, asked: Asked, page: Page) -> None:
    """Write the file; where somebody sits there, only after it was seen."""
    from selfcare.cli.papers import form_of, pieces
    from selfcare.cli.terminal import is_terminal
    from selfcare.share import outfile

    if is_terminal():
        chosen = _looked_at(env, arguments, asked, page)
        if chosen is None:
            say("nothing was written")
            return
        page = chosen
    form = arguments.format or form_of(arguments.output)
    outfile.write(arguments.output, pieces(page, form, env.preferences.hours), force=arguments.force)
    say(f"wrote {arguments.output}" + ("; open it in a browser to print it" if form == "html" else ""))


KEYS = "y writes it, q asks a question, m says what matters most, n leaves it"


def _looked_at(env: Env, arguments: Namespace, asked: Asked, page: Page) -> Page | None:
    """The page as it was agreed to; None where it is not to be written."""
    from selfcare.core.frozen import replace
    from selfcare.core.report.page import MOST_QUESTIONS

    while True:
        _print(page, "text", env)
        tell("")
        answer = ask(f"Write this to {arguments.output}? ({KEYS})").casefold()
        match answer[:1]:
            case "y":
                return page
            case "q" if len(asked.questions) < MOST_QUESTIONS:
                more = replace(asked, questions=(*asked.questions, ask("Your question:")))
            case "q":
                tell(f"There is room for {MOST_QUESTIONS} questions. Other ones: selfcare report --question TEXT")
                continue
            case "m":
                more = replace(asked, matters=ask("What matters most today?"))
            case "n":
                return None
            case _:
                tell(f"{KEYS}.")
                continue
        before, asked = asked, _tidied(more)
        _keep(env, before, asked)
        page = _page(env, arguments, asked)


def _tidied(typed: Asked) -> Asked:
    from selfcare.core.report import asked

    return asked.tidied(typed.label, typed.matters, typed.questions)
