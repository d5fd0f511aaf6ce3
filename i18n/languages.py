"""The three languages, and which one to begin with."""

from typing import Final

from rules.vocabulary import LANGUAGES, Language

LANGUAGE_NAMES: Final[dict[Language, str]] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

_RUSSIAN_IS_USUAL = frozenset(
    {"az", "be", "hy", "ka", "ky", "mn", "ro", "tg", "tk", "tt", "uk", "uz"}
)


def choose(language_code: str | None) -> Language:
    """The language to begin with for Telegram's `language_code` (an IETF tag, may be absent).

    Its own language when it is one of ours; Russian for the neighbours' languages and for a
    person whose Telegram does not tell; English for everyone else.
    """
    if not language_code:
        return "ru"
    code = language_code.replace("_", "-").split("-", 1)[0].lower()
    if code in LANGUAGES:
        return code
    return "ru" if code in _RUSSIAN_IS_USUAL else "en"
