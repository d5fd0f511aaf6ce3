"""JSON in a column: what is read back equals what was written, types included."""

import json
from typing import Any, Final

from pydantic_core import from_json
from sqlalchemy import Dialect, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

# `json.dumps` makes one anew each time.
_WRITER: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


class NotJsonError(DontWrapMixin, TypeError):
    """The value would come back from the database as something else."""


def dump_json(value: object) -> str:
    """The JSON text of a value made of dict, list, str, int, float, bool and None.

    Raises `NotJsonError` for what JSON would change on the way (a key that is not a string, a
    tuple, an infinite number), so that the loss shows where it is made, not after a restart.
    """
    _require_plain(value)
    try:
        # Escaped to ASCII: a zero byte or half a surrogate pair is no valid text in PostgreSQL.
        return _WRITER.encode(value)
    except ValueError as error:
        raise NotJsonError(str(error)) from error


def read_json(text: str) -> Any:
    """What `dump_json` made the text of."""
    try:
        return from_json(text)
    except ValueError:
        # It takes a third of the time, but not half a surrogate pair, which people can send.
        return json.loads(text)


class JsonText(TypeDecorator[Any]):
    """JSON kept as text.

    The databases' own JSON types change numbers: SQLite takes a column of the type JSON for a
    numeric one and makes 28.0 an integer, PostgreSQL's JSONB writes 1e20 out as an integer.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return dump_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        # An outer join yields NULL for a row that is not there; JSON's own null is not NULL.
        return None if value is None else read_json(value)


def _require_plain(value: object) -> None:
    kind = type(value)
    if kind is dict:
        for key, item in value.items():  # type: ignore[attr-defined]
            if type(key) is not str:
                raise NotJsonError(f"a key is {type(key).__name__}, only str comes back as it was")
            _require_plain(item)
    elif kind is list:
        for item in value:  # type: ignore[attr-defined]
            _require_plain(item)
    elif value is not None and kind not in (str, int, float, bool):
        raise NotJsonError(f"{kind.__name__} does not come back from JSON as it was")
