"""Lists of those whom a message has reached: who has read it, who has not, who answered what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
from storage.repositories.recipients import Recipient
from storage.tables.organisations import Department
from storage.tables.outbound import Campaign

Which = Literal["unread", "read", "silent", "answered"]
Order = Literal["name", "name_down", "department", "day"]
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
    total = len(found.people)
    before = min(page, max(0, (total - 1) // limit)) * limit
    action = "broadcast.readers" if wanted.which in OF_READING else "question.answers"
    thing = ("campaign", found.campaign.id)
    await note_reading(work, actor_id, organisation_id, action, thing, now, is_further=True)
    return found.listed(before, before + limit)


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
        work, actor_id, organisation_id, action, thing, now, people=len(found.people), file=True
    )  # fmt: skip
    return found.listed(0, len(found.people))


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
    _, people, _ = await _people(work, actor_id, organisation_id, campaign_id, which, now)
    counted = Counter(each.department_id for each in people)
    tree = await work.organisations.departments(organisation_id)
    found = [(each, sum(counted[part] for part in below(tree, each.id))) for each in tree]
    return [(department, number) for department, number in found if number]


@dataclass(frozen=True, slots=True)
class _Found:
    """Everybody of a list in its order, of whom only those are made entries who are shown."""

    campaign: Campaign
    people: Sequence[Recipient]
    hidden: int
    names: dict[int, str]

    def listed(self, start: int, end: int) -> RecipientList:
        shown = tuple(_entry(each, self.names) for each in self.people[start:end])
        return RecipientList(self.campaign, shown, start, len(self.people), self.hidden)


async def _found(
    work: Work,
    actor_id: int,
    organisation_id: int,
    campaign_id: int,
    wanted: Wanted,
    now: datetime,
) -> _Found:
    campaign, shown, hidden = await _people(
        work, actor_id, organisation_id, campaign_id, wanted.which, now
    )
    tree = await work.organisations.departments(organisation_id)
    names = {each.id: each.name for each in tree}
    if wanted.department_id is not None:
        parts = below(tree, wanted.department_id)
        shown = [each for each in shown if each.department_id in parts]
    keys = keys_of_words(wanted.words)
    keyed = [(name_key(each.name or ""), each) for each in shown]
    keyed = [each for each in keyed if all(f" {word}" in each[0] for word in keys)]
    return _Found(campaign, _in_order(keyed, wanted.order, names), hidden, names)


async def _people(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, which: Which, now: datetime
) -> tuple[Campaign, list[Recipient], int]:
    """Members of the list whose names may be seen, in no order, and how many others there are:
    heads see who has answered, as those were told, and of the others who lets heads see it."""
    if which in OF_READING:
        await require(work, actor_id, "organise", organisation_id, now)
        campaign = await find_broadcast(work, actor_id, organisation_id, campaign_id, now)
        found = await work.recipients.of_message(campaign.id, RECEIPTS.id, RECEIPTS.version)
    else:
        campaign = await asked_in(work, actor_id, organisation_id, campaign_id, now)
        if campaign.question is None or not campaign.question.named:
            raise NotAllowed
        if not campaign.question.by_head:
            # Those were told of HR alone, and whoever asked may only be a head by now.
            await require(work, actor_id, "organise", organisation_id, now)
        found = await work.recipients.of_question(campaign.id, HEADS.id, HEADS.version)
    has_said = which in SAID
    members = [
        each
        for each in found
        if each.membership_id is not None and (each.said_at is not None) == has_said
    ]
    by_name = has_said or bool(await reach(work, actor_id, "organise", organisation_id, now))
    shown = [each for each in members if by_name or each.open]
    return campaign, shown, len(members) - len(shown)


Keyed = tuple[str, Recipient]


def _in_order(people: Iterable[Keyed], order: Order, names: dict[int, str]) -> Sequence[Recipient]:
    """People without a name come last, in either direction."""
    by_name = sorted(people, key=lambda each: (each[0], each[1].membership_id or 0))
    if order == "name_down":
        by_name.reverse()
    by_name.sort(key=lambda each: not each[1].name)
    further: dict[Order, Callable[[Keyed], object]] = {
        "department": lambda each: name_key(names.get(each[1].department_id or 0, "")),
        "day": lambda each: each[1].said_at,
    }
    if order in further and (order != "day" or all(each[1].said_at for each in by_name)):
        by_name.sort(key=further[order])  # type: ignore[arg-type]
    return [each for _, each in by_name]


def _entry(each: Recipient, names: dict[int, str]) -> Entry:
    assert each.membership_id is not None, "only members are listed"
    department = names.get(each.department_id or 0, "")
    return Entry(each.membership_id, each.name or "", department, each.said_at, each.choice)
