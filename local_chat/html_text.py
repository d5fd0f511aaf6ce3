"""Telegram's HTML: reading it into text and entities, and writing it back.

Offsets and lengths of entities count UTF-16 units, offsets in error texts count bytes of the
source, both as Telegram does.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local_chat.refusals import bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_UNIX_TIME = re.compile(r"-?[0-9]{1,12}")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_NAME_END = re.compile(r"[\s>]")
_LINK = re.compile(r"^(?:(?:https?|tg|ton)://)?[^\s/?#]+(?:[/?#]\S*)?$", re.IGNORECASE)


def utf16_length(text: str) -> int:
    """Number of UTF-16 units of `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    code_language: str = ""

    def parse(self) -> tuple[str, list[Entity]]:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "&":
                self._character_reference()
            elif character != "<":
                self._plain()
            elif self.source.startswith("</", self.position):
                self._end_tag()
            else:
                self._start_tag()
        if self.opened:
            raise _unparsable(
                f'Can\'t find end tag corresponding to start tag "{self.opened[-1].name}"'
            )
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16_length(text)

    def _plain(self) -> None:
        end = self.position
        while end < len(self.source) and self.source[end] not in "<&":
            end += 1
        self._write(self.source[self.position : end])
        self.position = end

    def _character_reference(self) -> None:
        found = _CHARACTER.match(self.source, self.position)
        character = _referenced(found) if found else ""
        if not found or not character:
            self._write("&")
            self.position += 1
            return
        self._write(character)
        self.position = found.end()

    def _start_tag(self) -> None:
        begin = self.position
        end = _NAME_END.search(self.source, begin)
        if end is None:
            raise self._wrong("Unclosed start tag", begin)
        name = self.source[begin + 1 : end.start()].lower()
        if name not in _TAGS:
            raise self._wrong(f'Unsupported start tag "{name}"', begin)
        self.position = end.start()
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        if name == "tg-time" and not _is_time(attributes):
            raise self._wrong('Tag "tg-time" must have a valid "unix" and "format"', begin)
        self.opened.append(_Open(name, attributes, self.length))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            rest = len(self.source[self.position :].lstrip())
            self.position = len(self.source) - rest
            if not rest:
                raise self._wrong(f'Unclosed start tag "{name}"', begin)
            if self.source[self.position] == ">":
                self.position += 1
                return attributes
            found = _ATTRIBUTE.match(self.source, self.position)
            if found is None:
                raise self._wrong(f'Empty attribute name in the tag "{name}"', begin)
            attributes[found[1].lower()] = html.unescape((found[2] or "").strip("\"'"))
            self.position = found.end()

    def _end_tag(self) -> None:
        begin = self.position
        end = self.source.find(">", begin)
        if end < 0:
            raise self._wrong("Unclosed end tag", begin)
        name = self.source[begin + 2 : end].strip().lower()
        self.position = end + 1
        if not self.opened:
            raise self._wrong("Unexpected end tag", begin)
        tag = self.opened.pop()
        if name and name != tag.name:
            raise self._wrong(
                "Unmatched end tag", begin, f', expected "</{tag.name}>", found "</{name}>"'
            )
        if self.length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        entity: Entity = {
            "type": _TAGS[tag.name],
            "offset": tag.offset,
            "length": self.length - tag.offset,
        }
        if tag.name == "a":
            link = _link(tag.attributes.get("href", ""))
            if link is None:
                return
            entity["url"] = link
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
        elif tag.name == "tg-time":
            entity["unix_time"] = int(tag.attributes["unix"])
            if tag.attributes.get("format"):
                entity["date_time_format"] = tag.attributes["format"]
        elif tag.name == "code":
            self.code_language = _language(tag.attributes)
        elif tag.name == "pre":
            self._merge_code(entity)
        self.entities.append(entity)

    def _merge_code(self, pre: Entity) -> None:
        """`<pre><code class="language-x">` is one block with a language, not two entities."""
        last = self.entities[-1] if self.entities else {}
        if last == {**pre, "type": "code"}:
            self.entities.pop()
            if self.code_language:
                pre["language"] = self.code_language

    def _wrong(self, reason: str, position: int, tail: str = "") -> Exception:
        offset = len(self.source[:position].encode())
        return _unparsable(f"{reason} at byte offset {offset}{tail}")


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _referenced(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    code = int(digits[:9], base)
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else ""


def _is_time(attributes: dict[str, str]) -> bool:
    unix, shape = attributes.get("unix", ""), attributes.get("format", "")
    return bool(_UNIX_TIME.fullmatch(unix) and _TIME_FORMAT.fullmatch(shape))


def _language(attributes: dict[str, str]) -> str:
    prefix, _, language = attributes.get("class", "").partition("language-")
    return language if not prefix else ""


def _link(href: str) -> str | None:
    """The address of a link; None when Telegram would silently show plain text."""
    if not _LINK.match(href):
        return None
    if "://" in href:
        return href
    host = re.split(r"[/?#]", href, maxsplit=1)[0]
    return f"http://{href}" if "." in host and ":" not in host else None


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML into text and entities.

    Raises `RefusalError` (400 "can't parse entities: …") for a tag that is unknown, not closed or
    closed in the wrong order.
    """
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


def _time_tag(entity: Entity) -> str:
    shape = entity.get("date_time_format")
    shown = f' format="{shape}"' if shape else ""
    return f'<tg-time unix="{entity["unix_time"]}"{shown}>'


_WRITTEN: dict[str, Callable[[Entity], tuple[str, str]]] = {
    "bold": lambda _: ("<b>", "</b>"),
    "italic": lambda _: ("<i>", "</i>"),
    "underline": lambda _: ("<u>", "</u>"),
    "strikethrough": lambda _: ("<s>", "</s>"),
    "spoiler": lambda _: ("<tg-spoiler>", "</tg-spoiler>"),
    "code": lambda _: ("<code>", "</code>"),
    "pre": lambda entity: (
        (f'<pre><code class="language-{html.escape(entity["language"])}">', "</code></pre>")
        if entity.get("language")
        else ("<pre>", "</pre>")
    ),
    "text_link": lambda entity: (f'<a href="{html.escape(entity["url"])}">', "</a>"),
    "date_time": lambda entity: (_time_tag(entity), "</tg-time>"),
    "blockquote": lambda _: ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": lambda _: ("<blockquote expandable>", "</blockquote>"),
}


def to_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as Telegram's HTML; what Telegram finds by itself stays plain."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in entities:
        if entity["type"] not in _WRITTEN:
            continue
        start, end = _WRITTEN[entity["type"]](entity)
        opening.setdefault(entity["offset"], []).append(start)
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, end)
    written: list[str] = []
    offset = 0
    for character in text:
        written += closing.get(offset, []) + opening.get(offset, [])
        written.append(html.escape(character, quote=False))
        offset += 2 if ord(character) > 0xFFFF else 1
    written += closing.get(offset, [])
    return "".join(written)
