"""A long text in one message, a part at a time. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.chat.outcome import Keyboard, Screen, page_turns
from i18n import Translator


def one_part(
    texts: Sequence[str],
    page: int,
    turn: Callable[[int], str],
    tr: Translator,
    rows: Keyboard = (),
) -> Screen:
    """One of the parts (from 0; past the last: the last) with ◀ and ▶ above `rows`.

    `texts`: HTML, at least one, as `parts` cuts it; `turn`: the callback data of a part.
    """
    last = len(texts) - 1
    page = min(page, last)
    text = texts[page]
    if last > 0:
        text += "\n" + tr.text("<i>Part {page} of {pages}</i>", page=page + 1, pages=last + 1)
    return Screen(text, (*page_turns(page, last, turn), *rows))
