"""The journal: events in, live events out, in one SQLite file. The only place that knows sqlite3."""


def sqlite_version() -> str:
    """The version of SQLite that this Python was built with."""
    import sqlite3

    return sqlite3.sqlite_version
