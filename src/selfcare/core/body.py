"""The places on the body that a `body` question offers: maps of region names to the words people see.

Names are what the journal keeps. Sides are the person's own. Screens draw a map in this order, head first.
"""

from __future__ import annotations

from collections.abc import Mapping


def _both(*regions: tuple[str, str]) -> dict[str, str]:
    """Each region once for either side, right first, as one meets them on a front view."""
    return {f"{side}-{name}": f"{side} {words}" for name, words in regions for side in ("right", "left")}


_BACK: Mapping[str, str] = {
    "neck": "back of the neck",
    "upper-back": "upper back",
    "middle-back": "middle of the back",
    "lower-back": "lower back",
    "tailbone": "tailbone",
}

_LEG = (("thigh", "thigh"), ("knee", "knee"), ("calf", "lower leg"), ("ankle", "ankle"), ("foot", "foot"))
_ARM = (("upper-arm", "upper arm"), ("elbow", "elbow"), ("forearm", "forearm"), ("wrist", "wrist"), ("hand", "hand"))

MAPS: Mapping[str, Mapping[str, str]] = {
    "body": {
        "head": "head",
        "face": "face",
        "jaw": "jaw",
        "neck": "neck",
        **_both(("shoulder", "shoulder"), *_ARM),
        "chest": "chest",
        "upper-back": "upper back",
        "middle-back": "middle of the back",
        "belly": "belly",
        "lower-back": "lower back",
        "pelvis": "pelvis",
        **_both(("hip", "hip"), ("buttock", "buttock"), *_LEG),
    },
    "head": {
        "forehead": "forehead",
        "crown": "top of the head",
        **_both(("temple", "temple"), ("eye", "eye or behind it"), ("ear", "ear"), ("cheek", "cheek"), ("jaw", "jaw")),
        "nose": "nose",
        "back-of-head": "back of the head",
        "neck": "neck",
    },
    "back": {
        **_BACK,
        **_both(("shoulder-blade", "shoulder blade"), ("flank", "flank"), ("buttock", "buttock")),
    },
    "neck": {
        "throat": "front of the neck",
        "neck": "back of the neck",
        "back-of-head": "back of the head",
        **_both(("neck-side", "side of the neck"), ("shoulder", "shoulder"), ("shoulder-blade", "shoulder blade")),
    },
    "arms": _both(("shoulder", "shoulder"), *_ARM, ("fingers", "fingers")),
    "legs": _both(("hip", "hip"), ("buttock", "buttock"), *_LEG, ("toes", "toes")),
    "hands": _both(("thumb", "thumb"), ("fingers", "fingers"), ("palm", "palm"), ("wrist", "wrist")),
}
"""Every map by the name that `regions = "head"` gives it."""


def regions(name: str) -> Mapping[str, str]:
    """The regions of a map and their words; an unknown map is the whole body."""
    return MAPS.get(name, MAPS["body"])
