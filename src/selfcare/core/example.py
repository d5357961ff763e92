"""The shortest plan worth following, for whoever writes their first. The app and the README show it; a test has it
checked.
"""

EXAMPLE = """\
selfcare = 1

[plan]
title = "Before your session"

[checklist.prep.caffeine]
avoid = "Coffee, tea, cola and energy drinks"
from = "2h before"

[checklist.prep.meal]
check = "Eat a light meal"
at = "2h before"
"""
