"""What somebody is in the middle of on the page: kept in their session, done once."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.pages import PageDraft, PageSession

MOST: Final = 60
"""Of one session at a time; the oldest go first."""


async def keep(
    work: Work, session: PageSession, organisation_id: int | None, kind: str, data: Json
) -> int:
    """Its number, good in this session and for this organisation."""
    return await work.page_drafts.add(session.id, organisation_id, kind, data, MOST)


async def draft_of(
    work: Work, session: PageSession, organisation_id: int | None, number: int, *kinds: str
) -> PageDraft:
    """One of these kinds, held until the transaction ends: whoever presses twice at once takes
    turns here, and the second finds its outcome. Raises `NotThere`, also for another session's or
    organisation's."""
    found = await work.page_drafts.get(session.id, number)
    if found is None or found.organisation_id != organisation_id or found.kind not in kinds:
        raise NotThere
    return found


async def change(work: Work, draft: PageDraft, data: Json) -> None:
    """Something else of it is so now; what is done stays as it is."""
    if draft.outcome is None:
        await work.page_drafts.change(draft.id, data)


async def finish(work: Work, draft: PageDraft, outcome: str) -> None:
    """It is done; the same form sent again leads to `outcome`."""
    await work.page_drafts.finish(draft.id, outcome)
