"""The page that a person hands to a practitioner: what stands on it (`page`), and how it comes about (`compose`)."""
