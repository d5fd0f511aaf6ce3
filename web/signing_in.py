"""The doors: a Mini App's data, the one-time link of the chat, and the way out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from init_data_py import errors, validate_by_hash

from cases import page_sessions
from cases.errors import NotThere
from storage.database import Work
from web.answers import Answer, Left, To
from web.front import Caller, ChooseFirst, Front, number_of
from web.looks import look_of

DATA_LASTS: Final = timedelta(hours=1)
AHEAD: Final = timedelta(seconds=60)
"""How far Telegram's clock may be before ours."""
LONGEST_DATA: Final = 4_096
HOME: Final = "/app/"
JUST_ENTERED: Final = "/app/?in=1"


class Refused(Exception):
    """Nobody is signed in. `stale`: the data was good, an hour ago."""

    def __init__(self, *, stale: bool = False) -> None:
        super().__init__("refused")
        self.stale = stale


async def enter_by_data(work: Work, front: Front, data: str, theme: str, now: datetime) -> str:
    """The token of a session for whom Telegram says that the Mini App was opened by.

    Raises `Refused`: forged, of another bot, from the future, too old, or of somebody unknown.
    """
    if not 0 < len(data) <= LONGEST_DATA:
        raise Refused
    try:
        known = validate_by_hash(data, front.token, expires_in=None)
    except errors.InvalidInitDataError:
        raise Refused from None
    if known.user is None or known.issued_at > now + AHEAD:
        raise Refused
    if now - known.issued_at > DATA_LASTS:
        raise Refused(stale=True)
    try:
        return await page_sessions.enter_by_data(
            work, known.user.id, known.hash, look_of(theme), now
        )
    except NotThere:
        raise Refused from None


async def leave(caller: Caller) -> Answer:
    await page_sessions.leave(caller.work, caller.session)
    return Left()


async def choose(caller: Caller) -> Answer:
    """Which of several organisations the page is about."""
    wanted = number_of(caller.form.get("organisation", ""))
    await page_sessions.choose_organisation(caller.work, caller.session, wanted, caller.now)
    return To(HOME)


async def choosing(caller: Caller) -> Answer:
    raise ChooseFirst


async def set_letters(caller: Caller) -> Answer:
    """Larger letters and stronger contrast, or as before."""
    large = caller.form.get("large") == "1"
    await page_sessions.set_letters(caller.work, caller.session, large=large)
    return To(HOME)
