"""/reference and inline mode: what the documents say of each position, and the search in it."""
