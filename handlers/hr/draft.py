"""A broadcast while it is being prepared, one for each organisation of its HR."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from handlers.chat import listening
from handlers.chat.visit import Visit
from i18n import Language
from storage.repositories.campaigns import REQUIRED_LANGUAGES
from storage.tables.segments import Segment

REVISIONS: Final = 10**9


@dataclass(frozen=True, slots=True)
class BroadcastDraft:
    """`at`: when it is to go out, None for at once. `revision` changes with every change, so that
    a button below an earlier preview cannot send what it did not show."""

    organisation: int
    texts: dict[Language, str] = field(default_factory=dict)
    segment: Segment = field(default_factory=Segment)
    at: datetime | None = None
    revision: int = 0

    def missing(self) -> Language | None:
        """The first language that is needed and not written yet."""
        return next((each for each in REQUIRED_LANGUAGES if each not in self.texts), None)


async def load(visit: Visit, organisation_id: int) -> BroadcastDraft | None:
    stored = await listening.aside(visit, _name(organisation_id))
    if stored is None:
        return None
    return BroadcastDraft(
        organisation=organisation_id,
        texts=stored["texts"],
        segment=Segment.from_json(stored["segment"]),
        at=None if stored["at"] is None else datetime.fromisoformat(stored["at"]),
        revision=stored["revision"],
    )


async def store(visit: Visit, draft: BroadcastDraft) -> BroadcastDraft:
    """Keeps a changed draft; as it is now, with its new revision."""
    kept = replace(draft, revision=secrets.randbelow(REVISIONS) + 1)
    data: dict[str, Any] = {
        "texts": dict(kept.texts),
        "segment": kept.segment.to_json(),
        "at": None if kept.at is None else kept.at.isoformat(),
        "revision": kept.revision,
    }
    await listening.put_aside(visit, _name(draft.organisation), data)
    return kept


async def discard(visit: Visit, organisation_id: int) -> None:
    await listening.put_aside(visit, _name(organisation_id), None)


def _name(organisation_id: int) -> str:
    return f"hr_draft_{organisation_id}"
