"""Files made in the workshop, and what is said where one cannot be had now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from handlers.chat.outcome import Button, NotMade, Screen
from handlers.chat.workshop import Cut, NoRoom, Workshop
from i18n import Translator

A = TypeVar("A")


async def make(
    workshop: Workshop, work: Callable[[A], bytes], wanted: A, tr: Translator, again: Button
) -> bytes:
    """What `work` makes of `wanted`; NotMade where the person has to press `again`."""
    try:
        return await workshop.do(work, wanted)
    except NoRoom:
        text = tr.text("⏳ Many people want a file right now. A moment, then press again.")
    except Cut:
        text = tr.text("⚠️ The file was not finished. Nothing is lost: press again.")
    raise NotMade(Screen(text, ((again,),)))
