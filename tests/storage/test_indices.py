import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from rules.verdict.deadlines import Moment
from storage.database import Unit, migrate, open_database
from storage.tables.checks import NewDecision
from storage.tables.organisations import Shares
from tests.storage.samples import AIGERIM, ERLAN, NOW, TITLE, TODAY, fill


async def test_no_query_of_a_conversation_reads_a_whole_table(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    await migrate(f"sqlite:///{file}")
    statements: list[tuple[str, Any]] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await converse(f"sqlite:///{file}")
        await work(f"sqlite:///{file}")
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    with closing(sqlite3.connect(file)) as connection:
        plans = {
            statement: [
                step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            ]
            for statement, given in statements
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
        }
    assert len(plans) > 80
    assert {query: plan for query, plan in plans.items() if reads_whole_table(plan)} == {}


def reads_whole_table(plan: list[str]) -> bool:
    # The rows of a subquery have been found by its own steps.
    found = ("SCAN CONSTANT ROW", "SCAN (subquery-", "SCAN anon_")
    return any(step.startswith("SCAN") and not step.startswith(found) for step in plan)


async def converse(url: str) -> None:
    """Every call that a conversation makes while somebody waits for the answer."""
    database = open_database(url)
    run = await fill(database, AIGERIM)
    async with database.unit() as unit:
        await unit.updates.seen(1, NOW)
        await unit.people.situation(AIGERIM)
        await unit.people.set_language(AIGERIM, "ru")
        await unit.people.set_blocked(AIGERIM, True, NOW)
        await unit.runs.current(AIGERIM)
        await unit.runs.get(run.id)
        await unit.runs.set_screen(run.id, AIGERIM, 1)
        await unit.runs.close(run.id, "reported", NOW)
        await unit.answers.all(AIGERIM)
        await unit.answers.last(AIGERIM, run.id)
        await unit.answers.remove(AIGERIM, "degrees")
        await unit.answers.clear(AIGERIM)
        await unit.screens.get(AIGERIM)
        await unit.misses.add("x", "kk", NOW)
        number = await unit.decisions.add(
            AIGERIM, run.id, NewDecision(b"", "d", "methodist", None, "eligible", TODAY), NOW
        )
        await unit.decisions.get(number)
        await unit.decisions.of(AIGERIM)
        await unit.decisions.of_run(run.id)
        await unit.decisions.by_other_rules("d2", 0, 10)
        link, token = await unit.shares.add(AIGERIM, number, NOW, NOW)
        await unit.shares.find(token)
        await unit.shares.working(AIGERIM, NOW)
        await unit.shares.revoke(AIGERIM, link.id, NOW)
        await unit.wishes.add(AIGERIM, number, TODAY, NOW)
        await unit.wishes.of(AIGERIM)
        await unit.wishes.for_check(AIGERIM, number)
        await unit.wishes.remove_all(AIGERIM)
        await unit.wishes.remove(AIGERIM, number)
        await unit.assessments.latest(AIGERIM, 3, NOW)
        await unit.knowledge_tests.of(AIGERIM)
        await unit.knowledge_tests.remove(AIGERIM)
        await unit.attestation_editions.accepted_of_person(AIGERIM)
        await unit.people.export(AIGERIM)
        await unit.people.withdraw_consent(AIGERIM, NOW)
        await unit.people.purge_expired(NOW, AIGERIM)
        await unit.people.forget(AIGERIM)
        await unit.updates.purge(NOW)
        await unit.misses.purge(NOW)
    await database.close()


async def work(url: str) -> None:
    """Every call that HR and its members make while somebody waits for the answer."""
    database = open_database(url)
    await fill(database, ERLAN)
    async with database.unit() as unit:
        [own] = await unit.memberships.of_person(ERLAN)
        college, number = own.organisation_id, own.id
        await look_after(unit, college)
        await unit.memberships.present(ERLAN, college)
        await unit.memberships.get(number)
        await unit.memberships.of_organisation(college, None, 0, 10)
        await unit.memberships.of_organisation(college, 1, 0, 10)
        await unit.memberships.count(college, 1)
        await unit.memberships.shared_verdicts(college, [number])
        await unit.memberships.shared_certificates(college, [number])
        await unit.memberships.set_shares(number, Shares())
        await remind(unit, college)
        await unit.memberships.leave(number, NOW)
        await unit.people.withdraw_consent(ERLAN, NOW)
        await unit.people.forget(ERLAN)
    await database.close()


async def look_after(unit: Unit, college: int) -> None:
    """What HR does with its organisation."""
    await unit.organisations.get(college)
    await unit.organisations.named("College")
    await unit.organisations.departments(college)
    made = await unit.organisations.add_department(college, "IT", NOW)
    assert made is not None
    await unit.organisations.department(made.id)
    await unit.organisations.rename_department(made.id, "AI")
    await unit.organisations.remove_department(made.id)
    right = await unit.hr.in_force(college, ERLAN)
    assert right is not None
    await unit.hr.get(right.id)
    await unit.hr.of_person(ERLAN)
    await unit.hr.of_organisation(college)
    await unit.hr.withdraw(right.id, NOW)
    link, token = await unit.invitations.add("member", college, None, None, NOW, NOW)
    await unit.invitations.find(token)
    await unit.invitations.get(link.id)
    await unit.invitations.valid(college, NOW)
    await unit.invitations.use(link.id, ERLAN, NOW)
    await unit.invitations.withdraw(link.id, NOW)
    [edition] = await unit.attestation_editions.of_organisation(college)
    await unit.attestation_editions.get(edition.id)
    await unit.attestation_editions.waiting(college)
    await unit.attestation_editions.decide(edition.id, "accepted", ERLAN, NOW)
    await unit.audit.add(ERLAN, college, "x", "y", None, {}, NOW)
    await unit.audit.of_organisation(college, 10, 5)


async def remind(unit: Unit, college: int) -> None:
    """What is done with days that are not to be missed."""
    [day] = await unit.deadlines.of_organisation(college, TODAY)
    await unit.deadlines.get(day.id)
    await unit.deadlines.of_person(ERLAN, TODAY)
    await unit.deadlines.change(day.id, "plans", TITLE, TODAY, (1,))
    moments = [Moment(1, NOW)]
    await unit.reminders.plan_members(college, day.id, TODAY, moments)
    await unit.reminders.plan(ERLAN, "deadline", day.id, TODAY, moments)
    [first, *_] = await unit.reminders.of(ERLAN)
    await unit.reminders.get(ERLAN, first.id)
    await unit.reminders.due(NOW, 10)
    await unit.reminders.answer(first, "later", NOW, NOW)
    await unit.reminders.answer(first, "done", NOW, None)
    await unit.reminders.answer(first, "stop", NOW, None)
    await unit.reminders.stopped(ERLAN, "deadline", day.id)
    await unit.reminders.allow_again(ERLAN, "deadline", day.id)
    await unit.reminders.cancel_deadlines(ERLAN, college)
    await unit.reminders.cancel("deadline", day.id)
    await unit.deadlines.remove(day.id)
    [course] = await unit.certificates.of(ERLAN)
    await unit.certificates.get(ERLAN, course.id)
    await unit.certificates.change(ERLAN, course.id, "it", 36, TODAY)
    await unit.certificates.remove(ERLAN, course.id)
    await unit.dates.of(ERLAN)
    await unit.dates.remove(ERLAN, "language")
