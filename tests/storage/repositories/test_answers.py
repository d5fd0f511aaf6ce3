from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.json_column import NotJsonError
from storage.tables.checks import Answer
from tests.storage.samples import AIGERIM, DAY, ERLAN, NOW, begin_run

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from([28.0, 1e20, 2**63, "\x00", "\ud800", "қ", "1", "true", "null"])
)
JSON = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def typed(value: Any) -> Any:
    """The value with its types spelled out: 1, 1.0 and True are equal in Python."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return (type(value).__name__, repr(value))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=JSON)
async def test_values_come_back_as_they_were(database: Database, value: Any) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        await work.answers.put(AIGERIM, None, "fact", "value", value, NOW)
        [held] = await work.answers.all(AIGERIM)
    assert typed(held.value) == typed(value)


@pytest.mark.parametrize("value", [{1: "a"}, (1, 2), [{"a": {None: 1}}], float("nan"), NOW, {1, 2}])
async def test_values_that_would_come_back_changed_are_refused(
    database: Database, value: Any
) -> None:
    async with database.work() as work:
        await work.people.ensure(AIGERIM, "kk", NOW)
        with pytest.raises(NotJsonError):
            await work.answers.put(AIGERIM, None, "fact", "value", value, NOW)


async def test_an_answer_is_what_was_put(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "degrees", "draft", ["master"], NOW)
        await work.answers.put(AIGERIM, run.id, "h_index", "unknown", None, NOW + DAY)
        await begin_run(work, ERLAN)
        assert await work.answers.all(AIGERIM) == (
            Answer("degrees", "", "draft", ["master"], run.id, 1, NOW),
            Answer("h_index", "", "unknown", None, run.id, 2, NOW + DAY),
        )
        assert await work.answers.all(ERLAN) == ()


async def test_a_person_has_one_answer_to_a_fact_the_latest(database: Database) -> None:
    async with database.work() as work:
        first = await begin_run(work)
        await work.answers.put(AIGERIM, first.id, "h_index", "value", 3, NOW)
        await work.answers.put(AIGERIM, first.id, "degrees", "value", [], NOW)
        second = await begin_run(work)
        await work.answers.put(AIGERIM, second.id, "h_index", "draft", 4, NOW + DAY)
        degrees, h_index = await work.answers.all(AIGERIM)
    assert degrees.fact == "degrees"
    assert h_index == Answer("h_index", "", "draft", 4, second.id, 3, NOW + DAY)


async def test_a_fact_has_an_answer_for_each_position(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        for position, months in (("a", 1), ("b", 2), ("a", 3)):
            await work.answers.put(
                AIGERIM, run.id, "experience.post", "value", months, NOW, position
            )
        await work.answers.put(AIGERIM, run.id, "experience.post", "value", 4, NOW)
        await work.answers.remove(AIGERIM, "experience.post")
        held = [(row.position, row.value) for row in await work.answers.all(AIGERIM)]
        assert held == [("b", 2), ("a", 3)]
        await work.answers.remove(AIGERIM, "experience.post", "a")
        assert [row.position for row in await work.answers.all(AIGERIM)] == ["b"]


async def test_back_takes_the_answers_of_the_run_from_the_last_to_the_first(
    database: Database,
) -> None:
    async with database.work() as work:
        earlier = await begin_run(work)
        await work.answers.put(AIGERIM, earlier.id, "education", "value", "higher", NOW)
        run = await begin_run(work)
        for fact in ("degrees", "h_index", "titles"):
            await work.answers.put(AIGERIM, run.id, fact, "value", 1, NOW)
        await work.answers.put(AIGERIM, run.id, "degrees", "draft", 2, NOW)
        taken = []
        while last := await work.answers.last(AIGERIM, run.id):
            taken.append((last.fact, last.state))
            await work.answers.remove(AIGERIM, last.fact)
        assert taken == [("degrees", "draft"), ("titles", "value"), ("h_index", "value")]
        assert [row.fact for row in await work.answers.all(AIGERIM)] == ["education"]
        assert await work.answers.last(AIGERIM, earlier.id) is not None


async def test_answers_are_of_one_person_only(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        other = await begin_run(work, ERLAN)
        await work.answers.put(AIGERIM, run.id, "h_index", "value", 1, NOW)
        await work.answers.put(ERLAN, other.id, "h_index", "value", 2, NOW)
        assert await work.answers.last(AIGERIM, other.id) is None
        await work.answers.remove(AIGERIM, "h_index")
        await work.answers.clear(AIGERIM)
        assert await work.answers.all(AIGERIM) == ()
        assert [row.value for row in await work.answers.all(ERLAN)] == [2]


async def test_removing_what_is_not_there_changes_nothing(database: Database) -> None:
    async with database.work() as work:
        run = await begin_run(work)
        await work.answers.put(AIGERIM, run.id, "h_index", "value", 1, NOW)
        await work.answers.remove(AIGERIM, "degrees")
        assert [row.fact for row in await work.answers.all(AIGERIM)] == ["h_index"]


async def test_no_other_state_gets_in(database: Database) -> None:
    state: Any = "none"
    async with database.work() as work:
        run = await begin_run(work)
    with pytest.raises(IntegrityError, match="ck_answer_state"):
        async with database.work() as work:
            await work.answers.put(AIGERIM, run.id, "h_index", state, 1, NOW)


async def test_nobody_unknown_has_answers(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.work() as work:
            await work.answers.put(ERLAN, None, "h_index", "value", 1, NOW)
