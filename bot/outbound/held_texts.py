"""What is said when a message of HR or a head did not go out."""

from __future__ import annotations

from html import escape

from bot.outbound.texts import LONGEST_BEGINNING, Message
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import press
from i18n import Language, translator
from storage.tables.outbound import Campaign


def message_held(campaign: Campaign, may_open: bool, language: Language) -> Message:
    """That a broadcast did not go out: to its author and to HR.

    Callback data of the button, for whoever may open it: `h:cast:<organisation>:<campaign>`.
    """
    tr = translator(language)
    text = campaign.texts.get(language) or campaign.texts["ru"]
    beginning = escape(shortened(" ".join(text.split()), LONGEST_BEGINNING), quote=False)
    why = (
        tr.text(
            "Whoever wrote it may no longer write to these people. HR can let it go or stop it."
        )
        if campaign.halted == "right"
        else tr.text("Nobody fitted its conditions when its time had come.")
    )
    lines = [
        tr.text("<b>⏸ A message did not go out</b>"),
        escape(campaign.organisation, quote=False),
        f"<i>{beginning}</i>",
        "",
        why,
    ]
    here = press("cast", campaign.organisation_id, campaign.id)
    return Message("\n".join(lines), (((tr.text("Open"), here),),) if may_open else ())
