"""What numbers over days say, and where they say nothing: pure functions over day medians and pairs of answers.

`levels` finds the start and the present, `change` compares them, `bands` knows what others found to matter, `pairs`
sets answers before and after something side by side, `compared` days with practice and days without, `shuffled` how
often chance alone would do the same, `episodes` counts days with an attack, `adherence` what was done of what was
possible, and `told` puts it into words; `read` alone asks the journal. Called by History, by `selfcare history` and by
the page for the practitioner. No word of cause anywhere.
"""
