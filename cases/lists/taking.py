"""A list taken along: as a whole, or in pieces where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.lists.reading import Entry, Wanted, entries_of, query_of, said_of_list, sort_of
from cases.lists.working_out import work_out_due
from cases.rights import note
from rules.norms.catalog import Catalogue
from storage.database import Work


@dataclass(frozen=True, slots=True)
class Order:
    """Who is in a list, in its order, and how many posts it is about; `waiting`: of how many people
    of the organisation that is not worked out yet."""

    employees: tuple[int, ...]
    posts: int
    waiting: int


async def order_to_take(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    catalogue: Catalogue,
    now: datetime,
) -> Order:
    """What is taken along piece by piece; noted once. Raises as `whole_list`."""
    query = await query_of(work, actor_id, organisation_id, wanted, now, to_take=True)
    await work_out_due(work, organisation_id, catalogue, now)
    found = await work.lists.slice(query, sort_of(wanted), None, None)
    posts = await work.lists.count_lines(query)
    await _noted(work, actor_id, organisation_id, wanted, len(found), now)
    waiting = await work.staff_lines.count_due(organisation_id)
    return Order(tuple(each.employee_id for each in found), posts, waiting)


async def piece_to_take(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    employees: Sequence[int],
    now: datetime,
) -> tuple[Entry, ...]:
    """These people of the list, by the right as it is now. Raises as `whole_list`."""
    query = await query_of(work, actor_id, organisation_id, wanted, now, to_take=True)
    return await entries_of(work, query, employees)


async def whole_list(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    catalogue: Catalogue,
    now: datetime,
) -> list[Entry]:
    """Everybody of a list in its order, to take along; noted. Raises as `read_list`; `NotAllowed`
    also to whom may not take lists (deputies)."""
    query = await query_of(work, actor_id, organisation_id, wanted, now, to_take=True)
    await work_out_due(work, organisation_id, catalogue, now)
    found = await work.lists.slice(query, sort_of(wanted), None, None)
    entries = await entries_of(work, query, [each.employee_id for each in found])
    await _noted(work, actor_id, organisation_id, wanted, len(entries), now)
    return list(entries)


async def _noted(
    work: Work, actor_id: int, organisation_id: int, wanted: Wanted, people: int, now: datetime
) -> None:
    thing = ("register", None)
    await note(
        work, actor_id, organisation_id, "list", thing, now,
        **said_of_list(wanted), people=people, file=True,
    )  # fmt: skip
