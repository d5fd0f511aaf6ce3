"""Which edition of its document an answer about a position goes by (contract, section 4, R42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.norms.catalog import Catalogue
from rules.norms.model import Document, DocumentEdition, LaterReported
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """The edition of a document that a day goes by.

    `known_on`: False on a day before the first edition that is known, which it goes by all the
    same. `later_reported`: of a day from which another edition is reported.
    """

    document: Document
    used: DocumentEdition
    known_on: bool
    later_reported: LaterReported | None

    def to_json(self) -> Json:
        since = self.used.edition.in_force_from
        shown: Json = {
            "document": self.document.id,
            "from": None if since is None else since.isoformat(),
            "from_is": self.used.from_is,
            "known_on": self.known_on,
        }
        if self.later_reported is not None:
            shown["later_reported"] = self.later_reported.since.isoformat()
        return shown


def edition_used(catalogue: Catalogue, position: str, on: date) -> EditionUsed:
    """What an answer about `position` for the day `on` goes by; KeyError for no position."""
    norms = catalogue.on(on)
    document = norms.documents[norms.positions[position].document]
    reported = document.later_reported
    return EditionUsed(
        document=document,
        used=document.used,
        known_on=document.used.edition.begins <= on,
        later_reported=reported if reported is not None and reported.since <= on else None,
    )
