"""A list read: by HR everywhere, by heads and deputies in their departments; each reading noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from cases.errors import NotAllowed
from cases.lists.working_out import work_out_due
from cases.purposes import HEADS, REGISTER, Purpose
from cases.register.people import places_within
from cases.rights import Reach, Right, note_reading, require_some
from cases.tree import below
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.roster.lacking import ClauseStanding
from rules.training.vocabulary import StaffCategory
from storage.database import Work
from storage.name_keys import key_of_letter, keys_of_words, letter_of
from storage.repositories.lists import LIST_NAMES, SORTS, ListName, ListQuery, Placed, SortBy
from storage.tables.organisations import Department
from storage.tables.staff_lines import LineState, StaffLine

__all__ = ["LIST_NAMES", "SORTS", "ListName", "SortBy"]

PAGE: Final = 8
DAYS_AHEAD: Final = 90
FOR_HR: Final[frozenset[ListName]] = frozenset({"opted_out", "blocked"})
"""Lists of what people have agreed to show HR and nobody else."""
OF_SHARING: Final[frozenset[ListName]] = frozenset({"not_shared", "not_answered"})
"""Lists of what people share: heads see those who have agreed that it reaches them too."""
LACKING: Final[tuple[ListName, ...]] = ("short", "open")
"""Lists that tell clause by clause what somebody's record lacks."""
OF_DAYS: Final[frozenset[ListName]] = frozenset({"leaving", "category_ends"})
"""Lists that can be sorted by their day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list, of whom, in which order. None and "": everybody.

    `department_id` with those below it; `position` of the catalogue; `category`: of qualification,
    by the record, "" where that does not say; `words`: all of them, or their beginnings, in the
    name; `letter` the first of the name. `days`: how far ahead "leaving" looks, today included.
    `only`: of all these no others than these employees.
    """

    name: ListName
    department_id: int | None = None
    position: str | None = None
    staff: StaffCategory | None = None
    words: str = ""
    letter: str = ""
    days: int = DAYS_AHEAD
    sort: SortBy = "name"
    category: str | None = None
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post in a list. `department`: its name, "" for none; `title` the post in the words of the
    employer's list. The rest as in `StaffLine`; `clauses` of this list only: what is short or open,
    or what courses are about to leave."""

    appointment_id: int
    department_id: int | None
    department: str
    position: str | None
    title: str
    staff: StaffCategory | None
    state: LineState
    category: str | None
    category_ends: date | None
    training_ends: date | None
    judged_on: date
    clauses: tuple[ClauseStanding, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list with those of their posts that it is about; `number`: HR's own."""

    employee_id: int
    number: str
    name: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class ListSlice:
    """Some people of a list: `before` of them come earlier in its order, `total` are in it.

    `waiting`: how many of the organisation are not worked out yet; the worker does it in seconds.
    `not_open`: of how many others a head may not know whether they are in it.
    """

    entries: tuple[Entry, ...]
    before: int
    total: int
    waiting: int
    not_open: int = 0

    @property
    def more(self) -> bool:
        return self.before + len(self.entries) < self.total


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to narrow a list by, with how many people would be in it then."""

    value: str
    people: int


@dataclass(frozen=True, slots=True)
class Choices:
    """All that a list can be narrowed by. `departments` by number in the order of the tree;
    `letters` as capitals; positions and categories of staff that are known."""

    departments: tuple[tuple[Department, int], ...]
    positions: tuple[Choice, ...]
    staff: tuple[Choice, ...]
    letters: tuple[Choice, ...]


async def read_list(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    catalogue: Catalogue,
    now: datetime,
    *,
    after: int = 0,
    back: bool = False,
    at: int = 0,
    limit: int = PAGE,
) -> ListSlice:
    """The people that follow the employee `after` in the order of the list, or with `back` those
    right before; 0: the first. `at`: the slice that one comes to from the first where this employee
    stands. One line of the log a reading, however many slices it takes.

    Raises `NotAllowed` (also to heads what is shared with HR alone), `NotThere` for a department
    that is not there or not the actor's.
    """
    query = await query_of(work, actor_id, organisation_id, wanted, now)
    await work_out_due(work, organisation_id, catalogue, now)
    sort = sort_of(wanted)
    found = await _found(work, query, sort, limit, after=after, back=back, at=at)
    total = found[0].total if found else await work.lists.count(query)
    entries = await entries_of(work, query, [each.employee_id for each in found])
    thing = ("register", None)
    await note_reading(
        work, actor_id, organisation_id, "list", thing, now,
        is_further=True, **said_of_list(wanted), people=total,
    )  # fmt: skip
    return ListSlice(
        entries,
        found[0].number - 1 if found else total,
        total,
        await work.staff_lines.count_due(organisation_id),
        await _not_open(work, query),
    )


async def _not_open(work: Work, query: ListQuery) -> int:
    """Those whose tie a head does not know: neither that there is one nor that there is none."""
    if query.name not in OF_SHARING or query.departments is None:
        return 0
    return await work.lists.count(replace(query, name="not_joined"))


async def _found(
    work: Work, query: ListQuery, sort: SortBy, limit: int, *, after: int, back: bool, at: int
) -> list[Placed]:
    """Who is shown; from the beginning where the place that is meant is not there any more."""
    if at:
        found = await work.lists.slice_with(query, sort, at, limit)
        if found:
            return found
    place = await work.lists.key_of(query, sort, after or at) if after or at else None
    found = await work.lists.slice(query, sort, place, limit, back=back and place is not None)
    if back and len(found) < limit:
        # Few are left before the place: the first slice is a whole one.
        return await work.lists.slice(query, sort, None, limit)
    return found


async def count_lists(
    work: Work, actor_id: int, organisation_id: int, catalogue: Catalogue, now: datetime
) -> dict[ListName, int]:
    """How many people are in each list that the actor may read. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    await work_out_due(work, organisation_id, catalogue, now)
    names = [name for name in LIST_NAMES if may.everywhere or name not in FOR_HR]
    return await work.lists.counts(
        [await query_within(work, organisation_id, may, Wanted(name), now) for name in names]
    )


async def choices_of(
    work: Work, actor_id: int, organisation_id: int, wanted: Wanted, now: datetime
) -> Choices:
    """What a list can be narrowed by; the numbers are those that would be listed then. Numbers
    alone are not noted. Raises as `read_list`."""
    may = await _may(work, actor_id, organisation_id, wanted, now)

    async def of(**cleared: str | None) -> ListQuery:
        narrower = replace(wanted, **cleared)  # type: ignore[arg-type]
        return await query_within(work, organisation_id, may, narrower, now)

    tree = await work.organisations.departments(organisation_id)
    places = await work.lists.places(await of(department_id=None))
    positions = await work.lists.by_position(await of(position=None))
    staff = await work.lists.by_staff(await of(staff=None))
    letters = await work.lists.letters(await of(letter=""))
    return Choices(
        tuple(_by_department(tree, may, places)),
        tuple(Choice(value, people) for value, people in positions if value is not None),
        tuple(Choice(value, people) for value, people in staff if value is not None),
        tuple(Choice(letter_of(value), people) for value, people in letters),
    )


async def places_and_posts(
    work: Work, actor_id: int, organisation_id: int, now: datetime
) -> tuple[list[Department], list[str]]:
    """The departments that the right covers, and the positions of the catalogue that people hold in
    them: what any list can be narrowed by, without the numbers of one. Raises `NotAllowed`."""
    everybody = Wanted("staff")
    may = await _may(work, actor_id, organisation_id, everybody, now)
    query = await query_within(work, organisation_id, may, everybody, now)
    tree = await work.organisations.departments(organisation_id)
    positions = await work.lists.by_position(query)
    return (
        [each for each in tree if may.covers(each.id)],
        [value for value, _ in positions if value is not None],
    )


def _by_department(
    tree: Sequence[Department], may: Reach, places: Iterable[tuple[int | None, int]]
) -> Iterable[tuple[Department, int]]:
    """Each department that the right covers with the people of it and of those below it."""
    people: dict[int, set[int]] = {}
    for place, number in places:
        if place is not None:
            people.setdefault(place, set()).add(number)
    for each in tree:
        if may.covers(each.id):
            found = set().union(*(people.get(part, set()) for part in below(tree, each.id)))
            if found:
                yield each, len(found)


async def lacking_of(
    work: Work,
    actor_id: int,
    organisation_id: int,
    employee_id: int,
    catalogue: Catalogue,
    now: datetime,
) -> tuple[tuple[ListName, Post], ...]:
    """What the record of one person lacks by the clauses of their posts, and what it leaves open.
    Whoever opened the record is in the log already.

    Raises `NotAllowed`; somebody beyond the actor's right lacks nothing here.
    """
    await work_out_due(work, organisation_id, catalogue, now)
    found: list[tuple[ListName, Post]] = []
    for name in LACKING:
        wanted = Wanted(name, only=frozenset({employee_id}))
        query = await query_of(work, actor_id, organisation_id, wanted, now)
        for entry in await entries_of(work, query, [employee_id]):
            found += [(name, post) for post in entry.posts if post.clauses]
    return tuple(found)


async def query_of(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    now: datetime,
    *,
    to_take: bool = False,
) -> ListQuery:
    """The list as far as the actor's right goes: to look at it, or to take it along. Raises as
    `read_list`."""
    may = await _may(work, actor_id, organisation_id, wanted, now, to_take=to_take)
    return await query_within(work, organisation_id, may, wanted, now)


async def _may(
    work: Work,
    actor_id: int,
    organisation_id: int,
    wanted: Wanted,
    now: datetime,
    *,
    to_take: bool = False,
) -> Reach:
    right: Right = "export" if to_take else "see_register"
    may = await require_some(work, actor_id, right, organisation_id, now)
    if wanted.name in FOR_HR and not may.everywhere:
        raise NotAllowed
    if wanted.name in OF_SHARING:
        await require_some(work, actor_id, "see_shared", organisation_id, now)
    return may


async def query_within(
    work: Work, organisation_id: int, may: Reach, wanted: Wanted, now: datetime
) -> ListQuery:
    """The list as far as a right goes. Raises `NotThere` for a department out of its reach."""
    on = today(now)
    first, last = on, on + timedelta(days=wanted.days)
    if wanted.name == "category_ends":
        first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    purposes: tuple[Purpose, ...] = (REGISTER,) if may.everywhere else (REGISTER, HEADS)
    return ListQuery(
        organisation_id=organisation_id,
        name=wanted.name,
        on=on,
        first=first,
        last=last,
        agreed=tuple((each.id, each.version) for each in purposes),
        departments=await places_within(work, organisation_id, may, wanted.department_id),
        position=wanted.position,
        staff=wanted.staff,
        category=wanted.category,
        words=keys_of_words(wanted.words),
        letter=key_of_letter(wanted.letter),
        only=wanted.only,
    )


def sort_of(wanted: Wanted) -> SortBy:
    """A list without days is not sorted by them."""
    return "name" if wanted.sort == "day" and wanted.name not in OF_DAYS else wanted.sort


async def entries_of(work: Work, query: ListQuery, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """These people in this order, with their posts of the list; none where they left it."""
    lines = await work.lists.lines(query, numbers)
    posts = await _posts(work, query, lines)
    names = await work.lists.names(numbers)
    held: dict[int, list[Post]] = {}
    for line, post in zip(lines, posts, strict=True):
        held.setdefault(line.employee_id, []).append(post)
    return tuple(
        Entry(each, *names[each], tuple(held.get(each, ()))) for each in numbers if each in names
    )


async def _posts(work: Work, query: ListQuery, lines: Sequence[StaffLine]) -> list[Post]:
    departments = await work.organisations.departments(query.organisation_id)
    names = {each.id: each.name for each in departments}
    numbers = [line.appointment_id for line in lines]
    clauses = await work.staff_lines.clauses_of(numbers)
    titles = await work.register.posts(numbers)
    return [
        Post(
            line.appointment_id,
            line.department_id,
            names.get(line.department_id or 0, ""),
            line.position,
            titles[line.appointment_id],
            line.staff,
            line.state,
            line.category,
            line.category_ends,
            line.training_ends,
            line.judged_on,
            tuple(_told(query.name, clauses.get(line.appointment_id, ()))),
        )
        for line in lines
    ]


def _told(name: ListName, clauses: Iterable[ClauseStanding]) -> Iterable[ClauseStanding]:
    """The clauses that a list tells of."""
    shown = "leaving" if name == "leaving" else name if name in ("short", "open") else None
    return (each for each in clauses if each.state == shown)


def said_of_list(wanted: Wanted) -> dict[str, int | str | bool | None]:
    """What the log tells of a list: numbers and names of fields, no words."""
    return {"of": wanted.name, "department": wanted.department_id, "position": wanted.position,
            "staff": wanted.staff}  # fmt: skip
