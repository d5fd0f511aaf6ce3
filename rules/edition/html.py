"""The lines of a web page: what is read, without menus, buttons and scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "center",
        "html",
    ]
)
# What stands beside the text of a page, or is not seen, or is struck out.
_BESIDE: Final = frozenset(
    [
        "aside",
        "button",
        "datalist",
        "del",
        "dialog",
        "footer",
        "head",
        "header",
        "iframe",
        "menu",
        "nav",
        "noscript",
        "object",
        "option",
        "s",
        "script",
        "select",
        "strike",
        "style",
        "svg",
        "template",
        "textarea",
    ]
)
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBERED = re.compile(r"\s*\d+\s*[.)]")


def html_lines(text: str) -> list[str]:
    """The lines of a page. A line that is nothing but links is part of a menu and left out."""
    page = _Page(skipping=True)
    page.feed(text)
    page.close()
    if page.beside:  # something beside the text was never closed: it would swallow the rest
        page = _Page(skipping=False)
        page.feed(text)
        page.close()
    page.end_line()
    return page.lines


class _Page(HTMLParser):
    def __init__(self, *, skipping: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.skipping = skipping
        self.lines: list[str] = []
        self.beside: list[str] = []
        self._line: list[str] = []
        self._linked = self._unlinked = 0
        self._links: list[bool] = []
        self._raised = self._kept_as_it_is = 0
        self._lists: list[int | None] = []
        self._number: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.beside or (self._left_out(tag, given) and self.skipping):
            if tag not in _VOID:
                self.beside.append(tag)
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in {"ol", "ul"}:
            start = given.get("start", "")
            first = int(start) if start.isdecimal() and len(start) < 6 else 1
            self._lists.append(first if tag == "ol" else None)
        elif tag == "li":
            self._take_number(given.get("value", ""))
        if tag == "a":  # without an address it only marks a place
            self._links.append("href" in given)
        self._count(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        if self.beside:
            if tag in self.beside:
                while self.beside.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == "a" and self._links:
            self._links.pop()
        self._count(tag, -1)

    def handle_data(self, data: str) -> None:
        if self.beside:
            return
        if self._raised:
            data = data.translate(_RAISED)
        parts = data.split("\n") if self._kept_as_it_is else [data.replace("\n", " ")]
        for number, part in enumerate(parts):
            if number:
                self.end_line()
            self._line.append(part)
            letters = len(part.strip())
            linked = any(self._links)
            self._linked += letters if linked else 0
            self._unlinked += 0 if linked else letters

    def end_line(self) -> None:
        text = "".join(self._line)
        if text.strip() and (self._unlinked or not self._linked):
            if self._number is not None and not _NUMBERED.match(text):
                text = f"{self._number}. {text}"
            self._number = None
            self.lines.append(text)
        self._line = []
        self._linked = self._unlinked = 0

    def _left_out(self, tag: str, given: dict[str, str]) -> bool:
        if tag in {"html", "body"}:
            return False
        hidden = "hidden" in given or given.get("aria-hidden") == "true"
        return tag in _BESIDE or hidden or bool(_HIDDEN.search(given.get("style", "")))

    def _take_number(self, value: str) -> None:
        if not self._lists or self._lists[-1] is None:
            self._number = None
            return
        here = int(value) if value.isdecimal() and len(value) < 6 else self._lists[-1]
        self._number, self._lists[-1] = here, here + 1

    def _count(self, tag: str, by: int) -> None:
        if tag == "sup":
            self._raised = max(0, self._raised + by)
        elif tag == "pre":
            self._kept_as_it_is = max(0, self._kept_as_it_is + by)
