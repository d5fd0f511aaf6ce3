"""Every text a person can see exists in all three languages, with the same placeholders."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir

from i18n import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = ("handlers", "web", "cases", "bot", "rules/questionnaire", "i18n")
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"mark": None, "text": None, "plural": (1, 2)}
PLURALS = {"kk": 2, "ru": 3, "en": 2}
PLACEHOLDER = re.compile(r"\{\w*\}")
TAG = re.compile(r"</?\w+>")
COMMAND = re.compile(r"(?<![<\w])/[a-z]+")

Message = str | tuple[str, ...]


@cache
def messages() -> frozenset[Message]:
    """All English messages of the sources; the local chat is no part of the conversation."""
    return frozenset(message for _, message in found())


def found() -> Iterator[tuple[str, Message]]:
    for room in ROOMS:
        extracted = extract_from_dir(
            ROOT / room, method_map=METHODS, keywords=KEYWORDS, comment_tags=()
        )
        for name, _line, message, _comments, _context in extracted:
            if not name.startswith("local_chat"):
                yield name, message


@cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / f"i18n/locales/{language}/LC_MESSAGES/messages.po"))


def key(entry: polib.POEntry) -> Message:
    return (entry.msgid, entry.msgid_plural) if entry.msgid_plural else entry.msgid


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_of_the_sources_is_translated_and_no_other(language: str) -> None:
    translated = {key(entry) for entry in catalogue(language)}
    assert translated == messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_doubtful(language: str) -> None:
    for entry in catalogue(language):
        assert not entry.fuzzy, entry.msgid
        assert not entry.obsolete, entry.msgid
        assert all(form.strip() for form in forms(entry)), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_forms_of_the_language(language: str) -> None:
    for entry in catalogue(language):
        if entry.msgid_plural:
            assert set(entry.msgstr_plural) == set(range(PLURALS[language])), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kept", [PLACEHOLDER, TAG, COMMAND], ids=["values", "tags", "commands"])
def test_a_translation_keeps_what_is_no_text(language: str, kept: re.Pattern[str]) -> None:
    for entry in catalogue(language):
        expected = sorted(kept.findall(entry.msgid))
        for form in forms(entry):
            assert sorted(kept.findall(form)) == expected, entry.msgid


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_translation_is_not_the_english_text(language: str) -> None:
    same = {entry.msgid for entry in catalogue(language) if entry.msgid == entry.msgstr}
    names = {"PhD", "Web of Science", "Scopus"}
    codes = {f"Q{n}" for n in range(1, 5)} | {f"{letter}{n}" for letter in "ABC" for n in (1, 2)}
    assert same == names | codes


def test_no_message_hides_in_an_f_string() -> None:
    """The extraction does not look into f-strings."""
    hidden = re.compile(r"\{[^{}\"]*\b(?:text|plural|mark)\('")
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "local_chat" not in path.parts:
                assert not hidden.search(path.read_text(encoding="utf-8")), path


def test_no_russian_sentence_ends_with_a_day() -> None:
    """It ends with "г." already."""
    ending = re.compile(r"\{(day|until|since|moment)\}\.")
    texts = {entry.msgid: forms(entry) for entry in catalogue("ru")}
    assert [msgid for msgid, found in texts.items() if any(map(ending.search, found))] == []
