"""Parameters of a Bot API call, whatever way they came: JSON, form, multipart or address."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from local_chat.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Values by name; forms bring text, JSON brings typed values, and both read the same."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name) or default)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes", "t")

    def json(self, name: str, called: str) -> Any:
        """The decoded value or None; `called` names it in the refusal of broken JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {called} JSON object") from None

    def nested(self, values: dict[str, Any]) -> "Params":
        """Parameters of an object inside this call; it refers to the same uploads."""
        return Params(values, self.uploads)


async def read_params(request: web.Request) -> Params:
    """Read the parameters of a call; the body wins over the address.

    Raises `RefusalError` for a body that is not what its content type says.
    """
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method == "GET" or not request.can_read_body:
        return Params(values)
    if request.content_type == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if request.content_type == "application/json":
        values.update(_object(body))
    else:
        try:
            values.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Params(values)


def _object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _multipart(request: web.Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    try:
        form = await request.post()
    except ValueError:
        raise bad_request("can't parse multipart body") from None
    for name, value in form.items():
        if isinstance(value, web.FileField):
            with value.file as file:
                uploads[name] = Upload(value.filename, value.content_type, file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Params(values, uploads)
