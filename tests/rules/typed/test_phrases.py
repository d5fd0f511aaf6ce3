"""The evaluation set: understood or rightly asked back, and never misread."""

from collections import Counter

import pytest

from tests.rules.typed.phrasebook import Phrase, judge, load

PHRASES = load()


def _describe(phrase: Phrase) -> str:
    return f"{phrase.reader}{phrase.args} {phrase.text!r}: {phrase.read()}"


def test_the_set_covers_three_languages_and_all_readers() -> None:
    assert len(PHRASES) >= 320
    languages = Counter(phrase.lang for phrase in PHRASES)
    assert min(languages[lang] for lang in ("kk", "ru", "en")) >= 100
    assert {phrase.reader for phrase in PHRASES} == {
        "read_duration",
        "read_date",
        "read_hours",
        "read_certificates",
        "read_yes_no",
        "read_choice",
        "read_choices",
        "read_number",
        "read_publications",
    }


def test_nothing_is_misread() -> None:
    misread = [_describe(p) for p in PHRASES if judge(p, p.read()) == "misread"]
    assert misread == []


@pytest.mark.parametrize("reader", sorted({phrase.reader for phrase in PHRASES}))
def test_understood_or_rightly_asked_back(reader: str) -> None:
    asked = [phrase for phrase in PHRASES if phrase.reader == reader]
    missed = [_describe(p) for p in asked if judge(p, p.read()) != "right"]
    assert missed == []
