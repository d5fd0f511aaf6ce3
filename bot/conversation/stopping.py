"""How the bot stops: asked by a signal, and through within its grace."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Final

GRACE_SECONDS: Final = 20.0
"""From the signal to the end of the process; a container is given longer (README)."""
DRAIN_SECONDS: Final = 15.0
"""For answers that were begun; the rest of the grace is for handing back and closing."""


def stopped_by_signals() -> asyncio.Event:
    """Set by SIGTERM or SIGINT."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for received in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(received, stopped.set)
    return stopped


async def until(stopped: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Does `work` until the stop, which cuts it off; raises what it raises."""
    working = asyncio.create_task(work)
    waiting = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            await working
    finally:
        for task in (working, waiting):
            task.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)
