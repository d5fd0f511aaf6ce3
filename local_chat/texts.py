"""The text of a message as Telegram keeps it: parsed, trimmed, measured, with its entities."""

import re
from typing import Any

from local_chat.html_text import Entity, parse_html, utf16_length
from local_chat.params import Params
from local_chat.refusals import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_FOUND_BY_TELEGRAM = re.compile(
    r"""(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*[a-z]\b)
    |(?P<url>\bhttps?://[^\s<>"']*[^\s<>"'.,;:!?)\]}»”]
       |(?<![\w@.])(?:[a-z0-9-]+\.)+(?:kz|ru|com|org|net|me|info|edu|gov|io|қаз|рф)\b
         (?:/[^\s<>"']*[^\s<>"'.,;:!?)\]}»”])?)
    |(?<![\w/])(?P<mention>@[a-z][a-z0-9_]{3,31})\b
    |(?<![\w/<>])(?P<bot_command>/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?)(?![\w/])
    |(?<![\w\#])(?P<hashtag>\#\w*[^\W\d]\w*)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPAQUE = {"code", "pre", "text_link", "text_mention"}


def found_entities(text: str, known: list[Entity]) -> list[Entity]:
    """Links, commands, mentions and the like that nobody marked but Telegram finds."""
    if not any(sign in text for sign in "/@.#"):
        return []
    closed = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in known
        if entity["type"] in _OPAQUE
    ]
    found: list[Entity] = []
    for match in _FOUND_BY_TELEGRAM.finditer(text):
        kind = match.lastgroup or ""
        start = utf16_length(text[: match.start(kind)])
        length = utf16_length(match[kind])
        if not any(start < end and begin < start + length for begin, end in closed):
            found.append({"type": kind, "offset": start, "length": length})
    return found


def finished(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim white space around the text, keep entities in step and add the found ones."""
    trimmed = text.strip()
    if trimmed != text:
        entities = _shifted(
            entities, utf16_length(text) - utf16_length(text.lstrip()), utf16_length(trimmed)
        )
    entities = entities + found_entities(trimmed, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return trimmed, entities


def _shifted(entities: list[Entity], cut: int, length: int) -> list[Entity]:
    shifted: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if end > start:
            shifted.append({**entity, "offset": start, "length": end - start})
    return shifted


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """The text of sendMessage or editMessageText.

    Raises `RefusalError` when it is empty, longer than 4096 or cannot be parsed. The length is
    counted in UTF-16 units: never more lenient than Telegram.
    """
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption_text(params: Params) -> tuple[str, list[Entity]]:
    """The caption of a document or a picture, at most 1024 after parsing; may be empty."""
    caption, entities = _formatted(params, "caption", "caption_entities")
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return caption, entities


def _formatted(params: Params, field: str, entities_field: str) -> tuple[str, list[Entity]]:
    source = params.text(field).replace("\r", "")
    mode = params.text("parse_mode").lower()
    entities: Any = params.json(entities_field, entities_field)
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        return finished(*parse_html(source))
    return finished(source, _given(entities, utf16_length(source)))


def _given(entities: Any, length: int) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(one, dict) for one in entities):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    for entity in entities:
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
        if not isinstance(offset, int) or not isinstance(size, int) or size <= 0:
            raise bad_request("entity length must be positive")
        if offset < 0 or offset + size > length:
            raise bad_request("entity ends after the end of the text")
    return [dict(entity) for entity in entities]
