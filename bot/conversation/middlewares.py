"""What surrounds every update: one turn per person, one transaction, one answer, errors told."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineQuery, TelegramObject, Update, User

from bot.conversation.delivery import Delivery
from bot.conversation.inbox import KEY, Inbox, Kept, Taken, can_be_kept
from bot.conversation.watching import room_of
from bot.watching.update_watch import came_to, failed, taken_by, timed
from cases.rights import end_past_roles
from handlers.chat import listening
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.visit import Desk, Visit
from handlers.routers import straight
from i18n import Language, choose, translator
from rules.dates import today
from storage.database import Database, DatabaseTrouble, Work

log = structlog.get_logger("bot.updates")

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
UNANSWERED: Final = object()
"""What feeding an update comes to when Telegram could not be reached with the answer."""
NOT_REACHED: Final = (
    ClientDecodeError,
    OSError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

A_WHILE: Final = timedelta(minutes=5)
# Whoever is beyond that is told once more rather than the memory growing without end.
MOST_PEOPLE: Final = 10_000


class Turns:
    """A lock per person that exists only while somebody needs it."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: dict[int, int] = {}

    @asynccontextmanager
    async def of(self, person_id: int) -> AsyncIterator[None]:
        """Holds the person's turn; first come, first served."""
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        self._users[person_id] = self._users.get(person_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[person_id] -= 1
            if not self._users[person_id]:
                del self._users[person_id], self._locks[person_id]


class OnceInAWhile:
    """`clock` gives aware moments."""

    def __init__(
        self, clock: Callable[[], datetime], a_while: timedelta = A_WHILE, most: int = MOST_PEOPLE
    ) -> None:
        self._clock = clock
        self._a_while = a_while
        self._most = most
        self._told: OrderedDict[int, datetime] = OrderedDict()

    def may_tell(self, person_id: int) -> bool:
        """Whether the person was not told lately; if so they count as told from now on."""
        now = self._clock()
        told = self._told.get(person_id)
        if told is not None and now - told < self._a_while:
            return False
        self._told[person_id] = now
        self._told.move_to_end(person_id)
        if len(self._told) > self._most:
            self._told.popitem(last=False)
        return True

    def is_over(self, person_id: int) -> None:
        """What the person was told of is over: the next time is told at once."""
        self._told.pop(person_id, None)


class Conversations(BaseMiddleware):
    """Deals with an update in a private chat: the handler decides inside one transaction, what it
    decided is stored, then shown. An update that comes twice is decided once; what was not shown
    yet is shown then."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        clock: Callable[[], datetime],
        delivery: Delivery,
        turns: Turns,
        inbox: Inbox,
    ) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock
        self._delivery = delivery
        self._turns = turns
        self._inbox = inbox
        self._told_away = OnceInAWhile(clock)
        self._told_of_faults = OnceInAWhile(clock)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        user: User | None = data.get("event_from_user")
        if user is not None and event.inline_query is not None:
            async with self._turns.of(user.id):
                await self._answer_inline(handler, event, data, event.inline_query)
            return None
        chat = data.get("event_chat")
        if user is None or user.is_bot or chat is None or chat.type != ChatType.PRIVATE:
            return UNHANDLED
        async with self._turns.of(user.id):
            return await self._deal(handler, event, data, user)

    async def show_standing(self, bot: Bot, taken: Taken) -> object:
        """Shows what was decided of an update before and not shown; decides nothing."""
        if taken.decided is None:
            return None
        person_id = taken.person_id
        async with self._turns.of(person_id):
            try:
                async with self._database.work(writing=False) as work:
                    kept = await self._inbox.still_to_do(work, taken.decided)
                await self._delivery.carry_out(bot, kept.outcome, person_id, kept.callback_id)
            except (DatabaseTrouble, *NOT_REACHED):
                return UNANSWERED
        return None

    async def _answer_inline(
        self, handler: Handler, event: Update, data: dict[str, Any], query: InlineQuery
    ) -> None:
        """Answers what was typed after the bot's name in any chat; nothing of it is stored, and
        nobody becomes known by it."""
        bot: Bot = data["bot"]
        try:
            data["tr"] = translator(await self._language(query.from_user))
            data["catalogue"] = self._desk.on(today(self._clock())).catalogue
            data["bot_name"] = (await bot.me()).username or ""
            found = await handler(event, data)
            if isinstance(found, tuple):
                await self._delivery.answer_inline(bot, query.id, found)
        except Exception:
            log.exception("update_failed", reference=failed(), kind=event.event_type)

    async def _language(self, user: User) -> Language:
        """The language that the person has chosen, as far as it can be known."""
        with suppress(DatabaseTrouble):
            async with self._database.work(writing=False) as work:
                person = await work.people.get(user.id)
            if person is not None:
                return person.language
        return choose(user.language_code)

    async def _deal(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User
    ) -> object:
        bot: Bot = data["bot"]
        taken: Taken | None = data.get(KEY)
        callback_id = update.callback_query.id if update.callback_query is not None else None
        seen = True
        try:
            outcome = await self._decide(handler, update, data, user)
            self._told_away.is_over(user.id)
            if outcome is not None:
                seen = can_be_kept(outcome)
                if taken is not None and seen:
                    taken.is_safe()
                await self._delivery.carry_out(bot, outcome, user.id, callback_id)
            self._told_of_faults.is_over(user.id)
        except DatabaseTrouble as trouble:
            log.warning("database_away", reason=trouble.reason, kind=update.event_type)
            await self._say_away(bot, user, callback_id)
        except Exception:
            reference = failed()
            log.exception("update_failed", reference=reference, kind=update.event_type)
            if not await self._apologise(bot, user, reference, callback_id):
                came_to("unanswered")
                return UNANSWERED
        self._inbox.answered(update.update_id, seen=seen)
        return None

    @timed("decide")
    async def _decide(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User
    ) -> Outcome | None:
        now = self._clock()
        # Asked of Telegram once; never in a transaction, where others would wait for it.
        bot_name = (await data["bot"].me()).username or ""
        callback_id = update.callback_query.id if update.callback_query is not None else None

        async def decide(work: Work) -> Outcome | None:
            # Writers wait in line; what was answered meanwhile need not wait at its end.
            await note(work)
            if await work.updates.seen(update.update_id, now):
                kept = await self._inbox.standing(work, update.update_id)
                if kept is not None:
                    return kept.outcome
                came_to("repeated")
                return None
            visit = data["visit"] = await self._visit(work, user, now, bot_name)
            if update.my_chat_member is None:
                await _is_here(visit)
            taker = straight(update.callback_query)
            if taker is None or update.callback_query is None:
                # Whoever is taken straight is asked of themselves: no right is looked up there.
                await end_past_roles(work, now)
                outcome = await handler(update, data)
            else:
                taken_by(room_of(taker))
                outcome = await taker(update.callback_query, visit)
            if not isinstance(outcome, Outcome):
                outcome = Outcome()
            if update.callback_query is None or outcome.moves_on:
                await listening.settle(visit)
            kept = Kept(outcome, callback_id)
            await self._inbox.keep(work, update.update_id, user.id, kept, now)
            return outcome

        async with self._inbox.noting() as note:
            return await self._database.do(decide, together=True)

    async def _visit(self, work: Work, user: User, now: datetime, bot_name: str) -> Visit:
        situation = await work.people.situation(user.id)
        if situation is None:
            person = await work.people.ensure(user.id, choose(user.language_code), now)
            run = None
        else:
            person, run = situation.person, situation.run
        return Visit(
            desk=self._desk,
            work=work,
            person=person,
            run=run,
            tr=translator(person.language),
            now=now,
            on=today(now),
            is_new=situation is None,
            bot_name=bot_name,
            screen=None if situation is None else situation.screen,
        )

    async def _apologise(
        self, bot: Bot, user: User, reference: str, callback_id: str | None
    ) -> bool:
        """Tells the person, as well as it goes, once for all that fails in a row; what was stored
        before stays. False when Telegram could not be reached."""
        if not self._told_of_faults.may_tell(user.id):
            if callback_id is not None:
                await self._delivery.answer(bot, callback_id, None)
            return True
        tr = translator(choose(user.language_code))
        text = tr.text(
            "Something went wrong. Nothing is lost: press or write it again. Reference: "
            "{reference}",
            reference=reference,
        )
        outcome = Outcome((Show(Screen(text)),), text)
        try:
            await self._delivery.carry_out(bot, outcome, user.id, callback_id)
        except Exception as error:
            # Noting that the person has blocked the bot may fail as well.
            name = type(error).__name__
            log.warning("apology_not_delivered", reference=reference, reason=name)
            return not isinstance(error, NOT_REACHED)
        return True

    async def _say_away(self, bot: Bot, user: User, callback_id: str | None) -> None:
        """Asks the person to try again, once in a while however much they press; a press is
        answered each time, or its button would go on turning."""
        outcome = Outcome()
        if self._told_away.may_tell(user.id):
            text = translator(choose(user.language_code)).text(
                "I cannot reach my records at the moment. Nothing is lost: try again in a minute."
            )
            outcome = Outcome((Show(Screen(text)),), text)
        try:
            await self._delivery.carry_out(bot, outcome, user.id, callback_id)
        except Exception as error:
            log.warning("apology_not_delivered", reason=type(error).__name__)


async def _is_here(visit: Visit) -> None:
    """Whoever writes or presses has let the bot in, even if Telegram's word of it was lost, and is
    silent no longer, which is noted once a day."""
    person = visit.person
    if person.blocked_at is not None:
        await visit.work.people.set_blocked(person.id, False, visit.now)
        visit.person = replace(person, blocked_at=None)
    if person.seen_on is None or person.seen_on < visit.on:
        await visit.work.silence.broken(person, visit.on)
