"""The calls that every question takes, over aiohttp's connections without the rest of aiohttp.

aiogram makes a form of each call and a model of each answer, aiohttp a request and a response:
together 0.65 ms of processor time for an edited question and 0.35 for an answered press, where the
same bytes over aiohttp's own connections and its parser take 0.17 (docs/decisions/step.md). TLS,
connections that are kept alive, the reading of HTTP and all errors stay as aiohttp and aiogram have
them; only what is said is put together here, and of the answer only `result` is taken.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import Response
from aiogram.methods.base import TelegramMethod
from aiogram.types import Message
from aiohttp import (
    ClientError,
    ClientRequest,
    ClientSession,
    ClientTimeout,
    ServerDisconnectedError,
)
from aiohttp.http import HttpProcessingError
from pydantic_core import from_json, to_json
from yarl import URL

# aiogram asks for the model of the answer at each call, and pydantic forgets models that nobody
# holds: making one anew takes longer than the call.
KEPT_MODELS: Final = (Response[bool], Response[Message])
JSON: Final = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Call:
    """A call without files: Telegram's name of the method and what is said; None is left out.

    The bot is called with it as with a method of aiogram, and hands out `result` as it came.
    """

    method: str
    said: dict[str, Any] = field(repr=False)

    __returning__: ClassVar[type] = bool

    @property
    def __api_method__(self) -> str:
        return self.method


class TelegramSession(AiohttpSession):
    """aiogram's session, which deals with every `Call` in its own way."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._requests: dict[str, tuple[ClientRequest, bytes]] = {}
        self._made_for: ClientSession | None = None

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's
    ) -> Any:
        if not isinstance(method, Call):
            return await super().make_request(bot, method, timeout)
        seconds = self.timeout if timeout is None else timeout
        try:
            async with asyncio.timeout(seconds):
                status, raw = await self._post(bot, method, seconds)
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except (ClientError, HttpProcessingError) as error:
            message = f"{type(error).__name__}: {error}"
            raise TelegramNetworkError(method=method, message=message) from error
        if status == 200:
            try:
                answer = from_json(raw)
            except ValueError as error:
                raise ClientDecodeError("Failed to decode object", error, raw) from error
            if isinstance(answer, dict) and answer.get("ok") is True:
                return answer.get("result")
        told = self.check_response(bot, method, status, raw.decode(errors="replace"))
        return told.result

    async def _post(self, bot: Bot, call: Call, seconds: float) -> tuple[int, bytes]:
        """The status and the body that Telegram answers."""
        session = await self.create_session()
        assert session.connector is not None
        request, head = self._request(session, bot, call.method)
        body = to_json({name: value for name, value in call.said.items() if value is not None})
        connection = await session.connector.connect(request, [], ClientTimeout(seconds))
        try:
            protocol = connection.protocol
            assert protocol is not None
            transport = protocol.transport
            if transport is None or transport.is_closing():
                raise ServerDisconnectedError
            protocol.set_response_params()
            transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))
            message, payload = await protocol.read()
            while message.code < 200:
                message, payload = await protocol.read()
            raw = await payload.read()
        except BaseException:
            # What is still under way on it would be taken for the answer to the next call.
            connection.close()
            raise
        connection.release()
        return message.code, raw

    def _request(
        self, session: ClientSession, bot: Bot, method: str
    ) -> tuple[ClientRequest, bytes]:
        """What tells aiohttp the connection, and the head of HTTP up to the length of the body."""
        if session is not self._made_for:
            self._requests, self._made_for = {}, session
        if method not in self._requests:
            url = URL(self.api.api_url(token=bot.token, method=method))
            request = ClientRequest(
                "POST",
                url,
                headers={**session.headers, **JSON},
                loop=asyncio.get_running_loop(),
                session=session,
            )
            lines = [f"POST {url.raw_path_qs} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in request.headers.items()]
            known = [line for line in lines if not line.lower().startswith("content-length:")]
            head = "\r\n".join([*known, "Content-Length: "])
            self._requests[method] = request, head.encode()
        return self._requests[method]
