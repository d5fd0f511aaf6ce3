"""What comes with a form: its fields, and a file, read no further than its bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import BodyPartReader, MultipartReader, web
from multidict import MultiDict, MultiMapping

from handlers.chat.workshop import NoRoom
from web.asking import NotOurs, TooLarge, TooSlow

FORM_FIELD: Final = "form"
LONGEST_FORM: Final = 131_072
"""Bytes: three texts of a message, each letter of which takes six."""
LONGEST_FIELD: Final = 2_000
MOST_FIELDS: Final = 8
SECONDS: Final = 20.0
"""In which a form comes, or the beginning of a file."""
SLOWEST: Final = 8_192
"""Bytes a second at which a file must come."""
AT_ONCE: Final = 4
URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
# What a browser sends is not compressed; what is may unpack to anything.
PACKED: Final = "Content-Encoding"


class Uploads:
    """Who is sending a file to this process: one for each session, `most` together."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._most = most
        self._sending: set[str] = set()

    @contextmanager
    def room_for(self, token: str) -> Iterator[None]:
        """Raises `NoRoom`."""
        if token in self._sending or len(self._sending) >= self._most:
            raise NoRoom
        self._sending.add(token)
        try:
            yield
        finally:
            self._sending.discard(token)


def is_upload(request: web.Request) -> bool:
    """Whether a form with a file comes."""
    return request.method == "POST" and request.content_type == MULTIPART


async def form_of(request: web.Request) -> MultiMapping[str]:
    """The fields of a form; none where the request has no form that can be read. Raises `TooLarge`,
    `TooSlow`."""
    none: MultiDict[str] = MultiDict()
    if request.method != "POST":
        return none
    length = request.content_length
    if length is None or length > LONGEST_FORM:
        raise TooLarge
    if request.content_type != URLENCODED or PACKED in request.headers:
        return none
    try:
        async with asyncio.timeout(SECONDS):
            fields = await request.post()
    except (UnicodeDecodeError, LookupError):
        # Not of a page of ours: none of its fields, so no token of a form either.
        return none
    except TimeoutError:
        raise TooSlow from None
    # PostgreSQL keeps no NUL.
    return MultiDict(
        (name, value.replace("\0", "")) for name, value in fields.items() if isinstance(value, str)
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A form with a file: `form` the fields that come before it, which are read alone at first."""

    form: MultiMapping[str]
    _file: BodyPartReader | None

    @classmethod
    async def of(cls, request: web.Request) -> Sent:
        """Raises `NotOurs`, `TooLarge`, `TooSlow`."""
        if PACKED in request.headers:
            raise NotOurs
        try:
            async with asyncio.timeout(SECONDS):
                return await cls._begun(await request.multipart())
        except TimeoutError:
            raise TooSlow from None
        except (ValueError, LookupError, RuntimeError, web.HTTPException):
            # No form of a browser.
            raise NotOurs from None

    @classmethod
    async def _begun(cls, parts: MultipartReader) -> Sent:
        form: MultiDict[str] = MultiDict()
        for _ in range(MOST_FIELDS):
            part = await parts.next()
            if part is None:
                return cls(form, None)
            if not isinstance(part, BodyPartReader):
                raise NotOurs
            if part.filename is not None:
                return cls(form, part)
            said = await _bounded(part, LONGEST_FIELD)
            form.add(part.name or "", said.decode().replace("\0", ""))
        raise TooLarge

    async def file(self, most: int) -> bytes:
        """What the file holds; b"" where none was chosen. Raises `TooLarge`, `TooSlow`, `NotOurs`.

        It may come as slowly as a village line, no slower.
        """
        if self._file is None:
            return b""
        try:
            async with asyncio.timeout(SECONDS) as patience:
                return await _bounded(self._file, most, patience)
        except TimeoutError:
            raise TooSlow from None
        except (ValueError, RuntimeError):
            raise NotOurs from None


async def _bounded(
    part: BodyPartReader, most: int, patience: asyncio.Timeout | None = None
) -> bytes:
    content, begun = bytearray(), asyncio.get_running_loop().time()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > most:
            raise TooLarge(most)
        if patience is not None:
            patience.reschedule(begun + SECONDS + len(content) / SLOWEST)
    return bytes(content)
