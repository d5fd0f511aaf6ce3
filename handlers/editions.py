"""Which edition of which document the bot goes by, and whether one has ended. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from handlers.standard.card_view import edition_words
from i18n import Translator
from rules.attestation import edition_on as attestation_on
from rules.catalog import Catalogue
from rules.standard import edition_on as standard_on


def edition_lines(catalogue: Catalogue, on: date, tr: Translator) -> Iterator[str]:
    """Every document with the edition that is used on the day, as HTML."""
    for document in catalogue.documents.values():
        title = escape(document.title.of(tr.language))
        yield f"• {title}: <b>{escape(document.edition.of(tr.language))}</b>"
    standard = standard_on(on)
    if standard is not None:
        orders = "; ".join(escape(order.of(tr.language)) for order in standard.orders)
        heading = tr.text("The professional standard of university teachers")
        yield f"• {heading} ({orders}): <b>{edition_words(standard, tr)}</b>"
    attestation = attestation_on(on)
    heading = tr.text("The rules of attestation")
    if attestation is None:
        yield tr.text("• {document}: the edition of this day is not known", document=heading)
        return
    known = attestation.known_until
    month = tr.month(date(known.year, known.month, 1))
    yield f"• {heading}: <b>{escape(attestation.name.frozen().of(tr.language))}</b>"
    yield tr.text("   Known up to {month}; later amendments are not included.", month=month)


def ended_on(catalogue: Catalogue, position: str, on: date) -> date | None:
    """The last day of the edition that the position is checked by, when that day is over."""
    until = catalogue.positions[position].edition.in_force_until
    return until if until is not None and until < on else None
