"""selfcare: guided self-care and session preparation in the terminal."""

__version__ = "0.1.0"
