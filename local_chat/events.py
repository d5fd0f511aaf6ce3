"""News for the open pages and for whoever waits for something to happen."""

import asyncio
from collections.abc import Callable
from typing import Any

JSON = dict[str, Any]
_BACKLOG = 500


class News:
    """Spreads events to the open pages and wakes those who wait for a condition."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[JSON]] = set()
        self._waiting: set[asyncio.Future[None]] = set()

    def open_page(self) -> asyncio.Queue[JSON]:
        page: asyncio.Queue[JSON] = asyncio.Queue()
        self._pages.add(page)
        return page

    def close_page(self, page: asyncio.Queue[JSON]) -> None:
        self._pages.discard(page)

    def close(self) -> None:
        """End the news of every page; the pages come back when the server does."""
        for page in self._pages:
            page.put_nowait({"kind": "closed"})

    def wake(self) -> None:
        """Let those who wait look at their condition again."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    def tell(self, kind: str, describe: Callable[[], JSON]) -> None:
        """Something changed; `describe` is only called when somebody looks."""
        self.wake()
        if not self._pages:
            return
        event = {"kind": kind, **describe()}
        for page in self._pages:
            if page.qsize() < _BACKLOG:
                page.put_nowait(event)
            elif page.qsize() == _BACKLOG:
                # A page that fell behind loads everything anew instead of missing something.
                page.put_nowait({"kind": "reload"})

    async def until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Return once the condition holds. Raises TimeoutError after so many seconds."""
        async with asyncio.timeout(seconds):
            while not condition():
                changed = asyncio.get_running_loop().create_future()
                self._waiting.add(changed)
                try:
                    await changed
                finally:
                    self._waiting.discard(changed)
