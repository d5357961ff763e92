"""Which tables and keys a file may have, as models, and how what they find is worded. Needs pydantic."""
