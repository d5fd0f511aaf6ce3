"""Over random years the totals of every form are those of the database, and of each other."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import HealthCheck, given, settings

from cases.training_forms.forms import Wanted, form_of
from cases.training_forms.freezing import frozen, thawed
from rules.norms.loading import catalogue
from rules.training.vocabulary import TrainingForm
from storage.database import Database
from tests.cases.college import NOW
from tests.cases.training_forms.random_years import Course, Somebody, written, years
from tests.thoroughness import examples
from tests.workbooks.formulas import Book
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
    assert [whole[place] for place in (2, 4, 12, 13)] == expected
    units = [total(books["602-01"].rows(s), TOTAL) for s in books["602-01"].book.sheetnames]
    assert [sum(row[place] for row in units) for place in (2, 4, 12, 13)] == expected
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


@settings(examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years)
async def test_what_is_frozen_comes_back_as_it_was(
    database: Database, people: list[Somebody]
) -> None:
    for content in (await contents(database, people)).values():
        assert [thawed(frozen(each)) for each in content] == list(content)
