"""The past of one measure as a picture: pure geometry, the same for the app and for `selfcare history`.

`past` reads what a chart needs and no more, `bins` puts days into columns, `upright` chooses the axis, `drawn` makes
rows of pieces with roles, `weeks` the calendar, `spark` one line for a narrow place. A day without an answer is a gap.
"""
