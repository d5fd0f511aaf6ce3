"""Choosing a post of those that have an attestation, or a scoring sheet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from handlers.chat.buttons import Menu
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Screen, column, page_turns
from i18n import Translator
from rules.attestation import is_managerial
from rules.norms.catalog import Catalogue

ON_A_PAGE: Final = 8
MOST_ARE: Final = ("tvet-teacher", "tvet-master", "tvet-methodist", "tvet-senior-master")
"""What most people at a college are: these stand first, heads and deputies last."""


def posts_screen(
    catalogue: Catalogue,
    posts: Collection[str],
    page: int,
    text: str,
    chosen: Callable[[str], str],
    turned: Callable[[int], str],
    tr: Translator,
    below: Keyboard = (),
) -> Screen:
    """`chosen`, `turned`: the data of the buttons, by the post and by the page. A page that there
    is not is the last one; posts that the catalogue lacks are left out."""
    every = sorted(catalogue.positions.keys() & posts, key=_place)
    last = max(0, (len(every) - 1) // ON_A_PAGE)
    page = min(page, last)
    buttons = [
        Button(short_name(catalogue, each, tr), chosen(each))
        for each in every[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    rows = (*column(*buttons), *page_turns(page, last, turned), *below)
    return Screen(text, (*rows, (Button(tr.text("⬅️ Menu"), Menu.HOME()),)))


def _place(position: str) -> tuple[bool, int, str]:
    rank = MOST_ARE.index(position) if position in MOST_ARE else len(MOST_ARE)
    return is_managerial(position), rank, position
