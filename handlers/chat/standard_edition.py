"""Which edition of the professional standard a day goes by, in words."""

from __future__ import annotations

from i18n import Translator
from rules.standard import StandardEdition


def edition_words(edition: StandardEdition, tr: Translator) -> str:
    """From when the edition is, and until when where it has ended."""
    since = tr.date(edition.since)
    if edition.until is None:
        return tr.text("Edition in force since {day}", day=since)
    until = tr.date(edition.until)
    return tr.text("Edition in force from {since} to {until}", since=since, until=until)
