"""Finding the position that a person means by what they type."""

from rules.matching.matcher import Match, Result, match
from rules.matching.topics import Topic, topic

__all__ = ["Match", "Result", "Topic", "match", "topic"]
