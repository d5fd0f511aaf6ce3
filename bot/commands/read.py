"""The command `read`: how a typed answer or a whole message is read (contract, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.commands.rules import day_given
from rules.errors import BadInput
from rules.questionnaire.reading import FACTS, read_fact
from rules.typed.outcome import Choose, OutOfRange, Understood
from rules.vocabulary import LANGUAGES, Json


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A text to read as the answer to a fact, everything refused already that cannot be."""

    text: str
    fact: str
    on: date


def request(given: Json) -> ReadRequest:
    """The request of a line or of a command line. Raises BadInput."""
    fact = given.get("fact")
    text = _text(given)
    if not isinstance(fact, str) or fact not in FACTS:
        raise BadInput("fact", f"one of {', '.join(FACTS)}")
    return ReadRequest(text, fact, day_given(given.get("on")))


def _text(given: Json) -> str:
    text, lang = given.get("text"), given.get("lang")
    if not isinstance(text, str):
        raise BadInput("text", "is needed: what a person typed")
    if lang is not None and lang not in LANGUAGES:
        raise BadInput("lang", f"one of {', '.join(LANGUAGES)}")
    return text


def read(asked: ReadRequest) -> Json:
    """`note` says why it is asked, or what was done; "unknown" that somebody does not know,
    "too_large", "too_small", "future", "no_such_day" that such a value cannot be."""
    reading = read_fact(asked.text, asked.fact, asked.on)
    match reading:
        case Understood(value=None):
            return _answer(asked, "none", note="unknown")
        case Understood():
            return _answer(asked, "value", reading.value, note=reading.note)
        case Choose():
            return _answer(asked, "ask", choices=list(reading.options), note=reading.note)
        case OutOfRange():
            return _answer(asked, "none", note=reading.reason)
    return _answer(asked, "none")


def _answer(
    asked: ReadRequest,
    state: str,
    value: object = None,
    choices: list[object] | None = None,
    note: str | None = None,
) -> Json:
    answer: Json = {"text": asked.text, "state": state, "value": value, "choices": choices or []}
    return {**answer, "note": note}


def line(given: Json) -> Json:
    return read(request(given))


def story_line(given: Json) -> Json:
    """What a whole message says of a person."""
    from rules.story import read_story

    return read_story(_text(given), day_given(given.get("on"))).to_json()
