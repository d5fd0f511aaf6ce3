"""The command `form`: the forms of a demonstration agree with the register and each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.cli import main
from bot.commands.demo import fill
from rules.dates import today
from rules.norms.loading import catalogue
from storage.database import Work, migrate, open_database
from tests.workbooks.columns import SUMMED
from tests.workbooks.formulas import Book

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
USERS = 24
TOTAL, TOTAL_OF_ALL = "Барлығы · Итого", "Жалпы барлығы · Всего"
T = TypeVar("T")
Form = Callable[..., tuple[int, Book | None, str]]


async def _filled(address: str, kind: str, year: int) -> None:
    database = open_database(address)
    await fill(database, catalogue(), USERS, "Үлгі", lambda: NOW, kind, year)
    await database.close()


@pytest.fixture(params=[("university", 2026, "2026"), ("college", 2026, "2026/27")])
def year(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """The kind of a demonstration whose year is entered, and what the year is called."""
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    asyncio.run(migrate(address))
    kind, begins, label = request.param
    asyncio.run(_filled(address, kind, begins))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setattr("bot.commands.form.now", lambda: NOW)
    return kind, label


@pytest.fixture
def form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Form:
    """Writes a form and opens it: status, book, complaint."""

    def written(name: str, *words: str, **options: str) -> tuple[int, Book | None, str]:
        out = tmp_path / f"{name}.xlsx"
        given = {"org": "Үлгі", "year": "2026", "out": str(out), **options}
        status = main(["form", name, *(w for k, v in given.items() for w in (f"--{k}", v)), *words])
        complaint = capsys.readouterr().err
        return status, Book(out.read_bytes()) if out.exists() else None, complaint

    return written


def opened(form: Form, name: str, **options: str) -> Book:
    status, book, complaint = form(name, **options)
    assert (status, complaint) == (0, "")
    assert book is not None
    return book


def asked(work_of: Callable[[Work], Awaitable[T]]) -> T:
    """What the database says."""

    async def looked() -> T:
        import os

        database = open_database(os.environ["DATABASE_URL"])
        async with database.work(writing=False) as work:
            found = await work_of(work)
        await database.close()
        return found

    return asyncio.run(looked())


def people(rows: list[list[Any]]) -> list[str]:
    """The names of the rows that begin with a number."""
    return [str(row[1]) for row in rows if isinstance(row[0], int)]


def total(rows: list[list[Any]], label: str) -> list[Any]:
    [found] = [row for row in rows if label in row]
    return found


async def _working(work: Work) -> set[str]:
    held = {each.id: each.name for each in await work.register.all(1)}
    return {held[a.employee_id] for a in await work.register.all_appointments(1, today(NOW))}


async def _planned(work: Work) -> tuple[int, int, int]:
    """Items of the year, their hours and their cost."""
    [entered] = await work.training_years.of_organisation(1)
    plans = [each.id for each in await work.training_plans.of_year(entered.id)]
    items = await work.training_plans.items(plans)
    return (
        len(items),
        sum(each.new.hours or 0 for each in items),
        sum(each.new.cost or 0 for each in items),
    )


def test_everybody_of_the_register_is_in_every_form_once(year: tuple[str, str], form: Form) -> None:
    working = asked(_working)
    support = people(opened(form, "602-02").rows("602-02"))
    teaching = people(opened(form, "602-03").rows("602-03"))
    schedule = people(opened(form, "602-05").rows("602-05"))
    assert sorted([*support, *teaching]) == sorted(working) == sorted(schedule)
    assert len(working) == USERS + 5
    units = opened(form, "602-01")
    assert sorted(
        name for sheet in units.book.sheetnames for name in people(units.rows(sheet))
    ) == sorted(working)


def test_the_totals_of_all_forms_are_those_of_the_database(
    year: tuple[str, str], form: Form
) -> None:
    items, hours, cost = asked(_planned)
    rows = total(opened(form, "602-05").rows("602-05"), TOTAL_OF_ALL)
    whole = (USERS + 5, items, hours, cost)
    assert tuple(rows[place] for place in SUMMED) == whole
    units = opened(form, "602-01")
    found = [total(units.rows(sheet), TOTAL) for sheet in units.book.sheetnames]
    assert tuple(sum(row[place] for row in found) for place in SUMMED) == whole
    report = opened(form, "602-06")
    staff = total(report.rows("602-06 адам"), TOTAL_OF_ALL)
    assert sum(staff[1:7]) == staff[7] == USERS + 5
    plan = total(report.rows("602-06 жоспар"), TOTAL_OF_ALL)
    assert (plan[1], plan[13]) == (items, hours)
    [money, _] = [row for row in report.rows("602-06 ₸") if TOTAL_OF_ALL in row]
    assert (sum(money[1:7]), money[7]) == (cost, cost)


def test_what_the_demonstration_is_to_show_is_there(year: tuple[str, str], form: Form) -> None:
    kind, label = year
    report = opened(form, "602-06")
    plan = total(report.rows("602-06 жоспар"), TOTAL_OF_ALL)
    risks = total(report.rows("602-06 тәуекел"), TOTAL_OF_ALL)
    assert plan[4] == 1, "one course nobody attended"
    assert risks[1:4] == [2, 1, 1], "two findings, one of them cured"
    assert risks[6:8] == [1, 240_000], "one has left and owes"
    revisions = asked(_revisions)
    assert sorted(revisions.values())[-1] == 2
    assert list(revisions.values()).count(2) == 1
    rows = opened(form, "602-05").rows("602-05")
    signed = " ".join(str(row[0]) for row in rows[-5:])
    assert ("Финансы" in signed) == (kind == "university"), "a college's chain is shorter"
    assert label in " ".join(str(row[0]) for row in rows[:6])


async def _revisions(work: Work) -> dict[int | None, int]:
    [entered] = await work.training_years.of_organisation(1)
    documents = await work.training_documents.of_year(entered.id, "602-01")
    return {each.department_id: each.revision for each in documents if each.state == "approved"}


def test_a_department_has_its_own_form(year: tuple[str, str], form: Form) -> None:
    whole = opened(form, "602-05").rows("602-05")
    units = opened(form, "602-01")
    name = str(units.rows(units.book.sheetnames[0])[3][0]).partition(": ")[2]
    if year[0] == "college":
        name = str(units.rows(units.book.sheetnames[0])[2][0]).partition(": ")[2]
    own = opened(form, "602-01", department=name)
    assert people(own.rows("602-01")) == people(units.rows(units.book.sheetnames[0]))
    assert 0 < len(people(own.rows("602-01"))) < len(people(whole))


def test_an_approved_form_stays_when_the_register_changes(
    year: tuple[str, str], form: Form
) -> None:
    before = opened(form, "602-05").rows("602-05")
    asked_and_changed(_rename)
    assert opened(form, "602-05").rows("602-05") == before
    composition = opened(form, "602-03").rows("602-03")
    assert any("Өзгерген" in str(row[1]) for row in composition)


async def _rename(work: Work) -> None:
    for each in (await work.register.all(1))[:USERS]:
        await work.register.change(each.id, each.number, f"Өзгерген {each.id}", each.known, NOW)


def asked_and_changed(change: Callable[[Work], Awaitable[None]]) -> None:
    import os

    async def changed() -> None:
        database = open_database(os.environ["DATABASE_URL"])
        async with database.work() as work:
            await change(work)
        await database.close()

    asyncio.run(changed())


@pytest.mark.parametrize(
    ("name", "options", "field"),
    [
        ("602-04", {}, "NAME"),
        ("602-01", {"org": "Басқа"}, "--org"),
        ("602-01", {"year": "1999"}, "--year"),
        ("602-01", {"department": "Жоқ бөлім"}, "--department"),
        ("602-01", {"out": "form.pdf"}, "--out"),
        ("602-01", {"out": "no/such/folder/form.xlsx"}, "--out"),
    ],
)
def test_bad_input_is_named_on_one_line(
    year: tuple[str, str], form: Form, name: str, options: dict[str, str], field: str
) -> None:
    status, book, complaint = form(name, **options)
    assert (status, book) == (2, None)
    assert field in complaint
    assert complaint.count("\n") == 1
