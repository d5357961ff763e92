"""How often chance alone would part two groups of days as far as they are apart: counted exactly, told in words.

The Wilcoxon-Mann-Whitney rank sum (Wilcoxon 1945, Biometrics Bulletin 1, 80; Mann and Whitney 1947, Annals of
Mathematical Statistics 18, 50) with its exact distribution over every way to deal the same days into two groups of
these sizes, ties included, by the shift algorithm (Streitberg and Röhmel 1986, Statistical Software Newsletter 12, 10).
Nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

MOST = 120
"""Days together that are counted out: more take seconds and say no more."""


def share(one: Sequence[float], other: Sequence[float]) -> float:
    """The part of all ways to deal these days into two such groups that parts their rank sums at least as far, in
    either direction: from nearly 0 to 1. Raises `ValueError` for an empty group or for more than `MOST` days.
    """
    if not one or not other or len(one) + len(other) > MOST:
        raise ValueError("two groups, and not too many days")
    small, large = sorted((one, other), key=len)
    ranks = doubled_ranks([*small, *large])
    size = len(small)
    counts = sums(ranks, size)
    middle = size * (len(ranks) + 1)  # twice the rank sum that is expected
    away = abs(sum(ranks[:size]) - middle)
    return sum(count for total, count in counts.items() if abs(total - middle) >= away) / comb(len(ranks), size)


def doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each value, from 2 on; values that are alike share the middle of their ranks."""
    order = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(order)))}
    last = {value: place for place, value in enumerate(order)}
    return [first[value] + last[value] + 2 for value in values]


def sums(ranks: Sequence[int], size: int) -> dict[int, int]:
    """How many ways there are to take `size` of the ranks with each sum.

    Each number of ways is a stretch of bytes of one whole number, so that adding a rank to every sum is one shift.
    Small ranks first keep these numbers short, and what can no longer come to `size` is not counted on.
    """
    octets = comb(len(ranks), size).bit_length() // 8 + 1
    ways = [1, *[0] * size]
    for taken, rank in enumerate(sorted(ranks), 1):
        for count in range(min(taken, size), max(0, size - len(ranks) + taken - 1), -1):
            ways[count] += ways[count - 1] << (rank * octets * 8)
    whole = ways[size].to_bytes((sum(ranks) + 1) * octets, "little")
    counts = (int.from_bytes(whole[at : at + octets], "little") for at in range(0, len(whole), octets))
    return {total: count for total, count in enumerate(counts) if count}


def told(part: float) -> str:
    """How often that is: `about 1 time in 8`; never a figure with decimals."""
    if part > 2 / 3:
        return "most of the time"
    if part > 1 / 3:
        return "about every second time"
    times = round(1 / part)
    if times > 1000:
        return "less than 1 time in 1,000"
    rounded = times if times < 20 else round(times, -1) if times < 200 else round(times, -2)
    return f"about 1 time in {rounded:,}"
