"""Stands between the programme and PostgreSQL, and can be as bad as a network and a server are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import make_url


class Proxy:
    """Passes bytes on while all is well. `address` is where it listens."""

    def __init__(self, host: str, port: int) -> None:
        self._server_at = (host, port)
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._open: set[asyncio.StreamWriter] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Server | None = None
        self.port = 0
        self.connections = 0

    async def listen(self) -> None:
        """Takes connections, after `refuse` again."""
        self._listening = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    def hang(self) -> None:
        """From now on connections are taken and nothing comes back, on old ones neither."""
        self._flowing.clear()

    def flow(self) -> None:
        self._flowing.set()

    def cut(self) -> None:
        """Resets every connection, as a server does that starts anew."""
        for writer in list(self._open):
            writer.transport.abort()

    async def refuse(self) -> None:
        """Resets every connection and takes no new one."""
        assert self._listening is not None
        self._listening.close()
        self.cut()
        await self._listening.wait_closed()

    async def close(self) -> None:
        await self.refuse()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        try:
            await self._flowing.wait()
            from_server, to_server = await asyncio.open_connection(*self._server_at)
        except OSError:
            writer.transport.abort()
            return
        self._open.add(to_server)
        for source, sink in ((reader, to_server), (from_server, writer)):
            task = asyncio.create_task(self._pass_on(source, sink))
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                await self._flowing.wait()
                sink.write(data)
        self._open.discard(sink)
        sink.transport.abort()


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy before the database of this address, and the address that leads through it."""
    address = make_url(url)
    proxy = Proxy(address.host or "127.0.0.1", address.port or 5432)
    await proxy.listen()
    through = address.set(host="127.0.0.1", port=proxy.port)
    try:
        yield proxy, through.render_as_string(hide_password=False)
    finally:
        proxy.flow()
        await proxy.close()
