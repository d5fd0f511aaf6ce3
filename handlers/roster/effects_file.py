"""Whom of the register later editions judge otherwise, as a workbook: by department and clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.register.effects import Affected, StaffToJudge, affected_among
from handlers.chat.names import target_name
from handlers.report.corrected import SHORT_VERDICTS
from handlers.roster.list_file import without_sign
from handlers.roster.missing_words import plain_clause
from i18n import Translator, mark, translator
from rules.norms.catalog import Catalogue
from rules.norms.coverage import all_leaves
from rules.norms.loading import catalogue
from rules.roster.table import Value
from rules.vocabulary import Language, Verdict
from workbooks.writing import SheetOut, workbook

HEADINGS: Final = (
    mark("Department"),
    mark("Clause"),
    mark("Full name"),
    mark("Personnel No."),
    mark("Position held"),
    mark("Checked for"),
    mark("From"),
    mark("Until then"),
    mark("From then on"),
)
TOLD: Final = mark("The bot can tell them")
WIDTHS: Final = (34, 44, 30, 10, 28, 34, 12, 22, 22, 14)
HEADING_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class EffectsFile:
    """What another process needs to know to judge and to write it."""

    staff: StaffToJudge
    on: date
    language: Language


def effects_file(given: EffectsFile) -> bytes:
    """The bytes of an .xlsx; takes as long as judging does."""
    tr = translator(given.language)
    rows = list(effects_rows(given, catalogue()))
    sheet = SheetOut(tr.text("Newer requirements"), rows, HEADING_ROW, WIDTHS, for_printing=True)
    return workbook([sheet])


def effects_lines(given: EffectsFile) -> list[Sequence[Value]]:
    """The same rows to be shown; takes as long as judging does."""
    return list(effects_rows(given, catalogue()))


def effects_rows(given: EffectsFile, norms: Catalogue) -> Iterator[Sequence[Value]]:
    """A line of what it is, the headings, then a row for each person, target and clause."""
    tr = translator(given.language)
    found = affected_among(given.staff.lines, norms, given.on)
    people = len({each.line.employee.id for each in found})
    yield [" · ".join((
        tr.text("Whom newer requirements concern"),
        tr.date(given.on),
        tr.plural("{n} person", "{n} people", people),
        tr.text("by the employer's record, no check"),
    ))]  # fmt: skip
    told = [] if given.staff.tied is None else [tr.text(TOLD)]
    yield [*(tr.text(each) for each in HEADINGS), *told]
    for each in found:
        yield from _rows(each, given, norms.on(each.kind.since), tr)


def _rows(
    each: Affected, given: EffectsFile, then: Catalogue, tr: Translator
) -> Iterator[Sequence[Value]]:
    kind, employee = each.kind, each.line.employee
    known = {leaf.id: leaf for leaf in all_leaves(then.positions[kind.position])}
    clauses = [
        f"{known[name].text.of(tr.language)} ({plain_clause(known[name].source, tr)})"
        for name in kind.clauses
        if name in known
    ]
    told: list[Value] = []
    if given.staff.tied is not None:
        told = [tr.text("yes") if employee.id in given.staff.tied else tr.text("no")]
    for clause in clauses or [""]:
        yield [
            " · ".join(name for _, name in each.line.units),
            clause,
            employee.name,
            employee.number,
            each.line.appointment.post,
            target_name(then, kind.position, kind.category, tr),
            kind.since,
            _verdict(kind.before, tr),
            _verdict(kind.after, tr),
            *told,
        ]


def _verdict(verdict: Verdict | None, tr: Translator) -> str:
    if verdict is None:
        return tr.text("There is no such category.")
    return without_sign(tr.text(SHORT_VERDICTS[verdict]))
