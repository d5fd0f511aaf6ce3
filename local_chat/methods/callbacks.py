"""Answers to presses of buttons and to inline queries."""

from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState

_ANSWER_LIMIT = 200
_RESULT_LIMIT = 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(telegram: ChatState, params: Params) -> bool:
    text = params.text("text")
    if len(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    press = telegram.presses.get(params.text("callback_query_id"))
    if press is None or press.answered or not telegram.is_fresh(press.pressed_at):
        raise bad_request(_TOO_OLD)
    press.answered = True
    press.text = text
    press.alert = params.flag("show_alert")
    press.url = params.text("url")
    telegram.news.tell(
        "answer",
        lambda: {
            "chat_id": press.chat_id,
            "query_id": press.id,
            "text": press.text,
            "alert": press.alert,
            "url": press.url,
        },
    )
    return True


def answer_inline_query(telegram: ChatState, params: Params) -> bool:
    results = params.json("results", "inline query results")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise bad_request("expected an Array of InlineQueryResult")
    if len(results) > _RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id") or "") for result in results]
    if any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = telegram.inline_queries.get(params.text("inline_query_id"))
    if query is None or query.results is not None or not telegram.is_fresh(query.asked_at):
        raise bad_request(_TOO_OLD)
    query.results = results
    telegram.news.tell(
        "inline",
        lambda: {"chat_id": query.person_id, "query_id": query.id, "results": results},
    )
    return True
