"""What most presses ask of the database runs on the driver: through SQLAlchemy it takes ten times
as long, and whoever adds a statement to every update does not see that (docs/decisions/step.md)."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.handlers.answering import answer_all, begin
from tests.handlers.house import House


@pytest.fixture
def through_sqlalchemy() -> Iterator[list[str]]:
    """The statements that SQLAlchemy has run meanwhile, its own looks at a connection left out."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if not statement.startswith("PRAGMA"):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def test_a_question_and_a_category_are_answered_on_the_driver(
    house: House, through_sqlalchemy: list[str]
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)
    data = "m:cat:tvet-teacher:expert"
    through_sqlalchemy.clear()
    await house.telegram.press(1, person.live.message_id, data, stale=True)
    await house.settle()
    await answer_all(person)
    assert through_sqlalchemy == []
