"""Which edition of which document a day goes by, whether one has ended, and the next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from handlers.standard.card_view import edition_words
from i18n import Translator
from rules.attestation import edition_on as attestation_on
from rules.catalog import Catalogue
from rules.check import Report
from rules.model import Document, Edition, Text
from rules.standard import edition_on as standard_on


def edition_lines(catalogue: Catalogue, on: date, tr: Translator) -> Iterator[str]:
    """Every document with the edition that is used on the day, as HTML."""
    for document in catalogue.on(on).documents.values():
        yield from _document_lines(document, on, tr)
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


def _document_lines(document: Document, on: date, tr: Translator) -> Iterator[str]:
    used = document.used
    title = escape(document.title.of(tr.language))
    yield f"• {title}: <b>{escape(_named(used.name, used.edition, on, tr))}</b>"
    yield f"   {escape(used.source.of(tr.language))}"
    for later in document.editions:
        if later.edition.begins > max(on, used.edition.begins):
            name, day = escape(later.name.of(tr.language)), tr.date(later.edition.begins)
            yield tr.text("   From {day}: {edition}", day=day, edition=name)


def _named(name: Text, edition: Edition, on: date, tr: Translator) -> str:
    words = name.of(tr.language)
    if edition.in_force_until is None or not edition.ended_before(on):
        return words
    day = tr.date(edition.in_force_until)
    return tr.text("{edition}, in force until {day}", edition=words, day=day)


def edition_used(catalogue: Catalogue, position: str, on: date, tr: Translator) -> str:
    """The edition of the document that the position is checked by on a day, and that it has ended
    where it has; plain text."""
    norms = catalogue.on(on)
    known = norms.positions[position]
    return _named(norms.documents[known.document].edition, known.edition, on, tr)


def next_edition(catalogue: Catalogue, report: Report, tr: Translator) -> str | None:
    """That another edition follows the one of a report, as HTML; None where none is known."""
    editions = catalogue.editions[report.position][1:]
    begins = next((p.edition.begins for p in editions if p.edition.begins > report.on), None)
    if begins is None:
        return None
    day = tr.date(begins)
    if report.eligible_on is not None and report.eligible_on >= begins:
        return tr.text(
            "⚖️ The day named here falls under another edition of this document, in force from "
            "{day}: it may ask for more. Check again then.",
            day=day,
        )
    return tr.text(
        "⚖️ From {day} another edition of this document is in force: check again then.", day=day
    )


def ended_since(
    catalogue: Catalogue, position: str, judged_on: date, on: date, tr: Translator
) -> str | None:
    """What to tell of a check of the day `judged_on` whose edition has ended by `on`, as HTML."""
    edition = catalogue.on(judged_on).positions[position].edition
    if edition.in_force_until is None or not edition.ended_before(on):
        return None
    day = tr.date(edition.in_force_until)
    newer = catalogue.on(on).positions[position].edition.begins
    if newer > edition.begins:
        return tr.text(
            "⚖️ This rests on an edition of the document that ended on {day}. Since {newer} another "
            "is in force: check again.",
            day=day,
            newer=tr.date(newer),
        )
    return tr.text(
        "⚖️ This rests on an edition of the document that ended on {day}: look up the text that is "
        "in force now.",
        day=day,
    )
