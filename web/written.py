"""A message as its writer formatted it, shown in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Final

from markupsafe import Markup

from cases.written import html_of
from rules.vocabulary import Language
from storage.tables.outbound import Formats

_TAG: Final = re.compile(r"<(/?)([a-z-]+)([^<>]*)>")
_LINK: Final = re.compile(r' href="([^"]*)"')
_KEPT: Final = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})
# What a link of a message may lead to; a browser knows others that run what is written in them.
_SAFE: Final = ("http://", "https://", "mailto:", "tel:", "tg://")


def written(texts: Mapping[Language, str], formats: Formats, language: Language) -> Markup:
    """What was written in that language. Only the tags named here come out, whatever was typed: of
    all others the words stay."""
    html = html_of(texts[language], formats.get(language, ()))
    return Markup(_TAG.sub(_shown, html))  # noqa: S704


def _shown(tag: re.Match[str]) -> str:
    closes, name, rest = tag.groups()
    if name == "a":
        return "</a>" if closes else _link(rest)
    return f"<{closes}{name}>" if name in _KEPT else ""


def _link(rest: str) -> str:
    found = _LINK.search(rest)
    address = "" if found is None else unescape(found[1]).strip()
    if not address.lower().startswith(_SAFE):
        return "<a>"
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">'
