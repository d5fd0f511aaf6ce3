"""A moment in words, in Almaty's time."""

from __future__ import annotations

from datetime import datetime

from i18n import Translator
from rules.dates import ALMATY


def moment_words(at: datetime | None, tr: Translator) -> str:
    """The day and the hour in Almaty; "at once" for None."""
    if at is None:
        return tr.text("at once")
    local = at.astimezone(ALMATY)
    return tr.text("{day}, {clock} (Almaty)", day=tr.date(local.date()), clock=f"{local:%H:%M}")
