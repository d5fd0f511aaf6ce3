"""The words of one closed list of the profile."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`sure`: value → phrases that mean it; `ask`: value → phrases that may mean it;
    `beside`: words that change nothing in this list, besides BESIDE; `elsewhere`: a pattern of what
    speaks of something else ("мастер п/о" is a post and no category)."""

    sure: dict[str, str]
    ask: dict[str, str]
    beside: str = ""
    elsewhere: str = ""
