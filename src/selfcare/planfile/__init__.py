"""TOML text to Plan or Problems, and back. The only place that knows pydantic and tomli_w."""
