"""Getting updates: long polling and the webhook."""

import re
from urllib.parse import urlsplit

from local_chat.model import JSON
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState
from local_chat.updates import Webhook

_LONGEST_POLL_SECONDS = 50
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECRET = re.compile(r"^[A-Za-z0-9_-]{1,256}$")


async def get_updates(telegram: ChatState, params: Params) -> list[JSON]:
    telegram.updates.allow(params.json("allowed_updates", "allowed updates"))
    limit = params.integer("limit", 100)
    return await telegram.updates.poll(
        offset=params.integer("offset"),
        limit=min(max(limit, 1), 100),
        seconds=min(max(params.integer("timeout"), 0), _LONGEST_POLL_SECONDS),
    )


async def set_webhook(telegram: ChatState, params: Params) -> bool:
    """Deliver to an address. Unlike Telegram's, it has to be on this computer, plain or TLS."""
    url = params.text("url")
    if not url:
        return await delete_webhook(telegram, params)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: the local chat delivers only to this computer")
    secret = params.text("secret_token")
    if secret and not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    await _stop(telegram, params)
    telegram.updates.allow(params.json("allowed_updates", "allowed updates"))
    telegram.updates.webhook = Webhook(
        telegram.updates,
        url,
        secret,
        min(max(params.integer("max_connections", 40), 1), 100),
        telegram.perform_answer,
        telegram.clock,
    )
    return True


async def delete_webhook(telegram: ChatState, params: Params) -> bool:
    await _stop(telegram, params)
    return True


async def _stop(telegram: ChatState, params: Params) -> None:
    webhook, telegram.updates.webhook = telegram.updates.webhook, None
    if webhook is not None:
        await webhook.stop()
    if params.flag("drop_pending_updates"):
        telegram.updates.drop()


def get_webhook_info(telegram: ChatState, params: Params) -> JSON:
    queue, webhook = telegram.updates, telegram.updates.webhook
    info: JSON = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if queue.allowed:
        info["allowed_updates"] = sorted(queue.allowed)
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error:
            info["last_error_date"], info["last_error_message"] = webhook.last_error
    return info
