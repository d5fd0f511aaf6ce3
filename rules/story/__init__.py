"""What a whole message says of a person: position, category, and every fact that is clearly said.

One function, `read_story`, for the command and the chat. It never guesses: what lacks a part stands
in `open`, and words that were not used are named.
"""

from rules.story.reading import OpenFact, Story, read_story

__all__ = ["OpenFact", "Story", "read_story"]
