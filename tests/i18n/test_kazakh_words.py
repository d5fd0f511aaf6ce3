"""Every Kazakh word of the catalogue is one that a dictionary or a reader of ours knows."""

import os
import re
import shutil
import subprocess
from functools import cache

import pytest

from tests.i18n.test_catalogues import ROOT, catalogue, forms

APPROVED = ROOT / "tests/i18n/approved_kazakh_words.txt"
"""Words that hunspell-kk does not know and that were read and found right, one to a line."""

OTHER_THAN_WORDS = re.compile(r"<[^>]+>|\{[^}]*\}|https?://\S+|/\w+")
WORD = re.compile(r"[а-яәіңғүұқөһё]+")

needs_hunspell = pytest.mark.skipif(
    not shutil.which("hunspell") and os.environ.get("CI") != "true",
    reason="the programs hunspell and hunspell-kk are not installed",
)


FORMS = ("workbooks/training", "cases/training_forms")
"""Where the words of the printed forms stand, which are read in two languages at once."""
KAZAKH_OF_FORMS = re.compile(r'Words\(\s*f?"([^"]*)"')


@cache
def words() -> frozenset[str]:
    """The words of all Kazakh messages and of the printed forms in small letters."""
    texts = [text for entry in catalogue("kk") for text in forms(entry)]
    for room in FORMS:
        for file in sorted((ROOT / room).glob("*.py")):
            texts += KAZAKH_OF_FORMS.findall(file.read_text())
    return frozenset(
        word for text in texts for word in WORD.findall(OTHER_THAN_WORDS.sub(" ", text.lower()))
    )


def unknown() -> frozenset[str]:
    """The words that the dictionary does not know, neither small nor as a name or a short form."""
    left = sorted(words())
    for write in (str.lower, str.capitalize, str.upper):
        command = ["hunspell", "-d", "kk_KZ", "-i", "utf-8", "-l"]
        written = "\n".join(write(word) for word in left)
        listed = subprocess.run(command, input=written, capture_output=True, text=True, check=True)
        left = [word.lower() for word in listed.stdout.split()]
    return frozenset(left)


def approved() -> list[str]:
    return APPROVED.read_text().split()


@needs_hunspell
def test_each_word_is_in_the_dictionary_or_approved() -> None:
    assert unknown() - set(approved()) == set()


def test_the_approved_words_are_in_order_and_none_is_left_over() -> None:
    assert approved() == sorted(set(approved()))
    assert set(approved()) <= words()
