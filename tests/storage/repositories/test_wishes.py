"""A wish and its reminder come and go together."""

from datetime import UTC, date, datetime

from storage.database import Database, Work
from storage.tables.checks import NewDecision
from storage.tables.deadlines import Reminder
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, TODAY, begin_run

SUMMER = date(2027, 7, 1)
# 10:00 in Almaty.
SUMMER_MORNING = datetime(2027, 7, 1, 5, 0, tzinfo=UTC)
AUTUMN = date(2027, 9, 1)


async def checked(work: Work, category: str | None = "expert", person_id: int = AIGERIM) -> int:
    """A kept check of somebody who consents; its number."""
    if (run := await work.runs.current(person_id)) is None:
        run = await begin_run(work, person_id, consent=True)
    return await work.decisions.add(
        person_id,
        run.id,
        NewDecision(b"", "d", "vet-teacher", category, "not_eligible", TODAY),
        NOW,
    )


async def planned(work: Work, person_id: int = AIGERIM) -> list[Reminder]:
    return [each for each in await work.reminders.of(person_id) if each.state == "pending"]


async def test_a_wish_is_reminded_of_once_on_its_day_at_ten(database: Database) -> None:
    async with database.work() as work:
        number = await checked(work)
        for _ in range(2):
            await work.wishes.add(AIGERIM, number, SUMMER, NOW)
        [reminder] = await planned(work)
        [wish] = await work.wishes.of(AIGERIM)
    assert (reminder.subject, reminder.subject_id) == ("wish", wish.id)
    assert (reminder.day, reminder.days_before, reminder.due_at) == (SUMMER, 0, SUMMER_MORNING)


async def test_a_wish_taken_back_is_reminded_of_no_more(database: Database) -> None:
    async with database.work() as work:
        number = await checked(work)
        await work.wishes.add(AIGERIM, number, SUMMER, NOW)
        assert await work.wishes.remove(AIGERIM, number)
        assert await planned(work) == []
        await work.wishes.add(AIGERIM, number, SUMMER, NOW)
        assert [each.day for each in await planned(work)] == [SUMMER]


async def test_another_day_takes_the_place_of_the_first(database: Database) -> None:
    async with database.work() as work:
        number = await checked(work)
        assert await work.wishes.add(AIGERIM, number, SUMMER, NOW)
        assert not await work.wishes.add(AIGERIM, number, AUTUMN, NOW)
        assert [each.day for each in await work.wishes.of(AIGERIM)] == [AUTUMN]
        assert [each.day for each in await planned(work)] == [AUTUMN]


async def test_a_wish_for_a_newer_check_takes_the_place_of_that_for_an_older(
    database: Database,
) -> None:
    async with database.work() as work:
        older, newer, other, without = [
            await checked(work, category) for category in ("expert", "expert", "master", None)
        ]
        for number in (older, other, without):
            await work.wishes.add(AIGERIM, number, SUMMER, NOW)
        held = await work.wishes.for_check(AIGERIM, newer)
        assert held is not None
        assert held.decision_id == older
        await work.wishes.add(AIGERIM, newer, AUTUMN, NOW)
        left = {each.decision_id: each.day for each in await work.wishes.of(AIGERIM)}
        assert left == {other: SUMMER, without: SUMMER, newer: AUTUMN}
        assert sorted(each.day for each in await planned(work)) == [SUMMER, SUMMER, AUTUMN]
        # An old button names the older check.
        assert await work.wishes.remove(AIGERIM, older)
        assert await work.wishes.for_check(AIGERIM, newer) is None


async def test_all_wishes_of_a_person_are_taken_back_and_of_nobody_else(
    database: Database,
) -> None:
    async with database.work() as work:
        for category in ("expert", "master"):
            await work.wishes.add(AIGERIM, await checked(work, category), SUMMER, NOW)
        await work.wishes.add(ERLAN, await checked(work, person_id=ERLAN), SUMMER, NOW)
        await work.wishes.remove_all(AIGERIM)
        assert await work.wishes.of(AIGERIM) == []
        assert await planned(work) == []
        assert len(await planned(work, ERLAN)) == 1


async def test_without_consent_the_reminder_goes_with_the_wish(database: Database) -> None:
    async with database.work() as work:
        await work.wishes.add(AIGERIM, await checked(work), SUMMER, NOW)
        await work.people.withdraw_consent(AIGERIM, NOW + DAY)
        assert await work.wishes.of(AIGERIM) == []
        assert await work.reminders.of(AIGERIM) == []
