"""What members answer to messages of their HR: it reaches that HR and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cases.errors import BadValue, ChangedMeanwhile, NotAllowed, NotThere
from cases.rights import note, note_reading, require_hr
from cases.texts import shows
from rules.dates import today
from rules.verdict.deadlines import Moment, allowed
from storage.database import Work
from storage.repositories.certificates import File
from storage.repositories.replies import Answered
from storage.tables.organisations import Organisation
from storage.tables.replies import Reply

LONGEST: Final = 4096
LONGEST_ANSWER: Final = 3000
# Words that nobody can read otherwise may answer a message that came so lately.
ANSWERED_WITHIN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Delivered:
    """To whose HR an answer went, and the name by which it sees the member."""

    organisation: Organisation
    name: str | None


@dataclass(frozen=True, slots=True)
class RepliesSlice:
    """Answers, the latest first, and how many there are in all."""

    replies: tuple[Reply, ...]
    total: int


async def message_answered(
    work: Work, person_id: int, message_id: int | None, campaign_id: int | None
) -> Answered | None:
    """The message of some HR that has this number in the person's chat, or the broadcast that its
    button names, if it went to this person; None for any other message."""
    return await work.replies.answered(person_id, message_id, campaign_id)


async def broadcast_perhaps_answered(
    work: Work, person_id: int, now: datetime
) -> tuple[Answered, Organisation] | None:
    """The latest broadcast of the last days, if the person is a member there still."""
    found = await work.replies.last_broadcast(person_id, now - ANSWERED_WITHIN)
    if found is None:
        return None
    if await work.memberships.present(person_id, found.organisation_id) is None:
        return None
    organisation = await work.organisations.get(found.organisation_id)
    return None if organisation is None else (found, organisation)


async def reply(
    work: Work, person_id: int, to: Answered, text: str, file: File | None, now: datetime
) -> Delivered:
    """Keeps the answer for the HR. Raises `NotAllowed` for no member (any more), whose name HR does
    not know; `BadValue("text")` for neither words nor a file."""
    written = _storable(text)
    if not written and file is None:
        raise BadValue("text", 1, LONGEST)
    await work.people.get(person_id)
    await work.organisations.hold(to.organisation_id)
    membership = await work.memberships.present(person_id, to.organisation_id)
    organisation = await work.organisations.get(to.organisation_id)
    if membership is None or organisation is None:
        raise NotAllowed
    await work.replies.add(person_id, to, written, file, now)
    return Delivered(organisation, membership.name)


async def replies_of(
    work: Work,
    hr_id: int,
    organisation_id: int,
    now: datetime,
    *,
    campaign_id: int | None = None,
    first: int,
    limit: int,
) -> RepliesSlice:
    """Answers to one broadcast or (None) to all that this HR sent, which count as seen from now
    on. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    found = await work.replies.of_organisation(organisation_id, campaign_id, first, limit)
    total = await work.replies.count(organisation_id, campaign_id)
    await work.replies.mark_read(found, now)
    thing = ("campaign", campaign_id)
    await note_reading(work, hr_id, organisation_id, "replies.read", thing, now, is_further=True)
    return RepliesSlice(tuple(found), total)


async def reply_of(
    work: Work, hr_id: int, organisation_id: int, reply_id: int, now: datetime
) -> Reply:
    """One answer in full. Raises `NotAllowed`, `NotThere` (also once its time is over)."""
    await require_hr(work, hr_id, organisation_id)
    found = await work.replies.get(organisation_id, reply_id)
    if found is None:
        raise NotThere
    await work.replies.mark_read([found], now)
    thing = ("reply", reply_id)
    await note_reading(work, hr_id, organisation_id, "replies.read", thing, now, is_further=True)
    return found


async def answer_reply(
    work: Work, hr_id: int, organisation_id: int, reply_id: int, words: str, now: datetime
) -> None:
    """Keeps the answer and enters the message that brings it to the member, in the morning if it
    is night.

    Raises `NotAllowed`; `NotThere`, also for whoever has left; `BadValue("text")`;
    `ChangedMeanwhile` with the reply where it was answered already.
    """
    await require_hr(work, hr_id, organisation_id)
    found = await work.replies.get(organisation_id, reply_id)
    if found is None or not found.is_member:
        raise NotThere
    text = _storable(words)
    if not any(map(shows, text)) or len(text) > LONGEST_ANSWER:
        raise BadValue("text", 1, LONGEST_ANSWER)
    person_id = await work.replies.answer(reply_id, text, hr_id, now)
    if person_id is None:
        raise ChangedMeanwhile(found)
    due = allowed(now)
    await work.reminders.plan(person_id, "hr_answer", reply_id, today(due), (Moment(0, due),))
    await note(work, hr_id, organisation_id, "reply.answer", ("reply", reply_id), now)


async def count_unread(work: Work, hr_id: int, organisation_id: int) -> int:
    """How many answers nobody of this HR has seen. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.replies.count_unread(organisation_id)


def _storable(text: str) -> str:
    # A zero byte or half a surrogate pair is no text to PostgreSQL.
    lines = (
        "".join(letter if letter.isprintable() else " " for letter in line).rstrip()
        for line in text.splitlines()
    )
    return "\n".join(lines).strip()[:LONGEST]
