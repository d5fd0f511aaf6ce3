"""Every list, filter, order and slice against an evaluation made apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.errors import NotAllowed, NotThere
from cases.lists.reading import (
    FOR_HR,
    LIST_NAMES,
    SORTS,
    Entry,
    ListName,
    Wanted,
    choices_of,
    count_lists,
    read_list,
)
from cases.lists.taking import whole_list
from rules.norms.loading import catalogue
from storage.database import Database, Work
from storage.tables.organisations import RoleKind
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER, TODAY
from tests.cases.lists import slow
from tests.cases.lists.registers import LECTURER, Drawn, drawn
from tests.thoroughness import some

SEEDS = (1, 2, 3)


async def whole(work: Work, college: Drawn, wanted: Wanted, actor: int = HR) -> list[Entry]:
    return await whole_list(work, actor, college.organisation, wanted, catalogue(), NOW)


def as_drawn(entries: list[Entry]) -> list[tuple[int, list[int]]]:
    return [(e.employee_id, [post.appointment_id for post in e.posts]) for e in entries]


def expected(college: Drawn, wanted: Wanted, **of: object) -> list[tuple[int, list[int]]]:
    found = slow.listed(college, wanted, **of)  # type: ignore[arg-type]
    return [(each.id, [post.id for post in posts]) for each, posts in found]


def narrowed(college: Drawn, name: ListName) -> list[Wanted]:
    first, chair, it = college.parts
    plain = Wanted(name)
    return [
        *(replace(plain, sort=sort) for sort in SORTS),
        replace(plain, department_id=first),
        replace(plain, department_id=chair, sort="department"),
        replace(plain, position=LECTURER, sort="day"),
        replace(plain, staff="teaching"),
        replace(plain, words="ерл ғал"),
        replace(plain, words="һаф"),
        replace(plain, letter="Ә"),
        replace(plain, department_id=it, staff="teaching", letter="Қ", sort="name_down"),
        replace(plain, days=400, sort="day"),
    ]


@pytest.mark.parametrize("seed", some(SEEDS))
async def test_lists_are_as_worked_out_apart(database: Database, seed: int) -> None:
    college = await drawn(database, seed)
    sizes = set()
    for name in LIST_NAMES:
        for wanted in narrowed(college, name):
            async with database.work() as work:
                found = as_drawn(await whole(work, college, wanted))
            assert found == expected(college, wanted), wanted
            sizes.add(len(found))
    assert len(sizes) > 10


@pytest.mark.parametrize("name", some(LIST_NAMES))
async def test_slices_follow_one_another_and_lead_back(database: Database, name: ListName) -> None:
    college = await drawn(database, 4, 20)
    for sort in SORTS:
        async with database.work() as work:
            await walk(work, college, Wanted(name, sort=sort, days=400))


async def walk(work: Work, college: Drawn, wanted: Wanted) -> None:
    """There and back again, three people at a time."""
    people = [number for number, _ in expected(college, wanted)]

    async def read(after: int, *, back: bool = False, at: int = 0) -> tuple[list[int], int, bool]:
        part = await read_list(
            work, HR, college.organisation, wanted, catalogue(), NOW,
            after=after, back=back, at=at, limit=3,
        )  # fmt: skip
        assert part.total == len(people)
        return [each.employee_id for each in part.entries], part.before, part.more

    seen: list[int] = []
    more = True
    while more:
        part, before, more = await read(seen[-1] if seen else 0)
        assert before == len(seen)
        seen += part
    assert seen == people
    for place in range(3, len(people)):
        part, before, _ = await read(people[place], back=True)
        assert (part, before) == (people[place - 3 : place], place - 3)
    for place, number in enumerate(people):
        first = place // 3 * 3
        assert (await read(0, at=number))[:2] == (people[first : first + 3], first)
    if len(people) > 3:
        assert (await read(people[2], back=True))[:2] == (people[:3], 0)


async def test_numbers_add_up_with_what_is_listed(database: Database) -> None:
    college = await drawn(database, 5, 60)
    async with database.work() as work:
        counts = await count_lists(work, HR, college.organisation, catalogue(), NOW)
        assert set(counts) == set(LIST_NAMES)
        for name in LIST_NAMES:
            wanted = Wanted(name, days=90)
            assert counts[name] == len(expected(college, wanted))
            choices = await choices_of(work, HR, college.organisation, wanted, NOW)
            for department, people in choices.departments:
                chosen = replace(wanted, department_id=department.id)
                assert people == len(await whole(work, college, chosen))
            for each in choices.positions:
                chosen = replace(wanted, position=each.value)
                assert each.people == len(await whole(work, college, chosen))
            for each in choices.letters:
                chosen = replace(wanted, letter=each.value)
                assert each.people == len(await whole(work, college, chosen))
            assert sum(each.people for each in choices.letters) == counts[name]
            posts = sum(len(each.posts) for each in await whole(work, college, wanted))
            assert posts == sum(len(p) for _, p in expected(college, wanted))
        states: tuple[ListName, ...] = ("short", "open", "nothing_short", "not_judged")
        parts = [as_drawn(await whole(work, college, Wanted(name))) for name in states]
        posts = sum(len(post) for part in parts for _, post in part)
        everybody = as_drawn(await whole(work, college, Wanted("staff")))
        assert posts == sum(len(post) for _, post in everybody)


async def lead(work: Work, college: Drawn, department: int, kind: RoleKind = "head") -> None:
    await work.roles.give(
        college.organisation,
        TEACHER,
        kind,
        department,
        None,
        HR,
        NOW,
    )


async def test_a_head_has_the_same_for_the_own_department_and_below(database: Database) -> None:
    college = await drawn(database, 6, 60)
    first, chair, it = college.parts
    async with database.work() as work:
        await lead(work, college, first)
        counts = await count_lists(work, TEACHER, college.organisation, catalogue(), NOW)
        assert set(counts) == set(LIST_NAMES) - FOR_HR
        for name in counts:
            wanted = Wanted(name)
            own = expected(college, wanted, within=(first, chair))
            assert as_drawn(await whole(work, college, wanted, TEACHER)) == own
            assert counts[name] == len(own)
        for name in FOR_HR:
            with pytest.raises(NotAllowed):
                await read_list(work, TEACHER, college.organisation, Wanted(name), catalogue(), NOW)
        with pytest.raises(NotThere):
            await whole(work, college, Wanted("staff", department_id=it), TEACHER)
        shown = await choices_of(work, TEACHER, college.organisation, Wanted("staff"), NOW)
        assert {each.id for each, _ in shown.departments} <= {first, chair}


async def test_a_deputy_reads_and_takes_nothing_along(database: Database) -> None:
    college = await drawn(database, 7)
    async with database.work() as work:
        await lead(work, college, college.parts[0], "deputy")
        await read_list(work, TEACHER, college.organisation, Wanted("short"), catalogue(), NOW)
        with pytest.raises(NotAllowed):
            await whole(work, college, Wanted("short"), TEACHER)


@pytest.mark.parametrize("actor", [OTHER_HR, STRANGER, TEACHER])
async def test_nobody_else_reads_a_list(database: Database, actor: int) -> None:
    college = await drawn(database, 8, 3)
    async with database.work() as work:
        for doing in (
            read_list(work, actor, college.organisation, Wanted("staff"), catalogue(), NOW),
            whole_list(work, actor, college.organisation, Wanted("staff"), catalogue(), NOW),
            count_lists(work, actor, college.organisation, catalogue(), NOW),
            choices_of(work, actor, college.organisation, Wanted("staff"), NOW),
        ):
            with pytest.raises(NotAllowed):
                await doing
        other = Wanted("staff", department_id=college.colleges.other_department)
        with pytest.raises(NotThere):
            await whole(work, college, other)


async def test_a_reading_is_one_line_of_the_log(database: Database) -> None:
    college = await drawn(database, 9)
    people = expected(college, Wanted("staff"))
    async with database.work() as work:
        after = 0
        for _ in range(4):
            part = await read_list(
                work, HR, college.organisation, Wanted("staff"), catalogue(), NOW, after=after
            )
            after = part.entries[-1].employee_id
        await whole(work, college, Wanted("staff"))
        log = await work.audit.of_organisation(college.organisation, 2)
        plain = {"of": "staff", "department": None, "position": None, "staff": None,
                 "people": len(people)}  # fmt: skip
        assert [(e.action, e.details) for e in log] == [
            ("list", {**plain, "file": True}),
            ("list", plain),
        ]


async def test_what_changes_shows_at_once(database: Database) -> None:
    college = await drawn(database, 10)
    async with database.work() as work:
        await whole(work, college, Wanted("staff"))
        [somebody, *_] = [
            e for e, posts in slow.listed(college, Wanted("staff")) if len(posts) == 1
        ]
        await work.register.change(somebody.id, "n", "Өзгерген Атау", {}, NOW)
        [found] = await whole(work, college, Wanted("staff", words="өзгерген"))
        assert (found.name, found.number) == ("Өзгерген Атау", "n")
        ended = [post.id for post in somebody.posts]
        await work.register.end_appointments(ended, TODAY.replace(day=1))
        assert await whole(work, college, Wanted("staff", words="өзгерген")) == []
