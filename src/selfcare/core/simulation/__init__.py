"""A plan played through without waiting: appointments, a person and a script in, and out comes what happens when.

Nothing of the app is done again here: the agenda, walks, alerts and scripts of the core are asked at each instant at
which something can change, over records that are kept in memory. `course` plays a whole course, `examples` the
`[[test]]` tables of a plan; the command line and authors' tools call them.
"""
