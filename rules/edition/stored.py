"""The edition that is here, as one text: put together from the rule files and the reference.

Every sentence of a document stands in one of them already, so no second copy is kept; for Order
No. 338 `data/order-338.yaml` adds what belongs to no position: its headings and chapter 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Final

from pydantic import Field

from rules.edition.by_post import opening_of
from rules.edition.letters import plain
from rules.edition.model import Paragraph, Stored
from rules.norms.catalog import Catalogue
from rules.norms.schema import Strict, read_shaped
from rules.once import once
from rules.reference import reference
from rules.standard.model import Card, StandardEdition

ORDER: Final = "order-338"
STANDARD: Final = "order-591"
_FILE: Final = Path(__file__).parent / "data" / "order-338.yaml"
# The number in a heading, by which a paragraph is told from its namesake.
_SECTION = re.compile(r"\D*(\d+)")


class ParagraphIn(Strict):
    number: str
    lines: list[str] = Field(min_length=1)


class PartIn(Strict):
    heading: str
    position: str | None = None
    paragraphs: list[ParagraphIn] = Field(default=[])


class OrderIn(Strict):
    document: str
    opens: dict[str, str]
    parts: list[PartIn]


def stored_norms(document: str, norms: Catalogue) -> Stored:
    """A document of the catalogue as its positions and the reference have it.

    KeyError for a document that the catalogue lacks; BadRules for faulty files.
    """
    known = norms.documents[document]
    if document == ORDER:
        headings, paragraphs = _of_the_order(norms)
    else:
        headings, paragraphs = (), tuple(_by_post(document, norms, known.language))
    return Stored(document, known.language, headings, paragraphs)


def _of_the_order(norms: Catalogue) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    given = _order()
    found: list[tuple[str, Paragraph]] = []
    for part in given.parts:
        heading = plain(part.heading)
        for one in part.paragraphs:
            text = plain(" ".join(one.lines))
            found.append((one.number, Paragraph(one.number, heading, text)))
        if part.position is not None:
            found += _of_position(part.position, heading, given.opens, norms)
    headings = tuple(plain(part.heading) for part in given.parts)
    return headings, named_apart(found)


@once
def _order() -> OrderIn:
    return read_shaped(OrderIn, _FILE)


def _of_position(
    position: str, heading: str, opens: dict[str, str], norms: Catalogue
) -> Iterator[tuple[str, Paragraph]]:
    for part in reference(position, norms).paragraphs:
        text = plain(" ".join((opens.get(part.kind, ""), *part.lines)))
        number = part.source.paragraph
        yield number, Paragraph(number, heading, text, (position,), part.kind)


def named_apart(found: list[tuple[str, Paragraph]]) -> tuple[Paragraph, ...]:
    """The paragraphs under their numbers; one that stands twice carries its section."""
    times = Counter(number for number, _ in found)
    seen: Counter[str] = Counter()
    named: list[Paragraph] = []
    for number, one in found:
        seen[number] += 1
        name = number
        if times[number] > 1:
            section = _SECTION.match(one.heading)
            name = f"{number} ({section.group(1) if section else seen[number]})"
            if name in {other.name for other in named}:
                name = f"{name[:-1]}, {seen[number]})"
        named.append(replace(one, name=name))
    return tuple(named)


def _by_post(document: str, norms: Catalogue, language: str) -> Iterator[Paragraph]:
    """One paragraph per post that the document names; posts of one paragraph share its end."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for position in norms.positions.values():
        for official in position.official:
            if position.document == document and official.language == language:
                here = texts.setdefault(official.paragraph, [])
                here.append((position.id, plain(official.text)))
    for name, parts in texts.items():
        text = reduce(_joined, (text for _, text in parts))
        whose = tuple(position for position, _ in parts)
        opening = opening_of(text)
        yield Paragraph(name, "", text, whose, "qualification", opening=opening)


def _joined(one: str, other: str) -> str:
    """Two texts one after the other; the words with which both end stand once."""
    before, after = one.split(" "), other.split(" ")
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    return " ".join((*before[: len(before) - same], *after))


def stored_standard(edition: StandardEdition) -> Stored:
    """The professional standard as far as it is known: a paragraph per labour function."""
    paragraphs = [part for card in edition.cards.values() for part in _of_card(card)]
    return Stored(STANDARD, "kk", (), tuple(paragraphs))


def _of_card(card: Card) -> Iterator[Paragraph]:
    heading = f"{card.n}-кәсіптер карточкасы: {card.position.kk}"
    for function in card.functions:
        lines = [function.name.kk]
        for skill in function.skills:
            lines.append(f"{skill.n}-дағды {skill.name.kk}")
            for title, items in (("Біліктер", skill.abilities), ("Білімдер", skill.knowledge)):
                ends = [";"] * (len(items) - 1) + ["."]
                listed = zip(items, ends, strict=True)
                lines.append(f"{title}:")
                lines += [f"{item.n}. {item.text.kk}{end}" for item, end in listed]
        yield Paragraph(f"{card.n}.{function.n}", heading, plain(" ".join(lines)))
