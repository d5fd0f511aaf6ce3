"""The forms of procedure 602 of a year, to take along."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from cases.rights import require_some
from cases.training.years import year_of
from cases.training_forms.forms import Wanted, form_for
from cases.tree import in_order
from handlers.hr.training_forms import LONGEST_SECONDS, NAMES
from rules.training.vocabulary import TRAINING_FORMS
from storage.tables.organisations import Department
from web.answers import Answer, File, Shown
from web.front import Caller
from web.pages.paper_or_sheet import XLSX
from web.pages.training_parts import who
from workbooks.training.forms import form_file

FORM: Final = r"{form:602-0[12356]}"


async def forms(caller: Caller) -> Answer:
    """What can be made of it: for HR the whole, for heads each department that they lead."""
    work, _, organisation = who(caller)
    places = await _places(caller)
    year = await year_of(work, organisation, caller.number("year"))
    named = list(zip(TRAINING_FORMS, NAMES, strict=True))
    values = {
        "year": year,
        "places": [
            (
                "" if each is None else each.name,
                [(_address(year.id, form, each), caller.tr.text(name)) for form, name in named],
            )
            for each in places
        ],
    }
    return Shown("plan_forms.html", values)


async def file(caller: Caller) -> Answer:
    """A form as it was approved, or as it stands."""
    work, person, organisation = who(caller)
    places = await _places(caller)
    year = await year_of(work, organisation, caller.number("year"))
    asked = caller.asked("department")
    if asked not in [None if each is None else each.id for each in places]:
        raise NotThere
    department = next(each for each in places if (each and each.id) == asked)
    form = next(each for each in TRAINING_FORMS if each == caller.place["form"])
    assert caller.organisation is not None, "somebody has a right there"
    wanted = Wanted(caller.organisation, year, form, department)
    contents = await form_for(work, caller.catalogue, person, wanted, caller.now)
    workshop = caller.front.desk.workshop

    async def make() -> bytes:
        return await workshop.do(form_file, contents, LONGEST_SECONDS)

    return File(f"{form}-{year.begins.year}.xlsx", XLSX, make)


def _address(year: int, form: str, department: Department | None) -> str:
    place = "" if department is None else f"?department={department.id}"
    return f"/app/plans/{year}/forms/{form}.xlsx{place}"


async def _places(caller: Caller) -> list[Department | None]:
    """None: the whole organisation. Raises `NotAllowed`."""
    work, person, organisation = who(caller)
    may = await require_some(work, person, "export", organisation, caller.now)
    if may.everywhere:
        return [None]
    tree = in_order(await work.organisations.departments(organisation))
    led = [each.department for each in tree if each.department.id in may.departments]
    return [each for each in led if each.parent_id not in may.departments]
