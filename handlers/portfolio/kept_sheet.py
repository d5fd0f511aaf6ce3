"""The sheet to keep: what a picture and a PDF of it show. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.papers.plain_words import plain
from handlers.portfolio.portfolio_view import number_of
from handlers.portfolio.standing import Standing
from i18n import Translator, translator
from rules.attestation.edition import Documents
from rules.attestation.portfolio import Counted
from rules.attestation.portfolio.wording import needed, row_name
from rules.vocabulary import Language

STATUS_OF: Final = {
    "met": "met",
    "empty": "unmet",
    "open": "unknown",
    "ask": "unknown",
    "not_asked": "not_applicable",
}


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """`documents`: what an application consists of, None where no edition says; `there`: those of
    its papers that are gathered; `on`: the day on which it is made."""

    as_picture: bool
    standing: Standing
    documents: Documents | None
    there: tuple[str, ...]
    language: Language
    on: date

    @property
    def tr(self) -> Translator:
        return translator(self.language)


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row in plain text: its status as on other papers, its name, what there is to say of it."""

    status: str
    name: str
    detail: str


def row_lines_of(sheet: KeptSheet) -> Iterator[RowLine]:
    """The rows that are asked of the post, in their order."""
    for each in sheet.standing.asked:
        name = f"{number_of(each.row)}. {row_name(each.row, sheet.tr.language)}"
        yield RowLine(STATUS_OF[each.state], name, _detail(each, sheet))


def _detail(each: Counted, sheet: KeptSheet) -> str:
    tr = sheet.tr
    if each.state == "met":
        return tr.text("Points: {points}", points=tr.number(float(each.points)))
    if each.row.kind == "extra" and each.state == "ask":
        return tr.plural(
            "Apart: {n} point as a curator.", "Apart: {n} points as a curator.", each.extra
        )
    if each.state == "ask":
        return tr.text("Ask the commission how many points it brings.")
    if each.row.kind == "extra":
        return tr.text("No answer yet.")
    wanted = needed(each.row, sheet.standing.portfolio.column, tr.language) or ""
    asked = plain(tr.text("Your category asks for: {what}.", what=wanted))
    words = tr.text("No answer yet.") if each.state == "open" else tr.text("Points: 0.")
    return f"{words} {asked}"
