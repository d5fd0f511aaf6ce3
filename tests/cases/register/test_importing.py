"""A staff list brought into the register: new, changed, doubtful, missing; one work, audited."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cases.errors import NotAllowed, NotThere
from cases.register import importing
from cases.register.comparing import Choice
from cases.register.importing import Preview, begin_import
from cases.register.list_rows import StaffRows, rows_of
from cases.rights import end_past_roles
from rules.roster.reading import read_list
from rules.roster.table import Sheet
from storage.database import Database, Work
from storage.tables.register import Appointment, Employee
from tests.cases.college import DAY, HR, NOW, OPERATOR, OTHER_HR, STRANGER, TEACHER, TODAY, found
from tests.cases.register.lists import listed, row, university

LATER = NOW + 30 * DAY


async def bring(
    work: Work, college: int, rows: StaffRows, now: Any = NOW
) -> tuple[Preview, importing.Applied]:
    seen = await begin_import(work, HR, college, rows, now)
    return seen, await importing.apply_import(work, HR, college, seen.import_id, now)


async def staff(work: Work, college: int, on: date = TODAY) -> dict[str, list[Appointment]]:
    """Name → appointments in force."""
    people = {each.id: each.name for each in await work.register.all(college)}
    held: dict[str, list[Appointment]] = {}
    for each in await work.register.all_appointments(college, on):
        held.setdefault(people[each.employee_id], []).append(each)
    return held


async def named(work: Work, college: int, name: str) -> Employee:
    [one] = [each for each in await work.register.all(college) if each.name == name]
    return one


async def test_a_first_list_makes_people_departments_and_appointments(database: Database) -> None:
    c = await found(database)
    rows = listed(
        row(
            "007",
            "Тестова Айна",
            rate="1,5",
            category="педагог-эксперт",
            competition="15.08.2025",
        ),
        row("008", "Пробный Олжас", "Отдел кадров", "инспектор по кадрам", "0,5"),
    )
    async with database.work() as work:
        seen, applied = await bring(work, c.organisation, rows)
        assert (len(seen.found.new), applied.added, applied.departments) == (2, 2, 2)
        held = await staff(work, c.organisation)
        units = {
            d.id: (d.name, d.kind) for d in await work.organisations.departments(c.organisation)
        }
        first, second = held["Тестова Айна"][0], held["Пробный Олжас"][0]
        assert (first.position, first.staff, first.rate) == ("tvet-teacher", "teaching", 150)
        assert (first.since, first.competition_on) == (date(2020, 9, 1), date(2025, 8, 15))
        assert units[first.department_id or 0] == ("Кафедра химии", "chair")
        assert (second.position, second.post) == (None, "инспектор по кадрам")
        assert (second.staff, second.rate) == ("administrative", 50)
        assert units[second.department_id or 0] == ("Отдел кадров", "department")
        one = await named(work, c.organisation, "Тестова Айна")
        assert (one.number, one.known) == ("007", {"category": "expert"})


async def test_what_must_not_be_taken_is_kept_nowhere(database: Database) -> None:
    c = await found(database)
    rows = listed(row("7", "Тестова Айна (990101000012)", post="преподаватель +7 701 111 22 33"))
    async with database.work() as work:
        seen, _ = await bring(work, c.organisation, rows)
        held = await work.staff_imports.get(seen.import_id)
        everything = str(held) + str(await work.register.all(c.organisation))
        everything += str(await work.register.all_appointments(c.organisation, TODAY))
    for secret in ("990101000012", "700 000", "701 111"):
        assert secret not in everything


async def test_the_same_list_again_changes_nothing(database: Database) -> None:
    c = await found(database)
    rows = listed(row("7", "Тестова Айна"), row(None, "Пробный Олжас", category="модератор"))
    async with database.work() as work:
        await bring(work, c.organisation, rows)
        before = await work.register.all(c.organisation), await staff(work, c.organisation)
        seen, applied = await bring(work, c.organisation, rows, LATER)
        assert (seen.found.new, seen.found.changed, seen.found.missing) == ([], [], ())
        assert (applied.added, applied.changed) == (0, 0)
        assert before == (
            await work.register.all(c.organisation),
            await staff(work, c.organisation),
        )


async def test_what_the_list_leaves_open_stays_as_it_is_known(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await bring(work, c.organisation, listed(row("7", "Тестова Айна", category="модератор")))
        blank = listed(row("7", "Тестова Айна", rate=None, since=None, category="-"))
        seen, _ = await bring(work, c.organisation, blank)
        assert seen.found.changed == []
        await bring(work, c.organisation, listed(row("7", "Тестова Айна", category="эксперт")))
        assert (await named(work, c.organisation, "Тестова Айна")).known == {"category": "expert"}


async def test_a_number_is_followed_to_another_department_and_another_family_name(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await bring(work, c.organisation, listed(row("7", "Тестова Айна Макетқызы")))
        moved = listed(row("7", "Пробная Айна Макетқызы", "Кафедра физики"))
        seen, applied = await bring(work, c.organisation, moved, LATER)
        assert (applied.added, applied.changed, seen.found.missing) == (0, 1, ())
        on = TODAY + 30 * DAY
        held = await staff(work, c.organisation, on)
        assert list(held) == ["Пробная Айна Макетқызы"]
        [everything] = [await work.register.appointments([held[n][0].employee_id]) for n in held]
        assert [each.until for each in everything] == [on - DAY, None]


async def test_the_number_of_somebody_with_quite_another_name_is_asked_about(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await bring(work, c.organisation, listed(row("7", "Тестова Айна")))
        seen, applied = await bring(work, c.organisation, listed(row("7", "Пробный Олжас")))
        assert [each.why for each in seen.found.doubtful] == ["other_name"]
        assert (applied.added, applied.changed, applied.open) == (0, 0, 1)
        assert list(await staff(work, c.organisation)) == ["Тестова Айна"]


@pytest.mark.parametrize(
    ("choice", "people", "posts"), [("skip", 1, 1), ("same", 1, 1), ("new", 2, 2)]
)
async def test_a_name_in_another_post_is_asked_about_and_goes_where_hr_says(
    database: Database, choice: Choice, people: int, posts: int
) -> None:
    c = await found(database)
    college, on = c.organisation, TODAY + 30 * DAY
    async with database.work() as work:
        await bring(work, college, listed(row(None, "Тестова Айна")))
        again = listed(row(None, "Тестова Айна", post="методист"))
        seen = await begin_import(work, HR, college, again, LATER)
        assert [(d.row, d.why) for d in seen.found.doubtful] == [(0, "other_post")]
        assert seen.found.missing == ()
        await importing.choose(work, HR, college, seen.import_id, 0, choice, LATER)
        await importing.apply_import(work, HR, college, seen.import_id, LATER)
        assert len(await work.register.all(college)) == people
        assert len(await work.register.all_appointments(college, on)) == posts


async def test_two_posts_of_one_number_are_one_person_and_namesakes_are_asked_about(
    database: Database,
) -> None:
    c = await found(database)
    rows = listed(
        row("7", "Тестова Айна"),
        row("7", "Тестова Айна", "Отдел кадров", "методист", "0,5"),
        row(None, "Пробный Олжас"),
        row(None, "Пробный Олжас", "Отдел кадров", "методист"),
    )
    async with database.work() as work:
        seen, _ = await bring(work, c.organisation, rows)
        assert [(d.row, d.why, d.earlier) for d in seen.found.doubtful] == [(3, "twice", 2)]
        held = await staff(work, c.organisation)
        assert [len(held[name]) for name in held] == [2, 1]
        second, _ = await bring(work, c.organisation, rows)
        assert [(d.row, d.why) for d in second.found.doubtful] == [(3, "other_post")]
        assert second.found.missing == ()


async def test_one_number_of_two_names_in_a_list_is_asked_about(database: Database) -> None:
    c = await found(database)
    rows = listed(row("7", "Тестова Айна"), row("7", "Пробный Олжас"))
    async with database.work() as work:
        seen, applied = await bring(work, c.organisation, rows)
        assert [(d.row, d.why, d.earlier) for d in seen.found.doubtful] == [(1, "other_name", 0)]
        assert (applied.added, applied.open) == (1, 1)


async def test_who_is_missing_stays_until_a_press_ends_them(database: Database) -> None:
    c = await found(database)
    rows = listed(row("7", "Тестова Айна"), row("8", "Пробный Олжас"), row("9", "Макетов Ұлан"))
    async with database.work() as work:
        await bring(work, c.organisation, rows)
        shorter = listed(row("7", "Тестова Айна"))
        seen, _ = await bring(work, c.organisation, shorter, LATER)
        on = TODAY + 30 * DAY
        assert len(seen.found.missing) == 2
        assert len(await staff(work, c.organisation, on)) == 3
        first, second = seen.found.missing
        college, number = c.organisation, seen.import_id
        assert await importing.end_missing(work, HR, college, number, LATER, [first.id]) == 1
        assert await importing.end_missing(work, HR, college, number, LATER, [first.id]) == 0
        assert await importing.end_missing(work, HR, college, number, LATER) == 1
        assert list(await staff(work, c.organisation, on)) == ["Тестова Айна"]
        assert len(await work.register.all(college)) == 3
        entries = await work.audit.of_organisation(college, 2)
        assert {e.object_id for e in entries} == {first.id, second.id}
        assert {e.action for e in entries} == {"appointment.end"}


async def test_a_list_of_one_chair_misses_nobody_of_another(database: Database) -> None:
    c = await found(database)
    rows = listed(
        row("7", "Тестова Айна"), row("8", "Пробный Олжас", "Кафедра физики"),
        row("9", "Макетов Ұлан"),
    )  # fmt: skip
    async with database.work() as work:
        await bring(work, c.organisation, rows)
        chair = listed(row("7", "Тестова Айна"), row("10", "Эскизов Темір"))
        seen, _ = await bring(work, c.organisation, chair)
        people = {each.id: each.name for each in await work.register.all(c.organisation)}
        assert [people[each.employee_id] for each in seen.found.missing] == ["Макетов Ұлан"]


async def test_a_university_of_800_has_its_units_by_one_import(database: Database) -> None:
    c = await found(database)
    table = tuple(tuple(each) for each in university(800))
    rows = rows_of(read_list([Sheet("ППС", table)], TODAY, "university"), TODAY)
    async with database.work() as work:
        _, applied = await bring(work, c.organisation, rows)
        assert (applied.added, applied.departments, applied.open) == (800, 48, 0)
        tree = {each.id: each for each in await work.organisations.departments(c.organisation)}
        chairs = [each for each in tree.values() if each.kind == "chair"]
        assert len(chairs) == 40
        assert {tree[each.parent_id or 0].kind for each in chairs} == {"institute"}
        assert {await work.register.count(c.organisation, TODAY, {each.id}) for each in chairs} == {
            20
        }
        assert await work.register.count(c.organisation, TODAY) == 800


async def test_every_change_is_in_the_log_and_names_nobody(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await bring(work, c.organisation, listed(row("7", "Тестова Айна")))
        await bring(work, c.organisation, listed(row("7", "Тестова Айна", category="эксперт")))
        entries = await work.audit.of_organisation(c.organisation, 20)
    actions = [each.action for each in entries]
    assert actions[:2] == ["register.import", "employee.change"]
    assert {"employee.add", "department.add"} <= set(actions)
    assert "Тестова" not in json.dumps([each.details for each in entries])


async def test_nobody_else_brings_in_nor_looks_at_another_ones_list(database: Database) -> None:
    c = await found(database)
    rows = listed(row("7", "Тестова Айна"))
    async with database.work() as work:
        seen = await begin_import(work, HR, c.organisation, rows, NOW)
    for actor in (OPERATOR, OTHER_HR, TEACHER, STRANGER):
        for act in (
            lambda w, a: begin_import(w, a, c.organisation, rows, NOW),
            lambda w, a: importing.preview(w, a, c.organisation, seen.import_id, NOW),
            lambda w, a: importing.choose(w, a, c.organisation, seen.import_id, 0, "new", NOW),
            lambda w, a: importing.apply_import(w, a, c.organisation, seen.import_id, NOW),
            lambda w, a: importing.end_missing(w, a, c.organisation, seen.import_id, NOW),
            lambda w, a: importing.drop_import(w, a, c.organisation, seen.import_id, NOW),
        ):
            with pytest.raises(NotAllowed):
                async with database.work() as work:
                    await act(work, actor)
    async with database.work() as work:
        with pytest.raises(NotThere):
            await importing.apply_import(work, OTHER_HR, c.other, seen.import_id, NOW)


async def test_a_role_that_ends_while_a_list_is_looked_through_brings_nothing_in(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        seen = await begin_import(work, HR, c.organisation, listed(row("7", "Тестова")), NOW)
        await work.roles.change(c.right, "hr", TODAY)
    async with database.work() as work:
        with pytest.raises(NotAllowed):
            await importing.apply_import(work, HR, c.organisation, seen.import_id, NOW + DAY)
        await end_past_roles(work, NOW + DAY)
        assert await work.register.all(c.organisation) == []


async def test_what_nobody_brings_in_is_forgotten_after_a_day(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        seen = await begin_import(work, HR, c.organisation, listed(row("7", "Тестова")), NOW)
        await work.staff_imports.purge(NOW + DAY / 2)
        assert await work.staff_imports.get(seen.import_id) is not None
        await work.staff_imports.purge(NOW + DAY)
        with pytest.raises(NotThere):
            await importing.apply_import(work, HR, c.organisation, seen.import_id, NOW + DAY)
