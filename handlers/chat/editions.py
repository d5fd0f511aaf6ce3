"""Which edition of which document a day goes by, whether one has ended, and the next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from handlers.chat.standard_edition import edition_words
from i18n import Translator
from rules.attestation import edition_on as attestation_on
from rules.norms.catalog import Catalogue
from rules.norms.model import DaysInForce, Document, Text
from rules.standard import edition_on as standard_on
from rules.verdict.check import Report
from rules.verdict.edition import edition_used as edition_of


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
    if used.from_is == "signed" and used.edition.in_force_from is not None:
        day = tr.date(used.edition.in_force_from)
        yield tr.text("   {day} is the day of signing; the day in force is not stated.", day=day)
    if document.compared is not None:
        day = tr.date(document.compared)
        yield tr.text("   Last compared with its source on {day}.", day=day)
    reported = document.later_reported
    if reported is not None and reported.since <= on:
        yield tr.text("   A later edition is reported, its text is not here:")
        yield f"   {escape(reported.says.of(tr.language))}"
    for later in document.editions:
        if later.edition.begins > max(on, used.edition.begins):
            name, day = escape(later.name.of(tr.language)), tr.date(later.edition.begins)
            yield tr.text("   From {day}: {edition}", day=day, edition=name)


def _named(name: Text, edition: DaysInForce, on: date, tr: Translator) -> str:
    words = name.of(tr.language)
    if edition.in_force_until is None or not edition.ended_before(on):
        return words
    day = tr.date(edition.in_force_until)
    return tr.text("{edition}, in force until {day}", edition=words, day=day)


def edition_used(catalogue: Catalogue, position: str, on: date, tr: Translator) -> str:
    """The edition of the document that the position is checked by on a day, that it has ended
    where it has, and that a later one is reported where one is; plain text."""
    found = edition_of(catalogue, position, on)
    ends = catalogue.on(on).positions[position].edition
    name = _named(found.used.name, ends, on, tr)
    return name if found.later_reported is None else _later_reported(name, tr)


def edition_used_in_short(catalogue: Catalogue, position: str, on: date, tr: Translator) -> str:
    """The same, without where the text of a later one is."""
    found = edition_of(catalogue, position, on)
    ends = catalogue.on(on).positions[position].edition
    name = _named(found.used.name, ends, on, tr)
    if found.later_reported is None:
        return name
    return tr.text("{edition}; a later one is reported", edition=name)


def edition_name(document: Document, tr: Translator) -> str:
    """The edition of a document that is shown, and that a later one is reported where one is;
    plain text."""
    name = document.edition.of(tr.language)
    return name if document.later_reported is None else _later_reported(name, tr)


def editions_behind(
    catalogue: Catalogue, answers: Iterable[tuple[str, date]], tr: Translator
) -> Iterator[str]:
    """One line of HTML for each edition that answers rest on, given by position and day."""
    found: dict[str, None] = {}
    for position, on in answers:
        norms = catalogue.on(on)
        title = norms.documents[norms.positions[position].document].title.of(tr.language)
        edition = edition_used(catalogue, position, on, tr)
        found[f"<i>{escape(title)}: {escape(edition)}</i>"] = None
    yield from found


def _later_reported(name: str, tr: Translator) -> str:
    return tr.text("{edition}; a later one is reported, its text is not here", edition=name)


def before_the_first(catalogue: Catalogue, position: str, on: date, tr: Translator) -> str | None:
    """That a day lies before the first edition that is known, as HTML; None where it does not."""
    found = edition_of(catalogue, position, on)
    if found.known_on:
        return None
    return tr.text(
        "⚠️ The text of {day} is not here. This goes by the first one known: {edition}.",
        day=tr.date(on),
        edition=escape(found.used.name.of(tr.language)),
    )


def next_edition(catalogue: Catalogue, report: Report, tr: Translator) -> str | None:
    """That another edition follows the one of a report, as HTML; None where none is known."""
    begins = _next_begins(catalogue, report)
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


def next_edition_in_short(catalogue: Catalogue, report: Report, tr: Translator) -> str | None:
    """The same in a line or two."""
    begins = _next_begins(catalogue, report)
    if begins is None:
        return None
    return tr.text("⚖️ From {day} another edition: check again then.", day=tr.date(begins))


def _next_begins(catalogue: Catalogue, report: Report) -> date | None:
    editions = catalogue.editions[report.position][1:]
    return next((p.edition.begins for p in editions if p.edition.begins > report.on), None)


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
