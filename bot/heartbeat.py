"""A file that is touched as long as the event loop turns.

A container without an open port is healthy while the file is fresh; a process that hangs leaves it
to grow old.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final

import structlog

from bot.beside import beside

log = structlog.get_logger("bot.heartbeat")
EVERY_SECONDS: Final = 10.0


def heartbeat(file: Path | None, every: float = EVERY_SECONDS) -> AbstractAsyncContextManager[None]:
    """Touches `file` at once and every so many seconds, as long as the block runs."""
    return beside(_beat(file, every))


async def _beat(file: Path | None, every: float) -> None:
    while file is not None:
        try:
            await asyncio.to_thread(file.touch)
        except OSError as error:
            log.warning("heartbeat_not_written", reason=error.strerror)
            return
        await asyncio.sleep(every)
