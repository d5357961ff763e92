"""What numbers over days say, and where they say nothing: pure functions over day medians and pairs of answers.

`levels` finds the start and the present, `change` compares them, `bands` knows what others found to matter, `pairs`
sets answers before and after something side by side, `compared` days with practice and days without, `shuffled` how
often chance alone would do the same, `episodes` counts days with an attack, `adherence` what was done of what was
possible, `begun` knows where a measure begins, and `told` puts it into words. History and `selfcare history` come here
through `chart.past`, the page for the practitioner by itself; `read` alone asks the journal, for the command. No word
of cause anywhere.
"""
