"""Holds the questions to the clauses that they are asked for: none names less, none names more.

Words are compared by their first letters, in the language that prevails; what says only how much
or in what form is left out. The generic question of a fact stands in the catalogues of texts; what
it names is listed here, and a test holds the list to the catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rules.norms.coverage import all_leaves
from rules.norms.model import Leaf, Position, leaves_of
from rules.questionnaire.asked_words import ASKING_KINDS, clause_words

COMPARED_KINDS: Final = frozenset({"experience", "flag", "honour", "retraining"})
STEM: Final = 5
GENERIC_NAMES: Final[dict[str, str]] = {
    "experience.education_org": "орган образ",
    "experience.tvet_org": "орган техни профе после образ",
    "experience.tvet_head": "руков замес орган техни профе после образ",
    "experience.teaching": "педаг сфере образ",
    "experience.specialty": "специ",
    "flags.reserve_officer": "офице запас служб",
    "retraining": "педаг профе переп",
}
"""What the generic question names of a clause in Russian."""
GENERIC_NAMES_KK: Final[dict[str, str]] = {
    "experience.education_management": "білім беру ұйымд басшы лауаз",
    "experience.specialty_management": "маман",
    "experience.specialty": "маман",
    "experience.scientific_pedagogical": "ғылым педаг",
    "experience.industry": "өндір маман",
    "experience.creative_union": "шығар одақт",
    "flags.top500_diploma": "құрам кірет дипло",
    "flags.bolashak_diploma": "болаш бағда алған дипло",
    "flags.foreign_citizen": "",
    "flags.textbooks": "жария ұсыны оқулы құрал моног патен",
    "flags.grants_led": "халық респу ғылым техни бағда грант қаржы жобал жетек",
    "flags.implemented_result": "соңғы жылда шетел респу ұйымд шарт енгіз ғылым нәтиж",
    "flags.recognised_works": "таныл жетіс шығар көрме",
}
"""The same in Kazakh."""
_BY_LANGUAGE = {"ru": GENERIC_NAMES, "kk": GENERIC_NAMES_KK}
_BESIDE = {
    # The clause waives a title for foreign professors; only that they are foreign is asked.
    "flags.foreign_citizen": "шетел профе ғылым атақт талап қойыл турал",
    "experience.creative_union": "мүшел",
}
_HOW_MUCH = (
    "стаж стаже менее более налич числе имеющ должн соотв докум года проше "
    "соста военн работ бойын кемін өтілі болуы болға жағда атақт атағы лауре үшін еңбек жұмыс "
    "және немес қызме сонда"
)
# However long the law asks for: another figure is no other question.
_NUMBERS = (
    "одног одной двух трех четыр пяти шести семи восьм девят десят пятна двадц "
    "төрт алты жеті сегіз тоғыз отыз қырық"
)
_FORM = frozenset((*_HOW_MUCH.split(), *_NUMBERS.split()))
_LEVEL = re.compile(r"при наличии [\w ]{1,40} уровня квалификации")
_CATEGORY = re.compile(r"педагога-\w+")
_WORD = re.compile(r"[^\W\d_]+")


def question_faults(position: Position) -> Iterator[str]:
    """Every fault of how the leaves of a position are asked for, with its remedy."""
    leaves = all_leaves(position)
    for leaf in leaves:
        if leaf.kind in ASKING_KINDS and leaf.asking is None:
            yield f"{leaf.id} does not say how it is asked for; give it a question, or generic"
        if leaf.kind not in ASKING_KINDS and leaf.asking is not None:
            yield f"{leaf.id} is a {leaf.kind}, whose question is always the same; drop its own"
    yield from _told_apart(position)
    language = position.official[0].language
    facts: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if leaf.kind in COMPARED_KINDS and leaf.asking is not None:
            facts.setdefault(leaf.need.fact, []).append(leaf)
    for fact, same in facts.items():
        yield from _held_to_clauses(fact, same, position, language)


def _told_apart(position: Position) -> Iterator[str]:
    for category, check in position.checks.items():
        asked: dict[str, Leaf] = {}
        for leaf in (*leaves_of(check.tree), *position.preferences):
            first = asked.setdefault(leaf.need.fact, leaf)
            if first.asking != leaf.asking:
                yield (
                    f"{category or 'no category'}: {first.id} and {leaf.id} ask for one fact in "
                    "two ways; give both one question"
                )


def _held_to_clauses(
    fact: str, leaves: list[Leaf], position: Position, language: str
) -> Iterator[str]:
    named = {leaf.id: stems(clause_words(leaf, position, language)) for leaf in leaves}
    beside = set(_BESIDE.get(fact, "").split())
    generic = set(_BY_LANGUAGE.get(language, {}).get(fact, "").split())
    for leaf in leaves:
        own = leaf.asking.question if leaf.asking else None
        says = generic if own is None else stems(own.of(language))
        lost = _in_order(named[leaf.id] - says - beside, leaf, position, language)
        if lost:
            whose = "its question" if own is not None else f"the generic question of {fact}"
            yield f"{leaf.id}: {whose} loses {', '.join(lost)}…; name what the clause names"
    # Retraining is answered by one press for both kinds, so its question may name both.
    more = generic - set().union(*named.values())
    if more and fact != "retraining" and leaves[0].asking and leaves[0].asking.question is None:
        yield (
            f"{leaves[0].id}: the generic question of {fact} names more than the clause: "
            f"{', '.join(sorted(more))}…; give it a question of its own"
        )


def stems(text: str) -> set[str]:
    """The beginnings of the words that tell what is asked, in small letters."""
    told = _CATEGORY.sub(" ", _LEVEL.sub(" ", text.lower().replace("ё", "е")))
    found = {word[:STEM] for word in _WORD.findall(told) if len(word) >= STEM - 1}
    return found - _FORM


def _in_order(lost: Iterable[str], leaf: Leaf, position: Position, language: str) -> list[str]:
    words = clause_words(leaf, position, language).lower()
    return sorted(lost, key=words.find)
