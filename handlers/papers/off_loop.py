"""Makes cards and PDFs beside the event loop: one at a time, in a thread of their own.

One thread, because matplotlib is not made for several, and because memory for one picture at a
time is enough for a small machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from handlers.papers.paper import Paper


async def card(paper: Paper) -> bytes:
    """The card as a PNG; the loop goes on meanwhile."""
    return await _drawn(_card, paper)


async def personal_file(paper: Paper) -> bytes:
    """The file as a PDF; the loop goes on meanwhile."""
    return await _drawn(_file, paper)


async def _drawn(draw: Callable[[Paper], bytes], paper: Paper) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(_thread(), draw, paper)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="papers")


def _card(paper: Paper) -> bytes:
    from handlers.papers.card import card_png

    return card_png(paper)


def _file(paper: Paper) -> bytes:
    from handlers.papers.pdf import file_pdf

    return file_pdf(paper)
