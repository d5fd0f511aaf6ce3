"""Random edits of the stored text, as an amending order or a copyist makes them.

An edit takes the blocks and three numbers, which say what of them it changes; so a failing example
shrinks to few small numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.rules.edition.invented import FOOTNOTE, Block, Blocks

Edit = Callable[[Blocks, int, int, int], Blocks]
LATIN: Final = str.maketrans("асеорхАСЕОРХ", "aceopxACEOPX")
# What is put among the words: figures and numbers too, which might be taken for a paragraph's.
WORDS: Final = (
    "новое", "7", "7.", "7)", "1.", "30", "12 лет", "2027 года", "пункт 5", "пункта 286", "п. 285",
    "III", "«7»", "№ 7", "7-1", "или", "а)", "Глава", "главы 9", "Должен знать", "–", "(7)", "7;",
)  # fmt: skip
LINES: Final = (
    "ведет цифровой журнал группы;", "7 новых требований;", "1) новое требование;",
    "12 часов в неделю;", "Педагог обязан хранить тайну.", "- стаж не менее 3 лет.",
    "7 Должен знать:", "3. Иное требование колледжа.", "2027 год.",
)  # fmt: skip


def numbered(blocks: Blocks) -> list[int]:
    """The places of the numbered paragraphs after chapter 1, which has others of its own kind."""
    return [n for n, block in enumerate(blocks) if block.number and int(block.number) >= 100]


def _one(blocks: Blocks, place: int, *instead: Block) -> Blocks:
    return (*blocks[:place], *instead, *blocks[place + 1 :])


def _with_line(block: Block, at: int, *instead: str) -> Block:
    return replace(block, lines=(*block.lines[:at], *instead, *block.lines[at + 1 :]))


def _chosen(blocks: Blocks, a: int) -> tuple[int, Block]:
    places = numbered(blocks)
    place = places[a % len(places)]
    return place, blocks[place]


def word(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A word put in, or put in the place of another, anywhere, before the first of a line too."""
    place, block = _chosen(blocks, a)
    at = b % len(block.lines)
    words = block.lines[at].split(" ")
    new, where = WORDS[c % len(WORDS)], (c // len(WORDS)) % (2 * len(words) + 1)
    words[where // 2 : where // 2 + where % 2] = [new]
    return _one(blocks, place, _with_line(block, at, " ".join(words)))


def line_in(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    at = b % len(block.lines)
    return _one(blocks, place, _with_line(block, at, block.lines[at], LINES[c % len(LINES)]))


def line_out(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    if len(block.lines) < 3:
        return blocks
    return _one(blocks, place, _with_line(block, 1 + b % (len(block.lines) - 1)))


def lines_rotated(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    first, *rest = block.lines
    turn = b % len(rest) if rest else 0
    return _one(blocks, place, replace(block, lines=(first, *rest[turn:], *rest[:turn])))


def line_moved(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A line of one paragraph into another."""
    place, block = _chosen(blocks, a)
    if len(block.lines) < 3:
        return blocks
    at = 1 + b % (len(block.lines) - 1)
    taken = block.lines[at]
    blocks = _one(blocks, place, _with_line(block, at))
    place, block = _chosen(blocks, a + 1 + c % 5)
    return _one(blocks, place, _with_line(block, 0, block.lines[0], taken))


def rotated(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """What two to four paragraphs say, each under the next one's number."""
    places = numbered(blocks)
    chosen = list(dict.fromkeys(places[x % len(places)] for x in (a, b, c, a + b)))[: 2 + c % 3]
    new = list(blocks)
    for here, there in zip(chosen, [*chosen[1:], chosen[0]], strict=True):
        new[there] = replace(blocks[here], number=blocks[there].number)
    return tuple(new)


def moved(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A paragraph with its number to another place."""
    place, block = _chosen(blocks, a)
    rest = _one(blocks, place)
    places = numbered(rest)
    at = places[b % len(places)]
    return (*rest[:at], block, *rest[at:])


def split(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    if len(block.lines) < 2:
        return blocks
    at = 1 + b % (len(block.lines) - 1)
    number = str(int(block.number) + 1)
    parts = (replace(block, lines=block.lines[:at]), Block(None, number, block.lines[at:]))
    return (*blocks[:place], *parts, *shifted(blocks[place + 1 :], 0, 0, 1))


def joined(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    after = blocks[place + 1 : place + 2]
    if not after or not after[0].number:
        return blocks
    one = replace(block, lines=(*block.lines, *after[0].lines))
    return (*blocks[:place], one, *blocks[place + 2 :])


def shifted(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """All numbers from one on moved by up to three."""
    places = numbered(blocks)
    if not places:
        return blocks
    since = places[a % len(places)]
    by = (-3, 1, 2, 3)[c % 4]
    return tuple(
        replace(one, number=str(int(one.number) + by))
        if n >= since and one.number and int(one.number) >= 100
        else one
        for n, one in enumerate(blocks)
    )


def misnumbered(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """One number wrong by a few, so that it stands twice or out of order."""
    place, block = _chosen(blocks, a)
    by = b % 15 - 7
    return _one(blocks, place, replace(block, number=str(int(block.number) + by)))


def removed(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    return _one(blocks, _chosen(blocks, a)[0])


def added(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    new = Block(None, str(int(block.number) + 1), ("Педагоги ведут журнал.", LINES[b % len(LINES)]))
    return _one(blocks, place, block, new)


def latin(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    place, block = _chosen(blocks, a)
    at = b % len(block.lines)
    return _one(blocks, place, _with_line(block, at, block.lines[at].translate(LATIN)))


EDITS: Final[tuple[Edit, ...]] = (
    word, line_in, line_out, lines_rotated, line_moved, rotated, moved, split, joined, shifted,
    misnumbered, removed, added, latin,
)  # fmt: skip


def footnoted(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A footnote within a line or on one of its own: no word of the law."""
    place, block = _chosen(blocks, a)
    at = b % len(block.lines)
    words = block.lines[at].split(" ")
    if c % 2 or len(words) < 2:
        return _one(blocks, place, _with_line(block, at, block.lines[at], FOOTNOTE))
    where = 1 + c // 2 % (len(words) - 1)
    note = ("[1]", "¹", f"({FOOTNOTE})")[c // 2 % 3]
    words.insert(where, note)
    return _one(blocks, place, _with_line(block, at, " ".join(words)))


def of_first_chapter(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A word put into chapter 1, whose paragraphs are numbered from 1 as items are."""
    first = [n for n, block in enumerate(blocks) if block.number and int(block.number) < 100]
    if not first:
        return blocks
    place = first[a % len(first)]
    block = blocks[place]
    at = b % len(block.lines)
    words = block.lines[at].split(" ")
    words.insert(
        1 + c // 7 % len(words), ("новое", "7", "2027 года", "№ 7", "или", "III", "–")[c % 7]
    )
    return _one(blocks, place, _with_line(block, at, " ".join(words)))


def heading(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A heading with other words, or under another number."""
    places = [n for n, block in enumerate(blocks) if block.heading][2:]
    if not places:
        return blocks
    place = places[a % len(places)]
    kind, number, *words = blocks[place].lines[0].split(" ")
    if b % 3 == 0 and number[:-1].isdigit():
        number = f"{int(number[:-1]) + 1 + c % 3}."
    else:
        words.insert(
            1 + c % len(words) if words else 0, ("и практики", "новой", "7", "(колледжа)")[b % 4]
        )
    return _one(blocks, place, replace(blocks[place], lines=(" ".join([kind, number, *words]),)))


def heading_out(blocks: Blocks, a: int, b: int, c: int) -> Blocks:
    """A chapter that is headed no more: its paragraphs stand under the one before."""
    places = [n for n, block in enumerate(blocks) if block.heading][3:]
    return _one(blocks, places[a % len(places)]) if places else blocks
