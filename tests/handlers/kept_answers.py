"""A person's kept answers as one position sees them."""

from __future__ import annotations

from rules.questionnaire.scope import Seen, seen_from
from tests.handlers.house import House


async def answers_at(house: House, person_id: int, position: str) -> dict[str, Seen]:
    """What counts at the position, by fact; what was only said for another one is not there."""
    async with house.database.work(writing=False) as work:
        return seen_from(position, await work.answers.all(person_id))[0]


def plain(items: list[dict[str, object]]) -> list[dict[str, object]]:
    """Things of a list without the names that they are kept under."""
    return [{key: value for key, value in item.items() if key != "id"} for item in items]
