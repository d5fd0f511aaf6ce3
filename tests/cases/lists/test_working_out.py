"""Lines worked out of records: only of what the register says, and of all that can be read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.lists.working_out import line_of, person_of, work_out_due
from cases.register.list_rows import rows_of
from rules.norms.loading import catalogue
from rules.roster.judging import category_ends, judged
from rules.vocabulary import Json
from storage.database import Database
from storage.repositories.lists import ListQuery
from storage.tables.register import Appointment, Employee
from storage.tables.staff_lines import StaffLine
from tests.cases.college import NOW, TODAY, found
from tests.cases.lists import slow
from tests.cases.lists.registers import LECTURER, METHODIST, drawn
from tests.cases.register.test_drawn_lists import ALL
from tests.rules.roster import drawn as lists


def record(known: Json) -> Employee:
    return Employee(1, 1, "", "Үлгі", known, NOW, NOW)


def post(position: str | None) -> Appointment:
    return Appointment(1, 1, None, position, "пост", "teaching", 100, None, None, None)


@pytest.mark.parametrize("name", ALL)
def test_a_record_is_judged_as_the_row_that_it_came_from(name: str) -> None:
    """As `roster` judges the list, but for service, which may have grown since it was counted."""
    read = lists.read(ALL[name])
    kept = {row.place: row for row in rows_of(read, TODAY).rows}
    for person in read.people:
        place = f"{person.sheet}!{person.row}" if person.sheet else str(person.row)
        if place not in kept or person.position is None:
            continue
        row = kept[place]
        own = person_of(record({**row.known, "as_of": str(TODAY)}), post(row.position))
        assert category_ends(own) == category_ends(person)
        mine = judged(catalogue(), own, None, TODAY)
        theirs = judged(catalogue(), person, None, TODAY)
        assert mine.verdict == theirs.verdict
        assert [(i.leaf.id, i.status, i.short) for i in mine.items] == [
            (i.leaf.id, i.status, i.short) for i in theirs.items
        ]


async def test_clauses_are_those_that_a_person_would_name(database: Database) -> None:
    college = await drawn(database, 31, 60)
    named = set()
    for each in college.people:
        for own in each.posts:
            if own.position is None:
                continue
            parts = slow.lecturer(each.known)
            if own.position == METHODIST:
                parts = slow.methodist(each.known)
            line = line_of(catalogue(), 1, record(each.known), own, TODAY)
            clauses = [clause for clause in line.clauses if clause.state != "leaving"]
            wanted = slow.UNMET if line.line.state == "short" else slow.OPEN
            expected = {clause for clause, state in parts.items() if state == wanted}
            assert {_group(clause.clause) for clause in clauses} == expected
            named |= expected
            for clause in clauses:
                if clause.clause == "certificate-profile" and clause.state == "short":
                    hours = 72 - slow.hours_at_most(each.known["certificates"])
                    assert clause.short == {"hours": hours}
    assert named == {"education", "experience", "certificate-profile", "certificate-online"}


def _group(clause: str) -> str:
    """Both ways to have worked long enough are one part, and both ways to be educated."""
    for part in ("education", "experience"):
        if clause.startswith(part):
            return part
    return clause


UNREADABLE: list[dict[str, Any]] = [
    {"certificates": [{"hours": 72, "issued": "31 сентября"}]},
    {"education": [{}]},
    {"education": "higher"},
    {"category_until": "9999-99"},
]


@pytest.mark.parametrize("known", UNREADABLE)
async def test_a_record_that_cannot_be_read_keeps_nobody_from_their_lines(
    database: Database, known: dict[str, Any]
) -> None:
    college = (await found(database)).organisation
    async with database.work() as work:
        numbers = await work.register.add(college, [("", "А", known), ("", "Б", {})], NOW)
        await work.register.appoint(
            [Appointment(0, n, None, LECTURER, "x", None, None, None, None, None) for n in numbers]
        )
        assert await work_out_due(work, college, catalogue(), NOW) == 2
        assert await work.staff_lines.count_due(college) == 0
    unread = line_of(catalogue(), 1, record(known), post(LECTURER), TODAY)
    assert (unread.line.state, unread.clauses) == ("not_judged", ())


async def test_a_post_to_come_has_a_line_and_one_that_has_ended_none(database: Database) -> None:
    college = (await found(database)).organisation
    async with database.work() as work:
        [number] = await work.register.add(college, [("", "А", {})], NOW)
        begun, later = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
        await work.register.appoint(
            [
                Appointment(0, number, None, None, "a", None, None, begun, begun, None),
                Appointment(0, number, None, None, "b", None, None, later, None, None),
            ]
        )
        await work_out_due(work, college, catalogue(), NOW)
        posts = {each.id: each.post for each in await work.register.appointments([number])}
        clauses = await work.staff_lines.clauses_of(list(posts))
        assert clauses == {}
        query = ListQuery(college, "staff", later, later, later, ())
        lines: list[StaffLine] = await work.lists.lines(query, [number])
        assert [posts[line.appointment_id] for line in lines] == ["b"]
        assert await work.lists.count(ListQuery(college, "staff", TODAY, TODAY, TODAY, ())) == 0
