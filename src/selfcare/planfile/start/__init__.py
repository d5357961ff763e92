"""A first plan, from what its author chose: the choices, the words that are offered, and the commented file."""
