"""The state behind the Bot API: people, chats, messages, presses, files, the bot's profile."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from local_chat.calls import CallLog
from local_chat.events import News
from local_chat.faults import Faults, FloodLimit
from local_chat.files import FileStore
from local_chat.keyboards import ReplyKeyboard
from local_chat.model import JSON, InlineQuery, Message, Person, Press
from local_chat.profile import BotProfile
from local_chat.refusals import bad_request, forbidden
from local_chat.tools import Tool
from local_chat.updates import UpdateQueue

_BOT_ID = 1_000_000
_KEPT_PRESSES = 10_000
# Ids start from the clock, so that a bot which remembers ids of an earlier run of this server
# never meets the same id for something else; seconds keep them within 31 bits.
_ID_EPOCH = 1_700_000_000


async def _perform_nothing(answer: JSON) -> None:
    """Stands in until a server serves the state."""


class ChatState:
    """Everything the server knows. Times are Unix seconds; `monotonic` measures durations.

    `token`: the bot's, made anew where none is given.
    `history_limit` is the number of messages kept per chat, `query_seconds` the time within
    which a press can be answered.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        username: str = "local_chat_bot",
        first_name: str = "Local chat",
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        history_limit: int = 2000,
        query_seconds: float = 60.0,
    ) -> None:
        self.token = token or f"{_BOT_ID}:{secrets.token_urlsafe(32)}"
        self.clock = clock
        self.monotonic = monotonic
        self.history_limit = history_limit
        self.query_seconds = query_seconds
        started = int(clock())
        mark = max(started - _ID_EPOCH, 0)
        number = self.token.partition(":")[0]
        bot_id = int(number) if number.isdigit() else _BOT_ID
        self.profile = BotProfile(bot_id, first_name, username)
        self.people: dict[int, Person] = {}
        self.tools: dict[str, Tool] = {}
        self.news = News()
        # Runs a call that came in the answer to a webhook; the Bot API puts itself here.
        self.perform_answer: Callable[[JSON], Awaitable[None]] = _perform_nothing
        self.updates = UpdateQueue(max(started, 1), self.news.wake)
        self.files = FileStore(mark)
        self.calls = CallLog()
        self.faults = Faults()
        self.flood = FloodLimit(monotonic)
        self.reply_keyboards: dict[int, ReplyKeyboard] = {}
        self.pinned: dict[int, list[int]] = {}
        self.presses: OrderedDict[str, Press] = OrderedDict()
        self.inline_queries: OrderedDict[str, InlineQuery] = OrderedDict()
        self._chats: dict[int, dict[int, Message]] = {}
        self._last_message_id = mark
        self._last_query = mark * 1000

    # People

    def person(self, person_id: int) -> Person:
        """Raises LookupError for somebody who was never added."""
        try:
            return self.people[person_id]
        except KeyError:
            raise LookupError(f"there is no person {person_id}") from None

    def known_chat(self, chat_id: int) -> Person:
        """The person of a chat. Raises `RefusalError` when the bot knows no such chat."""
        person = self.people.get(chat_id)
        if person is None:
            raise bad_request("chat not found" if chat_id else "chat_id is empty")
        return person

    def reachable(self, chat_id: int) -> Person:
        """The person of a chat the bot may write to. Raises `RefusalError` otherwise."""
        person = self.known_chat(chat_id)
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return person

    # Messages

    def chat(self, chat_id: int) -> dict[int, Message]:
        """The messages of a chat by id, oldest first."""
        return self._chats.setdefault(chat_id, {})

    def post(self, message: Message) -> Message:
        """Give the message its id and put it into its chat."""
        self._last_message_id += 1
        message.message_id = self._last_message_id
        chat = self.chat(message.chat_id)
        chat[message.message_id] = message
        if len(chat) > self.history_limit:
            del chat[next(iter(chat))]
        self.tell_message(message)
        return message

    def now(self) -> int:
        return int(self.clock())

    def remove(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; False when it is not there."""
        if self.chat(chat_id).pop(message_id, None) is None:
            return False
        pins = self.pinned.get(chat_id, [])
        if message_id in pins:
            pins.remove(message_id)
        self.news.tell("deleted", lambda: {"chat_id": chat_id, "message_id": message_id})
        return True

    def tell_message(self, message: Message) -> None:
        self.news.tell("message", lambda: {"message": self.described(message)})

    def described(self, message: Message) -> JSON:
        """The message for the page: the Bot API's object and what a page needs besides."""
        return {
            **self.rendered(message),
            "mine": not message.by_bot,
            "edited": message.text_edited,
        }

    def rendered(self, message: Message, with_reply: bool = True) -> JSON:
        """The Bot API's Message object."""
        person = self.people[message.chat_id]
        rendered: JSON = {
            "message_id": message.message_id,
            "from": self.profile.user() if message.by_bot else person.user(),
            "chat": person.chat(),
            "date": message.date,
            **message.content(),
        }
        if message.edited_at is not None:
            rendered["edit_date"] = message.edited_at
        if message.reply_to is not None and with_reply:
            earlier = self.chat(message.chat_id).get(message.reply_to)
            if earlier is not None:
                rendered["reply_to_message"] = self.rendered(earlier, with_reply=False)
        return rendered

    def seen_by_press(self, message: Message) -> JSON:
        """The message inside a callback query: an InaccessibleMessage when it is too old."""
        if not message.inaccessible:
            return self.rendered(message)
        chat = self.people[message.chat_id].chat()
        return {"chat": chat, "message_id": message.message_id, "date": 0}

    # Presses and inline queries

    def new_query_id(self) -> str:
        self._last_query += 1
        return str(self._last_query)

    def keep_press(self, press: Press) -> None:
        self.presses[press.id] = press
        if len(self.presses) > _KEPT_PRESSES:
            self.presses.popitem(last=False)

    def keep_inline_query(self, query: InlineQuery) -> None:
        self.inline_queries[query.id] = query
        if len(self.inline_queries) > _KEPT_PRESSES:
            self.inline_queries.popitem(last=False)

    def is_fresh(self, asked_at: float) -> bool:
        return self.monotonic() - asked_at <= self.query_seconds
