"""The title of a day that HR has entered, as each reader gets it."""

from __future__ import annotations

from i18n import LANGUAGE_NAMES, Language
from rules.norms.model import Text


def title_words(title: Text, language: Language) -> str:
    """The title in this language, plain; where HR has written none, the Russian one, marked."""
    return title.of(language) or f"{title.ru} ({LANGUAGE_NAMES['ru']})"


def title_for_all(title: Text) -> Text:
    """What readers of each language get."""
    return Text(
        kk=title_words(title, "kk"), ru=title_words(title, "ru"), en=title_words(title, "en")
    )
