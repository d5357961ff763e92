"""The rules that protect people and keep plans honest: what a plan says, after what it means is known.

Called by `stages` for authors only; who follows a plan that was checked does not wait for it. Each family is a module
of this package with `CODES`, which the guide and `plan explain` read, and `check(subject)`. The rules are those of the
clinical page of the design; a code's `aliases` are its ids there.
"""

from __future__ import annotations

from collections.abc import Callable

from selfcare.planfile.lint import (
    before,
    breath,
    cards,
    claims,
    expected,
    header,
    instruments,
    medicine,
    needles,
    overbreathing,
    plain_english,
    reading_grade,
    red_flags,
    scales,
    sides,
    sittings,
    tags,
    times,
    wording,
)
from selfcare.planfile.lint.subject import Subject

FAMILIES: tuple[Callable[[Subject], None], ...] = (
    times.check,
    medicine.check,
    before.check,
    expected.check,
    needles.check,
    red_flags.check,
    tags.check,
    breath.check,
    overbreathing.check,
    sittings.check,
    claims.check,
    cards.check,
    sides.check,
    instruments.check,
    scales.check,
    reading_grade.check,
    plain_english.check,
    wording.check,
    header.check,
)
"""In the order in which they report; the header last, since it has little to say about a plan with errors."""


def check(subject: Subject) -> None:
    """Report everything that the rules find in a plan, a library file or a translation."""
    for family in FAMILIES:
        family(subject)
