"""A screen that Telegram refuses as it is, made to fit.

Views keep within Telegram's limits by themselves. What comes here is a fault of ours, and the
person still gets the beginning of the text and the buttons, so that nobody is stuck.
"""

from __future__ import annotations

from typing import Final

from handlers.chat.outcome import Button, Keyboard, Screen
from handlers.chat.telegram_text import LIMIT, plain_beginning, shortened

UNFIT: Final = (
    "message is too long",
    "message_too_long",
    "message text is empty",
    "text must be non-empty",
    "can't parse entities",
    "can't parse inline keyboard button",
    "inline keyboard button url",
    "text buttons are unallowed",
    "button_data_invalid",
    "button_url_invalid",
    "button_type_invalid",
    "reply_markup_too_long",
    "reply markup is too long",
)
"""What Telegram says of a screen that is too large or badly made."""
MOST_BUTTONS: Final = 100
MOST_BYTES: Final = 64
LONGEST_LABEL: Final = 60


def fitting(screen: Screen) -> Screen:
    """The beginning of the text, without tags, and the buttons that Telegram takes."""
    return Screen(plain_beginning(screen.text, LIMIT) or "…", _keyboard(screen.keyboard))


def _keyboard(keyboard: Keyboard) -> Keyboard:
    """As many rows from the top as there is room for, and the last one: it leads back."""
    rows = [row for row in (_row(each) for each in keyboard) if row]
    if not rows:
        return ()
    *above, last = rows
    kept: list[tuple[Button, ...]] = []
    room = MOST_BUTTONS - len(last)
    for row in above:
        room -= len(row)
        if room < 0:
            break
        kept.append(row)
    return (*kept, last[:MOST_BUTTONS])


def _row(row: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(
        Button(shortened(each.text, LONGEST_LABEL), each.data, each.url)
        for each in row
        if each.text.strip() and _does_something(each)
    )


def _does_something(button: Button) -> bool:
    if button.data:
        return len(button.data.encode()) <= MOST_BYTES
    return bool(button.url and button.url.startswith("https://"))
