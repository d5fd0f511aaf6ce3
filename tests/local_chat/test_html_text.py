"""Telegram's HTML: what is read, what is refused, and that writing is the inverse of reading."""

import html
from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from local_chat.html_text import parse_html, to_html, utf16_length
from local_chat.refusals import RefusalError
from local_chat.texts import finished


def _kinds(source: str) -> list[tuple[str, int, int]]:
    _, entities = parse_html(source)
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("plain", "plain", []),
        ("a < b".replace("<", "&lt;"), "a < b", []),
        ("&lt;&gt;&amp;&quot;&#39;&#x1F600;", "<>&\"'😀", []),
        ("&nbsp; & &#0; &", "&nbsp; & &#0; &", []),
        ("<b>x</b>", "x", [("bold", 0, 1)]),
        ("<strong>x</strong>", "x", [("bold", 0, 1)]),
        ("<i>a</i><u>b</u>", "ab", [("italic", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ("😀<b>😀</b>", "😀😀", [("bold", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>x", "x", []),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b >x</b >", "x", [("bold", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<b>a <tg-time unix="1">x</tg-time></b>', "a x", [("bold", 0, 3), ("date_time", 2, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<code>x</code>", "x", [("code", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<pre>x</pre>", "x", [("pre", 0, 1)]),
        ("<a href='https://a.kz/?x=1&amp;y=2'>x</a>", "x", [("text_link", 0, 1)]),
        ('<a href="">x</a>', "x", []),
    ],
)  # fmt: skip
def test_reading(source: str, text: str, kinds: list[tuple[str, int, int]]) -> None:
    assert parse_html(source)[0] == text
    assert _kinds(source) == kinds


@pytest.mark.parametrize("shape", ["", "r", "wDT", "d"])
def test_a_time_is_read_and_written_as_aiogram_writes_it(shape: str) -> None:
    written = html_decoration.date_time("20 July", 1_784_530_800, shape or None)
    text, [found] = parse_html(written)
    assert text == "20 July"
    assert found["unix_time"] == 1_784_530_800
    assert found.get("date_time_format", "") == shape
    assert to_html(text, [found]) == written
    assert MessageEntity(**found).unix_time == 1_784_530_800


def test_link_and_language() -> None:
    _, (link,) = parse_html('<a href="https://a.kz/?x=1&amp;y=2">x</a>')
    assert link["url"] == "https://a.kz/?x=1&y=2"
    _, (bare,) = parse_html('<a href="t.me/some_bot?start=1">x</a>')
    assert bare["url"] == "http://t.me/some_bot?start=1"
    _, (block,) = parse_html('<pre><code class="language-py">x</code></pre>')
    assert block["language"] == "py"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ә<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<tg-time>x</tg-time>", 'Tag "tg-time" must have a valid "unix"'),
        ('<tg-time unix="soon">x</tg-time>', 'Tag "tg-time" must have a valid "unix"'),
        ('<tg-time unix="1" format="rd">x</tg-time>', 'Tag "tg-time" must have a valid "unix"'),
        ('<a href="x', None),
    ],
)
def test_refused(source: str, reason: str | None) -> None:
    with pytest.raises(RefusalError) as refused:
        parse_html(source)
    assert refused.value.code == 400
    expected = f"Bad Request: can't parse entities: {reason or ''}"
    assert refused.value.description.startswith(expected)


_TREES: st.SearchStrategy[str] = st.recursive(
    st.text(max_size=8).map(html.escape),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "code"]),
        st.lists(inner, max_size=3),
    ).map(lambda tag: f"<{tag[0]}>{''.join(tag[1])}</{tag[0]}>"),
    max_leaves=8,
)


@given(st.lists(_TREES, max_size=4).map("".join))
def test_written_html_reads_the_same(source: str) -> None:
    text, entities = parse_html(source)
    again, entities_again = parse_html(to_html(text, entities))
    assert again == text

    def spans(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return sorted((one["type"], one["offset"], one["length"]) for one in found)

    assert spans(entities_again) == spans(entities)


@given(st.text())
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except RefusalError:
        return
    assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)


@given(st.text())
def test_escaped_text_is_read_back(text: str) -> None:
    assert parse_html(html.escape(text))[0] == text


def test_white_space_around_is_cut_and_entities_move() -> None:
    text, entities = finished(*parse_html("\n  <b> x </b>  "))
    assert text == "x"
    assert [(one["offset"], one["length"]) for one in entities] == [(0, 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", 0, 6)]),
        ("see /help, please", [("bot_command", 4, 5)]),
        ("/start@local_chat_bot x", [("bot_command", 0, 21)]),
        ("and/or 1/2", []),
        ("https://adilet.zan.kz/rus.", [("url", 0, 25)]),
        ("t.me/bot?start=a", [("url", 0, 16)]),
        ("@somebody #tag a@b.kz", [("mention", 0, 9), ("hashtag", 10, 4), ("email", 15, 6)]),
        ("п. 286. Далее", []),
        ("😀 /help", [("bot_command", 3, 5)]),
    ],
)
def test_found_entities(text: str, found: list[tuple[str, int, int]]) -> None:
    _, entities = finished(text, [])
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == found


def test_nothing_is_found_inside_code_and_links() -> None:
    _, entities = finished(*parse_html('<code>/help</code> <a href="a.kz">b.kz</a>'))
    assert [one["type"] for one in entities] == ["code", "text_link"]
