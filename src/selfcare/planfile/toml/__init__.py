"""From bytes to data and a map of places: what is read of a text, right or wrong, and why the rest is not TOML."""
