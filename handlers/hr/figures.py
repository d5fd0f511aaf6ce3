"""The year in figures: shown, as a picture, as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final, Literal, TypeVar

from cases.lists.figures import DepartmentFigures, YearFigures, year_figures
from cases.rights import reach, require_some
from handlers.chat.outcome import Button, Made, NotMade, Outcome, Screen, column
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.visit import HrVisit
from handlers.papers.figures_picture import Bar, FiguresPicture, figures_png
from handlers.roster.figures_file import (
    FiguresFile,
    figures_file,
    figures_paper,
    first_line,
)
from handlers.roster.figures_words import SUBJECTS, ordered, share_words, value_words
from handlers.roster.in_pieces import LONGEST_SECONDS
from i18n import Translator
from storage.tables.staff_lines import FigureSubject

T = TypeVar("T")
PICTURE: Final = "figures.png"
TABLE: Final = "figures.xlsx"
PAPER: Final = "figures.pdf"


async def show(hr: HrVisit) -> Outcome:
    """Of the widest department that the viewer sees; the others are in the file."""
    tr, (year, name) = hr.tr, await _year(hr)
    lines = [tr.text("<b>The year in figures</b>"), escape(first_line(name, year, tr))]
    buttons: list[Button] = []
    files: tuple[Button, ...] = ()
    if year.departments:
        widest = year.departments[0]
        lines.append(tr.plural("{n} person", "{n} people", widest.people))
        lines += _lines(hr, widest)
        buttons.append(hr.button(tr.text("🖼 As a picture"), "figures_picture"))
        if await reach(hr.work, hr.actor, "export", hr.organisation_id, hr.now):
            files = (
                hr.button(tr.text("📤 As a file"), "figures_file"),
                hr.button(tr.text("🖨 For the printer"), "figures_paper"),
            )
    rows = (*(tuple(each) for each in (buttons, files) if each), hr.back("lists"))
    return hr.show(Screen("\n".join(lines), rows))


async def _year(hr: HrVisit) -> tuple[YearFigures, str]:
    found = await year_figures(hr.work, hr.actor, hr.organisation_id, hr.catalogue, hr.now)
    organisation = await hr.work.organisations.get(hr.organisation_id)
    assert organisation is not None, "whoever looks has a right there"
    return found, organisation.name


def _lines(hr: HrVisit, figures: DepartmentFigures) -> list[str]:
    tr = hr.tr
    lines = []
    for subject, title in SUBJECTS.items():
        lines += ["", f"<b>{tr.text(title)}</b>"]
        for share in ordered(figures, subject):
            words = (
                f"{value_words(share.value, tr)}: {share_words(share.people, figures.people, tr)}"
            )
            if share.last_year is not None and figures.last_year is not None:
                last = share_words(share.last_year, figures.last_year, tr)
                words += " · " + tr.text("last year {share}", share=last)
            lines.append(escape(words))
    return lines


async def picture(hr: HrVisit) -> Outcome:
    """The same as a picture."""
    tr, (year, name) = hr.tr, await _year(hr)
    if not year.departments:
        return await show(hr)
    widest = year.departments[0]
    given = FiguresPicture(
        title=widest.department.name or name,
        line=tr.text("Year in figures") + f" · {first_line(name, year, tr)}",
        groups=tuple(
            (tr.text(title), tuple(_bars(hr, widest, subject)))
            for subject, title in SUBJECTS.items()
        ),
        foot=_foot(year, tr),
    )
    return _made(hr, PICTURE, "photo", figures_png, given)


def _foot(year: YearFigures, tr: Translator) -> str:
    if year.last_taken_on is None:
        return tr.text("By the employer's record; no check is made.")
    return tr.text("The thin bar is last year. By the employer's record; no check is made.")


def _bars(hr: HrVisit, figures: DepartmentFigures, subject: FigureSubject) -> list[Bar]:
    tr, found = hr.tr, []
    for share in ordered(figures, subject):
        last = None
        if share.last_year is not None and figures.last_year:
            last = share.last_year / figures.last_year
        now = share.people / figures.people if figures.people else 0.0
        words = share_words(share.people, figures.people, tr)
        found.append(Bar(value_words(share.value, tr), words, now, last))
    return found


async def file(hr: HrVisit) -> Outcome:
    """Of all departments that the viewer may take along."""
    return await _taken_along(hr, TABLE, figures_file)


async def paper(hr: HrVisit) -> Outcome:
    """The same for the printer."""
    return await _taken_along(hr, PAPER, figures_paper)


async def _taken_along(hr: HrVisit, name: str, make: Callable[[FiguresFile], bytes]) -> Outcome:
    await require_some(hr.work, hr.actor, "export", hr.organisation_id, hr.now)
    year, organisation = await _year(hr)
    given = FiguresFile(organisation, year, hr.tr.language)
    return _made(hr, name, "document", make, given)


def _made(
    hr: HrVisit,
    name: str,
    kind: Literal["document", "photo"],
    make_of: Callable[[T], bytes],
    given: T,
) -> Outcome:
    workshop = hr.visit.desk.workshop
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, column(*hr.back("figures")))

    async def make() -> bytes:
        try:
            return await workshop.do(make_of, given, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    caption = hr.tr.text("Year in figures")
    return Outcome((Made(name, make, kind, caption),))
