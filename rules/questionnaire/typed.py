"""A typed answer, read the way its question wants it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from rules import typed
from rules.questionnaire.checklist import EVERYTHING
from rules.questionnaire.days import read_day
from rules.questionnaire.lists import OTHER
from rules.questionnaire.moves import ALL, UNKNOWN
from rules.questionnaire.question import Step, Widget
from rules.questionnaire.several import read_several
from rules.questionnaire.together import Ticked, without_rest
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.text import visible
from rules.vocabulary import JsonValue


def read_typed(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    """The answer to `step` in the words `text`: understood (None means "don't know"), one of
    several to choose from, out of range, or not understood."""
    text = visible(text)
    if step.can_be_unknown and typed.is_dont_know(text):
        return Understood(None, None)
    several = read_several(step, text, on)
    if several is not None:
        return several
    return _READERS[step.widget](step, text, on)


def _choice(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    assert step.vocabulary is not None
    if step.vocabulary == "quartile":
        return _digit(step, text)
    if step.path.endswith(".fields"):
        return _fields(step, text, on)
    if _plain(text) in _ENOUGH and any(option.value == "enough" for option in step.options):
        return Understood("enough", None)
    reading: Understanding[JsonValue] = typed.read_choice(text, step.vocabulary)
    return _among(step, reading)


_ENOUGH = frozenset(
    {"это все", "все", "больше нет", "осымен бітті", "бітті", "басқа жоқ", "that is all", "no more"}
)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").strip(" .!").split())


def _digit(step: Step, text: str) -> Understanding[JsonValue]:
    digits = [c for c in text if c.isdecimal()]
    if len(digits) == 1 and any(option.value == digits[0] for option in step.options):
        return Understood(digits[0], None)
    return NotUnderstood()


def _among(step: Step, reading: Understanding[JsonValue]) -> Understanding[JsonValue]:
    """The reading as far as the question offers it; "none" ends a list that has begun."""
    offered = {option.value for option in step.options}
    match reading:
        case Understood(value="none") if OTHER in offered:
            return Understood(OTHER, reading.note)
        case Understood(value="unknown"):
            return Understood(None, reading.note) if step.can_be_unknown else NotUnderstood()
        case Understood(value="none") if "none" not in offered and "enough" in offered:
            return Understood("enough", reading.note)
        case Understood():
            return reading if reading.value in offered else NotUnderstood()
        case Choose():
            left = tuple(value for value in reading.options if value in offered)
            return Choose(left, reading.note) if left else NotUnderstood()
    return reading


def _fields(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    reading = _many(step, text, on)
    if step.widget is Widget.MANY:
        return reading
    match reading:
        case Understood():
            return Understood(_one_field(reading.value), reading.note)
        case Choose():
            return Choose(tuple(map(_one_field, reading.options)), reading.note)
    return reading


def _one_field(chosen: JsonValue) -> JsonValue:
    """Fields as the one button that says them."""
    if chosen is None:
        return None
    return "none" if not chosen else chosen[0] if len(chosen) == 1 else "both"


def _many(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    assert step.vocabulary is not None
    offered = {option.value for option in step.options}
    reading = typed.read_choices(text, step.vocabulary)
    match reading:
        case Understood(value=("unknown",)):
            return Understood(None, reading.note)
        case Understood(value=("none",)):
            return Understood([], reading.note)
        case Understood():
            chosen = [value for value in reading.value if value in offered]
            return Understood(chosen, reading.note) if chosen else NotUnderstood()
        case Choose():
            kept = [tuple(v for v in option if v in offered) for option in reading.options]
            left = tuple(dict.fromkeys(option for option in kept if option))
            return Choose(left, reading.note) if left else NotUnderstood()
    return reading


def _months(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    return typed.read_duration(text, on, step.fact.removeprefix("experience."))


def _hours(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    reading = typed.read_hours(text)
    if isinstance(reading, Understood):
        # One course is asked about: several numbers are several courses, so ask which is meant.
        several = reading.value
        return Understood(several[0], reading.note) if len(several) == 1 else Choose(several)
    if isinstance(reading, Choose):
        return Choose(tuple(hours for option in reading.options for hours in option))
    return reading


def _number(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    if step.fact == "knowledge_test":
        return typed.read_percent(text)
    return typed.read_number(text, *step.bounds)


def _yes_no(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    reading = typed.read_yes_no(text)
    if isinstance(reading, Understood) and reading.value is not None:
        return Understood("yes" if reading.value else "no", reading.note)
    if isinstance(reading, Choose):
        words = {True: "yes", False: "no", None: UNKNOWN}
        return Choose(tuple(words[value] for value in reading.options), reading.note)
    return reading


def _page(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    """Yes means all of this page, no means nothing of it; numbers are the items."""
    if _NUMBERS.fullmatch(text):
        return _numbered(step, text)
    reading = _yes_no(step, text, on)
    match reading:
        case Understood(value="yes"):
            return Understood(EVERYTHING, reading.note)
        case Understood(value="no"):
            return Understood([], reading.note)
        case Choose():
            return Choose((ALL,), reading.note) if "yes" in reading.options else NotUnderstood()
    return reading


def _ticked(step: Step, text: str, on: date) -> Understanding[JsonValue]:
    """The numbers of what is so, with "the rest: no" where that is said; "no" is no to all."""
    said, rest = without_rest(text)
    if _NUMBERS.fullmatch(said):
        reading = _numbered(step, said)
        if not isinstance(reading, Understood):
            return reading
        return Understood(Ticked(tuple(reading.value), False if rest else None, settled=rest))
    reading = typed.read_yes_no(text)
    if isinstance(reading, Understood) and reading.value is False:
        return Understood(Ticked((), False, settled=True), reading.note)
    if isinstance(reading, Understood) and reading.value is None:
        return Understood(None, reading.note)
    return NotUnderstood()


def _numbered(step: Step, text: str) -> Understanding[JsonValue]:
    """ "1, 3 5": the items with these numbers."""
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    if not all(1 <= number <= len(step.options) for number in numbers):
        return OutOfRange("too_large", 1, len(step.options))
    chosen = {step.options[number - 1].value for number in numbers}
    return Understood([option.value for option in step.options if option.value in chosen])


_NUMBERS = re.compile(r"\s*[0-9]{1,3}(?:[\s,;.+и]+[0-9]{1,3}){0,40}[\s.]*")
_READERS: dict[Widget, Callable[[Step, str, date], Understanding[JsonValue]]] = {
    Widget.CHOICE: _choice,
    Widget.MANY: _many,
    Widget.MONTHS: _months,
    Widget.HOURS: _hours,
    Widget.NUMBER: _number,
    Widget.DATE: read_day,
    Widget.YES_NO: _yes_no,
    Widget.CHECKLIST: _page,
    Widget.TICKED: _ticked,
}
