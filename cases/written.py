"""A text with the formatting that its writer gave it in Telegram: kept as plain text and entities,
shown as HTML that Telegram takes.

Entities count in UTF-16 units, as Telegram does. Those that Telegram finds by itself (addresses,
mentions, commands) are not kept: it finds them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

Entity = Mapping[str, Any]
"""`type`, `offset`, `length`; `url` of a "text_link", `language` of a "pre" where it has one."""

_TAGS: Final[Mapping[str, str]] = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
}
# Telegram takes nothing within these.
_OPAQUE: Final = frozenset({"code", "pre"})


def as_written(text: str, entities: Iterable[Entity]) -> tuple[str, list[dict[str, Any]]]:
    """The text without space around it, and its entities that make a difference, in their order;
    what crosses another or lies outside the text is left out."""
    units, stripped = _units(text), text.strip()
    begin = len(_units(text[: len(text) - len(text.lstrip())]))
    end = begin + len(_units(stripped))
    assert end <= len(units)
    kept: list[dict[str, Any]] = []
    open_until: list[int] = []
    for each in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        low = max(each["offset"], begin) - begin
        high = min(each["offset"] + each["length"], end) - begin
        while open_until and open_until[-1] <= low:
            open_until.pop()
        crosses = bool(open_until) and high > open_until[-1]
        if low >= high or crosses or _around(each, "") is None:
            continue
        open_until.append(high)
        besides = {name: each[name] for name in ("url", "language") if each.get(name)}
        kept.append({"type": each["type"], "offset": low, "length": high - low, **besides})
    return stripped, kept


def html_of(text: str, entities: Sequence[Entity]) -> str:
    """HTML of what `as_written` has made."""
    return _html(_units(text), 0, len(_units(text)), list(entities))


def _html(units: list[str], low: int, high: int, entities: list[Entity]) -> str:
    parts: list[str] = []
    place = low
    while entities:
        first, entities = entities[0], entities[1:]
        begin, end = first["offset"], first["offset"] + first["length"]
        within = [each for each in entities if each["offset"] < end]
        entities = entities[len(within) :]
        if first["type"] in _OPAQUE:
            within = []
        inner = _html(units, begin, end, within)
        parts += [_plain(units, place, begin), _around(first, inner) or inner]
        place = end
    return "".join([*parts, _plain(units, place, high)])


def _around(entity: Entity, inner: str) -> str | None:
    """The inner HTML as the entity shows it; None for one that shows nothing of its own."""
    kind = str(entity["type"])
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>"
    make = _SPECIAL.get(kind)
    return None if make is None else make(entity, inner)


def _link(entity: Entity, inner: str) -> str | None:
    url = entity.get("url")
    return f'<a href="{escape(url)}">{inner}</a>' if url else None


def _pre(entity: Entity, inner: str) -> str:
    language = entity.get("language")
    if not language:
        return f"<pre>{inner}</pre>"
    return f'<pre><code class="language-{escape(language)}">{inner}</code></pre>'


_SPECIAL: Final[Mapping[str, Callable[[Entity, str], str | None]]] = {
    "code": lambda _, inner: f"<code>{inner}</code>",
    "pre": _pre,
    "text_link": _link,
    "expandable_blockquote": lambda _, inner: f"<blockquote expandable>{inner}</blockquote>",
}


def _units(text: str) -> list[str]:
    """The UTF-16 units; a letter of two stands in the first, the second is empty."""
    found: list[str] = []
    for letter in text:
        found += [letter, ""] if ord(letter) > 0xFFFF else [letter]
    return found


def _plain(units: list[str], low: int, high: int) -> str:
    return escape("".join(units[low:high]), quote=False)
