"""A day by buttons or words: a month, then the day, and moments in words.

One action serves the buttons; its last number says what it is.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import Final

from handlers.chat.day_rows import WIDTHS
from handlers.chat.outcome import Button, Keyboard, grid
from handlers.hr.buttons import press
from i18n import Translator
from rules.dates import ALMATY, add_months
from rules.typed.coming import read_coming_date
from rules.typed.outcome import Choose, OutOfRange, Understood

MONTHS_SHOWN: Final = 12
FIRST_MONTH: Final = 190001
FIRST_DAY: Final = 19000101


def read_day(number: int) -> date | None:
    """The day that a button of the last step carries (20261120); None for another step."""
    if number < FIRST_DAY:
        return None
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def calendar_rows(
    number: int, first: date, latest: date, tr: Translator, action: str, *numbers: int
) -> Keyboard:
    """Buttons for the step that `number` names: months from its page on, or the days of a month.

    Days outside `first` … `latest` are left out.
    """
    if number >= FIRST_MONTH and number % 100 in range(1, 13) and number // 100 <= latest.year:
        return _days(date(number // 100, number % 100, 1), first, latest, tr, action, *numbers)
    return _months(number, first, latest, tr, action, *numbers)


def _months(
    page: int, first: date, latest: date, tr: Translator, action: str, *numbers: int
) -> Keyboard:
    span = (latest.year - first.year) * 12 + latest.month - first.month
    page = min(page, span // MONTHS_SHOWN)
    shown = range(page * MONTHS_SHOWN, min(span, page * MONTHS_SHOWN + MONTHS_SHOWN - 1) + 1)
    months = [add_months(first.replace(day=1), ahead) for ahead in shown]
    buttons = [
        Button(
            f"{tr.month_name(each.month)} {each.year}",
            press(action, *numbers, each.year * 100 + each.month),
        )
        for each in months
    ]
    beside = []
    if page:
        beside.append(Button("◀️", press(action, *numbers, page - 1)))
    if page < span // MONTHS_SHOWN:
        beside.append(Button("▶️", press(action, *numbers, page + 1)))
    return (*grid(buttons, WIDTHS["month"]), *((tuple(beside),) if beside else ()))


def _days(
    month: date, first: date, latest: date, tr: Translator, action: str, *numbers: int
) -> Keyboard:
    every = (month.replace(day=n) for n in range(1, monthrange(month.year, month.month)[1] + 1))
    buttons = [
        Button(str(day.day), press(action, *numbers, day_number(day)))
        for day in every
        if first <= day <= latest
    ]
    months = Button(tr.text("◀️ Months"), press(action, *numbers, 0))
    return (*grid(buttons, WIDTHS["day"]), (months,))


def moment_words(at: datetime | None, tr: Translator) -> str:
    """The day and the hour in Almaty; "at once" for None."""
    if at is None:
        return tr.text("at once")
    local = at.astimezone(ALMATY)
    return tr.text("{day}, {clock} (Almaty)", day=tr.date(local.date()), clock=f"{local:%H:%M}")


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
