"""A day still to come as HR types it: understood, asked back, or refused with the reason."""

from __future__ import annotations

from datetime import date

from handlers.hr.buttons import press
from handlers.hr.calendar import day_number
from handlers.outcome import Button, Keyboard
from i18n import Translator
from rules.typed.coming import read_coming_date
from rules.typed.outcome import Choose, OutOfRange, Understood


def typed_day(
    words: str, on: date, latest: date, tr: Translator, action: str, *numbers: int
) -> date | tuple[str, Keyboard]:
    """The day, or what to say instead, with buttons for what the words may mean."""
    reading = read_coming_date(words, on, latest)
    if isinstance(reading, Understood):
        return reading.value
    if isinstance(reading, Choose):
        rows = tuple(
            (Button(tr.date(day), press(action, *numbers, day_number(day))),)
            for day in reading.options
        )
        return tr.text("Please say which you mean, or write it in other words."), rows
    if isinstance(reading, OutOfRange) and reading.reason == "no_such_day":
        return tr.text("⚠️ There is no such day in the calendar. Please check it."), ()
    if isinstance(reading, OutOfRange):
        low, high = tr.date(on), tr.date(latest)
        return tr.text("⚠️ A day from {low} to {high} is needed.", low=low, high=high), ()
    return tr.text("⚠️ I did not understand. Press a button or write a date: 14.03.2025."), ()
