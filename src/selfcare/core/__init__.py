"""Plans, time and answers as values. Pure: no clock, no disk, no screen, no randomness."""
