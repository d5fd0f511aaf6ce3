"""What became of each paragraph: its state, its words, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rules.edition import model as m
from rules.edition.aligning import (
    aligned,
    heading_words,
    joined_into,
    number_of,
    ordinal_of,
    parts_of,
)
from rules.edition.letters import bare
from rules.edition.resting import resting_on
from rules.edition.word_changes import word_changes
from rules.norms.catalog import Catalogue

Pair = tuple[m.Paragraph | None, m.Paragraph | None]


def compared(stored: m.Stored, found: m.Found, norms: Catalogue) -> m.Comparison:
    """Every paragraph of the stored text in its order, new ones where they stand."""
    old = _sought(stored, found)
    new = found.paragraphs
    pairs = aligned(old, new)
    parts, joined = parts_of(old, new, pairs), joined_into(old, new, pairs)
    absent = _absent(old, pairs)
    told = []
    for o, n in _in_order(len(old), len(new), pairs):
        one = m.Compared(
            None if o is None else old[o],
            None if n is None else new[n],
            _state(None if o is None else old[o], None if n is None else new[n]),
        )
        if o is None and n in parts:
            one = replace(one, parted_from=old[parts[n]].name)
        if n is None and o in joined:
            one = replace(one, joined_to=new[joined[o]].name)
        if one.state == m.GONE and (not found.whole or o in absent):
            continue
        told.append(_with_words(one, old, norms))
    here = {old[o].heading for o in pairs}
    headings = tuple(
        each
        for each in (_headings(stored, found) if found.headings else ())
        if not (absent and each.state == m.GONE and each.old and each.old.text not in here)
    )
    aside = tuple(old[o].name for o in sorted(absent)) if found.whole else ()
    return m.Comparison(stored.document, tuple(told), headings, found.left, aside)


def _absent(old: Sequence[m.Paragraph], pairs: dict[int, int]) -> set[int]:
    """Of a text with less than half of the document the paragraphs of chapters that it has nothing
    of: it is a part of the document, and they are not gone."""
    if len(pairs) * 2 >= len(old):
        return set()
    here = {old[o].heading for o in pairs}
    return {o for o, one in enumerate(old) if o not in pairs and (one.heading or o) not in here}


def _sought(stored: m.Stored, found: m.Found) -> tuple[m.Paragraph, ...]:
    """The stored paragraphs; without those of no position (chapter 1) where a text starts later."""
    first = [one for one in stored.paragraphs if not one.positions and stored.headings]
    if not first or any(number_of(one) in {x.name for x in first} for one in found.paragraphs):
        return stored.paragraphs
    words = {bare(one.heading) for one in first}
    if any(bare(heading) in words for heading in found.headings):
        return stored.paragraphs
    return tuple(one for one in stored.paragraphs if one not in first)


def _state(old: m.Paragraph | None, new: m.Paragraph | None) -> str:
    if old is None:
        return m.NEW
    if new is None:
        return m.GONE
    if number_of(old) != number_of(new):
        return m.RENUMBERED if bare(old.body) == bare(new.body) else m.CHANGED
    if old.text != new.text and bare(old.text) != bare(new.text):
        return m.CHANGED
    return m.UNCHANGED if old.text == new.text else m.COSMETIC


def _with_words(one: m.Compared, old: Sequence[m.Paragraph], norms: Catalogue) -> m.Compared:
    changes = word_changes(one.old.text, one.new.text) if one.old and one.new else ()
    if one.old is not None:
        text = one.new.text if one.new else None
        return replace(one, changes=changes, resting=resting_on(one.old, text, norms))
    whole = next((each for each in old if each.name == one.parted_from), None)
    if whole is None or one.new is None:
        return one
    resting = resting_on(whole, one.new.text, norms)
    missing = {each.who for each in resting.broken}
    here = tuple(leaf for leaf in resting.leaves if leaf not in missing)
    return replace(one, resting=m.Resting(positions=resting.positions, leaves=here))


def _in_order(
    olds: int, news: int, pairs: dict[int, int]
) -> Iterator[tuple[int | None, int | None]]:
    """Old ones in their order; each new one after the one that stands before it in the new text."""
    back = {n: o for o, n in pairs.items()}
    after: dict[int, list[int]] = {}
    last = -1
    for n in range(news):
        if n in back:
            last = back[n]
        else:
            after.setdefault(last, []).append(n)
    yield from ((None, n) for n in after.get(-1, ()))
    for o in range(olds):
        yield o, pairs.get(o)
        yield from ((None, n) for n in after.get(o, ()))


def _headings(stored: m.Stored, found: m.Found) -> Iterator[m.Compared]:
    old, new = map(_as_paragraphs, (stored.headings, found.headings))
    pairs = aligned(old, new)
    for o, n in _in_order(len(old), len(new), pairs):
        one = m.Compared(None if o is None else old[o], None if n is None else new[n], m.UNCHANGED)
        yield replace(
            one,
            state=_heading_state(one.old, one.new),
            changes=word_changes(one.old.text, one.new.text) if one.old and one.new else (),
        )


def _as_paragraphs(headings: Sequence[str]) -> list[m.Paragraph]:
    """Aligned by what they say, whatever their numbers."""
    return [m.Paragraph(each, "", each, opening=ordinal_of(each)) for each in headings]


def _heading_state(old: m.Paragraph | None, new: m.Paragraph | None) -> str:
    if old is None or new is None or old.text == new.text:
        return _state(old, new)
    if bare(old.text) == bare(new.text):
        return m.COSMETIC
    same = heading_words(old.text) == heading_words(new.text)
    return m.RENUMBERED if same else m.CHANGED
