"""One spelling for every JSON value (RFC 8785): the same value has the same bytes, and so the same hash, everywhere.

Called by `core.record` for the hash of an event, by the journal for what it stores, and by exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json.decoder import JSONDecoder
from json.encoder import encode_basestring
from math import isfinite

from selfcare.core.event import Json

_LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 7493, 2.2)."""


def canonical(value: Json | Mapping[str, Json]) -> str:
    """`value` as canonical JSON.

    Raises `ValueError` for what JSON cannot carry exactly: infinities, whole numbers beyond 2^53.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("a whole number beyond 2^53")
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(canonical, value))}]"
    return f"{{{','.join([f'{encode_basestring(key)}:{canonical(value[key])}' for key in _in_order(value)])}}}"


def read(text: str) -> Json:
    """The value of JSON text, such that `canonical` gives that text again. Raises `ValueError`."""
    value: Json = _DECODER.decode(text)
    return value


def _whole(digits: str) -> int | float:
    """Beyond 2^53 whole numbers are written by their shortest digits, and so are not exact as they stand."""
    number = int(digits)
    return number if abs(number) <= _LARGEST else float(digits)


_DECODER = JSONDecoder(parse_int=_whole)


def _in_order(keys: Iterable[str]) -> list[str]:
    """Members are sorted by UTF-16 code units, where an emoji comes before U+FB01."""
    found = sorted(keys)
    if not "".join(found).isascii():
        found.sort(key=lambda key: key.encode("utf-16-be"))
    return found


def _number(value: float) -> str:
    """As ECMAScript writes it: the shortest digits that read back the same, an exponent from 1e21 and below 1e-6."""
    if not isfinite(value):
        raise ValueError("a number without an end")
    if value == 0:
        return "0"
    mantissa, _, power = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(power or 0)
    digits = digits.rstrip("0")
    return ("-" if value < 0 else "") + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """`digits` with the decimal point `point` places after their start (ECMA-262, Number::toString)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    first, rest = digits[0], digits[1:]
    return f"{first}{'.' if rest else ''}{rest}e{point - 1:+d}"
