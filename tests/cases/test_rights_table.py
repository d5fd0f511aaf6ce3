"""docs/rights.md, tried: every right as everybody, here and elsewhere, and after its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cases import organisations, roles
from cases.errors import BadValue, NotAllowed, NotThere
from cases.purposes import REGISTER
from cases.rights import RIGHTS, Extent, Right, Standing, end_past_roles, reach, require
from storage.database import Database, Work
from tests.cases.college import (
    DAY,
    HR,
    NOW,
    OPERATOR,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    found,
    greet,
    join,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "rights.md"
COLUMNS: tuple[Standing, ...] = (
    "operator",
    "hr_director",
    "hr",
    "head",
    "deputy",
    "member",
    "tied",
)
HEADINGS = ("operator", "director of HR", "HR", "head", "deputy", "member", "tied person")
DIRECTOR, HEAD, DEPUTY, TIED, PROPOSED = range(7_000_000_020, 7_000_000_025)
PEOPLE: dict[Standing, int] = {
    "operator": OPERATOR,
    "hr_director": DIRECTOR,
    "hr": HR,
    "head": HEAD,
    "deputy": DEPUTY,
    "member": TEACHER,
    "tied": TIED,
}
LAST_DAY = date(2026, 12, 31)


def table() -> dict[str, dict[Standing, str]]:
    """Right → standing → what the document says."""
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("|")]
    heading, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert heading == ["right", *HEADINGS]
    found_rights = {}
    for right, *cells in rows:
        named = re.match(r"`(\w+)`", right)
        assert named is not None
        found_rights[named[1]] = dict(zip(COLUMNS, cells, strict=True))
    return found_rights


SAID = table()


@dataclass(frozen=True, slots=True)
class Place:
    """An institute with a chair below it, another department, and a record of TIED."""

    c: Colleges
    institute: int
    chair: int
    record: int
    proposed: int


async def people_in_place(database: Database, until: date | None = None) -> Place:
    """Everybody of the table; heads of the institute, with a last day if need be."""
    c = await found(database)
    async with database.work() as work:
        college = c.organisation
        for person in (DIRECTOR, HEAD, DEPUTY, TIED, PROPOSED):
            await greet(work, person)
            link = await work.invitations.add("member", college, None, HR, NOW, NOW + DAY)
            await join(work, person, link[1])
        institute = await work.organisations.add_department(college, "Институт", NOW, "institute")
        assert institute is not None
        chair = await work.organisations.add_department(
            college, "Кафедра", NOW, "chair", institute.id
        )
        assert chair is not None
        everything = (work, OPERATOR, OPERATORS, college)
        await roles.give_role(*everything, DIRECTOR, "hr_director", None, NOW, until=until)
        mine = (work, HR, OPERATORS, college)
        await roles.give_role(*mine, HEAD, "head", institute.id, NOW, until=until)
        await roles.give_role(*mine, DEPUTY, "deputy", institute.id, NOW, until=until)
        record, proposed = await work.register.add(college, [("1", "А", {}), ("2", "Б", {})], NOW)
        tie = await work.ties.propose(record, TIED, HR, NOW)
        await work.ties.settle(tie.id, "confirmed", HR, NOW)
        await work.purposes.put(TIED, REGISTER.id, REGISTER.version, True, NOW)
        await work.ties.propose(proposed, PROPOSED, HR, NOW)
    return Place(c, institute.id, chair.id, record, proposed)


async def extent_of(work: Work, person: int, right: Right, place: Place) -> str:
    """How far a right goes, in the words of the document."""
    college = place.c.organisation
    may = await reach(work, person, right, college, NOW, OPERATORS)
    if may.everywhere:
        return "all"
    if may.covers(place.institute):
        assert may.covers(place.chair)
        assert not may.covers(place.c.department)
        assert not may.covers(None)
        return "own"
    if may.covers(None, place.record):
        assert not may.covers(None, place.proposed)
        return "self"
    return "–"


def test_the_document_names_every_right_and_the_code_says_the_same() -> None:
    extents: dict[str, dict[str, Extent]] = {
        right: {who: cell for who, cell in cells.items() if cell != "–"}  # type: ignore[misc]
        for right, cells in SAID.items()
    }
    assert extents == RIGHTS


@pytest.mark.parametrize("standing", COLUMNS)
async def test_every_right_as_everybody(database: Database, standing: Standing) -> None:
    place = await people_in_place(database)
    async with database.work() as work:
        told = {right: await extent_of(work, PEOPLE[standing], right, place) for right in RIGHTS}
    assert told == {right: cells[standing] for right, cells in SAID.items()}


async def test_nobody_of_elsewhere_has_any_right(database: Database) -> None:
    place = await people_in_place(database)
    async with database.work() as work:
        for right in RIGHTS:
            for person in (STRANGER, OTHER_HR, PROPOSED):
                assert await extent_of(work, person, right, place) == "–", right
            for standing, person in PEOPLE.items():
                if standing != "operator":
                    assert not await reach(work, person, right, place.c.other, NOW), right
            with pytest.raises((NotThere, NotAllowed)):
                await require(work, OPERATOR, right, 999_999, NOW, operators=OPERATORS)


async def test_a_role_ends_after_its_last_day(database: Database) -> None:
    place = await people_in_place(database, LAST_DAY)
    college = place.c.organisation
    last = NOW + (LAST_DAY - TODAY)
    async with database.work() as work:
        for person in (DIRECTOR, HEAD, DEPUTY):
            assert await reach(work, person, "see_register", college, last)
            assert not await reach(work, person, "see_register", college, last + DAY)
        await work.hr_drafts.put(DIRECTOR, college, {"texts": {}}, NOW)
        await end_past_roles(work, last)
        assert await work.hr.in_force(college, DIRECTOR) is not None
        await end_past_roles(work, last + DAY)
        assert await work.hr.in_force(college, DIRECTOR) is None
        [(_, draft)] = await work.hr_drafts.of_colleagues(college, HR)
        assert draft == {"texts": {}}, "what was begun is the organisation's"
        assert [r.person_id for r in await work.roles.of_organisation(college, TODAY)] == [HR]


async def test_a_removed_department_takes_its_roles_along_and_keeps_what_was_below(
    database: Database,
) -> None:
    place = await people_in_place(database)
    college = place.c.organisation
    async with database.work() as work:
        await organisations.remove_department(work, HR, college, place.institute, NOW)
        assert not await reach(work, HEAD, "see_register", college, NOW)
        chair = await work.organisations.department(place.chair)
        assert chair is not None
        assert chair.parent_id == await work.organisations.root(college)


async def test_the_root_is_no_department_to_be_changed(database: Database) -> None:
    place = await people_in_place(database)
    college = place.c.organisation
    async with database.work() as work:
        root = await work.organisations.root(college)
        with pytest.raises(NotThere):
            await organisations.remove_department(work, HR, college, root, NOW)
        with pytest.raises(NotThere):
            await organisations.rename_department(work, HR, college, root, "X", NOW)
        with pytest.raises(NotThere):
            await roles.give_role(work, HR, OPERATORS, college, HEAD, "head", root, NOW)


async def test_the_last_hr_without_an_end_stays(database: Database) -> None:
    place = await people_in_place(database)
    c, mine = place.c, (OPERATORS, place.c.organisation)
    async with database.work() as work:
        [director] = await work.roles.held(c.organisation, DIRECTOR, TODAY)
        await roles.limit_role(work, OPERATOR, *mine, director.id, LAST_DAY, NOW)
        for act in (
            roles.end_role(work, HR, *mine, c.right, NOW),
            roles.limit_role(work, HR, *mine, c.right, LAST_DAY, NOW),
            organisations.withdraw_right(work, HR, *mine, c.right, NOW),
        ):
            with pytest.raises(BadValue, match="last_hr"):
                await act
        with pytest.raises(NotAllowed):
            await roles.end_role(work, HR, *mine, director.id, NOW)
        await roles.limit_role(work, OPERATOR, *mine, director.id, None, NOW)
        await roles.end_role(work, HR, *mine, c.right, NOW)
        assert not await reach(work, HR, "organise", c.organisation, NOW)


async def test_a_role_is_given_only_to_who_belongs_there_and_only_once(database: Database) -> None:
    place = await people_in_place(database)
    college = place.c.organisation
    async with database.work() as work:
        give = (work, HR, OPERATORS, college)
        with pytest.raises(NotThere):
            await roles.give_role(*give, STRANGER, "head", place.chair, NOW)
        with pytest.raises(BadValue, match="until"):
            await roles.give_role(*give, TIED, "head", place.chair, NOW, until=TODAY - DAY)
        given = await roles.give_role(*give, TIED, "head", place.chair, NOW, until=TODAY)
        changed = await roles.give_role(*give, TIED, "deputy", place.chair, NOW)
        assert given.id == changed.id
        [held] = await work.roles.held(college, TIED, TODAY)
        assert (held.kind, held.until) == ("deputy", None)
        entries = await work.audit.of_organisation(college, 2)
    assert [entry.action for entry in entries] == ["role.change", "role.give"]


async def test_heads_may_give_up_their_own_role_and_nothing_else(database: Database) -> None:
    place = await people_in_place(database)
    college = place.c.organisation
    async with database.work() as work:
        [own] = await work.roles.held(college, HEAD, TODAY)
        [other] = await work.roles.held(college, DEPUTY, TODAY)
        with pytest.raises(NotAllowed):
            await roles.end_role(work, HEAD, OPERATORS, college, other.id, NOW)
        await roles.end_role(work, HEAD, OPERATORS, college, own.id, NOW)
        with pytest.raises(NotThere):
            await roles.end_role(work, HR, OPERATORS, college, own.id, NOW)
