"""A broadcast as it is read: the same words in the preview and in what is sent."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from handlers.telegram_text import shown_length
from i18n import LANGUAGE_NAMES, Language, translator

# Room for the sender's name and the line about the language within Telegram's 4096.
LONGEST_TEXT: Final = 3500


def fits(text: str) -> bool:
    """Whether a text, stripped, is neither empty nor too long for one message."""
    return 0 < shown_length(escape(text, quote=False)) <= LONGEST_TEXT


def broadcast_html(organisation: str, texts: Mapping[Language, str], language: Language) -> str:
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
    parts.append(escape(texts[written], quote=False))
    return "\n\n".join(parts)
