"""What Telegram itself shows of the bot: the menu of commands and its descriptions."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from i18n import LANGUAGES, Language, Translator, mark, translator

log = structlog.get_logger("bot.menus")

COMMANDS: Final[dict[str, str]] = {
    "check": mark("Check a position"),
    "attestation": mark("Attestation and its papers"),
    "reference": mark("Duties and requirements of each position"),
    "certificates": mark("My certificates"),
    "dates": mark("Days to remember"),
    "training": mark("Training of the year"),
    "orgs": mark("My organisations"),
    "portfolio": mark("Points of my portfolio"),
    "fit": mark("Which positions fit me"),
    "my": mark("My checks"),
    "standard": mark("The professional standard"),
    "help": mark("How it works"),
    "lang": mark("Language"),
    "cancel": mark("Stop the questions"),
    "mydata": mark("My data as a file"),
    "forget": mark("Delete everything about me"),
    "privacy": mark("What is kept and why"),
    "about": mark("Which documents this goes by"),
    "hr": mark("For HR staff"),
}
# Telegram shows this menu where a person's language is none of ours.
OTHERWISE: Final[Language] = "en"


async def set_menus(bot: Bot) -> None:
    """Sets menus and descriptions in all languages; a bot without them still works."""
    try:
        await asyncio.gather(
            _set(bot, translator(OTHERWISE), None),
            *(_set(bot, translator(language), language) for language in LANGUAGES),
        )
    except AiogramError as error:
        log.warning("menus_not_set", reason=type(error).__name__)


async def _set(bot: Bot, tr: Translator, code: str | None) -> None:
    commands = [
        BotCommand(command=name, description=tr.text(words)) for name, words in COMMANDS.items()
    ]
    await bot.set_my_commands(commands, language_code=code)
    await bot.set_my_description(
        tr.text(
            "Do you meet the requirements of a teaching position at a college or a "
            "technical university? Answer a few questions and learn what is met, what is "
            "missing and when you will have it all."
        ),
        language_code=code,
    )
    await bot.set_my_short_description(
        tr.text(
            "Requirements of teaching positions in Kazakhstan: what you meet and what is missing."
        ),
        language_code=code,
    )
