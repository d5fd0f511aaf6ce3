"""The words of the checklists beside the official ones."""

from __future__ import annotations

import re

import pytest

from i18n import LANGUAGES
from rules.norms.loading import catalogue
from rules.norms.model import Competence

ITEMS = [each for position in catalogue().positions.values() for each in position.competences]
# Forms of one verb in the order: "умеет", "уметь"; nothing else of a clause may differ.
VERB_ENDINGS = re.compile(r"(?<=[а-яё])(?:ть|ет)\b")
NARROWER = {
    "kk": re.compile(r"\b(?:өз білім беру ұйымым|тәжірибемді)\b", re.IGNORECASE),
    "ru": re.compile(r"\bсвоей организации\b", re.IGNORECASE),
    "en": re.compile(r"\bmy (?:educational )?organisation\b|\bmy professional experience\b"),
}


def clause(item: Competence) -> str:
    words = re.sub(r"[^\w/]+", " ", item.official.lower().replace("ё", "е"))
    return VERB_ENDINGS.sub("", " ".join(words.split()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_clause_is_told_in_the_same_words_everywhere(language: str) -> None:
    told: dict[str, tuple[str, str]] = {}
    for item in ITEMS:
        text = item.text.of(language)
        first = told.setdefault(clause(item), (item.id, text))
        assert first[1] == text, (first[0], item.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_item_asks_for_ones_own_where_the_clause_does_not(language: str) -> None:
    found = [item.id for item in ITEMS if NARROWER[language].search(item.text.of(language))]
    assert found == []


def test_who_must_be_able_is_not_asked_whether_they_do() -> None:
    able = [item for item in ITEMS if re.search(r"\bуме(?:ть|ет)\b", item.official)]
    assert able
    for item in able:
        assert item.text.ru.startswith("Умею "), item.id
        assert " can " in f" {item.text.en}", item.id
        assert "ламын" in item.text.kk, item.id


def test_special_educational_needs_are_named_as_the_law_names_them() -> None:
    named = [item for item in ITEMS if "особыми образовательными потребностями" in item.official]
    assert named
    for item in named:
        assert "ерекше білім беру қажеттіліктері бар" in item.text.kk.lower(), item.id
