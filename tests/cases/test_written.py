"""A text with its formatting becomes HTML that Telegram reads as what was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.written import as_written, html_of
from local_chat.html_text import parse_html

KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler")


def entity(kind: str, offset: int, length: int, **besides: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **besides}


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("a <b> & c", [], "a &lt;b&gt; &amp; c"),
        ("Сәлем!", [entity("bold", 0, 5)], "<b>Сәлем</b>!"),
        ("😀ab", [entity("italic", 2, 1)], "😀<i>a</i>b"),
        ("  ab  ", [entity("bold", 1, 5)], "<b>ab</b>"),
        (
            "see here",
            [entity("text_link", 4, 4, url='https://e.kz/?a="1"&b')],
            'see <a href="https://e.kz/?a=&quot;1&quot;&amp;b">here</a>',
        ),
        (
            "abc",
            [entity("bold", 0, 3), entity("italic", 1, 1)],
            "<b>a<i>b</i>c</b>",
        ),
        ("abc", [entity("bold", 0, 2), entity("italic", 1, 2)], "<b>ab</b>c"),
        ("x=1", [entity("pre", 0, 3, language="py")],
         '<pre><code class="language-py">x=1</code></pre>'),
        ("x=1", [entity("code", 0, 3), entity("bold", 1, 1)], "<code>x=1</code>"),
        ("a\nb", [entity("expandable_blockquote", 0, 3)],
         "<blockquote expandable>a\nb</blockquote>"),
        ("https://e.kz", [entity("url", 0, 12)], "https://e.kz"),
        ("abc", [entity("bold", 7, 2), entity("text_link", 0, 1)], "abc"),
    ],
)  # fmt: skip
def test_html(text: str, entities: list[dict[str, Any]], html: str) -> None:
    assert html_of(*as_written(text, entities)) == html


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 25), st.integers(1, 25)), max_size=5),
)
def test_telegram_reads_what_was_written(text: str, marks: list[tuple[str, int, int]]) -> None:
    stripped, entities = as_written(text, [entity(*each) for each in marks])
    parsed, found = parse_html(html_of(stripped, entities))
    assert parsed == stripped == text.strip()
    units = stripped.encode("utf-16-le")

    def shown(each: dict[str, Any]) -> tuple[str, bytes]:
        begin = 2 * each["offset"]
        return each["type"], units[begin : begin + 2 * each["length"]]

    halves = any(not _whole(units, each) for each in entities)
    assert halves or sorted(map(shown, found)) == sorted(map(shown, entities))


def _whole(units: bytes, each: dict[str, Any]) -> bool:
    """Whether the entity begins and ends between letters, as Telegram's do."""
    begin, end = 2 * each["offset"], 2 * (each["offset"] + each["length"])
    try:
        units[:begin].decode("utf-16-le")
        units[begin:end].decode("utf-16-le")
    except UnicodeDecodeError:
        return False
    return True
