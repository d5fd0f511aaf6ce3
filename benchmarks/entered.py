"""How many of our files one update goes through, counted where a function of theirs is entered.

`python -P entered.py` measures the tree that PYTHONPATH names, so an older one as well.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

import bot
from storage.database import migrate
from tests.handlers.answering import begin
from tests.handlers.house import Somebody, open_house

ROOT = Path(bot.__file__).parents[1]
NOT_OURS = ("tests", "benchmarks", "local_chat", ".venv")


@asynccontextmanager
async def files_entered(person: Somebody) -> AsyncIterator[set[str]]:
    """The files of the product, relative to its root, that are entered until all is answered."""
    codes = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            codes.add(frame.f_code.co_filename)

    files: set[str] = set()
    sys.setprofile(note)
    try:
        yield files
        await person.house.settle()
    finally:
        sys.setprofile(None)
    paths = (Path(code) for code in codes)
    inside = (path.relative_to(ROOT) for path in paths if path.is_relative_to(ROOT))
    files |= {str(path) for path in inside if path.parts[0] not in NOT_OURS}


async def one_of_each(person: Somebody) -> dict[str, list[str]]:
    """One position that is typed, one answer that is pressed, one that is typed."""
    await person.say("/start")
    await person.press("c:yes:2")
    async with files_entered(person) as position:
        await person.say("преподаватель")
    await begin(person, "tvet-teacher", "moderator")
    async with files_entered(person) as press:
        await person.press("Высшее (бакалавр)")
    await person.say("педагогическое")
    async with files_entered(person) as answer:
        await person.say("3 года 2 мес")
    assert "3 года 2 мес" in person.live.text
    every = {"one press": press, "one typed answer": answer, "one typed position": position}
    return {name: sorted(files) for name, files in every.items()}


async def measured() -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'house.sqlite3'}"
        await migrate(url)
        async with open_house(url) as house:
            # What is read once and kept is not what an update goes through.
            await one_of_each(house.person(1, "ru"))
            return await one_of_each(house.person(2, "ru"))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured())))
