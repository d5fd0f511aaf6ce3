"""The progress of a broadcast follows by itself, in the message that shows it and in no other."""

from datetime import timedelta

import pytest_asyncio

from bot.conversation.progress import Told, refresh
from local_chat.faults import Fault
from storage.database import Database
from tests.cases.college import HR, NOW, PEOPLE, Colleges, dismiss, found
from tests.handlers.conftest import house, logged
from tests.handlers.house import House, Somebody
from tests.outgoing import go_out
from tests.storage.databases import database_url, migrated_databases, postgresql_databases

__all__ = ["database_url", "house", "logged", "migrated_databases", "postgresql_databases"]

LEASE = timedelta(minutes=1)


@pytest_asyncio.fixture
async def colleges(house: House) -> Colleges:
    made = await found(house.database)
    async with house.database.work() as work:
        for person_id in PEOPLE:
            await work.people.set_language(person_id, "en")
    return made


async def watching(house: House) -> Somebody:
    """HR before the progress of a broadcast to one member."""
    hr = house.person(HR, "en")
    await hr.say("/hr")
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    await hr.say("Привет")
    await hr.press("👁 Preview")
    await hr.press("📣 Send")
    await hr.press("✅ Yes, send")
    return hr


async def send(database: Database) -> None:
    async with database.work() as work:
        await go_out(work, NOW)
        for claim in await work.ledger.claim("worker", NOW, LEASE, 10):
            assert await work.ledger.start(claim, "worker", 1, NOW, LEASE) is None
            await work.ledger.settle(claim, "worker", "sent", NOW)
        await work.campaigns.finish(NOW)


async def test_the_message_follows_the_broadcast_to_its_end(
    house: House, colleges: Colleges
) -> None:
    hr, told = await watching(house), Told()
    message = hr.live.message_id
    await refresh(house.assembly, house.database, told, NOW)
    assert "Sent: 0" in hr.live.text
    await send(house.database)
    await refresh(house.assembly, house.database, told, NOW)
    assert "✅ finished" in hr.live.text
    assert "Sent: 1" in hr.live.text
    assert hr.live.message_id == message


async def test_a_broadcast_that_ended_before_the_first_round_is_shown_as_ended(
    house: House, colleges: Colleges
) -> None:
    hr, told = await watching(house), Told()
    assert "📤 is being sent" in hr.live.text
    await send(house.database)
    await refresh(house.assembly, house.database, told, NOW)
    assert "✅ finished" in hr.live.text
    assert "100%" in hr.live.text
    before = len(house.telegram.calls.of("editMessageText"))
    await refresh(house.assembly, house.database, told, NOW)
    await refresh(house.assembly, house.database, Told(), NOW)
    assert len(house.telegram.calls.of("editMessageText")) == before


async def test_the_end_is_shown_once_telegram_answers_again(
    house: House, colleges: Colleges
) -> None:
    hr, told = await watching(house), Told()
    await send(house.database)
    house.telegram.faults.next("editMessageText", Fault("page"))
    await refresh(house.assembly, house.database, told, NOW)
    assert "✅ finished" not in hr.live.text
    await refresh(house.assembly, house.database, told, NOW)
    assert "✅ finished" in hr.live.text


async def test_what_has_not_changed_is_not_edited(house: House, colleges: Colleges) -> None:
    await watching(house)
    told = Told()
    await refresh(house.assembly, house.database, told, NOW)
    before = len(house.telegram.calls.of("editMessageText"))
    await refresh(house.assembly, house.database, told, NOW)
    assert len(house.telegram.calls.of("editMessageText")) == before


async def test_a_message_that_shows_something_else_is_left_alone(
    house: House, colleges: Colleges
) -> None:
    hr, told = await watching(house), Told()
    await refresh(house.assembly, house.database, told, NOW)
    text = await hr.press("⬅️ Back")
    await send(house.database)
    await refresh(house.assembly, house.database, told, NOW)
    assert hr.live.text == text


async def test_whoever_lost_the_right_is_told_nothing_more(
    house: House, colleges: Colleges
) -> None:
    hr, told = await watching(house), Told()
    await refresh(house.assembly, house.database, told, NOW)
    async with house.database.work() as work:
        await dismiss(work, colleges)
    await send(house.database)
    await refresh(house.assembly, house.database, told, NOW)
    assert "Sent: 0" in hr.live.text


async def test_it_goes_on_after_a_restart(house: House, colleges: Colleges) -> None:
    hr = await watching(house)
    await house.restart()
    told = Told()
    await refresh(house.assembly, house.database, told, NOW)
    await send(house.database)
    await refresh(house.assembly, house.database, told, NOW)
    assert "✅ finished" in hr.live.text
