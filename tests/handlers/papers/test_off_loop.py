"""Cards and files are made beside the event loop."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from handlers.papers.card import card_png
from handlers.papers.off_loop import card, personal_file
from handlers.papers.pdf import file_pdf
from tests.handlers.papers.papers import made


async def test_the_loop_goes_on_while_a_card_is_drawn() -> None:
    paper = made("tvet-teacher", "moderator")
    drawing = asyncio.create_task(card(paper))
    writing = asyncio.create_task(personal_file(paper))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
    assert await drawing == card_png(paper)
    assert await writing == file_pdf(paper)


LOADED = """
import sys
import handlers.papers.off_loop
import handlers.papers.card
import handlers.papers.pdf
print(sorted({"matplotlib", "numpy", "fpdf", "PIL", "fontTools"} & set(sys.modules)))
"""


def test_nothing_heavy_is_loaded_before_the_first_paper() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
