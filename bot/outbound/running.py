"""Runs the outbound worker until it is told to stop, or the token is refused."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from typing import Any, Final

import httpx
import structlog
from pydantic import SecretStr
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot, JobQueue

from bot import collector
from bot.beside import beside
from bot.environment import (
    bring_up_to_date,
    now,
    pause_after,
    read_settings,
    run_until_told,
    tell_of_editions_left_out,
)
from bot.heartbeat import heartbeat
from bot.outbound.failures import read_failure
from bot.outbound.falling_behind import FallingBehind
from bot.outbound.judging_again import JudgingAgain
from bot.outbound.rate_limit import Pace, Permit, SharedRateLimiter
from bot.outbound.staff_lines import StaffLinesKept
from bot.outbound.watchdogs import Watchdogs
from bot.outbound.watched_request import WatchedRequest
from bot.outbound.worker import TokenRefused, Worker
from bot.settings import Settings
from i18n import LANGUAGES, translator
from local_chat.addresses import reached_at
from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.norms.superseded_rules import newest_correction, superseded
from storage.database import Database, DatabaseTrouble, open_database

log = structlog.get_logger("bot.outbound")

WAKE_EVERY: Final = 1.0
# A job whose time passed while the loop was busy runs late instead of never, and once.
NEVER_DROPPED: Final = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
# Together well below the lease of a message under way.
READ_TIMEOUT: Final = 20.0
CONNECT_TIMEOUT: Final = 5.0
CONNECTIONS: Final = 64

App = Application[Any, Any, Any, Any, Any, JobQueue[Any]]


def run_reminders() -> int:
    """Runs until SIGTERM or SIGINT; 1 when Telegram refuses the token later than at the start.

    The first signal lets messages under way settle, a second one ends the process at once. Without
    a token it sends into the local chat that `python -m bot run` serves.
    """
    return run_until_told(_run(read_settings()))


async def _in_the_local_chat(settings: Settings) -> Settings:
    local = f"http://{reached_at(settings.listen_host)}:{settings.listen_port}"
    token = await asyncio.to_thread(local_token, local)
    return settings.model_copy(update={"bot_token": SecretStr(token), "bot_api_url": local})


def local_token(address: str) -> str:
    """The token of the local chat there, which has a new one after each of its starts.

    Raises BadInput where none answers.
    """
    try:
        answer = httpx.get(f"{address}/api/token", timeout=CONNECT_TIMEOUT, trust_env=False)
        return str(answer.raise_for_status().json()["token"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        reason = f"is not set, and no local chat answers at {address}: `python -m bot run` first"
        raise BadInput("BOT_TOKEN", reason) from None


def make_bot(
    settings: Settings, database: Database, clock: Callable[[], datetime]
) -> ExtBot[Permit]:
    """The sending bot. ValueError without a token."""
    if settings.bot_token is None:
        raise ValueError("BOT_TOKEN is not set")
    token = settings.bot_token.get_secret_value()
    pace = Pace.keeping(settings.interactive_share)
    return ExtBot(
        token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=WatchedRequest(
            connection_pool_size=CONNECTIONS,
            read_timeout=READ_TIMEOUT,
            write_timeout=READ_TIMEOUT,
            connect_timeout=CONNECT_TIMEOUT,
            pool_timeout=CONNECT_TIMEOUT,
        ),
        rate_limiter=SharedRateLimiter(database, bot_number(token), clock, pace=pace),
    )


def bot_number(token: str) -> int:
    """The bot's own id, the public part of its token. BadInput for what is no token."""
    number = token.partition(":")[0]
    if not number.isdigit():
        raise BadInput("BOT_TOKEN", "a token begins with the bot's number and a colon")
    return int(number)


async def carry(
    worker: Worker,
    bot: ExtBot[Permit],
    stopping: asyncio.Event,
    wake_every: float = WAKE_EVERY,
    between: Sequence[JudgingAgain | StaffLinesKept | FallingBehind] = (),
) -> None:
    """Sweeps whenever the job queue wakes it, and in between takes the next step of what is to be
    worked out as long as there is any, until `stopping` is set. Raises `TokenRefused`."""
    woken = asyncio.Event()
    woken.set()

    async def wake(_: ContextTypes.DEFAULT_TYPE) -> None:
        woken.set()

    async def stop() -> None:
        await stopping.wait()
        worker.stop()
        woken.set()

    queue: JobQueue[Any] = JobQueue()
    application: App = ApplicationBuilder().bot(bot).updater(None).job_queue(queue).build()
    queue.run_repeating(wake, wake_every, job_kwargs=dict(NEVER_DROPPED))
    await queue.start()
    told = asyncio.create_task(stop())
    is_away = False
    try:
        while not stopping.is_set():
            await woken.wait()
            woken.clear()
            is_away = await _sweep(worker, is_away)
            for work in between:
                if not stopping.is_set() and await _step(work):
                    woken.set()
            if worker.paused_until is not None and worker.paused_until > now():
                queue.run_once(wake, worker.paused_until, job_kwargs=dict(NEVER_DROPPED))
    finally:
        told.cancel()
        # A wake that has just begun ends at once; cut off it would be an error in the log. None
        # may begin meanwhile.
        queue.scheduler.pause()
        await queue.stop(wait=True)
        del application  # the queue holds it by a weak reference only


async def _sweep(worker: Worker, was_away: bool) -> bool:
    """Whether the database is away, which is told when it begins and when it ends."""
    try:
        await worker.sweep()
    except TokenRefused:
        raise
    except DatabaseTrouble as trouble:
        if not was_away:
            log.warning("database_away", reason=trouble.reason)
        return True
    except Exception:
        # Nothing is lost by trying again.
        log.exception("sweep_failed")
        return False
    if was_away:
        log.warning("database_back")
    return False


async def _step(work: JudgingAgain | StaffLinesKept | FallingBehind) -> bool:
    """Whether there is more to work out at once."""
    try:
        return await work.step()
    except DatabaseTrouble:
        # The sweep tells of it; at a later wake it goes on where it was.
        return False
    except Exception:
        log.exception("step_failed", of=type(work).__name__)
        return False


async def _run(settings: Settings) -> int:
    await bring_up_to_date(settings.database_url)
    if settings.bot_token is None:
        settings = await _in_the_local_chat(settings)
    database = open_database(settings.database_url)
    stopping = asyncio.Event()
    _stop_on_signals(stopping)
    bot = make_bot(settings, database, now)
    try:
        _settle_in()
        async with (
            heartbeat(settings.heartbeat_file),
            _watched(settings, database, stopping),
        ):
            if await _begin(bot, stopping):
                log.info("outbound_worker_started")
                judging = JudgingAgain(database, catalogue(), newest_correction(), now)
                lines = StaffLinesKept(database, catalogue(), now)
                between = (judging, lines, FallingBehind(database, now))
                await carry(Worker(database, bot, bot.id, now), bot, stopping, between=between)
    except InvalidToken:
        raise BadInput("BOT_TOKEN", "Telegram does not know this token") from None
    except TokenRefused:
        log.critical("token_refused", advice="check BOT_TOKEN; nothing is sent until then")
        return 1
    finally:
        await bot.shutdown()
        await database.close()
    log.info("outbound_worker_stopped")
    return 0


@asynccontextmanager
async def _watched(
    settings: Settings, database: Database, stopping: asyncio.Event
) -> AsyncIterator[None]:
    """With the watchdogs at work, and WORKER_PORT served where it is set."""
    async with AsyncExitStack() as stack:
        if settings.worker_port is not None:
            # aiohttp takes a tenth of a second and 10 MB, for nothing where nobody asks.
            from bot.watching.readiness import Readiness
            from bot.watching.web import told_by_worker

            readiness = Readiness(database, stopping.is_set)
            await stack.enter_async_context(told_by_worker(settings, readiness))
        await stack.enter_async_context(beside(Watchdogs(database, now).keep_looking()))
        yield


def _settle_in() -> None:
    """Does now what would otherwise stop the loop for longer than a message has."""
    for language in LANGUAGES:
        translator(language)
    catalogue()
    tell_of_editions_left_out()
    list(superseded())
    collector.spare_what_is_there()


async def _begin(bot: ExtBot[Permit], stopping: asyncio.Event) -> bool:
    """Whether the bot is ready; False when told to stop before. Raises `InvalidToken`."""
    attempt = 0
    while not stopping.is_set():
        try:
            await bot.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = pause_after(attempt)
            if isinstance(error, RetryAfter):
                pause = max(pause, read_failure(error).pause.total_seconds())
            reason = type(error).__name__
            log.warning("telegram_away", reason=reason, again_in_seconds=pause)
        else:
            return True
        attempt += 1
        await _pause(stopping, pause)
    return False


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait([waiting], timeout=seconds)
    waiting.cancel()


def _stop_on_signals(stopping: asyncio.Event) -> None:
    def received() -> None:
        if stopping.is_set():
            # What is under way is found by its lease, as after any other sudden end.
            os._exit(1)
        log.info("stopping")
        stopping.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, received)
