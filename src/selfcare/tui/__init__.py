"""The full-screen face. The only place that knows Textual; it sees the core and its ports."""
