"""The texts that HR writes, as each reader gets them: titles of days, broadcasts, their length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final
from unicodedata import category

from cases.written import html_of
from i18n import LANGUAGE_NAMES, Language, translator
from rules.norms.model import Text
from storage.tables.outbound import NO_FORMATS, Formats, Media


def title_words(title: Text, language: Language) -> str:
    """The title in this language, plain; where HR has written none, the Russian one, marked."""
    return title.of(language) or f"{title.ru} ({LANGUAGE_NAMES['ru']})"


def title_for_all(title: Text) -> Text:
    """What readers of each language get."""
    return Text(
        kk=title_words(title, "kk"), ru=title_words(title, "ru"), en=title_words(title, "en")
    )


_TAG = re.compile(r"<[^>]*>")


def shown_length(html: str) -> int:
    """UTF-16 units of `html` after parsing: what Telegram's limit counts."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


# Room for the sender's name and the line about the language within Telegram's 4096, and within the
# 1024 of what stands below a picture or a file.
LONGEST_TEXT: Final = 3500
LONGEST_CAPTION: Final = 700


# What a question says below the text; without a picture there is room for it anyway.
OF_QUESTION: Final = 220


def longest_text(media: Media | None, *, asks: bool = False) -> int:
    """How many UTF-16 units a text of HR may have, with this picture or file; `asks`: above a
    question."""
    if media is None:
        return LONGEST_TEXT
    return LONGEST_CAPTION - (OF_QUESTION if asks else 0)


# Letters and signs by Unicode that show nothing: fillers of Hangul, the blank pattern of Braille,
# the null note.
BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")


def shows(letter: str) -> bool:
    """Whether a letter alone leaves a mark: spaces, controls and mere accents do not."""
    return letter not in BLANK and category(letter)[0] in "LNPS"


def in_one_line(text: str) -> str:
    """The text in one line without what shows nothing; empty where it shows nothing at all."""
    seen = "".join(each if each.isprintable() and each not in BLANK else " " for each in text)
    return " ".join(seen.split()) if any(map(shows, text)) else ""


def fits(text: str, most: int = LONGEST_TEXT) -> bool:
    """Whether a text, stripped, shows something and is not too long for one message."""
    return any(map(shows, text)) and shown_length(escape(text, quote=False)) <= most


def broadcast_html(
    organisation: str,
    texts: Mapping[Language, str],
    language: Language,
    formats: Formats = NO_FORMATS,
) -> str:
    """What somebody of this language gets; where nobody wrote it in theirs, it says so."""
    tr = translator(language)
    written = language if texts.get(language) else "ru"
    parts = [f"<b>{escape(organisation, quote=False)}</b>"]
    if written != language:
        parts.append(
            tr.text(
                "<i>Nobody has written this message in your language; it is in: {written}.</i>",
                written=LANGUAGE_NAMES[written],
            )
        )
    parts.append(html_of(texts[written], formats.get(written, ())))
    return "\n\n".join(parts)
