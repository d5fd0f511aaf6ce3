"""Personal links for many at once: a sheet to print for those whom nobody has tied yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.errors import ChangedMeanwhile
from cases.register.people import places_within
from cases.register.ties import LINK_LASTS
from cases.rights import note, require
from rules.dates import today
from storage.database import Work

MOST: Final = 300
"""Links of one sheet; more people get more sheets."""


@dataclass(frozen=True, slots=True)
class Untied:
    """How many people of a department, and those below it, are not tied; `newest`: the number of
    the organisation's newest personal link, 0 without one."""

    people: int
    newest: int


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was made: for whom, of which department ("": none), and its token."""

    name: str
    department: str
    token: str


@dataclass(frozen=True, slots=True)
class LinksMade:
    """The links in the order of departments and names, until when they work, and the last person by
    name, None where nobody comes after."""

    links: tuple[NewLink, ...]
    expires_at: datetime
    last: int | None


async def untied(
    work: Work, hr_id: int, organisation_id: int, department_id: int | None, now: datetime
) -> Untied:
    """`department_id` None: the whole organisation. Raises `NotAllowed`, `NotThere`."""
    may = await require(work, hr_id, "keep_register", organisation_id, now)
    within = await places_within(work, organisation_id, may, department_id)
    people = await work.register.count_untied(organisation_id, today(now), within)
    return Untied(people, await work.ties.newest_link(organisation_id))


async def make_links(
    work: Work,
    hr_id: int,
    organisation_id: int,
    department_id: int | None,
    now: datetime,
    *,
    after: int = 0,
    seen: int,
) -> LinksMade:
    """A link for each of the next 300 who are not tied, by name; older ones of theirs end.

    `after`: the last person of the sheet before; `seen`: the newest link when the button was shown,
    so that the same press twice does not end what it has just made. Raises `NotAllowed`,
    `NotThere`, `ChangedMeanwhile`.
    """
    may = await require(work, hr_id, "keep_register", organisation_id, now)
    newest = await work.ties.newest_link(organisation_id)
    if newest != seen:
        raise ChangedMeanwhile(newest)
    within = await places_within(work, organisation_id, may, department_id)
    last = await work.register.get(after) if after else None
    from_name = ("", 0) if last is None else (last.name, last.id)
    on = today(now)
    people = await work.register.untied(organisation_id, on, within, from_name, MOST + 1)
    more, people = len(people) > MOST, people[:MOST]
    units = {each.id: each.name for each in await work.organisations.departments(organisation_id)}
    of: dict[int, str] = {}
    for each in await work.register.appointments([person.id for person in people]):
        lasts = each.until is None or each.until >= on
        here = within is None or each.department_id in within
        if lasts and here and each.department_id is not None:
            of.setdefault(each.employee_id, units.get(each.department_id, ""))
    expires_at = now + LINK_LASTS
    made = []
    for person in people:
        _, token = await work.ties.add_link(person.id, hr_id, now, expires_at)
        made.append(NewLink(person.name, of.get(person.id, ""), token))
    thing = ("department", department_id)
    await note(work, hr_id, organisation_id, "link.sheet", thing, now, people=len(made))
    made.sort(key=lambda link: link.department)
    return LinksMade(tuple(made), expires_at, people[-1].id if more else None)
