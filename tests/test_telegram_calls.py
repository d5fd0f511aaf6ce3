"""The checker of calls itself: what Telegram would not take is found."""

import json

import pytest

from local_chat.params import Params, Upload
from tests.telegram_calls import faults_of

KEYBOARD = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
FILE = Upload("a.pdf", "application/pdf", b"x")


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("getMe", {}),
        ("sendMessage", {"chat_id": 1, "text": "7", "reply_markup": KEYBOARD}),
        ("sendMessage", {"chat_id": "1", "text": "7", "reply_markup": json.dumps(KEYBOARD)}),
        ("setMyCommands", {"commands": '[{"command": "a", "description": "b"}]'}),
        ("deleteWebhook", {"drop_pending_updates": "false"}),
    ],
)
def test_what_telegram_takes_has_no_faults(method: str, values: dict[str, object]) -> None:
    assert faults_of(method, Params(values)) == []


def test_a_file_may_come_along() -> None:
    assert faults_of("sendDocument", Params({"chat_id": 1}, {"document": FILE})) == []
    attached = {"chat_id": "1", "document": "attach://one"}
    assert faults_of("sendDocument", Params(attached, {"one": FILE})) == []
    assert faults_of("sendDocument", Params(attached, {"two": FILE})) != []
    assert faults_of("sendDocument", Params({"chat_id": 1})) == ["sendDocument.document: missing"]


@pytest.mark.parametrize(
    ("method", "values", "fault"),
    [
        ("sendMessages", {}, "no such method"),
        ("sendMessage", {"chat_id": 1}, "text: missing"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "disable_web_page_preview": True},
            "disable_web_page_preview: no such parameter",
        ),
        ("sendMessage", {"chat_id": 1, "text": 7}, "text: not String"),
        ("answerCallbackQuery", {"callback_query_id": "7", "show_alert": "yes"}, "not Boolean"),
        ("editMessageText", {"text": "x", "message_id": True}, "message_id: not Integer"),
        (
            "editMessageText",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "b"}]]}},
            "reply_markup: not InlineKeyboardMarkup",
        ),
    ],
)
def test_what_telegram_would_not_take_is_named(
    method: str, values: dict[str, object], fault: str
) -> None:
    assert any(fault in found for found in faults_of(method, Params(values)))
