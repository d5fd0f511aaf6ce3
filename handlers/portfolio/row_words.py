"""What typed words say of a row: a number, the words of a button, or "don't know"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from handlers.portfolio.row_options import Asking, Number
from i18n import Translator
from rules import typed
from rules.typed.outcome import OutOfRange, Understood
from rules.typed.text import visible
from rules.vocabulary import Json

_FRACTION: Final = re.compile(r"\d{1,3}[.,]\d{1,3}")
_SHORTEST: Final = 3
_SIGNS: Final = re.compile(r"[^\w%≥–-]+")


@dataclass(frozen=True, slots=True)
class RowReading:
    """`said`: what is said of the row, None for "don't know"; `note`: why it was not understood."""

    said: Json | None
    note: str = ""


def read_option(text: str, ask: Asking, tr: Translator) -> RowReading:
    """Words as an answer to that screen."""
    text = visible(text)
    if typed.is_dont_know(text):
        return RowReading(None)
    label = _label(text, ask)
    if label is not None:
        return RowReading(label)
    if ask.number is None:
        return RowReading(
            None,
            tr.text("⚠️ I did not understand. Please press a button or write it in other words."),
        )
    return _number(text, ask.number, tr)


def _label(text: str, ask: Asking) -> Json | None:
    """What the only button says that begins with these words."""
    wanted = _plain(text)
    if len(wanted) < _SHORTEST or wanted.isdecimal():
        return None
    found = [each for each in ask.options if each.said and _plain(each.label).startswith(wanted)]
    exact = [each for each in found if _plain(each.label) == wanted]
    # Of "region" and "region with a prize" the plain one is said.
    chosen = exact[:1] or (found if len(found) == 1 else [])
    return chosen[0].said if chosen else None


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text.casefold()).split())


def _number(text: str, number: Number, tr: Translator) -> RowReading:
    fraction = _FRACTION.fullmatch(text.strip(" .%")) if number.fraction else None
    if fraction is not None:
        value = float(fraction[0].replace(",", "."))
        if number.low <= value <= number.high:
            return RowReading({number.key: value})
        return _out_of_range(number, tr)
    reading = typed.read_number(text, number.low, number.high)
    if isinstance(reading, Understood):
        value_said = float(reading.value) if number.fraction else reading.value
        return RowReading({number.key: value_said})
    if isinstance(reading, OutOfRange):
        return _out_of_range(number, tr)
    return RowReading(None, tr.text("⚠️ I did not understand. Please write a number."))


def _out_of_range(number: Number, tr: Translator) -> RowReading:
    note = tr.text("⚠️ A number from {low} to {high} is needed.", low=number.low, high=number.high)
    return RowReading(None, note)
