"""Texts that the tests of the map and of the diagnostics share: plans as people write them, and corners of TOML."""

from __future__ import annotations

from selfcare.planfile.problem import Location

PREP = '''# What to do before a session.
selfcare = 1

[plan]
title    = "Before your session"
version  = "1.2.0"
reviewed = 2026-05-04
summary  = """
What to do, and what to leave out,
so that you arrive "rested" and fed."""
cautions = [
  "Never stop or delay a prescribed medicine because of this plan.",
  "Diabetes, pregnancy or fasting: follow your own meal plan.",
]
tags = ["acupuncture", "prep"]

[appointment]
lasts = "50m"

[setting.caffeine-free]
duration = "Stop caffeine this long before the session"
default  = "2h"
max      = "4h"           # longer can itself bring on a headache

# ---------------------------------------------------- the checklist

[checklist.prep.caffeine]
avoid    = "Coffee, strong tea, cola and energy drinks"
from     = "{caffeine-free} before"
optional = true

[checklist.prep.ride]
check = "Plan an unhurried way home"
at    = "1d before at 19:00"

[[routine.arrive.steps]]
breathe = "long-exhale"
for     = "3m"

[[routine.arrive.steps]]
read = 'In one sentence: what would you like help with?'
'''

DIARY = """selfcare = 1
plan.title = "Diary"
plan.tags = [ 'a', "b", ]

[log.attack]
title = "An attack"
per   = "episode"

[log.attack.pain]
scale  = "How bad is it?"
labels = { 0 = "none", 10 = "as bad as I can imagine" }
max    = 10

[log.attack.kind]
choice  = "What is it like?"
options = { pulsing = "Pulsing", pressing = "Pressing", other = "Other" }

[breath.calm]
cycle = ["in 4s", "hold 1.5s", "out 6s"]
ramp  = { to = ["in 5s", "out 7s"], over = "3m" }

[routine.evening]
every = "day"
steps = [
  { check = "Phone on silent" },
  { breathe = "calm", for = "3m" },
  { read = "Good night." },
]

[sitting.calm]
bells = ["start", "half", "end"]
cues  = [
  "0:30  Notice your feet",
  "1:30  Notice your hands"
]

[[test]]
name   = "quiet"
answers = [
  { at = "3h before", tick = "prep.ride" },
]
expect = { open = ["prep.ride"], next = "prep.caffeine" }
"""

CORNERS = r'''
bare_key-1 = 0
"quoted \u00e9 key" = +1_000
'literal.key' = -0.5e-3
a.b . "c.d" = inf   # dotted
hex = [0xdead_beef, 0o17, 0b1, nan]
empty = ""
empty-too = ''
escapes = "tab\t quote\" slash\\ \u00e9 \U0001F600 end"
literal = 'C:\temp'
dates = [1979-05-27, 07:32:00, 1979-05-27T07:32:00.5Z, 1979-05-27 07:32:00-07:00]
long = """one \
   two\u00e9
  "three"" and four"""
long-literal = \'\'\'
raw \n text'\'\'\'
looks = """
not = "a statement"
[nor a header]
x = """
nested = [ [1, [2, 3]], [], [ { a = { b = [ "x", { c = 1 } ] } } ], # comment
  "last"   ,  ]
[  table . "with.dots" ]
key = true
[[series]]
[[series]]
n = 1
[series.sub]
m = [ "a#b", 'c]d' ]
[[series.inner]]
deep = { }
'''.replace("\\'", "'")

VALID = {
    "prep": PREP,
    "diary": DIARY,
    "corners": CORNERS,
    "windows": PREP.replace("\n", "\r\n"),
    "nothing": "",
    "comment": "# x",
}


def walk(data: object, location: Location = ()) -> list[tuple[Location, object]]:
    """Every path of TOML data with what stands there."""
    found = [(location, data)]
    if isinstance(data, dict):
        members: list[tuple[str | int, object]] = list(data.items())
    else:
        members = list(enumerate(data)) if isinstance(data, list) else []
    for name, member in members:
        found += walk(member, (*location, name))
    return found
