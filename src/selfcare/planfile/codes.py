"""Every diagnostic code of the language, with what it says, why, and an example. Read by `explain` and its readers."""

from __future__ import annotations

from selfcare.planfile.code import Code

LANGUAGE_PAGE = "the page on writing plans, docs/plans.md"

CODES: tuple[Code, ...] = (
    Code(
        "encoding",
        "The file is not plain text in UTF-8, or it is too large.",
        "# a plan that a word processor saved as UTF-16 or as .docx",
        "# the same plan, saved again as plain text with the encoding UTF-8",
        (
            "Every computer reads UTF-8 in the same way. In another encoding an é or a – becomes a "
            "wrong sign, and a wrong sign in an hour or a name changes what a plan says."
        ),
        "TOML 1.0, https://toml.io/en/v1.0.0#spec",
    ),
    Code(
        "syntax",
        "A statement is not TOML: a quote, a bracket or a sign is missing or wrong.",
        """\
[checklist.prep.meal]
check = "Eat a light meal"
at = 2h before""",
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"''',
        (
            "Plans are written in TOML. A line that is not TOML says nothing at all: nobody can tell "
            "where its text ends."
        ),
        "TOML 1.0, https://toml.io/en/v1.0.0",
    ),
    Code(
        "duplicate",
        "A key, a table or a name is given twice.",
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"
at = "3h before"''',
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"''',
        (
            "Of two that have one name nobody can tell which is meant. Records are kept under names, so "
            "a second one would also mix their answers."
        ),
        "TOML 1.0, https://toml.io/en/v1.0.0#table",
        aliases=("ST-09",),
    ),
    Code(
        "format",
        "`selfcare = 1` is missing, or names a language this version does not know.",
        '''\
[plan]
title = "Before your session"''',
        '''\
selfcare = 1

[plan]
title = "Before your session"''',
        (
            "The number says which plan language the file is written in, so that an older selfcare "
            "refuses a newer plan and never misreads it."
        ),
        LANGUAGE_PAGE,
    ),
    Code(
        "unknown-key",
        "No table has this key.",
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
when = "2h before"''',
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"''',
        (
            "A key that nobody knows is read by nobody: the hour or the warning in it would never be "
            "shown, and nothing would tell."
        ),
        LANGUAGE_PAGE,
        aliases=("ST-09",),
    ),
    Code(
        "wrong-table",
        "The key belongs to another table, often to the one above.",
        '''\
[checklist.prep.attack]
avoid = "Coffee"
from = "2h before"
anchor = "log.attack"''',
        '''\
[checklist.prep]
anchor = "log.attack"

[checklist.prep.attack]
avoid = "Coffee"
from = "2h before"

[log.attack]
title = "Attack"

[log.attack.strength]
scale = "How strong is it?"''',
        (
            "A line belongs to the header above it. Under another header it is not read, or it would be "
            "read as something else."
        ),
        LANGUAGE_PAGE,
    ),
    Code(
        "missing",
        "Something that has to be there is not.",
        '''\
[warning.chest]
level = "emergency"''',
        '''\
[warning.fever]
say = "A fever that does not go away: ring your doctor today."
level = "today"''',
        "Without it there is nothing to show, or nothing to go by.",
        LANGUAGE_PAGE,
    ),
    Code(
        "kind",
        "Nothing, or more than one word, says what a thing is.",
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
avoid = "Tea"
at = "2h before"''',
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"

[checklist.prep.tea]
avoid = "Tea"
from = "2h before"''',
        (
            "One word says what a thing is: to do, to leave out, to breathe, to answer. With two it "
            "would have to be both."
        ),
        LANGUAGE_PAGE,
    ),
    Code(
        "value",
        "A value is not of the kind that its key takes.",
        '''\
[checklist.prep.list]
check = "Write down your questions"
at = "1d before at 8pm"''',
        '''\
[checklist.prep.list]
check = "Write down your questions"
at = "1d before at 20:00"''',
        (
            "Hours, lengths and numbers are computed with. What can be read in two ways would one day "
            "be read in the wrong one."
        ),
        LANGUAGE_PAGE,
        aliases=("BL-06",),
    ),
    Code(
        "window",
        "A window ends before it begins.",
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
from = "30m before"
until = "2h before"''',
        '''\
[checklist.prep.meal]
check = "Eat a light meal"
from = "2h before"
until = "30m before"''',
        (
            "Such an item is never open: nobody would be asked to do it. `before` counts back from the "
            "appointment, so the longer time is the earlier one."
        ),
        f"{LANGUAGE_PAGE}; clinical rules ST-02 and ST-03",
        aliases=("ST-02", "ST-03"),
    ),
    Code(
        "never",
        "A condition or a window can never be met.",
        '''\
[log.pain]
title = "Pain"

[log.pain.level]
scale = "How strong is it?"

[alert.strong]
if = "log.pain.level > 10"
say = "Tell your practitioner."
level = "tell"''',
        '''\
[log.pain]
title = "Pain"

[log.pain.level]
scale = "How strong is it?"

[alert.strong]
if = "log.pain.level >= 7"
say = "Tell your practitioner."
level = "tell"''',
        "What hangs on it would never be shown. Where that is a warning, somebody is left without it.",
        LANGUAGE_PAGE,
        aliases=("ML-04", "IN-L7"),
    ),
    Code(
        "unknown-name",
        "Nothing of that name is in the plan or the library.",
        '''\
[checklist.prep.calm]
breathe = "boxx"
at = "1h before"''',
        '''\
[checklist.prep.calm]
breathe = "box"
at = "1h before"''',
        ("What is named has to be there, or there is nothing to breathe, to ask or to show when its hour comes."),
        f"{LANGUAGE_PAGE}; clinical rule ST-09",
        aliases=("ST-09",),
    ),
    Code(
        "unused",
        "Nobody uses it; nothing is wrong otherwise.",
        '''\
[setting.coffee]
duration = "Stop coffee this long before"
default = "2h"
min = "1h"
max = "4h"''',
        '''\
[setting.coffee]
duration = "Stop coffee this long before"
default = "2h"
min = "1h"
max = "4h"

[checklist.prep.coffee]
avoid = "Coffee"
from = "{coffee} before"''',
        (
            "Often the name is written in another way where it was meant to stand. A setting that "
            "changes nothing also misleads whoever changes it."
        ),
        "clinical rule ST-09",
        waivable=True,
        aliases=("ST-09",),
    ),
    Code(
        "safety/warning",
        "A plan leaves out a warning sign that the plan it builds on has to show.",
        """\
[plan]
id = "mine"
title = "Mine"
extends = "acupuncture-prep"
warnings = ["chest"]""",
        '''\
[plan]
id = "mine"
title = "Mine"
extends = "acupuncture-prep"''',
        (
            "Whoever wrote the first plan decided that its readers need these signs. A plan that builds "
            "on it has the same readers."
        ),
        "clinical rule ST-10",
        aliases=("ST-10",),
    ),
    Code(
        "circle",
        "Routines run each other, or plans extend each other, for ever.",
        """\
[routine.one]
title = "One"
steps = [{ run = "two" }]

[routine.two]
title = "Two"
steps = [{ run = "one" }]""",
        """\
[routine.one]
title = "One"
steps = [{ run = "two" }]

[routine.two]
title = "Two"
steps = [{ read = "Sit down." }]""",
        "It would begin again and again and never come to an end.",
        f"{LANGUAGE_PAGE}; clinical rule ST-10",
        aliases=("ST-10",),
    ),
    Code(
        "waiver",
        "A comment that waives a problem is not heard, or waives nothing.",
        """\
# selfcare: allow unused
[setting.coffee]
yes-no = "Do you drink coffee?"
default = true""",
        """\
# selfcare: allow unused because the next version of this plan asks for it
[setting.coffee]
yes-no = "Do you drink coffee?"
default = true""",
        (
            "A waiver says to the next reader that somebody has thought about it, and why. Without a "
            "reason, or where there is nothing to waive, it hides what comes later."
        ),
        LANGUAGE_PAGE,
    ),
    Code(
        "test",
        "A `[[test]]` of the plan does not come out as its author means; `selfcare plan test` runs them.",
        """\
[checklist.prep.meal]
check = "Eat a light meal"
from = "2h before"
until = "1h before"

[[test]]
name = "There is time to eat"
appointment = 2026-12-03T14:30:00
now = "3h before"
expect = { open = ["checklist.prep.meal"] }""",
        """\
[checklist.prep.meal]
check = "Eat a light meal"
from = "2h before"
until = "1h before"

[[test]]
name = "There is time to eat"
appointment = 2026-12-03T14:30:00
now = "90m before"
expect = { open = ["checklist.prep.meal"] }""",
        (
            "A test says what you mean. When it no longer comes out, either a change to the plan had an "
            "effect you did not intend, or the test tells of how it was before."
        ),
        LANGUAGE_PAGE,
    ),
    Code(
        "language/stale",
        "A translation belongs to another version of the plan.",
        '''\
# in my-plan.fr.toml, and my-plan.toml is at version 1.2.0
[translation]
of = "my-plan"
version = "1.1.0"
language = "fr"''',
        '''\
# after its texts were looked through
[translation]
of = "my-plan"
version = "1.2.0"
language = "fr"''',
        (
            "A text that changed in the plan may still say the old thing in the other language, and its "
            "readers cannot know."
        ),
        LANGUAGE_PAGE,
        waivable=True,
    ),
    Code(
        "language/coverage",
        "Some texts of the plan are not translated yet; nothing is wrong otherwise.",
        '''\
# in my-plan.fr.toml, beside a plan with a title and three items
[plan]
title = "Avant la séance"''',
        '''\
[plan]
title = "Avant la séance"

[checklist.prep.meal]
check = "Mangez un repas léger"''',
        "What is missing is shown in the language of the plan, in the middle of the other one.",
        LANGUAGE_PAGE,
        waivable=True,
    ),
)
"""In the order in which a plan is read."""
