"""How a fact is asked for and called in one check: in the words of its clause where they differ
from the generic ones, with the clause quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rules.norms.coverage import all_leaves
from rules.norms.model import Leaf, Position, Text
from rules.questionnaire.wording import QUESTIONS, Quote, Wording

ASKING_KINDS = frozenset(
    {"experience", "flag", "honour", "publication", "retraining", "h_index", "language"}
)
"""Kinds of leaves whose rule file says how they are asked for."""
QUESTION_OF = {"honours": "honours.honour", "publications": "publications.index"}
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def wording_of(fact: str, position: Position, leaves: Iterable[Leaf]) -> Wording:
    """The question that settles `fact`, or names the things of a list, for `leaves` of a check."""
    generic = QUESTIONS[QUESTION_OF.get(fact, fact)]
    asking = [leaf for leaf in leaves if leaf.asking is not None]
    own = next(
        (leaf.asking.question for leaf in asking if leaf.asking and leaf.asking.question), None
    )
    wording = generic if own is None else Wording(own)
    return replace(wording, quotes=tuple(_quotes(position, asking)), name=own_name(fact, position))


def own_name(fact: str, position: Position) -> Text | None:
    """What an answer to `fact` is called at a position whose clause names something of its own."""
    return position.own_names.get(fact)


def _quotes(position: Position, leaves: Iterable[Leaf]) -> Iterator[Quote]:
    """One quotation for each source, the clauses in the order of the text."""
    language = position.official[0].language
    by_source: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_source.setdefault(f"{leaf.source.paragraph} {leaf.source.section}", []).append(leaf)
    for same in by_source.values():
        words = dict.fromkeys(clause_words(leaf, position, language) for leaf in same)
        texts = (
            "; ".join(dict.fromkeys(leaf.text.of(code) for leaf in same))
            for code in ("kk", "ru", "en")
        )
        yield Quote("; ".join(words), language, Text(*texts), same[0].source)


def clause_words(leaf: Leaf, position: Position, language: str) -> str:
    """The official words of a leaf, led in by those that they go on from: "стаж работы по
    специальности: … педагога-исследователя не менее 4 лет"."""
    own = " … ".join(" ".join(words.split()) for words in leaf.words.get(language, ()))
    if leaf.kind != "experience" or ":" in own:
        return own
    for other in all_leaves(position):
        if other is leaf or other.need.fact != leaf.need.fact:
            continue
        for words in other.words.get(language, ()):
            lead, colon, _ = " ".join(words.split()).partition(":")
            if colon and _TOKEN.findall(lead)[-1] not in _TOKEN.findall(own):
                return f"{lead}: … {own}"
    return own
