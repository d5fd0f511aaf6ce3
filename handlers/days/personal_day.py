"""Entering the end of a category or language certificate: what, how it is known, the day. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from handlers.chat.buttons import Days
from i18n import mark
from rules.dates import PartialDay, add_months
from rules.questionnaire.days import day_step
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.typed import read_typed
from rules.questionnaire.wording import Wording
from rules.typed.outcome import Choose, NotUnderstood, Understanding
from rules.vocabulary import JsonValue
from storage.tables.deadlines import DateKind

GRANTED, ENDS = "g", "e"
COMING_YEARS = 8
LATEST_MONTHS = 240

KINDS: Final[dict[str, DateKind]] = {
    "c": "category",
    "m": "management_category",
    "l": "language",
    "f": "portfolio",
}
CATEGORIES: Final = ("category", "management_category")
"""Those whose end follows from the day of an order."""
SIGNS: Final = {kind: sign for sign, kind in KINDS.items()}
KIND_NAMES: Final[dict[DateKind, str]] = {
    "category": mark("Qualification category"),
    "management_category": mark("Category of a head or deputy"),
    "language": mark("Language certificate"),
    "portfolio": mark("Portfolio: my college's day"),
}
_OF_THE_COLLEGE: Final = Wording(
    mark("Until which day does your college take the portfolio?"),
    mark("You can also write the date, with its year: 14.03.2028."),
)
_QUESTIONS: Final = {
    GRANTED: Wording(
        mark("When was the category granted? The day of the order."),
        mark("You can also write the date: 14.03.2025."),
    ),
    ENDS: Wording(
        mark("Until which day is it valid?"),
        mark("You can also write the date, with its year: 14.03.2028."),
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which day is asked after. `how`: the day of granting or the last day; `begun`: what is known
    of the day, "", "2025" or "2025-03"."""

    kind: DateKind
    value: str
    how: str
    begun: str = ""

    def data(self, day: str) -> str:
        """The data of a button that says the day, or a part of it."""
        return Days.WHEN(SIGNS[self.kind], self.value, self.how, day)


def step_for(asked: Asked, on: date) -> Step:
    step = Step(
        asked.kind,
        f"{asked.kind}.0.{asked.how}",
        Widget.DATE,
        _OF_THE_COLLEGE if asked.kind == "portfolio" else _QUESTIONS[asked.how],
        can_be_unknown=False,
    )
    if asked.how == GRANTED:
        return day_step(step, asked.begun, on)
    return _coming_step(step, asked.begun, on)


def _coming_step(step: Step, begun: str, on: date) -> Step:
    """The same for a day that is still to come."""
    if not begun:
        values, part = [f"{on.year + ahead}" for ahead in range(COMING_YEARS)], "year"
    elif PartialDay(begun).known_to == "year":
        values, part = [f"{begun}-{month:02}" for month in range(1, 13)], "month"
    else:
        year, month = (int(piece) for piece in begun.split("-"))
        days = range(1, monthrange(year, month)[1] + 1)
        values, part = [f"{begun}-{day:02}" for day in days], "day"
    return replace(
        step,
        path=f"{step.path}.{part}",
        options=tuple(Option(value) for value in values),
        bounds=(1, add_months(on, LATEST_MONTHS).toordinal()),
    )


def read_words(asked: Asked, text: str, on: date) -> Understanding[JsonValue]:
    """The day that the words say, as far as they say it: "2028-03-14", "2028-03"."""
    if asked.how == GRANTED:
        return read_typed(step_for(asked, on), text, on)
    # A day without its year would be looked for before the latest possible one.
    reading = read_typed(step_for(asked, on), text, add_months(on, LATEST_MONTHS))
    if isinstance(reading, Choose) and reading.note == "year_missing":
        return NotUnderstood()
    return reading
