"""Which message a press belongs to, also when Telegram no longer gives the message itself."""

from __future__ import annotations

from aiogram.types import CallbackQuery


def pressed_message(callback: CallbackQuery) -> int:
    """The message's id; an inaccessible message still has one. 0 for a press without a message."""
    return callback.message.message_id if callback.message is not None else 0
