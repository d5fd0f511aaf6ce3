"""Why messages did not arrive, in the words of the HR person's language."""

import re

import pytest

from handlers.hr.report_file import counted, reason_words
from i18n import LANGUAGES, Language, translator
from storage.tables import outbound

CONSTANTS = [getattr(outbound, name) for name in vars(outbound)["__annotations__"]]
CODES = sorted(value for value in CONSTANTS if isinstance(value, str))
FROM_TELEGRAM = (
    "Forbidden: bot was blocked by the user",
    "Forbidden: user is deactivated",
    "Forbidden: bot can't initiate conversation with a user",
    "Chat not found",
    "Message is too long",
)
ENGLISH = re.compile("[A-Za-z]+")


@pytest.mark.parametrize("code", [*CODES, *FROM_TELEGRAM, "no answer (ReadTimeout)"])
def test_every_reason_that_is_known_has_words_in_each_language(code: str) -> None:
    words = {language: reason_words(code, translator(language)) for language in LANGUAGES}
    assert len(set(words.values())) == len(LANGUAGES)
    for language in ("kk", "ru"):
        assert not ENGLISH.findall(words[language].replace("Telegram", ""))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "басқа себеп: Bad <gateway>"),
        ("ru", "другая причина: Bad <gateway>"),
        ("en", "another reason: Bad <gateway>"),
    ],
)
def test_an_unknown_reason_keeps_its_code(language: Language, words: str) -> None:
    assert reason_words("Bad <gateway>", translator(language)) == words


def test_reasons_of_the_same_words_are_counted_together() -> None:
    found = [("x", 4), ("no answer (ReadTimeout)", 2), ("no answer (ReadError)", 3)]
    assert counted(found, translator("ru")) == [
        ("Telegram не ответил", 5),
        ("другая причина: x", 4),
    ]
