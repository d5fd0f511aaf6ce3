"""One person's updates one after another; everybody else's at the same time."""

import asyncio

from bot.conversation.middlewares import Turns


async def test_one_persons_turns_keep_their_order() -> None:
    turns = Turns()
    events: list[str] = []
    gate = asyncio.Event()

    async def deal(name: str, wait: bool) -> None:
        async with turns.of(1):
            events.append(f"{name} begins")
            if wait:
                await gate.wait()
            events.append(f"{name} ends")

    first = asyncio.create_task(deal("first", wait=True))
    second = asyncio.create_task(deal("second", wait=False))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(first, second)
    assert events == ["first begins", "first ends", "second begins", "second ends"]


async def test_another_person_does_not_wait() -> None:
    turns = Turns()
    async with turns.of(1), asyncio.timeout(5), turns.of(2):
        pass


async def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    try:
        async with turns.of(1):
            raise RuntimeError
    except RuntimeError:
        pass
    async with asyncio.timeout(5), turns.of(1):
        pass
