import json
from datetime import timedelta
from typing import Any

from sqlalchemy import inspect, text

from storage.database import Database
from storage.tables.checks import NewDecision
from storage.tables.schema import metadata
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY, begin_run, fill


async def rows_with(url: str, person_id: int) -> dict[str, int]:
    """Table → number of rows where the id stands in any column, in all tables there are."""

    def count(connection: Any) -> dict[str, int]:
        found = {}
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608
            found[table] = sum(str(person_id) in map(str, row) for row in rows)
        return {table: number for table, number in found.items() if number}

    return await look(url, count)


async def test_forgetting_leaves_nothing_of_the_person(
    database: Database, database_url: str
) -> None:
    for person_id in (AIGERIM, ERLAN):
        await fill(database, person_id)
    held = await rows_with(database_url, AIGERIM)
    assert set(held) == {
        "person",
        "run",
        "answer",
        "screen",
        "decision",
        "share",
        "wish",
        "correction",
        "edition_told",
        "self_assessment",
        "knowledge_test",
        "attestation_word",
        "portfolio_answer",
        "portfolio_wish",
        "miss_mark",
        "purpose_said",
        "objection",
        "attestation_edition",
        "hr_draft",
        "page_session",
        "page_link",
        "role",
        "tie",
        "personal_link",
        "staff_import",
        "reply",
        "invitation",
        "membership",
        "deadline",
        "certificate",
        "personal_date",
        "reminder",
        "waiting_update",
    }

    async with database.work() as work:
        await work.people.forget(AIGERIM)

    assert await rows_with(database_url, AIGERIM) == {}
    assert set(await rows_with(database_url, ERLAN)) == set(held)


# What is no answer of the person: themselves, a right to act, and what acting left behind. Runs,
# answers and screens last as long as those of anybody without consent, updates for minutes.
STAYS = {
    "person",
    "run",
    "answer",
    "screen",
    "attestation_edition",
    "hr_draft",
    "page_session",
    "page_link",
    "role",
    "personal_link",
    "staff_import",
    "invitation",
    "deadline",
    "waiting_update",
}


async def test_withdrawing_consent_leaves_nothing_that_was_kept_by_it(
    database: Database, database_url: str
) -> None:
    await fill(database, AIGERIM)
    async with database.work() as work:
        await work.people.withdraw_consent(AIGERIM, NOW)
    assert set(await rows_with(database_url, AIGERIM)) - STAYS == set()


async def test_every_table_that_names_a_person_loses_its_rows_or_the_name_with_the_person() -> None:
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            forgets = key.ondelete == "SET NULL" and key.parent.nullable
            assert key.ondelete == "CASCADE" or forgets, f"{table.name}.{key.parent.name}"
            # A broadcast's totals still add up after a recipient was forgotten.
            kept = key.parent.name != "person_id" or table.name == "dispatch"
            assert key.ondelete == "CASCADE" or kept


async def test_the_export_holds_all_that_is_held(database: Database, database_url: str) -> None:
    run = await fill(database, AIGERIM)
    await fill(database, ERLAN)
    async with database.work(writing=False) as work:
        export = await work.people.export(AIGERIM)

    assert json.loads(json.dumps(export)) == export
    exported = {table: len(rows) for table, rows in export.items() if rows}
    assert exported == await rows_with(database_url, AIGERIM)
    [person] = export["person"]
    assert person["consent_version"] == "2026-01"
    assert person["created_at"] == NOW.isoformat()
    assert {row["fact"]: row["value"] for row in export["answer"]} == {
        "experience.specialty": 28,
        "degrees": ["master"],
    }
    assert export["run"][0]["id"] == run.id
    assert export["screen"][0]["data"] == {"page": 2}
    assert export["decision"][0]["record"] == '{"day":"x"}'
    assert str(ERLAN) not in json.dumps(export)


async def test_what_somebody_did_for_others_stays_without_the_name(database: Database) -> None:
    await fill(database, AIGERIM)
    async with database.work() as work:
        await work.people.ensure(ERLAN, "kk", NOW)
        [own] = await work.hr.of_person(AIGERIM)
        college = own.organisation_id
        await work.hr.grant(college, ERLAN, AIGERIM, NOW)
        export = await work.people.export(AIGERIM)
        assert str(ERLAN) not in json.dumps(export)
        assert len(export["role"]) == 2
        await work.people.forget(AIGERIM)
        [granted] = await work.hr.of_organisation(college)
        [deadline] = await work.deadlines.of_organisation(college, TODAY)
    assert (granted.person_id, granted.granted_by) == (ERLAN, None)
    assert deadline.entered_by is None


async def test_the_audit_log_outlives_its_actor_and_is_in_the_export(
    database: Database, database_url: str
) -> None:
    await fill(database, AIGERIM)
    async with database.work() as work:
        await work.audit.add(AIGERIM, 1, "members.read", "department", None, {"members": 3}, NOW)
        [exported] = (await work.people.export(AIGERIM))["audit"]
        await work.people.forget(AIGERIM)
    assert (exported["action"], exported["actor_id"]) == ("members.read", AIGERIM)
    assert await rows_with(database_url, AIGERIM) == {"audit": 1}


async def test_there_is_nothing_to_export_of_somebody_unknown(database: Database) -> None:
    async with database.work(writing=False) as work:
        assert await work.people.export(AIGERIM) == {}


async def held_after_purge(database: Database, now: Any) -> tuple[int, list[str], bool, bool]:
    """Rows deleted, then what is left of the sample person: facts, open run, screen."""
    async with database.work() as work:
        deleted = await work.people.purge_expired(now)
        situation = await work.people.situation(AIGERIM)
        assert situation is not None
        facts = [answer.fact for answer in await work.answers.all(AIGERIM)]
    return deleted, facts, situation.run is not None, situation.screen is not None


async def without_consent(database: Database) -> int:
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "h_index", "value", 1, NOW)
        await work.screens.put(AIGERIM, "menu", {}, None, None, NOW)
    return run.id


async def test_without_consent_an_open_run_lasts_a_day(database: Database) -> None:
    await without_consent(database)
    almost = NOW + DAY - timedelta(microseconds=1)
    assert await held_after_purge(database, almost) == (0, ["h_index"], True, True)
    assert await held_after_purge(database, NOW + DAY) == (3, [], False, False)
    assert await held_after_purge(database, NOW + DAY) == (0, [], False, False)


async def test_without_consent_a_closed_run_goes_with_its_answers_at_once(
    database: Database,
) -> None:
    run_id = await without_consent(database)
    async with database.work() as work:
        await work.runs.close(run_id, "reported", NOW)
        await work.people.purge_expired(NOW)
        assert await work.runs.get(run_id) is None
    assert await held_after_purge(database, NOW) == (0, [], False, True)


async def test_a_purge_for_one_person_leaves_the_others_alone(database: Database) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            run = await begin_run(work, person_id)
            await work.runs.close(run.id, "reported", NOW)
        assert await work.people.purge_expired(NOW, ERLAN) == 1
        assert len((await work.people.export(AIGERIM))["run"]) == 1
        assert (await work.people.export(ERLAN))["run"] == []


async def test_without_consent_an_answer_outside_a_run_lasts_a_day(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.answers.put(AIGERIM, None, "h_index", "value", 1, NOW)
        await work.answers.put(AIGERIM, None, "degrees", "value", 1, NOW + DAY)
    assert await held_after_purge(database, NOW + DAY) == (1, ["degrees"], False, False)


async def test_with_consent_nothing_is_purged(database: Database) -> None:
    run = await fill(database, AIGERIM)
    async with database.work() as work:
        await work.runs.close(run.id, "reported", NOW)
    deleted, facts, _, screen = await held_after_purge(database, NOW + 400 * DAY)
    assert (deleted, len(facts), screen) == (0, 2, True)
    async with database.work() as work:
        assert len(await work.decisions.of(AIGERIM)) == 1


async def test_after_a_withdrawal_decisions_go_at_once_and_the_rest_with_the_purge(
    database: Database,
) -> None:
    run = await fill(database, AIGERIM)
    async with database.work() as work:
        await work.runs.close(run.id, "reported", NOW)
        await work.people.withdraw_consent(AIGERIM, NOW + DAY)
        assert await work.decisions.of(AIGERIM) == []
        assert await work.shares.working(AIGERIM, NOW) == []
        assert await work.wishes.of(AIGERIM) == []
        assert await work.assessments.latest(AIGERIM, 3) is None
        assert await work.knowledge_tests.of(AIGERIM) is None
    assert (await held_after_purge(database, NOW + DAY))[1:] == ([], False, False)


async def test_a_purge_clears_more_people_than_one_batch(database: Database) -> None:
    people = range(1, 1_002)
    async with database.work() as work:
        for person_id in people:
            await work.people.ensure(person_id, "kk", NOW)
            await work.answers.put(person_id, None, "h_index", "value", 1, NOW)
    async with database.work() as work:
        assert await work.people.purge_expired(NOW + DAY) == len(people)


async def test_decisions_name_a_person_only_with_consent(database: Database) -> None:
    named = await fill(database, ERLAN)
    async with database.work() as work:
        run = await begin_run(work)
        ids = [
            await work.decisions.add(
                person_id,
                run_id,
                NewDecision(b"{}", "d", "vet-teacher", None, "not_eligible", TODAY),
                NOW,
            )
            for person_id, run_id in ((AIGERIM, run.id), (None, run.id), (ERLAN, named.id))
        ]
        found = [await work.decisions.get(decision_id) for decision_id in ids]
    assert [decision and (decision.person_id, decision.run_id) for decision in found] == [
        (None, None),
        (None, None),
        (ERLAN, named.id),
    ]


async def test_decisions_that_name_nobody_last_a_day(database: Database) -> None:
    async with database.work() as work:
        number = await work.decisions.add(
            None, None, NewDecision(b"{}", "d", "vet-teacher", None, "eligible", TODAY), NOW
        )
        assert await work.people.purge_expired(NOW + DAY / 2) == 0
        assert await work.decisions.get(number) is not None
        assert await work.people.purge_expired(NOW + DAY) == 1
        assert await work.decisions.get(number) is None
