"""The parts of a report that open below its verdict, each in screens of a phone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from handlers.chat.buttons import ReportSection
from handlers.chat.phone import parts
from handlers.chat.tappable import tappable_day
from handlers.report.official_view import official_blocks
from handlers.report.report_view import (
    guidance,
    note_lines,
    preference_lines,
    requirement_blocks,
    way_heading,
)
from handlers.report.route_words import route_words
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.norms.model import Position
from rules.verdict.check import Report, Way

LABELS: Final[dict[ReportSection, str]] = {
    "asked": mark("📋 Requirements"),
    "way": mark("🧭 The whole way"),
    "advantages": mark("🏅 Advantages"),
    "notes": mark("⚖️ Notes"),
    "text": mark("📜 Text"),
}


def sections_of(catalogue: Catalogue, report: Report, tr: Translator) -> set[ReportSection]:
    """Those in which something stands."""
    catalogue = catalogue.on(report.on)
    found: set[ReportSection] = {"asked", "text"}
    if report.route:
        found.add("way")
    if any(preference_lines(report, tr)):
        found.add("advantages")
    if any(note_lines(catalogue, report, tr)):
        found.add("notes")
    return found


def section_parts(
    catalogue: Catalogue,
    report: Report,
    ways: Sequence[Way],
    section: ReportSection,
    tr: Translator,
) -> list[str]:
    """A section as HTML, in parts; `ways`: those of the report."""
    catalogue = catalogue.on(report.on)
    position = catalogue.positions[report.position]
    match section:
        case "asked":
            blocks = (
                *requirement_blocks(catalogue, report, tr),
                "",
                guidance(catalogue, report, tr),
            )
            return parts(blocks)
        case "way":
            return parts(_with_heading(report, ways, position, tr))
        case "advantages":
            return parts(preference_lines(report, tr))
        case "notes":
            return parts(_apart(note_lines(catalogue, report, tr)))
        case "text":
            return parts(official_blocks(catalogue, position, tr))


def _with_heading(
    report: Report, ways: Sequence[Way], position: Position, tr: Translator
) -> Iterator[str]:
    if not ways:
        yield way_heading(report, tr)
    yield from way_lines(ways, position, tr)


def way_lines(ways: Sequence[Way], position: Position, tr: Translator) -> Iterator[str]:
    """The nearest way and the others: what each takes, and its day."""
    for number, way in enumerate(ways, start=1):
        if number > 1:
            yield ""
        heading = tr.text("Way {n}", n=number)
        if number == 1:
            heading = tr.text("Way {n}, the nearest", n=number)
        yield f"<b>{heading}</b>"
        for step in route_words(way.elements, position, tr):
            yield f"• {step}"
        if way.day is not None:
            yield tr.text("By going on working: on {day}.", day=tappable_day(way.day, tr))
        else:
            yield tr.text("No day can be named: it does not depend on time alone.")


def _apart(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number:
            yield ""
        yield line
