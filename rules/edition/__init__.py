"""A newer edition of a document beside the one that is here: what changed, and what rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from rules.edition.by_post import found_by_post
from rules.edition.cards import found_cards
from rules.edition.comparing import compared
from rules.edition.letters import language_of
from rules.edition.model import STATES, Change, Compared, Comparison, Found, Paragraph, Stored
from rules.edition.numbered import found_numbered
from rules.edition.reading import lines_of
from rules.edition.stored import ORDER, STANDARD, stored_norms, stored_standard
from rules.edition.word_changes import applied, word_changes
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import STANDARD_DOCUMENTS
from rules.standard import edition_on

__all__ = [
    "STATES",
    "Change",
    "Compared",
    "Comparison",
    "Found",
    "Paragraph",
    "Stored",
    "applied",
    "comparison",
    "stored_on",
    "word_changes",
]

_LANGUAGES: Mapping[str, str] = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
_DAY = timedelta(days=1)


def stored_on(document: str, day: date, norms: Catalogue) -> Stored:
    """The text of a document as it stands here on `day`. Raises BadInput for an unknown one."""
    if document in STANDARD_DOCUMENTS:
        edition = edition_on(day)
        if edition is None:
            raise BadInput("--from", f"{document} has no edition here on {day}")
        return stored_standard(edition)
    if document not in norms.documents:
        known = ", ".join((*norms.documents, *STANDARD_DOCUMENTS))
        raise BadInput("--document", f"one of {known}")
    return stored_norms(document, norms.on(day))


def comparison(
    name: str, content: bytes, document: str, since: date, norms: Catalogue
) -> Comparison:
    """The text `content` of a file called `name` as the edition of `document` from `since` on.

    Raises BadInput for a text that cannot be read, is in another language than the stored one, or
    is none of this document.
    """
    stored = stored_on(document, since - _DAY, norms)
    lines = lines_of(name, content)
    language = language_of("\n".join(lines))
    if language is not None and language != stored.language:
        raise BadInput(
            "FILE",
            f"is in {_LANGUAGES[language]}; {document} is stored in {_LANGUAGES[stored.language]}, "
            "and only a text in that language can be compared with it",
        )
    found = _found(lines, stored)
    told = compared(stored, found, norms.on(since - _DAY))
    if not any(each.old and each.new for each in told.paragraphs):
        raise BadInput("FILE", f"no paragraph of {document} is found in it")
    return replace(told, document=document)


def _found(lines: list[str], stored: Stored) -> Found:
    if stored.document == ORDER:
        return found_numbered(lines, stored)
    return (
        found_cards(lines, stored) if stored.document == STANDARD else found_by_post(lines, stored)
    )
