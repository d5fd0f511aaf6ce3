"""/start, consent, one's own data, and what no other conversation takes."""
