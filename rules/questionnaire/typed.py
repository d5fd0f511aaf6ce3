"""A typed answer, read the way its question wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rules import answers
from rules.answers.outcome import Choose, NotUnderstood, Reading, Understood
from rules.questionnaire.checklist import EVERYTHING
from rules.questionnaire.question import Json, Step, Widget


def read_typed(step: Step, text: str, on: date) -> Reading[Json]:
    """The answer to `step` in the words `text`: understood (None means "don't know"), one of
    several to choose from, out of range, or not understood."""
    if step.can_be_unknown and answers.is_dont_know(text):
        return Understood(None, None)
    return _READERS[step.widget](step, text, on)


def _choice(step: Step, text: str, on: date) -> Reading[Json]:
    assert step.vocabulary is not None
    if step.vocabulary == "quartile":
        return _digit(step, text)
    if step.path.endswith(".fields"):
        return _fields(step, text, on)
    reading: Reading[Json] = answers.read_choice(text, step.vocabulary)
    return _among(step, reading)


def _digit(step: Step, text: str) -> Reading[Json]:
    digits = [c for c in text if c.isdecimal()]
    if len(digits) == 1 and any(option.value == digits[0] for option in step.options):
        return Understood(digits[0], None)
    return NotUnderstood()


def _among(step: Step, reading: Reading[Json]) -> Reading[Json]:
    """The reading as far as the question offers it; "none" ends a list that has begun."""
    offered = {option.value for option in step.options}
    match reading:
        case Understood(value="unknown"):
            return Understood(None, reading.note) if step.can_be_unknown else NotUnderstood()
        case Understood(value="none") if "none" not in offered and "enough" in offered:
            return Understood("enough", reading.note)
        case Understood():
            return reading if reading.value in offered else NotUnderstood()
        case Choose():
            left = tuple(value for value in reading.options if value in offered)
            return Choose(left) if left else NotUnderstood()
    return reading


def _fields(step: Step, text: str, on: date) -> Reading[Json]:
    reading = _many(step, text, on)
    if step.widget is Widget.MANY or not isinstance(reading, Understood):
        return reading
    if reading.value is None:
        return reading
    chosen: list[str] = reading.value
    value = "none" if not chosen else chosen[0] if len(chosen) == 1 else "both"
    return Understood(value, reading.note)


def _many(step: Step, text: str, on: date) -> Reading[Json]:
    assert step.vocabulary is not None
    offered = {option.value for option in step.options}
    reading = answers.read_choices(text, step.vocabulary)
    if not isinstance(reading, Understood):
        return NotUnderstood() if isinstance(reading, Choose) else reading
    if "unknown" in reading.value:
        return Understood(None, reading.note)
    chosen = [value for value in reading.value if value in offered]
    if not chosen and "none" not in reading.value:
        return NotUnderstood()
    return Understood(chosen, reading.note)


def _months(step: Step, text: str, on: date) -> Reading[Json]:
    return answers.read_duration(text, on)


def _hours(step: Step, text: str, on: date) -> Reading[Json]:
    reading = answers.read_hours(text)
    if isinstance(reading, Understood):
        # One course is asked about: several numbers are several courses, so ask which is meant.
        several = reading.value
        return Understood(several[0], reading.note) if len(several) == 1 else Choose(several)
    if isinstance(reading, Choose):
        return Choose(tuple(hours for option in reading.options for hours in option))
    return reading


def _number(step: Step, text: str, on: date) -> Reading[Json]:
    return answers.read_number(text, *step.bounds)


def _day(step: Step, text: str, on: date) -> Reading[Json]:
    reading = answers.read_date(text, on)
    match reading:
        case Understood():
            return Understood(reading.value.isoformat(), reading.note)
        case Choose():
            return Choose(tuple(day.isoformat() for day in reading.options))
    return reading


def _yes_no(step: Step, text: str, on: date) -> Reading[Json]:
    reading = answers.read_yes_no(text)
    if isinstance(reading, Understood) and reading.value is not None:
        return Understood("yes" if reading.value else "no", reading.note)
    if isinstance(reading, Choose):
        return NotUnderstood()
    return reading


def _page(step: Step, text: str, on: date) -> Reading[Json]:
    """Yes means all that is waiting, no means nothing of this page."""
    reading = _yes_no(step, text, on)
    if isinstance(reading, Understood) and reading.value is not None:
        return Understood(EVERYTHING if reading.value == "yes" else [], reading.note)
    return reading


_READERS: dict[Widget, Callable[[Step, str, date], Reading[Json]]] = {
    Widget.CHOICE: _choice,
    Widget.MANY: _many,
    Widget.MONTHS: _months,
    Widget.HOURS: _hours,
    Widget.NUMBER: _number,
    Widget.DATE: _day,
    Widget.YES_NO: _yes_no,
    Widget.CHECKLIST: _page,
}
