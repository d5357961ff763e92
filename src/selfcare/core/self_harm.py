"""Questions about self-harm: which are such, and which answers say that there is something.

`plan check` holds plans to rules about them; on the page for the practitioner such an answer is the first line.
"""

from __future__ import annotations

import re

from selfcare.core.question import Choice, Field, Scale, Value

_WORDS = re.compile(
    r"\b(?:(?:hurt|harm|kill|cut)(?:ing)?\s+(?:your|my)self|(?:end|take)(?:ing)?\s+(?:your|my)\s+(?:own\s+)?life"
    r"|ending\s+(?:your|my)\s+life|suicid\w*|self[\s\-]harm\w*|better\s+off\s+dead|(?:want(?:ed)?"
    r"|wish(?:ed)?)\s+to\s+die"
    r"|wish(?:ed|ing)?\s+(?:you|i)\s+were\s+dead|not\s+want(?:ing)?\s+to\s+(?:live|be\s+alive)"
    r"|life\s+is\s+not\s+worth)",
    re.IGNORECASE,
)
_NONE = ("no", "none", "never", "not-at-all")
"""Names of the option that says there is nothing, wherever it stands."""
SELF_HARM_CODE = "loinc:44260-8"


def is_asked_in(field: Field) -> bool:
    """Whether a question is about hurting or killing oneself, by its words, its answers or its code."""
    options = field.kind.options.values() if isinstance(field.kind, Choice) else ()
    return _is_about_it(field) or any(_WORDS.search(words) for words in options)


def is_raised(field: Field, given: Value) -> bool:
    """Whether an answer to such a question is anything but "not at all": the lowest of a scale; of a choice the one
    that says no or none, else the least or the first; no, or nought. Where only some of the options speak of it,
    whether one of those was chosen.

    Any answer above that counts by itself, whatever a total says: the rule for item 9 of PHQ-9.
    """
    match field.kind:
        case Scale(low=low):
            return isinstance(given, int | float) and given > low
        case Choice(options=options):
            chosen = given if isinstance(given, tuple) else (given,)
            if not _is_about_it(field):
                return any(_WORDS.search(options.get(str(each), "")) for each in chosen)
            said = next((name for name in options if name in _NONE), None)
            none = said or min(options, key=lambda name: int(name) if name.isdecimal() else 0, default=None)
            return any(each != none for each in chosen)
        case _:
            return bool(given)


def _is_about_it(field: Field) -> bool:
    is_coded = field.code.lower().replace(" ", "") == SELF_HARM_CODE
    return is_coded or any(_WORDS.search(words) for words in (field.ask, field.help))
