"""The sweep: claims due messages, sends each at its moment, writes down what became of it.

Everything it goes by is in the database, so it may be stopped, killed and started at any time, and
run several times at once.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from telegram import LinkPreviewOptions
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.outbound.failures import Failure, read_failure
from bot.outbound.held_texts import message_held
from bot.outbound.rate_limit import PausedError, Permit, Withdrawn
from bot.outbound.texts import (
    Message,
    broadcast,
    correction,
    later_edition,
    reminder,
    watch,
)
from bot.outbound.training_now import with_training
from cases.broadcasts import may_look
from cases.deadline_rounds import enter_piece_of_round
from cases.deadline_series import extend_one_series
from cases.deadline_standing import watched
from cases.recipients import PIECE, count_recipients, enter_piece, halt_without_right
from rules.dates import today
from rules.norms.loading import catalogue
from rules.verdict.deadlines import is_allowed
from storage.database import Database, DatabaseTrouble, Work
from storage.repositories.ledger import may_resend
from storage.tables.outbound import GONE, Campaign, Claim

log = structlog.get_logger("bot.outbound")

# Calls under way or waiting for their moment at once: enough for a second of delay at full rate.
AT_ONCE: Final = 32
BATCH: Final = 16
# A claim outlasts the longest call (see the timeouts of `bot.outbound.running`).
LEASE: Final = timedelta(seconds=60)
ATTEMPTS: Final = 30
LONGEST_BACKOFF: Final = timedelta(minutes=5)
RESEND_AFTER: Final = timedelta(seconds=5)
# To bring the ledger up to date costs more than to send; while there is something to send it is
# done so often only.
TIDY_EVERY: Final = timedelta(seconds=2)
# As in the chat, so that whoever writes a message sees before what it will be.
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
AHEAD_EVERY: Final = timedelta(hours=1)


class TokenRefused(Exception):
    """Telegram does not accept the token: nothing can be sent until somebody acts."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a worker may hold a message, and how many it holds at once; `recipients`: the
    members in a piece; `rest`: seconds after each, so that on SQLite a press comes in between."""

    lease: timedelta = LEASE
    at_once: int = AT_ONCE
    batch: int = BATCH
    recipients: int = PIECE
    rest: float = 0.05


class Worker:
    """One worker. `clock` gives aware moments, the same for all workers of the token.

    The bot's rate limiter has to be a `SharedRateLimiter`.
    """

    def __init__(
        self,
        database: Database,
        bot: ExtBot[Permit],
        bot_id: int,
        clock: Callable[[], datetime],
        terms: Terms | None = None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._bot_id = bot_id
        self._clock = clock
        self._terms = terms or Terms()
        self._owner = secrets.token_hex(8)
        self._stopping = False
        self._refused = False
        self._tidied_at: datetime | None = None
        self._ahead_at: datetime | None = None
        self._paused_until: datetime | None = None
        self._claims: deque[Claim] = deque()
        self._sending: set[asyncio.Task[None]] = set()
        self._campaigns: dict[int, Campaign] = {}
        self._lacking: list[Campaign] = []
        """Broadcasts on their way whose recipients are not all entered."""
        self._rounds = False
        """Whether there are deadlines whose reminders are not all entered."""

    @property
    def paused_until(self) -> datetime | None:
        """The end of the pause that the last sweep met; nothing is due before."""
        return self._paused_until

    def stop(self) -> None:
        """Begin nothing new; `sweep` returns when what is under way is settled."""
        self._stopping = True

    async def sweep(self) -> None:
        """Sends all that is due now, then returns. Raises `TokenRefused`.

        Cancelled in between it leaves messages under way behind; they are settled by the next
        sweep after their lease.
        """
        self._tidied_at = None
        try:
            while await self._claim_more():
                await self._room()
                if not self._stopping:
                    self._begin(self._claims.popleft())
        finally:
            await self._settled()
        async with self._database.work() as work:
            await self._tidy(work)
        await self._look_ahead()
        if self._refused:
            raise TokenRefused

    async def _look_ahead(self) -> None:
        """Enters the deadlines that come again, of a year ahead."""
        now = self._clock()
        if self._stopping or (self._ahead_at is not None and now < self._ahead_at + AHEAD_EVERY):
            return
        self._ahead_at = now
        while await self._database.do(lambda work: extend_one_series(work, now)):
            pass

    async def _claim_more(self) -> bool:
        """Whether there is something to begin. Between two claims a piece of the recipients and of
        the reminders that are lacking is entered, so that neither waits for the other."""
        while not self._claims and not self._stopping:
            async with self._database.work() as work:
                self._claims.extend(await self._claim_due(work))
            if not self._lacking and not self._rounds:
                break
            if self._lacking:
                await self._enter_recipients(self._lacking[0])
            if self._rounds:
                await self._enter_reminders()
        return bool(self._claims) and not self._stopping

    async def _enter_reminders(self) -> None:
        now, at_once = self._clock(), self._terms.recipients
        self._rounds = await self._database.do(
            lambda work: enter_piece_of_round(work, now, at_once)
        )
        await asyncio.sleep(self._terms.rest)

    async def _enter_recipients(self, held: Campaign) -> None:
        now = self._clock()
        counted = None
        if held.made_to is None:
            async with self._database.work(writing=False) as work:
                counted = await count_recipients(work, held, catalogue(), now)
        more = await self._database.do(
            lambda work: enter_piece(
                work, held.id, catalogue(), now, counted, self._terms.recipients
            )
        )
        await asyncio.sleep(self._terms.rest)
        if not more:
            log.info("recipients_entered", campaign=held.id)
            self._lacking = self._lacking[1:]
        elif held.made_to is None:
            self._lacking[0] = replace(held, made_to=0)

    async def _claim_due(self, work: Work) -> list[Claim]:
        if self._tidied_at is not None and self._clock() < self._tidied_at + TIDY_EVERY:
            claims = await self._claim(work)
            if claims:
                return claims
        await self._tidy(work)
        return await self._claim(work)

    async def _tidy(self, work: Work) -> None:
        """Brings the ledger up to date: what is due comes in, what is over is settled."""
        now = self._tidied_at = self._clock()
        unknown, again = await work.ledger.expire(now)
        await work.ledger.drop_forgotten(now)
        if is_allowed(now):
            await work.due_reminders.enter(now)
        begun = await work.campaigns.begin_due(now)
        self._lacking = await halt_without_right(work, now)
        self._rounds = await work.deadline_rounds.any()
        done = await work.campaigns.finish(now)
        if unknown or again:
            log.warning("left_by_a_dead_worker", unknown=unknown, sent_again=again)
        if begun:
            log.info("broadcasts_begun", count=begun)
        for campaign_id in done:
            self._campaigns.pop(campaign_id, None)
            log.info("broadcast_done", campaign=campaign_id)

    async def _claim(self, work: Work) -> list[Claim]:
        now = self._clock()
        self._paused_until = await work.rate.paused_until(self._bot_id)
        if self._paused_until is not None and self._paused_until > now:
            return []
        return await work.ledger.claim(self._owner, now, self._terms.lease, self._terms.batch)

    async def _room(self) -> None:
        while len(self._sending) >= self._terms.at_once:
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)

    def _begin(self, claim: Claim) -> None:
        task = asyncio.create_task(self._send_safely(claim))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _settled(self) -> None:
        """Lets go of what was not begun and waits for the rest."""
        left, self._claims = list(self._claims), deque()
        try:
            if left:
                async with self._database.work() as work:
                    await work.ledger.release(left, self._owner)
        finally:
            if self._sending:
                await asyncio.wait(self._sending)

    async def _send_safely(self, claim: Claim) -> None:
        try:
            await self._send(claim)
        except DatabaseTrouble as trouble:
            # The row stays as it is and is taken up again after its lease.
            log.warning("not_settled", dispatch=claim.id, reason=trouble.reason)
        except Exception:
            log.exception("not_settled", dispatch=claim.id)

    async def _send(self, claim: Claim) -> None:
        message = await self._message(claim)
        if message is None:
            async with self._database.work() as work:
                await work.ledger.settle(claim, self._owner, "failed", self._clock(), reason=GONE)
            return
        try:
            sent = await self._call(message, claim)
        except Withdrawn:
            return
        except PausedError as paused:
            await self._put_back(claim, paused.until)
        except DatabaseTrouble:
            # The call was not made: it waits for the permit, which is written down.
            raise
        except Exception as error:
            await self._failed(claim, read_failure(error))
        else:
            await self._database.do(lambda work: self._note_sent(work, claim, sent.message_id))

    async def _call(self, message: Message, claim: Claim) -> Sent:
        """One call of Telegram, whatever the message has in it."""
        besides: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "reply_markup": message.markup(),
            "rate_limit_args": lambda: self._permit(claim),
        }
        if message.media is None:
            return await self._bot.send_message(
                claim.person_id, message.html, link_preview_options=NO_PREVIEW, **besides
            )
        file = message.media.file_id
        if message.media.kind == "photo":
            return await self._bot.send_photo(
                claim.person_id, file, caption=message.html, **besides
            )
        return await self._bot.send_document(claim.person_id, file, caption=message.html, **besides)

    async def _note_sent(self, work: Work, claim: Claim, message_id: int) -> None:
        now = self._clock()
        await work.ledger.settle(claim, self._owner, "sent", now, message_id=message_id)

    async def _permit(self, claim: Claim) -> None:
        """Writes down that the call is made now. Raises `Withdrawn` when it shall not be."""
        if self._stopping:
            await self._put_back(claim, self._clock())
            raise Withdrawn
        async with self._database.work() as work:
            refused = await work.ledger.start(
                claim, self._owner, self._bot_id, self._clock(), self._terms.lease
            )
        if refused is not None:
            raise Withdrawn(refused.reason)

    async def _failed(self, claim: Claim, failure: Failure) -> None:
        now = self._clock()
        if failure.meaning == "wait":
            await self._put_back(claim, now + failure.pause)
        elif failure.meaning == "stop":
            await self._put_back(claim, now)
            self._refused = True
            self.stop()
        elif failure.meaning == "later" and claim.attempts + 1 < ATTEMPTS:
            await self._put_back(claim, now + backoff(claim.attempts), used_attempt=True)
        elif failure.meaning == "unknown" and may_resend(claim):
            await self._put_back(claim, now + RESEND_AFTER, resend=True)
        else:
            await self._settle_failed(claim, failure, now)

    async def _settle_failed(self, claim: Claim, failure: Failure, now: datetime) -> None:
        state: Final = failure.meaning
        async with self._database.work() as work:
            if state == "blocked" or state == "unknown":
                await work.ledger.settle(claim, self._owner, state, now, reason=failure.reason)
            else:
                await work.ledger.settle(claim, self._owner, "failed", now, reason=failure.reason)
            if state == "blocked":
                await work.people.set_blocked(claim.person_id, True, now)

    async def _put_back(
        self,
        claim: Claim,
        not_before: datetime,
        *,
        used_attempt: bool = False,
        resend: bool = False,
    ) -> None:
        async with self._database.work() as work:
            await work.ledger.put_back(
                claim, self._owner, not_before, used_attempt=used_attempt, resend=resend
            )

    async def _message(self, claim: Claim) -> Message | None:
        if claim.campaign_id is not None:
            campaign = await self._campaign(claim.campaign_id)
            return None if campaign is None else broadcast(campaign, claim.language)
        if claim.reminder_id is None:
            return None
        async with self._database.work(writing=False) as work:
            content = await work.due_reminders.content(claim.reminder_id)
            if content is not None and content.subject == "correction":
                corrected = await work.corrections.content(content.subject_id)
                return None if corrected is None else correction(corrected, claim.language)
            if content is not None and content.subject == "deadline_watch":
                how_far = await watched(work, claim.person_id, content.subject_id, self._clock())
                on = today(self._clock())
                return None if how_far is None else watch(content, *how_far, claim.language, on)
            if content is not None and content.year_id is not None:
                content = await with_training(work, claim.person_id, content, self._clock())
            if content is not None and content.subject == "message_held":
                held = await work.campaigns.get(content.subject_id)
                if held is None or claim.person_id is None or held.halted is None:
                    return None
                may_open = await may_look(work, claim.person_id, held, self._clock())
                return message_held(held, may_open, claim.language)
            if content is not None and content.subject == "edition":
                notice = await work.edition_notices.content(content.subject_id)
                return None if notice is None else later_edition(content, notice, claim.language)
        if content is None:
            return None
        return reminder(content, claim.language, today(self._clock()))

    async def _campaign(self, campaign_id: int) -> Campaign | None:
        """A broadcast's texts never change, so they are read once."""
        if campaign_id not in self._campaigns:
            async with self._database.work(writing=False) as work:
                found = await work.campaigns.get(campaign_id)
            if found is None:
                return None
            self._campaigns[campaign_id] = found
        return self._campaigns[campaign_id]


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 1, 2, 4 … seconds, five minutes at most."""
    with suppress(OverflowError):
        return min(timedelta(seconds=2.0**attempts), LONGEST_BACKOFF)
    return LONGEST_BACKOFF
