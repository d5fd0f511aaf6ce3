"""Broadcasts of an organisation's HR: made, counted, paused, reported.

Whether somebody may do this is asked before; here only the broadcast itself is looked at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, insert, select, update

from rules.vocabulary import Language
from storage.repositories.segments import MemberCourses, courses_of_members, meant, recipients
from storage.repositories.stated import open_and
from storage.tables.organisations import organisation
from storage.tables.outbound import (
    DISPATCH_STATES,
    NO_FORMATS,
    Campaign,
    CampaignState,
    CampaignStatus,
    Formats,
    Media,
    ReasonCount,
    campaign,
    dispatch,
)
from storage.tables.questions import Question
from storage.tables.segments import Segment
from storage.transaction import Transaction

REQUIRED_LANGUAGES: tuple[Language, ...] = ("kk", "ru")
ONGOING: tuple[CampaignState, ...] = ("queued", "running", "paused")
CAMPAIGNS = select(campaign, organisation.c.name.label("organisation")).join(
    organisation, organisation.c.id == campaign.c.organisation_id
)


class Campaigns:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def courses_of_members(
        self, organisation_id: int, between: tuple[int, int] | None = None
    ) -> list[MemberCourses]:
        """What `short` below is judged by: courses of those who share them and have a position.
        `between`: only of memberships after the first number, up to the second."""
        return await courses_of_members(self._transaction, organisation_id, between)

    async def count(
        self,
        organisation_id: int,
        segment: Segment,
        on: date,
        short: Collection[int] | None = None,
        *,
        all_meant: bool = False,
    ) -> dict[Language, int]:
        """How many people the segment means on that day, by language; languages of nobody too.

        `short`: the people short of hours, where the segment asks for them. `all_meant`: those too
        who want no messages and get none.
        """
        whom = meant if all_meant else recipients
        found_by = whom(organisation_id, segment, on, short).subquery()
        query = select(found_by.c.language, func.count()).group_by(found_by.c.language)
        found = await self._counted(query)
        return {language: found.get(language, 0) for language in ("kk", "ru", "en")}

    async def create(
        self,
        organisation_id: int,
        created_by: int | None,
        texts: Mapping[Language, str],
        segment: Segment,
        now: datetime,
        scheduled_at: datetime | None = None,
        *,
        audience: int | None = None,
        asks_receipt: bool = False,
        formats: Formats = NO_FORMATS,
        media: Media | None = None,
        question: Question | None = None,
        question_of: int | None = None,
    ) -> int:
        """The id of the new broadcast, queued for `scheduled_at` (else for now).

        Its recipients are worked out when it goes out (`CampaignPieces`); `audience`: how many they
        would be now. ValueError when the Kazakh or the Russian text is missing.
        """
        missing = [language for language in REQUIRED_LANGUAGES if not texts.get(language)]
        if missing:
            raise ValueError(f"the text is missing in: {', '.join(missing)}")
        new = {
            "organisation_id": organisation_id,
            "created_by": created_by,
            "texts": dict(texts),
            "formats": dict(formats),
            "segment": segment.to_json(),
            "state": "queued",
            "created_at": now,
            "scheduled_at": scheduled_at or now,
            "audience": audience,
            "asks_receipt": asks_receipt,
            "needs_right": created_by is not None,
            **({} if media is None else {"media": asdict(media)}),
            "question": None if question is None else question.to_json(),
            "question_of": question_of,
        }
        added = insert(campaign).returning(campaign.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def drop_unsent(self, campaign_id: int) -> bool:
        """Deletes a broadcast that has not begun; False where it has, and it stays."""
        begun = exists().where(
            dispatch.c.campaign_id == campaign.c.id, dispatch.c.state != "pending"
        )
        waiting = campaign.c.state.in_(("queued", "paused"))
        dropped = await self._transaction.execute(
            delete(campaign).where(
                campaign.c.id == campaign_id, waiting, campaign.c.started_at.is_(None), ~begun
            )
        )
        return dropped.rowcount > 0

    async def get(self, campaign_id: int) -> Campaign | None:
        query = CAMPAIGNS.where(campaign.c.id == campaign_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else campaign_of(row)

    async def of(
        self, organisation_id: int, limit: int = 20, after: int = 0, by: int | None = None
    ) -> list[Campaign]:
        """The organisation's broadcasts, or of them those that `by` has made, the latest first,
        without the `after` first ones."""
        made = [] if by is None else [campaign.c.created_by == by]
        query = (
            CAMPAIGNS.where(campaign.c.organisation_id == organisation_id, *made)
            .order_by(campaign.c.id.desc())
            .limit(limit)
            .offset(after)
        )
        return [campaign_of(row) for row in await self._transaction.execute(query)]

    async def asking_again(self, question_id: int) -> list[Campaign]:
        """Those that ask the question of that broadcast once more and have not ended."""
        query = CAMPAIGNS.where(
            campaign.c.question_of == question_id, campaign.c.state.in_(ONGOING)
        ).order_by(campaign.c.id)
        return [campaign_of(row) for row in await self._transaction.execute(query)]

    async def pause(self, campaign_id: int) -> bool:
        """Whether it is paused now and was not before; acts before the next message."""
        return await self._move(campaign_id, ("queued", "running"), "paused")

    async def resume(self, campaign_id: int) -> bool:
        """Goes on where it stopped, not before its time; False when it was not paused."""
        return await self._move(campaign_id, ("paused",), "queued")

    async def resume_as(self, campaign_id: int, created_by: int, segment: Segment) -> bool:
        """As `resume`, of one that was halted: by this person's right, for these people."""
        whose = {"created_by": created_by, "segment": segment.to_json(), "halted": None}
        return await self._move(campaign_id, ("paused",), "queued", **whose)

    async def cancel(self, campaign_id: int, now: datetime) -> bool:
        """Ends it for good; what was not sent stays unsent. False when it had ended before."""
        return await self._move(campaign_id, ONGOING, "cancelled", finished_at=now)

    async def status(self, campaign_id: int) -> CampaignStatus | None:
        found = await self.get(campaign_id)
        if found is None:
            return None
        query = (
            select(dispatch.c.state, func.count())
            .where(dispatch.c.campaign_id == campaign_id)
            .group_by(dispatch.c.state)
        )
        counted = await self._counted(query)
        by_state = {state: counted.get(state, 0) for state in DISPATCH_STATES}
        made = sum(by_state.values())
        unmade = 0 if found.made_at else max((found.audience or 0) - made, 0)
        return CampaignStatus(
            id=campaign_id,
            state=found.state,
            total=made + unmade,
            sent=by_state["sent"],
            blocked=by_state["blocked"],
            failed=by_state["failed"],
            uncertain=by_state["unknown"],
            pending=by_state["pending"] + by_state["sending"] + unmade,
            unmade=unmade,
        )

    async def reasons(self, campaign_id: int) -> list[ReasonCount]:
        """What became of the recipients and why, counted; the most frequent first."""
        number = func.count()
        query = (
            select(dispatch.c.state, dispatch.c.reason, number)
            .where(dispatch.c.campaign_id == campaign_id)
            .group_by(dispatch.c.state, dispatch.c.reason)
            .order_by(number.desc(), dispatch.c.state)
        )
        return [ReasonCount(*row) for row in await self._transaction.execute(query)]

    async def begin_due(self, now: datetime) -> int:
        """Sets those going whose time has come; returns how many."""
        changed = await self._transaction.execute(
            update(campaign)
            .where(open_and(campaign.c.state, "queued"), campaign.c.scheduled_at <= now)
            .values(state="running", started_at=func.coalesce(campaign.c.started_at, now))
        )
        return changed.rowcount

    async def finish(self, now: datetime) -> list[int]:
        """Those with all recipients entered, and nobody left, are done; their ids."""
        left = exists().where(
            dispatch.c.campaign_id == campaign.c.id, dispatch.c.state.in_(("pending", "sending"))
        )
        changed = await self._transaction.execute(
            update(campaign)
            .where(open_and(campaign.c.state, "running"), campaign.c.made_at.is_not(None), ~left)
            .values(state="done", finished_at=now)
            .returning(campaign.c.id)
        )
        return list(changed.scalars())

    async def _counted(self, query: Select[Any]) -> dict[Any, int]:
        """The numbers of a query that groups by one column."""
        rows = await self._transaction.execute(query)
        return {row[0]: row[1] for row in rows}

    async def _move(
        self,
        campaign_id: int,
        before: Sequence[CampaignState],
        after: CampaignState,
        **values: Any,
    ) -> bool:
        changed = await self._transaction.execute(
            update(campaign)
            .where(and_(campaign.c.id == campaign_id, campaign.c.state.in_(before)))
            .values(state=after, **values)
        )
        return changed.rowcount > 0


def campaign_of(row: Any) -> Campaign:
    values = dict(row._mapping)
    # Those of before say nothing of these.
    return Campaign(
        **{
            **values,
            "asks_receipt": bool(values["asks_receipt"]),
            "needs_right": bool(values["needs_right"]),
            "formats": values["formats"] or {},
            "media": None if values["media"] is None else Media(**values["media"]),
            "segment": Segment.from_json(values["segment"]),
            "question": Question.from_json(values["question"]),
        }
    )
