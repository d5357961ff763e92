"""The acts of `selfcare plan`, one module each: `configure(parser)`, `run(arguments) -> int` and `EXAMPLES`."""
