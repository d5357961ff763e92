"""The command line: parses, composes the parts, prints. Every heavy import is inside a function."""
