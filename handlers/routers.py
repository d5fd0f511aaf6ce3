"""All conversations in the order in which they are asked whether an update is theirs."""

from __future__ import annotations

from aiogram import Router

from handlers import choosing, consent, privacy, questions, reports, rest, searching, start

# Most updates are answers to questions, so these come first.
_ORDER = (
    questions.router,
    start.router,
    consent.router,
    privacy.router,
    rest.stopping,
    reports.router,
    choosing.router,
    searching.router,
    rest.router,
)


def conversation() -> Router:
    """One new router with all conversations."""
    whole = Router(name="conversation")
    whole.include_routers(*(make() for make in _ORDER))
    return whole
