"""Bells, by whatever the machine has."""
