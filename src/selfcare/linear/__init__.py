"""The plain-text face: one prompt at a time on standard input and output, nothing repainted."""
