"""A day in words that Telegram knows as a day: a tap on it offers the calendar or a reminder.

The entity `date_time` (`<tg-time>` in HTML). It has no format, so that the words inside are shown
as they are, in the person's language; a client that does not know it shows just them.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from i18n import Translator
from rules.dates import ALMATY

_NOON: Final = time(12)
"""An hour that lies on the same day in all time zones that people here may have set."""


def tappable_day(day: date, tr: Translator) -> str:
    """The day as HTML."""
    unix = int(datetime.combine(day, _NOON, ALMATY).timestamp())
    return f'<tg-time unix="{unix}">{tr.date(day)}</tg-time>'
