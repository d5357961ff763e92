"""The journal: events in, live events out, in one SQLite file. The only place that knows sqlite3."""
