"""The vocabulary says what it is meant to say."""

from __future__ import annotations

from collections import defaultdict

from rules.matching import match
from rules.matching.script import foldings
from rules.matching.vocabulary import load_vocabulary
from rules.norms.loading import catalogue

_VOCABULARY = load_vocabulary()


def test_every_title_finds_its_position() -> None:
    wrong = [
        phrasing
        for phrasing in _VOCABULARY.phrasings
        if phrasing.strength == "title"
        and phrasing.position not in {result.position for result in match(phrasing.phrase).results}
    ]

    assert wrong == []


def test_every_name_of_the_catalogue_comes_first() -> None:
    names = {
        position.names.of(language): position.id
        for position in catalogue().positions.values()
        for language in ("kk", "ru", "en")
    }

    assert {name: found for name, found in names.items() if _first(name) != found} == {}


def _first(text: str) -> str | None:
    results = match(text).results
    return results[0].position if results else None


def test_every_alias_finds_its_position() -> None:
    lost = [
        phrasing
        for phrasing in _VOCABULARY.phrasings
        if phrasing.strength in ("alias", "family")
        and phrasing.position not in {result.position for result in match(phrasing.phrase).results}
    ]

    assert lost == []


def test_no_word_has_two_meanings() -> None:
    meanings = defaultdict(set)
    for term in _VOCABULARY.terms:
        meanings[term.phrase.lower()].add((term.kind, term.concepts))

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


def test_no_two_words_fold_into_one_of_two_meanings() -> None:
    meanings = defaultdict(set)
    for term in _VOCABULARY.terms:
        if term.phrase.isalpha():
            meanings[foldings(term.phrase.lower())[0]].add((term.kind, term.concepts))

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


def test_rules_name_concepts_that_exist() -> None:
    named = set[str]().union(
        *_VOCABULARY.free.values(),
        *_VOCABULARY.absorbed.values(),
        *_VOCABULARY.composed.values(),
        _VOCABULARY.absorbed,
        _VOCABULARY.composed,
    )

    assert named <= set(_VOCABULARY.kinds)


def test_every_position_has_a_title_in_three_languages() -> None:
    assert len(_VOCABULARY.order) == 35
    assert {phrasing.position for phrasing in _VOCABULARY.phrasings} == set(_VOCABULARY.order)
