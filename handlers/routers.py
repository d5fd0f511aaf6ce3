"""All conversations in the order in which they are asked whether an update is theirs."""

from __future__ import annotations

from aiogram import Router

from handlers import awaiting
from handlers.attestation import (
    anybody,
    attesting,
    attesting_questions,
    held_category,
    knowledge_test,
)
from handlers.certificates import adding, albums, certificates, kept_answer
from handlers.check import answering, choosing, story
from handlers.days import days, sent_messages
from handlers.hr import routing as hr
from handlers.membership import joining, memberships, own_record, replying
from handlers.my_checks import fitting, history, more, reports, sections, sharing, what_if
from handlers.portfolio import papers, rows, showing
from handlers.reference import conversation as reference
from handlers.standard import assessing, browsing
from handlers.start import consent, privacy, start, unclaimed
from handlers.words import searching

# Buttons of questions are what most updates are. A reply goes to whom it replies. Words that were
# asked for go where they were asked for, before they are taken as the answer to a question.
_ORDER = (
    answering.pressing,
    reference.inline_chosen,
    replying.replying,
    albums.router,
    awaiting.router,
    hr.router,
    certificates.router,
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
    start.router,
    consent.router,
    privacy.router,
    unclaimed.stopping,
    reports.router,
    more.router,
    sections.router,
    attesting.router,
    anybody.router,
    showing.router,
    rows.router,
    papers.router,
    browsing.router,
    assessing.router,
    what_if.router,
    history.router,
    fitting.router,
    story.router,
    choosing.router,
    searching.router,
    unclaimed.router,
)


def conversation() -> Router:
    """One new router with all conversations."""
    router = Router(name="conversation")
    router.include_routers(*(make() for make in _ORDER))
    return router
