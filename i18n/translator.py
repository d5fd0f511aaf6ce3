"""One person's language: translated texts, plurals, durations, dates.

A translator is chosen per person and passed on; there is no ambient "current language", so that
reminders sent outside a conversation cannot take a stranger's.
"""

from __future__ import annotations

import datetime
import gettext
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from i18n.languages import choose
from rules.once import once
from rules.vocabulary import DATES_AS_IN, LANGUAGES, Language

LOCALES = Path(__file__).parent / "locales"


class Translator:
    """Texts of one language. `language` is one of `kk`, `ru`, `en`."""

    def __init__(self, language: Language, messages: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._messages = messages
        self._locale = Locale.parse(language)
        self._locale_of_dates = Locale.parse(DATES_AS_IN.get(language, language))

    def text(self, message: str, /, **values: object) -> str:
        """`message` in this language; `{name}` stands for a value. Values are put in as they are:
        what people typed must be escaped before."""
        translated = self._messages.gettext(message)
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of the message that goes with the number `n`; `{n}` stands for the number."""
        translated = self._messages.ngettext(one, many, n)
        return translated.format(n=self.number(n), **values)

    def months(self, months: int) -> str:
        """A duration of whole months as years and months: "2 years 4 months"."""
        years, rest = divmod(months, 12)
        parts = []
        if years:
            parts.append(self.plural("{n} year", "{n} years", years))
        if rest or not years:
            parts.append(self.plural("{n} month", "{n} months", rest))
        return " ".join(parts)

    def hours(self, hours: int) -> str:
        """A number of academic hours: "72 hours"."""
        return self.plural("{n} hour", "{n} hours", hours)

    def date(self, day: datetime.date) -> str:
        """A day in words: "20 July 2027"."""
        return format_date(day, format="long", locale=self._locale_of_dates)

    def month_name(self, month: int) -> str:
        """The name of a month (1-12) standing alone: "July"."""
        name: str = self._locale.months["stand-alone"]["wide"][month]
        return name[:1].upper() + name[1:]

    def weekday(self, number: int) -> str:
        """A day of the week (0: Monday) as short as a calendar has it: "Mo"."""
        name: str = self._locale.days["stand-alone"]["short"][number]
        return name[:1].upper() + name[1:]

    def month(self, first: datetime.date) -> str:
        """The month of a day in words: "July 2027"."""
        return format_skeleton("yMMMM", first, locale=self._locale)

    def number(self, number: int | float) -> str:
        return _decimal(number, self._locale)

    def percent(self, share: float) -> str:
        """A share of one as a percentage: 0.5 is "50%"."""
        return format_percent(share, locale=self._locale)


@lru_cache(maxsize=1024)
def _decimal(number: int | float, locale: Locale) -> str:
    """Babel looks its rules up anew for each number, and a keyboard of durations has ten."""
    return format_decimal(number, locale=locale)


@cache
def translator(language: str) -> Translator:
    """The translator of `language`; of the language `choose` takes for it when it is not ours."""
    known = language if language in LANGUAGES else choose(language)
    return _read(choose(known))


@once
def _read(language: Language) -> Translator:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator(language, gettext.GNUTranslations(compiled))
