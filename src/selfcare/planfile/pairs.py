"""Keys and values as TOML text, for exports that are read by people. Called by the command line."""

from __future__ import annotations

from collections.abc import Mapping


def dumps(pairs: Mapping[str, object]) -> str:
    """One `key = value` a line, long texts over several; without tables among the values."""
    import tomli_w

    return tomli_w.dumps(pairs, multiline_strings=True)
