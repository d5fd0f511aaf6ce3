"""The card: a check as one picture for a phone, for people who would rather look than read."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.chat.names import category_name
from handlers.papers.card_bars import SMALL, bar, line_of_time
from handlers.papers.marks import (
    ACCENT,
    INK,
    MARGIN,
    PALE_INK,
    STATUS_COLOURS,
    STATUS_TINTS,
    TRACK,
    WIDTH,
    Box,
    CardPlan,
    Column,
)
from handlers.papers.measures import Measure, measure
from handlers.papers.outline import Choice, Or, Requirement, competences, outline
from handlers.papers.paper import Paper
from handlers.papers.plain_words import (
    early_words,
    guidance,
    operator_line,
    plain,
    verdict_said,
)
from handlers.papers.timeline import events
from handlers.report.route_words import element_words
from rules.verdict.check import Item

TITLE, CATEGORY, VERDICT, HEADING, BODY = 46, 38, 42, 34, 32
SIGN_ROOM, STEP_IN = 56, 40
MOST_DAYS = 6
_VERDICT_STATUS = {"eligible": "met", "not_eligible": "unmet", "undetermined": "unknown"}


def card_png(paper: Paper) -> bytes:
    """The card as a PNG, 1080 pixels wide. Takes a core for some tenths of a second."""
    from handlers.papers.drawing import figure_of, png

    return png(figure_of(card_plan(paper)))


def card_plan(paper: Paper) -> CardPlan:
    """Everything on the card with its place: what is drawn, nothing less."""
    column = Column()
    _head(column, paper)
    _verdict(column, paper)
    _requirements(column, paper)
    _advantages(column, paper)
    _route(column, paper)
    _days(column, paper)
    _foot(column, paper)
    return column.plan()


def _head(column: Column, paper: Paper) -> None:
    tr = paper.tr
    checked = tr.text("Checked on {day}", day=tr.date(paper.on))
    column.paragraph(f"Biliktilik · {checked}", SMALL, colour=PALE_INK)
    column.gap(14)
    early = early_words(paper)
    if early is not None:
        column.paragraph(early, BODY, bold=True)
        column.gap(14)
    column.paragraph(paper.position.names.of(paper.language), TITLE, bold=True)
    if paper.report.category is not None:
        column.gap(4)
        name = category_name(paper.report.category, tr)
        column.paragraph(name[:1].upper() + name[1:], CATEGORY, bold=True, colour=ACCENT)
    column.gap(28)


def _verdict(column: Column, paper: Paper) -> None:
    status = "unknown" if paper.is_another_now else _VERDICT_STATUS[paper.report.verdict]
    words, detail, became = verdict_said(paper)
    place, top = len(column.marks), column.y
    left, right = MARGIN + 108, WIDTH - MARGIN - 24
    column.gap(26)
    column.status(status, MARGIN + 26, VERDICT * 1.3)
    column.paragraph(
        words, VERDICT, bold=True, colour=STATUS_COLOURS[status], left=left, right=right
    )
    column.paragraph(detail, BODY, left=left, right=right)
    column.gap(26)
    box = Box(MARGIN, top, WIDTH - 2 * MARGIN, column.y - top, STATUS_TINTS[status], radius=22)
    column.marks.insert(place, box)
    for number, line in enumerate(became):
        column.gap(8 if number else 20)
        column.paragraph(line, BODY)


def _heading(column: Column, text: str) -> None:
    column.gap(34)
    column.paragraph(text, HEADING, bold=True)
    column.gap(14)


def _requirements(column: Column, paper: Paper) -> None:
    tr = paper.tr
    _heading(column, tr.text("What is required and what you have"))
    for entry in outline(paper, only_what_counts=True):
        left = MARGIN + STEP_IN * entry.depth
        match entry:
            case Requirement(item=item):
                _requirement(column, item, paper, left)
            case Choice():
                column.paragraph(tr.text("One of these is needed:"), BODY, bold=True, left=left)
                column.gap(12)
            case Or():
                words = plain(tr.text("<i>or</i>"))
                column.paragraph(words, SMALL, colour=PALE_INK, left=left)
                column.gap(10)
    _checklist(column, paper)


def _requirement(column: Column, item: Item, paper: Paper, left: float) -> None:
    tr = paper.tr
    text = left + SIGN_ROOM
    column.status(item.status, left, BODY)
    colour = PALE_INK if item.status == "not_applicable" else INK
    column.paragraph(item.leaf.text.of(paper.language), BODY, colour=colour, left=text)
    found = measure(item, tr)
    if found is not None:
        _measured(column, found, item.status, text)
    elif item.status == "not_applicable":
        column.paragraph(tr.text("Does not apply to you"), SMALL, colour=PALE_INK, left=text)
    elif item.status == "unknown":
        column.paragraph(tr.text("Not known"), SMALL, colour=PALE_INK, left=text)
    column.gap(22)


def _measured(column: Column, found: Measure, status: str, left: float) -> None:
    column.gap(12)
    bar(column, found, status, left)
    column.paragraph(found.caption, SMALL, colour=PALE_INK, left=left)


def _checklist(column: Column, paper: Paper) -> None:
    """The competences, folded: how many of how many."""
    items = competences(paper)
    if not items:
        return
    tr = paper.tr
    met = sum(item.status == "met" for item in items)
    unmet = sum(item.status == "unmet" for item in items)
    unknown = len(items) - met - unmet
    status = "unmet" if unmet else "unknown" if unknown else "met"
    text = MARGIN + SIGN_ROOM
    column.status(status, MARGIN, BODY)
    line = tr.text("Competences: {n} of {total}", n=met, total=len(items))
    column.paragraph(line, BODY, left=text)
    column.gap(12)
    bar(column, Measure(met, met + unknown, len(items), ""), status, text)
    if unknown:
        words = tr.plural("{n} item is not answered", "{n} items are not answered", unknown)
        column.paragraph(words, SMALL, colour=PALE_INK, left=text)
    column.gap(22)


def _advantages(column: Column, paper: Paper) -> None:
    """What the text prefers, folded."""
    shown = [item for item in paper.report.preferences if item.status != "not_applicable"]
    if not shown:
        return
    met = sum(item.status == "met" for item in shown)
    line = paper.tr.text(
        "🏅 <b>What gives an advantage</b>: {n} of {total}", n=met, total=len(shown)
    )
    column.gap(10)
    column.paragraph(plain(line), BODY)
    column.gap(12)
    unknown = sum(item.status == "unknown" for item in shown)
    bar(column, Measure(met, met + unknown, len(shown), ""), "not_applicable", MARGIN)


def _route(column: Column, paper: Paper) -> None:
    tr = paper.tr
    if paper.report.verdict != "not_eligible":
        return
    if not paper.report.route:
        column.gap(34)
        words = tr.text(
            "🧭 There is no way that one can set out on: what is missing cannot be obtained."
        )
        column.paragraph(plain(words), BODY)
        return
    _heading(column, plain(tr.text("🧭 <b>Nearest way</b>:")))
    for words in _steps(paper):
        column.bullet(BODY, MARGIN + 16)
        column.paragraph(words, BODY, left=MARGIN + STEP_IN)
        column.gap(8)


def _steps(paper: Paper) -> Iterator[str]:
    """The steps of the nearest way; several competences are counted together."""
    tr, route = paper.tr, paper.report.route
    missing = sum(element["kind"] == "competence" for element in route)
    for element in route:
        if missing == 1 or element["kind"] != "competence":
            yield plain(element_words(element, paper.position, tr))
    if missing > 1:
        yield tr.plural("{n} more competence", "{n} more competences", missing)


def _days(column: Column, paper: Paper) -> None:
    """The line of time; left out where only the day of the check would stand on it."""
    found = events(paper)
    if len(found) == 1:
        return
    tr = paper.tr
    _heading(column, tr.text("The line of time"))
    line_of_time(column, found[:MOST_DAYS], tr)
    if len(found) > MOST_DAYS:
        more = tr.plural("and {n} more day", "and {n} more days", len(found) - MOST_DAYS)
        column.paragraph(more, SMALL, colour=PALE_INK)


def _foot(column: Column, paper: Paper) -> None:
    column.gap(34)
    column.marks.append(Box(MARGIN, column.y, WIDTH - 2 * MARGIN, 3, TRACK))
    column.gap(20)
    column.paragraph(guidance(paper), SMALL, colour=PALE_INK)
    operator = operator_line(paper)
    if operator is not None:
        column.gap(6)
        column.paragraph(operator, SMALL, colour=PALE_INK)
