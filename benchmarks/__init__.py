"""What `make bench` runs: how quick and how light selfcare is, as ratios to floors measured in the same minutes."""
