"""The buttons of a day that is asked for part by part: the year, the month, the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from handlers.chat.answer_words import label
from handlers.chat.outcome import Button, Keyboard, column, grid
from i18n import Translator
from rules.questionnaire.question import Step

WIDTHS: Final = {"year": 4, "month": 3, "day": 7}
"""Buttons in a row, by the part of the day."""


def part_width(step: Step) -> int:
    """Buttons in a row for the part that the step asks for."""
    return WIDTHS[step.path.rsplit(".", 1)[1]]


def day_rows(
    step: Step, tr: Translator, data: Callable[[str], str], meant: Sequence[str] = ()
) -> Keyboard:
    """What can be pressed for the step; `meant`: instead, the days that typed words may mean.

    `data`: the callback data of a day as far as it is known ("2025", "2025-03", "2025-03-14").
    """
    if meant:
        return column(*(Button(tr.date(date.fromisoformat(day)), data(day)) for day in meant))
    buttons = [
        Button(label(option, step.widget, tr), data(option.value)) for option in step.options
    ]
    return grid(buttons, part_width(step))
