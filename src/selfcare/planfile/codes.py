"""Every diagnostic code of the checker, with what it says. Read by the authors' guide and its test."""

from __future__ import annotations

from selfcare.planfile.code import Code
from selfcare.planfile.lint import before, breath, medicine, needles, red_flags, sittings, times

__all__ = ["CODES", "Code"]

# fmt: off
CODES: tuple[Code, ...] = (
    Code("encoding", "The file is not plain text in UTF-8, or it is too large.", "a file saved as UTF-16", "save it as UTF-8"),
    Code("syntax", "A statement is not TOML: a quote, a bracket or a sign is missing or wrong.", "at = 2h before", 'at = "2h before"'),
    Code("duplicate", "A key, a table or a name is given twice.", "title = … twice in one table", "keep one of the two", aliases=("ST-09",)),
    Code("format", "`selfcare = 1` is missing, or names a language this version does not know.", "[plan] as the first line", "selfcare = 1 above it"),
    Code("unknown-key", "No table has this key.", 'tilte = "Prep"', 'title = "Prep"', aliases=("ST-09",)),
    Code("wrong-table", "The key belongs to another table, often to the one above.", "anchor = … below an item", "move it under [checklist.NAME]"),
    Code("missing", "Something that has to be there is not.", "[plan] without a title", 'title = "Before your session"'),
    Code("kind", "Nothing, or more than one word, says what a thing is.", 'check = "Eat" and avoid = "Tea"', "one of the two"),
    Code("value", "A value is not of the kind that its key takes.", 'at = "1d before at 8pm"', 'at = "1d before at 20:00"', aliases=("BL-06",)),
    Code("window", "A window ends before it begins.", 'from = "30m before", until = "2h before"', 'from = "2h before", until = "30m before"', aliases=("ST-02",)),
    Code("never", "A condition or a window can never be met.", 'if = "log.pain.level > 10"', 'if = "log.pain.level >= 7"', aliases=("ML-04",)),
    Code("unknown-name", "Nothing of that name is in the plan or the library.", 'breathe = "boxx"', 'breathe = "box"', aliases=("ST-09",)),
    Code("unused", "Nobody uses it; nothing is wrong otherwise.", "a routine no item runs", "name it, or take it out", aliases=("ST-09",)),
    Code("safety/warning", "A plan leaves out a warning sign that the plan it builds on has to show.", 'warnings = ["own"], and the other plan has "chest"', 'warnings = ["chest", "own"]', aliases=("ST-10",)),
    Code("circle", "Routines run each other, or plans extend each other, for ever.", "two routines that run each other", "take one of the two out", aliases=("ST-10",)),
    Code("language/stale", "A translation belongs to another version of the plan.", 'version = "1.1.0", and the plan is at 1.2.0', "look through the texts, then write the plan's version"),
    Code("language/coverage", "Some texts of the plan are not translated yet; nothing is wrong otherwise.", "a translation without the plan's title", "add them when there is time"),
    *times.CODES,
    *medicine.CODES,
    *before.CODES,
    *needles.CODES,
    *red_flags.CODES,
    *breath.CODES,
    *sittings.CODES,
)
"""In the order in which a plan is read."""
# fmt: on
