"""What one statement of a story says of a fact."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.story.statements import Statement
from rules.story.words import Word
from rules.vocabulary import JsonValue


@dataclass(frozen=True, slots=True)
class Finding:
    """`value` of `fact` in the profile's shape; `lacks` names the parts that were not said.

    `words` are the places of the words that said it; `corrects` what was said before.
    """

    fact: str
    value: JsonValue
    words: frozenset[int]
    lacks: tuple[str, ...] = ()
    corrects: bool = False


def places(words: Iterable[Word]) -> frozenset[int]:
    return frozenset(word.at for word in words)


def keys_of(words: Iterable[Word]) -> list[str]:
    """Skeletons of the words and numbers, as the readers of closed lists take them."""
    return [word.key for word in words if word.token.piece.kind in {"word", "number"}]


def free(statement: Statement, taken: set[int]) -> list[Word]:
    """The words that nothing else has taken."""
    return [word for word in statement.words if word.at not in taken]
