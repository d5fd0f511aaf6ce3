"""Finding the position that a person means by what they type."""

from rules.matching.matcher import Match, Result, match
from rules.matching.of_posts import is_of_posts
from rules.matching.topics import Topic, topic

__all__ = ["Match", "Result", "Topic", "is_of_posts", "match", "topic"]
