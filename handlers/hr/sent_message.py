"""What HR sends to be sent on: a text with its formatting, a picture or a file with a caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.types import Message, MessageEntity

from cases.written import as_written
from storage.tables.outbound import Media


@dataclass(frozen=True, slots=True)
class Sent:
    """The text (of a picture or file its caption) as it was written, with its entities; "" for
    none."""

    text: str
    entities: list[dict[str, Any]]
    media: Media | None


def read_sent(message: Message) -> Sent | None:
    """None for what cannot be sent on: stickers, voices, one of an album, and the like."""
    media = _media(message)
    if message.media_group_id is not None or (message.text is None and media is None):
        return None
    given = message.entities if media is None else message.caption_entities
    words = message.text if media is None else message.caption
    text, entities = as_written(words or "", map(_entity, given or ()))
    return Sent(text, entities, media)


def _media(message: Message) -> Media | None:
    """Of a picture the largest size, which comes last."""
    if message.photo:
        return Media("photo", message.photo[-1].file_id)
    if message.document is not None:
        return Media("document", message.document.file_id)
    return None


def _entity(given: MessageEntity) -> dict[str, Any]:
    return {
        "type": str(given.type),
        "offset": given.offset,
        "length": given.length,
        "url": given.url,
        "language": given.language,
    }
