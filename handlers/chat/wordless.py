"""What is said to a message that has no words in it."""

from __future__ import annotations

from aiogram.types import Message

from i18n import Translator


def cannot_read(message: Message, tr: Translator) -> str:
    if message.voice is not None:
        return tr.text(
            "🎤 Thank you for speaking to me, but I cannot listen yet. Please write it in a few "
            "words or press a button. Nothing of what you said before is lost."
        )
    return tr.text("I can only read text. Please write it or press a button.")
