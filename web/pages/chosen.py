"""People chosen in a list: the ticked ones or all that match; what can be done for them."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Final

from cases import page_drafts
from cases.lists.chosen import Chosen, count_chosen, employees_chosen
from cases.lists.reading import Wanted
from cases.rights import reach
from cases.training.years import years_seen
from handlers.roster.list_words import TITLES
from rules.vocabulary import Json
from web.answers import Answer, Shown, To
from web.front import Caller, number_of
from web.pages.list_address import said_by, wanted_by
from web.pages.people import ON_A_PAGE, listed
from web.pages.taken_along import about_list, list_as_file, list_printed

KIND: Final = "chosen"


async def choose(caller: Caller) -> Answer:
    """Keeps whom somebody chose, and shows what can be done for them."""
    wanted = await wanted_by(caller, said_by(caller.form))
    if caller.form.get("of") != "all":
        ticked = frozenset(number_of(each) for each in caller.form.getall("who", [])[:ON_A_PAGE])
        if not ticked:
            return await listed(caller, caller.form, nobody=True)
        # Whoever was ticked is meant, whatever the filters find of them later.
        wanted = Wanted(wanted.name, days=wanted.days, sort=wanted.sort, only=ticked)
    await count(caller, wanted)
    number = await page_drafts.keep(
        caller.work, caller.session, caller.organisation_id, KIND, to_json(wanted)
    )
    return To(f"/app/chosen/{number}")


async def chosen(caller: Caller) -> Answer:
    number = caller.number("number")
    wanted = await wanted_of(caller, number)
    found = await count(caller, wanted)
    who = (caller.work, caller.person.id)
    organisation = caller.organisation_id
    years = await years_seen(*who, organisation, caller.now)
    plans = await reach(*who, "plan", organisation, caller.now)
    exports = await reach(*who, "export", organisation, caller.now)
    about = await about_list(caller, wanted, found.waiting)
    return Shown(
        "chosen.html",
        {
            "number": number,
            "people": found.people,
            "members": len(found.members),
            "list": caller.tr.text(TITLES[wanted.name]),
            "narrowed": about.narrowed,
            "deadline": caller.organises,
            "course": bool(years) and bool(plans.everywhere or plans.departments),
            "exports": bool(exports),
        },
    )


async def file(caller: Caller) -> Answer:
    return await list_as_file(caller, await wanted_of(caller, caller.number("number")))


async def printed(caller: Caller) -> Answer:
    return await list_printed(caller, await wanted_of(caller, caller.number("number")))


async def wanted_of(caller: Caller, number: int) -> Wanted:
    """Whom that choice means. Raises `NotThere`."""
    draft = await page_drafts.draft_of(
        caller.work, caller.session, caller.organisation_id, number, KIND
    )
    return of_json(draft.data)


async def count(caller: Caller, wanted: Wanted) -> Chosen:
    """How many they are at this moment. Raises `NotAllowed`, `NotThere`."""
    return await count_chosen(
        caller.work, caller.person.id, caller.organisation_id, wanted, caller.catalogue, caller.now
    )


async def employees(caller: Caller, wanted: Wanted) -> tuple[int, ...]:
    """The records that are meant at this moment. Raises `NotAllowed`, `NotThere`."""
    return await employees_chosen(
        caller.work, caller.person.id, caller.organisation_id, wanted, caller.catalogue, caller.now
    )


def to_json(wanted: Wanted) -> Json:
    only = None if wanted.only is None else sorted(wanted.only)
    return {**asdict(replace(wanted, only=None)), "only": only}


def of_json(data: Json) -> Wanted:
    kept: dict[str, Any] = dict(data)
    only = kept.pop("only")
    return Wanted(**kept, only=None if only is None else frozenset(only))
