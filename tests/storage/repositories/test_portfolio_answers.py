"""What is said of the rows of a scoring sheet: one row each, nobody else's, gone when unsaid."""

from storage.database import Database
from tests.storage.samples import AIGERIM, ERLAN, NOW, begin_run


async def test_the_latest_word_on_a_row_counts(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work, AIGERIM, consent=True)
        await begin_run(work, ERLAN, consent=True)
        answers = work.portfolio_answers
        mean = {"mean": 76.4, "sheets": 5, "by_commission": True}
        await answers.put(AIGERIM, "t-1.2", {"mean": 61.0}, [], NOW)
        await answers.put(AIGERIM, "t-1.2", mean, ["observation-sheets"], NOW)
        await answers.put(ERLAN, "t-1.2", {"sheets": 3}, [], NOW)
    async with database.work(writing=False) as work:
        found = await work.portfolio_answers.of(AIGERIM)
    assert list(found) == ["t-1.2"]
    assert found["t-1.2"].entry == mean
    assert found["t-1.2"].papers == ["observation-sheets"]


async def test_what_is_unsaid_leaves_no_row(database: Database) -> None:
    async with database.work() as work:
        await begin_run(work, AIGERIM, consent=True)
        await work.portfolio_answers.put(AIGERIM, "t-4.1", {"hours": 72}, ["certificates"], NOW)
        await work.portfolio_answers.put(AIGERIM, "t-4.1", {}, ["certificates"], NOW)
        assert (await work.portfolio_answers.of(AIGERIM))["t-4.1"].entry == {}
        await work.portfolio_answers.put(AIGERIM, "t-4.1", {}, [], NOW)
        assert await work.portfolio_answers.of(AIGERIM) == {}
