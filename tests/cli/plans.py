"""Plan files for tests."""

from __future__ import annotations

from pathlib import Path

TEXT = """selfcare = 1

[plan]
id = "my-prep"
title = "{title}"
author = "{author}"
version = "{version}"

[setting.lead]
duration = "How long before?"
default = "2h"
min = "1h"
max = "4h"

[log.ache]
title = "Ache"

[log.ache.level]
scale = "How strong is it?"
required = true

[log.ache.word]
text = "One word for it"

[alert.strong]
if = "log.ache.level >= 9"
say = "Tell your practitioner before the visit."
level = "tell"

[checklist.prep.list]
check = "{check}"
from = "1d before"

[checklist.prep.coffee]
avoid = "Coffee"
short = "coffee"
from = "{{lead}} before"

[routine.short]
title = "A short pause"
steps = [{{ id = "sit", read = "Sit down." }}]

[routine.long]
title = "A long pause"
steps = [{{ id = "sit", read = "Sit down." }}, {{ id = "up", read = "Get up." }}]
"""


def write(
    path: Path,
    *,
    title: str = "My preparation",
    author: str = "the clinic",
    version: str = "1",
    check: str = "Write a list",
) -> Path:
    """A small plan with a checklist, two routines, a log, an alert and a setting."""
    path.write_text(TEXT.format(title=title, author=author, version=version, check=check), encoding="utf-8")
    return path
