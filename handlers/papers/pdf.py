"""The PDF: a check on A4 sheets for the personal file, with the record that repeats it."""

from __future__ import annotations

from handlers.chat.editions import edition_used, next_edition
from handlers.chat.names import category_name, clause
from handlers.papers.answers_given import answers_given
from handlers.papers.marks import STATUS_GLYPHS
from handlers.papers.measures import measure
from handlers.papers.outline import Choice, Or, Requirement, competences, outline
from handlers.papers.paper import ATTACHMENT, Paper, record_digest
from handlers.papers.plain_words import (
    early_words,
    guidance,
    operator_line,
    plain,
    verdict_said,
)
from handlers.papers.sheets import GREY, LEFT, Attachment, Sheets, pdf
from handlers.papers.timeline import LEAVES, events
from handlers.report.route_words import element_words
from i18n import mark
from rules.verdict.check import Item
from rules.vocabulary import Json

TITLE, VERDICT, HEADING, BODY, SMALL = 17.0, 13.0, 12.0, 10.0, 8.5
SIGN_ROOM, STEP_IN = 16.0, 14.0
KEPT_WITH_HEADING = 96.0
STATUS_WORDS = {
    "met": mark("Met"),
    "unmet": mark("Not met"),
    "unknown": mark("Not known"),
    "not_applicable": mark("Does not apply to you"),
}
NOT_NEEDED = mark("Not needed: another alternative is met")
OFFICIAL = {
    "kk": mark("official text, Kazakh"),
    "ru": mark("official text, Russian"),
    "en": mark("official text, English"),
}


def file_pdf(paper: Paper) -> bytes:
    """The file as a PDF with the decision record attached; the same bytes for the same paper."""
    tr = paper.tr
    return pdf(
        file_sheets(paper),
        title=f"{paper.position.names.of(paper.language)}, {paper.on.isoformat()}",
        language=paper.language,
        created=paper.on,
        attached=Attachment(ATTACHMENT, "application/json", paper.record),
        foot=lambda number, total: tr.text(
            "Biliktilik · code {code} · page {n} of {total}",
            code=paper.code,
            n=number,
            total=total,
        ),
    )


def file_sheets(paper: Paper) -> Sheets:
    """Everything on the sheets with its place."""
    sheets = Sheets()
    _head(sheets, paper)
    _requirements(sheets, paper)
    _advantages(sheets, paper)
    _route(sheets, paper)
    _days(sheets, paper)
    _answers(sheets, paper)
    _readings(sheets, paper)
    _reproduction(sheets, paper)
    return sheets


def _head(sheets: Sheets, paper: Paper) -> None:
    tr, report = paper.tr, paper.report
    document = paper.catalogue.documents[paper.position.document]
    sheets.paragraph(tr.text("Check of the requirements of a position"), SMALL, colour=GREY)
    sheets.gap(4)
    early = early_words(paper)
    if early is not None:
        sheets.paragraph(early, BODY, bold=True)
        sheets.gap(4)
    sheets.paragraph(paper.position.names.of(paper.language), TITLE, bold=True)
    if report.category is not None:
        sheets.paragraph(category_name(report.category, tr), HEADING, bold=True)
    sheets.gap(6)
    title = document.title.of(paper.language)
    edition = edition_used(paper.catalogue, paper.position.id, paper.on, tr)
    sheets.paragraph(f"{title} ({edition})")
    sheets.paragraph(tr.text("Checked on {day}", day=tr.date(paper.on)))
    sheets.gap(8)
    sheets.rule()
    words, detail, became = verdict_said(paper)
    sheets.paragraph(words, VERDICT, bold=True)
    sheets.paragraph(detail)
    for line in became:
        sheets.gap(4)
        sheets.paragraph(line, BODY)
    sheets.gap(4)
    sheets.rule()
    sheets.paragraph(guidance(paper), SMALL, colour=GREY)
    coming = next_edition(paper.catalogue, report, tr)
    if coming is not None:
        sheets.paragraph(plain(coming), SMALL, colour=GREY)
    if _is_translated(paper):
        note = tr.text(
            "The short texts in this language are unofficial translations;"
            " the official words stand under each of them."
        )
        sheets.paragraph(note, SMALL, colour=GREY)


def _is_translated(paper: Paper) -> bool:
    return all(part.language != paper.language for part in paper.position.official)


def _heading(sheets: Sheets, text: str) -> None:
    sheets.gap(14)
    sheets.room(KEPT_WITH_HEADING)
    sheets.paragraph(text.removesuffix(":"), HEADING, bold=True)
    sheets.gap(4)


def _requirements(sheets: Sheets, paper: Paper) -> None:
    tr = paper.tr
    _heading(sheets, tr.text("What is required and what you have"))
    for entry in outline(paper, only_what_counts=False):
        left = LEFT + STEP_IN * entry.depth
        match entry:
            case Requirement(item=item, needed=needed):
                _requirement(sheets, item, paper, left, needed=needed)
            case Choice():
                sheets.room(KEPT_WITH_HEADING)
                sheets.paragraph(tr.text("One of these is needed:"), BODY, bold=True, left=left)
                sheets.gap(3)
            case Or():
                sheets.room(KEPT_WITH_HEADING)
                sheets.paragraph(plain(tr.text("<i>or</i>")), BODY, colour=GREY, left=left)
                sheets.gap(3)
    checklist = competences(paper)
    if checklist:
        met = sum(item.status == "met" for item in checklist)
        line = tr.text("Competences: {n} of {total}", n=met, total=len(checklist))
        sheets.paragraph(line, BODY, bold=True)
        sheets.gap(3)
    for item in checklist:
        _requirement(sheets, item, paper, LEFT + STEP_IN)


def _requirement(
    sheets: Sheets, item: Item, paper: Paper, left: float, *, needed: bool = True
) -> None:
    """The sign, our short text, how it stands, the clause, and the official words."""
    tr, text = paper.tr, left + SIGN_ROOM
    needless = item.status == "unknown" and not needed
    status = "not_applicable" if needless else item.status
    found = None if needless else measure(item, tr)
    stands = tr.text(NOT_NEEDED if needless else STATUS_WORDS[status])
    if found is not None:
        caption = found.caption[:1].upper() + found.caption[1:]
        stands = caption if item.status == "unknown" else f"{stands}: {found.caption}"
    with sheets.together():
        sheets.beside(STATUS_GLYPHS[status], BODY, left)
        sheets.paragraph(item.leaf.text.of(paper.language), BODY, left=text)
        where = plain(clause(item.leaf.source, tr))
        sheets.paragraph(f"{stands} · {where[:1].upper()}{where[1:]}", SMALL, bold=True, left=text)
        for language, phrases in item.leaf.words.items():
            for phrase in phrases:
                kind = tr.text(OFFICIAL[language])
                sheets.paragraph(f"{kind}: «{phrase}»", SMALL, colour=GREY, left=text)
        sheets.gap(7)


def _advantages(sheets: Sheets, paper: Paper) -> None:
    shown = paper.report.preferences
    if not shown:
        return
    counted = [item for item in shown if item.status != "not_applicable"]
    met = sum(item.status == "met" for item in counted)
    line = paper.tr.text(
        "🏅 <b>What gives an advantage</b>: {n} of {total}", n=met, total=len(counted)
    )
    _heading(sheets, plain(line))
    for item in shown:
        _requirement(sheets, item, paper, LEFT)


def _route(sheets: Sheets, paper: Paper) -> None:
    tr, report = paper.tr, paper.report
    if report.verdict != "not_eligible":
        return
    if not report.route:
        sheets.gap(14)
        words = tr.text(
            "🧭 There is no way that one can set out on: what is missing cannot be obtained."
        )
        sheets.paragraph(plain(words))
        return
    _heading(sheets, plain(tr.text("🧭 <b>Nearest way</b>:")))
    _steps(sheets, report.route, paper)
    if report.alternatives:
        sheets.paragraph(tr.text("Other ways:"), BODY, bold=True)
    for number, way in enumerate(report.alternatives):
        if number:
            sheets.paragraph(plain(tr.text("<i>or</i>")), BODY, colour=GREY, left=LEFT + STEP_IN)
        _steps(sheets, way, paper)


def _steps(sheets: Sheets, route: tuple[Json, ...], paper: Paper) -> None:
    for element in route:
        sheets.beside("•", BODY, LEFT)
        words = plain(element_words(element, paper.position, paper.tr))
        sheets.paragraph(words, BODY, left=LEFT + STEP_IN)
        sheets.gap(2)


def _days(sheets: Sheets, paper: Paper) -> None:
    tr, day = paper.tr, paper.report.eligible_on
    if paper.report.verdict == "not_eligible":
        words = (
            tr.text("No day can be named: it does not depend on time alone.")
            if day is None
            else tr.text("The day on which the requirements will be met: {day}", day=tr.date(day))
        )
        sheets.gap(6)
        sheets.paragraph(words, BODY, bold=day is not None)
    leaving = [event for event in events(paper) if event.kind == LEAVES]
    if leaving:
        _heading(sheets, tr.text("Days to remember"))
    for event in leaving:
        sheets.paragraph(f"{tr.date(event.day)}: {event.text}")


def _answers(sheets: Sheets, paper: Paper) -> None:
    _heading(sheets, paper.tr.text("Answers"))
    for name, answer in answers_given(paper):
        sheets.beside("•", BODY, LEFT)
        sheets.paragraph(f"{name}: {answer}", BODY, left=LEFT + STEP_IN)


def _readings(sheets: Sheets, paper: Paper) -> None:
    if not paper.report.notes:
        return
    tr = paper.tr
    _heading(sheets, tr.text("How the text is read"))
    for note in paper.report.notes:
        sheets.paragraph(f"{note.text.of(paper.language)} ({note.reading})")
        sheets.gap(5)


def _reproduction(sheets: Sheets, paper: Paper) -> None:
    """For people first; what only a machine compares stands small below it."""
    tr = paper.tr
    with sheets.together():
        _heading(sheets, tr.text("If somebody doubts this paper"))
        sheets.paragraph(
            tr.text(
                "It repeats what the bot answered on {day} to the answers above. It is guidance: "
                "the employer or the commission decides.",
                day=tr.date(paper.on),
            )
        )
        sheets.gap(5)
        sheets.paragraph(
            tr.text(
                "Whoever runs the bot can open the check by its code and make it again. If "
                "something is wrong, say so under the report: More, “This is wrong”."
            )
        )
        sheets.gap(5)
        sheets.paragraph(tr.text("Code: {code}", code=paper.code), BODY, bold=True)
        operator = operator_line(paper)
        if operator is not None:
            sheets.paragraph(operator)
        sheets.gap(12)
        words = tr.text(
            "For specialists: the record is attached to this file as {name}; “{command}” makes the "
            "check again from it and compares it byte for byte.",
            name=ATTACHMENT,
            command="python -m bot replay FILE.pdf",
        )
        sheets.paragraph(words, SMALL)
        digest = record_digest(paper.record)
        sheets.paragraph(tr.text("Record, SHA-256: {digest}", digest=digest), SMALL)
        sheets.paragraph(tr.text("Rules, SHA-256: {digest}", digest=paper.rules), SMALL)
