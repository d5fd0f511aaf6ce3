"""Updates that no model knows: each is read alone, by polling and by webhook alike."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.types import Update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from structlog.testing import LogCapture

from bot.conversation.factory import assemble
from bot.conversation.incoming import EDITABLE, KINDS, SENT, Skipped, read_update
from bot.conversation.webhook import serve_webhook
from bot.settings import Settings
from local_chat.server import LocalTelegram, running
from local_chat.updates import Update as Queued
from rules.norms.loading import catalogue
from storage.database import migrate, open_database
from tests.bot.conversation.raw_updates import (
    OTHERWISE,
    SECRET,
    Raw,
    paths,
    usual,
    with_part,
)
from tests.bot.conversation.raw_updates import (
    Path as Place,
)
from tests.bot.conversation.reported_updates import ANSWERED, PASSED_OVER
from tests.bot.conversation.test_polling import polled
from tests.handlers.house import NOW
from tests.thoroughness import IN_CI, examples

BOT = Bot("42:test")
FIRST, PEOPLE = 7_000_000_101, 30
SOMEBODY = 7_000_000_001
PLACES = [(kind, place) for kind in KINDS for place in paths(kind)]
BROKEN = st.tuples(st.sampled_from(PLACES), st.sampled_from(OTHERWISE))


def read(body: Raw) -> Update | Skipped:
    return read_update(body, BOT)


def event_of(update: Update) -> Any:
    return update.event


# One update


@examples(4000)
@given(BROKEN)
def test_any_part_may_be_missing_or_otherwise(broken: tuple[tuple[str, Place], object]) -> None:
    (kind, place), value = broken
    found = read({"update_id": 5, kind: with_part(kind, SOMEBODY, place, value)})
    if isinstance(found, Skipped):
        assert found.kind == kind
        assert SECRET not in found.reason
    else:
        assert found.update_id == 5
        assert event_of(found).from_user.id == SOMEBODY


@examples(4000)
@given(BROKEN)
def test_what_nobody_reads_loses_no_words(broken: tuple[tuple[str, Place], object]) -> None:
    (kind, place), value = broken
    if kind not in ("message", "edited_message") or place[0] in ("from", "chat", "text"):
        return
    found = read({"update_id": 5, kind: with_part(kind, SOMEBODY, place, value)})
    assert isinstance(found, Update)
    assert event_of(found).text == "/help"


@pytest.mark.parametrize(
    "place", [("message",), ("data",), ("chat_instance",), ("message", "chat")]
)
@pytest.mark.parametrize("value", OTHERWISE)
def test_a_press_needs_nothing_but_who_pressed(place: Place, value: object) -> None:
    body = with_part("callback_query", SOMEBODY, place, value)
    found = read({"update_id": 5, "callback_query": body})
    assert isinstance(found, Update)
    assert found.callback_query is not None
    assert found.callback_query.message is not None
    assert found.callback_query.message.chat.id == SOMEBODY


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "text",
        7,
        {},
        {"update_id": 5},
        {"message": usual("message", 1)},
        {"update_id": "5", "message": usual("message", 1)},
        {"update_id": 2**63, "message": usual("message", 1)},
        {"update_id": 5, "message": None},
        {"update_id": 5, "message": "text"},
        {"update_id": 5, "next_year": {"a": 1}},
        {"update_id": 5, f"{SECRET} {SECRET}": {}},
    ],
)
def test_what_is_no_update_is_passed_over(raw: object) -> None:
    found = read_update(raw, BOT)
    assert isinstance(found, Skipped)
    assert SECRET not in f"{found.kind} {found.reason}"


def test_the_kinds_that_are_asked_for_are_those_that_are_read(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, bot_token=SecretStr("42:test"))
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    dispatcher = assemble(settings, database, catalogue(), lambda: NOW).dispatcher
    assert set(dispatcher.resolve_used_update_types()) == set(KINDS)


def test_what_telegram_notes_itself_is_told_from_what_people_send() -> None:
    """A content that aiogram learns to know has to be put on one side or the other."""
    noted = {
        "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed",
        "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created",
        "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed",
        "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "successful_payment",
        "refunded_payment", "users_shared", "chat_shared", "gift", "unique_gift",
        "gift_upgrade_sent", "connected_website", "write_access_allowed", "passport_data",
        "proximity_alert_triggered", "boost_added", "chat_background_set", "checklist_tasks_done",
        "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created",
        "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
        "general_forum_topic_hidden", "general_forum_topic_unhidden", "giveaway_created",
        "giveaway_winners", "giveaway_completed", "managed_bot_created",
        "paid_message_price_changed", "poll_option_added", "poll_option_deleted",
        "suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined",
        "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
        "video_chat_started", "video_chat_ended", "video_chat_participants_invited",
        "web_app_data", "user_shared", "community_chat_added", "community_chat_removed",
        "community_chat_joined",
    }  # fmt: skip
    known = {each.value for each in ContentType} - {ContentType.ANY, ContentType.UNKNOWN}
    assert known - noted == SENT
    assert EDITABLE < SENT


@pytest.mark.parametrize("content", ["pinned_message", "new_chat_title", "next_year"])
def test_notes_of_telegram_are_silence(content: str) -> None:
    body = {**usual("message", SOMEBODY), content: {"message_id": 4}}
    del body["text"]
    assert read({"update_id": 5, "message": body}) == Skipped("message", "service message")


def test_half_a_letter_and_a_zero_byte_lose_nothing_else() -> None:
    body = {**usual("message", SOMEBODY), "text": "методист\ud83d\0"}
    found = read({"update_id": 5, "message": body})
    assert isinstance(found, Update)
    assert event_of(found).text == "методист?"


# Through the whole process


@asynccontextmanager
async def hooked(telegram: LocalTelegram, folder: Path) -> AsyncIterator[Any]:
    """A bot that serves a webhook; what is yielded knows what is under way."""
    url = f"sqlite+aiosqlite:///{folder / 'bot.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stopped = asyncio.Event()
    async with running(telegram) as address:
        told = Settings(
            _env_file=None,
            bot_token=SecretStr(telegram.token),
            bot_api_url=address,
            webhook_url=f"http://127.0.0.1:{port}/updates",
            webhook_secret=SecretStr("a-secret"),
            listen_port=port,
        )
        assembly = assemble(told, database, catalogue(), lambda: NOW)
        serving = asyncio.create_task(
            serve_webhook(assembly, told, database, lambda: NOW, stopped=stopped)
        )
        await telegram.wait_until(lambda: telegram.updates.webhook is not None)
        try:
            yield assembly, serving
        finally:
            stopped.set()
            await serving
            await database.close()


@pytest.fixture(params=[polled, hooked], ids=["polling", "webhook"])
async def telegram(
    request: pytest.FixtureRequest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[LocalTelegram]:
    """People and a bot, in whose logs no words and no ids of people may stand."""
    logged = LogCapture()
    structlog.configure(processors=[logged])
    caplog.set_level(logging.DEBUG)
    telegram = LocalTelegram()
    for number in range(PEOPLE):
        telegram.add_person(FIRST + number, "A", "en", started=True)
    telegram.add_person(SOMEBODY, "A", "en", started=True)
    try:
        async with request.param(telegram, tmp_path):
            yield telegram
    finally:
        structlog.reset_defaults()
    told = f"{logged.entries} {[record.getMessage() for record in caplog.records]}"
    assert SECRET not in told
    assert str(SOMEBODY)[:7] not in told
    assert [e for e in logged.entries if e["log_level"] in ("error", "critical")] == []


async def deliver(telegram: LocalTelegram, bodies: Iterable[tuple[int, Raw]]) -> None:
    """All of them as one batch, then a good one, which has to be answered."""
    queue = telegram.updates
    for lane, body in bodies:
        queue.pending.append(Queued(queue._next_id, lane, {"update_id": queue._next_id, **body}))
        queue._next_id += 1
    before = [m.message_id for m in telegram.messages(SOMEBODY)][-1:] or [0]
    await telegram.type_text(SOMEBODY, "/help")
    answer = await telegram.next_message(SOMEBODY, after=before[0])
    assert "How it works" in answer.text
    await telegram.wait_until(lambda: not queue.pending)


@settings(
    max_examples=12 if IN_CI else 3, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(BROKEN, min_size=PEOPLE, max_size=PEOPLE))
async def test_broken_updates_stop_nobody(
    telegram: LocalTelegram, broken: list[tuple[tuple[str, Place], object]]
) -> None:
    people = range(FIRST, FIRST + PEOPLE)
    await deliver(
        telegram,
        [
            (person, {kind: with_part(kind, person, place, value)})
            for person, ((kind, place), value) in zip(people, broken, strict=True)
        ],
    )


async def test_what_was_reported_of_other_bots_stops_nobody_here(telegram: LocalTelegram) -> None:
    assert len(ANSWERED) + len(PASSED_OVER) >= 30
    people = {name: FIRST + number for number, name in enumerate((*ANSWERED, *PASSED_OVER))}
    for person in people.values():
        telegram.add_person(person, "A", "en", started=True)
    cases = {**ANSWERED, **PASSED_OVER}
    await deliver(telegram, [(people[name], cases[name](people[name])) for name in cases])
    silent: list[str] = list(ANSWERED)

    def all_answered() -> bool:
        silent[:] = [name for name in ANSWERED if not telegram.messages(people[name])]
        return not silent

    with suppress(TimeoutError):
        await telegram.wait_until(all_answered)
    assert silent == []
    heard = [name for name in PASSED_OVER if telegram.messages(people[name])]
    assert heard == []


async def test_what_is_passed_over_is_counted_by_kind_and_reason() -> None:
    logged = LogCapture()
    structlog.configure(processors=[logged])
    try:
        for _ in range(2):
            read({"update_id": 5, "counted_here": {"text": SECRET}})
            body = {**usual("message", SOMEBODY), "chat": {"id": -5, "type": "group"}}
            read({"update_id": 5, "message": body})
    finally:
        structlog.reset_defaults()
    told = [(e["log_level"], e["kind"], e["reason"]) for e in logged.entries]
    assert told[0] == ("warning", "counted_here", "not a kind that is taken")
    assert told[1] == ("debug", "message", "not private")
    unknown = [e["times"] for e in logged.entries if e["kind"] == "counted_here"]
    assert unknown == [1, 2]
