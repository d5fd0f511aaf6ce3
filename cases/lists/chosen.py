"""People chosen from a list for something: worked out anew, with the right, whenever it is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cases.errors import NotAllowed
from cases.lists.reading import Wanted, query_of, query_within
from cases.lists.working_out import work_out_due
from cases.rights import Reach
from rules.norms.catalog import Catalogue
from storage.database import Work


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many people are chosen, and the memberships of those of them who can be written to: whose
    tie is confirmed and, for heads, of whom they may know it; `waiting` as in `ListSlice`."""

    people: int
    members: tuple[int, ...]
    waiting: int


async def count_chosen(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    catalogue: Catalogue,
    now: datetime,
) -> Chosen:
    """Numbers alone are not noted. Raises as `read_list`."""
    query = await query_of(work, actor_id, organisation_id, wanted, now)
    await work_out_due(work, organisation_id, catalogue, now)
    members = await work.lists.memberships(query)
    people, waiting = (
        await work.lists.count(query), await work.staff_lines.count_due(organisation_id)
    )  # fmt: skip
    return Chosen(people, tuple(members), waiting)


async def employees_chosen(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    catalogue: Catalogue,
    now: datetime,
) -> tuple[int, ...]:
    """The employees that are chosen, for something that is done with their records. Raises as
    `read_list`."""
    query = await query_of(work, actor_id, organisation_id, wanted, now)
    await work_out_due(work, organisation_id, catalogue, now)
    found = await work.lists.slice(query, "name", None, None)
    return tuple(each.employee_id for each in found)


async def require_within(
    work: Work, organisation_id: int, may: Reach, members: Collection[int], now: datetime
) -> None:
    """That a head knows these members: people of their departments who have agreed to it. Raises
    `NotAllowed`."""
    query = await query_within(work, organisation_id, may, Wanted("staff"), now)
    if not set(members) <= set(await work.lists.memberships(query)):
        raise NotAllowed
