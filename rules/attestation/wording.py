"""The sentences of the attestation block: templates in three languages, filled with numbers.

In a template `{n}` is a value and `{n|час|часа|часов}` a number with the form of the word that
goes with it (Kazakh and English: one, other; Russian: one, few, many). A span of time says years
and months; `{term:of}` is its genitive ("не менее 2 лет").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date

from rules.attestation.edition import Clause
from rules.norms.model import Text
from rules.norms.schema import TextIn, load, shaped
from rules.once import once
from rules.vocabulary import DATES_AS_IN

PATH = Path(__file__).parent / "texts.yaml"
_SLOT = re.compile(r"\{(\w+)(:of)?((?:\|[^{}|]+)*)\}")
_FORMS = {"kk": ("one", "other"), "ru": ("one", "few", "many"), "en": ("one", "other")}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year, 1 to 12, said by its name; `within`: inside a sentence (genitive)."""

    n: int
    within: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Terms of the texts, said as alternatives: "a", "a or b"."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """So many whole months, said as years and months: "5 years", "1 year 6 months"."""

    months: int


Value = int | str | date | Month | Names | Span


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: the key of its template and the values that fill it; see `said`."""

    key: str
    values: tuple[tuple[str, Value], ...]

    def of(self, lang: str) -> str:
        """The sentence in `lang`. Raises KeyError for an unknown template or value."""
        return _sentence(self, lang)


def said(key: str, /, **values: Value) -> Said:
    return Said(key, tuple(values.items()))


@lru_cache(maxsize=4096)
def _sentence(sentence: Said, lang: str) -> str:
    values = dict(sentence.values)

    def filled(slot: re.Match[str]) -> str:
        value = values[slot[1]]
        if isinstance(value, Span):
            return _span(value, lang, "genitive" if slot[2] else "plain")
        shown = _shown(value, lang)
        if not slot[3] or not isinstance(value, int):
            return shown
        return f"{shown} {_form(slot[3][1:].split('|'), value, lang)}"

    return _SLOT.sub(filled, texts()[sentence.key].of(lang))


@once
def texts() -> Mapping[str, Text]:
    """Every template and term by its key. Raises BadRules for a faulty file."""
    return {
        key: shaped(TextIn, given, f"{PATH.name}: {key}").frozen()
        for key, given in load(PATH).items()
    }


def clause_text(clause: Clause, lang: str) -> str:
    """A clause as it is cited: "5", "annex 12, 4.1", "Law on Education, article 37-4"."""
    number = clause.clause or ""
    if clause.law:
        return texts()["cite.law"].of(lang).replace("{article}", number)
    if clause.annex is None:
        return number
    annex = texts()["cite.annex"].of(lang).replace("{annex}", clause.annex)
    return f"{annex}, {number}" if number else annex


def category_names(categories: tuple[str, ...] | list[str]) -> Names:
    """Categories as the terms that the texts know."""
    return Names(tuple(f"category.{category}" for category in categories))


def _shown(value: Value, lang: str) -> str:
    if isinstance(value, Month):
        context = "format" if value.within else "stand-alone"
        name: str = _locale(lang).months[context]["wide"][value.n]
        return name if lang == "en" else name.lower()
    if isinstance(value, Names):
        names = [texts()[key].of(lang) for key in value.keys]
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {texts()['or'].of(lang)} {names[-1]}"
    if isinstance(value, date):
        return format_date(value, format="long", locale=_locale(DATES_AS_IN.get(lang, lang)))
    return str(value)


def _span(span: Span, lang: str, case: str) -> str:
    years, rest = divmod(span.months, 12)
    parts = []
    for unit, number in (("year", years), ("month", rest)):
        if number or (unit == "month" and not years):
            forms = texts()[f"{unit}.{case}"].of(lang).split("|")
            parts.append(f"{number} {_form(forms, number, lang)}")
    return " ".join(parts)


def _form(forms: list[str], number: int, lang: str) -> str:
    return forms[_FORMS[lang].index(_locale(lang).plural_form(number))]


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)
