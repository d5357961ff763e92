"""What leaves: exports of the journal."""
