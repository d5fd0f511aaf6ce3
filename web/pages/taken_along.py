"""A list taken along, as a file or printed: read and written in pieces, so that nobody waits."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import IO, Final

from cases.lists.reading import Entry, Wanted
from cases.lists.taking import Order, order_to_take, piece_to_take
from cases.rights import end_past_roles
from handlers.chat.workshop import Workshop
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.list_file import (
    About,
    LinesFile,
    ListFile,
    book_of_lines,
    first_line,
    lines_of_list,
    lines_of_people,
    list_paper,
)
from handlers.roster.list_words import narrowed_by
from storage.database import Work
from web.answers import Answer, Draw, File, InPieces
from web.front import Caller
from web.pages.list_rows import columns_of, row_of
from web.pages.paper_or_sheet import PDF, XLSX, is_paper

PIECE: Final = 100
"""People of a piece: some hundredths of a second."""
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
    """Everybody of the list in its order: as a workbook, or where the address ends so as a PDF."""
    order = await order_of(caller, wanted)
    about = await about_list(caller, wanted, order.waiting)
    pieces, workshop = pieces_of(caller, wanted, order), caller.front.desk.workshop
    if is_paper(caller):
        return _as_paper(about, pieces, workshop)

    async def begin(_: Draw) -> AsyncGenerator[bytes, None]:
        # The file is whole before the first byte leaves: whatever fails is said by a page.
        return _bytes_of(await _written(about, order, pieces, workshop))

    return InPieces(XLSX, f"list-{wanted.name}.xlsx", begin)


def _as_paper(
    about: About, pieces: Callable[[], AsyncGenerator[tuple[Entry, ...], None]], workshop: Workshop
) -> Answer:
    async def make() -> bytes:
        entries = [each async for piece in pieces() for each in piece]
        return await workshop.do(list_paper, ListFile(about, tuple(entries)), LONGEST_SECONDS)

    return File(f"list-{about.wanted.name}.pdf", PDF, make)


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
    about: About,
    order: Order,
    pieces: Callable[[], AsyncGenerator[tuple[Entry, ...], None]],
    workshop: Workshop,
) -> IO[bytes]:
    """The workbook, made in a process of the workshop of lines that were written piece by piece.
    Raises `NoRoom`, `Cut`."""
    with (
        tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as lines,
        tempfile.NamedTemporaryFile(suffix=".xlsx") as book,
    ):
        lines.write(lines_of_list(about, len(order.employees), order.posts))
        written = 0
        async for entries in pieces():
            lines.write(lines_of_people(about, entries, written + 1))
            written += len(entries)
        lines.flush()
        given = LinesFile(about, lines.name, book.name)
        await workshop.do(book_of_lines, given, LONGEST_SECONDS)
        # Its name goes with the block, the file with whoever sends it.
        return Path(book.name).open("rb")  # noqa: ASYNC230


async def _bytes_of(held: IO[bytes]) -> AsyncGenerator[bytes, None]:
    with held:
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
            # SQLite may have answered at once: others have their turn between two pieces.
            await asyncio.sleep(0)

    return pieces
