"""Personal links to print for those who are not tied: asked about, made, sent as a PDF."""

from __future__ import annotations

from typing import Final

from cases.errors import ChangedMeanwhile
from cases.register import link_sheet
from cases.register.link_sheet import MOST, LinksMade
from handlers.chat.outcome import Button, Made, NotMade, Outcome, Screen, Show
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.links import address, whole_day
from handlers.hr.ties import PAYLOAD
from handlers.hr.visit import HrVisit
from handlers.papers.link_sheet import LinkSheet, Slip, link_sheet_pdf
from rules.dates import today

NAME: Final = "links.pdf"
LONGEST_SECONDS: Final = 60.0


async def ask(hr: HrVisit, department_id: int, *, above: tuple[str, ...] = ()) -> Outcome:
    """For how many people of a department and those below it (0: all) links would be made."""
    tr = hr.tr
    found = await link_sheet.untied(
        hr.work, hr.actor, hr.organisation_id, department_id or None, hr.now
    )
    lines = [*above, tr.text("<b>Links to print</b>")]
    lines.append(
        tr.plural("{n} person here is not tied.", "{n} people here are not tied.", found.people)
    )
    rows: list[tuple[Button, ...]] = []
    if found.people:
        lines += [
            tr.text("Each gets a code of their own, which works once, for 14 days."),
            tr.text("⚠️ Their earlier links work no more."),
        ]
        words = tr.text("🖨 Make: {n}", n=tr.number(min(found.people, MOST)))
        press = hr.press("sheet_make", department_id, 0, found.newest)
        rows.append((Button(words, press, style="primary"),))
    if found.people > MOST:
        lines.append(tr.text("A file holds {n} at the most; the others follow.", n=MOST))
    rows.append(hr.back("ties", 0))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def make(hr: HrVisit, department_id: int, after: int, seen: int) -> Outcome:
    """The next sheet after a person. The file is drawn once the links are stored."""
    tr = hr.tr
    try:
        made = await link_sheet.make_links(
            hr.work, hr.actor, hr.organisation_id, department_id or None, hr.now,
            after=after, seen=seen,
        )  # fmt: skip
    except ChangedMeanwhile:
        told = tr.text("Links were made meanwhile; with new ones they work no more.")
        return await ask(hr, department_id, above=(told, ""))
    people = tr.plural("A link for {n} person.", "Links for {n} people.", len(made.links))
    until = tr.text("They work until {day}.", day=whole_day(made.expires_at, tr))
    rows: list[tuple[Button, ...]] = []
    if made.last is not None:
        newest = await hr.work.ties.newest_link(hr.organisation_id)
        words = tr.text("▶️ The next people")
        rows.append((hr.button(words, "sheet_make", department_id, made.last, newest),))
    rows.append(hr.back("ties", 0))
    shown = Show(Screen(f"{people}\n{until}", tuple(rows)), hr.edit)
    return Outcome((shown, _file(hr, department_id, made, people)) if made.links else (shown,))


def _file(hr: HrVisit, department_id: int, made: LinksMade, caption: str) -> Made:
    workshop = hr.visit.desk.workshop
    slips = tuple(
        Slip(each.name, each.department, address(hr.visit, PAYLOAD + each.token))
        for each in made.links
    )
    given = LinkSheet(slips, today(made.expires_at), hr.on, hr.tr.language)
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (hr.back("sheet", department_id),))

    async def make_file() -> bytes:
        try:
            return await workshop.do(link_sheet_pdf, given, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    return Made(NAME, make_file, "document", caption)
