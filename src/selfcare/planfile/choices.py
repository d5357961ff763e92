"""What may be chosen for a setting: the compiler applies kept choices with it, the shelf checks new ones."""

from __future__ import annotations

from selfcare.core.grammar import GrammarError, clock, span
from selfcare.core.plan import Setting
from selfcare.core.question import Value
from selfcare.core.text import plain
from selfcare.errors import UsageError

LONGEST_WORDS = 200
"""Characters of a text setting."""


def accept(setting: Setting, value: Value) -> Value:
    """`value` as it is kept; typed text is read. Raises `UsageError` with what may be chosen."""
    found = accepted(setting, value)
    if found is None:
        raise UsageError(f"{setting.name} takes {allowed(setting)}")
    return found


def accepted(setting: Setting, value: Value) -> Value | None:
    """`value` as it is kept, or None if it may not be chosen."""
    found = _read(setting, value)
    if found is None or setting.kind in ("text", "choice", "yes-no"):
        return found
    number = order(setting.kind, found)
    below = setting.low is not None and number < order(setting.kind, setting.low)
    above = setting.high is not None and number > order(setting.kind, setting.high)
    return None if below or above else found


def allowed(setting: Setting) -> str:
    """What may be chosen, in words."""
    if setting.kind == "choice":
        return "one of " + ", ".join(setting.options)
    if setting.kind == "yes-no":
        return "yes or no"
    what = {
        "duration": "a duration such as 2h",
        "time": "a time such as 07:15",
        "number": "a number",
        "text": "some words",
    }
    bounds = [f"at least {setting.low}"] if setting.low is not None else []
    bounds += [f"at most {setting.high}"] if setting.high is not None else []
    return ", ".join([what[setting.kind], *bounds])


def show(setting: Setting) -> str:
    """The value in force as it stands in texts and times."""
    if setting.kind == "choice":
        return setting.options.get(str(setting.value), str(setting.value))
    if isinstance(setting.value, bool):
        return "yes" if setting.value else "no"
    return str(setting.value)


def order(kind: str, value: Value) -> float:
    """A number that sorts values of one kind: seconds of a duration, minutes of a time, the number itself."""
    if isinstance(value, int | float):
        return value
    if kind == "duration":
        return span(str(value)).length
    at = clock(str(value))
    return at.hour * 60 + at.minute


def _read(setting: Setting, value: Value) -> Value | None:
    if setting.kind == "yes-no":
        return value if isinstance(value, bool) else {"yes": True, "no": False}.get(str(value))
    if setting.kind == "number":
        return _number(value)
    if not isinstance(value, str):
        return None
    text = plain(value).strip()
    if setting.kind == "choice":
        return text if text in setting.options else None
    if setting.kind == "text":
        return text if 0 < len(text) <= LONGEST_WORDS else None
    try:
        span(text) if setting.kind == "duration" else clock(text)
    except GrammarError:
        return None
    return text


def _number(value: Value) -> int | float | None:
    if isinstance(value, bool | tuple):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    if not abs(number) <= 1e12:
        return None
    return int(number) if number.is_integer() else number
