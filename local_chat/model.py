"""People, messages, files and presses as the local chat keeps them."""

from dataclasses import dataclass, field
from typing import Any

from local_chat.html_text import Entity, to_html
from local_chat.keyboards import Button, Rows, buttons

JSON = dict[str, Any]


@dataclass(slots=True)
class Person:
    """Somebody who can talk to the bot. `started` is set by their first message."""

    id: int
    first_name: str
    language_code: str | None = None
    is_bot: bool = False
    last_name: str = ""
    username: str = ""
    note: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> JSON:
        user: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def chat(self) -> JSON:
        chat: JSON = {"id": self.id, "first_name": self.first_name, "type": "private"}
        if self.last_name:
            chat["last_name"] = self.last_name
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its content. `width` and `height` (pixels) are 0 for what is no picture."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Message:
    """One message of a private chat.

    `text` is the caption where there is `media`. `service` holds fields of messages that are
    neither text nor media (contact, pinned_message).
    """

    chat_id: int
    message_id: int
    by_bot: bool
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    media: StoredFile | None = None
    is_photo: bool = False
    service: JSON = field(default_factory=dict)
    reply_to: int | None = None
    edited_at: int | None = None
    text_edited: bool = False
    inaccessible: bool = False
    extra: JSON = field(default_factory=dict)

    @property
    def html(self) -> str:
        """The text as Telegram's HTML."""
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline keyboard row by row."""
        return buttons(self.rows)

    @property
    def document(self) -> StoredFile | None:
        return None if self.is_photo else self.media

    @property
    def photo(self) -> StoredFile | None:
        return self.media if self.is_photo else None

    def button(self, text_or_data: str) -> Button | None:
        """The button with this text or callback data; the text wins."""
        every = [button for row in self.buttons for button in row]
        by_text = [button for button in every if button.text == text_or_data]
        by_data = [button for button in every if button.data == text_or_data]
        return next(iter(by_text + by_data), None)

    def content(self) -> JSON:
        """The fields of the Bot API that hold what the message says."""
        content: JSON = {**self.service, **self.extra}
        if self.media is None:
            names = ("text", "entities")
        else:
            content.update(_media(self.media, self.is_photo))
            names = ("caption", "caption_entities")
        if self.text:
            content[names[0]] = self.text
        if self.entities:
            content[names[1]] = self.entities
        if self.rows:
            content["reply_markup"] = {"inline_keyboard": self.rows}
        return content


def _media(file: StoredFile, is_photo: bool) -> JSON:
    described: JSON = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }
    if is_photo:
        return {"photo": [{**described, "width": file.width, "height": file.height}]}
    return {"document": {**described, "file_name": file.name, "mime_type": file.mime}}


@dataclass(slots=True)
class Press:
    """A press of an inline button. `pressed_at` is in monotonic seconds."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    pressed_at: float
    answered: bool = False
    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True)
class InlineQuery:
    """What a person typed after the bot's name in any chat, and the bot's results."""

    id: str
    person_id: int
    query: str
    asked_at: float
    results: list[JSON] | None = None
