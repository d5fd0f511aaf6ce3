"""A wish to be reminded of the portfolio plans each January once, and takes them along."""

from datetime import UTC, date, datetime

from storage.database import Database, Work
from storage.tables.deadlines import Reminder
from tests.storage.samples import AIGERIM, ERLAN, NOW, begin_run


async def planned(work: Work, person_id: int = AIGERIM) -> list[Reminder]:
    return [each for each in await work.reminders.of(person_id) if each.state == "pending"]


async def test_five_januaries_are_planned_once_each(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work, AIGERIM, consent=True)
        for _ in range(2):
            await work.portfolio_wishes.add(AIGERIM, "tvet-teacher", "expert", NOW)
        found = await planned(work)
        wish = await work.portfolio_wishes.of(AIGERIM)
    assert wish is not None
    first = NOW.year + 1
    assert [each.day for each in found] == [date(first + n, 1, 31) for n in range(5)]
    # 10:00 in Almaty.
    assert found[0].due_at == datetime(first, 1, 10, 5, 0, tzinfo=UTC)
    assert {(each.subject, each.subject_id) for each in found} == {("portfolio", wish.id)}


async def test_another_sheet_takes_the_place_and_nobody_else_is_touched(
    database: Database,
) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await begin_run(work, person_id, consent=True)
            await work.portfolio_wishes.add(person_id, "tvet-teacher", "expert", NOW)
        await work.portfolio_wishes.add(AIGERIM, "tvet-methodist", "master", NOW)
        wish = await work.portfolio_wishes.of(AIGERIM)
        assert wish is not None
        assert (wish.position, wish.category) == ("tvet-methodist", "master")
        assert await work.portfolio_wishes.remove(AIGERIM)
        assert not await work.portfolio_wishes.remove(AIGERIM)
        assert await planned(work) == []
        assert len(await planned(work, ERLAN)) == 5


async def test_a_wish_made_again_after_stop_is_planned_again(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work, AIGERIM, consent=True)
        await work.portfolio_wishes.add(AIGERIM, "tvet-teacher", "expert", NOW)
        first, *_ = await planned(work)
        await work.reminders.answer(first, "stop", NOW, None)
        await work.portfolio_wishes.remove(AIGERIM)
        await work.portfolio_wishes.add(AIGERIM, "tvet-teacher", "expert", NOW)
        assert len(await planned(work)) == 5
