"""Logging: one line per event on standard error, never a secret in it."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
_HIDDEN = "<token>"


def set_up_logging(level: str) -> None:
    """Everything, the libraries' messages too, as lines on standard error.

    `level`: a name such as INFO. Raises ValueError for a name that logging does not know.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                without_tokens,
                structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
                if sys.stderr.isatty()
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # One line per update and per request would drown what matters.
    for chatty in ("aiogram.event", "aiohttp.access", "httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def without_tokens(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A bot token in any text of the event is replaced; libraries put it into addresses."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TOKEN.sub(_HIDDEN, value)
    return event
