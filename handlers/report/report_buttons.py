"""The buttons of a report's first screen: four rows at most, one of them the main action."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from handlers.chat.buttons import (
    CHOOSE,
    AfterReport,
    Attesting,
    Choosing,
    Menu,
    ReportSection,
    WhatIf,
)
from handlers.chat.outcome import Button, Keyboard, column
from handlers.chat.visit import Visit
from handlers.report.section_view import LABELS, sections_of
from i18n import Translator
from rules.attestation import has_attestation
from rules.norms.catalog import Catalogue
from rules.verdict.check import Report

_SHORT: Final[tuple[ReportSection, ...]] = ("advantages", "notes", "text")


def report_buttons(
    catalogue: Catalogue, report: Report, run_id: int, tr: Translator, later: int = 0
) -> Keyboard:
    """Below a report that is kept: its sections, and what to do next. The main one follows from
    the verdict: the way, the answer that is open, or what comes once all is met. `later`: how many
    facts that only give an advantage are still to be asked."""
    there = sections_of(catalogue, report, tr)
    what_if = Button(tr.text("🔮 What if…"), WhatIf.NEW(run_id))
    answers = Button(tr.text("✏️ Answers"), AfterReport.CHANGE(run_id))
    more = Button(tr.text("➕ More"), AfterReport.MORE("more", run_id))
    beside, *_ = another(catalogue, report, tr)
    last: tuple[Button, ...] = (answers, more)
    short_of_it = Button(tr.text("🔎 Another"), beside.data)
    if has_attestation(report.position, report.category):
        last = (answers, short_of_it, more)
        beside = Button(tr.text("🎖 Attestation"), Attesting.OF_CHECK(str(run_id)))
    elif later:
        beside = short_of_it
    way = [_section("way", run_id, tr)] if "way" in there else []
    main = {"undetermined": answers, "eligible": beside}.get(report.verdict, [*way, what_if][0])
    short = tuple(_section(x, run_id, tr) for x in _SHORT if x in there)
    rows: Keyboard = ((*way, _section("asked", run_id, tr)), short, (what_if, beside), last)
    if later:
        rows = (
            rows[0],
            (_asks_advantages(later, run_id, tr),),
            (*short, what_if)[:3],
            (beside, answers, more),
        )
        if not any(main in row for row in rows):
            main = rows[1][0]
    return tuple(tuple(_primary(b) if b == main else b for b in row) for row in rows)


def _asks_advantages(number: int, run_id: int, tr: Translator) -> Button:
    words = tr.plural("🏅 Advantages: {n} question", "🏅 Advantages: {n} questions", number)
    return Button(words, AfterReport.ADVANTAGES(run_id))


def _section(section: ReportSection, run_id: int, tr: Translator) -> Button:
    return Button(tr.text(LABELS[section]), AfterReport.SECTION(section, 0, run_id))


def _primary(button: Button) -> Button:
    return replace(button, style="primary")


def unkept_buttons(visit: Visit, report: Report, run_id: int) -> Keyboard:
    """Below a report of which nothing is kept: what needs no answers."""
    tr = visit.tr
    official = Button(tr.text("📜 Official text"), AfterReport.OFFICIAL(report.position, "new"))
    more = Button(tr.text("➕ More"), AfterReport.MORE("more", run_id))
    next_ones = [*_attestation(report, tr), *another(visit.desk.catalogue, report, tr)]
    next_ones[0] = _primary(next_ones[0])
    return ((official, more), *column(*next_ones))


def _attestation(report: Report, tr: Translator) -> list[Button]:
    """What the rules ask for is shown for anybody."""
    if not has_attestation(report.position, report.category):
        return []
    data = Attesting.OF_ANYBODY(report.position, report.category or CHOOSE)
    return [Button(tr.text("🎖 Attestation"), data)]


def another(catalogue: Catalogue, report: Report, tr: Translator) -> list[Button]:
    """To another category, where there are any, and to another position."""
    buttons = [Button(tr.text("Another position"), Menu.CHECK())]
    if catalogue.positions[report.position].categories:
        words = tr.text("Another category") if report.category else tr.text("Check for a category")
        buttons.insert(0, Button(words, Choosing.POSITION(report.position)))
    return buttons
