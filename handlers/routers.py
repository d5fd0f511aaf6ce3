"""All conversations in the order in which they are asked whether an update is theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import awaiting
from handlers.attestation import (
    anybody,
    attesting,
    attesting_questions,
    held_category,
    knowledge_test,
)
from handlers.certificates import (
    adding,
    albums,
    certificates,
    kept_answer,
    reading_at_question,
)
from handlers.chat.buttons import Check, Choosing
from handlers.chat.outcome import Outcome
from handlers.chat.press import Press
from handlers.chat.visit import Visit
from handlers.check import answering, choosing, story
from handlers.days import days, sent_messages
from handlers.hr import routing as hr
from handlers.membership import joining, memberships, own_record, replying
from handlers.my_checks import (
    career,
    comparing,
    fitting,
    helping,
    history,
    more,
    reports,
    sections,
    sharing,
    what_if,
)
from handlers.my_data import my_data
from handlers.objections import looking, objecting
from handlers.page import opening
from handlers.portfolio import keeping, papers, reminding, rows, showing
from handlers.reference import conversation as reference
from handlers.standard import assessing, browsing
from handlers.start import consent, privacy, purposes, start, unclaimed
from handlers.training import after_course, item, own_report, owned, plan, proposal
from handlers.words import searching

Straight = Callable[[CallbackQuery, Visit], Awaitable[Outcome]]

# A reply goes to whom it replies. Words that were asked for go where they were asked for, before
# they are taken as the answer to a question.
_ORDER = (
    reference.inline_chosen,
    replying.replying,
    albums.router,
    awaiting.router,
    hr.router,
    certificates.router,
    reading_at_question.router,
    adding.router,
    days.router,
    joining.router,
    memberships.router,
    own_record.router,
    replying.router,
    kept_answer.router,
    sent_messages.router,
    knowledge_test.router,
    attesting_questions.router,
    held_category.router,
    reference.router,
    answering.router,
    sharing.router,
    opening.router,
    start.router,
    consent.router,
    privacy.router,
    purposes.router,
    my_data.router,
    unclaimed.stopping,
    reports.router,
    more.router,
    sections.router,
    objecting.router,
    looking.router,
    attesting.router,
    anybody.router,
    showing.router,
    rows.router,
    papers.router,
    reminding.router,
    keeping.router,
    plan.router,
    proposal.router,
    item.router,
    after_course.router,
    owned.router,
    own_report.router,
    browsing.router,
    assessing.router,
    what_if.router,
    history.router,
    helping.router,
    comparing.router,
    career.router,
    fitting.router,
    story.router,
    choosing.router,
    searching.router,
    unclaimed.router,
)


STRAIGHT: Final[tuple[tuple[Press[*tuple[Any, ...]], Straight], ...]] = (
    (Check.ANSWER, answering.pressed),
    (Choosing.CATEGORY, choosing.category_pressed),
)
"""What most updates are: they go past aiogram's observers and filters, which take longer than to
read the button (docs/decisions/step.md)."""


def straight(press: CallbackQuery | None) -> Straight | None:
    """Who takes the press of such a button."""
    if press is None:
        return None
    data = press.data or ""
    return next((taker for button, taker in STRAIGHT if button.values(data) is not None), None)


def conversation() -> Router:
    """One new router with all conversations."""
    router = Router(name="conversation")
    router.include_routers(*(make() for make in _ORDER))
    return router
