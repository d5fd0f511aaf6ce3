"""Texts in Kazakh, Russian and English; durations, dates and plurals in a person's language."""

from i18n.languages import LANGUAGE_NAMES, choose
from i18n.marking import mark
from i18n.translator import Translator, translator
from rules.vocabulary import LANGUAGES, Language

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "Language",
    "Translator",
    "choose",
    "mark",
    "translator",
]
