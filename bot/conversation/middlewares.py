"""What surrounds every update: one turn per person, one transaction, one answer, errors told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.types import InlineQuery, TelegramObject, Update, User

from bot.conversation.delivery import Delivery
from bot.conversation.once_in_a_while import OnceInAWhile
from bot.conversation.turns import Turns
from bot.watching.update_watch import came_to, failed, timed
from handlers.chat import listening
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.visit import Desk, Visit
from i18n import choose, translator
from rules.dates import today
from storage.database import Database, Work

log = structlog.get_logger("bot.updates")

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Conversations(BaseMiddleware):
    """Deals with an update in a private chat: the handler decides inside one transaction, what it
    decided is stored, then shown. An update that comes twice is dealt with once."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        clock: Callable[[], datetime],
        delivery: Delivery,
        turns: Turns,
    ) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock
        self._delivery = delivery
        self._turns = turns
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
            await self._deal(handler, event, data, user)
        return None

    async def _answer_inline(
        self, handler: Handler, event: Update, data: dict[str, Any], query: InlineQuery
    ) -> None:
        """Answers what was typed after the bot's name in any chat; nothing of it is stored, and
        nobody becomes known by it."""
        bot: Bot = data["bot"]
        try:
            async with self._database.work() as work:
                person = await work.people.get(query.from_user.id)
            language = choose(query.from_user.language_code) if person is None else person.language
            data["tr"] = translator(language)
            data["catalogue"] = self._desk.on(today(self._clock())).catalogue
            data["bot_name"] = (await bot.me()).username or ""
            found = await handler(event, data)
            if isinstance(found, tuple):
                await self._delivery.answer_inline(bot, query.id, found)
        except Exception:
            log.exception("update_failed", reference=failed(), kind=event.event_type)

    async def _deal(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User
    ) -> None:
        bot: Bot = data["bot"]
        callback_id = update.callback_query.id if update.callback_query is not None else None
        try:
            outcome = await self._decide(handler, update, data, user)
            if outcome is not None:
                await self._delivery.carry_out(bot, outcome, user.id, callback_id)
            self._told_of_faults.is_over(user.id)
        except Exception:
            reference = failed()
            log.exception("update_failed", reference=reference, kind=update.event_type)
            await self._apologise(bot, user, reference, callback_id)

    @timed("decide")
    async def _decide(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User
    ) -> Outcome | None:
        now = self._clock()
        # Asked of Telegram once; never in a transaction, where others would wait for it.
        bot_name = (await data["bot"].me()).username or ""

        async def decide(work: Work) -> Outcome | None:
            if await work.updates.seen(update.update_id, now):
                came_to("repeated")
                return None
            visit = data["visit"] = await self._visit(work, user, now, bot_name)
            if update.my_chat_member is None:
                await _no_longer_blocked(visit)
            outcome = await handler(update, data)
            await listening.settle(visit)
            return outcome if isinstance(outcome, Outcome) else Outcome()

        return await self._database.do(decide)

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
    ) -> None:
        """Tells the person, as well as it goes, once for all that fails in a row; what was stored
        before stays."""
        if not self._told_of_faults.may_tell(user.id):
            if callback_id is not None:
                await self._delivery.answer(bot, callback_id, None)
            return
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


async def _no_longer_blocked(visit: Visit) -> None:
    """Whoever writes or presses has let the bot in, even if Telegram's word of it was lost."""
    if visit.person.blocked_at is None:
        return
    await visit.work.people.set_blocked(visit.person.id, False, visit.now)
    visit.person = replace(visit.person, blocked_at=None)
