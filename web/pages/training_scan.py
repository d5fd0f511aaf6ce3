"""A step done by its paper, with the scan where one was chosen.

The scan is opened beside the bot, within the bounds of the chat's pictures, and put into the
sender's own chat: there Telegram keeps it, as if it had been sent in the chat.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from cases.errors import BadValue
from cases.training.passing import Paper
from cases.training.schedules import NotNow, number_of
from handlers.chat.workshop import Cut, NoRoom
from scans.limits import LARGEST, Unread
from scans.opened import kind_of
from scans.scan import Scan
from storage.repositories.certificates import File
from web.answers import Answer, Reading, Shown
from web.front import Caller
from web.pages.training_parts import NoScan, Refused, keeps_scans, paper_of

Act = Callable[[Caller, Paper], Awaitable[Answer]]
Again = Callable[[Caller, Refused | None], Awaitable[Answer]]
SCAN = "scan"
"""The field of a form that may bring a file along."""


async def by_paper(caller: Caller, act: Act, again: Again) -> Answer:
    """`act` does the step by the form's paper; `again` shows the page with why it was not done.

    The right is looked at before the file is taken in, and once more when it is kept.
    """

    async def done(caller: Caller, found: File | str | None) -> Answer:
        if isinstance(found, str):
            return await again(caller, NoScan(found))
        try:
            return await act(caller, replace(paper_of(caller), file=found))
        except (BadValue, NotNow) as wrong:
            return await again(caller, wrong)

    if not (caller.form.get(SCAN) and keeps_scans(caller)):
        return await done(caller, None)
    try:
        number_of(paper_of(caller), caller.now)
    except BadValue as wrong:
        return await again(caller, wrong)
    shown = await again(caller, None)
    if isinstance(shown, Shown) and shown.values.get("step") != caller.form.get("step"):
        # Done already: the scan of a second press comes into no chat.
        return await again(caller, NotNow("turn"))
    return Reading(LARGEST, _keeping(caller), done)


def _keeping(caller: Caller) -> Callable[[bytes], Awaitable[File | str | None]]:
    person, reading, keep = caller.person.id, caller.front.desk.reading, caller.front.keep
    assert reading is not None
    assert keep is not None
    on = caller.on

    async def read(content: bytes) -> File | str | None:
        if not content:
            return None
        try:
            kind = await reading.do(kind_of, Scan(content, on))
        except Unread as unread:
            return unread.reason
        except (NoRoom, Cut):
            return "busy"
        return await keep(person, f"scan.{kind}", content) or "busy"

    return read
