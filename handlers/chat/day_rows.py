"""The buttons of a day that is asked for part by part: the year, the month, the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from handlers.chat.buttons import Menu
from handlers.chat.outcome import Button, Keyboard, column, grid
from handlers.chat.said_words import label
from i18n import Translator
from rules.questionnaire.question import Step

WIDTHS: Final = {"year": 4, "month": 3}
"""Buttons in a row, by the part of the day."""
WEEK: Final = 7
EMPTY: Final = "·"


def day_rows(
    step: Step, tr: Translator, data: Callable[[str], str], meant: Sequence[str] = ()
) -> Keyboard:
    """What can be pressed for the step; `meant`: instead, the days that typed words may mean.

    `data`: the callback data of a day as far as it is known ("2025", "2025-03", "2025-03-14").
    """
    if meant:
        return column(*(Button(tr.date(date.fromisoformat(day)), data(day)) for day in meant))
    part = step.path.rsplit(".", 1)[1]
    if part == "day":
        days = {date.fromisoformat(option.value): data(option.value) for option in step.options}
        return month_rows(days, tr)
    buttons = [
        Button(label(option, step.widget, tr), data(option.value)) for option in step.options
    ]
    return grid(buttons, WIDTHS[part])


def month_rows(days: Mapping[date, str], tr: Translator) -> Keyboard:
    """Days of one month as a calendar, a week in a row; what is no such day does nothing.

    `days`: the callback data of each.
    """
    inert = Menu.NOTHING()
    heads = [Button(tr.weekday(number), inert) for number in range(WEEK)]
    first = min(days)
    cells = [Button(EMPTY, inert)] * first.weekday()
    cells += [
        Button(str(number), days[day]) if day in days else Button(EMPTY, inert)
        for number in range(first.day, max(days).day + 1)
        for day in (first.replace(day=number),)
    ]
    cells += [Button(EMPTY, inert)] * (-len(cells) % WEEK)
    return grid([*heads, *cells], WEEK)
