"""What one statement of a story says of a fact."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rules.story.cues import Cue
from rules.story.statements import Statement
from rules.story.words import Word
from rules.vocabulary import JsonValue

REACH = 6
"""How many words apart a denial and what it denies may stand."""

_DENIED = (Cue.CATEGORY, Cue.COURSE, Cue.WORKS, Cue.DEGREE, Cue.TITLE, Cue.RETRAINING)


_QUIET = (Cue.EMPTY, Cue.HAVE, Cue.ME, Cue.NOW)


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


def joined(words: Sequence[Word]) -> str:
    """The words as a text, those that were typed together together: "q2", "b2"."""
    made = ""
    for before, word in zip([None, *words], words, strict=False):
        apart = before is not None and before.end != word.start
        made += (" " if apart else "") + word.text
    return made


def denial_of(words: Sequence[Word], place: int, beside: Callable[[Word], bool]) -> Word | None:
    """The word that denies the one at `place`, with none but words `beside` between them.

    Where a text denies before its words ("нет степени, нет звания"), a denial goes with what
    follows it, else with what it follows.
    """
    before = _nearest(words, range(place - 1, max(-1, place - REACH), -1), beside)
    after = _nearest(words, range(place + 1, min(len(words), place + REACH)), beside)
    if before is None or after is None:
        return before or after
    return before if _denies_first(words) else after


def _nearest(
    words: Sequence[Word], places: Iterable[int], beside: Callable[[Word], bool]
) -> Word | None:
    for at in places:
        if words[at].does(Cue.NO):
            return words[at]
        if not (beside(words[at]) or words[at].sign(":") or words[at].does(*_QUIET)):
            return None
    return None


def _denies_first(words: Sequence[Word]) -> bool:
    for word in words:
        if word.does(Cue.NO):
            return True
        if word.does(*_DENIED):
            return False
    return True


def free(statement: Statement, taken: set[int]) -> list[Word]:
    """The words that nothing else has taken."""
    return [word for word in statement.words if word.at not in taken]
