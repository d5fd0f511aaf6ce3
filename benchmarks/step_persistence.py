"""python-telegram-bot with eight buttons and its own persistence, which writes each second.

`python -m benchmarks.step_persistence ADDRESS TOKEN FILE`, by polling.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    PicklePersistence,
)

Context = ContextTypes.DEFAULT_TYPE


def question(said: list[str]) -> dict[str, Any]:
    rows = [
        [InlineKeyboardButton(f"Answer {len(said)} {number}", callback_data=f"{number}")]
        for number in range(8)
    ]
    return {
        "text": f"Question {len(said)}: {said[-1:]}",
        "reply_markup": InlineKeyboardMarkup(rows),
    }


async def begin(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(**question([]))


async def keep(update: Update, context: Context) -> None:
    press = update.callback_query
    assert press is not None
    assert context.user_data is not None
    # As many answers as a check has.
    said = context.user_data["said"] = [*context.user_data.get("said", []), press.data][-20:]
    await press.answer()
    await press.edit_message_text(**question(said))


def main(address: str, token: str, file: str) -> None:
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{address}/bot")
        .persistence(PicklePersistence(file, update_interval=1))
        .concurrent_updates(True)
        .build()
    )
    application.add_handler(CommandHandler("start", begin))
    application.add_handler(CallbackQueryHandler(keep))
    gc.collect()
    gc.freeze()
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:4])
