"""What the worker does with broadcasts before it sends them."""

from datetime import datetime

from cases.recipients import PIECE, count_recipients, enter_piece, halt_without_right
from rules.norms.loading import catalogue
from storage.database import Work


async def go_out(work: Work, now: datetime, at_once: int = PIECE) -> int:
    """Begins those whose time has come and enters all their recipients; how many began."""
    begun = await work.campaigns.begin_due(now)
    for held in await halt_without_right(work, now):
        counted = await count_recipients(work, held, catalogue(), now)
        while await enter_piece(work, held.id, catalogue(), now, counted, at_once):
            counted = None
    return begun
