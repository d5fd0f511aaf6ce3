"""A broadcast while it is being prepared, one for each organisation of its HR.

It is kept as long as the right to write it, with or without consent to anything else.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from cases.rights import require_some
from handlers.hr.visit import HrVisit
from i18n import Language
from storage.repositories.campaigns import REQUIRED_LANGUAGES
from storage.tables.questions import Question
from storage.tables.segments import Segment

REVISIONS: Final = 10**9


class DraftGone(Exception):
    """What a button or typed words are about was sent or discarded already."""


class DraftUnreadable(DraftGone):
    """What was kept cannot be read by this version: it can only be dropped."""


@dataclass(frozen=True, slots=True)
class BroadcastDraft:
    """`at`: when it is to go out, None for at once. `revision` changes with every change, so that
    a button below an earlier preview cannot send what it did not show. `receipt`: readers are
    asked to confirm that they have read it. `instead_of`: a broadcast that waits and that this
    one replaces. `question` goes out with it; `question_of`: it is that broadcast's, of which this
    one reminds."""

    texts: dict[Language, str] = field(default_factory=dict)
    segment: Segment = field(default_factory=Segment)
    at: datetime | None = None
    revision: int = 0
    receipt: bool = False
    instead_of: int | None = None
    question: Question | None = None
    question_of: int | None = None

    def missing(self) -> Language | None:
        """The first language that is needed and not written yet."""
        return next((each for each in REQUIRED_LANGUAGES if each not in self.texts), None)


async def draft_of(hr: HrVisit) -> BroadcastDraft:
    """Raises `NotAllowed`, `DraftGone`, `DraftUnreadable`."""
    await require_to_write(hr)
    draft = await load(hr)
    if draft is None:
        raise DraftGone
    return draft


async def require_to_write(hr: HrVisit) -> None:
    """Raises `NotAllowed`."""
    await require_some(hr.work, hr.actor, "write", hr.organisation_id, hr.now)


async def is_begun(hr: HrVisit) -> bool:
    """Whether there is a draft, be it one that cannot be read."""
    return await hr.work.hr_drafts.get(hr.actor, hr.organisation_id) is not None


async def load(hr: HrVisit) -> BroadcastDraft | None:
    """Raises `DraftUnreadable`."""
    stored = await hr.work.hr_drafts.get(hr.actor, hr.organisation_id)
    if stored is None:
        return None
    try:
        return BroadcastDraft(
            texts=stored["texts"],
            segment=Segment.from_json(stored["segment"]),
            at=None if stored["at"] is None else datetime.fromisoformat(stored["at"]),
            revision=stored["revision"],
            receipt=stored.get("receipt", False),
            instead_of=stored.get("instead_of"),
            question=Question.from_json(stored.get("question")),
            question_of=stored.get("question_of"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DraftUnreadable from error


async def store(hr: HrVisit, draft: BroadcastDraft) -> BroadcastDraft:
    """Keeps a changed draft; as it is now, with its new revision."""
    kept = replace(draft, revision=secrets.randbelow(REVISIONS) + 1)
    data: dict[str, Any] = {
        "texts": dict(kept.texts),
        "segment": kept.segment.to_json(),
        "at": None if kept.at is None else kept.at.isoformat(),
        "revision": kept.revision,
        "receipt": kept.receipt,
        "instead_of": kept.instead_of,
        "question": None if kept.question is None else kept.question.to_json(),
        "question_of": kept.question_of,
    }
    await hr.work.hr_drafts.put(hr.actor, hr.organisation_id, data, hr.now)
    return kept


async def discard(hr: HrVisit) -> None:
    await hr.work.hr_drafts.remove(hr.actor, hr.organisation_id)
