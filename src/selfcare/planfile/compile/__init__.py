"""From plain TOML data to the core's plan: the only decoder, a module for each part of the language."""
