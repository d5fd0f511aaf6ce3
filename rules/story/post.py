"""Which position a story is about: what is left of it once every fact is taken out, matched."""

from collections.abc import Sequence

from rules.matching import match
from rules.story.cues import Cue
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed.words import Tag

MOST_TRIED = 8
MOST_NEAR = 4
_PLACES = (Cue.COLLEGE, Cue.UNIVERSITY)
_TEACHES = {"teaching": "teach", "taught": "teach", "бергеніме": "беремін", "бергеніңе": "беремін"}
_NO_POST = (
    Cue.ASK, Cue.NEED, Cue.SERVICE, Cue.TEACHING_SERVICE, Cue.CATEGORY, Cue.PEDAGOGICAL,
    Cue.PRODUCTION, Cue.SPECIALTY, Cue.SCIENTIFIC, Cue.WORKS, Cue.LEVEL,
)  # fmt: skip


def position_in(
    cleaned: str, found: Sequence[Statement], taken: set[int]
) -> tuple[str | None, frozenset[int]]:
    """The position that is surely meant and the words that named it; None where it is not sure.

    A post that somebody wants goes before the one they have.
    """
    told = [each for each in found if each.mine and _tells(each, taken)]
    place = _place(found)
    wished = [each for each in told if each.wish and _names_post(each, taken)]
    named = [each for each in told if _names_post(each, taken) or each.has(*_PLACES)]
    first = [*wished, *(e for e in named if e not in wished)] if wished else []
    for group in (first, named, told):
        position = _sure(", ".join(_text(cleaned, each, taken) for each in group))
        if position is not None:
            return position, _used(group, taken)
    return _alone(cleaned, wished or told, taken, place)


def near_positions(cleaned: str, found: Sequence[Statement], taken: set[int]) -> tuple[str, ...]:
    """The positions that a statement may mean where none is sure, likeliest first."""
    told = [each for each in found if each.mine and _tells(each, taken)]
    for each in sorted(told, key=lambda each: not each.wish):
        if _names_post(each, taken):
            left = _left(each, taken)
            answer = match(cleaned[left[0].start : left[-1].end], MOST_NEAR)
            if answer.results:
                return tuple(result.position for result in answer.results)
    return ()


def _alone(
    cleaned: str, told: Sequence[Statement], taken: set[int], place: str
) -> tuple[str | None, frozenset[int]]:
    """The one position that the statements name, each by itself beside the place of work."""
    found: dict[str, Statement] = {}
    for each in [e for e in told if _names_post(e, taken)][:MOST_TRIED]:
        text = _text(cleaned, each, taken)
        for variant in (text, f"{text} {place}") if place else (text,):
            position = _sure(variant)
            if position is not None:
                found.setdefault(position, each)
                break
    if len(found) != 1:
        return None, frozenset()
    position, each = found.popitem()
    return position, _used([each], taken)


def _sure(text: str) -> str | None:
    if not text.strip(" ,"):
        return None
    answer = match(text, 1)
    return answer.results[0].position if answer.confident and answer.results else None


def _tells(statement: Statement, taken: set[int]) -> bool:
    """Whether it may say something of a post: no question, no wish for something else."""
    if statement.asks or statement.has(Cue.OTHERS, Cue.STUDYING):
        return _names_post(statement, taken) and not statement.has(Cue.OTHERS, Cue.STUDYING)
    if statement.wish:
        return _names_post(statement, taken)
    return any(
        word.is_word and not word.does(Cue.EMPTY, Cue.NO) for word in _left(statement, taken)
    )


def _names_post(statement: Statement, taken: set[int]) -> bool:
    return any(word.does(Cue.POST, Cue.TEACH, Cue.LEAD) for word in _left(statement, taken))


def _left(statement: Statement, taken: set[int]) -> list[Word]:
    return [word for word in statement.words if word.at not in taken]


def _text(cleaned: str, statement: Statement, taken: set[int]) -> str:
    """The words that are left, as they were typed; numbers and questions out."""
    kept = [word for word in statement.words if _may_name(word, taken)]
    made = ""
    for before, word in zip([None, *kept], kept, strict=False):
        joined = before is not None and before.end == word.start
        text = _TEACHES.get(word.text, cleaned[word.start : word.end])
        made += ("" if joined or not made else " ") + text
    return made.strip(" .-(/")


def _may_name(word: Word, taken: set[int]) -> bool:
    """Whether a word may be one of the post's, or of the place of work."""
    if word.at in taken and not word.does(*_PLACES):
        return False
    if word.does(*_NO_POST) or word.token.has(Tag.YEAR, Tag.MONTH, Tag.FROM_AFTER):
        return False
    return (word.is_word or word.sign("-/.(")) and word.text not in {"since", "been"}


def _place(found: Sequence[Statement]) -> str:
    """ "колледжа" or "университета", where only one of them is named."""
    college = any(each.mine and each.has(Cue.COLLEGE) for each in found)
    university = any(each.mine and each.has(Cue.UNIVERSITY) for each in found)
    if college == university:
        return ""
    return "колледжа" if college else "университета"


def _used(group: Sequence[Statement], taken: set[int]) -> frozenset[int]:
    return frozenset(
        word.at
        for each in group
        if _names_post(each, taken) or each.has(Cue.COLLEGE, Cue.UNIVERSITY)
        for word in _left(each, taken)
        if word.is_word and not word.token.has(Tag.YEAR, Tag.MONTH, Tag.NUMBER)
    )
