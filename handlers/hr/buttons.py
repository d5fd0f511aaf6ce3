"""What the buttons of HR carry: an action and numbers, nothing that would have to be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, page_turns
from i18n import Translator

PREFIX: Final = "h:"
# Numbers of rows fit in 18 digits; what is longer nobody made.
PATTERN: Final = r"^h:[a-z_]{1,20}(:\d{1,18})*$"
NONE: Final = 0
"""No department, no page before: rows are numbered from 1."""

T = TypeVar("T")


def press(action: str, *numbers: int) -> str:
    """Callback data, at most 64 bytes with three numbers."""
    return PREFIX + ":".join((action, *map(str, numbers)))


def read_press(data: str) -> tuple[str, tuple[int, ...]]:
    """Action and numbers of what `press` made."""
    action, *numbers = data.removeprefix(PREFIX).split(":")
    return action, tuple(map(int, numbers))


def back(tr: Translator, action: str, *numbers: int) -> tuple[Button, ...]:
    return (Button(tr.text("⬅️ Back"), press(action, *numbers)),)


def shown(screen: Screen, edit: int | None, toast: str | None = None) -> Outcome:
    return Outcome((Show(screen, edit),), toast)


def asked_twice(tr: Translator, question: str, yes: str, action: str, keep: str) -> Screen:
    """A question before something is taken away. `action`, `keep`: callback data."""
    rows: Keyboard = ((Button(tr.text("No, keep it"), keep),), (Button(yes, action),))
    return Screen(question, rows)


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """The items of the page nearest to `page` (from 0), its number, and that of the last page."""
    last = max(0, (len(items) - 1) // size)
    page = min(page, last)
    return items[page * size : (page + 1) * size], page, last


def turns(page: int, last: int, action: str, *numbers: int) -> Keyboard:
    """Buttons to the pages beside this one, as a row; no row where there is one page only."""
    return page_turns(page, last, partial(press, action, *numbers))
