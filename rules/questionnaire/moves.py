"""What a pressed button means at the current question."""

from __future__ import annotations

from datetime import date
from typing import Final

from rules.questionnaire.checklist import EVERYTHING
from rules.questionnaire.question import Answered, Back, Marked, Move, SkipAdvantages, Step, Widget
from rules.questionnaire.together import Ticked
from rules.vocabulary import JsonValue

BACK: Final = "!back"
UNKNOWN: Final = "!unknown"
DONE: Final = "!done"
ALL: Final = "!all"
SKIP: Final = "!skip"
REST: Final = "!rest"
MARK, UNMARK, TOGETHER = "+", "-", "="

_NUMBERS = (Widget.MONTHS, Widget.HOURS, Widget.NUMBER)
_MARKED = (Widget.MANY, Widget.CHECKLIST, Widget.TICKED)


def move_for(step: Step, option: str) -> Move | None:
    """The move that the button `option` makes; None when this question has no such button."""
    if option == BACK:
        return Back()
    if option == SKIP:
        return SkipAdvantages()
    if option == UNKNOWN:
        return Answered(None) if step.can_be_unknown else None
    if step.widget in _MARKED:
        return _on_marks(step, option)
    if step.widget in _NUMBERS:
        low, high = step.bounds
        fits = option.isascii() and option.isdecimal() and low <= int(option) <= high
        return Answered(int(option)) if fits else None
    if any(o.value == option for o in step.options) or _is_day(step, option):
        return Answered(option)
    return None


def _is_day(step: Step, option: str) -> bool:
    """Whether the option is a whole day that can be: a typed date, confirmed by a button."""
    if step.widget is not Widget.DATE:
        return False
    try:
        day = date.fromisoformat(option)
    except ValueError:
        return False
    return option == day.isoformat() and day.toordinal() <= step.bounds[1]


def _on_marks(step: Step, option: str) -> Move | None:
    if step.widget is Widget.TICKED and option in (DONE, REST):
        return Answered(Ticked(step.chosen, False if option == REST else None, settled=True))
    if option == DONE:
        return Answered(list(step.chosen))
    if option == ALL and step.widget is Widget.CHECKLIST:
        return Answered(EVERYTHING)
    if option[:1] == TOGETHER:
        return _all_of(step, option[1:])
    number = option[1:]
    if option[:1] not in (MARK, UNMARK) or not number.isdecimal():
        return None
    if int(number) >= len(step.options):
        return None
    return Marked(step.options[int(number)].value, option[:1] == MARK)


def _all_of(step: Step, numbers: str) -> Move | None:
    """The options with these numbers as one answer: what typed words may mean, confirmed."""
    given = numbers.split(".") if numbers else []
    if not all(n.isascii() and n.isdecimal() and int(n) < len(step.options) for n in given):
        return None
    chosen = [step.options[int(n)].value for n in given]
    if step.widget is Widget.TICKED:
        return Answered(Ticked(tuple(chosen), None, settled=False))
    return Answered(chosen)


def option_for(step: Step, reading: JsonValue) -> str:
    """The option whose button gives `reading`, one of the meanings of typed words."""
    if isinstance(reading, list | tuple):
        places = {option.value: place for place, option in enumerate(step.options)}
        return TOGETHER + ".".join(str(places[value]) for value in reading)
    return str(reading)
