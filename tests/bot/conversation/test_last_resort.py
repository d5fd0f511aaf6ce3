"""Whatever a view makes, the last resort makes something of it that Telegram takes."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.last_resort import fitting
from handlers.chat.outcome import Button, Keyboard, Screen
from local_chat.html_text import parse_html, utf16_length
from local_chat.texts import TEXT_LIMIT

WORDS = st.text(max_size=30).map(lambda words: words * 300) | st.text(max_size=300)
HTML = st.builds("<b>{}</b><i>{}".format, WORDS, WORDS) | WORDS
BUTTONS = st.builds(
    Button,
    st.sampled_from(["", " ", "Back", "Щ" * 300]),
    st.sampled_from([None, "", "h:org:1", "x" * 65, "ж" * 40]),
    st.sampled_from([None, "https://t.me/bot"]),
)
KEYBOARDS = st.lists(st.lists(BUTTONS, max_size=12).map(tuple), max_size=30).map(tuple)


@given(HTML, KEYBOARDS)
def test_any_screen_is_brought_within_the_limits(html: str, keyboard: Keyboard) -> None:
    screen = fitting(Screen(html, keyboard))
    text, entities = parse_html(screen.text)
    assert text.strip()
    assert utf16_length(text) <= TEXT_LIMIT
    assert entities == []
    every = [button for row in screen.keyboard for button in row]
    assert all(screen.keyboard)
    assert len(every) <= 100
    for button in every:
        assert button.text.strip()
        assert button.url or len((button.data or "").encode()) in range(1, 65)


def test_the_beginning_and_the_way_back_stay() -> None:
    rows = tuple((Button(f"{n}", f"h:part:1:{n}"),) for n in range(150))
    back = (Button("⬅️ Back", "h:org:1"),)
    screen = fitting(Screen("<b>Links & such</b>\n" + "я" * 5000, (*rows, back)))
    assert unescape(screen.text).startswith("Links & such\nя")
    assert screen.text.endswith("я…")
    assert screen.keyboard == (*rows[:99], back)
