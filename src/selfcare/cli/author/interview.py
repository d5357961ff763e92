"""Questions one after the other, in plain lines: enter takes what is suggested, `?` explains, `back` goes back.

What was answered is kept as it was typed and read again from the beginning after every answer, so that suggestions
follow from earlier answers also when somebody has gone back and changed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from selfcare.cli.streams import ask, tell
from selfcare.errors import UsageError
from selfcare.planfile.start.draft import Draft

MOST_COLUMNS = 88


def _nothing(_: Draft) -> list[str]:
    return []


SETTING = re.compile(r"\{[a-z][a-z0-9-]*\}")
"""What a plan would fill in: the words of an author cannot hold it."""


def speak(words: str, indent: str = "  ") -> None:
    """Sentences, broken between words where the screen ends."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = max(20, min(get_terminal_size().columns - 1, MOST_COLUMNS))
    for line in words.split("\n"):
        tell(*(wrap(line, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False) or [""]))


class Question(NamedTuple):
    """One question. `take` raises `UsageError` for what cannot be taken; `begin` puts in what is suggested."""

    name: str
    ask: str
    advice: str
    begin: Callable[[Draft], Draft]
    shown: Callable[[Draft], str]
    """What enter takes, in words; empty: nothing."""
    take: Callable[[Draft, str], Draft]
    fits: Callable[[Draft], bool] = lambda _: True
    lines: Callable[[Draft], list[str]] = _nothing
    """What can be chosen from."""
    clear: Callable[[Draft], Draft] | None = None
    """For a list, that takes answers until enter: nothing of it chosen."""
    explain: Callable[[Draft, str], str] | None = None
    """More about an entry of a list; about all of it where none is named."""
    how: str = ""
    """For a list: what else can be typed."""
    follows: bool = False
    """Whether it belongs to the one before, and has no number of its own."""


Answers = dict[str, list[str]]
Check = Callable[[Draft], str]
"""What is wrong with a draft, in a sentence, or nothing."""

HOW = (
    "Enter takes what is suggested. ? says more, 'back' goes to the question before.",
    "Ctrl+C leaves, and nothing is written.",
)


def drafted(questions: Sequence[Question], answers: Mapping[str, Sequence[str]], first: Draft) -> Draft:
    """What the answers come to. Answers that later changes have made impossible count as not given."""
    draft = first
    for question in questions:
        if question.fits(draft):
            draft = _taken(question, question.begin(draft), answers.get(question.name, ()))
    return draft


def _taken(question: Question, draft: Draft, typed: Sequence[str]) -> Draft:
    for words in typed:
        with suppress(UsageError):
            draft = question.take(draft, words)
    return draft


def given(questions: Sequence[Question], options: Mapping[str, str], first: Draft, check: Check) -> Answers:
    """Answers from the command line, each of them checked. Raises `UsageError`."""
    named = {question.name: question for question in questions}
    answers: Answers = {}
    for name in options:
        if name not in named:
            raise UsageError(f"there is no question '{name}'; there are: {', '.join(named)}")
    for question in questions:
        if question.name in options:
            words = options[question.name]
            answers[question.name] = [*(["none"] if question.clear else []), *filter(None, [words])]
            draft = _before(questions, question, answers, first)
            for typed in answers[question.name]:
                draft = _checked(questions, question, draft, typed)
            if problem := check(drafted(questions, answers, first)):
                raise UsageError(f"{question.name}: {problem}")
    return answers


def _before(questions: Sequence[Question], last: Question, answers: Answers, first: Draft) -> Draft:
    draft = first
    for question in questions:
        if not question.fits(draft):
            continue
        draft = question.begin(draft)
        if question is last:
            return draft
        draft = _taken(question, draft, answers.get(question.name, ()))
    return last.begin(draft)


def _checked(questions: Sequence[Question], question: Question, draft: Draft, typed: str) -> Draft:
    try:
        return _take(question, draft, typed)
    except UsageError as error:
        raise UsageError(f"{question.name}: {error}") from None


def _take(question: Question, draft: Draft, typed: str) -> Draft:
    """The draft with an answer. Raises `UsageError`."""
    if found := SETTING.search(typed):
        raise UsageError(f"in a plan {found[0]} stands for a setting; write the words without braces")
    return question.take(draft, typed)


def interview(questions: Sequence[Question], answers: Answers, first: Draft, check: Check) -> Draft:
    """Ask all that has no answer yet; the draft at the end. Raises `UsageError` where the input ends."""
    with suppress(ImportError):
        import readline  # noqa: F401 (arrow keys in what is typed)
    tell(*HOW)
    fixed = frozenset(answers)
    asked = [question for question in questions if question.name not in fixed]
    index, shows = 0, True
    while index < len(asked):
        question = asked[index]
        draft = _before(questions, question, answers, first)
        if not question.fits(draft):
            index += 1
            continue
        draft = _taken(question, draft, answers.get(question.name, ()))
        if shows:
            _show(question, draft, _number(asked, index, draft))
        typed = ask(">")
        shows = True
        if not typed:
            index += 1
        elif typed.lower() == "back":
            index = _back(asked, index, draft)
        elif typed == "?" or (question.explain and typed.endswith("?")):
            shows = False
            _explain(question, draft, typed[:-1].strip())
        elif problem := _answer(questions, question, draft, typed, answers, first, check):
            shows = False
            speak(problem)
        elif question.clear is None:
            index += 1
    return drafted(questions, answers, first)


def _show(question: Question, draft: Draft, number: str) -> None:
    tell("")
    speak(f"{number}  {question.ask}", "")
    tell(*question.lines(draft))
    shown = question.shown(draft)
    if question.clear:
        speak("Enter goes on with these. 3 switches number 3 on or off; 2 5 both of them.")
        if question.how:
            speak(question.how)
    else:
        tell(f"  enter: {shown}" if shown else "  enter: leave it out")


def _number(asked: Sequence[Question], index: int, draft: Draft) -> str:
    fitting = [place for place, each in enumerate(asked) if not each.follows and (place == index or each.fits(draft))]
    return f"{sum(place <= index for place in fitting)}/{len(fitting)}"


def _back(asked: Sequence[Question], index: int, draft: Draft) -> int:
    earlier = [place for place in range(index) if asked[place].fits(draft)]
    if not earlier:
        tell("  This is the first question.")
    return earlier[-1] if earlier else index


def _explain(question: Question, draft: Draft, about: str) -> None:
    try:
        words = question.explain(draft, about) if question.explain else question.advice
    except UsageError as error:
        words = str(error)
    speak(words)


def _answer(
    questions: Sequence[Question],
    question: Question,
    draft: Draft,
    typed: str,
    answers: Answers,
    first: Draft,
    check: Check,
) -> str:
    """Keep an answer if it can be kept; else the reason why not."""
    try:
        _take(question, draft, typed)
    except UsageError as error:
        return str(error)
    kept = answers.get(question.name, [])
    answers[question.name] = [*kept, typed] if question.clear else [typed]
    problem = check(drafted(questions, answers, first))
    if problem:
        answers[question.name] = kept
    return problem
