"""Drafts of new plans for tests: a few that are kept as texts, and any that can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from selfcare.core.frozen import replace
from selfcare.core.text import plain
from selfcare.planfile.start import settled
from selfcare.planfile.start.draft import KINDS, Draft, Kind, OwnScale
from selfcare.planfile.start.offered import AFTER, BEFORE, PRACTICES, SCALES, SUBJECTS, Item


def draft(
    title: str = "Getting ready", kind: Kind = "both", about: tuple[str, ...] = ("acupuncture",), **more: Any
) -> Draft:
    """What comes of taking every suggestion."""
    first = Draft(title, settled.name_of(title), author="Mara Fields", licence="CC BY 4.0", kind=kind, about=about)
    around = {"before": settled.suggested(BEFORE, first), "after": settled.suggested(AFTER, first)}
    chosen = replace(first, **{**around, "practice": settled.practices(), "scales": ("pain", "stress"), **more})
    return chosen if "warnings" in more else replace(chosen, warnings=settled.suggested_warnings(chosen))


KEPT: Mapping[str, Draft] = {
    "needles": draft("Before and after your visit", "appointment", visit="Acupuncture", lasts="50m"),
    "back": draft("Back pain: self-care alongside acupuncture", about=("acupuncture", "low-back"), changeable=False),
    "calm": draft(
        "Ten quiet minutes", "daily", ("stress",), scales=("stress", "sleep"), days="mon wed fri", at="21:00"
    ),
    "massage": draft(
        "Before your massage",
        "appointment",
        (),
        visit="Massage",
        before={"caffeine": "3h", "phone": "5m"},
        after={},
        scales=(),
        own=OwnScale("How stiff is your neck?", "Neck", "loose", "rock hard"),
    ),
}
"""By the name of their text in the folder `new`."""


def _hours(item: Item) -> st.SearchStrategy[str]:
    return st.sampled_from([settled.usual(item), *(item.bounds or ())])


def _around(offered: tuple[Item, ...], about: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    fitting = settled.items(offered, Draft("", "x", about=about))
    return st.fixed_dictionaries({}, optional={item.name: _hours(item) for item in fitting})


HOSTILE = (
    st.text(min_size=1, max_size=60)
    | st.sampled_from(
        ['"""', "]\n[plan]", "\\", "# no", "a\u202eb", "'''", "caffeine}", '[x] = "y"', "\x1b[2J", "é" * 60]
    )
).map(lambda words: plain(words).replace("{", "(").strip() or "x")
"""Words as the questions let them through."""


@st.composite
def drafts(pick: st.DrawFn) -> Draft:
    """Any that the questions can come to, with words of any kind."""
    about = tuple(pick(st.lists(st.sampled_from([subject.name for subject in SUBJECTS]), unique=True, max_size=3)))
    own = pick(st.none() | st.builds(OwnScale, HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["low", "high"])))
    return draft(
        pick(HOSTILE | st.just("Getting ready")),
        pick(st.sampled_from(list(KINDS))),
        about,
        author=pick(st.just("") | HOSTILE),
        contact=pick(st.just("") | HOSTILE),
        visit=pick(st.just("Acupuncture") | HOSTILE),
        lasts=pick(st.sampled_from(["20m", "50m", "2h"])),
        before=pick(_around(BEFORE, about)),
        after=pick(_around(AFTER, about)),
        practice=pick(st.dictionaries(st.sampled_from([one.name for one in PRACTICES]), st.just("5m"), min_size=1)),
        days=pick(st.sampled_from(["day", "weekday", "mon wed fri", "2 days", "week", "month"])),
        at=pick(st.sampled_from(["00:00", "07:30", "23:59"])),
        scales=tuple(pick(st.lists(st.sampled_from([scale.name for scale in SCALES]), unique=True))),
        own=own,
        changeable=pick(st.booleans()),
    )
