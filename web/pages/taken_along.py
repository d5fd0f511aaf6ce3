"""A list taken along, as a file or printed: read and written in pieces, so that nobody waits."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import IO, Final

from cases.lists.reading import Entry, Wanted
from cases.lists.taking import Order, order_to_take, piece_to_take
from cases.rights import end_past_roles
from handlers.roster.list_file import About, ListBook, first_line
from handlers.roster.list_words import narrowed_by
from storage.database import Work
from web.answers import Answer, Draw, InPieces
from web.front import Caller
from web.pages.list_rows import columns_of, row_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE: Final = 200
"""People of a piece: some hundredths of a second."""
IN_MEMORY: Final = 1_000_000
BYTES: Final = 65_536


async def about_list(caller: Caller, wanted: Wanted, waiting: int = 0) -> About:
    """In words; `waiting`: how many people could still turn out to be in it."""
    department = None
    if wanted.department_id is not None:
        department = await caller.work.organisations.department(wanted.department_id)
    narrowed = narrowed_by(wanted, department, caller.catalogue, caller.tr)
    if wanted.only is not None:
        narrowed = [*narrowed, caller.tr.text("chosen people")]
    if waiting:
        words = caller.tr.plural(
            "{n} person is not worked out yet", "{n} people are not worked out yet", waiting
        )
        narrowed = [*narrowed, words]
    return About(wanted, tuple(narrowed), caller.on, caller.tr.language)


async def order_of(caller: Caller, wanted: Wanted) -> Order:
    """Raises `NotAllowed`, `NotThere`."""
    return await order_to_take(
        caller.work, caller.person.id, caller.organisation_id, wanted, caller.catalogue, caller.now
    )


async def list_as_file(caller: Caller, wanted: Wanted) -> Answer:
    """Everybody of the list as a workbook, in its order."""
    order = await order_of(caller, wanted)
    about = await about_list(caller, wanted, order.waiting)
    pieces = pieces_of(caller, wanted, order)

    async def begin(_: Draw) -> AsyncGenerator[bytes, None]:
        # The file is whole before the first byte leaves: whatever fails is said by a page.
        held = await _written(about, order, pieces)
        return _bytes_of(held)

    return InPieces(XLSX, f"list-{wanted.name}.xlsx", begin)


async def list_printed(caller: Caller, wanted: Wanted) -> Answer:
    """Everybody of the list as one page, for the printer."""
    order = await order_of(caller, wanted)
    about = await about_list(caller, wanted, order.waiting)
    pieces, tr, columns = pieces_of(caller, wanted, order), caller.tr, columns_of(caller)
    head = {"line": first_line(about, len(order.employees), order.posts), "columns": columns}

    async def begin(draw: Draw) -> AsyncGenerator[bytes, None]:
        async def drawn() -> AsyncGenerator[bytes, None]:
            yield draw("print_head.html", head)
            async for entries in pieces():
                rows = [row_of(each, wanted.name, caller) for each in entries]
                yield draw("print_rows.html", {"rows": rows, "columns": columns})
            yield draw("print_foot.html", {"text": tr.text})

        return drawn()

    return InPieces("text/html", None, begin)


async def _written(
    about: About, order: Order, pieces: Callable[[], AsyncGenerator[tuple[Entry, ...], None]]
) -> IO[bytes]:
    book = await asyncio.to_thread(ListBook, about, len(order.employees), order.posts)
    async for entries in pieces():
        await asyncio.to_thread(book.add, entries)
    held: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115, whoever sends closes
    await asyncio.to_thread(book.save, held)
    return held


async def _bytes_of(held: IO[bytes]) -> AsyncGenerator[bytes, None]:
    with held:
        held.seek(0)
        while piece := await asyncio.to_thread(held.read, BYTES):
            yield piece


def pieces_of(
    caller: Caller, wanted: Wanted, order: Order
) -> Callable[[], AsyncGenerator[tuple[Entry, ...], None]]:
    """The people of the list, some at a time, each time by the right as it is then; after the
    request's own transaction."""
    front, actor, organisation = caller.front, caller.person.id, caller.organisation_id

    def reading(numbers: tuple[int, ...]) -> Callable[[Work], Awaitable[tuple[Entry, ...]]]:
        async def step(work: Work) -> tuple[Entry, ...]:
            now = front.clock()
            await end_past_roles(work, now)
            return await piece_to_take(work, actor, organisation, wanted, numbers, now)

        return step

    async def pieces() -> AsyncGenerator[tuple[Entry, ...], None]:
        for at in range(0, len(order.employees), PIECE):
            yield await front.database.do(reading(order.employees[at : at + PIECE]))

    return pieces
