"""What the local chat offers beside the bot: an organisation to try the work of HR on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.commands.demo import ORGANISATION, fill
from cases.rights import name_or_none, note
from i18n import LANGUAGES, choose, mark, translator
from local_chat.model import Person
from local_chat.tools import Tool
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from storage.database import Database, Work

NAME: Final = "demonstration"
PEOPLE: Final = 40
LABEL: Final = mark("Fill with a demonstration")
HINT: Final = mark("A college with invented people, and you are its HR: /hr")


def demonstration(database: Database, catalogue: Catalogue, clock: Callable[[], datetime]) -> Tool:
    """Fills the database once; whoever presses becomes HR of what is there."""

    filling = asyncio.Lock()

    async def act(person: Person) -> str:
        # Pressed twice at once it is filled once.
        async with filling:
            await _fill_once(database, catalogue, clock)
        async with database.work() as work:
            await _appoint(work, person, clock())
        return "/hr"

    return Tool(_in_each_language(LABEL), _in_each_language(HINT), act)


async def _fill_once(
    database: Database, catalogue: Catalogue, clock: Callable[[], datetime]
) -> None:
    async with database.work(writing=False) as work:
        is_there = await work.organisations.named(ORGANISATION) is not None
    if is_there:
        return
    try:
        await fill(database, catalogue, PEOPLE, None, clock)
    except BadInput as error:
        raise ValueError(str(error)) from None


def _in_each_language(text: str) -> dict[str, str]:
    return {language: translator(language).text(text) for language in LANGUAGES}


async def _appoint(work: Work, person: Person, now: datetime) -> None:
    await work.people.ensure(person.id, choose(person.language_code), now)
    made = await work.organisations.named(ORGANISATION)
    assert made is not None, "it has just been filled in"
    await work.organisations.hold(made.id)
    if await work.hr.in_force(made.id, person.id) is not None:
        return
    right = await work.hr.grant(made.id, person.id, None, now, name_or_none(person.first_name))
    await note(work, person.id, made.id, "hr.accept", ("hr_right", right.id), now)
