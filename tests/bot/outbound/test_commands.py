"""What scripts do: a demonstration, a broadcast, its status."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from storage.database import migrate, open_database
from tests.bot.outbound.conftest import FIRST, NOW

BROADCAST = ("broadcast", "new", "--org", "Колледж", "--text-kk", "Сәлем", "--text-ru", "Привет")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database that the commands find, and nothing else of this machine's settings."""
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    asyncio.run(migrate(address))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", address)
    return address


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command sends the log to its own standard error, which is gone after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command: exit status, what it answered, what it complained of."""

    def command(*words: str) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = main([*words, "--json"])
        shown = capsys.readouterr()
        return status, json.loads(shown.out) if shown.out else None, shown.err

    return command


def test_a_demonstration_and_a_broadcast_to_it(url: str, run: Any) -> None:
    status, made, _ = run("demo", "--users", "12", "--org", "Колледж")
    assert status == 0
    assert (made["users"], made["first_id"], made["last_id"]) == (12, FIRST, FIRST + 11)
    status, queued, _ = run(*BROADCAST)
    assert status == 0
    assert run("broadcast", "status", str(queued["id"]))[:2] == (
        0,
        {
            "id": queued["id"],
            "state": "queued",
            "total": 12,
            "sent": 0,
            "blocked": 0,
            "failed": 0,
            "uncertain": 0,
            "pending": 12,
            "unmade": 12,
        },
    )


def test_people_of_the_demonstration_have_what_hr_works_with(url: str, run: Any) -> None:
    run("demo", "--users", "12", "--org", "Колледж")

    async def look() -> dict[str, Any]:
        database = open_database(url)
        async with database.work(writing=False) as work:
            people = [await work.people.export(FIRST + number) for number in range(12)]
        await database.close()
        return {table: sum(len(one[table]) for one in people) for table in people[0]}

    rows = asyncio.run(look())
    assert rows["person"] == rows["membership"] == rows["decision"] == 12
    assert rows["personal_date"] == 12
    assert min(rows[table] for table in ("answer", "certificate", "reminder")) > 0


@pytest.mark.parametrize(("kind", "chairs"), [("college", 0), ("university", 4)])
def test_the_register_of_the_demonstration_holds_everybody_and_a_few_without_telegram(
    url: str, run: Any, monkeypatch: pytest.MonkeyPatch, kind: str, chairs: int
) -> None:
    monkeypatch.setenv("HR_ADMIN_IDS", "7000000001")
    for users, staff in ((12, 17), (3, 21)):
        words = ("demo", "--users", str(users), "--kind", kind, "--year", "2026")
        status, made, _ = run(*words)
        assert (status, made["staff"]) == (0, staff)
    number = made["organisation"]

    async def look() -> Any:
        database = open_database(url)
        async with database.work(writing=False) as work:
            people = await work.register.all(number)
            appointed = await work.register.all_appointments(number, NOW.date())
            ties = await work.ties.of_organisation(number)
            departments = await work.organisations.departments(number)
            acting = await work.hr.of_organisation(number)
        await database.close()
        return people, appointed, ties, departments, acting

    people, appointed, ties, departments, acting = asyncio.run(look())
    assert len(people) == len({each.number for each in people}) == len(appointed) == 21
    assert {each.staff for each in appointed} == {
        "teaching", "support", "administrative", "research", "service"
    }  # fmt: skip
    assert [each.state for each in ties] == ["confirmed"] * 15
    assert [each.kind for each in departments].count("chair") == chairs
    assert {each.department_id for each in appointed} <= {each.id for each in departments}
    assert [each.person_id for each in acting] == [7_000_000_001]


def test_a_second_demonstration_adds_people(url: str, run: Any) -> None:
    run("demo", "--users", "3", "--org", "Колледж")
    assert run("demo", "--users", "2", "--org", "Басқа")[1]["first_id"] == FIRST + 3


@pytest.mark.parametrize("person_id", [7_000_000_001, 5])
def test_a_database_with_real_people_is_refused(url: str, run: Any, person_id: int) -> None:
    async def somebody() -> None:
        database = open_database(url)
        async with database.work() as work:
            await work.people.ensure(person_id, "kk", NOW)
        await database.close()

    asyncio.run(somebody())
    status, answer, complaint = run("demo", "--users", "3")
    assert (status, answer) == (2, None)
    assert "real people" in complaint
    assert run("broadcast", "new", "--org", "1", "--text-kk", "x", "--text-ru", "x")[0] == 2


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ((*BROADCAST, "--segment", "lang:de"), "segment"),
        ((*BROADCAST, "--at", "tomorrow"), "--at"),
        ((*BROADCAST, "--text-en", "x" * 3501), "--text-en"),
        (("broadcast", "new", "--org", "x", "--text-kk", "x", "--text-ru", "x"), "--org"),
        (("broadcast", "new", "--org", "Колледж", "--text-kk", "x"), "--text-ru"),
        (("broadcast", "status", "99"), "ID"),
        (("demo", "--users", "0"), "--users"),
        (("demo", "--users", "2", "--org", " "), "--org"),
        (("demo", "--users", "2", "--kind", "school"), "--kind"),
        (("demo", "--users", "2", "--year", "26"), "--year"),
    ],
)
def test_bad_input_is_named_on_one_line(
    url: str, run: Any, words: tuple[str, ...], field: str
) -> None:
    run("demo", "--users", "2", "--org", "Колледж")
    status, answer, complaint = run(*words)
    assert (status, answer) == (2, None)
    assert field in complaint
    assert complaint.count("\n") == 1


def test_a_broadcast_for_later_in_almaty_time(url: str, run: Any) -> None:
    run("demo", "--users", "2", "--org", "Колледж")
    number = run(*BROADCAST, "--at", "2026-12-01T10:00")[1]["id"]

    async def look() -> str:
        database = open_database(url)
        async with database.work(writing=False) as work:
            kept = await work.campaigns.get(number)
        await database.close()
        assert kept is not None
        return kept.scheduled_at.isoformat()

    assert asyncio.run(look()) == "2026-12-01T05:00:00+00:00"


def test_without_the_tables_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    status, _, complaint = run("demo", "--users", "1")
    assert status == 2
    assert "migrate" in complaint
