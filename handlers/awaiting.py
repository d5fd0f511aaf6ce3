"""Who takes the words or the file that a person was asked for, by the kind that was noted.

What the takers do not want (`SkipHandler`) goes on to the conversations after them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.attestation import attesting_questions, held_category, knowledge_test
from handlers.certificates import adding, certificates
from handlers.certificates.course_draft import DRAFT
from handlers.chat import listening
from handlers.chat.filters import Words
from handlers.chat.outcome import Outcome
from handlers.chat.visit import Visit
from handlers.days import days
from handlers.hr import forms
from handlers.hr import routing as hr
from handlers.membership import memberships, own_record
from handlers.my_checks import fitting, supposal, what_if
from handlers.objections import looking, objecting
from handlers.portfolio import keeping
from handlers.portfolio import rows as portfolio_rows
from handlers.reference import conversation as reference
from handlers.training import after_course, item, plan, proposal

# What comes, the visit, and what was noted when it was asked for.
Take = Callable[[Message, Visit, dict[str, Any]], Awaitable[Outcome]]

WORDS: Final[dict[str, Take]] = {
    forms.KIND: hr.typed,
    certificates.LISTENS_LIST: adding.typed,
    certificates.LISTENS_FILE: adding.typed,
    DRAFT: adding.typed,
    days.LISTENS_DAY: days.typed,
    memberships.LISTENS_NAME: memberships.name_typed,
    memberships.LISTENS_POSITION: memberships.position_typed,
    own_record.LISTENS: own_record.name_typed,
    knowledge_test.LISTENS: knowledge_test.typed,
    attesting_questions.LISTENS: attesting_questions.typed,
    held_category.LISTENS: held_category.typed,
    portfolio_rows.LISTENS: portfolio_rows.typed,
    keeping.LISTENS: keeping.typed,
    objecting.LISTENS: objecting.typed,
    looking.LISTENS: looking.typed,
    plan.LISTENS: plan.line_typed,
    proposal.LISTENS_CHANGE: proposal.change_typed,
    proposal.LISTENS_DECLINE: proposal.decline_typed,
    item.LISTENS: item.typed,
    after_course.LISTENS_OTHERWISE: after_course.otherwise_typed,
    after_course.LISTENS_PROOF: after_course.sentence_typed,
    reference.LISTENS: reference.searched,
    supposal.KIND: what_if.typed,
    fitting.KIND: fitting.typed,
}
# While a check is open, its question is what these words answer.
AFTER_A_CHECK: Final = frozenset({supposal.KIND, fitting.KIND})
# Pictures, documents, voice: whatever has no text.
WORDLESS: Final[dict[str, Take]] = {
    forms.KIND: hr.no_words,
    objecting.LISTENS: objecting.no_words,
    looking.LISTENS: looking.no_words,
    certificates.LISTENS_FILE: certificates.file_came,
    certificates.LISTENS_LIST: adding.file_came,
    DRAFT: adding.file_came,
    after_course.LISTENS_PROOF: after_course.certificate_came,
}


async def words_came(message: Message, visit: Visit) -> Outcome:
    return await _taken(WORDS, message, visit)


async def wordless_came(message: Message, visit: Visit) -> Outcome:
    return await _taken(WORDLESS, message, visit)


async def _taken(takers: dict[str, Take], message: Message, visit: Visit) -> Outcome:
    kind, data = listening.awaited(visit) or ("", {})
    if kind not in takers or (kind in AFTER_A_CHECK and visit.run is not None):
        raise SkipHandler
    return await takers[kind](message, visit, data)


async def _wordless(message: Message) -> bool:
    return message.text is None


def router() -> Router:
    router = Router(name="awaited words")
    router.message.register(words_came, Words())
    router.message.register(wordless_came, _wordless)
    return router
