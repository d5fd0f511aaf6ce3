from datetime import date

from storage.database import Database
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW

EDITION = date(2023, 12, 6)


async def test_an_assessment_saved_again_is_still_one(database: Database) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        first = await work.assessments.put(AIGERIM, 3, EDITION, NOW, {"1.1.1": "can"}, NOW)
        again = await work.assessments.put(AIGERIM, 3, EDITION, NOW, {"1.1.1": "partly"}, NOW + DAY)
        assert again.id == first.id
        assert await work.assessments.latest(AIGERIM, 3) == again
        assert (again.answers, again.edition, again.begun_at) == ({"1.1.1": "partly"}, EDITION, NOW)
        assert len((await work.people.export(AIGERIM))["self_assessment"]) == 1


async def test_the_one_before_is_of_the_same_person_and_card(database: Database) -> None:
    async with database.work() as work:
        for person_id in (AIGERIM, ERLAN):
            await work.people.ensure(person_id, "kk", NOW)
        earlier = await work.assessments.put(AIGERIM, 3, EDITION, NOW, {}, NOW)
        later = await work.assessments.put(AIGERIM, 3, EDITION, NOW + DAY, {}, NOW + DAY)
        await work.assessments.put(AIGERIM, 4, EDITION, NOW + DAY / 2, {}, NOW)
        await work.assessments.put(ERLAN, 3, EDITION, NOW + DAY / 2, {}, NOW)
        assert await work.assessments.latest(AIGERIM, 3) == later
        assert await work.assessments.latest(AIGERIM, 3, later.begun_at) == earlier
        assert await work.assessments.latest(AIGERIM, 3, earlier.begun_at) is None
        assert await work.assessments.latest(AIGERIM, 5) is None
