"""Random edits of all kinds: applying what is reported to the old text gives the new one, and what
nobody has changed is not reported as changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.edition import Compared, Comparison, applied
from rules.edition.aligning import number_of
from rules.edition.letters import plain
from tests.rules.edition import edits
from tests.rules.edition import invented as made
from tests.rules.edition.edits import EDITS, Edit, footnoted
from tests.rules.edition.invented import FORMS, ORDER, STANDARD, UNIVERSITY, Block, Blocks
from tests.rules.edition.test_worn_copies import WORN
from tests.thoroughness import IN_CI

Form = Callable[[Blocks], tuple[str, bytes]]
Step = tuple[Edit, int, int, int]
NUMBER: Final = st.integers(0, 10**6)
OF_ORDER: Final = (*EDITS, edits.of_first_chapter, edits.heading, edits.heading_out)
STEPS: Final = st.lists(
    st.tuples(st.sampled_from(OF_ORDER), NUMBER, NUMBER, NUMBER), min_size=1, max_size=5
)
NOTES: Final = st.lists(st.tuples(st.just(footnoted), NUMBER, NUMBER, NUMBER), max_size=1)
IN_FORMS: Final = st.sampled_from((*FORMS, *WORN))


def edited(blocks: Blocks, steps: list[Step]) -> Blocks:
    for edit, a, b, c in steps:
        blocks = edit(blocks, a, b, c)
    return blocks


def new_text(one: Compared) -> str:
    """What the report makes of the old text."""
    assert one.new is not None
    return one.new.text if one.old is None else applied(one.old.text, one.changes)


def assert_the_new_text(found: Comparison, blocks: Blocks) -> None:
    told = [each for each in found.paragraphs if each.new]
    expected = Counter((b.number, plain(" ".join(b.lines))) for b in blocks if not b.heading)
    assert Counter((number_of(x.new), new_text(x)) for x in told if x.new) == expected
    headings = Counter(plain(" ".join(b.lines)) for b in blocks if b.heading)
    assert Counter(new_text(each) for each in found.headings if each.new) == headings


def assert_nothing_invented(found: Comparison, before: Blocks, after: Blocks) -> None:
    """A text that stands as often as before is unchanged or under another number."""
    old, new = (Counter(plain(" ".join(b.lines)) for b in of) for of in (before, after))
    for each in found.paragraphs:
        if each.new is not None and 0 < new[each.new.text] <= old[each.new.text]:
            assert each.state in ("unchanged", "renumbered")


@settings(max_examples=40 if IN_CI else 8)
@given(steps=STEPS, notes=NOTES, form=IN_FORMS)
@example(steps=[(edits.line_in, 5, 0, 6)], notes=[], form=made.as_text)
@example(steps=[(edits.word, 41, 0, 1)], notes=[], form=made.as_text)
@example(steps=[(edits.added, 7, 6, 0)], notes=[], form=made.as_copied_page)
@example(steps=[], notes=[(footnoted, 43, 26, 4)], form=made.as_page)
def test_the_order(steps: list[Step], notes: list[Step], form: Form) -> None:
    blocks = edited(made.order(), steps)
    found = made.compared(ORDER, form(edited(blocks, notes)))
    assert_the_new_text(found, blocks)
    assert_nothing_invented(found, made.order(), blocks)


@pytest.mark.parametrize("edit", [*OF_ORDER, footnoted], ids=lambda edit: edit.__name__)
def test_every_kind_of_edit_edits(edit: Edit) -> None:
    assert any(edit(made.order(), n, n + 1, n + 2) != made.order() for n in range(3))


POSTS: Final = (
    "Зерттеуші профессор: ғылыми дәрежесінің болуы.",
    "Постдокторант: PhD дәрежесі, еңбек өтілі кемінде 2 жыл.",
)
KAZAKH: Final = (
    "жаңа", "7", "7.", "1)", "3 жыл", "2027 жылы", "(бар болса)", "немесе", "№ 7", "ғ.к.", "–",
    "Оқытушы", "Басымдылық:",
)  # fmt: skip


def word(texts: list[str], a: int, b: int, c: int) -> None:
    """A word put in, or put in the place of another, after the words that name the paragraph."""
    place = a % len(texts)
    words = texts[place].split(" ")
    named = next((n for n, each in enumerate(words[:20]) if each.endswith(":")), 2)
    at = named + 1 + b % (len(words) - named)
    words[at : at + c // 100 % 2] = [KAZAKH[c % len(KAZAKH)]]
    texts[place] = " ".join(words)


def cut(texts: list[str], a: int, b: int, c: int) -> None:
    """Words taken out; not the last ones, nor what numbers a skill."""
    place = a % len(texts)
    words = texts[place].split(" ")
    at = 3 + b % (len(words) - 10)
    words[at : at + 1 + c % 6] = [x for x in words[at : at + 1 + c % 6] if "-дағды" in x]
    texts[place] = " ".join(words)


def figure(texts: list[str], a: int, b: int, c: int) -> None:
    place = a % len(texts)
    figures = list(re.finditer(r"\d+", texts[place]))
    if figures:
        start, end = figures[b % len(figures)].span()
        more = str(int(texts[place][start:end]) + 1 + c % 3)
        texts[place] = texts[place][:start] + more + texts[place][end:]


def latin(texts: list[str], a: int, b: int, c: int) -> None:
    texts[a % len(texts)] = texts[a % len(texts)].translate(edits.LATIN)


def swapped(texts: list[str], a: int, b: int, c: int) -> None:
    one, other = a % len(texts), b % len(texts)
    texts[one], texts[other] = texts[other], texts[one]


def removed(texts: list[str], a: int, b: int, c: int) -> None:
    if len(texts) > 3:
        del texts[a % len(texts)]


def added(texts: list[str], a: int, b: int, c: int) -> None:
    if POSTS[b % 2] not in texts:
        texts.insert(a % (len(texts) + 1), POSTS[b % 2])


def sentences(texts: list[str], a: int, b: int, c: int) -> None:
    """Two sentences of a paragraph in each other's place."""
    place = a % len(texts)
    parts = re.split(r"(?<=\.) (?=[А-ЯҚҒҮӘІӨҰҺ])", texts[place])
    if len(parts) > 2:
        one, other = 1 + b % (len(parts) - 1), 1 + c % (len(parts) - 1)
        parts[one], parts[other] = parts[other], parts[one]
    texts[place] = " ".join(parts)


OF_POSTS: Final = (word, cut, figure, latin, swapped, removed, added, sentences)
OF_CARDS: Final = (word, cut, figure, latin)


def steps_of(kinds: tuple[Callable[[list[str], int, int, int], None], ...]) -> st.SearchStrategy:
    step = st.tuples(st.sampled_from(kinds), NUMBER, NUMBER, NUMBER)
    return st.lists(step, min_size=1, max_size=3)


def texts_of(document: str) -> list[str]:
    return [block.lines[0] for block in made.without_numbers(document)]


def assert_the_texts(found: Comparison, texts: list[str], before: list[str]) -> None:
    told = [each for each in found.paragraphs if each.new]
    assert Counter(map(new_text, told)) == Counter(map(plain, texts))
    for each in told:
        if each.new is not None and each.new.text in before:
            assert each.state == "unchanged"


@settings(max_examples=40 if IN_CI else 8)
@given(steps=steps_of(OF_POSTS), form=st.sampled_from(FORMS))
@example(steps=[(word, 5, 500, 2)], form=made.as_page)
@example(steps=[(word, 3, 1, 9)], form=made.as_copied_page)
@example(steps=[(latin, 0, 0, 0), (latin, 8, 0, 0)], form=made.as_wrapped_text)
def test_the_university(steps: list[Step], form: Form) -> None:
    texts = texts_of(UNIVERSITY)
    for edit, a, b, c in steps:
        edit(texts, a, b, c)  # type: ignore[arg-type]
    found = made.compared(UNIVERSITY, form(tuple(Block(None, "", (text,)) for text in texts)))
    assert_the_texts(found, texts, texts_of(UNIVERSITY))


@settings(max_examples=40 if IN_CI else 8)
@given(steps=steps_of(OF_CARDS), form=st.sampled_from((*FORMS, *WORN[:1], *WORN[3:5])))
@example(steps=[(latin, n, 0, 0) for n in range(4)], form=made.as_page)
def test_the_standard(steps: list[Step], form: Form) -> None:
    texts = texts_of(STANDARD)
    for edit, a, b, c in steps:
        edit(texts, a, b, c)  # type: ignore[arg-type]
    names = [block.name or "" for block in made.without_numbers(STANDARD)]
    cards = zip((name.split(".") for name in names), texts, strict=True)
    blocks = tuple(
        Block(None, "", (f"{card}-кәсіптер карточкасында: Оқытушы", f"{n}-еңбек функциясы: {text}"))
        for (card, n), text in cards
    )
    assert_the_texts(made.compared(STANDARD, form(blocks)), texts, texts_of(STANDARD))
