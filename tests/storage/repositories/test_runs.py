import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables.checks import Run
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, begin_run


async def test_a_run_is_what_was_opened(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        assert run == Run(
            id=run.id,
            person_id=AIGERIM,
            position="vet-teacher",
            category="expert",
            state="asking",
            opened_at=NOW,
            updated_at=NOW,
            chat_id=None,
            message_id=None,
        )
        assert await work.runs.get(run.id) == run
        assert await work.runs.current(AIGERIM) == run
        assert await work.runs.current(ERLAN) is None


async def test_only_the_latest_run_is_open(database: Database) -> None:
    async with database.work() as work:
        earlier = await begin_run(work)
        await work.runs.close(earlier.id, "reported", NOW)
        first = await begin_run(work)
        other = await begin_run(work, ERLAN)
        second = await work.runs.open(AIGERIM, "methodist", None, NOW + DAY)
        closed = await work.runs.get(first.id)
        assert closed is not None
        assert (closed.state, closed.updated_at) == ("cancelled", NOW + DAY)
        reported = await work.runs.get(earlier.id)
        assert reported is not None
        assert (reported.state, reported.updated_at) == ("reported", NOW)
        assert await work.runs.current(AIGERIM) == second
        assert await work.runs.current(ERLAN) == other


async def test_runs_opened_at_once_leave_one_open(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)

    async def open_one(number: int) -> None:
        async with database.work() as work:
            await work.runs.open(AIGERIM, f"position-{number}", None, NOW)

    await asyncio.gather(*(open_one(number) for number in range(8)))
    async with database.work() as work:
        held = (await work.people.export(AIGERIM))["run"]
    assert [run["state"] for run in held].count("asking") == 1
    assert len(held) == 8


async def test_a_closed_run_is_not_current_and_stays_to_be_read(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        await work.runs.set_screen(run.id, AIGERIM, 2**31)
        await work.runs.close(run.id, "reported", NOW + DAY)
        assert await work.runs.current(AIGERIM) is None
        closed = await work.runs.get(run.id)
    assert closed is not None
    assert (closed.position, closed.category) == ("vet-teacher", "expert")
    assert (closed.chat_id, closed.message_id) == (AIGERIM, 2**31)
    assert (closed.state, closed.updated_at) == ("reported", NOW + DAY)


async def test_a_run_that_never_was(database: Database) -> None:
    async with database.work() as work:
        assert await work.runs.get(1) is None


async def test_no_other_state_gets_in(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
    with pytest.raises(IntegrityError, match="ck_run_state"):
        async with database.work() as work:
            await work.runs.close(run.id, "lost", NOW)  # type: ignore[arg-type]


async def test_the_number_of_a_deleted_run_is_not_given_out_again(database: Database) -> None:
    async with database.work() as work:
        old = await begin_run(work)
        await work.people.forget(AIGERIM)
        new = await begin_run(work, ERLAN)
    assert new.id > old.id
