"""Logging: one line per event on standard error, never a secret in it and nothing of people.

Libraries put into their messages what they were at: calls with texts and names, answers, rows.
So of theirs only the pattern of a warning is told, and of any error its kind and its places, not
its message, which may repeat what somebody typed.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

import structlog

Event = MutableMapping[str, Any]

OURS: Final = "bot"
_TOKEN: Final = re.compile(r"\d{5,}:[\w-]{20,}")
_HIDDEN: Final = "<token>"
_LEFT_OUT: Final = "…"
_MOST_CAUSES: Final = 5
_SLOT: Final = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")


# A logger asks for its set-up once and keeps it.
KEPT: Final = True


def set_up_logging(level: str) -> None:
    """What we say from `level` on, a name such as INFO, and the libraries' warnings, as lines on
    standard error. Raises ValueError for a name that logging does not know."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=KEPT,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            use_get_message=False,
            pass_foreign_args=True,
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                only_the_pattern,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                without_messages,
                without_tokens,
                structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
                if sys.stderr.isatty()
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    logging.getLogger(OURS).setLevel(level.upper())
    root.setLevel(max(logging.WARNING, logging.getLogger(OURS).level))
    # One wake of the worker at a time is meant; the scheduler warns of each that it leaves out.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def only_the_pattern(_: Any, __: str, event: Event) -> Event:
    """Of a library's message the pattern; of what goes into it the kinds of errors."""
    given = event.pop("positional_args", ())
    values = iter(given if isinstance(given, tuple) else ())
    message = event["_record"].msg
    pattern = message.partition("\n")[0] if isinstance(message, str) else type(message).__name__
    event["event"] = _SLOT.sub(lambda _: _kind(next(values, None)), pattern)
    return event


def _kind(value: object) -> str:
    return type(value).__name__ if isinstance(value, BaseException) else _LEFT_OUT


def without_messages(_: Any, __: str, event: Event) -> Event:
    """An error as what it is and where it came from."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(outline(error))
    return event


def outline(error: BaseException) -> Iterator[str]:
    """The kinds of an error and of its causes, each with its places, the innermost last."""
    found: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if found is None:
            return
        yield f"{type(found).__module__}.{type(found).__qualname__}{_code(found)}"
        for place in traceback.extract_tb(found.__traceback__):
            yield f"  {place.filename}:{place.lineno} in {place.name}"
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _code(error: BaseException) -> str:
    """The number or name that a database or the system gives to an error, where there is one."""
    names = ("sqlstate", "sqlite_errorname", "strerror")
    codes = [code for name in names if isinstance(code := getattr(error, name, None), str)]
    return f" ({codes[0]})" if codes else ""


def without_tokens(_: Any, __: str, event: Event) -> Event:
    """A bot token in any text of the event is replaced; libraries put it into addresses."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TOKEN.sub(_HIDDEN, value)
    return event
