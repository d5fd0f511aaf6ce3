"""Papers are made in another process: the same bytes, and nothing of what makes them in the bot."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from handlers.papers.card import card_png
from handlers.papers.paper import Paper
from handlers.papers.pdf import file_pdf
from handlers.papers.wanted import Wanted
from handlers.papers.wanted import made as made_of
from rules.verdict.record import OtherRules
from tests.handlers.house import shared_workshop
from tests.handlers.papers.papers import DAY, made, somebody


def wanted(paper: Paper, *, as_picture: bool) -> Wanted:
    return Wanted(as_picture, paper.record, paper.operator, None, DAY)


@pytest.mark.usefixtures("papers_process")
async def test_another_process_makes_the_same_bytes_while_the_loop_goes_on() -> None:
    person = somebody("tvet-teacher", "moderator", "mixed")
    paper = made("tvet-teacher", "moderator", person, "kk")
    workshop = shared_workshop()
    drawing = asyncio.create_task(workshop.do(made_of, wanted(paper, as_picture=True)))
    writing = asyncio.create_task(workshop.do(made_of, wanted(paper, as_picture=False)))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
    assert await drawing == card_png(paper)
    assert await writing == file_pdf(paper)


async def test_what_is_wrong_with_a_record_is_told_by_the_other_process() -> None:
    paper = made("tvet-teacher")
    record = paper.record.replace(paper.rules.encode(), b"0" * 64)
    with pytest.raises(OtherRules):
        await shared_workshop().do(made_of, Wanted(False, record, None, None, DAY))


LOADED = """
import sys
import handlers.my_checks.more
print(sorted({"matplotlib", "numpy", "fpdf", "PIL", "fontTools"} & set(sys.modules)))
"""


def test_the_bot_does_not_load_what_makes_papers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
