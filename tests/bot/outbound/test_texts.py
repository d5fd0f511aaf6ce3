"""How a broadcast looks, in the preview as in the chat."""

from __future__ import annotations

import re

from storage.tables.segments import Segment
from tests.bot.outbound.conftest import FIRST, NOW, Post


async def received(post: Post, language: str, texts: dict[str, str]) -> tuple[str, str, list[str]]:
    """Text, its HTML and the callback data of the buttons, as one person gets the broadcast."""
    organisation_id = await post.staff(1, languages=(language,))
    async with post.database.work() as work:
        await work.campaigns.create(
            organisation_id,
            None,
            texts,  # type: ignore[arg-type]
            Segment(),
            NOW,
        )
    await post.sweep()
    message = post.telegram.last_message(FIRST)
    data = [button.data or "" for row in message.buttons for button in row]
    return message.text, message.html, data


async def test_each_gets_their_language_with_a_way_out(post: Post) -> None:
    texts = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}
    text, _, data = await received(post, "en", texts)
    assert text == "Үлгі <колледжі>\n\nHello"
    assert re.fullmatch(r"b:\d+:stop", data[0])
    assert len(data) == 1


async def test_a_language_nobody_wrote_in_is_not_silently_replaced(post: Post) -> None:
    text, _, _ = await received(post, "en", {"kk": "Сәлем", "ru": "Привет"})
    assert text.splitlines()[0] == "Үлгі <колледжі>"
    assert "in your language" in text
    assert "Русский" in text
    assert text.endswith("Привет")


async def test_what_hr_typed_is_no_markup(post: Post) -> None:
    text, html, _ = await received(post, "ru", {"kk": "x", "ru": "<b>1 < 2</b> & <a href='x'>"})
    assert text.endswith("<b>1 < 2</b> & <a href='x'>")
    assert html.startswith("<b>Үлгі")
