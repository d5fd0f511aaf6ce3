"""Which part of a text names the post that is asked for.

"Teacher now, want to be a director" asks for the second, "retrained as a psychologist, work as a
methodist" for the second too, "was a welder, became a master" again. Words that say so are marks
of the vocabulary: they cut a text into parts, and a part is chosen by the marks in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.matching.meaning import BREAK, Meaning, MeantWord, is_of
from rules.matching.vocabulary import HEAD, MARK, NEAR, PLACE

GOAL, WISH, WISH_AFTER, NOW, DONE, PAST, LEARNING, STUDY, BUT, MINE = (
    "goal",
    "wish",
    "wish_after",
    "now",
    "done",
    "past",
    "learning",
    "study",
    "but",
    "mine",
)
# A part begins with one of these where a post was named before it,
_BEGINNING = frozenset((NOW, WISH, BUT, LEARNING, STUDY))
# and ends with one of these, as Kazakh verbs do.
_ENDING = frozenset((DONE, WISH_AFTER))
_STUDIES = frozenset((LEARNING, STUDY))
_WISHES = frozenset((WISH, WISH_AFTER))
_SOMEBODY = Meaning(NEAR, ("nonsense",))


@dataclass(frozen=True)
class Wanted:
    """The items of a text that count.

    `marked` tells whether there were marks, `studied` whether the post is only studied for.
    """

    items: Sequence[MeantWord]
    marked: bool = False
    studied: bool = False


@dataclass(frozen=True)
class _Part:
    items: Sequence[MeantWord]
    marks: frozenset[str]
    has_post: bool
    has_other: bool


def wanted(found: Sequence[MeantWord]) -> Wanted:
    """Choose what counts of a text. Without marks it is all of it."""
    for meaning, _ in found:
        if meaning is not None and meaning.kind == MARK:
            return _of_parts(found)
    return Wanted(found)


def _of_parts(found: Sequence[MeantWord]) -> Wanted:
    found = _without_others_posts(found)
    parts = [_part(items) for items in _parts(found)]
    posts = [part for part in parts if part.has_post]
    if not posts:
        return Wanted(found, True)
    chosen = _wished(found, parts)
    if chosen is None:
        chosen = _held(parts, posts)
    return Wanted(chosen, True, studied=len(posts) == 1 and LEARNING in posts[0].marks)


def _wished(found: Sequence[MeantWord], parts: Sequence[_Part]) -> Sequence[MeantWord] | None:
    """Return what is said of the post that somebody wants or was given, if it says so."""
    for marks in (_WISHES, frozenset((GOAL,))):
        for number in range(len(parts) - 1, -1, -1):
            part = parts[number]
            if part.has_post and part.marks & marks:
                return [*_places(parts[:number]), *_told(part), *_added(parts[number + 1 :])]
    return _since_goal(found)


def _told(part: _Part) -> Sequence[MeantWord]:
    """Return what follows the last goal of a part: "из мастеров зовут методистом"."""
    return _since_goal(part.items) or part.items


def _since_goal(found: Sequence[MeantWord]) -> Sequence[MeantWord] | None:
    head_follows = False
    for number in range(len(found) - 1, -1, -1):
        if head_follows and _mark(found[number]) in (GOAL, WISH):
            return found[number + 1 :]
        head_follows = head_follows or is_of(HEAD, found[number])
    return None


def _held(parts: Sequence[_Part], posts: Sequence[_Part]) -> Sequence[MeantWord]:
    """Drop the posts that were studied for or held before where another is named."""
    left = posts
    for kept in (
        [part for part in left if not part.marks & _STUDIES],
        [part for part in left if PAST not in part.marks],
        [part for part in left if NOW in part.marks or DONE in part.marks],
    ):
        both = [part for part in left if part in kept]
        left = both or left
    return [item for part in parts if part in left or not part.has_post for item in part.items]


def _places(parts: Sequence[_Part]) -> Iterator[MeantWord]:
    for part in parts:
        if not part.has_post and not part.has_other:
            yield from (item for item in part.items if is_of(PLACE, item))


def _added(parts: Sequence[_Part]) -> Iterator[MeantWord]:
    """Return what follows without a post of its own; each part stays a clause."""
    for part in parts:
        if not part.has_post:
            yield Meaning(BREAK, ()), 1.0
            yield from part.items


def _without_others_posts(found: Sequence[MeantWord]) -> Sequence[MeantWord]:
    """Take "my teacher" for somebody else."""
    return [
        (_SOMEBODY, 1.0) if number and is_of(HEAD, item) and _mark(found[number - 1]) == MINE
        else item
        for number, item in enumerate(found)
    ]  # fmt: skip


def _parts(found: Sequence[MeantWord]) -> Iterator[Sequence[MeantWord]]:
    start = 0
    for number, item in enumerate(found):
        mark = _mark(item)
        if is_of(BREAK, item):
            yield found[start:number]
            start = number
        elif mark is None or not _parts_posts(found, start, number):
            continue
        elif mark in _BEGINNING:
            yield found[start:number]
            start = number
        elif mark in _ENDING:
            yield found[start : number + 1]
            start = number + 1
    yield found[start:]


def _parts_posts(found: Sequence[MeantWord], start: int, number: int) -> bool:
    """Tell whether a mark stands between two posts of one clause."""
    before = any(map(_names_post, found[start:number]))
    if before:
        for item in found[number + 1 :]:
            if is_of(BREAK, item):
                break
            if _names_post(item):
                return True
    return False


def _names_post(item: MeantWord) -> bool:
    return is_of(HEAD, item) or is_of(NEAR, item)


def _part(items: Sequence[MeantWord]) -> _Part:
    return _Part(
        items=items,
        marks=frozenset(filter(None, map(_mark, items))),
        has_post=any(is_of(HEAD, item) for item in items),
        has_other=any(is_of(NEAR, item) for item in items),
    )


def _mark(item: MeantWord) -> str | None:
    meaning = item[0]
    return meaning.concepts[0] if meaning is not None and meaning.kind == MARK else None
