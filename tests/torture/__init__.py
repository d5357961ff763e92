"""What is too slow for every run of the tests: kills, power cuts, faults and damage by the hundred.

`python -m tests.torture [ROWS]`, or `make torture`. A row prints what it tried and what it found; the whole ends with 1
when a row is not accepted. Accepted is: no acknowledged entry lost, no journal that cannot be read, no damage that
nobody is told of, no traceback, and a sentence each time.
"""
