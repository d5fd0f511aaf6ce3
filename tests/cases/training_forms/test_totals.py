"""Over random years the totals of every form are those of the database, and of each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.training_forms.forms import Wanted, form_of
from cases.training_forms.freezing import frozen, thawed
from rules.norms.loading import catalogue
from rules.training.vocabulary import TrainingForm
from storage.database import Database
from tests.cases.college import NOW
from tests.cases.training_forms.random_years import (
    Course,
    Somebody,
    courses_of_a_person,
    written,
    year_before,
    years,
)
from tests.thoroughness import examples
from tests.workbooks.columns import PLACES, SUMMED
from tests.workbooks.formulas import Book
from workbooks.training import names
from workbooks.training.forms import Content, form_file

TOTAL, TOTAL_OF_ALL = "Барлығы · Итого", "Жалпы барлығы · Всего"
FORMS: Final[tuple[TrainingForm, ...]] = ("602-01", "602-02", "602-03", "602-05", "602-06")


async def contents(database: Database, people: list[Somebody]) -> dict[str, tuple[Content, ...]]:
    """All forms of a random year."""
    async with database.work() as work:
        organisation, year = await written(work, people)
        return {
            form: await form_of(work, catalogue(), Wanted(organisation, year, form, None), NOW)
            for form in FORMS
        }


def total(rows: list[list[Any]], label: str) -> list[Any]:
    [found] = totals(rows, label)
    return found


def totals(rows: list[list[Any]], label: str) -> list[list[Any]]:
    """Of each part of a sheet, from above."""
    return [row for row in rows if label in row]


def working(people: list[Somebody]) -> int:
    return sum(any(not post.over for post in each.posts) for each in people)


def courses(people: list[Somebody]) -> list[Course]:
    """What is in the year's plans: of everybody who holds a post, or has ever held one."""
    return [
        course
        for each in people
        if each.posts
        for course in each.plan or ()
        if course.state != "withdrawn"
    ]


@settings(examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years)
async def test_all_forms_come_to_what_was_written(
    database: Database, people: list[Somebody]
) -> None:
    made = await contents(database, people)
    books = {form: Book(form_file(content)) for form, content in made.items()}
    planned = [course for course in courses(people) if not course.unplanned]
    expected = [
        working(people),
        len(planned),
        sum(course.hours or 0 for course in planned),
        sum(course.cost or 0 for course in planned),
    ]
    whole = total(books["602-05"].rows("602-05"), TOTAL_OF_ALL)
    assert [whole[place] for place in SUMMED] == expected
    units = [total(books["602-01"].rows(s), TOTAL) for s in books["602-01"].book.sheetnames]
    assert [sum(row[place] for row in units) for place in SUMMED] == expected
    money = total(books["602-05"].rows("602-05 ₸"), TOTAL_OF_ALL)
    assert money[7] == expected[3]
    staff = [total(books[form].rows(form), TOTAL_OF_ALL)[2] for form in ("602-02", "602-03")]
    assert sum(staff) == expected[0]
    report = books["602-06"]
    assert total(report.rows("602-06 адам"), TOTAL_OF_ALL)[7] == expected[0]
    plan = total(report.rows("602-06 жоспар"), TOTAL_OF_ALL)
    states = [sum(c.state == state for c in planned) for state in ("done", "otherwise", "missed")]
    assert [plan[1], *plan[2:5]] == [expected[1], *states]
    assert sum(plan[7:13]) == states[2]
    assert plan[13] == expected[2]
    ended = [c for c in courses(people) if c.state in ("done", "otherwise")]
    costs = totals(report.rows("602-06 ₸"), TOTAL_OF_ALL)
    assert [row[7] for row in costs] == [expected[3], sum(c.spent or 0 for c in ended)]
    kinds = totals(report.rows("602-06 түрі"), TOTAL_OF_ALL)
    assert [row[8] for row in kinds] == [expected[1], len(ended)]


def by(named: Iterable[Any], said: Iterable[tuple[Any, int | None]]) -> list[int]:
    """The sum of each of a closed list."""
    told = list(said)
    return [sum(amount or 0 for key, amount in told if key == each) for each in named]


def block(rows: list[list[Any]], title: str, length: int) -> list[list[Any]]:
    """The lines below a title."""
    first = next(n for n, row in enumerate(rows) if str(row[0]).endswith(title)) + 1
    return rows[first : first + length]


@settings(examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years)
async def test_every_share_of_a_total_is_what_was_written(
    database: Database, people: list[Somebody]
) -> None:
    """By source, by kind, by cause and by category of staff, in every form that shows it."""
    made = await contents(database, people)
    books = {form: Book(form_file(content)) for form, content in made.items()}
    planned = [course for course in courses(people) if not course.unplanned]
    ended = [c for c in courses(people) if c.state in ("done", "otherwise")]
    report = books["602-06"]
    plan = total(report.rows("602-06 жоспар"), TOTAL_OF_ALL)
    assert plan[7:13] == by(names.CAUSES, ((c.cause, c.state == "missed") for c in planned))
    assert plan[6] == sum(c.unplanned for c in ended)
    assert plan[14] == sum(c.hours or 0 for c in ended)
    sources = by(names.SOURCES, ((c.source, c.cost) for c in planned))
    costs = totals(report.rows("602-06 ₸"), TOTAL_OF_ALL)
    assert costs[0][1:7] == sources
    assert costs[1][1:7] == by(names.SOURCES, ((c.source, c.spent) for c in ended))
    kinds = totals(report.rows("602-06 түрі"), TOTAL_OF_ALL)
    assert kinds[0][1:8] == by(names.KINDS, ((c.kind, 1) for c in planned))
    assert kinds[1][1:8] == by(names.KINDS, ((c.kind, 1) for c in ended))
    units = [books["602-01"].rows(sheet) for sheet in books["602-01"].book.sheetnames]
    for title, named, amounts, key in (
        ("По источникам", names.SOURCES, sources, "cost"),
        ("По видам", names.KINDS, kinds[0][1:8], "topic"),
    ):
        for each in (units, [books["602-05"].rows("602-05")]):
            found = [block(rows, title, len(named)) for rows in each]
            assert [
                sum(lines[n][PLACES[key]] for lines in found) for n in range(len(named))
            ] == amounts
    money = books["602-05"].rows("602-05 ₸")
    assert (
        by((words.stacked for words in names.SOURCES.values()), ((row[1], row[7]) for row in money))
        == sources
    )
    staff = total(report.rows("602-06 адам"), TOTAL_OF_ALL)
    for place, (category, words) in enumerate(names.STAFF.items(), start=1):
        form = "602-03" if category in ("teaching", "research") else "602-02"
        parts = totals(books[form].rows(form), names.TOTAL.of(words).line)
        assert sum(row[2] for row in parts) == staff[place], category


@settings(examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years, plans=st.lists(courses_of_a_person, max_size=8))
async def test_last_year_stands_beside_this_one_as_its_own_report_says(
    database: Database, people: list[Somebody], plans: list[list[Course]]
) -> None:
    """Of several years before, the last one."""
    async with database.work() as work:
        organisation, year = await written(work, people)
        await year_before(work, year, plans[1:], 2024)
        last = await year_before(work, year, plans, 2025)
        [now], [then] = [
            await form_of(work, catalogue(), Wanted(organisation, each, "602-06", None), NOW)
            for each in (year, last)
        ]
    beside, own = (
        Book(form_file((each,))).rows("602-06 салыстыру") for each in (now, then)
    )  # fmt: skip
    first = next(n for n, row in enumerate(own) if "Прошлый год" in str(row[1])) + 1
    assert len(own[first:]) > 10
    nobody = all(row[2] == 0 for row in own[first:])
    for row, before in zip(beside[first:], own[first:], strict=True):
        assert row[0] == before[0]
        assert row[1] == ("—" if nobody and row[1] == "—" else before[2])
        assert row[3] == ("—" if row[1] == "—" else row[2] - row[1])


@settings(examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years)
async def test_what_is_frozen_comes_back_as_it_was(
    database: Database, people: list[Somebody]
) -> None:
    for content in (await contents(database, people)).values():
        assert [thawed(frozen(each)) for each in content] == list(content)
