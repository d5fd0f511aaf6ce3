"""Finding the position that a person means by what they type."""

from rules.matching.matcher import Match, Result, match

__all__ = ["Match", "Result", "match"]
