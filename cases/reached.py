"""Lists of those whom a message has reached: who has read it, who has not, who answered what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, get_args

from cases.broadcasts import find_broadcast
from cases.errors import NotAllowed
from cases.purposes import HEADS, RECEIPTS
from cases.questions import asked_in
from cases.rights import note, note_reading, reach, require, require_some
from cases.tree import below
from storage.database import Work
from storage.name_keys import keys_of_words, name_key
from storage.repositories.recipients import Recipient, RecipientOrder, RecipientQuery
from storage.tables.organisations import Department
from storage.tables.outbound import Campaign

Which = Literal["unread", "read", "silent", "answered"]
Order = RecipientOrder
WHICH: Final[tuple[Which, ...]] = get_args(Which)
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
OF_READING: Final[frozenset[Which]] = frozenset({"unread", "read"})
SAID: Final[frozenset[Which]] = frozenset({"read", "answered"})
"""Lists of people who have said something, on a day."""
PAGE: Final = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list, of whom, in which order. `department_id` with those below it; `words`: all of
    them, or their beginnings, in the name."""

    which: Which
    department_id: int | None = None
    words: str = ""
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """`name`, `department`: "" for none given; `choice`: the place of the answer."""

    membership_id: int
    name: str
    department: str
    said_at: datetime | None
    choice: int | None


@dataclass(frozen=True, slots=True)
class RecipientList:
    """Some people of a list of `total`; `before` of them come earlier. `hidden`: how many more
    there are whose names whoever looks may not see, in the whole list. `campaign` asked, or sent
    what was read."""

    campaign: Campaign
    entries: tuple[Entry, ...]
    before: int
    total: int
    hidden: int


async def read_recipients(
    work: Work,
    actor_id: int,
    organisation_id: int,
    campaign_id: int,
    wanted: Wanted,
    now: datetime,
    *,
    page: int = 0,
    limit: int = PAGE,
) -> RecipientList:
    """The page nearest to `page`; one line of the log a reading.

    Raises `NotAllowed`: who has read is HR's; who answered what is that of whoever asked and of
    HR, where names are shown. `NotThere`.
    """
    found = await _found(work, actor_id, organisation_id, campaign_id, wanted, now)
    before = min(page, max(0, (found.total - 1) // limit)) * limit
    action = "broadcast.readers" if wanted.which in OF_READING else "question.answers"
    thing = ("campaign", found.campaign.id)
    await note_reading(work, actor_id, organisation_id, action, thing, now, is_further=True)
    return await _listed(work, found, before, limit)


async def all_recipients(
    work: Work,
    actor_id: int,
    organisation_id: int,
    campaign_id: int,
    wanted: Wanted,
    now: datetime,
) -> RecipientList:
    """Everybody of the list, to take along. Raises as `read_recipients`, `NotAllowed` also to whom
    may not take lists (deputies)."""
    await require_some(work, actor_id, "export", organisation_id, now)
    found = await _found(work, actor_id, organisation_id, campaign_id, wanted, now)
    action = "broadcast.readers" if wanted.which in OF_READING else "question.answers"
    thing = ("campaign", found.campaign.id)
    await note(
        work, actor_id, organisation_id, action, thing, now, people=found.total, file=True
    )  # fmt: skip
    return await _listed(work, found, 0, None)


async def departments_of_list(
    work: Work,
    actor_id: int,
    organisation_id: int,
    campaign_id: int,
    which: Which,
    now: datetime,
) -> list[tuple[Department, int]]:
    """Departments that the list can be narrowed by, with the people listed then. Raises as
    `read_recipients`."""
    _, query = await _asked(work, actor_id, organisation_id, campaign_id, which, now)
    counted = await work.recipients.by_department(query)
    tree = await work.organisations.departments(organisation_id)
    found = [(each, sum(counted.get(part, 0) for part in below(tree, each.id))) for each in tree]
    return [(department, number) for department, number in found if number]


@dataclass(frozen=True, slots=True)
class _Found:
    """A list before anybody of it is read."""

    campaign: Campaign
    query: RecipientQuery
    names: dict[int, str]
    total: int
    hidden: int


async def _found(
    work: Work,
    actor_id: int,
    organisation_id: int,
    campaign_id: int,
    wanted: Wanted,
    now: datetime,
) -> _Found:
    campaign, query = await _asked(work, actor_id, organisation_id, campaign_id, wanted.which, now)
    hidden = 0
    if query.open_to is not None:
        hidden = await work.recipients.count(replace(query, is_open=False))
    tree = await work.organisations.departments(organisation_id)
    parts = None
    if wanted.department_id is not None:
        parts = frozenset(below(tree, wanted.department_id))
    by_name = sorted(tree, key=lambda each: name_key(each.name))
    query = replace(
        query,
        departments=parts,
        words=keys_of_words(wanted.words),
        order=wanted.order,
        ranks=tuple(each.id for each in by_name),
    )
    names = {each.id: each.name for each in tree}
    return _Found(campaign, query, names, await work.recipients.count(query), hidden)


async def _asked(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, which: Which, now: datetime
) -> tuple[Campaign, RecipientQuery]:
    """The whole list as far as its names may be seen: heads see who has answered, as those were
    told, and of the others who lets heads see it."""
    if which in OF_READING:
        await require(work, actor_id, "organise", organisation_id, now)
        campaign = await find_broadcast(work, actor_id, organisation_id, campaign_id, now)
    else:
        campaign = await asked_in(work, actor_id, organisation_id, campaign_id, now)
        if campaign.question is None or not campaign.question.named:
            raise NotAllowed
        if not campaign.question.by_head:
            # Those were told of HR alone, and whoever asked may only be a head by now.
            await require(work, actor_id, "organise", organisation_id, now)
    has_said = which in SAID
    by_name = has_said or bool(await reach(work, actor_id, "organise", organisation_id, now))
    return campaign, RecipientQuery(
        campaign.id,
        organisation_id,
        asks=which not in OF_READING,
        said=has_said,
        receipts=(RECEIPTS.id, RECEIPTS.version),
        open_to=None if by_name else (HEADS.id, HEADS.version),
    )


async def _listed(work: Work, found: _Found, before: int, limit: int | None) -> RecipientList:
    people = await work.recipients.page(found.query, before, limit)
    shown = tuple(_entry(each, found.names) for each in people)
    return RecipientList(found.campaign, shown, before, found.total, found.hidden)


def _entry(each: Recipient, names: dict[int, str]) -> Entry:
    department = names.get(each.department_id or 0, "")
    return Entry(each.membership_id, each.name or "", department, each.said_at, each.choice)
