"""A day by buttons or words: a month, then the day, and moments in words.

One action serves the buttons; its last number says what it is.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import Final, Literal

from handlers.chat.day_rows import WIDTHS, month_rows
from handlers.chat.outcome import Keyboard, column, grid
from handlers.hr.visit import HrVisit
from i18n import Translator
from rules.dates import ALMATY, add_months
from rules.typed.coming import read_coming_date
from rules.typed.outcome import Choose, OutOfRange, Understood

DayAction = Literal["day_pick", "edition_day", "when", "role_day"]
Before = tuple[int, ...]
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
    hr: HrVisit, number: int, first: date, latest: date, action: DayAction, *before: int
) -> Keyboard:
    """Buttons for the step that `number` names: months from its page on, or the days of a month.

    Days outside `first` … `latest` are left out. `before`: numbers that each button carries first.
    """
    if number >= FIRST_MONTH and number % 100 in range(1, 13) and number // 100 <= latest.year:
        return _days(hr, date(number // 100, number % 100, 1), first, latest, action, before)
    return _months(hr, number, first, latest, action, before)


def _months(
    hr: HrVisit, page: int, first: date, latest: date, action: DayAction, before: Before
) -> Keyboard:
    span = (latest.year - first.year) * 12 + latest.month - first.month
    page = min(page, span // MONTHS_SHOWN)
    shown = range(page * MONTHS_SHOWN, min(span, page * MONTHS_SHOWN + MONTHS_SHOWN - 1) + 1)
    months = [add_months(first.replace(day=1), ahead) for ahead in shown]
    buttons = [
        hr.button(
            f"{hr.tr.month_name(each.month)} {each.year}",
            action,
            *before,
            each.year * 100 + each.month,
        )
        for each in months
    ]
    return (*grid(buttons, WIDTHS["month"]), *hr.turns(page, span // MONTHS_SHOWN, action, *before))


def _days(
    hr: HrVisit, month: date, first: date, latest: date, action: DayAction, before: Before
) -> Keyboard:
    every = (month.replace(day=n) for n in range(1, monthrange(month.year, month.month)[1] + 1))
    days = {
        day: hr.press(action, *before, day_number(day)) for day in every if first <= day <= latest
    }
    weeks = month_rows(days, hr.tr) if days else ()
    return (*weeks, (hr.button(hr.tr.text("◀️ Months"), action, *before, 0),))


def moment_words(at: datetime | None, tr: Translator) -> str:
    """The day and the hour in Almaty; "at once" for None."""
    if at is None:
        return tr.text("at once")
    local = at.astimezone(ALMATY)
    return tr.text("{day}, {clock} (Almaty)", day=tr.date(local.date()), clock=f"{local:%H:%M}")


def typed_day(
    hr: HrVisit, words: str, latest: date, action: DayAction
) -> date | tuple[str, Keyboard]:
    """The day, or what to say instead, with buttons for what the words may mean."""
    tr, reading = hr.tr, read_coming_date(words, hr.on, latest)
    if isinstance(reading, Understood):
        return reading.value
    if isinstance(reading, Choose):
        rows = column(
            *(hr.button(tr.date(day), action, day_number(day)) for day in reading.options)
        )
        return tr.text("Please say which you mean, or write it in other words."), rows
    if isinstance(reading, OutOfRange) and reading.reason == "no_such_day":
        return tr.text("⚠️ There is no such day in the calendar. Please check it."), ()
    if isinstance(reading, OutOfRange):
        low, high = tr.date(hr.on), tr.date(latest)
        return tr.text("⚠️ A day from {low} to {high} is needed.", low=low, high=high), ()
    return tr.text("⚠️ I did not understand. Press a button or write a date: 14.03.2025."), ()
