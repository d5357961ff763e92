"""The questions of `selfcare plan new`, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from selfcare.cli.author.interview import Question
from selfcare.cli.author.lists import named, picks, rows_of_items, rows_of_practices, switch
from selfcare.core import grammar
from selfcare.core.frozen import replace
from selfcare.errors import UsageError
from selfcare.planfile.start import settled
from selfcare.planfile.start.draft import KINDS, Draft, OwnScale
from selfcare.planfile.start.offered import ACUPUNCTURE, AFTER, BEFORE, SCALES, SUBJECTS, Choice

T = TypeVar("T")
TITLE = "Getting ready for your visit"
LICENCES: Mapping[str, str] = {
    "no": "For people in the care of its author",
    "yes": "CC BY 4.0",
}
YES = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}


def _same(draft: Draft) -> Draft:
    return draft


def _line(
    name: str, ask: str, advice: str, field: str, begin: Callable[[Draft], Draft] = _same, fits: str = ""
) -> Question:
    """A question that is answered with words of one's own."""

    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, **{field: typed})

    return Question(name, ask, advice, begin, lambda draft: str(getattr(draft, field)), take, _fitting(fits))


def _fitting(what: str) -> Callable[[Draft], bool]:
    return lambda draft: not what or bool(getattr(draft, what))


def first() -> Draft:
    """What there is before the first answer."""
    return Draft(TITLE, settled.name_of(TITLE), licence=LICENCES["no"])


def _title(suggested: str = TITLE) -> Question:
    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, title=typed, id=settled.name_of(typed))

    advice = (
        "The title people see. Say what they do, not what it is good for: 'Getting ready for your visit',\n"
        "'Ten quiet minutes', 'Back pain: self-care alongside acupuncture'."
    )
    begin: Callable[[Draft], Draft] = lambda draft: replace(draft, title=suggested, id=settled.name_of(suggested))  # noqa: E731
    return Question("title", "What is the plan called?", advice, begin, lambda draft: draft.title, take)


def _kind() -> Question:
    kinds = list(KINDS)

    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, kind=one_of(kinds, typed))

    advice = "An appointment has things to do before and after it. A daily routine comes every day, or on some days."
    lines = [f"  {number}  {words}" for number, words in enumerate(KINDS.values(), 1)]
    return Question(
        "kind",
        "What is it for?",
        advice,
        _same,
        lambda draft: str(kinds.index(draft.kind) + 1),
        take,
        lines=lambda _: lines,
    )


def one_of(names: Sequence[T], typed: str) -> T:
    """The one that was named, or numbered from 1. Raises `UsageError`."""
    found = [name for number, name in enumerate(names, 1) if typed.lower() in (str(number), str(name))]
    if not found:
        listed = ", ".join(f"{number} ({name})" for number, name in enumerate(names, 1))
        raise UsageError(f"'{typed}' is none of them; type one of {listed}")
    return found[0]


def _about() -> Question:
    advice = (
        "What the plan is about. From it follow the warning signs people are shown, and what has to be said before\n"
        "needles. It is written as `tags`."
    )
    begin: Callable[[Draft], Draft] = lambda draft: replace(  # noqa: E731
        draft, about=(ACUPUNCTURE,) if draft.has_visit else ("stress",)
    )
    return picks("about", "What is it about?", advice, SUBJECTS, begin)


def _visit() -> list[Question]:
    name: Callable[[Draft], Draft] = lambda draft: replace(  # noqa: E731
        draft, visit="Acupuncture" if ACUPUNCTURE in draft.about else "Appointment", lasts="50m"
    )
    advice = "What people call it: 'Acupuncture', 'Massage', 'Physiotherapy'."
    return [
        _line("visit", "What is an appointment called?", advice, "visit", name, "has_visit"),
        _value(
            "lasts",
            "How long does it last?",
            "A duration, such as 50m or 1h30m. What comes after it is counted from its end.",
            "lasts",
            length,
            "has_visit",
        ),
    ]


def _value(
    name: str,
    ask: str,
    advice: str,
    field: str,
    read: Callable[[str], str],
    fits: str = "",
    begin: Callable[[Draft], Draft] = _same,
) -> Question:
    """A question that is answered with a value of the plan language."""

    def take(draft: Draft, typed: str) -> Draft:
        return replace(draft, **{field: read(typed)})

    return Question(name, ask, advice, begin, lambda draft: str(getattr(draft, field)), take, _fitting(fits))


def length(typed: str) -> str:
    """How long something lasts, as plans write it. Raises `UsageError`."""
    return settled.written(grammar.seconds, typed)


def _around() -> list[Question]:
    before = "What people do, and leave out, before it. The time is when it begins, counted from the start."
    after = "What people do, and leave out, after it. The time is when it ends, counted from the end."
    begins = "'10 3h' changes when number 10 begins; '10?' says why it is there."
    ends = "'3 2h' changes when number 3 ends; '3?' says why it is there."
    return [
        rows_of_items("before", "What do people do, and leave out, before it?", before, begins, BEFORE),
        rows_of_items("after", "And after it?", after, ends, AFTER),
    ]


def _daily() -> list[Question]:
    advice = "It is done in this order. Breathing with holds needs a talk first, so it is not here."
    how = "'1 10m' changes how long number 1 takes."
    return [
        rows_of_practices("practice", "What is done day by day?", advice, how),
        _value(
            "days",
            "On which days?",
            "day, weekday, weekend, 2 days, or names of days: mon wed fri.",
            "days",
            lambda typed: settled.written(grammar.repeat, typed),
            "has_days",
        ),
        _value(
            "at",
            "At what time?",
            "A time of day, such as 07:30 or 21:00.",
            "at",
            lambda typed: settled.written(grammar.clock, typed),
            "has_days",
        ),
    ]


def _asked() -> list[Question]:
    advice = "Numbers that people note before and after an appointment, and with the practice. They make the charts."
    begin: Callable[[Draft], Draft] = lambda draft: replace(  # noqa: E731
        draft, scales=("pain", "stress") if draft.has_visit else ("stress",)
    )
    return [picks("scales", "Which numbers are noted?", advice, SCALES, begin), *_own()]


def _own() -> list[Question]:
    fits = _fitting("own")

    def ask(draft: Draft, typed: str) -> Draft:
        if not any(character.isalpha() for character in typed):
            raise UsageError("a question has words; enter goes on without one of your own")
        return replace(draft, own=None if typed.lower() in ("no", "none") else OwnScale(typed, title_of(typed)))

    def part(field: str) -> Callable[[Draft, str], Draft]:
        return lambda draft, typed: replace(draft, own=draft.own and replace(draft.own, **{field: typed}))

    def shown(field: str) -> Callable[[Draft], str]:
        return lambda draft: str(getattr(draft.own, field))

    def own(field: str, ask: str, advice: str) -> Question:
        return Question(f"own-{field}", ask, advice, _same, shown(field), part(field), fits, follows=True)

    def better(draft: Draft, typed: str) -> Draft:
        return part("better")(draft, one_of(("low", "high"), typed))

    return [
        Question(
            "own",
            "A question of your own, answered from 0 to 10? Type it, or enter for none.",
            "For example: How stiff is your neck? Ask for one thing, in short words.",
            _same,
            lambda draft: draft.own.ask if draft.own else "",
            ask,
        ),
        own("title", "What is it about, in a word or two?", "It is the name of the chart."),
        own("low", "What does 0 mean?", "Words for the low end, such as 'not at all'."),
        own("high", "What does 10 mean?", "Words for the high end."),
        Question(
            "own-better",
            "Which end is the good one, low or high?",
            "Charts say 'lower is better' or 'higher is better'.",
            _same,
            shown("better"),
            better,
            fits,
            follows=True,
        ),
    ]


def title_of(question: str) -> str:
    """A word for a question: its last one."""
    words = [word.strip("?.!,;:'\"()") for word in question.split()]
    found = [word for word in words if len(word) > 2 and word.lower() not in _SMALL]
    return (found[-1] if found else "Own question").capitalize()


_SMALL = frozenset(
    ("how", "much", "many", "does", "did", "your", "the", "was", "were", "are", "you", "now", "today", "right", "feel")
)


def _warnings() -> Question:
    def offered(draft: Draft) -> list[Choice]:
        from selfcare.planfile.lint.red_flags import library

        needed = settled.needed_warnings(draft)
        names = [*needed, *(name for name in library() if name not in needed)]
        return [Choice(name, library()[name].say) for name in names]

    def take(draft: Draft, typed: str) -> Draft:
        names = [choice.name for choice in offered(draft)]
        needed = settled.needed_warnings(draft)
        taken = switch(names, (*needed, *draft.warnings), typed)
        if not set(needed) <= set(taken) and typed.lower() != "none":
            dropped = next(name for name in needed if name not in taken)
            raise UsageError(f"'{dropped}' belongs to what the plan is about, so it stays")
        return replace(draft, warnings=tuple(name for name in taken if name not in needed))

    def lines(draft: Draft) -> list[str]:
        on = {*settled.needed_warnings(draft), *draft.warnings}
        choices = offered(draft)
        return [
            f"  {number:>2} [x] {_cut(f'{choice.name}: {choice.words}')}"
            for number, choice in enumerate(choices, 1)
            if choice.name in on
        ]

    def explain(draft: Draft, about: str) -> str:
        said = {choice.name: choice.words for choice in offered(draft)}
        if about:
            return said[named(list(said), about)]
        off = {*said} - {*settled.needed_warnings(draft), *draft.warnings}
        others = [f"{number} {name}" for number, name in enumerate(said, 1) if name in off]
        return f"{advice} The others: {', '.join(others)}."

    begin: Callable[[Draft], Draft] = lambda draft: replace(draft, warnings=settled.suggested_warnings(draft))  # noqa: E731
    advice = "Cards that people see when they press R, and on paper."
    how = "'3?' shows all the words of number 3; ? lists the others."
    clear: Callable[[Draft], Draft] = lambda draft: replace(draft, warnings=())  # noqa: E731
    return Question(
        "warnings",
        "Which warning signs are shown?",
        advice,
        begin,
        lambda _: "",
        take,
        lines=lines,
        clear=clear,
        explain=explain,
        how=how,
    )


def _cut(words: str, width: int = 70) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def _yes_or_no(
    name: str, ask: str, advice: str, shown: Callable[[Draft], bool], take: Callable[[Draft, bool], Draft]
) -> Question:
    def taken(draft: Draft, typed: str) -> Draft:
        if typed.lower() not in YES:
            raise UsageError("type yes or no")
        return take(draft, YES[typed.lower()] == "yes")

    return Question(name, ask, advice, _same, lambda draft: "yes" if shown(draft) else "no", taken)


def about_its_author(title: str = TITLE) -> list[Question]:
    """What is asked of every plan."""
    return [
        _title(title),
        _line("author", "Who writes it?", "Your name, and your practice if you like. People see it.", "author"),
        _line(
            "contact",
            "How can people reach you?",
            "A telephone number, a page or an address, as people should see it. It stands in the plan you hand on.",
            "contact",
        ),
    ]


def questions() -> list[Question]:
    """All of them."""
    return [
        *about_its_author(),
        _kind(),
        _about(),
        *_visit(),
        *_around(),
        *_daily(),
        *_asked(),
        _warnings(),
        _yes_or_no(
            "changeable",
            "May the person change when things are due?",
            "If so the hours without caffeine and the time of practice, where the plan has them, become settings, and\n"
            "people change them within bounds. If not, only the plan says when.",
            lambda draft: draft.changeable,
            lambda draft, yes: replace(draft, changeable=yes),
        ),
        _yes_or_no(
            "share",
            "May others copy the plan and pass it on?",
            "With yes it is under CC BY 4.0: others may use and change it if they name you.\n"
            "With no it is for the people you see.",
            lambda draft: draft.licence == LICENCES["yes"],
            lambda draft, yes: replace(draft, licence=LICENCES["yes" if yes else "no"]),
        ),
    ]
