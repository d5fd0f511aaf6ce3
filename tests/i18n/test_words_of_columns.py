"""A column is headed by a thing, not by what its button would do."""

from __future__ import annotations

import pytest

from i18n import Language, translator


@pytest.mark.parametrize(("language", "words"), [("kk", "Жауап"), ("ru", "Ответ")])
def test_answers_are_headed_by_a_noun(language: Language, words: str) -> None:
    tr = translator(language)
    assert tr.text("Answer given") == words
    assert tr.text("Answer") != words, "that one is a button"
