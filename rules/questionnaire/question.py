"""What a question is, what can be answered to it, and what an answer changes in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, Protocol

from rules.norms.model import Competence, Source
from rules.questionnaire.wording import Wording
from rules.vocabulary import JsonValue

State = Literal["value", "unknown", "draft", "part"]
PART: Final = "part"
"""The state of an answer of which only that is known which does not depend on the position."""


class StoredAnswer(Protocol):
    """An answer as a check sees it. `state`: `value`, `unknown` ("don't know"), `draft` (begun) or
    `part`. What "don't know" was said of may have a value: what was known of a list before."""

    @property
    def state(self) -> str: ...
    @property
    def value(self) -> JsonValue: ...
    @property
    def run_id(self) -> int | None: ...
    @property
    def sequence(self) -> int: ...


Answers = Mapping[str, StoredAnswer]


class Widget(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    MANY = "many"
    MONTHS = "months"
    HOURS = "hours"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHECKLIST = "checklist"
    TICKED = "ticked"


@dataclass(frozen=True, slots=True)
class Option:
    """One button: what it answers, and its words (an English message; None: the value itself)."""

    value: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask about a fact: the fact itself, or one part of a list of things.

    `path` names the step within a run ("certificates.0.hours"). `chosen`: what is marked so far.
    `vocabulary`: the closed vocabulary that a typed answer is read with. `entry`: the thing of a
    list that is asked about, as far as it is known; `number`: which one it is, from 1, None when
    it is the only one. `bounds`: lowest and highest number that can be typed. `each`: the question
    of every option, where one screen asks several facts.
    """

    fact: str
    path: str
    widget: Widget
    wording: Wording
    options: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    vocabulary: str | None = None
    number: int | None = None
    entry: Mapping[str, JsonValue] | None = None
    items: tuple[Competence, ...] = ()
    remaining: int = 0
    bounds: tuple[int, int] = (0, 0)
    can_be_unknown: bool = True
    each: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A step as it is put to a person: `place` of about `of`, and the clauses it is asked for."""

    step: Step
    place: int
    of: int
    sources: tuple[Source, ...]
    advantage_only: bool
    first_advantage: bool


@dataclass(frozen=True, slots=True)
class Put:
    """Keep an answer; `run_id` None: of the run that is asking."""

    fact: str
    state: State
    value: JsonValue
    run_id: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Drop the answer to a fact."""

    fact: str


Change = Put | Remove


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to the current step; None is "don't know"."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Marked:
    """One option of several marked or unmarked, by the state it is to have."""

    value: str
    on: bool


@dataclass(frozen=True, slots=True)
class Back:
    """Undo the last answer of this run."""


@dataclass(frozen=True, slots=True)
class SkipAdvantages:
    """Leave out the rest of what only gives an advantage."""


Move = Answered | Marked | Back | SkipAdvantages
