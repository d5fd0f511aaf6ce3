"""What becomes of an inline result that somebody has chosen: a message of theirs."""

from local_chat.keyboards import inline_markup
from local_chat.model import JSON, InlineQuery, Message
from local_chat.params import Params
from local_chat.texts import message_text


def chosen_message(query: InlineQuery, result_id: str, bot: JSON) -> Message:
    """The message that the result with this id stands for, sent by way of `bot` (its User).

    Raises LookupError for a result that the bot has not given, `RefusalError` for one whose text or
    buttons Telegram would not take, ValueError for one without a text.
    """
    found = next((one for one in query.results or () if str(one.get("id")) == result_id), None)
    if found is None:
        raise LookupError(f"there is no result {result_id!r}")
    content = found.get("input_message_content")
    if not isinstance(content, dict):
        raise ValueError("only results with a text can be sent here")
    text, entities = message_text(Params({**content, "text": content.get("message_text")}))
    message = Message(query.person_id, 0, False, 0, text, entities)
    message.rows = inline_markup(Params({"reply_markup": found.get("reply_markup")}))
    message.extra["via_bot"] = bot
    return message
