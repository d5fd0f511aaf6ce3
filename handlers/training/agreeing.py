"""Whoever makes a plan of their own agrees first to who sees it; others act for the employer."""

from __future__ import annotations

from cases.purposes import TRAINING
from cases.training.plans import is_own
from handlers.chat.outcome import Outcome
from handlers.chat.visit import Visit
from handlers.start.purposes import ask_first


async def ask_of_own(
    visit: Visit, employee_id: int, go_on: str, edit: int | None
) -> Outcome | None:
    """The question, where it is to be asked first; `go_on`: the button that is carried out then."""
    if not await is_own(visit.work, visit.person.id, employee_id):
        return None
    return await ask_first(visit, TRAINING, go_on, edit)
