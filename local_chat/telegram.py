"""The local Telegram: the state and everything people can do in it."""

from collections.abc import Callable, Sequence

from local_chat.html_text import Entity
from local_chat.inline import chosen_message
from local_chat.keyboards import Button
from local_chat.model import JSON, InlineQuery, Message, Person, Press
from local_chat.state import ChatState
from local_chat.texts import finished


class LocalTelegram(ChatState):
    """People, their chats with one bot, and what they do there.

    Acts of people queue updates for the bot; nothing here waits for the bot except the methods
    that say so. An act on somebody or something unknown raises LookupError.
    """

    # People

    def add_person(
        self,
        id: int,
        first_name: str,
        language_code: str | None = None,
        *,
        is_bot: bool = False,
        last_name: str = "",
        username: str = "",
        note: str = "",
        started: bool = False,
    ) -> Person:
        """Add a person, or replace them under the same id.

        Until their first message the bot may not write to them, unless `started`. `note` is
        shown on the page below the name.
        """
        person = Person(id, first_name, language_code, is_bot, last_name, username, note, started)
        self.people[id] = person
        self.tell_people()
        return person

    def set_language(self, person_id: int, language_code: str | None) -> None:
        """Change the language of the person's Telegram."""
        self.person(person_id).language_code = language_code
        self.tell_people()

    def deactivate(self, person_id: int) -> None:
        """Delete the person's account; the bot gets 403 from then on."""
        self.person(person_id).deactivated = True
        self.tell_people()

    def block(self, person_id: int) -> None:
        """The person blocks the bot, which is told by `my_chat_member`."""
        self._set_blocked(person_id, True)

    def unblock(self, person_id: int) -> None:
        self._set_blocked(person_id, False)

    def _set_blocked(self, person_id: int, blocked: bool) -> None:
        person = self.person(person_id)
        if person.blocked == blocked:
            return
        person.blocked = blocked
        kicked: JSON = {"status": "kicked", "user": self.profile.user(), "until_date": 0}
        member: JSON = {"status": "member", "user": self.profile.user()}
        old, new = (member, kicked) if blocked else (kicked, member)
        change = {
            "chat": person.chat(),
            "from": person.user(),
            "date": self.now(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.updates.add("my_chat_member", change, person_id)
        self.tell_people()

    def tell_people(self) -> None:
        self.news.tell("people", lambda: {"people": self.described_people()})

    def described_people(self) -> list[JSON]:
        """The people for the page, each with their command menu and the bot's self-portrait."""
        return [self.described_person(person) for person in self.people.values()]

    def described_person(self, person: Person) -> JSON:
        language = person.language_code or ""
        keyboard = self.reply_keyboards.get(person.id)
        return {
            **person.user(),
            "note": person.note,
            "blocked": person.blocked,
            "bot": {
                "name": self.profile.name(language),
                "username": self.profile.username,
                "description": self.profile.description(language),
                "short_description": self.profile.short_description(language),
            },
            "commands": self.profile.menu(person.id, language),
            "menu_button": self.profile.menu_button(person.id),
            "keyboard": keyboard.rows if keyboard else None,
            "placeholder": keyboard.placeholder if keyboard else "",
        }

    # What people send

    async def type_text(
        self,
        person_id: int,
        text: str,
        reply_to: int | None = None,
        *,
        forwarded: bool = False,
        formatted: Sequence[Entity] = (),
    ) -> Message:
        """The person sends a text, their own or somebody's who hides their account; commands, links
        and mentions in it become entities beside those that the person has marked."""
        trimmed, entities = finished(text, list(formatted))
        if not trimmed:
            raise ValueError("nobody can send an empty message")
        message = Message(person_id, 0, False, 0, trimmed, entities, reply_to=reply_to)
        if forwarded:
            origin = {"type": "hidden_user", "date": self.now(), "sender_user_name": "Somebody"}
            message.extra["forward_origin"] = origin
        return self._send(message)

    async def send_document(
        self,
        person_id: int,
        data: bytes,
        name: str,
        caption: str = "",
        mime: str = "",
        album: str = "",
        reply_to: int | None = None,
    ) -> Message:
        """A file; those with the same `album` are one thing for people."""
        file = self.files.add(name, data, mime)
        text, entities = finished(caption, [])
        message = Message(person_id, 0, False, 0, text, entities, media=file, reply_to=reply_to)
        return self._send_in(album, message)

    async def send_photo(
        self,
        person_id: int,
        data: bytes,
        caption: str = "",
        album: str = "",
        reply_to: int | None = None,
        formatted: Sequence[Entity] = (),
    ) -> Message:
        file = self.files.add("photo.jpg", data, as_photo=True)
        text, entities = finished(caption, list(formatted))
        message = Message(person_id, 0, False, 0, text, entities, media=file, is_photo=True)
        message.reply_to = reply_to
        return self._send_in(album, message)

    def _send_in(self, album: str, message: Message) -> Message:
        if album:
            message.extra["media_group_id"] = album
        return self._send(message)

    async def send_contact(
        self,
        person_id: int,
        phone: str,
        *,
        other_name: str | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """The person shares their own contact, or somebody else's under `other_name`."""
        person = self.person(person_id)
        contact: JSON = {"phone_number": phone, "first_name": other_name or person.first_name}
        if other_name is None:
            contact["user_id"] = person_id
        message = Message(person_id, 0, False, 0, service={"contact": contact}, reply_to=reply_to)
        return self._send(message)

    def _send(self, message: Message) -> Message:
        person = self.person(message.chat_id)
        message.date = self.now()
        if person.blocked:
            self.unblock(person.id)
        first = not person.started
        person.started = True
        self._drop_one_time_keyboard(person.id)
        self.post(message)
        self.updates.add("message", self.rendered(message), person.id)
        if first:
            self.tell_people()
        return message

    def _drop_one_time_keyboard(self, person_id: int) -> None:
        keyboard = self.reply_keyboards.get(person_id)
        if keyboard is not None and keyboard.one_time:
            del self.reply_keyboards[person_id]
            self.tell_people()

    async def edit_text(self, person_id: int, message_id: int, text: str) -> Message:
        """The person edits a message of their own."""
        message = self.message(person_id, message_id)
        if message.by_bot:
            raise LookupError(f"message {message_id} is the bot's")
        message.text, message.entities = finished(text, [])
        message.edited_at, message.text_edited = self.now(), True
        self.tell_message(message)
        self.updates.add("edited_message", self.rendered(message), person_id)
        return message

    def delete(self, person_id: int, message_id: int) -> None:
        """The person deletes a message of the chat; the bot is not told."""
        self.message(person_id, message_id)
        self.remove(person_id, message_id)

    async def press(
        self, person_id: int, message_id: int, button: str, *, stale: bool = False
    ) -> Press:
        """The person presses a button, named by its text or its data.

        With `stale` the data is sent as given, as a client does that still shows an older
        keyboard. Raises LookupError when there is no such message or callback button.
        """
        message = self.message(person_id, message_id)
        data = button if stale else _callback_data(message.button(button), button)
        press = Press(self.new_query_id(), person_id, person_id, message_id, data, self.monotonic())
        self.keep_press(press)
        query = {
            "id": press.id,
            "from": self.person(person_id).user(),
            "message": self.seen_by_press(message),
            "chat_instance": str(person_id),
            "data": data,
        }
        self.updates.add("callback_query", query, person_id)
        return press

    async def inline_query(self, person_id: int, query: str, offset: str = "") -> InlineQuery:
        """The person types after the bot's name; the answer arrives in `results`."""
        asked = InlineQuery(self.new_query_id(), person_id, query, self.monotonic())
        self.keep_inline_query(asked)
        update = {
            "id": asked.id,
            "from": self.person(person_id).user(),
            "query": query,
            "offset": offset,
            "chat_type": "private",
        }
        self.updates.add("inline_query", update, person_id)
        return asked

    async def choose_inline(self, query_id: str, result_id: str) -> Message:
        """The person sends one of the results into this chat, as they might into any other."""
        query = self.inline_queries.get(query_id)
        if query is None:
            raise LookupError(f"there is no inline query {query_id}")
        return self._send(chosen_message(query, result_id, self.profile.user()))

    async def use_tool(self, person_id: int, name: str) -> Message | None:
        """Does what the tool is for; what the person says then. ValueError where it cannot."""
        person = self.person(person_id)
        if name not in self.tools:
            raise LookupError(f"there is no tool {name!r}")
        said = await self.tools[name].act(person)
        return await self.type_text(person_id, said) if said else None

    # Old age and repetition

    def redeliver_last_update(self) -> int:
        """Deliver the newest update a second time; its id."""
        return self.updates.repeat_last()

    def make_inaccessible(self, person_id: int, message_id: int) -> None:
        """Let a message be so old that presses on it carry an InaccessibleMessage."""
        self.message(person_id, message_id).inaccessible = True

    def expire_queries(self) -> None:
        """Let every press made so far be too old to be answered."""
        for press in self.presses.values():
            press.pressed_at = float("-inf")

    # What a test looks at

    def message(self, chat_id: int, message_id: int) -> Message:
        found = self.chat(chat_id).get(message_id)
        if found is None:
            raise LookupError(f"there is no message {message_id} in chat {chat_id}")
        return found

    def messages(self, chat_id: int) -> list[Message]:
        """All messages of a chat, oldest first."""
        return list(self.chat(chat_id).values())

    def last_message(self, chat_id: int) -> Message:
        """The newest message of the bot in a chat."""
        for message in reversed(self.chat(chat_id).values()):
            if message.by_bot:
                return message
        raise LookupError(f"the bot has not written in chat {chat_id}")

    async def wait_until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait, without sleeping, until something makes the condition true.

        It is looked at after every call of the bot and every act of a person. Raises
        TimeoutError.
        """
        await self.news.until(condition, seconds)

    async def next_message(self, chat_id: int, after: int, seconds: float = 10.0) -> Message:
        """The bot's first message with an id above `after`, once it is there."""

        def newer() -> list[Message]:
            return [
                message
                for message in self.chat(chat_id).values()
                if message.by_bot and message.message_id > after
            ]

        await self.wait_until(lambda: bool(newer()), seconds)
        return newer()[0]

    async def idle(self, seconds: float = 10.0) -> None:
        """Until the bot has confirmed every update and polls for more.

        A bot that handles updates side by side may still be busy with the last ones.
        """

        def is_idle() -> bool:
            queue = self.updates
            return not queue.pending and not queue.repeated and queue.is_polled

        await self.wait_until(is_idle, seconds)

    async def answered(self, press: Press, seconds: float = 10.0) -> Press:
        """The press, once the bot has answered its query."""
        await self.wait_until(lambda: press.answered, seconds)
        return press


def _callback_data(found: Button | None, wanted: str) -> str:
    if found is None:
        raise LookupError(f"the message has no button {wanted!r}")
    if found.data is None:
        raise LookupError(f"the button {wanted!r} sends nothing to the bot")
    return found.data
