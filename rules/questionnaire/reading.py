"""A typed answer to a whole fact, in the shape of the profile: what `python -m bot read` shows.

Reads with the chat's own `read_typed`, on the question that the chat would ask first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rules import vocabulary as v
from rules.questionnaire import single
from rules.questionnaire.checklist import EVERYTHING
from rules.questionnaire.days import as_known
from rules.questionnaire.lists import LISTS, ListFact
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.several import beginning
from rules.questionnaire.typed import read_typed
from rules.questionnaire.wording import QUESTIONS, Wording
from rules.typed import CertificateLine, read_certificates, read_date, read_duration
from rules.typed.outcome import Choose, NotUnderstood, Understanding, Understood
from rules.typed.phrases import is_dont_know
from rules.typed.text import visible
from rules.vocabulary import Json, JsonValue

DATE, PERCENT, CERTIFICATES, COMPETENCES = "date", "knowledge_test", "certificates", "competences"
FACTS = (
    *(f"experience.{kind}" for kind in v.EXPERIENCE_KINDS),
    *(f"flags.{flag}" for flag in v.FLAGS),
    *LISTS,
    *single.CHOICES,
    "h_index",
    COMPETENCES,
    PERCENT,
    DATE,
)
_KINDS = {
    "education": v.LEVELS, "degrees": v.DEGREES, "honours": v.HONOURS, "publications": v.INDEXES,
}  # fmt: skip


def read_fact(text: str, fact: str, on: date) -> Understanding[JsonValue]:
    """The value of `fact` that `text` says, in the profile's shape (contract, section 3; a course
    may lack its topic, a day its month or day). None stands for "don't know".

    Raises KeyError for a fact that is not one of FACTS.
    """
    reading = _read(visible(text), fact, on)
    match reading:
        case Choose() if None in reading.options:
            left = tuple(value for value in reading.options if value is not None)
            return Choose(left, reading.note) if left else NotUnderstood()
    return reading


def _read(text: str, fact: str, on: date) -> Understanding[JsonValue]:
    if fact not in FACTS:
        raise KeyError(fact)
    if is_dont_know(text):
        return Understood(None)
    if fact.startswith("experience."):
        return read_duration(text, on, fact.removeprefix("experience."))
    if fact == DATE:
        return as_known(read_date(text, on), on)
    if fact == CERTIFICATES:
        return _shaped(read_certificates(text, on), _courses)
    return _shaped(read_typed(_step(fact), text, on), lambda value: _value(fact, value))


def _shaped(
    reading: Understanding[JsonValue], shape: Callable[[JsonValue], JsonValue]
) -> Understanding[JsonValue]:
    match reading:
        case Understood():
            return Understood(shape(reading.value), reading.note)
        case Choose():
            shapes = [shape(option) for option in reading.options]
            kept = [s for n, s in enumerate(shapes) if s not in shapes[:n]]
            return Choose(tuple(kept), reading.note)
    return reading


def _courses(lines: tuple[CertificateLine, ...]) -> JsonValue:
    return [_course(line) for line in lines]


def _course(line: CertificateLine) -> Json:
    days = [line.issued] if line.issued is not None else list(line.between or ())
    said = {"topic": line.topic, "hours": line.hours, "issued": beginning(days) if days else ""}
    return {key: value for key, value in said.items() if value}


def _step(fact: str) -> Step:
    """The question that a text to this fact answers, with every option that it can have."""
    if fact in LISTS:
        return _list_step(LISTS[fact])
    if fact == PERCENT:
        words = Wording("")
        return Step(fact, fact, Widget.NUMBER, words, bounds=(0, 100), can_be_unknown=False)
    if fact == COMPETENCES:
        return Step(fact, f"{fact}.0", Widget.CHECKLIST, QUESTIONS[fact])
    return single.step(fact)


def _list_step(spec: ListFact) -> Step:
    path = f"{spec.fact}.0.{spec.key}"
    widget = Widget.CHOICE if spec.by_choice else Widget.MANY
    kinds = (*_KINDS[spec.fact], "none") if spec.by_choice else _KINDS[spec.fact]
    buttons = tuple(Option(kind) for kind in kinds)
    return Step(spec.fact, path, widget, Wording(""), buttons, vocabulary=spec.vocabulary)


def _value(fact: str, answer: JsonValue) -> JsonValue:
    if answer is None:
        return None
    if fact == COMPETENCES:
        return {"*": True} if answer == EVERYTHING else {"*": False} if not answer else None
    if fact == "honours":
        return list(answer)
    if fact in LISTS:
        return _things(LISTS[fact].key, answer)
    return answer if fact == PERCENT else single.to_value(fact, answer)


def _things(key: str, answer: JsonValue) -> JsonValue:
    if isinstance(answer, dict):
        return answer["items"]
    if isinstance(answer, str):
        return [] if answer == "none" else [{key: answer}]
    return [{key: kind} for kind in answer]
