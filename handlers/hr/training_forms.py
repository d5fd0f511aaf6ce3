"""Forms of a year of training in the chat: chosen by HR, heads, and sent as a file."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotThere
from cases.rights import reach, require_some
from cases.training_forms.forms import Wanted, form_for
from cases.training_forms.remains import due_remains
from cases.training_forms.retention import due_documents
from cases.tree import in_order
from handlers.chat.outcome import Keyboard, Made, NotMade, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.buttons import NONE, page_of
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.vocabulary import TRAINING_FORMS
from storage.tables.organisations import Department
from storage.tables.training import TrainingYear
from workbooks.training.forms import form_file

ON_A_PAGE: Final = 8
LONGEST: Final = 60
LONGEST_SECONDS: Final = 120.0
NAMES: Final = (
    mark("602-01 Schedules of units"),
    mark("602-02 Other staff"),
    mark("602-03 Teaching staff"),
    mark("602-05 All schedules"),
    mark("602-06 Annual report"),
)
"""In the order of `TRAINING_FORMS`."""
Place = tuple[TrainingYear, Department | None]


async def listed(hr: HrVisit, year_id: int, page: int) -> Outcome:
    """What forms of a year can be made of: for HR the whole, for heads each department that they
    lead; one alone is opened at once."""
    places = [each for each in await _places(hr) if each[0].id == year_id]
    if not places:
        raise NotThere
    if len(places) == 1:
        return await choose(hr, year_id, _number(places[0][1]))
    part, page, last = page_of(places, page, ON_A_PAGE)
    rows = (
        *((hr.button(_named(each), "forms_in", year_id, _number(each[1])),) for each in part),
        *hr.turns(page, last, "forms", year_id),
        hr.back("train_year", year_id),
    )
    return hr.show(Screen(hr.tr.text("<b>Forms of training</b>"), rows))


async def _old(hr: HrVisit) -> Keyboard:
    """To the documents that may be deleted, where there are some and the viewer may."""
    if not await reach(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now):
        return ()
    here = (hr.work, hr.actor, hr.organisation_id, hr.now)
    due = [*await due_documents(*here), *await due_remains(*here)]
    words = hr.tr.text("🗑 Old documents: {n}", n=hr.tr.number(len(due)))
    return ((hr.button(words, "docs", 0),),) if due else ()


async def choose(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """Which form of a year (department 0: of the whole organisation)."""
    tr, place = hr.tr, await _place(hr, year_id, department_id)
    title = tr.text("<b>Forms of training</b>")
    text = f"{title}\n{escape(_named(place))}"
    rows = (
        *(
            (hr.button(tr.text(name), "form_file", year_id, department_id, number),)
            for number, name in enumerate(NAMES)
        ),
        (hr.button(tr.text("📊 Figures"), "figs", year_id, department_id),),
        *await _old(hr),
        hr.back("train_year", year_id),
    )
    return hr.show(Screen(text, rows))


async def file(hr: HrVisit, year_id: int, department_id: int, number: int) -> Outcome:
    """The form as it was approved, or as it stands."""
    if number >= len(TRAINING_FORMS):
        raise NotThere
    year, department = await _place(hr, year_id, department_id)
    organisation = await hr.work.organisations.get(hr.organisation_id)
    if organisation is None:
        raise NotThere
    form = TRAINING_FORMS[number]
    wanted = Wanted(organisation, year, form, department)
    contents = await form_for(hr.work, hr.catalogue, hr.actor, wanted, hr.now)
    workshop = hr.visit.desk.workshop
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (hr.back("forms_in", year_id, department_id),))

    async def make() -> bytes:
        try:
            return await workshop.do(form_file, contents, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    name = f"{form}-{year.label.replace('/', '-')}.xlsx"
    return Outcome((Made(name, make, "document", f"{hr.tr.text(NAMES[number])}, {year.label}"),))


async def _places(hr: HrVisit) -> list[Place]:
    """What forms can be made of: the latest year first. Raises `NotAllowed`."""
    may = await require_some(hr.work, hr.actor, "export", hr.organisation_id, hr.now)
    years = await hr.work.training_years.of_organisation(hr.organisation_id)
    if may.everywhere:
        return [(year, None) for year in years]
    tree = in_order(await hr.work.organisations.departments(hr.organisation_id))
    led = [each.department for each in tree if each.department.id in may.departments]
    tops = [each for each in led if each.parent_id not in may.departments]
    return [(year, each) for year in years for each in tops]


async def _place(hr: HrVisit, year_id: int, department_id: int) -> Place:
    """Raises `NotAllowed`; `NotThere` for what is not among them."""
    for year, department in await _places(hr):
        if (year.id, _number(department)) == (year_id, department_id):
            return year, department
    raise NotThere


def _number(department: Department | None) -> int:
    return NONE if department is None else department.id


def _named(place: Place) -> str:
    year, department = place
    said = year.label if department is None else f"{year.label} · {department.name}"
    return shortened(said, LONGEST)
