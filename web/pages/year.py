"""The year in figures: each department beside last year, as bars and as a table of the same."""

from __future__ import annotations

from cases.lists.figures import DepartmentFigures, YearFigures, year_figures
from cases.rights import reach, require_some
from handlers.roster.figures_file import FiguresFile, figures_file, figures_paper, first_line
from handlers.roster.figures_words import SUBJECTS, ordered, share_words, value_words
from handlers.roster.in_pieces import LONGEST_SECONDS
from storage.tables.staff_lines import FigureSubject
from web.answers import Answer, File, Shown
from web.front import Caller, number_of
from web.pages.paper_or_sheet import PDF, XLSX, is_paper


async def year(caller: Caller) -> Answer:
    """`department`: whose bars are drawn; the widest without one."""
    found, name = await _figures(caller)
    organisation = caller.organisation_id
    exports = await reach(caller.work, caller.person.id, "export", organisation, caller.now)
    wanted = caller.query.get("department", "")
    chosen = found.departments[0] if found.departments else None
    if wanted:
        number = number_of(wanted)
        chosen = next((each for each in found.departments if each.department.id == number), None)
    return Shown(
        "year.html",
        {
            "line": first_line(name, found, caller.tr),
            "departments": [
                (each.department.id, each.department.name or name) for each in found.departments
            ],
            "chosen": None if chosen is None else chosen.department.id,
            "title": "" if chosen is None else chosen.department.name or name,
            "people": 0 if chosen is None else chosen.people,
            "subjects": [] if chosen is None else [
                (caller.tr.text(words), _bars(chosen, subject, caller))
                for subject, words in SUBJECTS.items()
            ],
            "waiting": found.waiting,
            "exports": bool(exports),
        },
    )  # fmt: skip


async def file(caller: Caller) -> Answer:
    organisation = caller.organisation_id
    await require_some(caller.work, caller.person.id, "export", organisation, caller.now)
    found, name = await _figures(caller)
    given, workshop = FiguresFile(name, found, caller.tr.language), caller.front.desk.workshop
    paper = is_paper(caller)

    async def make() -> bytes:
        return await workshop.do(figures_paper if paper else figures_file, given, LONGEST_SECONDS)

    return File("figures.pdf", PDF, make) if paper else File("figures.xlsx", XLSX, make)


async def _figures(caller: Caller) -> tuple[YearFigures, str]:
    number = caller.organisation_id
    found = await year_figures(caller.work, caller.person.id, number, caller.catalogue, caller.now)
    return found, "" if caller.organisation is None else caller.organisation.name


def _bars(
    figures: DepartmentFigures, subject: FigureSubject, caller: Caller
) -> list[dict[str, object]]:
    """The shares of a subject; `part`: of a hundred."""
    found: list[dict[str, object]] = []
    for share in ordered(figures, subject):
        last = ""
        if share.last_year is not None and figures.last_year is not None:
            last = share_words(share.last_year, figures.last_year, caller.tr)
        part = 100 * share.people / figures.people if figures.people else 0
        found.append(
            {
                "value": value_words(share.value, caller.tr),
                "now": share_words(share.people, figures.people, caller.tr),
                "last": last,
                "part": f"{part:.1f}",
            }
        )
    return found
