"""Kept certificates offered as the answer to the question after courses."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.buttons import Certificates
from handlers.chat.outcome import Button, Screen
from handlers.chat.visit import Visit
from rules.questionnaire.question import Question


async def with_kept(visit: Visit, question: Question, screen: Screen, run_id: int) -> Screen:
    """The question after courses with a button that answers it by what is kept."""
    if question.step.fact != "certificates" or not visit.consents:
        return screen
    held = await visit.work.certificates.of(visit.person.id)
    if not held:
        return screen
    words = visit.tr.plural(
        "🎓 Use my {n} kept certificate", "🎓 Use my {n} kept certificates", len(held)
    )
    row = (Button(words, Certificates.ANSWER(run_id)),)
    return replace(screen, keyboard=(row, *screen.keyboard))
